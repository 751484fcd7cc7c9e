//! Templates: read, checked before any is printed, and printed by an engine that is allowed little. What a template can name
//! is in `objects`; only `engine`, `tags` and what reads their syntax know which engine it is.

pub(crate) mod css;
mod cycles;
pub(crate) mod engine;
pub(crate) mod fault;
pub(crate) mod files;
mod flow;
mod labels;
pub(crate) mod names;
pub(crate) mod objects;
pub(crate) mod problem;
mod signs;
pub(crate) mod style;
pub(crate) mod syntax;
mod tags;
pub(crate) mod templates;
pub(crate) mod value;

pub(crate) use engine::LONGEST_PAGE;
pub(crate) use files::is_markup;
pub(crate) use flow::{Flow, FlowPart};
pub(crate) use labels::labels;
pub(crate) use tags::{LONGEST_TAG, MOST_BLOCKS, MOST_BRACKETS, MOST_LINKS, MOST_TAGS};
pub(crate) use templates::{Template, Templates, built_in};
