//! The words of claims and their evidence: kinds, roles, stances, bases, and why a question is open.

/// What kind of assertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// So many.
    Quantity,
    /// More, fewer, larger than.
    Comparison,
    /// Over time.
    Trend,
    /// Something happened.
    Event,
    /// Something exists.
    Existence,
    /// A law or rule says so.
    Rule,
    /// Somebody said so: `said` is the claim itself.
    Utterance,
    /// One thing brought about another.
    Cause,
    /// There is none.
    Absence,
    /// A judgement of worth.
    Opinion,
    /// Something will be; decided once its period is over.
    Forecast,
}

impl Kind {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Comparison => "comparison",
            Self::Trend => "trend",
            Self::Event => "event",
            Self::Existence => "existence",
            Self::Rule => "rule",
            Self::Utterance => "utterance",
            Self::Cause => "cause",
            Self::Absence => "absence",
            Self::Opinion => "opinion",
            Self::Forecast => "forecast",
        }
    }
}

/// Whose assertion it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Somebody said it.
    Reviewed,
    /// Our own.
    Finding,
    /// What a document found that others rely on.
    Background,
}

impl Role {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reviewed => "reviewed",
            Self::Finding => "finding",
            Self::Background => "background",
        }
    }
}

/// For, against or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// For.
    Supports,
    /// Against.
    Disputes,
    /// Its author tried and could not.
    CannotVerify,
    /// Neither.
    Context,
}

impl Stance {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Disputes => "disputes",
            Self::CannotVerify => "cannot-verify",
            Self::Context => "context",
        }
    }
}

/// How the author of evidence knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// From a register or count.
    Record,
    /// From a document.
    Document,
    /// From a court.
    Court,
    /// By seeing it.
    Observation,
    /// By asking somebody.
    Interview,
    /// By working it out.
    Analysis,
    /// Because they say so.
    SaysSo,
    /// By looking and not finding.
    Search,
}

impl Basis {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Document => "document",
            Self::Court => "court",
            Self::Observation => "observation",
            Self::Interview => "interview",
            Self::Analysis => "analysis",
            Self::SaysSo => "says-so",
            Self::Search => "search",
        }
    }
}

/// Why a question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nobody collects it.
    NotCollected,
    /// It is collected and kept.
    NotPublished,
    /// Those who count it mean different things.
    InconsistentDefinitions,
    /// Somebody says so and nobody checked.
    NotVerified,
    /// Sources disagree.
    Conflicting,
    /// Two records exist and nobody joined them.
    NotLinked,
    /// It will be known later.
    NotYet,
}

impl Reason {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotCollected => "not-collected",
            Self::NotPublished => "not-published",
            Self::InconsistentDefinitions => "inconsistent-definitions",
            Self::NotVerified => "not-verified",
            Self::Conflicting => "conflicting",
            Self::NotLinked => "not-linked",
            Self::NotYet => "not-yet",
        }
    }
}
