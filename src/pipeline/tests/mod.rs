//! What was kept changes nothing of what comes out: random edits of whole projects, each looked at with what the last look kept
//! and without.

mod problems;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Earlier, Options, Purpose, Run, Trust, watched};
use crate::diagnostic::Problem;
use crate::digest::Digest;
use crate::edition::{self, Request, Told};
use crate::number::Date;
use crate::reads::{Readable, silent};
use crate::rules::Strictness;
use crate::world::{Memory, ProjectPath};

type Files = BTreeMap<String, String>;
type Pages = BTreeMap<ProjectPath, Digest>;

/// No two of these tests at once: one of them takes no notes on purpose.
static ALONE: Mutex<()> = Mutex::new(());

/// Numbers that look random and never change (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end.max(1) as u64).unwrap()
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }
}

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
        let warm = self.run(Some(Earlier { kept: self.kept.clone(), stands, trust }));
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

/// Texts that stand in the place of others, in the registry.
const WORDS: &[(&str, &str)] = &[
    ("more than", "at least"),
    ("  as_of: 2025", "  as_of: 2026"),
    ("label: ", "label: all "),
    ("title: ", "title: The "),
    ("statement: ", "statement: We hear that "),
    ("question: ", "question: In short, "),
    ("name: ", "name: The "),
    ("why: ", "why: as we see it, "),
    ("definition: ", "definition: Mind that "),
    ("note: ", "note: by the way, "),
    ("because: ", "because: Mostly, "),
    ("caption: ", "caption: Some "),
    ("publisher: ", "short: Xy\n    publisher: "),
    ("vintage: 2025-12-0", "vintage: 2025-12-1"),
    ("limitations: ", "limitations: Nearly "),
    ("locator: ", "locator: see "),
    ("quantity: ", "quantity: about "),
    ("decimals: 1", "decimals: 2"),
    (
        "unknowns:\n",
        "unknowns:\n  aaa_new: { question: How many more is not known?, reason: not-collected, would_resolve: A count. }\n",
    ),
    ("parties:\n", "parties:\n  aaa_party: A new party\n"),
    (
        "sources:\n",
        "sources:\n  aaa_source: { title: Something new, url: 'https://example.org/a', accessed: 2025-11-01 }\n",
    ),
    ("claims:\n", "claims:\n  aaa_claim: { statement: There were many more. }\n"),
    ("publication:\n", "publication:\n  rules: { untraced-numeral: warning }\n"),
    ("publication:\n", "publication:\n  method: As always.\n"),
    ("publication: {", "publication: { method: As always,"),
    ("sum: ", "mean: "),
    ("unknowns: [", "unknowns: [aaa_new, "),
    ("claims: [", "claims: [aaa_claim, "),
    ("instead: ", "instead: Rather, "),
    ("reading: ", "reading: Of "),
    (
        "claims:\n",
        "waivers:\n  - { rule: untraced-numeral, place: november, reason: We look into it., owner: The desk, expiry: 2027-01-01 }\nclaims:\n",
    ),
];

/// Changes something of a project; the files that it leaves may make no sense.
fn edit(files: &mut Files, options: &mut Options, numbers: &mut Numbers) -> String {
    let paths = |ends: &str| -> Vec<String> { files.keys().filter(|path| path.ends_with(ends)).cloned().collect() };
    let (data, registry, templates) = (paths(".csv"), paths(".yaml"), paths(".md"));
    match numbers.below(21) {
        0..=3 => {
            let Some(path) = numbers.of(&data) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let digits: Vec<usize> =
                text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
            let Some(at) = numbers.of(&digits).copied() else { return "nothing".to_owned() };
            text.replace_range(at..=at, &numbers.below(10).to_string());
            format!("a digit of {path}")
        }
        4 => {
            let Some(path) = numbers.of(&data) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            let at = 1 + numbers.below(lines.len() - 1);
            *text = [&lines[..at], lines.get(at + 1..).unwrap_or_default()].concat().join("\n") + "\n";
            format!("a row less in {path}")
        }
        5..=12 => {
            let Some(path) = numbers.of(&registry) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let fitting: Vec<&(&str, &str)> =
                WORDS.iter().filter(|(from, to)| text.contains(from) || text.contains(to)).collect();
            let Some((from, to)) = numbers.of(&fitting).copied() else { return "nothing".to_owned() };
            let (from, to) = if text.contains(to) { (to, from) } else { (from, to) };
            let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
            let at = *numbers.of(&places).unwrap();
            text.replace_range(at..at + from.len(), to);
            format!("{to:?} in {path}")
        }
        13 | 14 => {
            let Some(path) = numbers.of(&templates) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let spaces: Vec<usize> = text.match_indices(". ").map(|(at, _)| at + 2).collect();
            let Some(at) = numbers.of(&spaces).copied() else { return "nothing".to_owned() };
            let words = ["Nobody knows. ", "So we think. ", "That was in 2019. ", "There were 17,203 of them. "];
            text.insert_str(at, numbers.of(&words).unwrap());
            format!("a sentence in {path}")
        }
        15 => {
            let mut toggle = |path: &str, text: &str| {
                if files.remove(path).is_none() {
                    files.insert(path.to_owned(), text.to_owned());
                }
                format!("{path} comes or goes")
            };
            let own: &[(&str, &str)] = &[
                ("templates/knowns/theme.css", "p { color: red }\n"),
                ("templates/knowns/head.md", "{{ brief.question }}\n"),
                ("templates/aaa.md", "Nobody uses this.\n"),
                ("templates/knowns/claim.html", "<p>{{ id }}</p>\n"),
            ];
            let (path, text) = numbers.of(own).unwrap();
            toggle(path, text)
        }
        16 => {
            let days = [None, Some("2025-11-03"), Some("2027-01-01")];
            options.on = numbers.of(&days).unwrap().map(|day| Date::parse(day).unwrap());
            "another day".to_owned()
        }
        17 => {
            options.strictness =
                if options.strictness == Strictness::Draft { Strictness::Publication } else { Strictness::Draft };
            "another strictness".to_owned()
        }
        18 => {
            // Two entries change places: nothing of either does.
            let Some(path) = numbers.of(&registry) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            let begins = |at: usize| {
                lines
                    .get(at)
                    .is_some_and(|line| line.starts_with("  ") && !line.starts_with("   ") && !line.contains('#'))
            };
            let entries: Vec<usize> = (0..lines.len()).filter(|at| begins(*at)).collect();
            let pairs: Vec<&[usize]> = entries.windows(3).collect();
            let Some([one, other, end]) = numbers.of(&pairs).copied() else { return "nothing".to_owned() };
            let moved = [&lines[..*one], &lines[*other..*end], &lines[*one..*other], &lines[*end..]].concat();
            *text = moved.join("\n") + "\n";
            format!("the order of {path}")
        }
        19 => {
            // An id is another one wherever it stands, in other words too.
            let Some(path) = numbers.of(&registry) else { return "nothing".to_owned() };
            let id = |line: &str| {
                let id = line.strip_prefix("  ")?.split_once(':')?.0;
                id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_').then(|| id.to_owned())
            };
            let ids: Vec<String> = files[path].lines().filter_map(id).collect();
            let Some(id) = numbers.of(&ids) else { return "nothing".to_owned() };
            let renamed = format!("{id}_x");
            for text in files.iter_mut().filter(|(path, _)| *path != "claims.lock").map(|(_, text)| text) {
                *text = text.replace(id.as_str(), &renamed);
            }
            format!("{id} is called {renamed}")
        }
        _ => "nothing".to_owned(),
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
const EDITS: usize = 14;

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
