//! From the model to what it says: figures get values and cells, claims get their standing and its reason.
//!
//! Nothing here is written by an author and nothing is printed: numbers stay exact and unrounded, reasons are texts with
//! references.

mod outcome;
mod standing;

pub use outcome::{Outcome, Point, Trace, Unit, Valued};
pub use standing::{Assessment, Origin, ReadingOutcome, Side, Standing};

use crate::model::{Claim, Figure, Key};

/// What the model says.
#[derive(Debug)]
pub struct Evaluation {
    /// The outcome of each figure, by key; none where a problem stopped it.
    pub figures: Vec<Option<Outcome>>,
    /// The assessment of each claim, by key.
    pub claims: Vec<Assessment>,
}

impl Evaluation {
    /// Returns the outcome of a figure.
    pub fn figure(&self, key: Key<Figure>) -> Option<&Outcome> {
        self.figures[key.index()].as_ref()
    }

    /// Returns the assessment of a claim.
    pub fn claim(&self, key: Key<Claim>) -> &Assessment {
        &self.claims[key.index()]
    }
}
