//! Revised cells on their way into totals, derived figures, series and claims.

use crate::model::{Aggregate, Calculation, Key, Operation, Provisional, TestOf};

use super::super::sample::{Sample, release};
use crate::outcome::{Evaluation, Value};

const NOW: &str = "month:yearmonth,n:integer\n2025-09,5\n2025-10,7\n2025-11,9\n";
const EARLIER: &str = "month:yearmonth,n:integer\n2025-09,5\n2025-10,6\n";

/// Returns a sample whose October was revised and whose last month is provisional.
fn sample() -> (Sample, Key<crate::model::Dataset>) {
    let mut sample = Sample::new();
    let measure = sample.measure("floods");
    let monthly = sample.change("monthly", Some(measure), NOW, |dataset| {
        dataset.provisional = Some(Provisional::Last(1));
        dataset.earlier = vec![release("2025-11-04", EARLIER)];
    });
    (sample, monthly)
}

fn marks(evaluation: &Evaluation, figure: Key<crate::model::Figure>) -> (bool, bool) {
    let outcome = evaluation.figure(figure).unwrap();
    (outcome.provisional, outcome.revised)
}

#[test]
fn a_total_and_what_is_made_of_it_are_revised_when_one_cell_is() {
    let (mut sample, monthly) = sample();
    let mut window = |id: &str, from: &str, to: &str| {
        let mut selection = sample.monthly(monthly, "n", from, to);
        selection.by = None;
        sample.figure(id, Calculation::Select(selection))
    };
    let (september, autumn) = (window("september", "2025-09", "2025-09"), window("autumn", "2025-09", "2025-10"));
    let (november, all) = (window("november", "2025-11", "2025-11"), window("all", "2025-09", "2025-11"));
    let share = sample.derived("share", Operation::Share { part: september, whole: autumn });
    let (evaluation, _) = sample.evaluate();
    let found = [september, autumn, november, all, share].map(|figure| marks(&evaluation, figure));
    assert_eq!(found, [(false, false), (false, true), (true, false), (true, true), (false, true)]);
}

#[test]
fn each_point_of_a_series_has_its_own_marks() {
    let (mut sample, monthly) = sample();
    let series = sample.figure("series", Calculation::Select(sample.monthly(monthly, "n", "2025-09", "2025-11")));
    let (evaluation, _) = sample.evaluate();
    let Value::Series(points) = &evaluation.figure(series).unwrap().value else { panic!("a series") };
    let found: Vec<_> = points.iter().map(|point| (point.provisional, point.revised)).collect();
    assert_eq!(found, [(false, false), (false, true), (true, false)]);
    assert_eq!(marks(&evaluation, series), (true, true));
}

#[test]
fn a_claim_is_on_revised_data_when_its_test_is() {
    for (month, revised) in [("2025-09", false), ("2025-10", true)] {
        let (mut sample, monthly) = sample();
        let selection = sample.select(monthly, &[("month", month)], Aggregate::Sum, "n");
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        let claim = sample.claim("claimed", None, Some("5"), of, None);
        assert_eq!(sample.evaluate().0.claim(claim).revised, revised, "{month}");
    }
}

#[test]
fn a_joined_dataset_lends_its_revisions_to_the_column_that_is_taken_from_it() {
    use crate::model::Join;
    let (mut sample, monthly) = sample();
    let gauges = sample.dataset("gauges", None, "month:yearmonth,gauges:integer\n2025-09,1\n2025-10,2\n");
    let mut ask = |id: &str, first, second, aggregate| {
        let mut selection = sample.select(first, &[("month", "2025-10")], |_| aggregate, "n");
        selection.join = Some(Join {
            dataset: second,
            key: vec![(0, 0)],
            leave_out: false,
            conditions: Vec::new(),
            many: false,
            once: false,
        });
        sample.figure(id, Calculation::Select(selection))
    };
    let own = ask("own", gauges, monthly, Aggregate::Sum(1));
    let joined = ask("joined", gauges, monthly, Aggregate::Sum(3));
    let (evaluation, _) = sample.evaluate();
    assert_eq!([own, joined].map(|figure| evaluation.figure(figure).unwrap().revised), [false, true]);
}
