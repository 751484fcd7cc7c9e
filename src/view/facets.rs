//! A chart with a panel for each label of a column, all with one scale; what somebody claimed stands on the panels that it is of.

use crate::model::{Calculation, Claim, Figure, Key, Predicate, TableOf};
use crate::number::Number;

use crate::view::chart::ChartView;
use crate::view::drawn::ChartRow;
use crate::view::teller::Teller;

impl ChartView {
    /// Returns a chart with a panel for each of its labels, all with one scale.
    pub(super) fn in_facets(self, teller: &Teller<'_>, claim: Option<Key<Claim>>) -> Self {
        let Some(categories) = &self.categories else { return self };
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let numbers: Vec<Number> = cells.flat_map(|cell| [cell.low, cell.high, cell.value]).flatten().collect();
        let ends = [numbers.iter().min(), numbers.iter().max()];
        let scaled_with: Vec<Number> = ends.into_iter().flatten().copied().collect();
        // What is claimed of some labels stands on their panels.
        let claimed_of = claim.and_then(|claim| teller.labels_of(claim, self.id.as_str()));
        // Along an axis without an order each panel has the places that it has numbers for.
        let is_along = self.rows.iter().all(|row| row.at.is_some());
        let panels = categories.names.iter().zip(&categories.values).enumerate().map(|(nth, (name, value))| {
            let is_claimed = claimed_of.as_ref().is_none_or(|of| value.is_some_and(|value| of.contains(&value)));
            let own = |row: &ChartRow| ChartRow {
                cells: row.cells.get(nth).cloned().into_iter().collect(),
                tested: if is_claimed { row.tested.clone() } else { Vec::new() },
                ..row.clone()
            };
            Self {
                names: vec![name.clone()],
                rows: self.rows.iter().filter(|row| is_along || !row.cells[nth].is_nothing()).map(own).collect(),
                claimed: self.claimed.clone().filter(|_| is_claimed),
                scaled_with: scaled_with.clone(),
                ..self.clone()
            }
        });
        let panels = panels.collect();
        Self { panels, ..self }
    }
}

impl Teller<'_> {
    /// Returns of which labels of the column that a chart tells apart a claim is; none where its tests name none of them.
    fn labels_of(&self, claim: Key<Claim>, chart: &str) -> Option<Vec<i64>> {
        let table = self.model.charts[self.model.charts.find(chart)?].table;
        let TableOf::Rows { of, columns, .. } = &self.model.tables[table].of else { return None };
        let column = *columns.get(1)?;
        let figures = &self.model.figures;
        let mut open: Vec<(&Calculation, u8)> = Vec::new();
        open.extend(self.model.claims[claim].tests.iter().map(|test| (test.calculation(figures), 0)));
        let (mut found, mut are_named) = (Vec::new(), false);
        while let Some((calculation, deep)) = open.pop() {
            /// Figures are no circles; no real one is made of parts so deep.
            const DEEPEST: u8 = 16;
            match calculation {
                Calculation::Select(selection) if selection.of == *of => {
                    for filter in selection.filters.iter().filter(|filter| filter.column == column) {
                        if let Predicate::In(labels) = &filter.predicate {
                            found.extend(labels.iter().copied());
                            are_named = true;
                        }
                    }
                }
                Calculation::Derive(operation) if deep < DEEPEST => {
                    let parts: Vec<Key<Figure>> = operation.parts();
                    open.extend(parts.iter().map(|part| (&figures[*part].calculation, deep + 1)));
                }
                _ => {}
            }
        }
        are_named.then_some(found)
    }
}
