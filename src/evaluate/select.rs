//! The rows of a selection: the most selective indexed condition finds candidates, the others are checked on those alone.

use crate::model::{Filter, Order, Predicate, Ranked};
use crate::vocabulary::End;

use crate::evaluate::bases::Bases;
use crate::evaluate::join::{Frame, Postings, Reader, narrow};

/// What knows rows by the values of their cells in the first dataset.
pub(super) trait Index {
    /// Returns the postings of a column.
    fn column(&self, column: usize) -> Option<&Postings>;

    /// Returns the rows that hold these values in these columns.
    fn together(&self, columns: &[usize], values: &[i64]) -> Option<&[u32]>;
}

/// No index: every row is asked.
pub(super) struct Scan;

impl Index for Scan {
    fn column(&self, _column: usize) -> Option<&Postings> {
        None
    }

    fn together(&self, _columns: &[usize], _values: &[i64]) -> Option<&[u32]> {
        None
    }
}

/// With so many candidates it pays to look for an index of several columns.
const MANY: usize = if cfg!(test) { 2 } else { 64 };

/// Returns the rows that pass every condition, in the order of the file.
pub(super) fn rows(frame: &Frame<'_>, filters: &[Filter], index: &impl Index) -> Vec<u32> {
    let best = candidates(filters, index);
    let checks: Vec<Check<'_>> = filters
        .iter()
        .enumerate()
        .filter(|(at, _)| !best.as_ref().is_some_and(|best| best.answers.contains(at)))
        .map(|(_, filter)| Check::new(frame, filter))
        .collect();
    let passes = |row: &u32| frame.has_partner(*row as usize) && checks.iter().all(|check| check.passes(*row as usize));
    let Some(best) = best else { return (0..narrow(frame.rows())).filter(passes).collect() };
    let mut rows: Vec<u32> = best.parts.iter().flat_map(|part| part.iter().copied()).filter(passes).collect();
    if !rows.is_sorted() {
        rows.sort_unstable();
    }
    rows
}

/// Returns the fewest rows that an index finds for one condition, or for all the equalities together.
fn candidates<'i>(filters: &[Filter], index: &'i impl Index) -> Option<Candidates<'i>> {
    let by_column = filters.iter().enumerate();
    let found =
        by_column.filter_map(|(at, filter)| Candidates::by(at, index.column(filter.column)?, &filter.predicate));
    let best = found.min_by_key(Candidates::len)?;
    if best.len() < MANY {
        return Some(best);
    }
    let (columns, values, answers) = equalities(filters);
    match index.together(&columns, &values).filter(|_| columns.len() > 1) {
        Some(rows) if rows.len() < best.len() => Some(Candidates { parts: vec![rows], answers }),
        _ => Some(best),
    }
}

/// Returns the columns that must equal one value, ascending, with the values and which filters say so. Where two filters
/// speak of one column the first is taken, and the second still checked.
pub(super) fn equalities(filters: &[Filter]) -> (Vec<usize>, Vec<i64>, Vec<usize>) {
    let mut found: Vec<(usize, i64, usize)> = filters
        .iter()
        .enumerate()
        .filter_map(|(at, filter)| match &filter.predicate {
            Predicate::In(values) if values.len() == 1 && values[0] != Predicate::EMPTY => {
                Some((filter.column, values[0], at))
            }
            _ => None,
        })
        .collect();
    found.sort_by_key(|(column, ..)| *column);
    found.dedup_by_key(|(column, ..)| *column);
    let columns = found.iter().map(|(column, ..)| *column).collect();
    let values = found.iter().map(|(_, value, _)| *value).collect();
    (columns, values, found.into_iter().map(|(.., at)| at).collect())
}

/// Rows that an index found.
struct Candidates<'i> {
    parts: Vec<&'i [u32]>,
    /// The conditions that all of them meet.
    answers: Vec<usize>,
}

impl<'i> Candidates<'i> {
    fn by(at: usize, postings: &'i Postings, predicate: &Predicate) -> Option<Self> {
        let parts = match predicate {
            // Postings know filled cells only.
            Predicate::In(values) if values.contains(&Predicate::EMPTY) => return None,
            Predicate::In(values) => {
                let mut values = values.clone();
                values.sort_unstable();
                values.dedup();
                values.into_iter().map(|value| postings.equal(value)).collect()
            }
            Predicate::Within { low, high } => vec![postings.within(*low, *high)],
            Predicate::NotIn(_) | Predicate::Matches(_) | Predicate::Related(_) | Predicate::Ranked(_) => return None,
        };
        Some(Self { parts, answers: vec![at] })
    }

    fn len(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum()
    }
}

/// A condition made ready to be asked of many rows.
struct Check<'f> {
    reader: Reader<'f>,
    wanted: Wanted<'f>,
}

enum Wanted<'f> {
    One(i64),
    In(Vec<i64>),
    NotIn(Vec<i64>),
    Within(Option<(i64, bool)>, Option<(i64, bool)>),
    Related(Box<Bases<'f>>, Order),
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
                let column = frame.column(filter.column);
                let matched = column.words_where(|word| pattern.is_match(word));
                let mut labels: Vec<i64> = matched.into_iter().map(|code| column.label_of(code)).collect();
                let texts = column.dictionary().is_some();
                labels.extend((texts && pattern.is_match("")).then_some(Predicate::EMPTY));
                Wanted::In(sorted(&labels))
            }
            Predicate::Related(related) => {
                Wanted::Related(Box::new(Bases::of(frame, filter.column, related)), related.order)
            }
            Predicate::Ranked(ranked) => match (edge(frame, filter.column, ranked), ranked.end) {
                (None, _) => Wanted::In(Vec::new()),
                (Some(edge), End::Highest) => Wanted::Within(Some((edge, true)), None),
                (Some(edge), End::Lowest) => Wanted::Within(None, Some((edge, true))),
            },
        };
        Self { reader: frame.reader(filter.column), wanted }
    }

    fn passes(&self, row: usize) -> bool {
        let value = self.reader.get(row).unwrap_or(Predicate::EMPTY);
        match &self.wanted {
            Wanted::One(wanted) => value == *wanted,
            Wanted::Related(bases, order) => bases.compare(row).is_some_and(|ordering| order.is_met(ordering)),
            Wanted::In(values) => values.binary_search(&value).is_ok(),
            Wanted::NotIn(values) => values.binary_search(&value).is_err(),
            Wanted::Within(low, high) => {
                value != Predicate::EMPTY
                    && low.is_none_or(|(low, included)| value > low || (included && value == low))
                    && high.is_none_or(|(high, included)| value < high || (included && value == high))
            }
        }
    }
}

/// Returns the value that the last of those taken from an end has; none where none is taken.
fn edge(frame: &Frame<'_>, column: usize, ranked: &Ranked) -> Option<i64> {
    let values = in_order(frame, column, ranked);
    let taken = ranked.part.of(values.len());
    taken.checked_sub(1).map(|last| values[last])
}

/// Returns the values of a column under conditions, those of an end first.
pub(super) fn in_order(frame: &Frame<'_>, column: usize, ranked: &Ranked) -> Vec<i64> {
    let reader = frame.reader(column);
    let taken = rows(frame, &ranked.under, &Scan);
    let mut values: Vec<i64> = taken.iter().filter_map(|row| reader.get(*row as usize)).collect();
    values.sort_unstable();
    if ranked.end == End::Highest {
        values.reverse();
    }
    values
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use regex::Regex;

    use super::super::join::Group;
    use super::super::join::JoinedTable;
    use super::super::sample::table;
    use super::*;
    use crate::world::ProjectPath;

    /// Cells that make every kind of column: few words, numbers close together, numbers far apart, and missing ones.
    fn cells() -> impl Strategy<Value = Vec<(usize, i64, i64)>> {
        vec((0..6_usize, -3..4_i64, prop_oneof![Just(i64::MIN), Just(-1 << 40), 0..5_i64, Just(1 << 50)]), 0..60)
    }

    fn predicate() -> impl Strategy<Value = Predicate> {
        let value = || prop_oneof![-4..6_i64, Just(-1 << 40), Just(1 << 50), Just(Predicate::EMPTY)];
        let bound = move || proptest::option::of((prop_oneof![-4..6_i64, Just(1 << 50)], any::<bool>()));
        prop_oneof![
            vec(value(), 0..4).prop_map(Predicate::In),
            (0..4_i64).prop_map(|value| Predicate::In(vec![value])),
            vec(value(), 0..4).prop_map(Predicate::NotIn),
            (bound(), bound()).prop_map(|(low, high)| Predicate::Within { low, high }),
            Just(Predicate::Matches(Regex::new("^[ab]").unwrap())),
            Just(Predicate::Matches(Regex::new("^b?$").unwrap())),
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
    fn naive(table: &crate::table::Table, filters: &[Filter]) -> Vec<u32> {
        let passes = |row: usize, filter: &Filter| {
            let column = &table.columns[filter.column];
            let value = column.encoded(row).unwrap_or(Predicate::EMPTY);
            match &filter.predicate {
                Predicate::In(values) => values.contains(&value),
                Predicate::NotIn(values) => !values.contains(&value),
                Predicate::Within { .. } if value == Predicate::EMPTY => false,
                Predicate::Within { low, high } => {
                    !low.is_some_and(|(low, included)| value < low || (value == low && !included))
                        && !high.is_some_and(|(high, included)| value > high || (value == high && !included))
                }
                Predicate::Related(_) | Predicate::Ranked(_) => unreachable!("they are asked elsewhere"),
                Predicate::Matches(pattern) => {
                    column.kind == crate::table::ColumnType::String && pattern.is_match(&column.format(value))
                }
            }
        };
        (0..table.rows).filter(|row| filters.iter().all(|filter| passes(*row, filter))).map(narrow).collect()
    }

    /// Indexes of some of three columns, and of some columns together.
    struct Some3 {
        columns: Vec<Postings>,
        indexed: [bool; 3],
        group: Option<Group>,
    }

    impl Some3 {
        fn of(table: &crate::table::Table, indexed: [bool; 3], together: &[usize]) -> Self {
            let reader = |column: usize| Reader::new(&table.columns[column]);
            let columns: Vec<Postings> = (0..3).map(|column| Postings::of(&reader(column), table.rows)).collect();
            let parts: Vec<_> = together.iter().map(|column| &columns[*column]).collect();
            let group = Group::of(&parts, table.rows);
            Self { columns, indexed, group }
        }
    }

    impl Index for Some3 {
        fn column(&self, column: usize) -> Option<&Postings> {
            self.indexed[column].then(|| &self.columns[column])
        }

        fn together(&self, _columns: &[usize], values: &[i64]) -> Option<&[u32]> {
            self.group.as_ref().map(|group| group.equal(values))
        }
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
            let frame = Frame { first: JoinedTable { file: &file, table: &table }, second: None };
            let filters: Vec<Filter> =
                filters.into_iter().map(|(column, predicate)| Filter { column, predicate }).collect();
            let index = Some3::of(&table, indexed, &equalities(&filters).0);
            prop_assert_eq!(rows(&frame, &filters, &index), naive(&table, &filters));
        }
    }
}
