//! The tool's whole promise, tried on small tables and statements whose truth is known: a true statement is never *refuted*
//! and a false one never *established* without a problem that says so.
//!
//! A case is made of parts that are drawn by chance: a [`table`] of regions by years, in which a file's usual flaws may stand; a
//! [`sentence`] about it, true or not; and a registry that tests the sentence, in which somebody may have slipped. The truth
//! is worked out here, in whole numbers and fractions of [`exact`], by code that shares nothing with the tool's.

pub(crate) mod exact;
pub(crate) mod registry;
pub(crate) mod sentence;
pub(crate) mod table;

use knowns::diagnostic::Severity;
use knowns::model::Key;
use knowns::pipeline;
use knowns::vocabulary::Standing;
use knowns::world::Memory;
use proptest::prelude::{BoxedStrategy, Strategy as _};

use registry::Slip;
use sentence::Sentence;
use table::{Flaw, Table};

/// A table, a sentence about it, and how the registry that tests the sentence may be wrong.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The table and its file.
    pub(crate) table: Table,
    /// What is said of it.
    pub(crate) sentence: Sentence,
    /// What the registry's author got wrong.
    pub(crate) slip: Slip,
}

/// What is known of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// It is true.
    True,
    /// It is false.
    False,
    /// Its words leave that open: is 27 about 30?
    Open,
    /// Nobody can tell from this file.
    Unknowable,
}

/// What the tool made of a case.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// The claim's standing; none where errors came first.
    pub(crate) standing: Option<Standing>,
    /// The codes of every problem, but for the one that calls a true statement uninformative.
    pub(crate) problems: Vec<&'static str>,
    /// Whether a problem stops the build.
    pub(crate) stopped: bool,
}

/// Returns cases of every kind.
pub(crate) fn cases() -> BoxedStrategy<Case> {
    (table::tables(), sentence::drawn(registry::slips()))
        .prop_map(|(table, (drawn, slip))| {
            let sentence = drawn.about(&table);
            Case { table, sentence, slip }
        })
        .boxed()
}

impl Case {
    /// Returns the files of the project.
    pub(crate) fn files(&self) -> [(&'static str, String); 2] {
        [("claims.yaml", registry::of(self)), ("data/visits.csv", self.table.file())]
    }

    /// Returns whether neither the file nor the registry has anything wrong.
    pub(crate) fn is_clean(&self) -> bool {
        self.table.flaw.is_harmless() && !self.slip.bites(self)
    }

    /// Returns which kind of case it is: what is said, what is wrong with the file, where the author slipped.
    pub(crate) fn kind(&self) -> String {
        format!("{}, {}, {:?}", name(&self.sentence.said), name(&self.table.flaw), self.slip)
    }

    /// Returns what is said, whether it is true, and whether anything is wrong with the file or the registry.
    pub(crate) fn outline(&self) -> String {
        let truth = self.sentence.truth(&self.table);
        let clean = if self.is_clean() { "nothing wrong" } else { "something wrong" };
        format!("{}, {}, {clean}", name(&self.sentence.said), name(&truth))
    }

    /// Returns whether the registry types the columns itself: not where the file has another header than it says.
    pub(crate) fn declares(&self) -> bool {
        self.table.flaw != Flaw::Thousands && self.table.first % 2 == 0
    }

    /// Returns what the tool makes of it.
    pub(crate) fn verdict(&self) -> Verdict {
        let files = self.files();
        let run = pipeline::run(&Memory::with(files.iter().map(|(path, text)| (*path, text.as_str()))));
        let codes = run.problems.iter().map(|problem| problem.code.id).filter(|id| *id != "E103");
        Verdict {
            standing: run.evaluation.as_ref().map(|evaluation| evaluation.claim(Key::new(0)).standing),
            problems: codes.collect(),
            stopped: run.problems.count(Severity::Error) > 0,
        }
    }

    /// Returns in which way the promise is broken; none where it is kept.
    pub(crate) fn broken(&self) -> Option<String> {
        let truth = self.sentence.truth(&self.table);
        let verdict = self.verdict();
        let silent = verdict.problems.is_empty();
        let says = |standing| verdict.standing == Some(standing) && !verdict.stopped;
        let (established, refuted) = (says(Standing::Established), says(Standing::Refuted));
        let wrong = match truth {
            Truth::True if refuted && silent => Some("a true statement is refuted, and nothing says why that may be"),
            Truth::False if established && silent => Some("a false statement is established, and nothing is said"),
            Truth::Unknowable if (established || refuted) && silent => Some("nobody can know, and it is decided"),
            Truth::True if self.is_clean() && !established => {
                Some("nothing is wrong, and a true statement does not stand")
            }
            Truth::False if self.is_clean() && !refuted && silent => {
                Some("nothing is wrong, and a false statement is not refuted")
            }
            Truth::True if self.is_clean() && !silent => Some("nothing is wrong, and a true statement is scolded"),
            _ => None,
        };
        wrong.map(|wrong| {
            let files = self.files().map(|(path, text)| format!("--- {path}\n{text}")).join("\n");
            format!("{wrong}\n{:?}, {verdict:?}, {:?}, {:?}\n{files}", truth, self.slip, self.table.flaw)
        })
    }
}

/// Returns the name of a variant.
fn name(variant: &impl std::fmt::Debug) -> String {
    let written = format!("{variant:?}");
    written.split([' ', '(']).next().unwrap_or_default().to_owned()
}
