//! The registry as written: every section and key of `claims.yaml`, its values still words.
//!
//! Nothing here is checked beyond its shape. `resolve` turns it into the `model`: ids
//! linked, quantities and dates understood.

mod claims;
mod conditions;
mod datasets;
mod figures;
mod forms;
mod localized;
mod publication;
mod rates;
mod scales;
mod schema;
mod text_kind;
mod views;

use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) use claims::prints_value;
pub use claims::{Brief, Claim, Evidence, ForEach, Looked, Reviewed, Said, Unknown, Verdict, Waiver};
pub use conditions::{Against, Among, Base, Bounds, Condition, Limit, Operands};
pub use datasets::{Constraints, Dataset, Field, Provisional, Query, Release, Uncertainty};
pub use figures::{Chart, Figure, Join, JoinKey, Pair, Percentile, Rank, Run, Since, Table};
pub use forms::{Entries, Entry, Many, Scalar, ShortForm};
pub use publication::{
    Agent, Archived, Author, Headings, Interests, Licence, Measure, Party, Publication, RateOf, RealOf, Signs, Source,
};
pub use rates::Rate;
pub use scales::Scale;
pub(crate) use schema::{ClaimColumn, claim_columns};
pub use schema::{Described, described, schema};
pub use text_kind::TextKind;
pub use views::{Fold, Formula, Ranked, Step, Summary, View, ViewField, Windowed};

/// One registry file.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
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
    /// Tables made of datasets, step by step.
    pub views: Entries<View>,
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
    pub waivers: Many<Waiver>,
    /// Further registry files, as paths or patterns with `*`.
    pub include: Many<String>,
}

impl Registry {
    /// Takes an entry out; returns whether it was there.
    pub fn remove(&mut self, section: &str, id: &str) -> bool {
        fn out<T>(entries: &mut Entries<T>, id: &str) -> bool {
            let before = entries.0.len();
            entries.0.retain(|entry| entry.id != id);
            entries.0.len() < before
        }
        match section {
            "parties" => out(&mut self.parties, id),
            "measures" => out(&mut self.measures, id),
            "sources" => out(&mut self.sources, id),
            "datasets" => out(&mut self.datasets, id),
            "views" => out(&mut self.views, id),
            "figures" => out(&mut self.figures, id),
            "tables" => out(&mut self.tables, id),
            "charts" => out(&mut self.charts, id),
            "claims" => out(&mut self.claims, id),
            "unknowns" => out(&mut self.unknowns, id),
            "briefs" => out(&mut self.briefs, id),
            _ => false,
        }
    }

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
        of("views", &self.views, &mut all);
        of("figures", &self.figures, &mut all);
        of("tables", &self.tables, &mut all);
        of("charts", &self.charts, &mut all);
        of("claims", &self.claims, &mut all);
        of("unknowns", &self.unknowns, &mut all);
        of("briefs", &self.briefs, &mut all);
        all
    }
}
