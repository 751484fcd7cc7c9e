//! Every step against a plain evaluation of its own, and every value again from the cells it is made of.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::model::{Filter as Condition, Predicate};
use crate::number::Number;
use crate::table::{Cells, ColumnType, FileCell, Words};
use crate::vocabulary::Aggregate as Summary;
use crate::world::ProjectPath;

/// A row: a place, a month, two amounts that may be missing.
type Row = (u8, i64, Option<i64>, Option<i64>);

const PLACE: usize = 0;
const MONTH: usize = 1;
const A: usize = 2;
const B: usize = 3;

fn row() -> impl Strategy<Value = Row> {
    let amount = || proptest::option::weighted(0.9, prop_oneof![-50..50_i64, Just(100_000), Just(1 << 40)]);
    (0..4_u8, 24_000..24_030_i64, amount(), amount())
}

fn values(name: &str, kind: ColumnType, scale: u32, values: impl IntoIterator<Item = Option<i64>>) -> Column {
    let values = values.into_iter().map(|value| value.unwrap_or(Integers::MISSING)).collect();
    Column::made(name.to_owned(), kind, Cells::Values { values, scale })
}

fn texts<'w>(name: &str, texts: impl IntoIterator<Item = &'w str>) -> Column {
    let mut words = Words::default();
    let codes = texts.into_iter().map(|text| words.add(text.as_bytes()).map_or(Integers::MISSING, i64::from)).collect();
    Column::made(name.to_owned(), ColumnType::String, Cells::Words { codes, words })
}

/// Returns the sheet of a file with these rows; the second amount has a decimal.
fn sheet(rows: &[Row]) -> Sheet {
    let columns = vec![
        texts("place", rows.iter().map(|row| ["north", "south", "east", "west"][usize::from(row.0)])),
        values("month", ColumnType::YearMonth, 0, rows.iter().map(|row| Some(row.1))),
        values("a", ColumnType::Integer, 0, rows.iter().map(|row| row.2)),
        values("b", ColumnType::Number, 1, rows.iter().map(|row| row.3)),
    ];
    let table = Table { columns, rows: rows.len(), ..Table::default() };
    Sheet::of_file(0, None, &ProjectPath::fixed("data/a.csv"), &Arc::new(table))
}

/// Returns rows of which no two are of one place and month, and in each place without a gap.
fn series(rows: &[Row]) -> Vec<Row> {
    let mut next = BTreeMap::new();
    let mut all: Vec<Row> = rows
        .iter()
        .map(|(place, _, a, b)| {
            let month = next.entry(*place).or_insert(24_000 + i64::from(*place));
            *month += 1;
            (*place, *month, *a, *b)
        })
        .collect();
    // The order of the file is not that of time.
    let half = all.len() / 2;
    all.rotate_left(half);
    all
}

/// Returns a column of a made table, a value a row.
fn found(table: &Table, name: &str) -> Vec<Option<i64>> {
    let column = &table.columns[table.column(name).unwrap()];
    (0..table.rows).map(|row| column.encoded(row)).collect()
}

/// Returns the values of the cells that a cell is made of.
fn cells(table: &Table, name: &str, row: usize) -> Vec<Option<i64>> {
    let column = table.column(name).unwrap();
    let value = |cell: &FileCell<'_>| cell.origin.table.columns[cell.column].encoded(cell.row);
    table.made_of(row, column).iter().map(value).collect()
}

proptest! {
    #[test]
    fn a_filter_keeps_the_rows_that_meet_it_with_their_cells(rows in vec(row(), 0..30), least in -20..20_i64) {
        let predicate = Predicate::Within { low: Some((least, true)), high: None };
        let table = Filter { conditions: vec![Condition { column: A, predicate }] }.apply(sheet(&rows));
        let wanted: Vec<&Row> = rows.iter().filter(|row| row.2.is_some_and(|a| a >= least)).collect();
        prop_assert_eq!(found(&table, "a"), wanted.iter().map(|row| row.2).collect::<Vec<_>>());
        for (at, row) in wanted.iter().enumerate() {
            prop_assert_eq!(cells(&table, "b", at), [row.3]);
            let place = &table.columns[PLACE];
            prop_assert_eq!(place.written(at), ["north", "south", "east", "west"][usize::from(row.0)]);
        }
        let used: BTreeSet<u8> = wanted.iter().map(|row| row.0).collect();
        prop_assert_eq!(table.columns[PLACE].dictionary().unwrap().len(), used.len(), "no word of another row is left");
    }

    #[test]
    fn a_fold_makes_a_row_of_each_cell(rows in vec(row(), 0..30)) {
        let keys = vec![("what".to_owned(), vec!["first".to_owned(), "second".to_owned()])];
        let table = Fold { columns: vec![A, B], keys, value: "value".to_owned() }.apply(sheet(&rows)).unwrap();
        // Whole numbers and tenths in one column are tenths, unless there is no tenth.
        let tenths = if rows.iter().any(|row| row.3.is_some()) { 10 } else { 1 };
        let wanted: Vec<Option<i64>> = rows.iter().flat_map(|row| [row.2.map(|a| a * tenths), row.3]).collect();
        prop_assert_eq!(found(&table, "value"), wanted);
        for (at, row) in rows.iter().enumerate() {
            prop_assert_eq!(cells(&table, "value", at * 2), [row.2]);
            prop_assert_eq!(cells(&table, "value", at * 2 + 1), [row.3]);
            prop_assert_eq!(cells(&table, "month", at * 2 + 1), [Some(row.1)]);
            prop_assert!(cells(&table, "what", at * 2).is_empty(), "a name is no cell that a number is made of");
            prop_assert_eq!(table.columns[2].written(at * 2 + 1), "second");
        }
    }

    #[test]
    fn what_is_looked_up_is_found_by_its_key(rows in vec(row(), 0..30), others in vec(row(), 0..30)) {
        let other = sheet(&others);
        let lookup = |take| Lookup {
            other: other.clone(),
            key: vec![(PLACE, PLACE), (MONTH, MONTH)],
            conditions: Vec::new(),
            take,
            name: "found".to_owned(),
            leave_out: true,
        };
        let partners = |row: &Row| others.iter().filter(|other| (other.0, other.1) == (row.0, row.1)).collect::<Vec<_>>();
        let kept: Vec<&Row> = rows.iter().filter(|row| !partners(row).is_empty()).collect();
        let sums: Vec<Option<i64>> = kept.iter().map(|row| partners(row).iter().map(|other| other.2).sum()).collect();
        let empty = others.iter().any(|other| other.2.is_none());
        match lookup(Take::Sum(A)).apply(sheet(&rows)) {
            Ok(table) => {
                prop_assert_eq!(found(&table, "found"), sums.clone());
                for (at, sum) in sums.iter().enumerate() {
                    prop_assert_eq!(cells(&table, "found", at).into_iter().sum::<Option<i64>>(), *sum);
                    prop_assert_eq!(cells(&table, "a", at), [kept[at].2]);
                }
            }
            Err(fault) => prop_assert!(matches!(fault, Fault::Empty { beside: true, .. }) && empty, "{:?}", fault),
        }
        match lookup(Take::Value(B)).apply(sheet(&rows)) {
            Ok(table) => {
                let wanted: Vec<Option<i64>> = kept.iter().map(|row| partners(row)[0].3).collect();
                prop_assert_eq!(found(&table, "found"), wanted.clone());
                for (at, value) in wanted.iter().enumerate() {
                    prop_assert_eq!(cells(&table, "found", at), [*value]);
                }
            }
            Err(Fault::SeveralPartners { row, there }) => {
                prop_assert!(partners(kept[row]).len() > 1);
                prop_assert_eq!(others[there.0].0, others[there.1].0);
            }
            Err(fault) => prop_assert!(false, "{:?}", fault),
        }
        let mut strict = lookup(Take::Value(B));
        strict.leave_out = false;
        if kept.len() < rows.len() {
            let lost = (0..rows.len()).filter(|row| partners(&rows[*row]).is_empty()).collect();
            prop_assert_eq!(strict.apply(sheet(&rows)).unwrap_err(), Fault::Unmatched { rows: lost });
        }
    }

    #[test]
    fn what_is_calculated_is_what_its_cells_come_to(rows in vec(row(), 0..30)) {
        let columns = vec![
            ("less".to_owned(), Formula::Difference(A, B)),
            ("all".to_owned(), Formula::Total(vec![A, B])),
        ];
        let table = Calculate { columns }.apply(sheet(&rows)).unwrap();
        for (name, sign) in [("less", -1), ("all", 1)] {
            let wanted: Vec<Option<i64>> = rows.iter().map(|row| Some(row.2? * 10 + sign * row.3?)).collect();
            prop_assert_eq!(found(&table, name), wanted);
            for (at, row) in rows.iter().enumerate() {
                prop_assert_eq!(cells(&table, name, at), [row.2, row.3]);
            }
        }
    }

    #[test]
    fn a_quotient_rounds_as_the_whole_one_does(over in -1_000_000..1_000_000_i64, under in prop_oneof![-999..-1_i64, 1..999_i64], decimals in 0..8_u32) {
        let columns = vec![("x".to_owned(), Formula::Ratio(A, B, Number::HUNDRED))];
        let table = Calculate { columns }.apply(sheet(&[(0, 24_000, Some(over), Some(under))])).unwrap();
        let exact = Number::from(over).times(Number::HUNDRED).unwrap().over(Number::new(under.into(), 1).unwrap()).unwrap();
        let made = table.columns.last().unwrap().number(0).unwrap();
        prop_assert_eq!(made.rounded(decimals), exact.rounded(decimals));
    }

    #[test]
    fn an_aggregate_is_made_of_its_group(rows in vec(row(), 0..40)) {
        let columns = [
            ("sum", Summary::Sum(A)),
            ("least", Summary::Min(A)),
            ("most", Summary::Max(A)),
            ("filled", Summary::Count(Some(A))),
            ("rows", Summary::Count(None)),
            ("months", Summary::Distinct(MONTH)),
            ("middle", Summary::Median(A)),
        ];
        let columns = columns.into_iter().map(|(name, summary)| (name.to_owned(), summary)).collect();
        let step = Aggregate { groupby: vec![PLACE], columns, periods: Vec::new(), years: Vec::new(), incomplete: false, missing: true };
        let table = step.apply(sheet(&rows)).unwrap();
        let mut places: Vec<u8> = Vec::new();
        for row in &rows {
            if !places.contains(&row.0) {
                places.push(row.0);
            }
        }
        prop_assert_eq!(table.rows, places.len());
        for (at, place) in places.iter().enumerate() {
            let group: Vec<&Row> = rows.iter().filter(|row| row.0 == *place).collect();
            let mut filled: Vec<i64> = group.iter().filter_map(|row| row.2).collect();
            let sum = (!filled.is_empty()).then(|| filled.iter().sum::<i64>());
            prop_assert_eq!(found(&table, "sum")[at], sum);
            let again: i64 = cells(&table, "sum", at).into_iter().flatten().sum();
            prop_assert_eq!(again, sum.unwrap_or(0));
            prop_assert_eq!(found(&table, "least")[at], filled.iter().min().copied());
            prop_assert_eq!(cells(&table, "most", at), filled.iter().max().map(|most| Some(*most)).into_iter().collect::<Vec<_>>());
            prop_assert_eq!(found(&table, "filled")[at], Some(i64::try_from(filled.len()).unwrap()));
            prop_assert_eq!(found(&table, "rows")[at], Some(i64::try_from(group.len()).unwrap()));
            let months: BTreeSet<i64> = group.iter().map(|row| row.1).collect();
            prop_assert_eq!(found(&table, "months")[at], Some(i64::try_from(months.len()).unwrap()));
            filled.sort_unstable();
            let middle = table.columns[table.column("middle").unwrap()].number(at);
            let twice = filled.len().checked_sub(1).map(|last| filled[last / 2] + filled[last.div_ceil(2)]);
            prop_assert_eq!(middle.map(|middle| middle.plus(middle).unwrap()), twice.map(Number::from));
        }
        let strict = Aggregate { missing: false, columns: vec![("sum".to_owned(), Summary::Sum(A))], groupby: vec![PLACE], periods: Vec::new(), years: Vec::new(), incomplete: false };
        if rows.iter().any(|row| row.2.is_none()) {
            let is_empty = matches!(strict.apply(sheet(&rows)), Err(Fault::Empty { column: A, .. }));
            prop_assert!(is_empty);
        }
    }

    #[test]
    fn longer_periods_are_whole(rows in vec(row(), 1..40)) {
        let sheet = Sheet::made(TimeUnit { column: MONTH, to: ColumnType::Year, name: "year".to_owned() }.apply(sheet(&rows)).unwrap());
        prop_assert_eq!(found(&sheet.table, "year"), rows.iter().map(|row| Some(row.1 / 12)).collect::<Vec<_>>());
        let period = Period { longer: 4, shorter: MONTH };
        let step = |incomplete| Aggregate { groupby: vec![4], columns: vec![("n".to_owned(), Summary::Count(None))], periods: vec![period], years: Vec::new(), incomplete, missing: false };
        let mut years: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for row in &rows {
            years.entry(row.1 / 12).or_default().insert(row.1);
        }
        let whole = years.values().filter(|months| months.len() == 12).count();
        prop_assert_eq!(step(true).apply(sheet.clone()).unwrap().rows, whole);
        prop_assert_eq!(step(false).apply(sheet).is_ok(), whole == years.len());
    }

    #[test]
    fn a_window_looks_at_the_periods_before(rows in vec(row(), 1..40), last in 1..5_u32) {
        let rows = series(&rows);
        let columns = [
            ("sum", Windowed::Last(Over::Sum, A, Some(last))),
            ("so far", Windowed::Last(Over::Sum, A, None)),
            ("least", Windowed::Last(Over::Min, A, Some(last))),
            ("most", Windowed::Last(Over::Max, A, None)),
            ("before", Windowed::Lag(A, last)),
            ("more", Windowed::Against(Held::Difference, A, Base::Previous)),
            ("since", Windowed::Against(Held::Difference, A, Base::First)),
            ("year", Windowed::Against(Held::Difference, A, Base::YearEarlier)),
            ("rank", Windowed::Rank(A, true)),
        ];
        let columns = columns.into_iter().map(|(name, one)| (name.to_owned(), one)).collect();
        let table = Window { by: Some(MONTH), groupby: vec![PLACE], columns, totals: Vec::new() }.apply(sheet(&rows)).unwrap();
        for (at, row) in rows.iter().enumerate() {
            let group: Vec<&Row> = rows.iter().filter(|other| other.0 == row.0).collect();
            let of = |months: i64| group.iter().find(|other| other.1 == row.1 - months).map(|other| other.2);
            let first = group.iter().min_by_key(|other| other.1).unwrap();
            let back = |count: i64| (0..count).map(of).collect::<Option<Vec<Option<i64>>>>();
            let wide = i64::from(last);
            let window = back(wide).and_then(|values| values.into_iter().collect::<Option<Vec<i64>>>());
            let all = back(row.1 - first.1 + 1).and_then(|values| values.into_iter().collect::<Option<Vec<i64>>>());
            let one = |name: &str| found(&table, name)[at];
            prop_assert_eq!(one("sum"), window.as_ref().map(|values| values.iter().sum()));
            prop_assert_eq!(one("so far"), all.as_ref().map(|values| values.iter().sum()));
            prop_assert_eq!(one("least"), window.as_ref().and_then(|values| values.iter().min().copied()));
            prop_assert_eq!(one("most"), all.as_ref().and_then(|values| values.iter().max().copied()));
            prop_assert_eq!(one("before"), of(wide).flatten());
            let less = |other: Option<Option<i64>>| Some(row.2? - other??);
            prop_assert_eq!(one("more"), less(of(1)));
            prop_assert_eq!(one("since"), less(Some(first.2)));
            prop_assert_eq!(one("year"), less(of(12)));
            let lower = |value: i64| {
                let lower = group.iter().filter(|other| other.2.is_some_and(|other| other < value)).count();
                i64::try_from(lower).unwrap()
            };
            prop_assert_eq!(one("rank"), row.2.map(|value| lower(value) + 1));
            if window.is_some() {
                prop_assert_eq!(cells(&table, "sum", at).into_iter().sum::<Option<i64>>(), one("sum"));
                prop_assert_eq!(cells(&table, "least", at), [one("least")]);
            }
            if let [Some(own), Some(base)] = cells(&table, "more", at)[..] {
                prop_assert_eq!(Some(own - base), one("more"));
            }
            prop_assert_eq!(cells(&table, "rank", at), [row.2]);
        }
    }
}
