//! A rule: what it looks at, how strictly it is held, and the code under which it speaks.
//!
//! A rule is a `static` and its check in a file of its family, its code in `diagnostic/code/mod.rs`, and a page in
//! `rules/pages/` that is its documentation, its explanation on the command line, and its first test.

use crate::diagnostic::{Code, Problem, Problems, Severity};
use crate::language::Term;
use crate::markdown::FinishedPage;
use crate::model::{Claim, Figure, Key, Source, TableEntry, Unknown};
use crate::text::{Place, Span};
use crate::view::BriefView;
use crate::vocabulary::Level;

use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;

/// A rule.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The code of its problems, with its explanation.
    pub(crate) code: &'static Code,
    /// How strictly it is held where the publication does not say.
    pub(crate) level: Level,
    /// What it looks at, one by one.
    pub(crate) check: Check,
}

/// Looks at a finished page in Markdown.
type OfPage = fn(&Context<'_>, &BriefView, &FinishedPage<'_>, &mut Problems);
/// Looks at a stretch of prose with its sentences.
type OfPassage = fn(&Context<'_>, &Passage<'_>, &[Sentence<'_>], &mut Problems);

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// Each claim.
    Claim(fn(&Context<'_>, Key<Claim>, &mut Problems)),
    /// Each source.
    Source(fn(&Context<'_>, Key<Source>, &mut Problems)),
    /// Each figure.
    Figure(fn(&Context<'_>, Key<Figure>, &mut Problems)),
    /// Each table.
    Table(fn(&Context<'_>, Key<TableEntry>, &mut Problems)),
    /// Each unknown.
    Unknown(fn(&Context<'_>, Key<Unknown>, &mut Problems)),
    /// Each brief, as a document.
    Brief(fn(&Context<'_>, &BriefView, &mut Problems)),
    /// Each finished page in Markdown, with its document.
    Page(OfPage),
    /// Each stretch of prose, with its sentences.
    Passage(OfPassage),
    /// Each stretch of prose where it is written, and each finished page for what was printed in another way.
    Written(OfPassage, OfPage),
    /// Each sentence.
    Sentence(fn(&Context<'_>, &Passage<'_>, &Sentence<'_>, &mut Problems)),
    /// Words of all the prose, gathered and then looked at together.
    Gathered(Gathering),
    /// The waivers, after everything else was looked at.
    Waivers,
    /// The project as a whole.
    Project(fn(&Context<'_>, &mut Problems)),
    /// Several of these: the same mistake can be made in a figure and in a sentence.
    Several(&'static [Check]),
}

impl Check {
    /// Returns each thing it looks at.
    pub(crate) fn each(&'static self) -> impl Iterator<Item = Self> {
        let several: &'static [Self] = match self {
            Self::Several(several) => several,
            one => std::slice::from_ref(one),
        };
        several.iter().copied()
    }
}

/// What a rule gathers from every sentence, and how it looks at all of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gathering {
    /// What it takes from a sentence.
    pub(crate) mentions: fn(&Context<'_>, &Passage<'_>, &Sentence<'_>) -> Vec<Mention>,
    /// What it makes of all that was taken, in the order of the prose.
    pub(crate) check: fn(&Context<'_>, &[(&Passage<'_>, Mention)], &mut Problems),
}

/// Words that were gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// What they do.
    pub(crate) term: Term,
    /// Where they stand in their passage.
    pub(crate) span: Span,
}

impl Rule {
    /// Returns a problem of this rule.
    pub(crate) fn problem(&self, place: impl Into<Place>, message: impl Into<String>) -> Problem {
        match self.level {
            Level::Error => Problem::error(self.code, place.into(), message),
            Level::Warning | Level::Off => Problem::warning(self.code, place.into(), message),
        }
    }

    /// Returns a problem of this rule that stops nothing, although the rule's others do.
    pub(crate) fn remark(&self, place: impl Into<Place>, message: impl Into<String>) -> Problem {
        Problem::warning(self.code, place.into(), message)
    }

    /// Returns how strict a problem is in a project that holds the rule so strictly: a remark stays one.
    pub(crate) fn severity_of(&self, problem: &Problem, held: Severity) -> Severity {
        match (self.level, problem.severity) {
            (Level::Error, Severity::Warning) => Severity::Warning,
            _ => held,
        }
    }

    /// Returns how strictly the rule is held in a project: none where it is not.
    pub(crate) fn severity(&self, context: &Context<'_>) -> Option<Severity> {
        let own = context.model.publication.rules.iter().rev().find(|(code, _)| *code == self.code);
        match own.map_or(self.level, |(_, level)| *level) {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Off => None,
        }
    }
}
