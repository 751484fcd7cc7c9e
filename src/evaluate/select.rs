//! The rows of a selection: the most selective indexed condition finds candidates, the others are checked on those alone.

use crate::model::{Filter, Predicate};

use super::frame::{Frame, Reader};
use super::index::{Postings, narrow};

/// Returns the rows that pass every condition, in the order of the file; `postings` gives the index of a column of the
/// first dataset, where it has one.
pub(super) fn rows<'i>(
    frame: &Frame<'_>,
    filters: &[Filter],
    postings: impl Fn(usize) -> Option<&'i Postings>,
) -> Vec<u32> {
    let best = filters
        .iter()
        .enumerate()
        .filter_map(|(at, filter)| {
            let found = Found::by(postings(filter.column)?, &filter.predicate)?;
            Some((found.len(), at, found))
        })
        .min_by_key(|(len, at, _)| (*len, *at));
    let checked = best.as_ref().map(|(_, at, _)| *at);
    let checks: Vec<Check<'_>> = filters
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != checked)
        .map(|(_, filter)| Check::new(frame, filter))
        .collect();
    let passes = |row: u32| frame.has_partner(row as usize) && checks.iter().all(|check| check.passes(row as usize));
    match best {
        None => (0..narrow(frame.rows())).filter(|row| passes(*row)).collect(),
        Some((_, _, found)) => {
            let mut rows: Vec<u32> =
                found.0.iter().flat_map(|part| part.iter().copied()).filter(|r| passes(*r)).collect();
            if !rows.is_sorted() {
                rows.sort_unstable();
            }
            rows
        }
    }
}

/// Rows that an index found for one condition.
struct Found<'i>(Vec<&'i [u32]>);

impl<'i> Found<'i> {
    fn by(postings: &'i Postings, predicate: &Predicate) -> Option<Self> {
        match predicate {
            Predicate::In(values) => {
                let mut values = values.clone();
                values.sort_unstable();
                values.dedup();
                Some(Self(values.into_iter().map(|value| postings.equal(value)).collect()))
            }
            Predicate::Within { low, high } => Some(Self(vec![postings.within(*low, *high)])),
            Predicate::NotIn(_) | Predicate::Matches(_) => None,
        }
    }

    fn len(&self) -> usize {
        self.0.iter().map(|part| part.len()).sum()
    }
}

/// A condition made ready to be asked of many rows.
struct Check<'f> {
    reader: Reader<'f>,
    wanted: Wanted,
}

enum Wanted {
    One(i64),
    In(Vec<i64>),
    NotIn(Vec<i64>),
    Within(Option<(i64, bool)>, Option<(i64, bool)>),
}

impl<'f> Check<'f> {
    fn new(frame: &'f Frame<'_>, filter: &Filter) -> Self {
        let sorted = |values: &[i64]| {
            let mut values = values.to_vec();
            values.sort_unstable();
            values
        };
        let wanted = match &filter.predicate {
            Predicate::In(values) if values.len() == 1 => Wanted::One(values[0]),
            Predicate::In(values) => Wanted::In(sorted(values)),
            Predicate::NotIn(values) => Wanted::NotIn(sorted(values)),
            Predicate::Within { low, high } => Wanted::Within(*low, *high),
            Predicate::Matches(pattern) => {
                Wanted::In(frame.column(filter.column).words_where(|word| pattern.is_match(word)))
            }
        };
        Self { reader: frame.reader(filter.column), wanted }
    }

    fn passes(&self, row: usize) -> bool {
        let Some(value) = self.reader.get(row) else { return false };
        match &self.wanted {
            Wanted::One(wanted) => value == *wanted,
            Wanted::In(values) => values.binary_search(&value).is_ok(),
            Wanted::NotIn(values) => values.binary_search(&value).is_err(),
            Wanted::Within(low, high) => {
                low.is_none_or(|(low, included)| value > low || (included && value == low))
                    && high.is_none_or(|(high, included)| value < high || (included && value == high))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use regex::Regex;

    use super::super::frame::Sheet;
    use super::super::sample::table;
    use super::*;
    use crate::world::ProjectPath;

    /// Cells that make every kind of column: few words, numbers close together, numbers far apart, and missing ones.
    fn cells() -> impl Strategy<Value = Vec<(usize, i64, i64)>> {
        vec((0..6_usize, -3..4_i64, prop_oneof![Just(i64::MIN), Just(-1 << 40), 0..5_i64, Just(1 << 50)]), 0..60)
    }

    fn predicate() -> impl Strategy<Value = Predicate> {
        let value = || prop_oneof![-4..6_i64, Just(-1 << 40), Just(1 << 50)];
        let bound = move || proptest::option::of((value(), any::<bool>()));
        prop_oneof![
            vec(value(), 0..4).prop_map(Predicate::In),
            vec(value(), 0..4).prop_map(Predicate::NotIn),
            (bound(), bound()).prop_map(|(low, high)| Predicate::Within { low, high }),
            Just(Predicate::Matches(Regex::new("^[ab]").unwrap())),
        ]
    }

    fn csv(cells: &[(usize, i64, i64)]) -> String {
        let row = |(word, near, far): &(usize, i64, i64)| {
            let far = if *far == i64::MIN { String::new() } else { far.to_string() };
            format!("{},{near},{far}\n", ["", "a", "b", "ab", "c", "ca"][*word])
        };
        format!("word,near:integer,far:integer\n{}", cells.iter().map(row).collect::<String>())
    }

    /// Asks every row in the plainest way.
    fn naive(table: &crate::model::Table, filters: &[Filter]) -> Vec<u32> {
        let passes = |row: usize, filter: &Filter| {
            let column = &table.columns[filter.column];
            let Some(value) = column.encoded(row) else { return false };
            match &filter.predicate {
                Predicate::In(values) => values.contains(&value),
                Predicate::NotIn(values) => !values.contains(&value),
                Predicate::Within { low, high } => {
                    !low.is_some_and(|(low, included)| value < low || (value == low && !included))
                        && !high.is_some_and(|(high, included)| value > high || (value == high && !included))
                }
                Predicate::Matches(pattern) => {
                    column.kind == crate::model::ColumnType::String && pattern.is_match(&column.format(value))
                }
            }
        };
        (0..table.rows).filter(|row| filters.iter().all(|filter| passes(*row, filter))).map(narrow).collect()
    }

    proptest! {
        #[test]
        fn an_indexed_selection_is_what_a_scan_finds(
            cells in cells(),
            filters in vec((0..3_usize, predicate()), 0..4),
            indexed in any::<[bool; 3]>(),
        ) {
            let table = table(&csv(&cells));
            let file = ProjectPath::fixed("data/d.csv");
            let frame = Frame { first: Sheet { file: &file, table: &table }, second: None };
            let filters: Vec<Filter> =
                filters.into_iter().map(|(column, predicate)| Filter { column, predicate }).collect();
            let postings: Vec<Postings> =
                table.columns.iter().map(|column| Postings::of(&Reader::new(column), table.rows)).collect();
            let found = rows(&frame, &filters, |column| indexed[column].then(|| &postings[column]));
            prop_assert_eq!(found, naive(&table, &filters));
        }
    }
}
