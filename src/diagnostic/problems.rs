//! All the problems of a run, in the order a reader meets them in the files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::code::registry::{
    ANCHOR_OR_TAG, BAD_ID, DUPLICATE_ID, DUPLICATE_KEY, FORBIDDEN_CHARACTER, UNKNOWN_KEY, WRONG_TYPE,
};
use super::code::{figure::UNKNOWN_COLUMN, reference::MISSING_KEY};
use super::words::{grouped, many};
use super::{Code, Problem, Severity, Texts};
use crate::text::{Place, Step};
use crate::vocabulary::EntryKind;
use crate::world::ProjectPath;

/// Problems of an entry's form: what they cut off seems to be missing, and is not to be reported again.
static OF_FORM: [&Code; 6] =
    [&ANCHOR_OR_TAG, &DUPLICATE_ID, &DUPLICATE_KEY, &FORBIDDEN_CHARACTER, &UNKNOWN_KEY, &WRONG_TYPE];

/// The most characters of a message: it is one line.
const LONGEST_MESSAGE: usize = 1_000;
/// The most characters of a note or a help, which may hold words to paste.
const LONGEST_NOTE: usize = 10_000;

/// The problems collected so far.
///
/// What follows from an entry's broken form is let go as soon as it comes: of a value that could not be read, every key seems to be
/// missing, and a registry can hold very many such values.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Problems {
    items: Vec<Problem>,
    broken: Broken,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.broken.add(&problem);
        if !self.broken.explains(&problem) {
            self.items.push(problem);
        }
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Problem>) {
        other.into_iter().for_each(|problem| self.push(problem));
    }

    /// Returns whether any problem stops the build.
    pub fn any_errors(&self) -> bool {
        self.items.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Returns how many there are of a severity, with those that are counted and not listed.
    pub fn count(&self, severity: Severity) -> usize {
        let of_it = self.items.iter().filter(|problem| problem.severity == severity);
        of_it.map(|problem| 1 + problem.more).sum()
    }

    /// Returns the first so many of each kind in each file; the last of them stands for those of its kind that are left out.
    pub fn first_of_each_kind(&self, most: usize) -> Vec<Cow<'_, Problem>> {
        let mut kinds: BTreeMap<(Option<&ProjectPath>, &str, Severity), Counted> = BTreeMap::new();
        let mut kept: Vec<Cow<'_, Problem>> = Vec::new();
        for problem in &self.items {
            let kind = kinds.entry((problem.at.place.file(), problem.code.id, problem.severity)).or_default();
            if kind.listed < most {
                (kind.listed, kind.last) = (kind.listed + 1, kept.len());
                kept.push(Cow::Borrowed(problem));
            } else {
                kind.more += 1 + problem.more;
            }
        }
        for Counted { last, more, .. } in kinds.into_values().filter(|kind| kind.more > 0) {
            let problem = kept[last].to_mut();
            problem.more += more;
            let place = if problem.at.place.file().is_some() { " in this file" } else { "" };
            problem.notes.push(format!("{} more of this kind{place} are not listed", grouped(more)));
        }
        kept
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
    pub fn locate_and_sort(&mut self, locate: impl Fn(&Place) -> Place) {
        self.hide_consequences();
        for problem in &mut self.items {
            elide(&mut problem.message, LONGEST_MESSAGE);
            problem.notes.iter_mut().chain(&mut problem.helps).for_each(|words| elide(words, LONGEST_NOTE));
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

    /// Drops what came before the broken form that it follows from.
    fn hide_consequences(&mut self) {
        let broken = std::mem::take(&mut self.broken);
        if !broken.entries.is_empty() {
            self.items.retain(|problem| !broken.explains(problem));
        }
    }
}

/// How many problems of a kind are listed, which was the last of them, and how many more there are.
#[derive(Default)]
struct Counted {
    listed: usize,
    last: usize,
    more: usize,
}

/// Cuts words that nobody would read to their end.
fn elide(words: &mut String, most: usize) {
    if words.len() > most
        && let Some((end, _)) = words.char_indices().nth(most)
    {
        words.truncate(end);
        words.push('…');
    }
}

/// The entries whose form is broken, with what is broken in each.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Broken {
    /// By the steps to the entry and the file, for an id can stand in several.
    entries: BTreeMap<Vec<Step>, BTreeMap<ProjectPath, Causes>>,
    merges: bool,
}

impl Broken {
    fn add(&mut self, problem: &Problem) {
        self.merges |= problem.code == &ANCHOR_OR_TAG;
        if let Place::Registry(place) = &problem.at.place
            && OF_FORM.contains(&problem.code)
        {
            let files = self.entries.entry(entry(&place.steps).to_vec()).or_default();
            files.entry(place.file.clone()).or_default().add(problem.code, &place.steps);
        }
    }

    /// Returns whether this is said of an entry as a whole, or of the same key or what lies around or below it, where the entry's
    /// form is broken: a key that was cut off is not missing.
    fn explains(&self, problem: &Problem) -> bool {
        let Place::Registry(place) = &problem.at.place else { return false };
        if self.entries.is_empty() {
            return false;
        }
        if OF_FORM.contains(&problem.code) || problem.code == &BAD_ID {
            // Where it is refused as a merge key, it need not be called unknown too.
            return self.merges && problem.code == &UNKNOWN_KEY && place.steps.last() == Some(&Step::from("<<"));
        }
        if let Some((section, id)) = &problem.leans_on
            && self.entries.contains_key(&[Step::from(*section), Step::from(id.as_str())][..])
        {
            return true;
        }
        let entry = entry(&place.steps);
        let causes = self.entries.get(entry).and_then(|files| files.get(&place.file));
        causes.is_some_and(|causes| place.steps.len() <= entry.len() || causes.explain(problem.code, &place.steps))
    }
}

/// What is broken in the form of an entry.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Causes {
    /// The keys that are broken.
    steps: BTreeSet<Vec<Step>>,
    any_unknown_key: bool,
    any_join: bool,
}

impl Causes {
    fn add(&mut self, code: &Code, steps: &[Step]) {
        self.any_unknown_key |= code == &UNKNOWN_KEY;
        self.any_join |= steps.contains(&Step::from("join"));
        self.steps.insert(steps.to_vec());
    }

    /// Returns whether a problem at `steps` of the same entry follows from one of these.
    fn explain(&self, code: &Code, steps: &[Step]) -> bool {
        // A key that nobody knows is most likely the one that is missing.
        let mistyped = self.any_unknown_key && code == &MISSING_KEY;
        // A column can be of the dataset that a join failed to bring.
        let unjoined = code == &UNKNOWN_COLUMN && self.any_join;
        let below = || {
            let from = (Bound::Included(steps), Bound::Unbounded);
            self.steps.range::<[Step], _>(from).next().is_some_and(|broken| broken.starts_with(steps))
        };
        mistyped || unjoined || (0..=steps.len()).any(|end| self.steps.contains(&steps[..end])) || below()
    }
}

/// Returns the section and id that a path of keys begins with; of a section without ids, the section.
fn entry(steps: &[Step]) -> &[Step] {
    let ids = matches!(steps.first(), Some(Step::Key(section)) if EntryKind::of_section(section).is_some());
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

/// Returns "3 errors, 1 warning", or nothing where there are no problems.
pub fn summary(problems: &Problems) -> Option<String> {
    let counted = [(problems.count(Severity::Error), "error"), (problems.count(Severity::Warning), "warning")];
    let parts: Vec<String> = counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| many(n, word)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::code::registry::{BAD_PATH, NOT_YAML};
    use super::*;
    use crate::text::RegistryPlace;
    use crate::text::Span;

    fn at(steps: &[&str]) -> Place {
        let steps = steps.iter().copied().map(Step::from).collect();
        RegistryPlace::value(ProjectPath::fixed("claims.yaml"), steps).into()
    }

    fn settled(problems: impl IntoIterator<Item = Problem>) -> Vec<String> {
        let mut all = Problems::default();
        all.extend(problems);
        all.locate_and_sort(Place::clone);
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
    fn what_follows_from_a_form_known_to_be_broken_is_not_even_kept() {
        let mut all = Problems::default();
        all.push(Problem::error(&WRONG_TYPE, at(&["waivers", "0"]), "a waiver is text"));
        for key in ["rule", "place", "reason"] {
            all.push(Problem::error(&MISSING_KEY, at(&["waivers", "0", key]), key));
        }
        assert_eq!(all.iter().count(), 1);
    }

    #[test]
    fn of_a_kind_in_a_file_the_first_are_listed_and_the_rest_counted() {
        let text = |file, at| Place::Text(ProjectPath::fixed(file), Span::new(at, at + 1));
        let mut all = Problems::default();
        for at in 0..3_000 {
            all.push(Problem::error(&BAD_PATH, text("a.yaml", at), format!("path {at}")));
        }
        all.push(Problem::error(&NOT_YAML, text("a.yaml", 5_000), "another kind"));
        all.push(Problem::warning(&BAD_PATH, text("a.yaml", 5_000), "no error"));
        all.push(Problem { more: 7, ..Problem::error(&BAD_PATH, text("b.yaml", 0), "another file") });
        let said: Vec<(String, usize, Vec<String>)> = all
            .first_of_each_kind(2)
            .into_iter()
            .map(|problem| (problem.message.clone(), problem.more, problem.notes.clone()))
            .collect();
        let plain = |words: &str, more| (words.to_owned(), more, Vec::new());
        assert_eq!(
            said,
            [
                plain("path 0", 0),
                ("path 1".to_owned(), 2_998, vec!["2,998 more of this kind in this file are not listed".to_owned()]),
                plain("another kind", 0),
                plain("no error", 0),
                plain("another file", 7),
            ]
        );
        assert_eq!((all.count(Severity::Error), all.count(Severity::Warning)), (3_009, 1));
        assert!(all.first_of_each_kind(3_000).iter().all(|problem| problem.more % 7 == 0), "nothing is left out");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn words_without_end_are_cut() {
        let mut all = Problems::default();
        all.push(Problem::error(&BAD_PATH, Place::Project, "ß".repeat(2_000)).note("n".repeat(9_000)));
        all.locate_and_sort(Place::clone);
        let problem = all.iter().next().unwrap();
        assert_eq!(problem.message, "ß".repeat(LONGEST_MESSAGE) + "…");
        assert_eq!(problem.notes, ["n".repeat(9_000)]);
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

    #[test]
    fn the_last_line_counts_errors_before_warnings() {
        let mut problems = Problems::default();
        assert_eq!(summary(&problems), None);
        problems.push(Problem::warning(&NOT_YAML, Place::Project, "a"));
        assert_eq!(summary(&problems).as_deref(), Some("1 warning"));
        problems.push(Problem::error(&NOT_YAML, Place::Project, "b"));
        problems.push(Problem::error(&NOT_YAML, Place::Project, "c"));
        assert_eq!(summary(&problems).as_deref(), Some("2 errors, 1 warning"));
    }
}
