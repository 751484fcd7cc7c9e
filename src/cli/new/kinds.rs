//! What `new` can add, and which keys of each it takes as flags; what a key means is said by the schema of the registry.

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
    pub(super) keys: &'static [EntryField],
}

/// A key that can be given.
#[derive(Debug)]
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
}

impl EntryField {
    /// Returns its flag, without the dashes.
    pub(super) fn flag(&self) -> String {
        self.path.replace(['.', '_'], "-")
    }
}

impl NewEntryKind {
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
pub(super) const KINDS: [NewEntryKind; 7] = [
    NewEntryKind {
        word: "claim",
        section: "claims",
        about: "Add a claim: what is asserted, and who said it",
        example: "knowns new claim november --statement \"Encounters were just over 30,000.\" \
                  --said-by \"An opinion article\" --quantity \"just over 30,000\"",
        needed: &[&["statement"]],
        keys: &[
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
        ],
    },
    NewEntryKind {
        word: "source",
        section: "sources",
        about: "Add a source: something that was read, or is known through something that was read",
        example: "knowns new source cbp_record --title \"Nationwide Encounters\" --publisher cbp --seen self",
        needed: &[&["title", "description"]],
        keys: &[
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
        ],
    },
    NewEntryKind {
        word: "party",
        section: "parties",
        about: "Add a party: a person or body that says, publishes, keeps records or funds",
        example: "knowns new party cbp --name \"U.S. Customs and Border Protection\" --short CBP --kind agency",
        needed: &[&["name"]],
        keys: &[
            asked("name"),
            taken("short"),
            asked("kind"),
            taken("part_of"),
            taken("independent"),
            asked("interests"),
            taken("url"),
        ],
    },
    NewEntryKind {
        word: "measure",
        section: "measures",
        about: "Add a measure: what numbers count",
        example: "knowns new measure encounters --counts events --kept-by cbp \
                  --definition \"Recorded stops; one person can be counted twice.\"",
        needed: &[&["counts"], &["definition"]],
        keys: &[
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
        ],
    },
    NewEntryKind {
        word: "unknown",
        section: "unknowns",
        about: "Add an unknown: what is not known, why, and what would settle it",
        example: "knowns new unknown victims --question \"How many of them were trafficked?\" \
                  --because \"The record does not ask.\"",
        needed: &[&["question"], &["because", "reason"]],
        keys: &[
            asked("question"),
            taken("reason"),
            asked("because"),
            asked("holder"),
            taken("asked"),
            asked("would_resolve"),
            asked("next_check"),
            several("blocks"),
            taken("measure"),
        ],
    },
    NewEntryKind {
        word: "brief",
        section: "briefs",
        about: "Add a brief: a document that answers a question by claims and unknowns",
        example: "knowns new brief border-november --question \"Were encounters just over 30,000?\" \
                  --claims november --unknowns victims",
        needed: &[&["question"], &["claims"], &["unknowns"]],
        keys: &[
            asked("question"),
            several("answer"),
            taken("summary"),
            several("topics"),
            ids("claims", "claims"),
            ids("unknowns", "unknowns"),
            several("tables"),
            several("charts"),
            taken("template"),
            taken("byline"),
            asked("limitations"),
            taken("review"),
        ],
    },
    NewEntryKind {
        word: "dataset",
        section: "datasets",
        about: "Add a dataset: a CSV file, with the types of its columns as its cells show them",
        example: "knowns new dataset monthly --file data/encounters.csv --publisher cbp --vintage 2025-12-04",
        needed: &[&["file"], &["publisher", "source"]],
        keys: &[
            taken("title"),
            asked("file"),
            asked("publisher"),
            taken("source"),
            asked("measure"),
            asked("vintage"),
            taken("delimiter"),
            taken("encoding"),
            taken("group_char"),
            taken("decimal_char"),
            taken("skip_rows"),
            taken("footer_rows"),
        ],
    },
];
