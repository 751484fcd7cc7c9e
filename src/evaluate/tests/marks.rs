//! What is said behind numbers: of the cells they are made of, and of none other.

use crate::model::{Aggregate, Calculation, Filter, Key, Operation, Predicate, Provisional, Selection};
use crate::vocabulary::Caveats;

use super::super::sample::{Sample, release};
use crate::outcome::Outcome;

const P: Caveats = Caveats::PROVISIONAL;
const R: Caveats = Caveats::REVISED;
const NONE: Caveats = Caveats::NONE;

/// Three years of two places; the last year is provisional, and one cell was revised.
const NOW: &str = "year:year,place,n:integer,flag\n\
                   2022,north,10,\n2022,south,40,a\n2023,north,20,r\n2023,south,30,B\n2024,north,15,bp\n2024,south,60,P\n";

fn sample(provisional: Provisional) -> (Sample, Key<crate::model::Dataset>) {
    let mut sample = Sample::new();
    let measure = sample.measure("calls");
    let calls = sample.change("calls", Some(measure), NOW, |dataset| dataset.provisional = Some(provisional));
    (sample, calls)
}

/// Returns what a selection comes to.
fn ask(sample: &mut Sample, selection: Selection) -> Outcome {
    let id = format!("asked_{}", sample.model.figures.len());
    let key = sample.figure(&id, Calculation::Select(selection));
    sample.evaluate().0.figure(key).unwrap().clone()
}

fn said(outcome: &Outcome) -> (Caveats, Caveats) {
    (outcome.said(), outcome.rivals)
}

#[test]
fn a_number_is_marked_where_a_cell_it_is_made_of_is() {
    let (mut sample, calls) = sample(Provisional::Status(3));
    let all = P.and(R);
    for (aggregate, wanted, column, expected) in [
        (Aggregate::Sum as fn(usize) -> Aggregate, &[][..], "n", (all, NONE)),
        (Aggregate::Mean, &[], "n", (all, NONE)),
        (Aggregate::Median, &[], "n", (all, NONE)),
        (Aggregate::Min, &[], "n", (NONE, all)),
        (Aggregate::Max, &[], "n", (P, R)),
        (Aggregate::Distinct, &[], "n", (all, NONE)),
        (Aggregate::Distinct, &[], "place", (NONE, NONE)),
        (Aggregate::Distinct, &[], "year", (NONE, NONE)),
        (|at| Aggregate::Count(Some(at)), &[], "place", (NONE, NONE)),
        (|_| Aggregate::Count(None), &[], "n", (NONE, NONE)),
        (|_| Aggregate::Count(None), &[("year", "2024")], "n", (NONE, NONE)),
        (Aggregate::Sum, &[("year", "2022")], "n", (NONE, NONE)),
        (Aggregate::Sum, &[("year", "2023")], "n", (R, NONE)),
        (Aggregate::Sum, &[("year", "2024")], "n", (P, NONE)),
        (Aggregate::Min, &[("year", "2023")], "n", (R, NONE)),
        (Aggregate::Max, &[("year", "2023")], "n", (NONE, R)),
        (Aggregate::Value, &[("year", "2023"), ("place", "south")], "n", (NONE, NONE)),
    ] {
        let selection = sample.select(calls, wanted, aggregate, column);
        assert_eq!(said(&ask(&mut sample, selection)), expected, "{:?} {wanted:?} {column}", aggregate(0));
    }
}

#[test]
fn a_count_is_marked_where_a_condition_reads_a_marked_cell_even_of_a_row_that_it_leaves_out() {
    let (mut sample, calls) = sample(Provisional::Status(3));
    let mut counted = |wanted: &[(&str, &str)], low: i64| {
        let mut selection = sample.select(calls, wanted, |_| Aggregate::Count(None), "n");
        let predicate = Predicate::Within { low: Some((low, true)), high: None };
        selection.filters.push(Filter { column: 2, predicate });
        ask(&mut sample, selection).said()
    };
    assert_eq!(counted(&[("year", "2022")], 20), NONE);
    assert_eq!(counted(&[("year", "2024")], 20), P);
    assert_eq!(counted(&[("year", "2024")], 100), P, "a number that may still change is why it is none");
    assert_eq!(counted(&[("place", "north")], 0), P.and(R));
}

#[test]
fn rows_that_are_the_things_counted_carry_what_is_said_of_them() {
    let mut sample = Sample::new();
    let fires = sample.measure("fires");
    let list = sample.change("fires_list", Some(fires), "day:date,place\n2025-10-01,a\n2025-11-02,b\n", |dataset| {
        dataset.measures = vec![None, Some(fires)];
        dataset.provisional = Some(Provisional::Last(1));
    });
    let mut count = |place: &str| {
        let selection = sample.select(list, &[("place", place)], |_| Aggregate::Count(None), "place");
        ask(&mut sample, selection).said()
    };
    assert_eq!((count("a"), count("b")), (NONE, P));
}

#[test]
fn a_rank_and_an_extreme_are_marked_by_their_own_value_and_lean_on_the_others() {
    let (mut sample, calls) = sample(Provisional::Last(1));
    let mut year = |year: &str| {
        let selection = sample.select(calls, &[("year", year)], Aggregate::Sum, "n");
        sample.figure(&format!("of_{year}"), Calculation::Select(selection))
    };
    let (first, last) = (year("2022"), year("2024"));
    let mut selection = sample.select(calls, &[], Aggregate::Sum, "n");
    selection.by = Some(0);
    let series = sample.figure("series", Calculation::Select(selection));
    let mut derived = |id: &str, operation| sample.derived(id, operation);
    let rank = derived("rank", Operation::Rank { value: first, among: vec![series], from: None });
    let last_rank = derived("last_rank", Operation::Rank { value: last, among: vec![series], from: None });
    let lowest = derived("lowest", Operation::Lowest(series));
    let highest = derived("highest", Operation::Highest(series));
    let steps = derived("steps", Operation::Steps(series));
    let change = derived("change", Operation::Change { from: first, to: last });
    let (evaluation, _) = sample.evaluate();
    let found = |figure| said(evaluation.figure(figure).unwrap());
    assert_eq!(found(rank), (NONE, P));
    assert_eq!(found(last_rank), (P, NONE));
    assert_eq!(found(lowest), (NONE, P), "two years have 50, and neither is the last");
    assert_eq!(found(highest), (P, NONE));
    assert_eq!(found(steps), (NONE, NONE));
    assert_eq!(found(change), (P, NONE));
}

#[test]
fn the_last_period_is_the_latest_and_not_the_last_row() {
    let mut sample = Sample::new();
    let csv = "year:year,n:integer\n2024,3\n2022,1\n2023,2\n";
    let calls = sample.change("calls", None, csv, |dataset| dataset.provisional = Some(Provisional::Last(1)));
    let said = |year: &str| {
        let selection = sample.select(calls, &[("year", year)], Aggregate::Sum, "n");
        ask(&mut sample, selection).said()
    };
    assert_eq!(["2022", "2023", "2024"].map(said), [NONE, NONE, P]);
}

#[test]
fn a_least_value_is_revised_where_its_own_cell_was() {
    let mut sample = Sample::new();
    let csv = "year:year,n:integer\n2022,5\n2023,7\n2024,9\n";
    let earlier = |csv: &str| vec![release("2025-01-04", csv)];
    let one =
        sample.change("one", None, csv, |dataset| dataset.earlier = earlier("year:year,n:integer\n2022,4\n2023,7\n"));
    let two =
        sample.change("two", None, csv, |dataset| dataset.earlier = earlier("year:year,n:integer\n2022,5\n2023,8\n"));
    let mut least = |of| {
        let selection = sample.select(of, &[], Aggregate::Min, "n");
        said(&ask(&mut sample, selection))
    };
    assert_eq!((least(one), least(two)), ((R, NONE), (NONE, R)));
}
