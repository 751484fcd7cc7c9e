//! Spans: which stretch of time figures and claims speak of, by what they ask of the record.

use crate::model::{Aggregate, Calculation, Claim, Figure, Key, Operation, Predicate, Section, TestOf};
use crate::number::Period;
use crate::vocabulary::Direction;

use super::super::sample::Sample;
use super::record;
use crate::outcome::{Span, span_of, span_of_claim};

/// Returns the words and days of a span.
fn said(span: Option<Span>) -> String {
    span.map_or_else(
        || "unknown".into(),
        |span| {
            let first = span.first.map_or_else(|| "…".into(), |first| first.to_string());
            format!("{}: {first}/{}", span.words(), span.last)
        },
    )
}

fn figure_says(sample: &Sample, key: Key<Figure>) -> String {
    said(span_of(&sample.model, &sample.evaluate().0, key))
}

/// Returns the span of an aggregate over the months that a predicate on the record's `month` takes.
fn over(aggregate: Aggregate, predicate: Option<Predicate>) -> String {
    let (mut sample, _, monthly) = record();
    let mut selection = sample.select(monthly, &[], |_| aggregate, "total");
    selection.filters.extend(predicate.map(|predicate| crate::model::Filter { column: 0, predicate }));
    let key = sample.figure("asked", Calculation::Select(selection));
    figure_says(&sample, key)
}

fn months(months: &[&str]) -> Predicate {
    let (sample, _, monthly) = record();
    let column = &sample.model.datasets[monthly].table.columns[0];
    Predicate::In(months.iter().map(|month| column.encode(month).unwrap()).collect())
}

fn window(from: Option<&str>, to: Option<&str>, included: bool) -> Predicate {
    let (sample, _, monthly) = record();
    let column = &sample.model.datasets[monthly].table.columns[0];
    Predicate::Within {
        low: from.and_then(|from| column.at_least(from, included)),
        high: to.and_then(|to| column.at_most(to, included)),
    }
}

#[test]
fn a_selection_speaks_of_the_months_it_asks_for() {
    let sum = |predicate| over(Aggregate::Sum(2), predicate);
    assert_eq!(sum(Some(months(&["2025-11"]))), "a month: 2025-11-01/2025-11-30");
    assert_eq!(sum(Some(months(&["2024-12", "2024-10", "2024-11"]))), "a quarter: 2024-10-01/2024-12-31");
    assert_eq!(sum(Some(months(&["2024-11", "2025-11"]))), "unknown", "there is a year between them");
    assert_eq!(sum(Some(window(Some("2024-10"), Some("2025-09"), true))), "a fiscal year: 2024-10-01/2025-09-30");
    assert_eq!(sum(Some(window(Some("2024-12"), Some("2025-02"), false))), "a month: 2025-01-01/2025-01-31");
    assert_eq!(sum(Some(window(Some("2025-10"), None, true))), "two months: 2025-10-01/2025-11-30");
    assert_eq!(sum(Some(window(None, Some("2023-12"), true))), "a quarter: 2023-10-01/2023-12-31");
    assert_eq!(sum(Some(Predicate::NotIn(vec![]))), "unknown");
    assert_eq!(sum(None), "26 months: 2023-10-01/2025-11-30", "all that the file holds");
}

#[test]
fn the_highest_month_of_a_year_speaks_of_a_month() {
    let year = || Some(window(Some("2024-01"), Some("2024-12"), true));
    assert_eq!(over(Aggregate::Max(2), year()), "a month: 2024-01-01/2024-12-31");
    assert_eq!(over(Aggregate::Mean(2), year()), "a month: 2024-01-01/2024-12-31");
    assert_eq!(over(Aggregate::Count(None), year()), "a calendar year: 2024-01-01/2024-12-31");
}

#[test]
fn days_years_and_fiscal_years_are_told_apart_by_their_columns() {
    let ask = |csv: &str, wanted: &[(&str, &str)]| {
        let mut sample = Sample::new();
        let of = sample.dataset("d", None, csv);
        let selection = sample.select(of, wanted, Aggregate::Sum, "n");
        let key = sample.figure("asked", Calculation::Select(selection));
        figure_says(&sample, key)
    };
    let years = "year:year,n:integer\n2024,1\n2025,2\n";
    assert_eq!(ask(years, &[("year", "2025")]), "a calendar year: 2025-01-01/2025-12-31");
    assert_eq!(ask(years, &[]), "24 months: 2024-01-01/2025-12-31");
    let fiscal = years.replace("year:", "Fiscal Year:");
    assert_eq!(ask(&fiscal, &[("Fiscal Year", "2025")]), "a fiscal year: 2024-10-01/2025-09-30");
    let days = "day:date,place,n:integer\n2025-11-03,north,1\n2025-11-04,south,2\n2025-11-05,north,2\n";
    assert_eq!(ask(days, &[("day", "2025-11-03")]), "a day: 2025-11-03/2025-11-03");
    assert_eq!(ask(days, &[("place", "south")]), "a day: 2025-11-04/2025-11-04", "the time of its only row");
    assert_eq!(ask(days, &[]), "unknown", "days say nothing of where a count began");
    assert_eq!(ask("year:integer,n:integer\n2025,1\n", &[("year", "2025")]), "unknown", "nothing says it is a year");
    let two = "year:year,month:yearmonth,n:integer\n2025,2025-11,1\n2025,2025-12,1\n";
    assert_eq!(ask(two, &[("year", "2025"), ("month", "2025-11")]), "a month: 2025-11-01/2025-11-30");
    assert_eq!(ask(two, &[("year", "2025"), ("month", "2025-12")]), "a month: 2025-12-01/2025-12-31");
    assert_eq!(ask(two, &[]), "unknown", "one of two columns may be another kind of time");
}

#[test]
fn derived_figures_speak_of_what_they_are_made_of() {
    let (mut sample, _, monthly) = record();
    let mut month = |month: &str, column: &str| {
        let selection = sample.select(monthly, &[("month", month)], Aggregate::Value, column);
        sample.figure(&format!("{column}{}", month.replace('-', "_")), Calculation::Select(selection))
    };
    let (october, november, children) =
        (month("2025-10", "total"), month("2025-11", "total"), month("2025-11", "unaccompanied"));
    let september = month("2025-09", "total");
    let series = sample.monthly(monthly, "total", "2025-02", "2025-11");
    let series = sample.figure("series", Calculation::Select(series));
    for (id, operation, expected) in [
        ("share", Operation::Share { part: children, whole: november }, "a month: 2025-11-01/2025-11-30"),
        ("adults", Operation::Difference(november, children), "a month: 2025-11-01/2025-11-30"),
        ("fall", Operation::Difference(october, november), "unknown"),
        ("change", Operation::Change { from: october, to: november }, "unknown"),
        ("autumn", Operation::Total(vec![november, september, october]), "three months: 2025-09-01/2025-11-30"),
        ("apart", Operation::Total(vec![november, september]), "unknown"),
        ("lowest", Operation::Lowest(series), "a month: 2025-02-01/2025-11-30"),
        ("falls", Operation::CountSteps(series, Direction::Falls), "ten months: 2025-02-01/2025-11-30"),
    ] {
        let key = sample.derived(id, operation);
        assert_eq!(figure_says(&sample, key), expected, "{id}");
    }
    assert_eq!(figure_says(&sample, series), "a month: 2025-02-01/2025-11-30");
}

/// Declares the period of a figure: registered sections only grow.
fn declare(sample: &mut Sample, key: Key<Figure>, period: &str) {
    let mut figures = Section::default();
    for (at, id, figure) in sample.model.figures.iter() {
        let period = if at == key { Some(Period::parse(period).unwrap()) } else { figure.period.clone() };
        figures.add(id.clone(), Figure { period, ..figure.clone() });
    }
    sample.model.figures = figures;
}

#[test]
fn what_the_author_declares_comes_first() {
    let (mut sample, encounters, monthly) = record();
    let selection = sample.select(monthly, &[("month", "2025-11")], Aggregate::Value, "total");
    let inline = TestOf::Inline(Box::new(Calculation::Select(selection.clone())));
    let key = sample.figure("november", Calculation::Select(selection));
    let share = sample.derived("share", Operation::Share { part: key, whole: key });
    let by_figure = sample.claim("a", Some(encounters), Some("30,375"), TestOf::Figure(key), None);
    let by_test = sample.claim("b", Some(encounters), Some("30,375"), inline, None);
    declare(&mut sample, key, "to 2025-11-30");
    let (evaluation, _) = sample.evaluate();
    let of_claim = |claim| said(span_of_claim(&sample.model, &evaluation, claim));
    assert_eq!(figure_says(&sample, key), "a total to a day: …/2025-11-30");
    assert_eq!(figure_says(&sample, share), "a total to a day: …/2025-11-30");
    assert_eq!(of_claim(by_figure), "a total to a day: …/2025-11-30");
    assert_eq!(of_claim(by_test), "a month: 2025-11-01/2025-11-30");
    let mut claims = Section::default();
    for (at, id, claim) in sample.model.claims.iter() {
        let period = (at == by_test).then(|| Period::parse("FY2025").unwrap());
        claims.add(id.clone(), Claim { period, ..claim.clone() });
    }
    sample.model.claims = claims;
    let declared = span_of_claim(&sample.model, &evaluation, by_test);
    assert_eq!(said(declared), "a fiscal year: 2024-10-01/2025-09-30");
}
