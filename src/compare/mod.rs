//! What is against what should be: the reports on disk beside those a build would write now.

mod tree;

pub use tree::{Change, Comparison, Difference, tree};
