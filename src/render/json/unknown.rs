//! What is not known.

use crate::view::{Composer, UnknownView};

use crate::render::json::shape::part;
use crate::render::json::{id, words};

part! {
    /// An open question.
    pub(super) struct Unknown {
        /// Its id.
        pub(super) id: String,
        /// The question.
        pub(super) question: String,
        /// Why it is open: `not-collected`, `not-published`, `inconsistent-definitions`, `not-verified`, `conflicting`,
        /// `not-linked`, `not-yet`.
        pub(super) reason: Option<String>,
        /// The same in the reader's words.
        pub(super) reason_words: Option<String>,
        /// Why it is open, in a sentence.
        pub(super) because: Option<String>,
        /// The party that holds, or would hold, the answer, by its id.
        pub(super) holder: Option<String>,
        /// Whom somebody asked, and when.
        pub(super) asked: Option<String>,
        /// What would settle it.
        pub(super) would_resolve: Option<String>,
        /// When it is looked at again, as a day.
        pub(super) next_check: Option<String>,
        /// The claims that cannot be decided without it, by their ids.
        pub(super) blocks: Vec<String>,
        /// The measure it asks for, by its id.
        pub(super) measure: Option<String>,
    }
}

/// Returns an open question.
pub(super) fn of(composer: &Composer<'_>, question: &UnknownView) -> Unknown {
    let model = composer.model;
    let entry = &model.unknowns[question.unknown];
    Unknown {
        id: id(&model.unknowns, question.unknown),
        question: question.question.plain(),
        reason: entry.reason.map(|reason| reason.word().to_owned()),
        reason_words: words(&question.reason),
        because: words(&question.because),
        holder: entry.holder.map(|party| id(&model.parties, party)),
        asked: entry.asked.clone(),
        would_resolve: words(&question.would_resolve),
        next_check: entry.next_check.map(|day| day.to_string()),
        blocks: entry.blocks.iter().map(|claim| id(&model.claims, *claim)).collect(),
        measure: entry.measure.map(|measure| id(&model.measures, measure)),
    }
}
