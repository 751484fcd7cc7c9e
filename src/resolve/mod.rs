//! From words to meaning: ids become keys, conditions become filters, quantities and dates are understood.
//!
//! Every mistake is collected as a problem and the rest goes on, so that an author sees them all at once. Where a problem
//! stands the model holds a stand-in; it is whole, and fit to be evaluated, only when no error was met.

use crate::diagnostic::Problems;
use crate::language::Language;
use crate::load::Project;
use crate::model::{Model, Publication, Registered};

/// Returns the model of a project, with the problems met.
pub fn model(_project: &Project, _problems: &mut Problems) -> Model {
    Model {
        publication: Publication {
            title: String::new(),
            publisher: None,
            publisher_party: None,
            language: Language::default(),
            as_of: None,
            authors: Vec::new(),
            licence: None,
            contact: None,
            method: None,
            corrections: None,
            funding: None,
            conflicts: None,
            scales: Vec::new(),
            sign_off: 1,
        },
        parties: Registered::default(),
        measures: Registered::default(),
        sources: Registered::default(),
        datasets: Registered::default(),
        figures: Registered::default(),
        tables: Registered::default(),
        claims: Registered::default(),
        unknowns: Registered::default(),
        briefs: Registered::default(),
    }
}
