//! What was kept changes nothing of what comes out: random edits of whole projects, each looked at with what the last look kept
//! and without.

mod edits;
mod problems;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use edits::{Numbers, edit};

use super::{Earlier, Options, Purpose, Run, Trust, watched};
use crate::diagnostic::Problem;
use crate::digest::Digest;
use crate::edition::{self, Request, Told};
use crate::number::Date;
use crate::reads::{Readable, silent};
use crate::world::{Memory, ProjectPath};

type Files = BTreeMap<String, String>;
type Pages = BTreeMap<ProjectPath, Digest>;

/// No two of these tests at once: one of them takes no notes on purpose.
static ALONE: Mutex<()> = Mutex::new(());

/// A project that is looked at again and again.
struct Looked {
    files: Files,
    kept: Option<Vec<u8>>,
    stand: Pages,
    options: Options,
    /// Of what kinds the problems are that were met last.
    said: Vec<&'static str>,
    /// How many briefs were printed last.
    anew: usize,
}

impl Looked {
    fn at(folder: &str) -> Self {
        let mut files = Files::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        read(&root, "", &mut files);
        let (kept, stand, options) = (None, Pages::new(), Options::default());
        Self { files, kept, stand, options, said: Vec::new(), anew: 0 }
    }

    /// Accepts every brief as it stands: from here on the project has a lock, and what moves is a draft.
    fn accept(&mut self) {
        let options = Options { editions: true, purpose: Purpose::Accept, ..Options::default() };
        let run = Self { options, files: self.files.clone(), ..Self::at("tests/briefs/smallest") }.run(None);
        let request = Request {
            briefs: Vec::new(),
            kind: None,
            date: Date::parse("2026-01-31").unwrap(),
            by: None,
            note: None,
            since: None,
            remove: Vec::new(),
            sign_off: 1,
            languages: crate::language::Languages::default(),
        };
        let (lock, _) =
            edition::accept(run.editions.as_ref().unwrap(), &request, &|_, _| Some(Told::default())).unwrap();
        self.files.insert("claims.lock".to_owned(), lock.to_text());
    }

    fn run(&self, earlier: Option<Earlier>) -> Run {
        let world = Memory::with(self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        watched(&world, &Options { earlier: earlier.map(Arc::new), ..self.options.clone() }, &|_| {})
    }

    /// Looks at it with what is kept and without; returns in what the two differ. Then its pages are written.
    fn look(&mut self, trust: Trust) -> Result<(), String> {
        let stand = self.stand.clone();
        let stands = Box::new(move |page: &ProjectPath, digest: &Digest| stand.get(page) == Some(digest));
        let warm = self.run(Some(Earlier { kept: self.kept.clone().into_iter().collect(), stands, trust }));
        let cold = self.run(None);
        let problems = |run: &Run| run.problems.iter().cloned().collect::<Vec<Problem>>();
        let (was, is) = (problems(&cold), problems(&warm));
        if was != is {
            let first = was.iter().zip(&is).find(|(was, is)| was != is);
            return Err(format!("{} problems, not {}: {first:?}", is.len(), was.len()));
        }
        self.said = was.iter().map(|problem| problem.code.id).collect();
        self.anew = warm.anew.len();
        let (was, is) = (pages(&cold), pages(&warm));
        if was != is {
            let differ = was.iter().find(|(path, digest)| is.get(*path) != Some(digest));
            return Err(format!("page {differ:?} of {} and {}", was.len(), is.len()));
        }
        if !warm.disproved.is_empty() {
            return Err(format!("disproved: {:?}", warm.disproved));
        }
        if let Some(kept) = warm.to_keep {
            self.kept = Some(kept);
            let output = crate::publish::Output::of(cold.editions.as_ref());
            self.stand = was.into_iter().map(|(path, digest)| (output.place(&path), digest)).collect();
        }
        Ok(())
    }
}

fn pages(run: &Run) -> Pages {
    run.pages.iter().flatten().map(|page| (page.path.clone(), page.content.digest())).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test reads its own project")]
fn read(folder: &Path, below: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name().into_string().unwrap())).unwrap();
        let below = if below.is_empty() { name } else { format!("{below}/{name}") };
        let is_read = ["claims.yaml", "claims.lock", "example.yaml"].contains(&below.as_str())
            || ["data/", "templates/", "claims/"].iter().any(|of| below.starts_with(of));
        if path.is_dir() {
            read(&path, &below, files);
        } else if is_read && let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(below, text);
        }
    }
}

/// Edits a project so many times, with an accepted edition or without; returns after how many edits there were pages, or at
/// which what was kept changed what came out.
fn edited(project: &str, accepted: bool, edits: usize, seed: u64, trust: Trust) -> Result<usize, String> {
    let mut looked = Looked::at(project);
    if accepted {
        looked.accept();
    }
    edits_of(looked, edits, seed, trust).map_err(|differs| format!("{project}, {differs}"))
}

fn edits_of(mut looked: Looked, edits: usize, seed: u64, trust: Trust) -> Result<usize, String> {
    let mut numbers = Numbers(seed);
    looked.look(trust)?;
    let mut taken = 0;
    for nth in 0..edits {
        let (files, options) = (looked.files.clone(), looked.options.clone());
        let what = edit(&mut looked.files, &mut looked.options, &mut numbers);
        let kept = looked.kept.clone();
        looked.look(trust).map_err(|differs| format!("edit {nth} ({what}): {differs}"))?;
        let made = looked.kept != kept;
        taken += usize::from(made);
        // Most mistakes are taken back, so that the next edit meets a project that has pages.
        if !made && numbers.below(4) > 0 {
            (looked.files, looked.options) = (files, options);
        }
        if numbers.below(12) == 0 {
            let gone = looked.stand.keys().nth(numbers.below(looked.stand.len())).cloned();
            gone.and_then(|gone| looked.stand.remove(&gone));
        }
    }
    Ok(taken)
}

/// Projects with each kind of entry.
const PROJECTS: &[&str] = &[
    "tests/briefs/charts",
    "tests/briefs/every-standing",
    "tests/briefs/small-counts",
    "tests/briefs/smallest",
    "tests/briefs/words-that-look-like-markup",
    "tests/briefs/en-espanol",
    "tests/edition-pages/two-editions",
];

#[test]
fn what_was_kept_changes_nothing_of_what_comes_out() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut made = 0;
    for (nth, project) in PROJECTS.iter().enumerate() {
        made += edited(project, false, EDITS, nth as u64, Trust::Take).unwrap_or_else(|differs| panic!("{differs}"));
    }
    assert!(made > PROJECTS.len() * EDITS / 4, "only {made} edits left pages");
}

#[test]
fn what_was_kept_changes_nothing_of_what_comes_out_of_accepted_briefs() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut made = 0;
    for (nth, project) in PROJECTS.iter().enumerate() {
        made +=
            edited(project, true, EDITS, 100 + nth as u64, Trust::Take).unwrap_or_else(|differs| panic!("{differs}"));
    }
    assert!(made > PROJECTS.len() * EDITS / 4, "only {made} edits left pages");
}

/// How many edits of each project are tried.
const EDITS: usize = 5;

#[test]
fn what_was_kept_can_be_proved() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    for project in &PROJECTS[..3] {
        edited(project, false, 6, 77, Trust::Prove).unwrap_or_else(|differs| panic!("{differs}"));
    }
}

/// `EDITS=500 SEED=7 cargo test --release --lib many_more_edits -- --ignored` tries as many as somebody has the time for.
#[test]
#[ignore = "takes as long as somebody wants it to"]
fn many_more_edits_change_nothing_of_what_comes_out() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (edits, seed) = (number("EDITS", 200), number("SEED", 1));
    for (nth, project) in PROJECTS.iter().enumerate() {
        let seed = seed.wrapping_mul(1000).wrapping_add(nth) as u64;
        for accepted in [false, true] {
            let looked = edited(project, accepted, edits, seed, Trust::Take);
            looked.unwrap_or_else(|differs| panic!("seed {seed}: {differs}"));
        }
    }
    for (nth, (name, looked)) in problems::cases().into_iter().enumerate() {
        let seed = seed.wrapping_mul(1000).wrapping_add(500 + nth) as u64;
        edits_of(looked, edits / 10, seed, Trust::Take)
            .unwrap_or_else(|differs| panic!("{name}, seed {seed}: {differs}"));
    }
}

#[expect(clippy::disallowed_methods, reason = "whoever calls this test says how much of it")]
fn number(name: &str, else_: usize) -> usize {
    std::env::var(name).ok().and_then(|words| words.parse().ok()).unwrap_or(else_)
}

/// What changes where an entry of each section does, and nothing else that is noted with it: by which something that was made of it has to be made again.
const CHANGES: &[(Readable, &str, &str)] = &[
    (Readable::Parties, "name: ", "name: The "),
    (Readable::Measures, "; one ", "; any one "),
    (Readable::Sources, "title: ", "title: The "),
    (Readable::Datasets, "title: ", "title: The "),
    (Readable::Figures, "label: ", "label: all "),
    (Readable::Tables, "caption: ", "caption: Some "),
    (Readable::Claims, "statement: ", "statement: We hear that "),
    (Readable::Unknowns, "because: ", "because: Mostly, "),
    (Readable::Templates, ". ", ". Nobody knows. "),
];

/// Returns what differs where no notes of a section are taken and one of its entries changes.
fn found_out(section: Readable, from: &str, to: &str) -> Option<String> {
    PROJECTS.iter().find_map(|project| {
        let whole = Looked::at(project);
        let places =
            whole.files.iter().filter(|(path, _)| (section == Readable::Templates) == path.starts_with("templates/"));
        let places = places.flat_map(|(path, text)| text.match_indices(from).map(|(at, _)| (path.clone(), at)));
        places.take(40).find_map(|(path, at)| {
            let mut looked = Looked::at(project);
            silent::silence(Some(section));
            let first = looked.look(Trust::Take);
            looked.files.get_mut(&path)?.replace_range(at..at + from.len(), to);
            let differs = first.and_then(|()| looked.look(Trust::Take)).err();
            silent::silence(None);
            differs
        })
    })
}

#[test]
fn a_note_that_is_not_taken_is_found_out() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let missed: Vec<Readable> = CHANGES
        .iter()
        .filter(|(section, from, to)| found_out(*section, from, to).is_none())
        .map(|(section, ..)| *section)
        .collect();
    silent::silence(None);
    assert_eq!(missed, []);
}
