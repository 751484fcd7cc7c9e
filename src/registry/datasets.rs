//! `datasets`: CSV files, in the words of Frictionless Table Schema.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::forms::{Entries, Entry, Many, Scalar, short_form};
use super::localized::{InLanguages, text, texts_by_id};

/// A CSV file and how to read it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Dataset {
    /// Its title.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub title: Option<String>,
    /// The file, inside the project.
    pub file: Option<String>,
    /// The query whose answer the file holds, as `knowns pull` writes it; `file` is `data/ID.csv` where it is not said.
    pub from: Option<Query>,
    /// The address from which `update` takes the next release (DCAT `downloadURL`): `http` or `https`.
    pub origin: Option<String>,
    /// The party that publishes it.
    pub publisher: Option<String>,
    /// The registered source it is from.
    pub source: Option<String>,
    /// What its numbers count; none for a mixed table.
    pub measure: Option<String>,
    /// Which release it is: a date, month or words.
    pub vintage: Option<String>,
    /// Kept earlier releases.
    pub earlier: Many<Release>,
    /// The columns; inferred where absent.
    pub fields: Entries<Field>,
    /// What is said of every column that `fields` does not name: its type, its measure.
    pub other_fields: Option<Field>,
    /// What stands for "no value".
    #[serde(rename = "missingValues")]
    pub missing_values: Option<Many<String>>,
    /// The column or columns that name a row.
    #[serde(rename = "primaryKey")]
    pub primary_key: Many<String>,
    /// Rows that are totals of rows beside them: by column, their labels, or `any` where the labels overlap.
    pub totals: Entries<Many<String>>,
    /// What rows mean that repeat others cell for cell: `leave-out` where each counts once, `meant` where each counts.
    pub repeated: Option<String>,
    /// The sheet, where the file is a workbook; may be left out where it has one.
    pub sheet: Option<String>,
    /// The cells of the sheet that are the table, such as `A9:K60`; all where absent.
    pub range: Option<String>,
    /// The character between cells; `,` where absent. `\t` for a tab.
    pub delimiter: Option<String>,
    /// The character around cells; `"` where absent.
    pub quote_char: Option<String>,
    /// The encoding; UTF-8 where absent.
    pub encoding: Option<String>,
    /// The character that groups thousands.
    pub group_char: Option<String>,
    /// The character before decimals; `.` where absent.
    pub decimal_char: Option<String>,
    /// How numbers below zero are written, besides a minus before them: `brackets` for `(5)`, `trailing` for `5-`.
    pub negative: Option<String>,
    /// Lines above the header.
    pub skip_rows: Option<String>,
    /// Rows of the header, joined by ` / `; `1` where absent, `0` where the file has none.
    pub header_rows: Option<String>,
    /// Lines between the header and the first row of data: units, codes.
    pub skip_below: Option<String>,
    /// Lines below the last row, or the words with which the first of them begins: `"____"`.
    pub footer_rows: Option<String>,
    /// Columns whose empty cells repeat the cell above, as merged cells of a spreadsheet do; `[]` where none does.
    pub fill_down: Option<Many<String>>,
    /// The last column, where its text holds separators and has no quotes around it.
    pub rest_of_line: Option<String>,
    /// Which cells are provisional.
    pub provisional: Option<Provisional>,
    /// What marks behind numbers, alone in a cell or in the column of a `flag` mean: `provisional`, `revised`, `estimated`, `break`,
    /// `confidential`, `not-available`, `not-applicable`, `low-reliability`, `zero` or `normal`, as in `"[c]": confidential`.
    pub flags: Entries<String>,
    /// New ways of counting that no flag marks: the first period of each, with the reason.
    #[serde(deserialize_with = "texts_by_id")]
    #[schemars(with = "Entries<InLanguages>")]
    pub breaks: Entries<String>,
}

/// A query, and of whom it is asked.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    /// The connection, by the name of its ADBC profile: `profile://warehouse`.
    pub connection: Option<String>,
    /// The file of its SQL, inside the project.
    pub sql: Option<String>,
    /// Values for `:name` in the SQL.
    pub parameters: Entries<Scalar>,
}

impl Entries<Dataset> {
    /// Gives each query without a file one, by its id.
    pub fn name_files(&mut self) {
        for Entry { id, value } in &mut self.0 {
            if value.from.is_some() && value.file.is_none() {
                value.file = Some(format!("data/{id}.csv"));
            }
        }
    }
}

/// An earlier release of a dataset.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Release {
    /// The file.
    pub file: Option<String>,
    /// Which release it is.
    pub vintage: Option<String>,
    /// The sheet, where it is called otherwise in this release.
    pub sheet: Option<String>,
    /// The character between cells, where this release has another.
    pub delimiter: Option<String>,
    /// The character around cells, where this release has another.
    pub quote_char: Option<String>,
    /// The encoding, where this release has another.
    pub encoding: Option<String>,
    /// Lines above the header, where this release has more or fewer; `0` where it has none.
    pub skip_rows: Option<String>,
    /// Rows of the header, where this release has more or fewer.
    pub header_rows: Option<String>,
    /// Lines between the header and the first row of data, where this release has more or fewer; `0` where it has none.
    pub skip_below: Option<String>,
    /// Lines below the last row, where this release has more or fewer; `0` where it has none.
    pub footer_rows: Option<String>,
}

macro_rules! forms {
    ($($key:ident: $plain:literal)*) => {
        impl Release {
            /// The keys by which a release is read, each with what it is where nobody says it.
            pub const FORM: &[(&str, &str)] = &[$((stringify!($key), $plain)),*];

            /// Says a key by which it is read; nothing where it is none of [`Self::FORM`].
            pub fn say(&mut self, key: &str, value: &str) {
                $(if key == stringify!($key) { self.$key = Some(value.to_owned()); })*
            }
        }

        impl Dataset {
            /// Returns the description by which an earlier release is read: the same, but for what is said of that release.
            pub fn of_release(&self, release: &Release) -> Cow<'_, Self> {
                let mut own = Cow::Borrowed(self);
                $(if release.$key.is_some() { own.to_mut().$key.clone_from(&release.$key); })*
                own
            }

            /// Returns a key by which its file is read, as it is said.
            pub fn form(&self, key: &str) -> Option<&str> {
                $(if key == stringify!($key) { return self.$key.as_deref(); })*
                None
            }
        }
    };
}

forms!(delimiter: "," quote_char: "\"" encoding: "utf-8" skip_rows: "0" header_rows: "1" skip_below: "0" footer_rows: "0" sheet: "");

/// Which cells are provisional: the last periods, or rows whose status column says so.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Provisional {
    /// How many of the last periods.
    pub last: Option<String>,
    /// The column of observation status, in the codes of SDMX and Eurostat or in words: `P`, `bp`, `provisional`.
    pub status: Option<String>,
    /// What further words of that column mean, each by a code or word that is known: `x: provisional`.
    pub codes: Entries<String>,
}

/// A column.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Field {
    /// The header cell it is read from, where it is called otherwise here; `column 3` for the third column. The cells of several
    /// are joined by a space.
    pub of: Many<String>,
    /// What its header was in earlier releases.
    pub was: Many<String>,
    /// `string`, `integer`, `number`, `boolean`; `date`, `week`, `yearmonth`, `quarter`, `half`, `year`, `term`, or `period` for any
    /// other length.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How a day or a period is written, such as `%d/%m/%Y`; or `default`.
    pub format: Option<String>,
    /// The language that names of months are in, such as `de`; any where absent.
    pub language: Option<String>,
    /// The first month of a financial or academic year, from 1: `04` for the years from April.
    pub starts: Option<String>,
    /// Of which of two months the year in `Nov-Jan 2023` is the year: `first` or `last`.
    pub year_of: Option<String>,
    /// Its heading in tables.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub title: Option<String>,
    /// What it holds.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub description: Option<String>,
    /// What its numbers count.
    pub measure: Option<String>,
    /// The column in which its marks stand (`b`, `p`, `E`), where they are not behind its numbers.
    pub flag: Option<String>,
    /// The columns that say how uncertain its numbers are.
    pub interval: Option<Uncertainty>,
    /// Words for codes: `DE: Germany`. Conditions take either, and the words are printed.
    #[serde(deserialize_with = "texts_by_id")]
    #[schemars(with = "Entries<InLanguages>")]
    pub labels: Entries<String>,
    /// What its cells must be.
    pub constraints: Constraints,
    /// Whether labels that look alike, as `Male` and `male `, are `one` label or `distinct`.
    pub look_alikes: Option<String>,
    /// How many digits a code has: zeros that a spreadsheet took are put back.
    pub width: Option<String>,
    /// What stands for "no value" in this column.
    #[serde(rename = "missingValues")]
    pub missing_values: Option<Many<String>>,
    /// The character that groups thousands.
    #[serde(rename = "groupChar")]
    pub group_char: Option<String>,
    /// The character before decimals.
    #[serde(rename = "decimalChar")]
    pub decimal_char: Option<String>,
    /// `false` where numbers carry signs or words, such as `$20,000` or `12.5%`.
    #[serde(rename = "bareNumber")]
    pub bare_number: Option<bool>,
    /// How numbers below zero are written, besides a minus before them: `brackets` for `(5)`, `trailing` for `5-`.
    pub negative: Option<String>,
    /// How many decimals of a cell are kept, where a program has written all digits of a double; the rest is rounded.
    pub decimals: Option<String>,
    /// What each cell is multiplied by: `1000` where the file counts in thousands (SDMX `UNIT_MULT`).
    pub multiplier: Option<String>,
    /// What stands for true.
    #[serde(rename = "trueValues")]
    pub true_values: Option<Many<String>>,
    /// What stands for false.
    #[serde(rename = "falseValues")]
    pub false_values: Option<Many<String>>,
}

short_form!(Field Short, "a type, or a mapping with `type` and further keys", |words| Self {
    kind: Some(words),
    ..Self::default()
});

/// The columns that say how uncertain the numbers of another are: two bounds, or a standard error.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Uncertainty {
    /// The column of the lower bound.
    pub low: Option<String>,
    /// The column of the upper bound.
    pub high: Option<String>,
    /// The level of confidence: `90`, `95` or `99`. It is printed with the bounds; of a standard error, bounds of this level
    /// are worked out.
    pub level: Option<String>,
    /// The column of the standard error.
    pub error: Option<String>,
}

/// What the cells of a column must be.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Constraints {
    /// No cell may be missing.
    pub required: Option<bool>,
    /// No value may stand twice.
    pub unique: Option<bool>,
    /// The least value.
    pub minimum: Option<Scalar>,
    /// The greatest value.
    pub maximum: Option<Scalar>,
    /// A regular expression that each cell as written matches in full.
    pub pattern: Option<String>,
    /// The only values allowed.
    #[serde(rename = "enum")]
    pub one_of: Option<Many<Scalar>>,
}
