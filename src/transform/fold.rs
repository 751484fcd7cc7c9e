//! `fold`: a wide table made long, a row for each of the folded columns.

use crate::table::{Cells, Column, ColumnType, Integers, Made, RowsBelow, Table, Words};

use super::{Fault, Sheet, narrow};

/// Makes a row of each of some columns, with its name beside it.
#[derive(Debug)]
pub(crate) struct Fold {
    /// The columns, all of one kind.
    pub(crate) columns: Vec<usize>,
    /// The key columns: their names, and for each the key of each folded column.
    pub(crate) keys: Vec<(String, Vec<String>)>,
    /// The name of the column of values.
    pub(crate) value: String,
}

impl Fold {
    /// Returns the long table.
    pub(crate) fn apply(&self, sheet: Sheet) -> Result<Table, Fault> {
        let times = self.columns.len();
        let count = sheet.table.rows.checked_mul(times).filter(|rows| *rows < u32::MAX as usize);
        let rows = count.ok_or(Fault::TooManyRows)?;
        let kept = (0..sheet.table.columns.len()).filter(|column| !self.columns.contains(column));
        let mut columns: Vec<(Column, Made)> = kept
            .map(|index| {
                let column = sheet.column(index);
                (column.with(repeated(column, rows, times)), Made::Kept(index))
            })
            .collect();
        for (name, keys) in &self.keys {
            columns.push((key(name, keys, rows)?, Made::Header(self.columns.clone())));
        }
        columns.push((self.values(&sheet, rows)?, Made::Folded(self.columns.clone())));
        Ok(sheet.makes(columns, rows, RowsBelow::Repeated(times)))
    }

    /// Returns the column of values: numbers of the finest scale, texts of one dictionary.
    fn values(&self, sheet: &Sheet, rows: usize) -> Result<Column, Fault> {
        let folded: Vec<&Column> = self.columns.iter().map(|index| sheet.column(*index)).collect();
        let times = folded.len();
        // Columns without a value may be of any kind.
        let filled = || folded.iter().filter(|column| column.bounds().is_some());
        let kinds = || filled().map(|column| column.kind);
        let like = filled().next().unwrap_or(&folded[0]);
        let first = like.kind;
        let kind = if first.is_numeric() && kinds().any(|kind| kind == ColumnType::Number) {
            ColumnType::Number
        } else {
            first
        };
        let cells = if let Some(first) = like.dictionary() {
            let mut words = first.none_of_these();
            let codes: Vec<Vec<i64>> = folded
                .iter()
                .map(|column| {
                    let code = |word: &str| words.add(word.as_bytes()).map(i64::from);
                    column.words().map(code).collect::<Option<Vec<i64>>>()
                })
                .collect::<Option<_>>()
                .ok_or(Fault::TooManyRows)?;
            words.shrink();
            let code = |row: usize| {
                let (row, turn) = (row / times, row % times);
                let code = folded[turn].encoded(row).and_then(|code| usize::try_from(code).ok());
                code.map_or(Integers::MISSING, |code| codes[turn][code])
            };
            let high = i64::try_from(words.len()).unwrap_or(i64::MAX);
            Cells::Words { codes: Integers::made(rows, (0, high), code), words }
        } else {
            let scale = filled().map(|column| column.scale()).max().unwrap_or(0);
            let mut factors = Vec::with_capacity(times);
            let (mut low, mut high) = (0_i64, 0_i64);
            for column in &folded {
                if column.bounds().is_none() {
                    factors.push(0);
                    continue;
                }
                let long = || Fault::TooLong { row: None, column: column.name.clone() };
                let factor = 10_i64.checked_pow(scale - column.scale()).ok_or_else(long)?;
                if let Some((least, greatest)) = column.cells.integers().extent() {
                    low = low.min(least.checked_mul(factor).ok_or_else(long)?);
                    high = high.max(greatest.checked_mul(factor).ok_or_else(long)?);
                }
                factors.push(factor);
            }
            let value = |row: usize| {
                let turn = row % times;
                folded[turn].encoded(row / times).map_or(Integers::MISSING, |value| value * factors[turn])
            };
            Cells::Values { values: Integers::made(rows, (low, high), value), scale }
        };
        let mut column = Column::made(self.value.clone(), kind, cells);
        column.form.inferred = folded.iter().any(|column| column.form.inferred);
        Ok(column.told_as(filled().copied()))
    }
}

fn repeated(column: &Column, rows: usize, times: usize) -> Cells {
    let integers = column.cells.integers();
    let bounds = integers.extent().unwrap_or((0, 0));
    let again = Integers::made(rows, bounds, |row| integers.get(row / times).unwrap_or(Integers::MISSING));
    match &column.cells {
        Cells::Values { scale, .. } => Cells::Values { values: again, scale: *scale },
        Cells::Words { words, .. } => Cells::Words { codes: again, words: words.clone() },
    }
}

/// Returns a column of keys: the same words in each round.
fn key(name: &str, keys: &[String], rows: usize) -> Result<Column, Fault> {
    let mut words = Words::default();
    let codes: Option<Vec<i64>> = keys.iter().map(|key| words.add(key.as_bytes()).map(i64::from)).collect();
    let codes = codes.ok_or(Fault::TooManyRows)?;
    words.shrink();
    let high = i64::from(narrow(words.len()));
    let codes = Integers::made(rows, (0, high), |row| codes[row % codes.len()]);
    Ok(Column::made(name.to_owned(), ColumnType::String, Cells::Words { codes, words }))
}
