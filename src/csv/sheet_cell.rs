//! A cell of a sheet as text: its stored value, or why it has none that can be relied on.

use calamine::Data;

use crate::diagnostic::{Problem, code};
use crate::registry::Dataset;
use crate::text::Place;
use crate::world::ProjectPath;

/// Whole numbers beyond this are no longer told apart by a spreadsheet.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A filled cell.
pub(super) struct Filled {
    pub(super) value: Data,
    pub(super) is_formula: bool,
}

/// What keeps a cell from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CellFault {
    /// It holds a formula whose value was never worked out.
    NoValue,
    /// It shows an error, such as `#REF!`.
    Error(String),
    /// It has more digits than a spreadsheet keeps.
    TooManyDigits,
}

/// Returns a cell as text.
pub(super) fn written(cell: &Filled, dataset: &Dataset) -> Result<String, CellFault> {
    match &cell.value {
        Data::Empty if cell.is_formula => Err(CellFault::NoValue),
        Data::Empty => Ok(String::new()),
        Data::String(text) | Data::DurationIso(text) => Ok(text.clone()),
        Data::Int(number) => Ok(number.to_string()),
        Data::Float(number) if number.abs() >= MOST_EXACT || !number.is_finite() => Err(CellFault::TooManyDigits),
        // Zero has no sign.
        Data::Float(number) => {
            let plain = format!("{}", number + 0.0);
            let decimal = dataset.decimal_char.as_deref().filter(|_| plain.contains('.'));
            Ok(decimal.map_or(plain.clone(), |decimal| plain.replace('.', decimal)))
        }
        Data::Bool(value) => Ok(value.to_string()),
        Data::DateTime(moment) if moment.is_duration() => {
            let seconds = (moment.as_f64() * 86_400.0).round();
            let whole = |seconds: f64| format!("{:02}", seconds.floor());
            Ok(format!("{}:{}:{}", whole(seconds / 3_600.0), whole(seconds / 60.0 % 60.0), whole(seconds % 60.0)))
        }
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            let at_midnight = (hour, minute, second) == (0, 0, 0);
            Ok(if at_midnight { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") })
        }
        Data::DateTimeIso(text) => Ok(text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()),
        Data::Error(error) => {
            let error = error.to_string();
            let is_missing = dataset.missing_values.iter().flat_map(|words| words.iter()).any(|word| *word == error);
            if is_missing { Ok(error) } else { Err(CellFault::Error(error)) }
        }
    }
}

/// Builds the problem of a cell that cannot be read.
pub(super) fn bad_cell(file: &ProjectPath, address: &str, fault: CellFault) -> Problem {
    let (message, note, help) = match fault {
        CellFault::NoValue => (
            format!("{address} of `{file}` holds a formula without a value"),
            "the program that wrote the file never worked it out, and here nothing is calculated",
            "open the file in a spreadsheet and save it, or name a `range` without the cell".to_owned(),
        ),
        CellFault::Error(error) => (
            format!("{address} of `{file}` shows the error `{error}`"),
            "its number is not known, and what is made of it would be wrong",
            format!(
                "ask the publisher; where it stands for \"no value\", declare `missingValues: [\"\", \"{error}\"]`"
            ),
        ),
        CellFault::TooManyDigits => (
            format!("{address} of `{file}` holds a number of more than 15 digits"),
            "a spreadsheet keeps no more of them: the last ones are not those that were entered",
            "ask for the table as CSV, or name a `range` without the cell".to_owned(),
        ),
    };
    Problem::error(&code::data::BAD_SHEET_CELL, Place::File(file.clone()), message).note(note).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_its_stored_value() {
        let dataset = Dataset::default();
        let of = |value: Data| written(&Filled { value, is_formula: false }, &dataset);
        for (value, text) in [(1200.0, "1200"), (0.125, "0.125"), (-0.0, "0"), (1e-7, "0.0000001"), (71.4, "71.4")] {
            assert_eq!(of(Data::Float(value)).as_deref(), Ok(text));
        }
        assert_eq!(of(Data::Float(1.234_567_890_123_457e19)), Err(CellFault::TooManyDigits));
        assert_eq!(of(Data::DateTimeIso("2024-02-29T00:00:00".into())).as_deref(), Ok("2024-02-29"));
        assert_eq!(written(&Filled { value: Data::Empty, is_formula: true }, &dataset), Err(CellFault::NoValue));
    }
}
