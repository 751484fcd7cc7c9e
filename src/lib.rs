//! `knowns` turns a registry of claims and CSV data into briefs that never say more than the evidence.
//!
//! # The stages, in order
//!
//! A stage knows the types before it, never the stage after; [`pipeline`] alone knows the order.
//!
//! 1. [`load`]: files of a [`world`] become a *project*: the [`registry`] as written, tables, templates.
//! 2. [`resolve`]: words become the [`model`]: ids linked, quantities, dates and conditions understood.
//! 3. [`evaluate`]: figures get their values and cells, claims their standing and its reason.
//! 4. [`rules`]: what the evidence, the measures or the prose do not bear out becomes a problem.
//! 5. [`view`]: each brief becomes a document: answer, findings by standing, unknowns, citations.
//! 6. [`render`]: the document becomes pages in Markdown and HTML, every number marked with its origin.
//! 7. [`publish`]: pages are staged and renamed into `reports/` or `drafts/`, with a manifest.
//!
//! Between printing a page and finishing it, [`edition`] gathers what each brief says and holds it against what was last
//! accepted, so that a page can say which edition it is.
//!
//! Beside the stages, [`mod@diff`] holds what briefs say against their editions, [`trace`] follows a
//! printed number back to its cells and sources, [`due`] lists what has a day, [`edit`] puts misspelt ids right
//! (`check --fix`) and gives entries others (`rename`), [`limits`] gathers how much is read of each kind of file, and [`cli`] is
//! the door: it alone reads arguments and prints.
//!
//! # The vocabulary
//!
//! - What a registry says in words is [`registry`]; what it means is [`model`]. The words of a language are data: [`language`].
//! - A *problem* ([`diagnostic`]) speaks to the author; a *finding* speaks to the reader.
//! - A *text* ([`text`]) is being parsed; a *source* is being cited.
//! - A *brief* is a document; a *page* is its rendered form.
//! - A *figure* is a declared number, a *quantity* is a number in words with bounds, a *measure* is what they count.
//! - A *standing* is what the evidence makes of a claim; an *origin* is a body that speaks for itself.

pub mod cli;
mod csv;
pub mod diagnostic;
pub mod diff;
pub mod digest;
pub mod due;
pub mod edit;
pub mod edition;
mod error;
pub mod evaluate;
pub mod language;
pub mod limits;
pub mod load;
pub(crate) mod markdown;
pub mod model;
pub mod number;
pub mod pattern;
pub mod pipeline;
mod prose;
pub mod publish;
pub mod quantity;
pub mod registry;
pub mod render;
pub mod resolve;
pub mod rules;
pub mod table;
pub(crate) mod template;
pub mod text;
pub mod trace;
pub mod view;
pub mod vocabulary;
pub mod world;

pub use error::Error;
