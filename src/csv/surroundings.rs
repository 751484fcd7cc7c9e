//! What the lines above and below a table say of its cells: that a dash is zero, and in what unit a column counts to which the header
//! gives no name. They propose a description, and change no number.

use crate::language::cells;
use crate::registry::Dataset;
use crate::table::described::Surroundings;

/// What stands for zero where a legend says so.
const DASHES: [&str; 4] = ["-", "–", "—", "--"];

/// How a file of GENESIS begins, the database of the statistical offices of Germany. They share one legend, which the file leaves out.
const GENESIS: &str = "GENESIS-Tabelle";

/// How many lines around a table are looked at.
const MOST: usize = 60;

/// Returns what the lines around the table of a file say, as far as it is declared where the table begins and ends.
pub(crate) fn of(bytes: &[u8], dataset: &Dataset) -> Surroundings {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let above = lines(dataset.skip_rows.as_deref()).map_or(0, |lines| lines.min(MOST));
    let above: Vec<&str> = text.lines().take(above).collect();
    let notes: Vec<&str> = match dataset.footer_rows.as_deref() {
        None => Vec::new(),
        Some(written) => match lines(Some(written)) {
            Some(count) => text.lines().rev().take(count.min(MOST)).collect(),
            None => text.lines().skip_while(|line| !line.starts_with(written)).take(MOST).collect(),
        },
    };
    let delimiter = dataset.delimiter.as_deref().and_then(|written| written.bytes().next()).unwrap_or(b',');
    let (above, notes) = (rows(&above, delimiter), rows(&notes, delimiter));
    let is_genesis = above.first().and_then(|row| row.first()).is_some_and(|cell| cell.starts_with(GENESIS));
    let is_zero = |dash: &&str| {
        is_genesis && *dash == "-" || above.iter().chain(&notes).any(|row| says_zero(&row.join(" "), dash))
    };
    let zeros = DASHES.into_iter().filter(is_zero).map(str::to_owned).collect();
    let width = above.iter().map(Vec::len).max().unwrap_or(0);
    let units = (0..width).filter_map(|column| Some((column, unit(&above, column)?))).collect();
    Surroundings { zeros, units }
}

fn lines(written: Option<&str>) -> Option<usize> {
    written?.trim().parse().ok()
}

/// Returns the cells of lines, some of which may break in a cell in quotes.
fn rows(lines: &[&str], delimiter: u8) -> Vec<Vec<String>> {
    let text = lines.join("\n");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let cells = |record: csv::StringRecord| record.iter().map(|cell| cell.trim().to_owned()).collect();
    reader.records().map_while(Result::ok).map(cells).collect()
}

/// Returns whether a line of a legend says that a mark is zero: `- = nil`, `"-": nichts vorhanden`.
fn says_zero(line: &str, mark: &str) -> bool {
    let entries = line.split([';', '|', '\n', ',']);
    let quotes = ['"', '\'', '“', '”', '„', '«', '»', '(', ')', '[', ']'];
    entries.into_iter().any(|entry| {
        let entry = entry
            .rsplit_once(": ")
            .filter(|(legend, _)| legend.contains(char::is_alphabetic))
            .map_or(entry, |(_, of)| of);
        let entry = entry.trim().trim_start_matches(quotes);
        let Some(rest) = entry.strip_prefix(mark) else { return false };
        let meaning = rest.trim_start_matches(quotes).trim_start();
        let meaning = meaning.trim_start_matches(['=', ':', '–']).trim();
        rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-') && cells::means_zero(meaning)
    })
}

/// Returns the unit that stands in brackets above a column: `[Percentage change ]`.
fn unit(above: &[Vec<String>], column: usize) -> Option<String> {
    let in_brackets = |cell: &String| Some(cell.strip_prefix('[')?.strip_suffix(']')?.trim().to_lowercase());
    let is_name = |name: &String| !name.is_empty() && name.len() <= 40 && name.starts_with(char::is_alphabetic);
    above.iter().rev().filter_map(|row| row.get(column)).find_map(in_brackets).filter(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legend_says_what_a_dash_is_and_a_list_of_remarks_does_not() {
        for line in [
            "- = nil",
            "\"-\" nil",
            "- nichts vorhanden (genau null)",
            "Legend: - none; . unknown",
            "– : zéro",
            "-  zero",
        ] {
            assert!(DASHES.iter().any(|dash| says_zero(line, dash)), "{line}");
        }
        for line in
            ["- not available", "- None of the towns replied", "-5 = five", "- nil or less than half a unit", "nil", ""]
        {
            assert!(!DASHES.iter().any(|dash| says_zero(line, dash)), "{line}");
        }
    }
}
