//! What the cells of a column are held against: cells of another column, or of another row.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::model::{Check, Filter, Related, RelatedTo, There};
use crate::number::{Earlier, Stretch};
use crate::table::Column;
use crate::vocabulary::End;

use crate::evaluate::join::{Frame, Reader, narrow};

/// What the cells of a column are held against.
pub(super) struct Bases<'f> {
    column: usize,
    held: usize,
    own: Reader<'f>,
    base: Reader<'f>,
    /// By what both columns are multiplied to count alike.
    scales: (i128, i128),
    rows: Rows<'f>,
}

/// In which row a base stands.
enum Rows<'f> {
    /// The row's own.
    Same,
    /// The row that has these values.
    Other {
        by_key: HashMap<Vec<i64>, u32>,
        key: Vec<Reader<'f>>,
        /// The column of periods, which moves.
        moving: Option<(Reader<'f>, &'f Column, Earlier)>,
    },
}

impl<'f> Bases<'f> {
    /// Returns what the cells that a condition is on are held against.
    pub(super) fn of(frame: &'f Frame<'_>, column: usize, related: &Related) -> Self {
        let (held, rows) = match &related.to {
            RelatedTo::Column(other) => (*other, Rows::Same),
            RelatedTo::Row { key, column: differs, there } => {
                let key: Vec<Reader<'f>> = key.iter().map(|column| frame.reader(*column)).collect();
                let place = frame.reader(*differs);
                let moving = match there {
                    There::Labels(_) | There::First | There::Extreme(_) => None,
                    There::Earlier(earlier) => Some((place, frame.column(*differs), *earlier)),
                };
                let own = frame.reader(column);
                // The first of several is the one with the least of this.
                let order = |row: usize, at: i64| match there {
                    There::Labels(labels) => labels.contains(&at).then_some((0, 0)),
                    There::Earlier(_) => Some((0, 0)),
                    There::First => own.get(row).map(|_| (at, 0)),
                    There::Extreme(End::Lowest) => own.get(row).map(|value| (value, at)),
                    There::Extreme(End::Highest) => own.get(row).map(|value| (value.saturating_neg(), at)),
                };
                let under: &[Filter] = match there {
                    There::Labels(_) | There::Earlier(_) => &[],
                    There::First | There::Extreme(_) => &related.under,
                };
                let under = under
                    .iter()
                    .map(|filter| (frame.reader(filter.column), Check::of(frame.column(filter.column), filter)));
                let under: Vec<_> = under.collect();
                let meets = |row: &u32| under.iter().all(|(reader, check)| check.meets(reader.get(*row as usize)));
                let has_partner = |row: &u32| frame.has_partner(*row as usize);
                let rows = (0..narrow(frame.rows())).filter(|row| has_partner(row) && meets(row));
                let mut least: HashMap<Vec<i64>, ((i64, i64), u32)> = HashMap::new();
                for row in rows {
                    let Some(at) = place.get(row as usize) else { continue };
                    let Some(order) = order(row as usize, at) else { continue };
                    let named: Option<Vec<i64>> = key.iter().map(|reader| reader.get(row as usize)).collect();
                    let Some(mut named) = named else { continue };
                    named.extend(moving.is_some().then_some(at));
                    let found = least.entry(named).or_insert((order, row));
                    if order < found.0 {
                        *found = (order, row);
                    }
                }
                let by_key = least.into_iter().map(|(named, (_, row))| (named, row)).collect();
                (column, Rows::Other { by_key, key, moving })
            }
        };
        let scale = [column, held].map(|column| frame.column(column).scale());
        let most = scale[0].max(scale[1]);
        let factor = |scale: u32| 10_i128.checked_pow(most - scale).unwrap_or(i128::MAX);
        let scales = (factor(scale[0]), factor(scale[1]));
        Self { column, held, own: frame.reader(column), base: frame.reader(held), scales, rows }
    }

    /// Returns the row and the column of what a row is held against; none where there is no such row.
    pub(super) fn cell(&self, row: usize) -> Option<(usize, usize)> {
        match &self.rows {
            Rows::Same => Some((row, self.held)),
            Rows::Other { by_key, key, moving } => {
                let mut named: Vec<i64> = key.iter().map(|reader| reader.get(row)).collect::<Option<_>>()?;
                if let Some((place, column, earlier)) = moving {
                    let period = column.period(place.get(row)?)?;
                    named.push(earlier.than(Stretch { first: period, last: period })?.first.number());
                }
                by_key.get(&named).map(|row| (*row as usize, self.column))
            }
        }
    }

    /// Returns the cell of a row that is held.
    pub(super) fn own_value(&self, row: usize) -> Option<i64> {
        self.own.get(row)
    }

    /// Returns the cell of a row against which others are held.
    pub(super) fn base_value(&self, row: usize) -> Option<i64> {
        self.base.get(row)
    }

    /// Returns how the cell of a row compares with what it is held against; none where one of them has no value.
    pub(super) fn compare(&self, row: usize) -> Option<Ordering> {
        let (other, _) = self.cell(row)?;
        let (own, base) = (i128::from(self.own.get(row)?), i128::from(self.base.get(other)?));
        Some(own.saturating_mul(self.scales.0).cmp(&base.saturating_mul(self.scales.1)))
    }
}
