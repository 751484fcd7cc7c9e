//! What each number counts: the measure's name, its definition, and what it is not to be confused with.

use crate::model::{Claim, Key, Measure, TableOf, Unknown};

use crate::view::{Composer, Mark, MarkedText};

impl Composer<'_> {
    /// Returns the name of a measure.
    pub fn measure(&self, measure: Key<Measure>) -> MarkedText {
        MarkedText::marked(Mark::Measure(measure), self.model.measures[measure].label.as_str())
    }

    /// Returns what a claim counts: its own measure, or that of its tested figure.
    pub fn measure_of(&self, claim: Key<Claim>) -> Option<Key<Measure>> {
        let tested = || self.evaluation.claim(claim).value().and_then(|outcome| outcome.measures.first().copied());
        self.model.claims[claim].measure.or_else(tested)
    }

    /// Returns the measures of claims, of the unknowns and tables beside them, and of figures, in order of first use.
    pub(super) fn measures(
        &self,
        claims: &[Key<Claim>],
        unknowns: &[Key<Unknown>],
        tables: &[Key<crate::model::TableEntry>],
    ) -> Vec<Key<Measure>> {
        let of_claims = claims.iter().filter_map(|claim| self.measure_of(*claim));
        let of_unknowns = unknowns.iter().filter_map(|unknown| self.model.unknowns[*unknown].measure);
        let of_tables = tables.iter().flat_map(|table| self.measures_of_table(*table));
        let mut found = Vec::new();
        for measure in of_claims.chain(of_unknowns).chain(of_tables) {
            if !found.contains(&measure) {
                found.push(measure);
            }
        }
        found
    }

    fn measures_of_table(&self, table: Key<crate::model::TableEntry>) -> Vec<Key<Measure>> {
        let entry = &self.model.tables[table];
        if let Some(measure) = entry.measure {
            return vec![measure];
        }
        match &entry.of {
            TableOf::Figures(figures) => {
                let outcomes = figures.iter().filter_map(|figure| self.evaluation.figure(*figure));
                outcomes.filter_map(|outcome| outcome.measures.first().copied()).collect()
            }
            TableOf::Rows { of, columns, .. } => {
                let measures = &self.model.datasets[*of].measures;
                columns.iter().filter_map(|column| measures.get(*column).copied().flatten()).collect()
            }
        }
    }
}
