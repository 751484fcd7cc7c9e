//! A sheet of a workbook (`.xlsx`, `.ods`) as lines of text, so that it is read as any table is: row 12 of the sheet becomes line
//! 12, and cells are separated by tabs.
//!
//! A cell is its stored value, not what a format makes of it: 0.125 where 12.5% is shown, 2024-02-29 for a date. Nothing of a
//! hostile file is trusted: how much it holds is counted before it is read.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Reader, SheetType, SheetVisible, Xlsx};

use crate::diagnostic::{Problem, code};
use crate::registry::Dataset;
use crate::table::Sheet;
use crate::text::{Place, RegistryPlace};
use crate::world::ProjectPath;

use super::archive::parts;
use super::sheet_cell::{Filled, bad_cell, written};

/// The most bytes that a workbook may hold once it is unpacked.
const MOST_UNPACKED: u64 = 1 << 30;
/// The most cells between the corners of a table.
const MOST_CELLS: u64 = 50_000_000;
/// The most sheets that are listed.
const LISTED: usize = 12;

/// A sheet as text.
#[derive(Debug)]
pub(super) struct SheetText {
    /// Its lines: the first is row 1 of the sheet.
    pub(super) text: String,
    /// Which sheet it is.
    pub(super) sheet: Sheet,
    /// The rows above the range that is read.
    pub(super) above: usize,
}

/// What stands between the corners of a table, from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    first: (u32, u32),
    last: (u32, u32),
}

/// The forms of workbooks that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Ods,
}

/// Returns the sheet that a dataset names of a workbook; none where the file is no workbook.
pub(super) fn read(
    bytes: &[u8],
    file: &ProjectPath,
    dataset: &Dataset,
    at: &RegistryPlace,
) -> Option<Result<SheetText, Box<Problem>>> {
    let known = refused(bytes, file).map(Err).or_else(|| kind(bytes, file).transpose());
    match known {
        Some(Ok(kind)) => Some(of_kind(kind, bytes, file, dataset, at)),
        Some(Err(problem)) => Some(Err(Box::new(problem))),
        None if dataset.sheet.is_some() || dataset.range.is_some() => {
            let key = if dataset.sheet.is_some() { "sheet" } else { "range" };
            let message = format!("`{key}` names a part of a workbook, and `{file}` is none");
            let problem = Problem::error(&code::data::UNUSABLE_SETTING, at.clone().then(key).into(), message)
                .note("a file of text is one table")
                .help(format!("leave `{key}` out, or name the workbook as the file"));
            Some(Err(Box::new(problem)))
        }
        None => None,
    }
}

fn of_kind(
    kind: Kind,
    bytes: &[u8],
    file: &ProjectPath,
    dataset: &Dataset,
    at: &RegistryPlace,
) -> Result<SheetText, Box<Problem>> {
    for (key, said) in
        [("delimiter", &dataset.delimiter), ("quote_char", &dataset.quote_char), ("encoding", &dataset.encoding)]
    {
        if said.is_some() {
            let wanted = "a workbook has cells, and nothing stands between them: leave it out";
            return Err(Box::new(super::declaration_problems::unusable(at.clone().then(key), key, wanted)));
        }
    }
    let damaged = |why: String| Box::new(unreadable(file, &why));
    match kind {
        Kind::Xlsx => {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|why| damaged(why.to_string()))?;
            let name = chosen(&sheets(&book), file, dataset, at)?;
            let mut cells = BTreeMap::new();
            let mut reader = book.worksheet_cells_reader(&name).map_err(|why| damaged(why.to_string()))?;
            while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|why| damaged(why.to_string()))? {
                let value = match cell.value {
                    DataRef::SharedString(text) => Data::String(text.to_owned()),
                    value => value.into(),
                };
                let is_formula = cell.formula.is_some();
                if value != Data::Empty || is_formula {
                    cells.insert(cell.pos, Filled { value, is_formula });
                }
            }
            text(&cells, Sheet { name, first_column: 0 }, file, dataset, at)
        }
        Kind::Ods => {
            let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|why| damaged(why.to_string()))?;
            let name = chosen(&sheets(&book), file, dataset, at)?;
            let mut cells = BTreeMap::new();
            let range = book.worksheet_range(&name).map_err(|why| damaged(why.to_string()))?;
            let start = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let place = (start.0 + count(row), start.1 + count(column));
                cells.insert(place, Filled { value: value.clone(), is_formula: false });
            }
            let formulas = book.worksheet_formula(&name).map_err(|why| damaged(why.to_string()))?;
            let start = formulas.start().unwrap_or_default();
            for (row, column, formula) in formulas.used_cells() {
                if !formula.is_empty() {
                    let place = (start.0 + count(row), start.1 + count(column));
                    cells.entry(place).or_insert(Filled { value: Data::Empty, is_formula: true });
                }
            }
            text(&cells, Sheet { name, first_column: 0 }, file, dataset, at)
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns the names of the sheets of a workbook that are shown; none where the bytes are no workbook that can be read.
pub(crate) fn shown(bytes: &[u8], file: &ProjectPath) -> Vec<String> {
    let Ok(Some(kind)) = kind(bytes, file) else { return Vec::new() };
    let all = match kind {
        Kind::Xlsx => Xlsx::new(Cursor::new(bytes)).map(|book: Xlsx<_>| sheets(&book)).unwrap_or_default(),
        Kind::Ods => Ods::new(Cursor::new(bytes)).map(|book: Ods<_>| sheets(&book)).unwrap_or_default(),
    };
    all.into_iter().filter(|(_, is_shown)| *is_shown).map(|(name, _)| name).collect()
}

/// Returns the tables of a workbook by name, with whether each is shown.
fn sheets<R: Reader<Cursor<B>>, B: AsRef<[u8]>>(book: &R) -> Vec<(String, bool)> {
    let all = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    all.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
}

/// Returns the name of the sheet to read.
fn chosen(
    sheets: &[(String, bool)],
    file: &ProjectPath,
    dataset: &Dataset,
    at: &RegistryPlace,
) -> Result<String, Box<Problem>> {
    let shown = sheets.iter().filter(|(_, is_shown)| *is_shown);
    let list = || {
        let named = sheets.iter().take(LISTED).map(|(name, is_shown)| {
            let hidden = if *is_shown { "" } else { " (hidden)" };
            format!("`{}`{hidden}", name.escape_debug())
        });
        let more = match sheets.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("the workbook has {}{more}", named.collect::<Vec<_>>().join(", "))
    };
    let Some(wanted) = dataset.sheet.as_deref() else {
        return match (sheets, shown.collect::<Vec<_>>().as_slice()) {
            ([(name, _)], _) | (_, [(name, _)]) => Ok(name.clone()),
            _ => {
                let message = format!("`{file}` has {} sheets, and nothing says which is meant", sheets.len());
                let first = sheets.first().map_or("", |(name, _)| name);
                Err(Box::new(
                    Problem::error(&code::data::NO_SUCH_SHEET, at.clone().then("file").into(), message)
                        .note(list())
                        .note("another sheet has other numbers under the same headers, and nobody would see it")
                        .help(format!("declare `sheet: {}`, or another of them", crate::table::fields::key(first))),
                ))
            }
        };
    };
    let found = sheets.iter().find(|(name, _)| name == wanted).or_else(|| {
        let plain = |name: &str| name.trim().to_lowercase();
        let mut alike = sheets.iter().filter(|(name, _)| plain(name) == plain(wanted));
        alike.next().filter(|_| alike.next().is_none())
    });
    found.map(|(name, _)| name.clone()).ok_or_else(|| {
        let message = format!("`{file}` has no sheet `{wanted}`");
        let problem = Problem::error(&code::data::NO_SUCH_SHEET, at.clone().then("sheet").into(), message);
        Box::new(problem.note("without it there is no table to read").help(list()))
    })
}

/// Returns the cells of a range as lines.
fn text(
    cells: &BTreeMap<(u32, u32), Filled>,
    mut sheet: Sheet,
    file: &ProjectPath,
    dataset: &Dataset,
    at: &RegistryPlace,
) -> Result<SheetText, Box<Problem>> {
    let used = || {
        let filled =
            cells.iter().filter(|(_, cell)| cell.value != Data::Empty || cell.is_formula).map(|(place, _)| *place);
        let corners = filled.fold(None, |corners: Option<Range>, (row, column)| {
            let Some(Range { first, last }) = corners else {
                return Some(Range { first: (row, column), last: (row, column) });
            };
            let (first, last) = ((first.0.min(row), first.1.min(column)), (last.0.max(row), last.1.max(column)));
            Some(Range { first, last })
        });
        // The rows above the first filled one are lines too, so that lines are counted as rows are.
        corners.map(|Range { first, last }| Range { first: (0, first.1), last })
    };
    let range = match dataset.range.as_deref() {
        None => used(),
        Some(written) => Some(range(written).ok_or_else(|| {
            let wanted = "the first and the last cell of the table, such as `A9:K60`";
            Box::new(super::declaration_problems::unusable(at.clone().then("range"), "range", wanted))
        })?),
    };
    let Some(Range { first, last }) = range else {
        return Ok(SheetText { text: String::new(), sheet, above: 0 });
    };
    let area = (u64::from(last.0 - first.0) + 1) * (u64::from(last.1 - first.1) + 1);
    if area > MOST_CELLS {
        let message = format!("the sheet `{}` of `{file}` has {area} cells from its first to its last", sheet.name);
        let problem = Problem::error(&code::data::FILE_TOO_LARGE, Place::File(file.clone()), message)
            .note("a single cell far from the table makes everything between them part of it")
            .help("say where the table stands: `range: A1:K60`");
        return Err(Box::new(problem));
    }
    sheet.first_column = first.1;
    let mut text = "\n".repeat(first.0 as usize);
    let mut rows = cells.range(first..).peekable();
    for row in first.0..=last.0 {
        let line = text.len();
        let mut next = first.1;
        let mut any = false;
        while let Some(((_, column), cell)) = rows.next_if(|((at, _), _)| *at <= row) {
            if !(first.1..=last.1).contains(column) || *column < next {
                continue;
            }
            while next < *column {
                text.push('\t');
                next += 1;
            }
            let address = || sheet.address(row + 1, (*column - first.1) as usize);
            let written = written(cell, dataset).map_err(|fault| Box::new(bad_cell(file, &address(), fault)))?;
            any |= !written.is_empty();
            text.extend(written.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        }
        if any {
            text.extend(std::iter::repeat_n('\t', (last.1 - next) as usize));
        } else {
            text.truncate(line);
        }
        text.push('\n');
    }
    Ok(SheetText { text, sheet, above: if dataset.range.is_some() { first.0 as usize } else { 0 } })
}

/// Returns the corners that are written as `A9:K60`.
fn range(written: &str) -> Option<Range> {
    let (first, last) = written.split_once(':')?;
    let (first, last) = (corner(first)?, corner(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some(Range { first, last })
}

fn corner(written: &str) -> Option<(u32, u32)> {
    let written = written.trim().replace('$', "").to_ascii_uppercase();
    let (letters, digits) = written.split_at(written.find(|c: char| !c.is_ascii_uppercase())?);
    if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, byte| column * 26 + u32::from(byte - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    ((1..=1_048_576).contains(&row) && column <= 16_384).then(|| (row - 1, column - 1))
}

/// Returns why bytes are a workbook that is not read.
fn refused(bytes: &[u8], file: &ProjectPath) -> Option<Problem> {
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if !bytes.starts_with(OLE) {
        return None;
    }
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
    Some(if is_encrypted { locked(file) } else { not_read(file, "a workbook of Excel 97 (`.xls`)") })
}

/// Builds the problem of a workbook of another form.
fn not_read(file: &ProjectPath, what: &str) -> Problem {
    let message = format!("the file is {what}");
    Problem::error(&code::data::NOT_A_TABLE, Place::File(file.clone()), message)
        .note("workbooks are read as `.xlsx` and `.ods`, and tables of text as CSV")
        .help("open it in a spreadsheet, save it as `.xlsx`, and name that file")
}

/// Builds the problem of a workbook that a password protects.
fn locked(file: &ProjectPath) -> Problem {
    Problem::error(&code::data::NOT_A_TABLE, Place::File(file.clone()), "the workbook is protected by a password")
        .note("whoever reads the brief could not follow a number to its cell")
        .help("save it without a password, or ask the publisher for the table as CSV")
}

/// Builds the problem of a workbook that cannot be read.
fn unreadable(file: &ProjectPath, why: &str) -> Problem {
    if why.to_lowercase().contains("password") {
        return locked(file);
    }
    let why: String = why.chars().filter(|c| !c.is_control()).take(200).collect();
    Problem::error(&code::data::NOT_A_TABLE, Place::File(file.clone()), "the workbook cannot be read")
        .label(why)
        .note("a file that was cut off on its way, or that a program wrote otherwise than the format asks, has no cells to rely on")
        .help("download it again, or open it in a spreadsheet and save it as `.xlsx`")
}

/// Returns which kind of workbook an archive is; none where it is no archive, or one of something else.
fn kind(bytes: &[u8], file: &ProjectPath) -> Result<Option<Kind>, Problem> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let Some(parts) = parts(bytes) else { return Ok(None) };
    let has = |name: &str| parts.iter().any(|part| part.name == name.as_bytes());
    let kind = match () {
        () if has("xl/workbook.bin") => return Err(not_read(file, "a binary workbook (`.xlsb`)")),
        () if has("xl/workbook.xml") => Kind::Xlsx,
        () if has("content.xml")
            && bytes.windows(24).take(1024).any(|window| window == b"opendocument.spreadsheet") =>
        {
            Kind::Ods
        }
        () => return Ok(None),
    };
    let mut left = MOST_UNPACKED;
    for part in &parts {
        match part.unpacked(bytes, left) {
            Some(size) => left -= size,
            None => return Err(too_large(file)),
        }
    }
    Ok(Some(kind))
}

/// Builds the problem of a workbook that unpacks to more than can be read.
fn too_large(file: &ProjectPath) -> Problem {
    let message = format!("the workbook is larger than {} GiB once it is unpacked", MOST_UNPACKED >> 30);
    Problem::error(&code::data::FILE_TOO_LARGE, Place::File(file.clone()), message)
        .note(super::IN_MEMORY)
        .help(super::SMALLER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_read_as_spreadsheets_write_them() {
        assert_eq!(range("A9:K60"), Some(Range { first: (8, 0), last: (59, 10) }));
        assert_eq!(range(" $b$2 : aa3 "), Some(Range { first: (1, 1), last: (2, 26) }));
        for wrong in ["A9", "K60:A9", "9:60", "A0:B2", "A1:XFE2", "A1:B1048577", "Ä1:B2", "A1:B"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
