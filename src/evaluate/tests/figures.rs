//! Figures: totals and years of the real record, steps of series, derivations, joins, and what has no value.

use crate::model::{Aggregate, Calculation, Figure, Key, Operation, Predicate, Selection, Unit};
use crate::vocabulary::Direction;

use super::super::rows;
use super::super::sample::{Sample, digits};
use super::record;
use crate::outcome::{Provenance, Value};

fn window(from: &str, to: &str) -> (Sample, Key<Figure>) {
    let (mut sample, _, monthly) = record();
    let selection = sample.monthly(monthly, "total", from, to);
    let series = sample.figure("series", Calculation::Select(selection));
    (sample, series)
}

fn derived(from: &str, to: &str, operation: impl Fn(Key<Figure>) -> Operation) -> String {
    let (mut sample, series) = window(from, to);
    let key = sample.derived("derived", operation(series));
    digits(&sample.answer(key).unwrap())
}

#[test]
fn the_record_says_30375_for_november_2025_and_knows_its_cell() {
    let (sample, encounters, monthly) = record();
    let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Sum, "total");
    let outcome = sample.ask(selection).unwrap();
    assert_eq!(digits(&outcome), "30375");
    assert_eq!(outcome.unit, Unit::Of(encounters));
    assert!(!outcome.provisional);
    let Provenance::Cells { count: 1, only: Some(row), column: Some(2), .. } = outcome.trace else {
        panic!("one cell")
    };
    let (sample, _, monthly) = record();
    let table = &sample.model.datasets[monthly].table;
    assert_eq!((table.line(row), &*table.columns[2].written(row)), (27, "30375"));
}

#[test]
fn fiscal_years_are_sums_of_twelve_months() {
    for (from, to, expected) in [("2023-10", "2024-09", "2901142"), ("2024-10", "2025-09", "691906")] {
        let (sample, _, monthly) = record();
        let mut selection = sample.monthly(monthly, "total", from, to);
        selection.by = None;
        assert_eq!(rows(&sample.model, &selection).len(), 12);
        assert_eq!(digits(&sample.ask(selection).unwrap()), expected);
    }
}

#[test]
fn ten_straight_falls_then_five_rises_in_nine_steps() {
    let (before, after) = (("2024-04", "2025-02"), ("2025-02", "2025-11"));
    let count =
        |window: (&str, &str), direction| derived(window.0, window.1, |of| Operation::CountSteps(of, direction));
    assert_eq!(count(before, Direction::Falls), "10");
    assert_eq!(derived(before.0, before.1, Operation::Steps), "10");
    assert_eq!(derived(before.0, before.1, |of| Operation::Run(of, Direction::Falls)), "10");
    assert_eq!(count(after, Direction::Rises), "5");
    assert_eq!(count(after, Direction::Falls), "4");
    assert_eq!(derived(after.0, after.1, Operation::Steps), "9");
    assert_eq!(derived(after.0, after.1, |of| Operation::Run(of, Direction::Rises)), "3");
    assert_eq!(derived(after.0, after.1, Operation::Lowest), "24589");
    assert_eq!(derived("2023-10", "2025-11", Operation::Highest), "370883");
}

#[test]
fn derivations_are_exact() {
    let (mut sample, _, monthly) = record();
    let mut month = |month: &str| {
        let selection = sample.select(monthly, &[("month", month)], Aggregate::Value, "total");
        sample.figure(&format!("m{}", month.replace('-', "_")), Calculation::Select(selection))
    };
    let (a, b, c) = (month("2024-11"), month("2025-11"), month("2025-10"));
    let all = sample.monthly(monthly, "total", "2023-10", "2025-11");
    let all = sample.figure("all", Calculation::Select(all));
    for (id, operation, expected, unit) in [
        ("difference", Operation::Difference(a, b), "94597", None),
        ("total", Operation::Total(vec![b, c]), "60926", None),
        ("change", Operation::Change { from: a, to: b }, "-75.694", Some(Unit::Percent)),
        ("share", Operation::Share { part: b, whole: a }, "24.305", Some(Unit::Percent)),
        ("ratio", Operation::Ratio(a, b), "4.114", Some(Unit::Times)),
        ("rank", Operation::Rank { value: b, among: vec![a, b, c], from: None }, "3", Some(Unit::Rank)),
        ("place", Operation::Rank { value: b, among: vec![all], from: None }, "18", Some(Unit::Rank)),
    ] {
        let key = sample.derived(id, operation);
        let outcome = sample.answer(key).unwrap();
        let Value::Number(number) = outcome.value else { panic!("{id} is a number") };
        assert!(number.to_string().starts_with(expected), "{id}: {number}");
        assert_eq!(outcome.unit, unit.unwrap_or(outcome.unit), "{id}");
        assert!(matches!(outcome.trace, Provenance::Figures(_)));
    }
}

#[test]
fn last_periods_and_marked_rows_are_provisional() {
    use crate::model::Provisional::{Last, Status};
    let csv = "month:yearmonth,status,total:integer\n2025-09,A,1\n2025-10,P,2\n2025-11,A,3\n2025-11,A,4\n";
    let ask = |provisional, month: &str| {
        let mut sample = Sample::new();
        let monthly = sample.change("monthly", None, csv, |dataset| dataset.provisional = Some(provisional));
        let selection = sample.select(monthly, &[("month", month)], Aggregate::Sum, "total");
        sample.ask(selection).unwrap().provisional
    };
    assert_eq!(["2025-09", "2025-10", "2025-11"].map(|month| ask(Last(2), month)), [false, true, true]);
    assert_eq!(["2025-09", "2025-10", "2025-11"].map(|month| ask(Last(1), month)), [false, false, true]);
    assert_eq!(["2025-09", "2025-10", "2025-11"].map(|month| ask(Status(1), month)), [false, true, false]);
}

#[test]
fn what_divides_by_zero_or_begins_below_it_is_a_problem() {
    let mut sample = Sample::new();
    let table = sample.dataset("d", None, "k,n:integer\nzero,0\nbelow,-10\nten,10\n");
    let mut cell = |k: &str| {
        let selection = sample.select(table, &[("k", k)], Aggregate::Value, "n");
        sample.figure(k, Calculation::Select(selection))
    };
    let (zero, below, ten) = (cell("zero"), cell("below"), cell("ten"));
    for (id, operation, problem) in [
        ("a", Operation::Ratio(ten, zero), "F105: figure `a` divides by zero: `zero` is 0"),
        ("b", Operation::Share { part: ten, whole: zero }, "F105: figure `b` divides by zero: `zero` is 0"),
        ("c", Operation::Change { from: zero, to: ten }, "F105: figure `c` divides by zero: `zero` is 0"),
        (
            "d",
            Operation::Change { from: below, to: ten },
            "F106: figure `d` is a percent change from a number below zero: `below`",
        ),
    ] {
        let key = sample.derived(id, operation);
        assert!(sample.answer(key).unwrap_err().ends_with(problem), "{problem}");
    }
}

#[test]
fn equal_values_share_the_better_rank() {
    let mut sample = Sample::new();
    let table = sample.dataset("d", None, "k,n:integer\na,5\nb,7\nc,7\nd,1\n");
    let keys = ["a", "b", "c", "d"].map(|k| {
        let selection = sample.select(table, &[("k", k)], Aggregate::Value, "n");
        sample.figure(k, Calculation::Select(selection))
    });
    let ranks = keys.map(|value| {
        let id = format!("rank_{}", value.index());
        let key = sample.derived(&id, Operation::Rank { value, among: keys.to_vec(), from: None });
        digits(&sample.answer(key).unwrap())
    });
    assert_eq!(ranks, ["3", "1", "1", "4"]);
}

#[test]
fn a_series_keeps_the_order_of_its_column() {
    let mut sample = Sample::new();
    let csv = "month:yearmonth,place,n:integer\n2025-02,south,1\n2025-01,north,2\n2025-02,north,4\n";
    let table = sample.dataset("d", None, csv);
    let mut selection = sample.select(table, &[], Aggregate::Sum, "n");
    selection.by = Some(0);
    let by_month = sample.figure("by_month", Calculation::Select(selection.clone()));
    selection.by = Some(1);
    let by_place = sample.figure("by_place", Calculation::Select(selection));
    assert_eq!(digits(&sample.answer(by_month).unwrap()), "2 5", "months ascend");
    assert_eq!(digits(&sample.answer(by_place).unwrap()), "1 6", "words stand in the order of the file");
}

#[test]
fn a_series_that_skips_a_month_is_a_warning_where_its_steps_are_counted() {
    let mut sample = Sample::new();
    let csv = "month:yearmonth,total:integer\n2025-01,5\n2025-02,4\n2025-04,3\n";
    let table = sample.dataset("monthly", None, csv);
    let selection = sample.monthly(table, "total", "2025-01", "2025-04");
    let series = sample.figure("series", Calculation::Select(selection));
    let falls = sample.derived("falls", Operation::CountSteps(series, Direction::Falls));
    let (evaluation, problems) = sample.evaluate();
    assert_eq!(digits(evaluation.figure(falls).unwrap()), "2");
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["figure `falls` counts the step from 2025-02 to 2025-04, which jumps over a period"]);
}

#[test]
fn a_join_leaves_out_rows_only_where_it_says_so_and_refuses_a_key_that_stands_twice() {
    use crate::model::{Filter, Join};
    let join = |regions: &str, leave_out: bool| {
        let mut sample = Sample::new();
        let first = sample.dataset("monthly", None, "code,n:integer\nA,1\nB,2\nC,4\nA,8\n,16\n");
        let second = sample.dataset("regions", None, regions);
        let mut selection: Selection = sample.select(first, &[], Aggregate::Sum, "n");
        selection.join = Some(Join {
            dataset: second,
            key: vec![(0, 0)],
            leave_out,
            conditions: Vec::new(),
            many: false,
            once: false,
        });
        let land = sample.model.datasets[second].table.columns[1].encode("land").unwrap();
        selection.filters.push(Filter { column: 3, predicate: Predicate::In(vec![land]) });
        sample.ask(selection).map(|outcome| digits(&outcome))
    };
    let ask = |regions: &str| join(regions, true);
    let lost = join("code,kind\nB,sea\nA,land\n", false).unwrap_err();
    let expected = "F114: figure `asked` finds no partner in `regions` for 2 of 5 rows of `monthly`: `C` on line 4 appears \
                    nowhere in `code`";
    assert_eq!(lost, expected);
    assert_eq!(ask("code,kind\nB,sea\nA,land\n"), Ok("9".into()));
    assert_eq!(ask("code,kind\nD,sea\nC,land\n"), Ok("4".into()));
    let twice = ask("code,kind\nA,land\nB,sea\nA,sea\n").unwrap_err();
    let expected =
        "F107: figure `asked` joins `data/regions.csv`, where the key `code` of line 2 stands again on line 4";
    assert_eq!(twice, expected);
}

#[test]
fn hundreds_of_figures_on_two_columns_agree_with_a_scan_of_each() {
    use std::fmt::Write as _;
    let mut csv = "place,month:yearmonth,n:integer\n".to_owned();
    for row in 0..3000_u32 {
        writeln!(csv, "p{},2025-{:02},{row}", row % 7, row % 5 + 1).unwrap();
    }
    let mut sample = Sample::new();
    let table = sample.dataset("d", None, &csv);
    for figure in 0..210 {
        let (place, month) = (format!("p{}", figure % 8), format!("2025-{:02}", figure % 5 + 1));
        let selection = sample.select(table, &[("month", &month), ("place", &place)], |_| Aggregate::Count(None), "n");
        sample.figure(&format!("f{figure}"), Calculation::Select(selection));
    }
    let (evaluation, problems) = sample.evaluate();
    assert_eq!(problems, vec![]);
    for (key, _, figure) in sample.model.figures.iter() {
        let Calculation::Select(selection) = &figure.calculation else { panic!("all are selections") };
        let scanned = rows(&sample.model, selection).len().to_string();
        assert_eq!(digits(evaluation.figure(key).unwrap()), scanned);
    }
}

#[test]
fn a_window_that_reaches_beyond_the_data_is_a_warning() {
    for (from, to, warning) in [
        ("2024-10", "2025-11", None),
        ("2025-10", "2026-09", Some("asks for `month` up to 2026-09, and `monthly` ends with 2025-11")),
        ("2022-10", "2023-12", Some("asks for `month` from 2022-10 on, and `monthly` begins with 2023-10")),
    ] {
        let (sample, _) = window(from, to);
        let (_, problems) = sample.evaluate();
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            said,
            warning.map(|words| format!("figure `series` {words}")).into_iter().collect::<Vec<_>>(),
            "{from}"
        );
    }
}

#[test]
fn a_series_without_a_step_has_no_trend() {
    let (mut sample, series) = window("2025-11", "2025-11");
    let key = sample.derived("falls", Operation::CountSteps(series, Direction::Falls));
    assert_eq!(sample.answer(key).unwrap_err(), "F108: figure `falls` asks for the steps of a series of 1 value");
}

#[test]
fn a_result_with_more_digits_than_are_kept_is_a_problem() {
    let mut sample = Sample::new();
    let table = sample.dataset("d", None, "k,n:number\nbig,900000000000000000\nsmall,0\n");
    let tiny = sample.dataset("t", None, "k,n:number\nsmall,0.000000000000000001\n");
    let mut cell = |of, k: &str| {
        let selection = sample.select(of, &[("k", k)], Aggregate::Value, "n");
        sample.figure(k, Calculation::Select(selection))
    };
    let (big, small) = (cell(table, "big"), cell(tiny, "small"));
    let key = sample.derived("both", Operation::Total(vec![big, small]));
    assert_eq!(sample.answer(key).unwrap_err(), "F104: figure `both` has more digits than are kept exactly");
}
