//! The project around the bytes: the smallest there is, one file of it exchanged.

use std::collections::BTreeMap;

use knowns::edition::{self, EditionKind, Lock, Request, State, Told};
use knowns::number::Date;
use knowns::pipeline::{self, Options, Run};
use knowns::world::Memory;

use super::oracle;

/// A registry with something of everything that is read first.
const REGISTRY: &str = include_str!("claims.yaml");
/// Its data.
const DATA: &str = "month,kind,total\n2025-09,adults,23098\n2025-09,children,2904\n2025-10,adults,27491\n2025-10,children,3060\n2025-11,adults,27912\n2025-11,children,2463\n";

/// The files of a project, by path.
#[derive(Clone)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Returns the project before anything is exchanged.
    pub fn smallest() -> Self {
        Self(BTreeMap::new()).with("claims.yaml", REGISTRY.as_bytes()).with("data/encounters.csv", DATA.as_bytes())
    }

    /// Returns the project with these bytes as one of its files.
    pub fn with(mut self, path: &str, bytes: &[u8]) -> Self {
        self.0.insert(path.to_owned(), bytes.to_vec());
        self
    }

    /// Returns the project whose registry includes a file.
    pub fn including(self, path: &str) -> Self {
        let registry = format!("{REGISTRY}include: [{path}]\n");
        self.with("claims.yaml", registry.as_bytes())
    }

    /// Returns the project whose brief is printed by a template.
    pub fn of_template(self, template: &str) -> Self {
        let registry = format!("{REGISTRY}    template: {template}\n");
        self.with("claims.yaml", registry.as_bytes())
    }

    fn world(&self) -> Memory {
        Memory::with(self.0.iter().map(|(path, bytes)| (path.as_str(), bytes)))
    }

    fn run(&self) -> Run {
        pipeline::watched(&self.world(), &Options { editions: true, ..Options::default() }, &|_| {})
    }
}

/// Builds the project twice, accepts what it says, builds it once more, and holds each against what is promised of it.
pub fn tried(files: &Files) {
    let run = files.run();
    let problems = oracle::problems(&run);
    let again = files.run();
    assert_eq!(oracle::problems(&again), problems, "the same files have the same problems");
    let (Some(pages), Some(same)) = (&run.pages, &again.pages) else {
        assert_eq!(run.pages.is_some(), again.pages.is_some(), "the same files have pages each time or never");
        return;
    };
    oracle::pages(pages);
    for (page, same) in pages.iter().zip(same) {
        assert!(page.path == same.path && page.bytes() == same.bytes(), "the same files give the same {}", page.path);
    }
    assert_eq!(pages.len(), same.len(), "the same files give as many pages");
    let Some(lock) = accepted(&run) else { return };
    oracle::lock(&lock);
    let locked = files.clone().with("claims.lock", lock.to_text().as_bytes()).run();
    oracle::problems(&locked);
    let editions = locked.editions.as_ref().expect("what was accepted can be held against its lock");
    assert!(
        editions.states.iter().all(|state| *state == State::Accepted),
        "what was just accepted has something left to accept: {:?}",
        editions.states
    );
}

/// Returns the lock once everything is accepted; none where there is nothing to accept.
fn accepted(run: &Run) -> Option<Lock> {
    let request = Request {
        briefs: Vec::new(),
        kind: Some(EditionKind::First),
        date: Date::parse("2025-12-31").expect("a day"),
        by: Some("A. Editor".to_owned()),
        note: None,
        since: None,
        remove: Vec::new(),
        sign_off: 1,
        languages: knowns::language::Languages::default(),
    };
    let told = |id: &str| {
        let document = run.documents.iter().find(|document| document.id.as_str() == id)?;
        Some(Told {
            question: document.question.plain(),
            answer: document.answer.plain(),
            standing: document.standing.plain(),
            changes: Vec::new(),
        })
    };
    edition::accept(run.editions.as_ref()?, &request, &|id, _| told(id)).ok().map(|(lock, _)| lock)
}
