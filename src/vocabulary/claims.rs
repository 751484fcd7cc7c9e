//! The words of claims and their evidence: kinds, roles, stances, bases, and why a question is open.

use super::vocabulary;

vocabulary! {
    /// What kind of assertion.
    "kind of claim"
    pub enum ClaimKind {
        /// So many.
        Quantity = "quantity",
        /// More, fewer, larger than.
        Comparison = "comparison",
        /// Over time.
        Trend = "trend",
        /// Something happened.
        Event = "event",
        /// Something exists.
        Existence = "existence",
        /// A law or rule says so.
        Rule = "rule",
        /// Somebody said so: `said` is the claim itself.
        Utterance = "utterance",
        /// One thing brought about another.
        Cause = "cause",
        /// There is none.
        Absence = "absence",
        /// What words mean: that counts are not the same, by their definitions.
        Definition = "definition",
        /// A judgement of worth.
        Opinion = "opinion",
        /// Something will be; decided once its period is over.
        Forecast = "forecast",
    }
}

vocabulary! {
    /// Whose assertion it is.
    "role of a claim"
    pub enum Role {
        /// Somebody said it.
        Reviewed = "reviewed",
        /// Our own.
        Finding = "finding",
        /// What a document found that others rely on.
        Background = "background",
    }
}

vocabulary! {
    /// For, against or neither.
    "stance"
    pub enum Stance {
        /// For.
        Supports = "supports",
        /// Against.
        Disputes = "disputes",
        /// Its author tried and could not.
        CannotVerify = "cannot-verify",
        /// Neither.
        Context = "context",
    }
}

vocabulary! {
    /// How the author of evidence knows.
    "basis of evidence"
    pub enum Basis {
        /// From a register or count.
        Record = "record",
        /// From a document.
        Document = "document",
        /// From a court.
        Court = "court",
        /// By seeing it.
        Observation = "observation",
        /// By asking somebody.
        Interview = "interview",
        /// By working it out.
        Analysis = "analysis",
        /// Because they say so.
        SaysSo = "says-so",
        /// By looking and not finding.
        Search = "search",
    }
}

vocabulary! {
    /// Why a question is open.
    "reason why something is unknown"
    pub enum UnknownReason {
        /// Nobody collects it.
        NotCollected = "not-collected",
        /// It is collected and kept.
        NotPublished = "not-published",
        /// Those who count it mean different things.
        InconsistentDefinitions = "inconsistent-definitions",
        /// Somebody says so and nobody checked.
        NotVerified = "not-verified",
        /// Sources disagree.
        Conflicting = "conflicting",
        /// Two records exist and nobody joined them.
        NotLinked = "not-linked",
        /// A number is published, and not how it was made.
        MethodUndisclosed = "method-undisclosed",
        /// It will be known later.
        NotYet = "not-yet",
    }
}
