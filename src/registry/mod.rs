//! The registry as written: every section and key of `claims.yaml`, its values still words.
//!
//! Nothing here is checked beyond its shape. [`resolve`](crate::resolve) turns it into the [`model`](crate::model): ids
//! linked, quantities and dates understood.

mod brief;
mod claim;
mod dataset;
mod entries;
mod figure;
mod measure;
mod party;
mod publication;
mod scalar;
mod schema;
mod shape;
mod source;
mod unknown;

use shape::object;

pub use brief::{Brief, Waiver};
pub use claim::{Claim, Evidence, Looked, Reviewed, Said, Verdict};
pub use dataset::{Constraints, Dataset, Field, Provisional, Release};
pub use entries::{Entries, Entry};
pub use figure::{Chart, Figure, Join, Pair, Rank, Run, Table};
pub use measure::Measure;
pub use party::{Interests, Party};
pub use publication::{Author, Licence, Publication, Scale};
pub use scalar::{Bounds, Condition, JoinKey, Many, Scalar, ShortForm};
pub(crate) use schema::{ClaimColumn, claim_columns};
pub use schema::{Described, described, schema};
pub use source::{Agent, Archived, Source};
pub use unknown::Unknown;

object! {
    /// One registry file.
    pub struct Registry {
        /// The version of the registry's format: `1`.
        pub registry: Option<String>,
        /// Who publishes, in which language, as of which day.
        pub publication: Option<Publication>,
        /// People and bodies that say, publish, keep records or fund.
        pub parties: Entries<Party>,
        /// What numbers count.
        pub measures: Entries<Measure>,
        /// What was read.
        pub sources: Entries<Source>,
        /// CSV files.
        pub datasets: Entries<Dataset>,
        /// Named numbers.
        pub figures: Entries<Figure>,
        /// Selections of a dataset or sets of figures, printed as tables.
        pub tables: Entries<Table>,
        /// Selections of a dataset or sets of figures, drawn as charts.
        pub charts: Entries<Chart>,
        /// What is asserted, by others or by us.
        pub claims: Entries<Claim>,
        /// What is not known, why, and what would settle it.
        pub unknowns: Entries<Unknown>,
        /// The documents to publish.
        pub briefs: Entries<Brief>,
        /// Rules set aside in one place, with reason, owner and expiry.
        pub waivers: Vec<Waiver>,
        /// Further registry files, as paths or patterns with `*`.
        pub include: Vec<String>,
    }
}

impl Registry {
    /// Returns every id with its section, in the order of the sections.
    pub fn ids(&self) -> Vec<(&'static str, &str)> {
        fn of<'a, T>(section: &'static str, entries: &'a Entries<T>, all: &mut Vec<(&'static str, &'a str)>) {
            all.extend(entries.iter().map(|entry| (section, entry.id.as_str())));
        }
        let mut all = Vec::new();
        of("parties", &self.parties, &mut all);
        of("measures", &self.measures, &mut all);
        of("sources", &self.sources, &mut all);
        of("datasets", &self.datasets, &mut all);
        of("figures", &self.figures, &mut all);
        of("tables", &self.tables, &mut all);
        of("charts", &self.charts, &mut all);
        of("claims", &self.claims, &mut all);
        of("unknowns", &self.unknowns, &mut all);
        of("briefs", &self.briefs, &mut all);
        all
    }
}
