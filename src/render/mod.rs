//! The document becomes pages: templates print it as Markdown with marks, the marks are lifted out, and HTML is made from
//! the clean Markdown with the marks mapped back.

mod escape;
mod html;
mod marks;
mod page;
mod syntax;

pub use page::{MarkUse, Page};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compose::Document;
use crate::diagnostic::Problems;
use crate::evaluate::Evaluation;
use crate::model::Model;
use crate::text::Text;
use crate::world::ProjectPath;

/// Returns the pages of all briefs and the index, sorted by path.
///
/// `templates` holds the project's own; the built-in ones stand beside them under `knowns/`.
pub fn pages(
    _templates: &BTreeMap<ProjectPath, Text>,
    _model: &Arc<Model>,
    _evaluation: &Arc<Evaluation>,
    _documents: &[Document],
    _problems: &mut Problems,
) -> Vec<Page> {
    Vec::new()
}
