//! `knowns` turns a registry of claims and CSV data into briefs that never say more than the evidence.
//!
//! # From a program
//!
//! [`run`] looks at a project and says what it comes to; it writes nothing. A project lies in a [`World`]: a folder on disk
//! ([`Disk`]), or files in memory ([`Memory`]).
//!
//! ```
//! use knowns::{Memory, run};
//!
//! let claims = "registry: 1
//! publication: { title: Rain, as_of: 2025-12-01 }
//! claims: { many_storms: { statement: There were many storms. } }
//! briefs: { rain: { question: How many storms were there?, claims: [many_storms] } }
//! ";
//! let run = run(&Memory::with([("claims.yaml", claims)]));
//! assert!(run.pages.is_none());
//! // A brief says what is not known, too.
//! assert!(run.problems.iter().any(|problem| problem.code.name == "empty-half"));
//! ```
//!
//! What is told of a project as data are the views of [`view`], with the schema that [`brief_schema`] returns;
//! [`registry_schema`] is that of `claims.yaml`.
//!
//! # The stages, in order
//!
//! A stage knows the types before it, never the stage after; [`pipeline`] alone knows the order, and `docs/architecture.md` walks
//! through it. Which folder may import which is a table there, held by a test.
//!
//! 1. [`load`]: files of a [`world`] become a *project*: the [`registry`] as written, tables (`csv`, `table`), templates.
//! 2. `resolve`: words become the `model`: ids linked, quantities, dates and conditions understood.
//! 3. [`evaluate`]: figures get their values and cells, claims their standing and its reason; what comes of it is an `outcome`.
//! 4. [`mod@view`]: what a reader is told of each entry, number and brief, once, with marks.
//! 5. `prose`: what authors wrote, cut into sentences once.
//! 6. [`rules`]: what the evidence, the measures or the prose do not bear out becomes a problem.
//! 7. [`edition`]: what each brief says is held against what was last accepted.
//! 8. [`render`]: views become pages in Markdown, HTML and JSON, every number marked with its origin.
//! 9. [`publish`]: pages are staged and renamed into `reports/` or `drafts/`, with a manifest.
//!
//! Beside the stages, `diff` holds what briefs say against their editions, `trace` follows a
//! printed number back to its cells and sources, `due` lists what has a day, `edit` corrects misspelt ids
//! (`check --fix`) and renames entries, `update` puts a new release of a dataset in the place of the present one, `pull` makes a
//! `snapshot` of the answer to a query, `paper` lays a published brief out for print, [`limits`] gathers how much is read of each kind of file, and [`cli`] is
//! the door: it alone reads arguments and prints.
//!
//! # The vocabulary
//!
//! - What a registry says in words is [`registry`]; what it means is `model`. The words of a language are data: [`language`].
//!   Closed lists of words are declared once: [`vocabulary`].
//! - A *problem* ([`diagnostic`]) speaks to the author; a *finding* speaks to the reader.
//! - A *text* ([`text`]) is being parsed; a *source* is being cited.
//! - A *brief* is a document; a *page* is its rendered form.
//! - A *figure* is a declared number, a *quantity* is a number in words with bounds, a *measure* is what they count.
//! - A *standing* is what the evidence makes of a claim; an *origin* is a body that speaks for itself.
//!
//! What another program may rely on is named at the end of this page. Some stages are open beside that, and hidden, because our
//! own tests, benchmarks and the search for words that break something ask them directly: `diagnostic`, `digest`, `edition`,
//! `evaluate`, `language`, `limits`, `load`, `model`, `number`, `pipeline`, `publish`, `quantity`, `reads`, `registry`, `render`, `rules`, `text`,
//! `vocabulary` and `world`.

pub mod cli;
mod csv;
mod deflate;
#[doc(hidden)]
pub mod diagnostic;
pub(crate) mod diff;
#[doc(hidden)]
pub mod digest;
pub(crate) mod due;
pub(crate) mod edit;
#[doc(hidden)]
pub mod edition;
mod error;
#[doc(hidden)]
pub mod evaluate;
#[doc(hidden)]
pub mod language;
#[doc(hidden)]
pub mod limits;
#[doc(hidden)]
pub mod load;
pub(crate) mod markdown;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod number;
pub(crate) mod outcome;
pub(crate) mod paper;
pub(crate) mod pattern;
#[doc(hidden)]
pub mod pipeline;
mod prose;
#[doc(hidden)]
pub mod publish;
#[cfg(any(feature = "adbc", test))]
mod pull;
#[doc(hidden)]
pub mod quantity;
#[doc(hidden)]
pub mod reads;
#[doc(hidden)]
pub mod registry;
#[doc(hidden)]
pub mod render;
pub(crate) mod resolve;
#[doc(hidden)]
pub mod rules;
pub(crate) mod snapshot;
pub(crate) mod table;
pub(crate) mod template;
#[doc(hidden)]
pub mod text;
pub(crate) mod trace;
pub(crate) mod transform;
#[doc(hidden)]
pub mod update;
pub mod view;
#[doc(hidden)]
pub mod vocabulary;
#[doc(hidden)]
pub mod world;

pub use diagnostic::{Label, Problem, Problems, Severity};
pub use error::Error;
pub use pipeline::{Options, Purpose, Run, Stage, Until, run, watched};
pub use registry::schema as registry_schema;
pub use render::schema as brief_schema;
pub use world::{Disk, Memory, ProjectPath, Unreadable, World};
