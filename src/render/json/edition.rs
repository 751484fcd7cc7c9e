//! Which edition a brief is, those before it, and how it is cited.

use crate::edition::{Imprint, ImprintStatus};
use crate::render::notes;
use crate::view::{BriefView, Composer, Deferred, Mark, Run};

use crate::render::json::shape::part;

part! {
    /// Which edition it is.
    pub(super) struct Edition {
        /// `accepted`, `draft` (nobody accepted what it says: do not publish it), or `unpublished` (the project has no
        /// editions).
        pub(super) status: String,
        /// The same in words.
        pub(super) words: String,
        /// That it is withdrawn, in words; absent where it is not.
        pub(super) withdrawn: Option<String>,
        /// That there is reason to doubt it, in words; absent where nobody said so, or it was reinstated since.
        pub(super) concern: Option<String>,
        /// The number of the edition, from one; of a draft that of the last one accepted. Absent where there is none.
        pub(super) number: Option<usize>,
        /// The day it is dated.
        pub(super) date: Option<String>,
        /// Why it was made: `first`, `data-update`, `new-evidence`, `correction`, `clarification`, `editorial`,
        /// `expression-of-concern`, `withdrawal`, `redaction`, `reinstatement`.
        pub(super) kind: Option<String>,
        /// What changed in it, or in a draft since it, in sentences.
        pub(super) changes: Vec<String>,
    }
}

part! {
    /// An edition that was accepted.
    pub(super) struct History {
        /// Its number, from one.
        pub(super) number: usize,
        /// The day it is dated.
        pub(super) date: String,
        /// Why it was made.
        pub(super) kind: String,
        /// What the reader should know; of a correction, what was wrong.
        pub(super) note: Option<String>,
        /// Of a correction: the first edition in which it was wrong.
        pub(super) since: Option<usize>,
        /// What changed against the edition before, in sentences.
        pub(super) changes: Vec<String>,
        /// The answer at that time.
        pub(super) answer: String,
        /// The standing of the answer at that time, in words.
        pub(super) standing: String,
    }
}

/// Returns which edition it is.
pub(super) fn of(composer: &Composer<'_>, imprint: &Imprint) -> Edition {
    let last = imprint.editions.last();
    let (status, words) = match imprint.status {
        ImprintStatus::Unpublished => ("unpublished", composer.words().phrases.unpublished.clone()),
        ImprintStatus::Draft => ("draft", notes::which(composer, imprint)),
        ImprintStatus::Accepted | ImprintStatus::Held => ("accepted", notes::which(composer, imprint)),
    };
    Edition {
        status: status.to_owned(),
        words,
        withdrawn: notes::withdrawn(composer, &imprint.editions),
        concern: notes::concern(composer, &imprint.editions),
        number: last.map(|_| imprint.editions.len()),
        date: last.map(|last| last.date.clone()),
        kind: last.map(|last| last.kind.word().to_owned()),
        changes: imprint.changes.clone(),
    }
}

/// Returns the accepted editions.
pub(super) fn history(imprint: &Imprint) -> Vec<History> {
    let one = |(number, edition): (usize, &crate::edition::Edition)| History {
        number,
        date: edition.date.clone(),
        kind: edition.kind.word().to_owned(),
        note: edition.note.clone(),
        since: edition.since.map(|since| since as usize),
        changes: edition.changes.clone(),
        answer: edition.answer.clone(),
        standing: edition.standing.clone(),
    };
    (1..).zip(&imprint.editions).map(one).collect()
}

/// Returns how to cite the brief.
pub(super) fn cite_as(composer: &Composer<'_>, document: &BriefView, imprint: &Imprint) -> String {
    let mut cited = String::new();
    for run in &composer.cite_as(document).0 {
        match run {
            Run::Words(words) | Run::Address(words) => cited.push_str(words),
            Run::Open(Mark::Deferred(Deferred::Cited)) => cited.push_str(&notes::cited(composer, imprint)),
            Run::Open(_) | Run::Close => {}
        }
    }
    cited
}
