//! The closed vocabularies: the words that a registry, its data and its pages use for a few things of each kind.

mod caveats;
mod claims;
mod data;
mod sections;
mod standing;

pub use caveats::Caveats;
pub use claims::{Basis, Kind, Reason, Role, Stance};
pub use data::{ChartMark, Counts, Direction, Level, MayBe, Qualifier, Seen, Stage, Status};
pub use sections::{SECTIONS, entry_word};
pub use standing::Standing;
