//! The files of templates: by what name each is extended and included, and what it prints.

use crate::world::ProjectPath;

/// Returns whether a template prints HTML or XML; all others print Markdown.
pub(crate) fn is_markup(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "html" || extension == "xml")
}

/// Returns whether a file is a style sheet, by its name.
pub(crate) fn is_style(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end == "css")
}

/// Returns the name by which a template is extended and included: its path below `templates/`.
pub(crate) fn name(path: &ProjectPath) -> &str {
    path.as_str().strip_prefix("templates/").unwrap_or(path.as_str())
}
