//! Problems on a screen or for a program.
//!
//! Problems point into texts the tool holds ([`Texts`]) or carry their own line. Whatever comes from the author's files is
//! made harmless ([`clean`]) before it is shown.

pub mod clean;
mod frame;
mod github;
mod human;
mod json;
mod region;
mod sarif;
mod summary;

use std::collections::BTreeMap;

pub use github::workflow_command;
pub use human::{Colour, problem};
pub use json::{PROBLEMS_VERSION, place_json, problems_json, to_text};
pub use region::file_and_line;
pub use sarif::sarif;
pub use summary::{grouped, many, summary};

use crate::text::Text;
use crate::world::ProjectPath;

/// So many problems of a kind in a file are listed for people; the rest of them are counted.
pub const LISTED_FOR_PEOPLE: usize = 40;

/// So many problems of a kind in a file are listed for programs; the rest of them are counted.
pub const LISTED_FOR_PROGRAMS: usize = 1_000;

/// The texts that problems point into: registry files and templates.
pub type Texts = BTreeMap<ProjectPath, Text>;
