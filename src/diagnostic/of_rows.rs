//! What is said of many entries that were made of one, said once.

use std::collections::BTreeMap;

use super::Problems;
use super::words::{grouped, joined, many};
use crate::text::Place;

/// How many rows are named beside the first.
const NAMED: usize = 3;

/// Where something is said of an entry that was made of a row.
#[derive(Debug)]
pub struct OfRow {
    /// The place as it is written.
    pub written: Place,
    /// The row; none where only the place is known.
    pub row: Option<String>,
}

impl Problems {
    /// Says once what is said at one place for many rows, with how many these are; `of` tells of a place whether rows share it.
    pub fn once_for_rows(&mut self, of: impl Fn(&Place) -> Option<OfRow>) {
        let mut first: BTreeMap<(&str, bool, Place), usize> = BTreeMap::new();
        let mut others: BTreeMap<usize, Vec<Option<String>>> = BTreeMap::new();
        let mut kept = Vec::new();
        for problem in std::mem::take(self) {
            let Some(OfRow { written, row }) = of(&problem.at.place) else {
                kept.push(problem);
                continue;
            };
            let is_error = problem.severity == super::Severity::Error;
            if let Some(at) = first.get(&(problem.code.id, is_error, written.clone())) {
                others.entry(*at).or_default().push(row);
            } else {
                first.insert((problem.code.id, is_error, written), kept.len());
                kept.push(problem);
            }
        }
        for (at, rows) in others {
            let named: Vec<&String> = rows.iter().flatten().collect();
            let what = if named.is_empty() { "page" } else { "row" };
            let mut words = format!("the same is said of {}", many(rows.len(), &format!("other {what}")));
            let mut first: Vec<String> = named.iter().take(NAMED).map(|row| format!("`{row}`")).collect();
            if named.len() > NAMED {
                first.push(format!("{} more", grouped(named.len() - NAMED)));
            }
            if !first.is_empty() {
                words = format!("{words}: {}", joined(&first, "and"));
            }
            kept[at].notes.push(words);
            kept[at].more += rows.len();
        }
        self.extend(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code::registry::WRONG_TYPE;
    use crate::diagnostic::{Problem, Severity};
    use crate::text::{RegistryPlace, Step};
    use crate::world::ProjectPath;

    #[test]
    fn what_is_said_of_many_rows_is_said_once_and_counted() {
        let at = |id: &str| {
            let steps = vec![Step::from("claims"), Step::from(id)];
            Place::from(RegistryPlace::value(ProjectPath::fixed("claims.yaml"), steps))
        };
        let mut all = Problems::default();
        for id in ["a__1", "a__2", "b", "a__3", "a__4", "a__5", "b"] {
            all.push(Problem::warning(&WRONG_TYPE, at(id), id));
        }
        all.once_for_rows(|place| {
            let Place::Registry(place) = place else { return None };
            let Step::Key(id) = &place.steps[1] else { return None };
            let (of, row) = id.split_once("__")?;
            Some(OfRow { written: at(of), row: Some(row.to_owned()) })
        });
        let said: Vec<_> = all.iter().map(|problem| (problem.message.as_str(), problem.more)).collect();
        assert_eq!(said, [("a__1", 4), ("b", 0), ("b", 0)]);
        assert_eq!(all.iter().next().unwrap().notes, ["the same is said of 4 other rows: `2`, `3`, `4` and 1 more"]);
        assert_eq!(all.count(Severity::Warning), 7);
    }
}
