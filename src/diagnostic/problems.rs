//! All the problems of a run, in the order a reader meets them in the files.

use std::collections::BTreeMap;

use super::code::registry::{
    ANCHOR_OR_TAG, BAD_ID, DUPLICATE_ID, DUPLICATE_KEY, FORBIDDEN_CHARACTER, UNKNOWN_KEY, WRONG_TYPE,
};
use super::code::{figure::UNKNOWN_COLUMN, reference::MISSING_KEY};
use super::show::Texts;
use super::{Code, Place, Problem, Severity, Step};
use crate::registry::entry_word;
use crate::world::ProjectPath;

/// Problems of an entry's form: what they cut off seems to be missing, and is not to be reported again.
static OF_FORM: [&Code; 6] =
    [&ANCHOR_OR_TAG, &DUPLICATE_ID, &DUPLICATE_KEY, &FORBIDDEN_CHARACTER, &UNKNOWN_KEY, &WRONG_TYPE];

/// The problems collected so far.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
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

    /// Keeps those that `keep` accepts.
    pub fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.items.retain(keep);
    }

    /// Visits each, to add to what it says.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Problem> {
        self.items.iter_mut()
    }

    /// Turns every warning into an error.
    pub fn deny_warnings(&mut self) {
        for problem in &mut self.items {
            problem.severity = Severity::Error;
        }
    }

    /// Turns the warnings of a kind into errors, or drops them; what is an error stays one, for nothing can be made of it.
    pub fn set_level(&mut self, code: &Code, level: Option<Severity>) {
        match level {
            Some(severity) => {
                let warnings = self.items.iter_mut().filter(|problem| problem.severity == Severity::Warning);
                warnings.filter(|problem| problem.code == code).for_each(|problem| problem.severity = severity);
            }
            None => self.items.retain(|problem| problem.code != code || problem.severity == Severity::Error),
        }
    }

    /// Hides what follows from a broken form, locates every place with `locate`, sorts by file, offset and code, and drops
    /// what is said twice.
    pub fn settle(&mut self, locate: impl Fn(&Place) -> Place) {
        self.hide_consequences();
        for problem in &mut self.items {
            if let Place::Registry(place) = &problem.at.place {
                problem.notes.extend(place.column().map(|column| format!("the column is `{column}`")));
            }
            problem.at.place = locate(&problem.at.place);
            for label in &mut problem.also {
                label.place = locate(&label.place);
            }
            if let Some(fix) = &mut problem.fix {
                fix.place = locate(&fix.place);
            }
        }
        self.items.sort_by(|a, b| order(a).cmp(&order(b)));
        self.items.dedup();
    }

    /// Keeps only fixes of words that stand in `texts` exactly where they are said to.
    pub fn keep_exact_fixes(&mut self, texts: &Texts) {
        for problem in &mut self.items {
            problem.fix = problem.fix.take().and_then(|fix| fix.exact(texts));
        }
    }

    /// Drops what is said of an entry as a whole, or of the same key or what lies around or below it, where the entry's form
    /// is broken: a key that was cut off is not missing.
    fn hide_consequences(&mut self) {
        let mut broken: BTreeMap<(ProjectPath, Vec<Step>), Vec<Cause>> = BTreeMap::new();
        for problem in self.items.iter().filter(|problem| OF_FORM.contains(&problem.code)) {
            if let Place::Registry(place) = &problem.at.place {
                let entry = (place.file.clone(), entry(&place.steps).to_vec());
                broken.entry(entry).or_default().push(Cause { code: problem.code, steps: place.steps.clone() });
            }
        }
        let merges = self.items.iter().any(|problem| problem.code == &ANCHOR_OR_TAG);
        if broken.is_empty() {
            return;
        }
        self.items.retain(|problem| {
            let Place::Registry(place) = &problem.at.place else { return true };
            if OF_FORM.contains(&problem.code) || problem.code == &BAD_ID {
                // Where it is refused as a merge key, it need not be called unknown too.
                return !(merges && problem.code == &UNKNOWN_KEY && place.steps.last() == Some(&Step::from("<<")));
            }
            if let Some((section, id)) = &problem.leans_on {
                let entry = [Step::from(*section), Step::from(id.as_str())];
                if broken.keys().any(|(_, steps)| *steps == entry) {
                    return false;
                }
            }
            let key = (place.file.clone(), entry(&place.steps).to_vec());
            let Some(causes) = broken.get(&key) else { return true };
            place.steps.len() > key.1.len() && !causes.iter().any(|cause| cause.explains(problem.code, &place.steps))
        });
    }
}

/// What is broken in the form of an entry.
struct Cause {
    code: &'static Code,
    steps: Vec<Step>,
}

impl Cause {
    /// Returns whether a problem at `steps` of the same entry follows from this.
    fn explains(&self, code: &Code, steps: &[Step]) -> bool {
        // A key that nobody knows is most likely the one that is missing.
        let mistyped = self.code == &UNKNOWN_KEY && code == &MISSING_KEY;
        // A column can be of the dataset that a join failed to bring.
        let unjoined = code == &UNKNOWN_COLUMN && self.steps.contains(&Step::from("join"));
        mistyped || unjoined || steps.starts_with(&self.steps) || self.steps.starts_with(steps)
    }
}

/// Returns the section and id that a path of keys begins with; of a section without ids, the section.
fn entry(steps: &[Step]) -> &[Step] {
    let ids = matches!(steps.first(), Some(Step::Key(section)) if entry_word(section).is_some());
    &steps[..steps.len().min(if ids { 2 } else { 1 })]
}

fn order(problem: &Problem) -> (Option<&ProjectPath>, &Place, &str, &str) {
    (problem.at.place.file(), &problem.at.place, problem.code.id, &problem.message)
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::RegistryPlace;
    use super::super::code::registry::{BAD_PATH, NOT_YAML};
    use super::*;
    use crate::text::Span;

    fn at(steps: &[&str]) -> Place {
        let steps = steps.iter().copied().map(Step::from).collect();
        RegistryPlace::value(ProjectPath::fixed("claims.yaml"), steps).into()
    }

    fn settled(problems: impl IntoIterator<Item = Problem>) -> Vec<String> {
        let mut all = Problems::default();
        all.extend(problems);
        all.settle(Place::clone);
        all.iter().map(|problem| format!("{} {}", problem.code.id, problem.message)).collect()
    }

    #[test]
    fn what_follows_from_a_broken_form_is_hidden_and_the_rest_is_not() {
        let error = Problem::error;
        assert_eq!(
            settled([
                error(&WRONG_TYPE, at(&["claims", "a", "test", "sum"]), "sum is a list"),
                error(&UNKNOWN_KEY, at(&["claims", "b", "statment"]), "unknown key"),
                error(&BAD_PATH, at(&["claims", "a", "test"]), "the test has no aggregate"),
                error(&BAD_PATH, at(&["claims", "a", "test", "sum", "x"]), "deeper"),
                error(&BAD_PATH, at(&["claims", "a", "quantity"]), "of its own"),
                error(&BAD_PATH, at(&["claims", "b"]), "no statement"),
                error(&BAD_PATH, at(&["claims", "c"]), "another entry"),
                error(&UNKNOWN_KEY, at(&["publication", "as_off"]), "mistyped"),
                error(&BAD_PATH, at(&["publication"]), "no date"),
                error(&BAD_PATH, at(&["publication", "language"]), "no language"),
            ]),
            [
                "R015 of its own",
                "R012 sum is a list",
                "R010 unknown key",
                "R015 another entry",
                "R010 mistyped",
                "R015 no language"
            ]
        );
    }

    #[test]
    fn problems_stand_in_the_order_of_files_offsets_and_codes_and_once() {
        let text = |file, at| Place::Text(ProjectPath::fixed(file), Span::new(at, at + 1));
        let error = Problem::error;
        assert_eq!(
            settled([
                error(&BAD_PATH, text("b.yaml", 1), "fifth"),
                error(&BAD_PATH, text("a.yaml", 9), "fourth"),
                error(&BAD_PATH, text("a.yaml", 2), "third"),
                error(&BAD_PATH, text("a.yaml", 9), "fourth"),
                error(&NOT_YAML, text("a.yaml", 2), "second"),
                error(&BAD_PATH, Place::Project, "first"),
            ]),
            ["R015 first", "R001 second", "R015 third", "R015 fourth", "R015 fifth"]
        );
    }
}
