//! Problems of single cells, each with the declaration to paste where the cell's look tells which.

use crate::diagnostic::{Code, Problem, code};
use crate::table::{ColumnType, fields, financial_year, two_readings};
use crate::text::Place;
use crate::vocabulary::Caveats;

use super::date::Pattern;
use super::field::{Field, OneOf};
use super::number::NumberForm;
use super::problems::{CellFault, Hint, Limit};

/// Builds the problem of a cell at fault; `unit` is the unit of the cells above.
pub(super) fn problem(field: &Field, fault: CellFault, place: &Place, cell: &str, unit: &str) -> Problem {
    let name = &field.name;
    let cell = shown(cell);
    let at = |code: &'static Code, message: String| Problem::error(code, place.clone(), message);
    let in_column = format!("`{cell}` in column `{name}`");
    let problem = match fault {
        CellFault::NotANumber(hint) => {
            let what = if field.kind == ColumnType::Integer { "not a whole number" } else { "not a number" };
            let message = match hint {
                Hint::Empty => format!("an empty cell in column `{name}` is {what}"),
                _ => format!("{in_column} is {what}"),
            };
            at(&code::data::NOT_A_NUMBER, message)
                .note("a sum that skips this cell would be wrong, and nobody would see it")
                .help(help(field, hint, &cell))
        }
        CellFault::NotWhole => at(&code::data::NOT_A_NUMBER, format!("{in_column} is not a whole number"))
            .note("numbers are never cut or rounded as they are read")
            .help(not_whole_help(name, &cell)),
        CellFault::TooManyDigits => {
            at(&code::data::TOO_MANY_DIGITS, format!("{in_column} has more digits than can be kept exactly"))
                .note("a column's numbers share one number of decimals, and have at most 18 digits with them")
                .help(too_many_digits_help(name, &cell))
        }
        CellFault::OtherUnit => {
            at(&code::data::MIXED_UNITS, format!("{in_column} is not in `{unit}`, as the cells above it are"))
                .note("the unit is dropped as numbers are read: euros would be added to dollars")
                .help(format!(
                    "ask the publisher for a column of each unit; until then no number may rest on this one: `{}: string`",
                    crate::table::fields::key(name)
                ))
        }
        CellFault::SomeParts => {
            let message = if cell.contains(['%', '‰']) {
                format!("{in_column} has a percent sign, and cells above it have none")
            } else {
                format!("{in_column} has no `{unit}`, and cells above it have")
            };
            at(&code::data::MIXED_UNITS, message)
                .note("without the sign the same share may be written as 12, as 0.12 or as 12%: nothing tells which")
                .help(format!(
                    "ask whoever publishes the file which it is; until then no number may rest on the column: `{}: string`",
                    crate::table::fields::key(name)
                ))
        }
        CellFault::NotADate => at(&code::data::NOT_A_DATE, format!("{in_column} is {}", no_date(field)))
            .note("without it the row would stand at no point of a series")
            .help(date_help(field, &cell)),
        CellFault::NotABoolean => {
            let list = |words: &[String]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            let (yes, no) = (list(&field.truths.0), list(&field.truths.1));
            at(&code::data::NOT_A_BOOLEAN, format!("{in_column} is neither true nor false"))
                .note(format!("true is one of {yes}; false is one of {no}"))
                .help("declare `trueValues` and `falseValues`, such as `trueValues: [\"yes\"]`")
        }
        CellFault::OtherWidth => {
            let width = field.width.unwrap_or_default();
            at(&code::data::OTHER_WIDTH, format!("{in_column} is not a code of {width} digits"))
                .note("only zeros before digits are put back; any other difference could be another code")
                .help("ask the publisher what the code should be; where the column has codes of several widths, leave `width` out")
        }
        CellFault::NothingAbove => at(
            &code::data::NOTHING_TO_FILL,
            format!("an empty cell of column `{name}` has nothing above it to repeat"),
        )
        .note(
            "`fill_down` repeats the cell above, in the first row there is none, and no label reaches into the next \
                       one of a column to its left that is filled down too",
        )
        .help("take the column out of `fill_down`, or select its empty cells with `\"\"`"),
        CellFault::NumberBesideNone => at(
            &code::data::NUMBER_BESIDE_NO_NUMBER,
            format!("{in_column} is a number, and its mark says there is none"),
        )
        .note("one of the two is wrong, and nothing tells which")
        .help("ask the publisher, or say under `flags` what the mark means"),
        CellFault::Missing => at(&code::data::MISSING_CELL, format!("a cell of column `{name}` is missing"))
            .note("the column is declared to be filled in every row")
            .help("where the file leaves such cells empty, take back `required` or `primaryKey`; otherwise ask the publisher"),
        CellFault::OutOfLimits(limit) => out_of_limits(field, limit, &cell, &in_column, at),
    };
    match &field.place {
        Some(declared) if !field.inferred => problem.also(declared.clone().into(), "declared here"),
        _ => problem,
    }
}

/// Builds the problem of a cell that is not what its column declares it to be.
fn out_of_limits(
    field: &Field,
    limit: Limit,
    cell: &str,
    in_column: &str,
    at: impl Fn(&'static Code, String) -> Problem,
) -> Problem {
    match limit {
        Limit::Minimum => {
            let bound = field.limits.minimum.as_ref().map_or("", |(_, words)| words);
            at(&code::data::OUT_OF_RANGE, format!("{in_column} is less than {bound}"))
                .note(format!("the column declares `minimum: {bound}`"))
                .help(format!(
                    "lower the minimum where the number is meant; where it stands for \"no value\", declare {}",
                    missing(field, cell)
                ))
        }
        Limit::Maximum => {
            let bound = field.limits.maximum.as_ref().map_or("", |(_, words)| words);
            at(&code::data::OUT_OF_RANGE, format!("{in_column} is more than {bound}"))
                .note(format!("the column declares `maximum: {bound}`"))
                .help(format!(
                    "raise the maximum where the number is meant; where it stands for \"no value\", declare {}",
                    missing(field, cell)
                ))
        }
        Limit::Pattern => {
            let pattern = field.limits.pattern.as_ref().map_or("", |(_, words)| words);
            at(&code::data::PATTERN_MISMATCH, format!("{in_column} does not match `{pattern}`"))
                .note("a pattern must match the whole cell as written")
                .help("widen the pattern where the cell is right; otherwise ask the publisher")
        }
        Limit::Listed => {
            let problem = at(&code::data::VALUE_NOT_ALLOWED, format!("{in_column} is not one of the allowed values"))
                .note("a misspelt value would be missing from every selection of the right one");
            match nearest(field, cell) {
                Some(word) => problem.help(format!("did you mean `{word}`? Otherwise add the value to `enum`")),
                None => problem.help("add its value to `enum` where it is right; otherwise ask the publisher"),
            }
        }
    }
}

/// Returns what to declare so that a column with this cell can be read as numbers; none where nothing is known to help.
pub(super) fn number_help(field: &Field, fault: CellFault, cell: &str) -> Option<String> {
    match fault {
        CellFault::NotANumber(
            hint @ (Hint::NoValue
            | Hint::Group(_)
            | Hint::DecimalComma
            | Hint::Unit(_)
            | Hint::Negative(_)
            | Hint::Remark),
        ) => Some(help(field, hint, cell)),
        _ => None,
    }
}

fn help(field: &Field, hint: Hint, cell: &str) -> String {
    let kind = if field.kind == ColumnType::Integer { "integer" } else { "number" };
    let key = fields::key(&field.name);
    match hint {
        Hint::NoValue if is_dash(cell) => format!(
            "if it stands for \"no value\", declare {}; if the office writes it for zero, `flags: {{ {}: zero }}` on the dataset",
            missing(field, cell),
            serde_json::Value::from(cell.trim())
        ),
        Hint::Empty | Hint::NoValue => format!("if it stands for \"no value\", declare {}", missing(field, cell)),
        Hint::Group('.') => {
            "declare `group_char: \".\"`, the character between thousands, and `decimal_char: \",\"`".to_owned()
        }
        Hint::Group(',') if field.semicolons && cell.matches(',').count() == 1 => {
            "declare `decimal_char: \",\"` if the comma marks decimals, as it does in most files with semicolons between \
             cells, or `group_char: \",\"` if it separates thousands"
                .to_owned()
        }
        Hint::Group(c) => format!("declare `group_char: \"{c}\"`, the character between thousands"),
        Hint::DecimalComma => "declare `decimal_char: \",\"`, the character before decimals".to_owned(),
        Hint::Unit(None) => format!("declare `{key}: {{ type: {kind}, bareNumber: false }}`"),
        Hint::Unit(Some(c)) => format!("declare `{key}: {{ type: {kind}, bareNumber: false, groupChar: \"{c}\" }}`"),
        Hint::Exponent => {
            "get the file with all digits: a spreadsheet has shortened this number, and perhaps others".to_owned()
        }
        Hint::Negative(way) => {
            let bare = if NumberForm::unit(cell).any(|c| !matches!(c, '(' | ')')) { ", bareNumber: false" } else { "" };
            let group = if cell.contains(',') && field.number.group.is_none() { ", groupChar: \",\"" } else { "" };
            let word = way.word();
            let read = format!("`{key}: {{ type: {kind}, negative: {word}{bare}{group} }}`");
            format!("`{cell}` is how accountants write a number below zero: declare {read}")
        }
        Hint::Remark => mark_help(&key, cell),
        Hint::Unknown => format!(
            "if it stands for \"no value\", declare {}; if the column is text, `{key}: string`; otherwise ask the publisher",
            missing(field, cell)
        ),
    }
}

/// Returns whether a cell is a dash alone, which some offices write for zero and others for what is not known.
fn is_dash(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
}

/// Returns what to declare where something stands behind a number: a mark of a few letters or signs, or words that may change it.
fn mark_help(column: &str, cell: &str) -> String {
    let mark =
        cell.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "+-\u{2212}.,'".contains(c));
    if mark.is_empty() || mark.chars().count() > 4 || mark.contains(|c: char| c.is_ascii_digit() || c.is_whitespace()) {
        return format!(
            "words may change the number, so that none may rest on this column: declare `{column}: string`, and ask the publisher \
             for one of numbers alone"
        );
    }
    let name = Caveats::name(mark).unwrap_or("provisional");
    let says = name.strip_suffix(" value").unwrap_or(name);
    let others = "`provisional`, `revised`, `estimated`, `confidential`, `low reliability` or `normal`";
    let key = fields::key(mark);
    format!(
        "if `{mark}` is a mark, say what it means: `flags: {{ {key}: {says} }}` on the dataset, with one of {others}"
    )
}

/// Returns what to declare where cells are written like `2010-11` or `2024/25`.
pub(super) fn years_help(name: &str, cell: &str) -> String {
    let key = fields::key(name);
    let years = format!("`{key}: {{ type: year, starts: 4 }}`, with the month in which such a year begins");
    if Pattern::iso(ColumnType::YearMonth).read(cell.as_bytes()).is_some() {
        format!("`{cell}` can be a month or a year that ends in the next one: declare `{key}: yearmonth`, or {years}")
    } else {
        format!("`{cell}` is a year that ends in the next one: declare {years}")
    }
}

/// A double that a program has written with all its digits measures no more than its first few.
fn too_many_digits_help(name: &str, cell: &str) -> String {
    let key = fields::key(name);
    if cell.contains('.') {
        format!("say how many decimals are meant: `{key}: {{ type: number, decimals: 6 }}` rounds every cell to six")
    } else {
        format!("if the cells are ids, declare `{key}: string`")
    }
}

fn not_whole_help(name: &str, cell: &str) -> String {
    let thousands = cell.split_once('.').is_some_and(|(_, part)| part.len() == 3);
    let number = format!("declare the type `number`: `{}: number`", fields::key(name));
    if thousands {
        format!("{number}; or, if the point separates thousands, `group_char: \".\"` and `decimal_char: \",\"`")
    } else {
        number
    }
}

fn missing(field: &Field, cell: &str) -> String {
    let mut words: Vec<&str> = field.missing.iter().map(String::as_str).collect();
    words.push(cell);
    format!("`missingValues: {}`", serde_json::json!(words).to_string().replace("\",\"", "\", \""))
}

fn no_date(field: &Field) -> String {
    let (what, example) = match field.kind {
        ColumnType::Year => ("year", "2025"),
        ColumnType::YearMonth => ("month", "2025-11"),
        ColumnType::Quarter => ("quarter", "2025-Q4"),
        ColumnType::Half => ("half of a year", "2025-H1"),
        ColumnType::Term => ("term", "Autumn 2023"),
        ColumnType::Period => ("period", "YE Jun 2024` or `Oct-Dec 2024"),
        ColumnType::Week => ("week of ISO 8601", "2025-W45"),
        ColumnType::FinancialYear { .. } => ("financial year", "2024/25"),
        _ => ("day", "2025-11-03"),
    };
    match &field.format {
        Some(format) => format!("not a {what} written as `{format}`"),
        None => format!("not a {what} written as in `{example}`"),
    }
}

fn date_help(field: &Field, cell: &str) -> String {
    const FORMATS: &[&str] = &[
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%m/%d/%Y",
        "%Y/%m/%d",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%m/%d/%y",
        "%d-%b-%y",
        "%d-%b-%Y",
        "%d %b %Y",
        "%d %B, %Y",
        "%B %d, %Y",
        "%Y%m%d",
        "%Y-%m-%dT00:00:00.000",
        "%Y-%m-%d 00:00:00",
        "%Y-%m",
        "%b %Y",
        "%b-%y",
        "%b-%Y",
        "%m/%Y",
        "%Y/%m",
        "%Y%m",
        "%Y %b",
        "%B, %Y",
        "%Y",
        "FY%Y",
        "FY %Y",
    ];
    let reads = |format: &&&str| {
        Pattern::parse(format, field.kind).is_ok_and(|pattern| pattern.read(cell.as_bytes()).is_some())
    };
    let mut fitting = FORMATS.iter().filter(reads);
    if let (ColumnType::Period, Some([ends, begins])) = (field.kind, two_readings(cell)) {
        return format!("declare `year_of: last` if `{cell}` is {ends}, or `year_of: first` if it is {begins}");
    }
    if field.kind == ColumnType::Year && financial_year(cell).is_some() {
        return years_help(&field.name, cell);
    }
    match (fitting.next(), fitting.next()) {
        (Some(format), Some(other)) => {
            format!("declare `format: \"{format}\"`, or `format: \"{other}\"` if that is how the file is written")
        }
        (Some(format), None) => format!("declare `format: \"{format}\"`"),
        _ if field.kind.is_period() && !matches!(field.kind, ColumnType::YearMonth | ColumnType::Year) => {
            "declare the column's type as what its cells are; otherwise ask the publisher".to_owned()
        }
        _ => "declare the column's `format`, such as `format: \"%d/%m/%Y\"`, and what stands for \"no value\" under `missingValues`".to_owned(),
    }
}

fn nearest(field: &Field, cell: &str) -> Option<String> {
    let Some(OneOf::Words(words)) = &field.limits.one_of else { return None };
    let plain =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    words.iter().find(|word| plain(word) == plain(cell)).cloned()
}

/// Returns a cell as problems show it: on one line and no longer than a phrase.
pub(super) fn shown(cell: &str) -> String {
    let line: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
