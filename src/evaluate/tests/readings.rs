//! Readings: what a test makes of a claim, on the record or off it, today and on the day it was said.

use crate::model::{Aggregate, Calculation, Key, Operation, TestOf, Trend};
use crate::number::Period;
use crate::vocabulary::Direction;

use super::super::sample::{Sample, digits, release, said};
use super::{RECORD, record};

#[test]
fn month_after_month_holds_in_one_window_and_fails_in_the_other() {
    for (from, to, holds) in [("2024-04", "2025-02", true), ("2025-02", "2025-11", false)] {
        let (mut sample, encounters, monthly) = record();
        let selection = sample.monthly(monthly, "total", from, to);
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        sample.claim("falling", Some(encounters), None, of, Some(Trend::EveryStep(Direction::Falls)));
        let (reading, problems) = sample.reading();
        assert_eq!((reading.holds, problems), (Some(holds), vec![]), "{from}");
    }
}

#[test]
fn just_over_30000_follows_the_cell() {
    for (cell, holds) in [("30375", true), ("27375", false)] {
        let mut sample = Sample::new();
        let encounters = sample.measure("encounters");
        let csv = RECORD.replace("2025-11,788,30375", &format!("2025-11,788,{cell}"));
        let monthly = sample.dataset("monthly", Some(encounters), &csv);
        let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Sum, "total");
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        sample.claim("november", None, Some("30,375"), of, None);
        let (reading, problems) = sample.reading();
        assert_eq!((reading.holds, problems), (Some(holds), vec![]));
        assert_eq!(digits(&reading.outcome.unwrap()), cell);
    }
}

#[test]
fn a_test_on_the_published_record_of_its_measure_is_on_record() {
    let read = |published: bool, recorded: bool| {
        let mut sample = Sample::new();
        let encounters = sample.measure("encounters");
        let publisher = published.then(|| Key::new(0));
        let monthly = sample.change("monthly", Some(encounters), RECORD, |dataset| dataset.publisher = publisher);
        if recorded {
            sample.recorded(encounters, monthly);
        }
        let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Sum, "total");
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        sample.claim("november", Some(encounters), Some("30,375"), of, None);
        sample.read_only().on_record
    };
    assert!(read(true, true));
    assert!(!read(false, true), "nobody publishes it");
    assert!(!read(true, false), "it is not the record");
}

#[test]
fn a_test_of_another_measure_decides_nothing_and_is_a_problem() {
    let (mut sample, encounters, monthly) = record();
    let victims = sample.measure("victims");
    sample.distinct(victims, encounters, "The record does not ask whether a person is a victim.");
    let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Sum, "total");
    let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
    sample.claim("trafficked", Some(victims), Some("30,375"), of, None);
    let (reading, problems) = sample.reading();
    assert_eq!((reading.holds, reading.on_record), (None, false));
    assert_eq!(problems[0].code.id, "E101");
    assert_eq!(problems[0].message, "claim `trafficked` is about `victims`, and its test counts `encounters`");
    assert!(problems[0].notes[0].contains("does not ask whether"));
    sample.proxy(encounters, victims);
    let (reading, problems) = sample.reading();
    assert_eq!((reading.holds, problems), (Some(true), vec![]), "a declared proxy may speak for it");
}

#[test]
fn a_revision_makes_a_claim_that_held_when_it_was_said() {
    let read = |date: &str| {
        let mut sample = Sample::new();
        let encounters = sample.measure("encounters");
        // The earlier release has its columns in another order and lacks the last month.
        let earlier = "total:integer,month:yearmonth\n30000,2025-10\n30600,2025-11\n";
        let monthly = sample.change("monthly", Some(encounters), RECORD, |dataset| {
            dataset.vintage = Some("2026-02-01".into());
            dataset.earlier = vec![release("2025-12-04 (first print)", earlier)];
        });
        let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Sum, "total");
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        let claim = sample.claim("november", Some(encounters), Some("30,600"), of, None);
        sample.said(claim, &said(date));
        let reading = sample.read_only();
        (reading.holds, reading.held_when_said)
    };
    assert_eq!(read("2025-12"), (Some(false), Some(true)));
    assert_eq!(read("2025-12-04"), (Some(false), Some(true)));
    assert_eq!(read("2026-02"), (Some(false), None), "by then the current release was out");
    assert_eq!(read("2025-11"), (Some(false), None), "no release was out yet");
}

#[test]
fn an_earlier_release_answers_for_figures_made_from_others_too() {
    let mut sample = Sample::new();
    let encounters = sample.measure("encounters");
    let earlier = "month:yearmonth,total:integer\n2025-10,10\n2025-11,20\n";
    let current = "month:yearmonth,total:integer\n2025-10,10\n2025-11,40\n";
    let monthly = sample.change("monthly", Some(encounters), current, |dataset| {
        dataset.vintage = Some("2026-02".into());
        dataset.earlier = vec![release("2025-12", earlier)];
    });
    let [a, b] = ["2025-10", "2025-11"].map(|month| {
        let selection = sample.select(monthly, &[("month", month)], Aggregate::Sum, "total");
        sample.figure(&format!("m{}", month.replace('-', "_")), Calculation::Select(selection))
    });
    let rise = sample.derived("rise", Operation::Difference(b, a));
    let claim = sample.claim("rose", Some(encounters), Some("10"), TestOf::Figure(rise), None);
    sample.said(claim, &said("2025-12-31"));
    let reading = sample.read_only();
    assert_eq!((reading.holds, reading.held_when_said), (Some(false), Some(true)));
}

#[test]
fn a_cause_hides_its_consequences() {
    let (mut sample, _, monthly) = record();
    let selection = sample.select(monthly, &[("month", "2031-01")], Aggregate::Sum, "total");
    let missing = sample.figure("missing", Calculation::Select(selection));
    let twice = sample.derived("twice", Operation::Total(vec![missing, missing]));
    sample.derived("thrice", Operation::Total(vec![twice, missing]));
    sample.claim("claimed", None, Some("5"), TestOf::Figure(twice), None);
    let (evaluation, problems) = sample.evaluate();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].code.id, "F102");
    assert!([missing, twice].into_iter().all(|figure| evaluation.figure(figure).is_none()));
    assert_eq!(evaluation.claim(Key::new(0)).readings[0].holds, None);
}

#[test]
fn the_lowest_since_a_period_is_lower_than_everything_after_it() {
    use crate::quantity::Judgement;
    let csv = "month:yearmonth,total:integer\n2024-12,9\n2025-01,3\n2025-02,8\n2025-03,7\n2025-04,5\n";
    let judge = |direction, since: &str| {
        let mut sample = Sample::new();
        let table = sample.dataset("monthly", None, csv);
        let selection = sample.monthly(table, "total", "2024-12", "2025-04");
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        let trend = Trend::ExtremeSince(direction, Period::parse(since).ok());
        sample.claim("record", None, None, of, Some(trend));
        let (reading, problems) = sample.reading();
        match (reading.holds, reading.uninformative) {
            (Some(false), _) => Ok(Judgement::Fails),
            (Some(true), true) => Ok(Judgement::TrueButUninformative),
            (Some(true), false) => Ok(Judgement::Fits),
            (None, _) => Err(problems[0].code.id),
        }
    };
    assert_eq!(judge(Direction::Falls, "2025-01"), Ok(Judgement::Fits), "January was as low");
    assert_eq!(judge(Direction::Falls, "2025-02"), Ok(Judgement::Fails), "it is the lowest since January");
    assert_eq!(judge(Direction::Falls, "2024-12"), Ok(Judgement::Fails), "January was lower");
    assert_eq!(judge(Direction::Falls, "2024"), Ok(Judgement::Fails));
    assert_eq!(judge(Direction::Rises, "2025-03"), Ok(Judgement::Fits), "March was higher, nothing lies between");
    assert_eq!(judge(Direction::Rises, "2025-01"), Ok(Judgement::Fails), "February was higher");
    assert_eq!(judge(Direction::Falls, "first"), Ok(Judgement::Fails), "January was lower");
    assert_eq!(judge(Direction::Rises, "2025-02"), Ok(Judgement::Fails), "March was higher");
    assert_eq!(judge(Direction::Falls, "2024-11"), Err("F110"), "the series begins later");
}

#[test]
fn doubled_is_twice_the_first_value_or_more() {
    for (last, holds) in [("9", false), ("10", true), ("11", true)] {
        let mut sample = Sample::new();
        let csv = format!("month:yearmonth,total:integer\n2025-01,5\n2025-02,90\n2025-03,{last}\n");
        let table = sample.dataset("monthly", None, &csv);
        let selection = sample.monthly(table, "total", "2025-01", "2025-03");
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        sample.claim("doubled", None, None, of, Some(Trend::Doubled));
        let (reading, problems) = sample.reading();
        assert_eq!((reading.holds, problems), (Some(holds), vec![]), "{last}");
    }
}

#[test]
fn a_count_is_never_held_against_a_percentage() {
    let (mut sample, encounters, monthly) = record();
    let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Sum, "total");
    let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
    sample.claim("share", Some(encounters), Some("more than 12%"), of, None);
    let (reading, problems) = sample.reading();
    assert_eq!(reading.holds, None);
    assert_eq!(problems[0].message, "the test of claim `share` holds a count against “more than 12%”");
}

#[test]
fn a_claim_that_is_true_and_says_too_little_is_known_to() {
    for (words, warned) in [("more than 1,000", true), ("just over 30,000", false)] {
        let (mut sample, encounters, monthly) = record();
        let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Sum, "total");
        let of = TestOf::Inline(Box::new(Calculation::Select(selection)));
        sample.claim("november", Some(encounters), Some(words), of, None);
        let (reading, problems) = sample.reading();
        assert_eq!((reading.holds, reading.uninformative), (Some(true), warned), "{words}");
        assert_eq!(problems, []);
    }
}
