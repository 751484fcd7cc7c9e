//! What `new` can add, and which keys of each it takes as flags; what a key means is said by the schema of the registry.

use crate::edit::Written;

/// A kind of entry.
#[derive(Debug)]
pub(super) struct NewEntryKind {
    /// The word for it on the command line.
    pub(super) word: &'static str,
    /// Its section.
    pub(super) section: &'static str,
    /// What the command says of itself.
    pub(super) about: &'static str,
    /// An example of the command.
    pub(super) example: &'static str,
    /// Keys of which one of each group must be given.
    pub(super) needed: &'static [&'static [&'static str]],
    /// What may be given, in the order in which it is written.
    pub(super) keys: &'static [&'static [EntryField]],
    /// What may be given of entries that are registered beside it, by their sections.
    pub(super) beside: &'static [(&'static str, &'static [EntryField])],
}

/// A key that can be given.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntryField {
    /// Where it stands in the entry, as in `said.by`.
    pub(super) path: &'static str,
    /// What can be given.
    pub(super) takes: FieldValue,
    /// Whether it is asked for where somebody sits there; the others are there for those who know them.
    pub(super) is_asked: bool,
}

/// What can be given for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldValue {
    /// Words.
    Words,
    /// Several words without spaces, between commas.
    Several,
    /// Ids of claims or of unknowns, between commas.
    Ids(&'static str),
    /// Open questions: ids of unknowns between commas, or one question in words.
    Questions,
    /// A column with what its cells must be, as in `year=2024`.
    Conditions,
}

impl FieldValue {
    /// Returns what was given as it is written.
    pub(super) fn written(self, words: &[String]) -> Written {
        let words = words.iter().map(|words| words.trim().to_owned());
        match self {
            Self::Words => Written::Words(words.collect()),
            Self::Several | Self::Ids(_) | Self::Questions => Written::Several(words.collect()),
            Self::Conditions => Written::Braces(words.filter_map(|condition| condition_of(&condition)).collect()),
        }
    }
}

/// Returns the column and the value of a condition such as `year=2024`.
fn condition_of(condition: &str) -> Option<(String, Written)> {
    let (column, value) = condition.split_once('=')?;
    let (column, value) = (column.trim().to_owned(), value.trim().to_owned());
    let is_number =
        value.starts_with(|c: char| c.is_ascii_digit()) && value.chars().all(|c| c.is_ascii_digit() || c == '.');
    Some((column, if is_number { Written::Yaml(value) } else { Written::Words(value) }))
}

impl EntryField {
    /// Returns its flag, without the dashes.
    pub(super) fn flag(&self) -> String {
        match self.path {
            "missingValues" => "missing".to_owned(),
            "primaryKey" => "primary-key".to_owned(),
            path => path.replace(['.', '_'], "-"),
        }
    }

    /// Returns what else its flag is called.
    pub(super) fn other_flags(&self) -> &'static [&'static str] {
        match self.path {
            "file" => &["from"],
            "decimal_char" => &["decimal"],
            "group_char" => &["group"],
            _ => &[],
        }
    }
}

/// How a file is read.
pub(super) const READING: [EntryField; 13] = [
    taken("delimiter"),
    taken("encoding"),
    taken("quote_char"),
    taken("group_char"),
    taken("decimal_char"),
    taken("negative"),
    taken("skip_rows"),
    taken("header_rows"),
    taken("skip_below"),
    taken("footer_rows"),
    several("missingValues"),
    several("fill_down"),
    several("primaryKey"),
];

/// What makes a number of rows.
pub(super) const AGGREGATES: [&str; 8] = ["value", "sum", "count", "mean", "median", "min", "max", "distinct"];

/// Rows, and what is made of them.
pub(super) const SELECTION: [EntryField; 10] = [
    taken("of"),
    EntryField { path: "where", takes: FieldValue::Conditions, is_asked: false },
    taken("value"),
    taken("sum"),
    taken("count"),
    taken("mean"),
    taken("median"),
    taken("min"),
    taken("max"),
    taken("distinct"),
];

/// What is said of the file of a number.
const FILE: [EntryField; 3] = [taken("file"), taken("publisher"), taken("vintage")];

/// What is said of a measure.
const MEASURE: [EntryField; 4] = [taken("counts"), taken("unit"), taken("definition"), taken("kept_by")];

impl NewEntryKind {
    /// Visits what may be given.
    pub(super) fn fields(&'static self) -> impl Iterator<Item = &'static EntryField> {
        self.keys.iter().flat_map(|keys| keys.iter())
    }

    /// Returns the group of keys to which a key belongs, one of which must be given.
    pub(super) fn group(&self, key: &str) -> Option<&'static [&'static str]> {
        self.needed.iter().find(|group| group.contains(&key)).copied()
    }
}

const fn asked(path: &'static str) -> EntryField {
    EntryField { path, takes: FieldValue::Words, is_asked: true }
}

const fn taken(path: &'static str) -> EntryField {
    EntryField { path, takes: FieldValue::Words, is_asked: false }
}

const fn several(path: &'static str) -> EntryField {
    EntryField { path, takes: FieldValue::Several, is_asked: false }
}

const fn ids(path: &'static str, of: &'static str) -> EntryField {
    EntryField { path, takes: FieldValue::Ids(of), is_asked: true }
}

/// Every kind, in the order of the help.
pub(super) const KINDS: [NewEntryKind; 8] = [
    NewEntryKind {
        word: "claim",
        section: "claims",
        about: "Add a claim: what is asserted, and who said it",
        example: "knowns new claim november --statement \"Encounters were just over 30,000.\" \
                  --said-by \"An opinion article\" --quantity \"just over 30,000\"",
        needed: &[&["statement"]],
        keys: &[&[
            asked("statement"),
            taken("kind"),
            taken("role"),
            asked("said.by"),
            taken("said.in"),
            asked("said.date"),
            taken("said.locator"),
            taken("said.quote"),
            asked("measure"),
            asked("quantity"),
            taken("part_of"),
            taken("instead"),
            taken("period"),
            taken("scope"),
            taken("event"),
            taken("unknown"),
        ]],
        beside: &[],
    },
    NewEntryKind {
        word: "source",
        section: "sources",
        about: "Add a source: something that was read, or is known through something that was read",
        example: "knowns new source cbp_record --title \"Nationwide Encounters\" --publisher cbp --seen self",
        needed: &[&["title", "description"]],
        keys: &[&[
            taken("type"),
            asked("title"),
            asked("description"),
            taken("container_title"),
            asked("publisher"),
            asked("issued"),
            taken("accessed"),
            taken("url"),
            taken("doi"),
            taken("number"),
            taken("page"),
            taken("note"),
            several("relays"),
            asked("seen"),
            taken("through"),
            taken("status"),
        ]],
        beside: &[],
    },
    NewEntryKind {
        word: "party",
        section: "parties",
        about: "Add a party: a person or body that says, publishes, keeps records or funds",
        example: "knowns new party cbp --name \"U.S. Customs and Border Protection\" --short CBP --kind agency",
        needed: &[&["name"]],
        keys: &[&[
            asked("name"),
            taken("short"),
            asked("kind"),
            taken("part_of"),
            taken("independent"),
            asked("interests"),
            taken("url"),
        ]],
        beside: &[],
    },
    NewEntryKind {
        word: "measure",
        section: "measures",
        about: "Add a measure: what numbers count",
        example: "knowns new measure encounters --counts events --kept-by cbp \
                  --definition \"Recorded stops; one person can be counted twice.\"",
        needed: &[&["counts"], &["definition"]],
        keys: &[&[
            asked("label"),
            taken("unit"),
            asked("counts"),
            asked("definition"),
            asked("kept_by"),
            several("record"),
            several("aliases"),
            several("proxy_for"),
            taken("result"),
            taken("source"),
        ]],
        beside: &[("datasets", &FILE), ("datasets", &READING)],
    },
    NewEntryKind {
        word: "unknown",
        section: "unknowns",
        about: "Add an unknown: what is not known, why, and what would settle it",
        example: "knowns new unknown victims --question \"How many of them were trafficked?\" \
                  --because \"The record does not ask.\"",
        needed: &[&["question"], &["because", "reason"]],
        keys: &[&[
            asked("question"),
            taken("reason"),
            asked("because"),
            asked("holder"),
            taken("asked"),
            asked("would_resolve"),
            asked("next_check"),
            several("blocks"),
            taken("measure"),
        ]],
        beside: &[],
    },
    NewEntryKind {
        word: "brief",
        section: "briefs",
        about: "Add a brief: a document that answers a question by claims and unknowns",
        example: "knowns new brief border-november --question \"Were encounters just over 30,000?\" \
                  --claims november --unknowns victims",
        needed: &[&["question"], &["claims"], &["unknowns"]],
        keys: &[&[
            asked("question"),
            several("answer"),
            taken("summary"),
            several("topics"),
            ids("claims", "claims"),
            EntryField { path: "unknowns", takes: FieldValue::Questions, is_asked: true },
            several("tables"),
            several("charts"),
            taken("template"),
            taken("byline"),
            asked("limitations"),
            taken("review"),
        ]],
        beside: &[
            ("figures", SELECTION.split_at(1).1),
            ("claims", &[taken("statement"), taken("reading")]),
            ("unknowns", &[taken("because")]),
            ("datasets", &FILE),
            ("datasets", &READING),
            ("claims", &[taken("measure")]),
            ("measures", &MEASURE),
            ("publication", &[taken("title"), taken("as_of"), taken("method")]),
        ],
    },
    NewEntryKind {
        word: "dataset",
        section: "datasets",
        about: "Add a dataset: a CSV file, with the types of its columns as its cells show them",
        example: "knowns new dataset monthly --file data/encounters.csv --publisher cbp --vintage 2025-12-04",
        needed: &[&["file"], &["publisher", "source"]],
        keys: &[
            &[taken("title"), asked("file"), asked("publisher"), taken("source"), asked("measure"), asked("vintage")],
            &READING,
        ],
        beside: &[("measures", &MEASURE)],
    },
    NewEntryKind {
        word: "figure",
        section: "figures",
        about: "Add a figure: one number from rows of a dataset, or of a file that is registered with it",
        example: "knowns new figure deaths_2024 --from data/deaths.csv --where year=2024 --value deaths \\\n    \
                  --publisher \"Statistics Office\" --vintage 2025-06-01 --counts persons --definition \"Deaths of the year.\"",
        needed: &[&["of", "file"], &["value", "sum", "count", "mean", "median", "min", "max", "distinct"]],
        keys: &[&[taken("label")], &SELECTION, &[taken("by"), taken("decimals")]],
        beside: &[("datasets", &FILE), ("datasets", &READING), ("claims", &[taken("measure")]), ("measures", &MEASURE)],
    },
];
