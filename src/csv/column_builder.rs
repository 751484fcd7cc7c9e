//! The cells of one column as they come in, row by row: parsed, checked, and kept as integers.

use std::collections::BTreeMap;

use crate::table::{Cells, Change, Column, ColumnType, Form, Integers, Words};
use crate::vocabulary::Caveats;

use super::field::{Field, Limits};
use super::guess;
use super::number::{Digits, NumberForm};
use super::problems::CellFault;

/// A column being filled.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question asked of every cell, answered once")]
pub(super) struct ColumnBuilder<'a> {
    field: &'a Field,
    cells: Integers,
    /// Digits after the point of all numbers so far.
    scale: u32,
    /// The words of a text column; none for other columns.
    words: Option<TextWords>,
    quick: bool,
    only_empty_is_missing: bool,
    limited: bool,
    at_fault: bool,
    unit: Option<String>,
    bare: bool,
    form: Form,
    /// What a mark says of the last cell.
    said: Option<Caveats>,
}

impl<'a> ColumnBuilder<'a> {
    /// Returns an empty column.
    pub(super) fn new(field: &'a Field) -> Self {
        Self {
            field,
            cells: Integers::default(),
            scale: 0,
            words: (field.kind == ColumnType::String).then(TextWords::default),
            quick: field.kind.is_numeric() && field.number.is_plain(),
            only_empty_is_missing: field.missing.len() == 1 && field.missing[0].is_empty(),
            limited: field.limits.any_on_values(),
            at_fault: true,
            unit: None,
            bare: false,
            form: field.form(),
            said: None,
        }
    }

    /// Adds a cell; one at fault becomes a missing one.
    pub(super) fn push(&mut self, cell: &[u8]) -> Result<(), CellFault> {
        let pushed = self.try_push(cell);
        self.at_fault = pushed.is_err();
        if pushed.is_err() {
            self.push_missing();
        }
        pushed
    }

    /// Adds the last cell once more; not where it was at fault, for then it has to be looked at again.
    pub(super) fn repeat(&mut self) -> bool {
        if self.at_fault || self.said.is_some() {
            return false;
        }
        self.cells.repeat();
        true
    }

    /// Returns whether the last two cells differ.
    pub(super) fn moved_on(&self) -> bool {
        self.cells.moved_on()
    }

    /// Adds a missing cell.
    pub(super) fn push_missing(&mut self) {
        self.cells.push(Cells::MISSING);
    }

    /// Returns the unit that the first cell with one carries.
    pub(super) fn unit(&self) -> &str {
        self.unit.as_deref().unwrap_or_default()
    }

    /// Returns the filled column.
    pub(super) fn finish(self) -> Column {
        let mut integers = self.cells;
        integers.shrink();
        let cells = match self.words {
            None => Cells::Values { values: integers, scale: self.scale },
            Some(TextWords { mut words, .. }) => {
                words.look_alikes = self.field.look_alikes;
                words.call(self.field.labels.iter().map(|(code, name)| (code.as_str(), name.as_str())));
                words.shrink();
                Cells::Words { codes: integers, words }
            }
        };
        let kind = match (&cells, self.field.kind) {
            // A multiplier such as 0.01 makes decimals of whole numbers.
            (Cells::Values { scale: 1.., .. }, ColumnType::Integer) => ColumnType::Number,
            (_, kind) => kind,
        };
        let Field { name, header, .. } = self.field;
        let header = header.clone().filter(|header| header != name);
        let usual = usual_decimals(&cells, &self.form);
        Column { name: name.clone(), header, kind, cells, oddity: None, form: Form { usual, ..self.form } }
    }

    /// Returns the column that these fill one after another, none of them with a cell at fault; none where its numbers have too many
    /// digits together.
    pub(super) fn joined(parts: Vec<Self>) -> Option<Self> {
        let scale = parts.iter().map(|part| part.scale).max()?;
        let mut whole = Self::new(parts.first()?.field);
        let (mut cells, mut extent, mut rows) = (Vec::with_capacity(parts.len()), None, 0);
        for Self { cells: own, scale: fewer, words, form, unit, bare, .. } in parts {
            whole.bare |= bare;
            match (&whole.unit, unit) {
                (Some(known), Some(unit)) if *known != unit => return None,
                (None, Some(unit)) => whole.unit = Some(unit),
                _ => {}
            }
            whole.form.decimals = whole.form.decimals.max(form.decimals);
            let fewest = whole.form.fewest_decimals.into_iter().chain(form.fewest_decimals).min();
            whole.form.fewest_decimals = fewest;
            whole.form.said.extend(form.said.into_iter().map(|(row, said)| (rows + row, said)));
            rows += own.len();
            let change = match (words, &mut whole.words) {
                (Some(words), Some(all)) => {
                    let code = |word: &str| all.words.add(word.as_bytes()).map(i64::from);
                    Change::Codes(words.words.iter().map(code).collect::<Option<_>>()?)
                }
                _ => Change::Times(10_i64.checked_pow(scale - fewer)?),
            };
            if let (Change::Times(by), Some((low, high))) = (&change, own.extent()) {
                let (low, high) = (low.checked_mul(*by)?, high.checked_mul(*by)?);
                let (least, most) = extent.unwrap_or((low, high));
                extent = Some((low.min(least), high.max(most)));
            }
            cells.push((own, change));
        }
        // Signs of percent stand in every cell or in none, and which cell is at fault only the rows one after another tell.
        if whole.bare && whole.unit.as_deref().is_some_and(is_part) {
            return None;
        }
        if let Some(all) = &whole.words {
            extent =
                i64::try_from(all.words.len()).ok()?.checked_sub(1).filter(|last| *last >= 0).map(|last| (0, last));
        }
        whole.cells = Integers::joined(&cells, extent.unwrap_or((0, 0)));
        whole.scale = scale;
        Some(whole)
    }

    fn try_push(&mut self, cell: &[u8]) -> Result<(), CellFault> {
        self.said = None;
        if self.quick
            && let Some(value) = digits(cell)
            && !(self.field.inferred && cell.len() > 1 && cell[0] == b'0')
        {
            return self.push_value(cell, Digits::whole(value));
        }
        if self.words.is_some() {
            return if self.is_missing(cell) { self.push_no_value() } else { self.push_label(cell) };
        }
        let (bare, said) = if self.is_missing(cell) { (cell, Caveats::NONE) } else { self.field.without_flags(cell) };
        let stands_for_zero = said.has(Caveats::ZERO) && self.field.kind.is_numeric();
        if stands_for_zero && bare.is_empty() {
            self.push_value(cell, Digits::whole(0))?;
        } else if self.is_missing(bare) || (bare.is_empty() && !cell.is_empty()) {
            self.push_no_value()?;
        } else if said.has(Caveats::NO_NUMBER) || stands_for_zero {
            return Err(CellFault::NumberBesideNone);
        } else {
            self.push_filled(bare)?;
        }
        let said = said.without(Caveats::ZERO);
        if !said.is_none() {
            self.said = Some(said);
            self.form.said.insert(self.cells.len() - 1, said);
        }
        Ok(())
    }

    fn is_missing(&self, cell: &[u8]) -> bool {
        match cell {
            [first, .., last] if self.only_empty_is_missing && first.is_ascii_graphic() && last.is_ascii_graphic() => {
                false
            }
            _ => self.field.is_missing(cell),
        }
    }

    /// Adds a label, with the zeros before its digits that it has lost.
    fn push_label(&mut self, cell: &[u8]) -> Result<(), CellFault> {
        match self.field.width {
            Some(width) if cell.len() < width && cell.iter().all(u8::is_ascii_digit) => {
                let zeros = std::iter::repeat_n(b'0', width - cell.len());
                self.push_word(&zeros.chain(cell.iter().copied()).collect::<Vec<u8>>())
            }
            Some(width) if String::from_utf8_lossy(cell).chars().count() != width => Err(CellFault::OtherWidth),
            _ => self.push_word(cell),
        }
    }

    fn push_no_value(&mut self) -> Result<(), CellFault> {
        if self.field.limits.required {
            return Err(CellFault::Missing);
        }
        self.push_missing();
        Ok(())
    }

    fn push_filled(&mut self, cell: &[u8]) -> Result<(), CellFault> {
        if self.field.inferred && !guess::is_canonical(cell.trim_ascii()) {
            return Err(CellFault::NotADate);
        }
        let value = self.field.value(cell)?;
        if !self.field.number.bare && self.field.kind.is_numeric() {
            self.check_unit(cell, value)?;
        }
        self.push_value(cell, value)
    }

    fn push_word(&mut self, cell: &[u8]) -> Result<(), CellFault> {
        if let Some(words) = &mut self.words {
            let limits = self.limited.then_some(&self.field.limits);
            self.cells.push(words.code(cell, limits)?.into());
        }
        Ok(())
    }

    fn push_value(&mut self, cell: &[u8], value: Digits) -> Result<(), CellFault> {
        if self.limited
            && let Some(fault) = self.field.limits.check(cell, value)
        {
            return Err(fault);
        }
        if value.decimals > 0 {
            let fewest = self.form.fewest_decimals.unwrap_or(value.decimals);
            self.form.fewest_decimals = Some(fewest.min(value.decimals));
            self.form.decimals = self.form.decimals.max(value.decimals);
        }
        let value = match self.form.multiplier {
            Some(multiplier) if self.field.kind.is_numeric() => {
                value.times(multiplier).ok_or(CellFault::TooManyDigits)?
            }
            _ => value,
        };
        if value.decimals > self.scale {
            let factor = 10_i64.pow(value.decimals - self.scale);
            if !self.cells.change(|value| value.checked_mul(factor)) {
                return Err(CellFault::TooManyDigits);
            }
            self.scale = value.decimals;
        }
        let scaled = value.mantissa.checked_mul(10_i64.pow(self.scale - value.decimals));
        self.cells.push(scaled.ok_or(CellFault::TooManyDigits)?);
        Ok(())
    }

    fn check_unit(&mut self, cell: &[u8], value: Digits) -> Result<(), CellFault> {
        let text = String::from_utf8_lossy(cell);
        let unit: String = NumberForm::unit(&text).collect();
        match &self.unit {
            // Zero is the same on every scale.
            _ if unit.is_empty() && value.mantissa == 0 => Ok(()),
            Some(known) if unit.is_empty() && is_part(known) => Err(CellFault::SomeParts),
            _ if unit.is_empty() => {
                self.bare = true;
                Ok(())
            }
            _ if self.bare && is_part(&unit) => Err(CellFault::SomeParts),
            Some(known) if *known != unit => Err(CellFault::OtherUnit),
            Some(_) => Ok(()),
            None => {
                self.unit = Some(unit);
                Ok(())
            }
        }
    }
}

/// Returns whether a unit says that a number is a part of a whole.
fn is_part(unit: &str) -> bool {
    matches!(unit, "%" | "‰")
}

/// The words of a text column, and those that its declaration forbids.
#[derive(Debug, Default)]
struct TextWords {
    words: Words,
    bad: BTreeMap<u32, CellFault>,
}

impl TextWords {
    /// Returns the code of a word; a fault where one of the limits forbids it.
    fn code(&mut self, cell: &[u8], limits: Option<&Limits>) -> Result<u32, CellFault> {
        let before = self.words.len();
        let code = self.words.add(cell).expect("a file of less than 4 GiB has no more words than that");
        if let Some(limits) = limits {
            if self.words.len() > before
                && let Some(fault) = limits.check_word(cell)
            {
                self.bad.insert(code, fault);
            }
            if let Some(fault) = self.bad.get(&code) {
                return Err(*fault);
            }
        }
        Ok(code)
    }
}

/// Returns how many decimals at least half of the filled cells need, where a file writes some with fewer than others.
fn usual_decimals(cells: &Cells, form: &Form) -> Option<u32> {
    let Cells::Values { values, scale: scale @ 1.. } = cells else { return None };
    if form.fewest_decimals == Some(form.decimals) {
        return None;
    }
    let mut needing = vec![0_usize; *scale as usize + 1];
    for value in values.filled() {
        let (mut value, mut decimals) = (value, *scale);
        while decimals > 0 && value % 10 == 0 {
            (value, decimals) = (value / 10, decimals - 1);
        }
        needing[decimals as usize] += 1;
    }
    let half = needing.iter().sum::<usize>().div_ceil(2);
    let at_least = |decimals: &u32| needing[*decimals as usize..].iter().sum::<usize>() >= half;
    (0..=*scale).rev().find(at_least).filter(|usual| usual < scale)
}

/// Returns the number that up to eighteen digits and nothing else make.
fn digits(cell: &[u8]) -> Option<i64> {
    if cell.is_empty() || cell.len() > 18 {
        return None;
    }
    cell.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
}
