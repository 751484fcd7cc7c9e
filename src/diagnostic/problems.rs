//! All the problems of a run, in the order a reader meets them in the files.

use super::{Place, Problem, Severity};

/// The problems collected so far.
#[derive(Debug, Default, Clone)]
pub struct Problems {
    items: Vec<Problem>,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.items.push(problem);
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Problem>) {
        self.items.extend(other);
    }

    /// Returns whether any problem stops the build.
    pub fn any_errors(&self) -> bool {
        self.items.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Returns how many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Visits each.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.items.iter()
    }

    /// Turns every warning into an error.
    pub fn deny_warnings(&mut self) {
        for problem in &mut self.items {
            problem.severity = Severity::Error;
        }
    }

    /// Locates every place with `locate`, sorts by file, offset and code, and drops what is said twice.
    pub fn settle(&mut self, locate: impl Fn(&Place) -> Place) {
        for problem in &mut self.items {
            problem.at.place = locate(&problem.at.place);
            for label in &mut problem.also {
                label.place = locate(&label.place);
            }
        }
        self.items.sort_by(|a, b| order(a).cmp(&order(b)));
        self.items.dedup();
    }
}

fn order(problem: &Problem) -> (Option<&crate::world::ProjectPath>, &Place, &str, &str) {
    (problem.at.place.file(), &problem.at.place, problem.code.id, &problem.message)
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}
