//! A look at the first rows of a file: where its data begin, and what stands above them. It is taken to say what to declare,
//! never to read a file otherwise than declared.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use csv::ByteRecord;

use crate::language::cells::NO_VALUE;

use super::dialect::Dialect;
use super::rows::{Next, Rows};
use super::source_lines::SourceLines;

/// How many rows are looked at.
const AHEAD: usize = 60;
/// How many rows of units or codes there may be.
pub(super) const MOST_UNITS: usize = 3;

/// The first rows of a file, from the first line that is not skipped.
pub(super) struct Preview {
    /// The line of each row.
    pub(super) lines: Vec<usize>,
    /// The cells of each row, without spaces around.
    pub(super) rows: Vec<Vec<String>>,
    /// How many cells most rows have.
    pub(super) width: usize,
    /// Which rows name a year a column, and how many rows there are up to the last full one; made when first asked for.
    years: OnceLock<Vec<bool>>,
    end: OnceLock<usize>,
}

/// What a cell looks like that is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// A number.
    Number,
    /// A year alone.
    Year,
    /// A day, week, month or quarter.
    Moment,
}

/// A column that holds values from some row on.
struct Values {
    column: usize,
    from: usize,
}

impl Preview {
    /// Looks at a sheet.
    pub(super) fn at(sheet: &SourceLines<'_>, dialect: &Dialect) -> Self {
        let mut rows = Rows::new(*sheet, dialect);
        let mut record = ByteRecord::new();
        let mut look =
            Self { lines: Vec::new(), rows: Vec::new(), width: 0, years: OnceLock::new(), end: OnceLock::new() };
        while look.rows.len() < AHEAD
            && let Next::Row(row) = rows.next(&mut record)
        {
            look.lines.push(row.line);
            look.rows.push(record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect());
        }
        // Titles and notes are narrow, and may be as many as the rows of a small table.
        let widths: Vec<usize> = look.rows.iter().map(Vec::len).collect();
        let often = |width: usize| widths.iter().filter(|other| **other == width).count();
        let weight = |width: &usize| if often(*width) > 1 { often(*width) * (*width).min(3) } else { 0 };
        look.width = widths.iter().copied().max_by_key(weight).unwrap_or(0);
        look
    }

    /// Returns the same look without all rows of the header but the last of so many.
    pub(super) fn below(mut self, header: usize) -> Self {
        let above = header.saturating_sub(1).min(self.rows.len());
        self.rows.drain(..above);
        self.lines.drain(..above);
        Self { years: OnceLock::new(), end: OnceLock::new(), ..self }
    }

    /// Returns how many cells each row below the header has, where all have equally many.
    pub(super) fn all_as_wide_below(&self) -> Option<usize> {
        let mut below = self.rows.iter().skip(1).map(Vec::len);
        let first = below.next()?;
        below.all(|width| width == first).then_some(first)
    }

    /// Returns how many cells of a row are filled.
    pub(super) fn filled(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| !cell.is_empty()).count())
    }

    /// Returns the first row of data, where columns of numbers or dates tell it.
    pub(super) fn data(&self) -> Option<usize> {
        self.values().iter().map(|column| column.from).min()
    }

    /// Returns the row that seems to name the columns below a title or a note, and how many rows the names take; none where the
    /// first row may well be the header.
    pub(super) fn header_below(&self) -> Option<(usize, usize)> {
        let first = self.rows.first()?;
        if self.filled(0) > 1 && first.len() >= self.width {
            return None;
        }
        match self.data() {
            Some(0 | 1) => None,
            Some(data) => {
                let mut top = data - 1;
                while top > 1 && self.repeats(top, data) && self.is_full(top - 1) {
                    top -= 1;
                }
                let alone = self.repeats(top, data);
                Some(if alone { (data - 1, 1) } else { (top, data - top) })
            }
            None => (1..self.rows.len()).find(|row| self.is_full(*row)).map(|row| (row, 1)),
        }
    }

    /// Returns how many rows below the header are no data though the columns below them are numbers or dates: units, codes, or
    /// further names.
    pub(super) fn no_data_below_header(&self) -> usize {
        let values = self.values();
        let count = (1..=MOST_UNITS + 1).take_while(|row| self.is_no_data(*row, &values)).count();
        if count <= MOST_UNITS && self.data() == Some(count + 1) { count } else { 0 }
    }

    /// Returns whether the rows that [`Self::no_data_below_header`] counts are surely none: several columns say so, or nothing else
    /// stands in them.
    pub(super) fn is_sure_below_header(&self) -> bool {
        let values = self.values();
        let is_value = |column: usize| values.iter().any(|values| values.column == column);
        let alone = |row: &Vec<String>| row.iter().enumerate().all(|(at, cell)| is_value(at) || cell.is_empty());
        values.len() > 1 || self.rows.get(1).is_some_and(alone)
    }

    /// Returns the columns that hold numbers or dates from some row on.
    pub(super) fn value_columns(&self) -> Vec<usize> {
        self.values().iter().map(|values| values.column).collect()
    }

    /// Returns the first cell of a column that keeps it from being read as the numbers or dates that stand below it.
    pub(super) fn above_values(&self, column: usize) -> Option<(usize, &str)> {
        let values = self.values_of(column, self.end()).filter(|_| column < self.width)?;
        let filled = |row: &usize| self.rows[*row].get(column).is_some_and(|cell| !cell.is_empty());
        let row = (1..values.from).find(filled)?;
        Some((self.lines[row], &self.rows[row][column]))
    }

    /// Returns whether a row is as wide as most and has more than one filled cell.
    fn is_full(&self, row: usize) -> bool {
        self.rows[row].len() == self.width && self.filled(row) > 1
    }

    fn is_no_data(&self, row: usize, values: &[Values]) -> bool {
        let Some(cells) = self.rows.get(row).filter(|cells| cells.len() == self.width) else { return false };
        let mut of_values = values.iter().map(|column| cells[column.column].as_str());
        let none = |cell: &str| looks(cell).is_none() && !is_no_value(cell) && !is_flagged(cell);
        of_values.clone().all(|cell| cell.is_empty() || none(cell)) && of_values.any(|cell| !cell.is_empty())
    }

    /// Returns whether names that are joined from rows would repeat.
    fn repeats(&self, top: usize, data: usize) -> bool {
        repeat(&join(&self.rows[top..data], self.width))
    }

    fn values(&self) -> Vec<Values> {
        (0..self.width).filter_map(|column| self.values_of(column, self.end())).collect()
    }

    /// Returns how many rows there are up to the last full one.
    fn end(&self) -> usize {
        let last = || (0..self.rows.len()).rev().find(|row| self.is_full(*row)).map_or(0, |row| row + 1);
        *self.end.get_or_init(last)
    }

    /// Returns from which row on a column holds values of one kind, the last row being the one before `end`.
    fn values_of(&self, column: usize, end: usize) -> Option<Values> {
        let (mut from, mut kind, mut count) = (end, None, 0);
        for row in (0..end).rev() {
            let cells = &self.rows[row];
            if cells.len() != self.width {
                break;
            }
            let Some(cell) = cells.get(column).map(String::as_str) else { break };
            match looks(cell) {
                None if cell.is_empty() || is_no_value(cell) => {}
                None => break,
                Some(Looks::Year) if kind == Some(Looks::Number) && self.names_years(row) => break,
                Some(found) => {
                    kind = match (kind, found) {
                        (None, found) => Some(found),
                        (Some(Looks::Moment), Looks::Moment) => Some(Looks::Moment),
                        (Some(Looks::Year), Looks::Year) => Some(Looks::Year),
                        (Some(Looks::Moment), _) | (_, Looks::Moment) => break,
                        _ => Some(Looks::Number),
                    };
                    (from, count) = (row, count + 1);
                }
            }
        }
        (count > 1).then_some(Values { column, from })
    }

    /// Returns whether a row names a year a column: it holds no other value, and stands where a header may.
    fn names_years(&self, row: usize) -> bool {
        self.years.get_or_init(|| (0..self.rows.len()).map(|row| self.tells_years(row)).collect())[row]
    }

    fn tells_years(&self, row: usize) -> bool {
        let cells = &self.rows[row];
        let is_value = |cell: &&String| looks(cell).is_some();
        let years = cells.iter().filter(|cell| looks(cell) == Some(Looks::Year)).count();
        let above = row == 0 || self.rows[row - 1].len() != self.width || self.filled(row - 1) < 2;
        years == cells.iter().filter(is_value).count() && (above || years > 2)
    }
}

/// Returns the names of columns that stand in several rows, joined by ` / `. A name over several columns stands in the first of
/// them; how many they are is not written. Where the names would repeat otherwise, the empty cells to the right of it take it, save
/// in the last row.
pub(super) fn join(rows: &[Vec<String>], width: usize) -> Vec<String> {
    let names = joined(rows, width, false);
    if repeat(&names) { joined(rows, width, true) } else { names }
}

fn repeat(names: &[String]) -> bool {
    let mut seen = BTreeSet::new();
    names.iter().filter(|name| !name.is_empty()).any(|name| !seen.insert(name))
}

fn joined(rows: &[Vec<String>], width: usize, fill: bool) -> Vec<String> {
    let mut names: Vec<Vec<&str>> = vec![Vec::new(); width];
    for (number, row) in rows.iter().enumerate() {
        let below = rows.get(number + 1).filter(|_| fill);
        let mut left = "";
        for (column, name) in names.iter_mut().enumerate() {
            let cell = row.get(column).map_or("", String::as_str);
            let merged = below.and_then(|row| row.get(column)).is_some_and(|below| !below.is_empty());
            left = if cell.is_empty() { left } else { cell };
            let word = if cell.is_empty() && merged { left } else { cell };
            if !word.is_empty() && name.last() != Some(&word) {
                name.push(word);
            }
        }
    }
    names.into_iter().map(|parts| parts.join(" / ")).collect()
}

/// Returns whether a cell is a number with a mark behind it, such as `1,234r` or `12 [c]`.
fn is_flagged(cell: &str) -> bool {
    let number = cell.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '[' | ']' | '(' | ')' | '*' | '†'));
    number.chars().count() + 4 > cell.chars().count() && looks(number) == Some(Looks::Number)
}

/// Returns whether a cell stands for "no value".
fn is_no_value(cell: &str) -> bool {
    NO_VALUE.contains(&cell.to_lowercase().as_str()) || !cell.is_empty() && cell.chars().all(|c| !c.is_alphanumeric())
}

/// Returns whether a word in small letters names a month, in English, German or Spanish.
fn is_month(word: &str) -> bool {
    const SHORT: &str = "jan feb mar apr may jun jul aug sep sept oct nov dec mär mai okt dez ene abr ago dic";
    const LONG: &str = "january february march april june july august september october november december januar februar märz juni \
                        juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";
    SHORT.split(' ').chain(LONG.split_whitespace()).any(|month| month == word)
}

/// Returns what a cell looks like; none where it is no value.
pub(super) fn looks(cell: &str) -> Option<Looks> {
    let cell = cell.trim();
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let sign = |c: char| matches!(c, '-' | '+' | '\u{2212}' | '$' | '€' | '£' | '.' | ',');
    let of_number =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{202f}' | '%');
    if cell.trim_start_matches(sign).chars().all(of_number) && cell.matches(['.', ',']).count() < 4 {
        // `31.12.2015` is a day, `1.234.567` a number.
        let parts: Vec<&str> = cell.split('.').collect();
        let day = parts.len() == 3 && parts[0].len() < 3 && parts[1].len() < 3 && matches!(parts[2].len(), 2 | 4);
        let year = digits == 4 && cell.len() == 4 && matches!(cell.as_bytes()[0], b'1' | b'2');
        return Some(if day {
            Looks::Moment
        } else if year {
            Looks::Year
        } else {
            Looks::Number
        });
    }
    let words: Vec<String> =
        cell.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let apart = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ':' | ' ');
    let known = |word: &String| matches!(word.as_str(), "q" | "w" | "kw" | "h" | "t" | "z" | "fy") || is_month(word);
    let dated = digits > 2 || words.is_empty() || words.iter().any(|word| is_month(word));
    let moment = dated && cell.chars().all(apart) && words.len() < 3 && words.iter().all(known);
    moment.then_some(Looks::Moment)
}

#[cfg(test)]
mod tests {
    use crate::world::ProjectPath;

    use super::*;

    fn look(content: &str, delimiter: u8) -> Preview {
        let file = ProjectPath::fixed("x.csv");
        Preview::at(&SourceLines::new(&file, content), &Dialect { delimiter, ..Dialect::plain() })
    }

    #[test]
    fn cells_are_told_apart_by_their_look() {
        for cell in ["5", "-1.5", "1,234", "12%", "$20", "0.5", "1.234.567", "−3", "1 200", "12345"] {
            assert_eq!(looks(cell), Some(Looks::Number), "{cell}");
        }
        for cell in [
            "2025-01",
            "31.12.2015",
            "1/22/20",
            "2020-W11",
            "2023Aug",
            "2024/25",
            "2025-Q1",
            "Jan-25",
            "2025-01-01 00:00",
        ] {
            assert_eq!(looks(cell), Some(Looks::Moment), "{cell}");
        }
        assert_eq!(looks("1989"), Some(Looks::Year));
        for cell in [
            "",
            "n/a",
            "Berlin",
            "persons",
            "20 to 24",
            "A1",
            "unter 1 Jahr",
            "Title 8",
            "market 5",
            "2026 (FYTD)",
            "per 100,000",
        ] {
            assert_eq!(looks(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let births = "Table 7;;;;\nBirths;;;;\n;;male;female;all\n1950;January;49;46;95\n1950;February;47;44;91\n";
        assert_eq!(look(births, b';').header_below(), Some((2, 1)));
        let rates = "Source: https://a.example\n,KEY.1\n,\"A rate, adjusted\"\n,,status,remark\n2023Aug,5.3,a,\n2023Jul,5.1,a,\n";
        assert_eq!(look(rates, b',').header_below(), Some((3, 1)));
        let states =
            "Table 9\nPeople;;;;\n;North;North;South;South\n;men;women;men;women\n2015;1;2;3;4\n2016;2;3;4;5\n";
        assert_eq!(look(states, b';').header_below(), Some((2, 2)));
        let bank = "\"Data\",\"Indicators\",\n\nname,code,2022,2023,\nAruba,ABW,106,107,\nAngola,AGO,35,36,\n";
        assert_eq!(look(bank, b',').header_below(), Some((1, 1)));
        for honest in ["a,b\n1,2\n3,4\n", "name,2022,2023\na,1,2\nb,3,4\n", ",,status\n2023Aug,5.3,a\n2023Jul,5.1,a\n"]
        {
            assert_eq!(look(honest, b',').header_below(), None, "{honest}");
        }
    }

    #[test]
    fn rows_of_units_are_counted() {
        assert_eq!(look("month,n\n,persons\n2025-01,10\n2025-02,20\n", b',').no_data_below_header(), 1);
        assert_eq!(look("m,a,b\nUTC,kg,m\nu,v,w\n2025-01,1,2\n2025-02,2,3\n", b',').no_data_below_header(), 2);
        assert_eq!(look("c,2015,2016\n[unit],GWh,GWh\nA,1,2\nB,:,3\nC,3,4\n", b',').no_data_below_header(), 1);
        for honest in [
            "m,n\n2025-01,n/a\n2025-02,5\n2025-03,6\n",
            "a,b\nx,y\nz,w\n",
            "a,n\nx,..\ny,5\nz,6\n",
            "m,n\n,5\n2025-01,6\n2025-02,7\n",
            "a,n\nx,5r\ny,6\nz,7\n",
        ] {
            assert_eq!(look(honest, b',').no_data_below_header(), 0, "{honest}");
        }
    }

    #[test]
    fn names_over_several_columns_are_joined() {
        let joined = |rows: [&[&str]; 2]| {
            let rows = rows.map(|row| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
            join(&rows, rows[0].len())
        };
        let merged =
            joined([&["year", "Men", "", "Women", "", "Total"], &["", "in work", "not", "in work", "not", ""]]);
        assert_eq!(merged, ["year", "Men / in work", "Men / not", "Women / in work", "Women / not", "Total"]);
        // Which columns the name is over cannot be told, and need not be.
        let alone = joined([&["", "Homes", "", ""], &["month", "flooded", "cost", "open"]]);
        assert_eq!(alone, ["month", "Homes / flooded", "cost", "open"]);
    }
}
