//! One order of rows, whatever order an engine sends them in: by the key, or by all columns from the left.
//!
//! Numbers go by their value, days and moments by time, text by its code points; null comes first. Engines order text each in its
//! own way, and a distributed one in another way on each run.

use std::cmp::Ordering;

use super::{PullFault, Rows, fault};
use crate::snapshot::{SnapshotColumn, ValueType};

/// Puts rows in order; returns the columns by which they are.
pub(super) fn sort(rows: &mut Rows, key: &[String]) -> Result<Vec<String>, PullFault> {
    let names: Vec<String> = rows.columns().iter().map(|column| column.name.clone()).collect();
    let place =
        |name: &String| names.iter().position(|column| column == name).ok_or_else(|| fault::no_key(name, &names));
    let by: Vec<usize> =
        if key.is_empty() { (0..names.len()).collect() } else { key.iter().map(place).collect::<Result<_, _>>()? };
    let mut order: Vec<u32> = (0..u32::try_from(rows.len()).unwrap_or(u32::MAX)).collect();
    let kinds: Vec<ValueType> = rows.columns().iter().map(|SnapshotColumn { kind, .. }| *kind).collect();
    let compare = |a: &u32, b: &u32| {
        let columns = by.iter().map(|column| cells(kinds[*column], rows.cell(*a, *column), rows.cell(*b, *column)));
        columns.fold(Ordering::Equal, Ordering::then)
    };
    order.sort_by(compare);
    if !key.is_empty() {
        let null = by.iter().find(|column| order.iter().any(|row| rows.cell(*row, **column).is_none()));
        if let Some(column) = null {
            return Err(fault::null_key(&names[*column]));
        }
        if let Some(pair) = order.windows(2).find(|pair| compare(&pair[0], &pair[1]) == Ordering::Equal) {
            let cells: Vec<String> =
                by.iter().map(|column| format!("`{}`", rows.cell(pair[0], *column).unwrap_or_default())).collect();
            return Err(fault::same_key(&cells.join(", ")));
        }
    }
    rows.set_order(order);
    Ok(by.iter().map(|column| names[*column].clone()).collect())
}

fn cells(kind: ValueType, a: Option<&str>, b: Option<&str>) -> Ordering {
    let (Some(a), Some(b)) = (a, b) else { return a.is_some().cmp(&b.is_some()) };
    match kind {
        ValueType::Integer | ValueType::Decimal | ValueType::Float | ValueType::Double => numbers(a, b),
        // A fraction of a second comes before the letter of the zone.
        ValueType::DateTimeStamp => a.trim_end_matches('Z').cmp(b.trim_end_matches('Z')),
        ValueType::String | ValueType::Boolean | ValueType::Date | ValueType::Time | ValueType::DateTime => a.cmp(b),
    }
}

/// Compares two numbers written in digits, of any length; of two that are equal the one with fewer decimals comes first.
fn numbers(a: &str, b: &str) -> Ordering {
    let size = |number: &str| -> (String, String) {
        let (whole, fraction) =
            number.trim_start_matches('-').split_once('.').unwrap_or((number.trim_start_matches('-'), ""));
        (whole.trim_start_matches('0').to_owned(), fraction.trim_end_matches('0').to_owned())
    };
    let (size_a, size_b) = (size(a), size(b));
    let is_zero = |(whole, fraction): &(String, String)| whole.is_empty() && fraction.is_empty();
    let is_below = |number: &str, size: &(String, String)| number.starts_with('-') && !is_zero(size);
    let (below_a, below_b) = (is_below(a, &size_a), is_below(b, &size_b));
    let sizes = size_a.0.len().cmp(&size_b.0.len()).then_with(|| size_a.cmp(&size_b));
    let by_value = match (below_a, below_b) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => sizes,
        (true, true) => sizes.reverse(),
    };
    by_value.then_with(|| a.len().cmp(&b.len())).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_by_their_value_however_long_they_are() {
        let mut sorted = [
            "10",
            "-0.5",
            "9",
            "12345678901234567890.1",
            "-10",
            "0",
            "0.05",
            "0.5",
            "9.0",
            "12345678901234567890.01",
            "-9.99",
        ];
        sorted.sort_by(|a, b| numbers(a, b));
        assert_eq!(
            sorted,
            [
                "-10",
                "-9.99",
                "-0.5",
                "0",
                "0.05",
                "0.5",
                "9",
                "9.0",
                "10",
                "12345678901234567890.01",
                "12345678901234567890.1"
            ]
        );
    }

    #[test]
    fn null_comes_first_and_a_fraction_of_a_second_after_the_second() {
        assert_eq!(cells(ValueType::String, None, Some("")), Ordering::Less);
        let moments = (Some("2025-01-01T00:00:00Z"), Some("2025-01-01T00:00:00.5Z"));
        assert_eq!(cells(ValueType::DateTimeStamp, moments.0, moments.1), Ordering::Less);
    }
}
