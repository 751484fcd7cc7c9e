//! A column: its type, its cells as integers, and each cell as exact text again.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::number::{Granularity, Number, TimePeriod};
use crate::vocabulary::Caveats;

use super::Form;
use super::column_type::ColumnType;
use super::dictionary::{LookAlikes, Words};
use super::integers::Integers;

/// A column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Column {
    /// Its name, by which everything else in the registry calls it.
    pub name: String,
    /// Its name in the file, where that is another.
    pub header: Option<String>,
    /// Its type, in Table Schema's words.
    pub kind: ColumnType,
    /// Its cells.
    pub cells: Cells,
    /// Where the type was inferred and came out as text: the first cell that made it so.
    pub oddity: Option<Oddity>,
    /// How the file writes its numbers.
    pub form: Form,
}

/// The cell that kept a column from being read as numbers, dates or months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddity {
    /// The line of the file, from one.
    pub line: u32,
    /// The cell as written.
    pub written: String,
    /// What to declare so that the column can be read, where that can be told.
    pub help: Option<String>,
}

/// The cells of a column, one integer per row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Cells {
    /// Numbers as mantissas with one scale; booleans as 0 and 1; days since 1970-01-01, months since January of year 0,
    /// quarters and weeks likewise, years.
    Values {
        /// One per row.
        values: Integers,
        /// Digits after the decimal point.
        scale: u32,
    },
    /// Text as codes into a dictionary.
    Words {
        /// One per row.
        codes: Integers,
        /// The distinct words, in order of first use.
        words: Words,
    },
}

impl Cells {
    /// What stands for a missing cell where there is no other way to say so.
    pub const MISSING: i64 = Integers::MISSING;

    /// Returns the integers, values or codes.
    pub fn integers(&self) -> &Integers {
        match self {
            Self::Values { values, .. } => values,
            Self::Words { codes, .. } => codes,
        }
    }

    /// Returns the integers, values or codes, to be changed.
    pub(crate) fn integers_mut(&mut self) -> &mut Integers {
        match self {
            Self::Values { values, .. } => values,
            Self::Words { codes, .. } => codes,
        }
    }
}

impl Column {
    /// Returns a column of a table that was made: nothing of it says how a file writes its cells.
    pub fn made(name: String, kind: ColumnType, cells: Cells) -> Self {
        let decimals = if let Cells::Values { scale, .. } = &cells { *scale } else { 0 };
        let form = Form { decimals, ..Form::default() };
        Self { name, header: None, kind, cells, oddity: None, form }
    }

    /// Returns the column with other cells, as a table has it that is made of its own.
    pub fn with(&self, cells: Cells) -> Self {
        let Self { name, kind, oddity, form, .. } = self;
        let inferred = form.inferred;
        let (minimum, maximum) = (form.minimum, form.maximum);
        let made = Self::made(name.clone(), *kind, cells);
        let form = Form { inferred, minimum, maximum, printed: form.printed, usual: form.usual, ..made.form };
        Self { oddity: oddity.clone(), form, ..made }
    }

    /// Returns its name in the file, which is what a reader finds there: its number where it has none, and all names where it
    /// is read from several columns.
    pub fn in_file(&self) -> &str {
        let name = self.header.as_deref().unwrap_or(&self.name);
        let number = name.strip_prefix("column ");
        let is_number = |number: &&str| number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'+'));
        number.filter(is_number).unwrap_or(name)
    }

    /// Returns a cell in the column's encoding; none where it is missing.
    pub fn encoded(&self, row: usize) -> Option<i64> {
        self.cells.integers().get(row)
    }

    /// Returns a cell in the column's encoding, as [`Column::encoded`] does, with one code for all labels that are one.
    #[inline]
    pub fn label(&self, row: usize) -> Option<i64> {
        match &self.cells {
            Cells::Words { codes, words } if words.are_joined() => {
                let code = codes.get(row)?;
                Some(u32::try_from(code).map_or(code, |code| words.label(code).into()))
            }
            cells => cells.integers().get(row),
        }
    }

    /// Returns the encoded value that stands for this one and all that are one label with it.
    pub fn label_of(&self, encoded: i64) -> i64 {
        match (&self.cells, u32::try_from(encoded)) {
            (Cells::Words { words, .. }, Ok(code)) => words.label(code).into(),
            _ => encoded,
        }
    }

    /// Returns the first row that holds an encoded value.
    pub fn first_row(&self, encoded: i64) -> Option<usize> {
        self.cells.integers().position(encoded)
    }

    /// Returns whether any cell is missing.
    pub fn any_missing(&self) -> bool {
        self.cells.integers().any_missing()
    }

    /// Returns the words of a text column; none for other columns.
    pub fn dictionary(&self) -> Option<&Words> {
        match &self.cells {
            Cells::Words { words, .. } => Some(words),
            Cells::Values { .. } => None,
        }
    }

    /// Returns whether some of its labels look alike and nobody has said what that means.
    pub fn has_look_alikes(&self) -> bool {
        let unsaid = |words: &&Words| words.look_alikes == LookAlikes::Unsaid && !words.resemblance().is_empty();
        self.dictionary().as_ref().is_some_and(unsaid)
    }

    /// Returns what marks behind the numbers of some rows say, all together.
    pub fn said(&self, rows: &[usize]) -> Caveats {
        let said = &self.form.said;
        if said.is_empty() {
            return Caveats::NONE;
        }
        rows.iter().filter_map(|row| said.get(row)).fold(Caveats::NONE, |all, one| all.and(*one))
    }

    /// Returns how long each cell of a column of times is; none for other columns. Years of a column that is named as one of
    /// fiscal years are those of the United States government.
    pub fn length(&self) -> Option<Granularity> {
        match self.kind {
            ColumnType::Year if is_fiscal(&self.name) => Some(Granularity::FiscalYear),
            kind => kind.length(),
        }
    }

    /// Returns the period that an encoded value of a column of times stands for; none for other columns.
    pub fn period(&self, encoded: i64) -> Option<TimePeriod> {
        TimePeriod::new(self.length()?, encoded)
    }

    /// Returns the period a year before an encoded one; none where that year has none.
    pub fn a_year_earlier(&self, encoded: i64) -> Option<i64> {
        match self.kind {
            ColumnType::Integer => encoded.checked_sub(1),
            _ => Some(self.period(encoded)?.a_year_earlier()?.number()),
        }
    }

    /// Returns whether a cell is missing.
    pub fn is_missing(&self, row: usize) -> bool {
        self.encoded(row).is_none()
    }

    /// Returns a cell of a numeric column; none where it is missing or the column is not numeric.
    pub fn number(&self, row: usize) -> Option<Number> {
        self.number_of(self.encoded(row)?)
    }

    /// Returns the number that an encoded value of a numeric column stands for; none for other columns.
    pub fn number_of(&self, encoded: i64) -> Option<Number> {
        self.kind.is_numeric().then(|| Number::new(i128::from(encoded), self.scale())).flatten()
    }

    /// Returns how many decimals the column has.
    pub fn scale(&self) -> u32 {
        match &self.cells {
            Cells::Values { scale, .. } => *scale,
            Cells::Words { .. } => 0,
        }
    }

    /// Returns how many decimals of it are printed where nobody says.
    pub fn printed_decimals(&self) -> u32 {
        self.form.printed.unwrap_or(self.scale())
    }

    /// Returns how many decimals of one of its numbers are printed where nobody says: a cell `10.1` beside cells such as
    /// `233.916` is no `10.100`, and `6` beside `6.4` and `5.9` is `6.0`.
    pub fn decimals_of(&self, number: Number) -> u32 {
        match self.form.printed {
            Some(printed) => printed,
            None => number.decimals().clamp(self.usual_decimals(), self.scale()),
        }
    }

    /// Returns the fewest decimals with which one of its numbers is told.
    pub fn usual_decimals(&self) -> u32 {
        self.form.usual.map_or(self.scale(), |usual| usual.min(self.scale()))
    }

    /// Keeps how many decimals at least half of the numbers of these columns need.
    pub(crate) fn told_as<'c>(mut self, columns: impl Iterator<Item = &'c Self>) -> Self {
        let usual = columns.map(Self::usual_decimals).max();
        self.form.usual = usual.filter(|usual| *usual < self.scale());
        self
    }

    /// Returns a cell as exact text: text as in the file, numbers with the column's decimals and as published, before any
    /// multiplier; dates as `2025-11-03`, months as `2025-11`, other periods as `2025-Q4`, `2025-W45`, `2024/25`; nothing where
    /// it is missing.
    pub fn written(&self, row: usize) -> Cow<'_, str> {
        self.encoded(row).map_or(Cow::Borrowed(""), |encoded| self.as_published(encoded))
    }

    /// Returns a cell as [`Column::written`] does, without the zeros behind it that only other cells of the column have.
    pub fn as_told(&self, row: usize) -> Cow<'_, str> {
        let written = self.written(row);
        let Some(number) = self.number(row).filter(|_| self.form.usual.is_some() && self.form.multiplier.is_none())
        else {
            return written;
        };
        let surplus = (self.scale() - self.decimals_of(number).min(self.scale())) as usize;
        let told = &written[..written.len() - surplus];
        Cow::Owned(told.strip_suffix('.').unwrap_or(told).to_owned())
    }

    /// Returns an encoded value as the cell of the file that holds it: [`Column::format`] without the multiplier, and a code
    /// where that prints what it is called.
    pub fn as_published(&self, encoded: i64) -> Cow<'_, str> {
        if let (Cells::Words { words, .. }, Ok(code)) = (&self.cells, u32::try_from(encoded)) {
            return Cow::Borrowed(if (code as usize) < words.len() { words.get(code) } else { "" });
        }
        if self.form.multiplier.is_none() {
            return self.format(encoded);
        }
        let (digits, decimals) = self.form.published(encoded, self.scale());
        Cow::Owned(decimal(digits, decimals))
    }

    /// Returns an encoded value as exact text, a number as what it comes to.
    pub fn format(&self, encoded: i64) -> Cow<'_, str> {
        match &self.cells {
            Cells::Words { words, .. } => match u32::try_from(encoded) {
                Ok(code) if (code as usize) < words.len() => Cow::Borrowed(words.shown(code)),
                _ => Cow::Borrowed(""),
            },
            Cells::Values { scale, .. } => match self.kind {
                ColumnType::Boolean => Cow::Borrowed(if encoded == 0 { "false" } else { "true" }),
                time if time.is_time() => Cow::Owned(time.at(encoded)),
                _ => Cow::Owned(decimal(encoded.into(), *scale)),
            },
        }
    }

    /// Returns the order of two encoded values: text by its characters, all else by value.
    pub fn compare(&self, a: i64, b: i64) -> Ordering {
        match &self.cells {
            Cells::Words { .. } => self.format(a).cmp(&self.format(b)),
            Cells::Values { .. } => a.cmp(&b),
        }
    }

    /// Returns the encoded words of a text column that satisfy `wanted`; nothing for other columns.
    pub fn words_where(&self, wanted: impl Fn(&str) -> bool) -> Vec<i64> {
        match &self.cells {
            Cells::Words { words, .. } => {
                (0..).zip(words.iter()).filter(|(_, word)| wanted(word)).map(|(code, _)| code).collect()
            }
            Cells::Values { .. } => Vec::new(),
        }
    }

    /// Returns the encoded words of a text column that satisfy `wanted` as they are written or as they are called.
    pub fn labels_where(&self, wanted: impl Fn(&str) -> bool) -> Vec<i64> {
        match &self.cells {
            Cells::Words { words, .. } => {
                let is = |(code, word): &(u32, &str)| wanted(word) || wanted(words.shown(*code));
                (0..).zip(words.iter()).filter(is).map(|(code, _)| code.into()).collect()
            }
            Cells::Values { .. } => Vec::new(),
        }
    }

    /// Returns the different words of a text column, in order of first use; nothing for other columns.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        match &self.cells {
            Cells::Words { words, .. } => Some(words.iter()),
            Cells::Values { .. } => None,
        }
        .into_iter()
        .flatten()
    }

    /// Returns the filled cells, encoded, of a column that is no text; nothing for text.
    pub fn values(&self) -> impl Iterator<Item = i64> {
        let values = match &self.cells {
            Cells::Values { values, .. } => Some(values),
            Cells::Words { .. } => None,
        };
        values.into_iter().flat_map(Integers::filled)
    }

    /// Returns the least and the greatest value, encoded and in the order of [`Column::compare`]; none where every cell
    /// is missing.
    pub fn bounds(&self) -> Option<(i64, i64)> {
        match &self.cells {
            Cells::Values { values, .. } => Some((values.filled().min()?, values.filled().max()?)),
            Cells::Words { words, .. } => {
                let by_text = || (0_i64..).zip(words.iter());
                let least = by_text().min_by(|a, b| a.1.cmp(b.1))?.0;
                let greatest = by_text().max_by(|a, b| a.1.cmp(b.1))?.0;
                Some((least, greatest))
            }
        }
    }

    /// Returns the digest of a cell's value as plain text: text as in the file, numbers as bare digits without trailing
    /// zeros, dates as `2025-11-03`. For a cell written so, it is what `sha256sum` says of the cell.
    pub fn digest(&self, row: usize) -> Digest {
        let written = self.written(row);
        let plain = match written.split_once('.') {
            Some(_) if self.kind.is_numeric() => written.trim_end_matches('0').trim_end_matches('.'),
            _ => &written,
        };
        Digest::of(plain.as_bytes())
    }
}

/// Returns whether a column of years is named as one of fiscal years: `Fiscal Year`, `fiscal_year`, `FY`, `año fiscal`.
fn is_fiscal(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "fy" || name.split(|c: char| !c.is_alphanumeric()).any(|word| word == "fiscal")
}

fn decimal(mantissa: i128, scale: u32) -> String {
    if scale == 0 {
        return mantissa.to_string();
    }
    let places = scale as usize;
    let digits = format!("{:0>width$}", mantissa.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let sign = if mantissa < 0 { "-" } else { "" };
    format!("{sign}{whole}.{part}")
}
