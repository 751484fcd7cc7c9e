//! The kinds of words by which the rules read prose: who says so, what is set against what, how sure somebody is.

use serde::{Deserialize, Serialize};

use super::likelihood::LikelihoodScale;

/// What a word or phrase does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// Says that somebody says so: `according to`, `said`.
    Attribution,
    /// Attributes where a party's name follows: `by`, `from`.
    AttributionBefore,
    /// Sets one thing against another: `not`, `rather than`.
    Contrast,
    /// Says what a word means: `means`, `is defined as`.
    Definition,
    /// How sure somebody is of a judgement (ICD 203): `high confidence`.
    Confidence,
    /// A verb that says a thing is settled: `proves`, `confirms`.
    Settles,
    /// Says that a statement is not true: `false`, `debunked`.
    False,
    /// Says that nothing goes beyond: `record high`, `unprecedented`.
    Superlative,
    /// Says that one thing brought about another: `led to`, `because of`.
    Cause,
    /// Says that something good came of it: `saved`, `prevented`.
    Outcome,
    /// Several that say so: `sources`, `agencies`.
    Voices,
    /// Says that several are of one body: `one department`, `the same source`.
    SameBody,
    /// Says that a thing is somebody's: `its`, `their`.
    Whose,
    /// Says that others bear it out: `confirm`, `independently`.
    Corroboration,
    /// Says that it is a charge or suspicion: `charged with`, `alleged`.
    Allegation,
    /// A qualifier that is no number's: `allegedly`, `reportedly`.
    Hedge,
    /// Says that parts are added up: `together`, `in all`.
    Together,
    /// Says that something became more or less: `rose`, `fell`.
    Growth,
    /// Names a length of time: `month`, `quarter`, `fiscal year`, `to date`.
    Length,
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// Stands before a number that counts nothing: `section`, `page`, `Form`.
    Reference,
    /// A name of a time whose number is a date: `in`, `since`, `late`.
    When,
    /// A month by name.
    Month,
    /// Something countable whatever is measured: `people`, `cases`.
    Countable,
    /// An idiom whose number counts nothing: `one of the`, `at first`.
    Idiom,
    /// Words of a question or of not knowing: `unknown`, `whether`.
    Open,
    /// Says how old somebody is: `aged`, `years old`.
    Age,
    /// A unit of time: `day`, `months`.
    Span,
    /// Stands before a stretch of time: `the last`, `within`.
    SpanBefore,
    /// Stands behind a number that counts nothing: `p.m.`, `U.S.C.`.
    ReferenceAfter,
    /// Says that the speaker is not sure: `allegedly`, `may have`.
    Doubt,
    /// A verb that helps others: `are`, `have`.
    Auxiliary,
    /// Says that a number is not final: `provisional`, `revised`.
    Provisional,
    /// Denies what follows: `not`, `nobody`.
    Negation,
    /// Has the form of a denial and is none: `not only`.
    Stress,
    /// Says that something is only thought of: `would`, `if`.
    Supposition,
    /// Stands before a verb that says what somebody wants: `to`.
    Aim,
    /// Begins a clause of its own: `but`, `, so`.
    Turn,
    /// Says that it is we who speak: `we`, `our`.
    Ours,
    /// Joins a thing to what is said of it: `is`, `was`.
    Copula,
    /// Points at what was said: `that`, `it`.
    Pointer,
    /// Points at a thing that is known: `the`, `this`.
    Definite,
    /// Introduces one of many: `a`.
    Article,
    /// Names something that was said: `claim`, `statement`.
    Assertion,
    /// A superlative that may be one of anything: `the largest`; what follows says of what.
    Extreme,
    /// One that is of a number only where what is counted follows at once: `the most cases`, `the best way`.
    Most,
    /// Names how much there is of something: `number`, `level`.
    Magnitude,
    /// How something came to be counted as it is: `definition`, `rounding`.
    Method,
    /// Shows the reader what is in it: `table`, `chart`.
    Exhibit,
    /// An adjective or adverb at its utmost: `highest`, `most`.
    SuperlativeForm,
    /// Stretches a superlative over all time: `ever`, `on record`.
    Ever,
    /// Says what something is called: `called`, `known as`.
    Naming,
    /// Puts things side by side: `and`.
    Joins,
    /// Gives a word as somebody's own: `described as`, `so-called`.
    Wording,
    /// Holds a word of a measure and means something else: `found that`.
    OtherSense,
    /// Looks like a contrast and sets nothing apart: `not only`, `without a parent`.
    NoContrast,
    /// Says of what things a part is told: `some of the`, `of whom`.
    Among,
    /// Says which things are meant: `who were`.
    Relative,
    /// Holds one number against another: `than`.
    Than,
    /// Says what something is for, not what came of it: `to`, `meant to`.
    Purpose,
    /// Says that there are more than one: `several`, `multiple`.
    Several,
    /// Says that somebody else bears it out: `independently verified`.
    Independent,
    /// Names somebody as the one who says so, whatever we make of it: `speaks of`, `own count`.
    Mention,
    /// Says of a time that it is somewhere there, not how long: `late`, `around`.
    Vague,
    /// Says that a part follows: `including`.
    Including,
    /// Something of which one holds several others: `families`, `raids`.
    Group,
    /// Begins a clause within a sentence: `after`, `whom`.
    Subordinate,
    /// Says how one time went beside another: `calmer`, `worse`.
    Comparison,
    /// Sets two numbers side by side and says no more: `compared with`.
    Beside,
    /// Says that a number is a bound that somebody laid down: `limit`, `threshold`.
    Threshold,
    /// Speaks of nobody in particular: `whoever`, `somebody who`.
    Anyone,
    /// Says where: `at`, `near`.
    Where,
    /// A label for the whole or the rest of what a column names: `total`, `all`, `other`.
    Whole,
    /// Sets a name apart from what is said: `outside`, `except`.
    Apart,
    /// Says that nothing is less: `lowest`, `the fewest`.
    Least,
    /// Says that nothing is more: `highest`, `the most`.
    Greatest,
    /// More than something: `more`, `higher`.
    Greater,
    /// Less than something: `fewer`, `lower`.
    Lesser,
    /// Holds against all others: `than any other`.
    ThanAny,
    /// Says that nothing else shares a place: `alone`, `the only`.
    Alone,
    /// Says that it is so at every step: `every year`, `month after month`.
    EveryStep,
    /// Says that steps follow each other: `running`, `in a row`.
    Running,
    /// Says that a place is shared: `tied`, `jointly`.
    Tied,
    /// Says that a difference is not chance: `significantly`.
    Significant,
    /// The middle value: `median`.
    Median,
    /// A mean: `average`.
    Average,
    /// Says that all count alike in a mean: `unweighted`, `average of the`.
    Unweighted,
    /// So many for each of so many: `per 100,000`, `per head`.
    PerHead,
    /// Says so many for each of so many, without saying of how many: `rate`.
    Rate,
    /// Says that it holds of each place or group: `everywhere`, `in every`.
    Everywhere,
    /// Speaks of a break in a series: `counted in another way`.
    Break,
    /// Holds a number against that of a year before: `year on year`, `a year earlier`.
    YearBefore,
    /// Holds a number against that of the period before: `on the month`, `a quarter earlier`.
    PeriodBefore,
    /// Holds a number against the lowest one: `since the trough`.
    Trough,
    /// Holds a number against the highest one: `from the peak`.
    Peak,
    /// Says that nothing newer is known: `latest month`, `so far this year`.
    Newest,
    /// A likelihood that only the scale of Intelligence Community Directive 203 has.
    #[serde(skip)]
    LikelihoodOfIcd203,
    /// A likelihood that only the scale of the Professional Head of Intelligence Assessment has.
    #[serde(skip)]
    LikelihoodOfPhia,
    /// A likelihood that only the scale of the Intergovernmental Panel on Climate Change has.
    #[serde(skip)]
    LikelihoodOfIpcc,
    /// A likelihood that several scales have: `likely`.
    #[serde(skip)]
    CommonLikelihood,
}

impl Term {
    /// Returns what a word of likelihood does that only one scale has, or several.
    pub(super) fn of_likelihood(scale: Option<LikelihoodScale>) -> Self {
        match scale {
            Some(LikelihoodScale::Icd203) => Self::LikelihoodOfIcd203,
            Some(LikelihoodScale::Phia) => Self::LikelihoodOfPhia,
            Some(LikelihoodScale::Ipcc) => Self::LikelihoodOfIpcc,
            None => Self::CommonLikelihood,
        }
    }

    /// Returns the scale of which it is a likelihood, where only one has it.
    pub(crate) fn scale(self) -> Option<LikelihoodScale> {
        match self {
            Self::LikelihoodOfIcd203 => Some(LikelihoodScale::Icd203),
            Self::LikelihoodOfPhia => Some(LikelihoodScale::Phia),
            Self::LikelihoodOfIpcc => Some(LikelihoodScale::Ipcc),
            _ => None,
        }
    }
}

/// Which kinds of words stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Terms(u128);

impl Terms {
    /// Returns whether a word of a kind stands in the text.
    pub(crate) fn has(self, term: Term) -> bool {
        self.0 & Self::one(term) != 0
    }

    fn one(term: Term) -> u128 {
        const { assert!((Term::CommonLikelihood as u32) < u128::BITS, "one bit for each kind") };
        1 << term as u32
    }
}

impl FromIterator<Term> for Terms {
    fn from_iter<I: IntoIterator<Item = Term>>(terms: I) -> Self {
        Self(terms.into_iter().fold(0, |all, term| all | Self::one(term)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_kinds_has_those_that_were_put_in() {
        let terms: Terms = [Term::Attribution, Term::CommonLikelihood].into_iter().collect();
        assert!(terms.has(Term::Attribution) && terms.has(Term::CommonLikelihood));
        assert!(!terms.has(Term::AttributionBefore) && !terms.has(Term::LikelihoodOfIpcc));
        assert!(!Terms::default().has(Term::Attribution));
    }
}
