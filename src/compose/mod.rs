//! Each brief becomes a document: answer, findings by standing, unknowns, definitions, citations.
//!
//! A document is text in marked runs. It knows what it says and where each number of it comes from, and nothing of
//! Markdown or HTML: [`render`](crate::render) prints it.

mod document;
mod line;
mod mark;

pub use document::{Document, Finding, OpenQuestion};
pub use line::{Line, Run};
pub use mark::{Late, Mark};

use crate::evaluate::Evaluation;
use crate::model::Model;

/// Returns the document of each brief, in the author's order.
pub fn briefs(_model: &Model, _evaluation: &Evaluation) -> Vec<Document> {
    Vec::new()
}
