//! Which claims are judged by an earlier release of a dataset: what they said was said while that was the latest.

use std::collections::BTreeSet;

use crate::model::{Calculation, Model};

use super::calculate::figures_below;
use super::vintage::current_when;

/// Returns each dataset, release and claim of which that is so.
pub fn judged_by_earlier(model: &Model) -> BTreeSet<(String, String, String)> {
    let mut judged = BTreeSet::new();
    for (_, id, claim) in model.claims.iter() {
        let days = claim.said.iter().chain(&claim.said_again).filter_map(|said| said.date.as_ref());
        let days: Vec<_> = days.collect();
        for test in &claim.tests {
            let calculation = test.calculation(&model.figures);
            let below = figures_below(model, calculation);
            let calculations = below.iter().map(|key| &model.figures[*key].calculation).chain([calculation]);
            for calculation in calculations {
                let Calculation::Select(selection) = calculation else { continue };
                let joined = selection.join.as_ref().map(|join| join.dataset);
                let read = [Some(selection.of), joined].into_iter().flatten();
                for key in read.flat_map(|key| model.datasets.with_files(key)) {
                    let dataset = &model.datasets[key];
                    for release in days.iter().filter_map(|said| current_when(dataset, said).flatten()) {
                        let vintage = dataset.earlier[release].vintage.clone();
                        judged.insert((model.datasets.id(key).to_string(), vintage, id.to_string()));
                    }
                }
            }
        }
    }
    judged
}
