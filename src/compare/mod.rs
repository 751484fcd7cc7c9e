//! What is against what should be: the reports on disk beside those a build would write now, and what briefs say beside what
//! their editions said.

pub mod editions;
mod line_ends;
mod tree;

pub use line_ends::{LineFeeds, restored};
pub use tree::{Change, Comparison, Difference, tree};
