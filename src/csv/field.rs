//! A column as declared, or as inferred: its type, how its cells are written, what they must be.

use std::collections::BTreeSet;

use regex::bytes::Regex;

use crate::number::Number;
use crate::table::{ColumnType, Form, Interval, LookAlikes};
use crate::text::RegistryPlace;
use crate::vocabulary::Caveats;

use super::date::Pattern;
use super::number::{Digits, NumberForm};
use super::problems::{CellFault, Limit};

/// A column to be read.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Its name in the registry.
    pub(super) name: String,
    /// Its name in the file, where the registry calls it otherwise.
    pub(super) header: Option<String>,
    /// Its type.
    pub(super) kind: ColumnType,
    /// Whether nobody declared the type.
    pub(super) inferred: bool,
    /// Cells that stand for "no value".
    pub(super) missing: Vec<String>,
    /// How its numbers are written.
    pub(super) number: NumberForm,
    /// How its days, months or years are written.
    pub(super) pattern: Pattern,
    /// The format as declared.
    pub(super) format: Option<String>,
    /// What stands for true and for false.
    pub(super) truths: (Vec<String>, Vec<String>),
    /// What its cells must be.
    pub(super) limits: Limits,
    /// What each cell is multiplied by.
    pub(super) multiplier: Option<Number>,
    /// Whether its cells are separated by semicolons, as where a comma stands before decimals.
    pub(super) semicolons: bool,
    /// What it means that two of its labels look alike.
    pub(super) look_alikes: LookAlikes,
    /// How many digits its codes have.
    pub(super) width: Option<usize>,
    /// Whether an empty cell repeats the one above.
    pub(super) fill_down: bool,
    /// The marks that may stand behind a number, the longest first, with what each says of it.
    pub(super) flags: Vec<(String, Caveats)>,
    /// What its codes are called.
    pub(super) labels: Vec<(String, String)>,
    /// The column in which its marks stand.
    pub(super) flag: Option<String>,
    /// The columns that say how uncertain its numbers are.
    pub(super) interval: Option<Interval>,
    /// Where its type is declared.
    pub(super) place: Option<RegistryPlace>,
}

/// What the cells of a column must be.
#[derive(Debug, Clone, Default)]
pub(super) struct Limits {
    /// No cell may be missing.
    pub(super) required: bool,
    /// No value may stand twice.
    pub(super) unique: bool,
    /// The least value, with its words.
    pub(super) minimum: Option<(Digits, String)>,
    /// The greatest value, with its words.
    pub(super) maximum: Option<(Digits, String)>,
    /// What each cell as written matches, with its words.
    pub(super) pattern: Option<(Regex, String)>,
    /// The only values allowed.
    pub(super) one_of: Option<OneOf>,
}

/// The only values allowed.
#[derive(Debug, Clone)]
pub(super) enum OneOf {
    /// Of a text column.
    Words(BTreeSet<String>),
    /// Of any other column.
    Values(Vec<Digits>),
}

impl Field {
    /// Returns a text column of which nothing is declared.
    pub(super) fn plain(name: String) -> Self {
        let words = |words: [&str; 4]| words.map(str::to_owned).to_vec();
        Self {
            name,
            header: None,
            kind: ColumnType::String,
            inferred: true,
            missing: vec![String::new()],
            number: NumberForm::PLAIN,
            pattern: Pattern::iso(ColumnType::Date),
            format: None,
            truths: (words(["true", "True", "TRUE", "1"]), words(["false", "False", "FALSE", "0"])),
            limits: Limits::default(),
            multiplier: None,
            semicolons: false,
            look_alikes: LookAlikes::default(),
            width: None,
            fill_down: false,
            flags: Vec::new(),
            labels: Vec::new(),
            flag: None,
            interval: None,
            place: None,
        }
    }

    /// Returns what the column remembers of how it is written; the sink knows its decimals.
    pub(super) fn form(&self) -> Form {
        let (minimum, maximum) = (self.limits.minimum.is_some(), self.limits.maximum.is_some());
        Form {
            inferred: self.inferred,
            multiplier: self.multiplier,
            minimum,
            maximum,
            interval: self.interval.clone(),
            flag: self.flag.clone(),
            ..Form::default()
        }
    }

    /// Returns whether a cell stands for "no value", whatever spaces are around it.
    pub(super) fn is_missing(&self, cell: &[u8]) -> bool {
        let is = |cell: &[u8]| self.missing.iter().any(|word| word.as_bytes() == cell);
        is(cell) || is(trimmed(cell))
    }

    /// Returns a cell without the marks behind its number, and what they say; nothing is left of a cell that holds marks alone.
    pub(super) fn without_flags<'c>(&self, cell: &'c [u8]) -> (&'c [u8], Caveats) {
        let mut said = Caveats::NONE;
        if self.flags.is_empty() {
            return (cell, said);
        }
        let mut rest = cell.trim_ascii();
        if let Some((_, says)) = self.flags.iter().find(|(mark, _)| mark.as_bytes() == rest) {
            return (b"", *says);
        }
        let mark = |rest: &'c [u8]| {
            let behind = self.flags.iter().filter(|(mark, _)| is_behind(mark));
            behind
                .map(|(mark, says)| (rest.strip_suffix(mark.as_bytes()), *says))
                .find_map(|(rest, says)| Some((rest?, says)))
        };
        while let Some((before, says)) = mark(rest) {
            (rest, said) = (before.trim_ascii_end(), said.and(says));
        }
        (rest, said)
    }

    /// Returns the value of a filled cell of a column that is no text.
    pub(super) fn value(&self, cell: &[u8]) -> Result<Digits, CellFault> {
        match self.kind {
            ColumnType::Integer => self.number.read(cell)?.to_whole().ok_or(CellFault::NotWhole),
            ColumnType::Number | ColumnType::String => self.number.read(cell),
            ColumnType::Boolean => {
                let cell = cell.trim_ascii();
                let is = |words: &[String]| words.iter().any(|word| word.as_bytes() == cell);
                match (is(&self.truths.0), is(&self.truths.1)) {
                    (true, _) => Ok(Digits::whole(1)),
                    (_, true) => Ok(Digits::whole(0)),
                    _ => Err(CellFault::NotABoolean),
                }
            }
            _ => self.pattern.read(cell).map(Digits::whole).ok_or(CellFault::NotADate),
        }
    }

    /// Returns the value that words of the registry stand for: written plainly or in ISO, or as the file writes it.
    pub(super) fn declared_value(&self, words: &str) -> Option<Digits> {
        let plain = Self {
            number: NumberForm::PLAIN,
            pattern: Pattern::iso(self.kind),
            ..Self { kind: self.kind, ..Self::plain(String::new()) }
        };
        plain.value(words.as_bytes()).or_else(|_| self.value(words.as_bytes())).ok()
    }
}

/// Returns whether a mark can stand behind a number without being a part of it; any other stands alone in a cell without a number.
pub(super) fn is_behind(mark: &str) -> bool {
    !mark.is_empty() && !mark.starts_with(|c: char| c.is_ascii_digit() || ".,-+'\u{2212}".contains(c))
}

/// Returns a cell without the white space around it, of whatever kind.
pub(super) fn trimmed(cell: &[u8]) -> &[u8] {
    let plain = cell.trim_ascii();
    match std::str::from_utf8(plain) {
        Ok(words) if !plain.is_ascii() => words.trim().as_bytes(),
        _ => plain,
    }
}

impl Limits {
    /// Returns which limit a value of a column that is no text breaks.
    pub(super) fn check(&self, cell: &[u8], value: Digits) -> Option<CellFault> {
        if self.minimum.as_ref().is_some_and(|(minimum, _)| value.compare(*minimum).is_lt()) {
            return Some(CellFault::OutOfLimits(Limit::Minimum));
        }
        if self.maximum.as_ref().is_some_and(|(maximum, _)| value.compare(*maximum).is_gt()) {
            return Some(CellFault::OutOfLimits(Limit::Maximum));
        }
        if let Some(OneOf::Values(values)) = &self.one_of
            && !values.iter().any(|one| one.compare(value).is_eq())
        {
            return Some(CellFault::OutOfLimits(Limit::Listed));
        }
        self.mismatch(cell)
    }

    /// Returns which limit a word of a text column breaks.
    pub(super) fn check_word(&self, cell: &[u8]) -> Option<CellFault> {
        if let Some(OneOf::Words(words)) = &self.one_of
            && !words.iter().any(|word| word.as_bytes() == cell)
        {
            return Some(CellFault::OutOfLimits(Limit::Listed));
        }
        self.mismatch(cell)
    }

    /// Returns whether cells have to be looked at once they are read.
    pub(super) fn any_on_values(&self) -> bool {
        self.minimum.is_some() || self.maximum.is_some() || self.pattern.is_some() || self.one_of.is_some()
    }

    fn mismatch(&self, cell: &[u8]) -> Option<CellFault> {
        self.pattern
            .as_ref()
            .filter(|(pattern, _)| !pattern.is_match(cell))
            .map(|_| CellFault::OutOfLimits(Limit::Pattern))
    }
}
