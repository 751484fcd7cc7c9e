//! Small counts: which numbers are withheld, which cells beside them, and what can still be worked out.

use crate::model::{
    Aggregate, Calculation, Figure, Key, Operation, Predicate, RegistryText, TableEntry, TableOf, TestOf,
};
use crate::vocabulary::Counts;

use super::super::sample::{Sample, digits, place};
use super::super::{recoverable, withheld_behind, withheld_in_table};
use crate::model::Dataset;
use crate::outcome::{Shown, Withheld};
use crate::text::Id;

const HOMES: &str = "region,month:yearmonth,upper:integer,ground:integer,all:integer\n\
                     north,2025-10,3,20,23\nsouth,2025-10,40,80,120\nwest,2025-10,50,30,80\n\
                     total,2025-10,93,130,223\nnorth,2025-11,6,7,13\n";

fn sample() -> (Sample, Key<Dataset>) {
    let mut sample = Sample::new();
    let homes = sample.measure("homes");
    sample.measures(homes, |measure| measure.sensitive = true);
    let dataset = sample.dataset("d", Some(homes), HOMES);
    (sample, dataset)
}

fn sum(sample: &mut Sample, of: Key<Dataset>, id: &str, wanted: &[(&str, &[&str])], column: &str) -> Key<Figure> {
    let mut selection = sample.select(of, &[], Aggregate::Sum, column);
    for (name, words) in wanted {
        let table = &sample.model.datasets[of].table;
        let at = table.column(name).unwrap();
        let values = words.iter().map(|word| table.columns[at].encode(word).unwrap()).collect();
        selection.filters.push(crate::model::Filter { column: at, predicate: Predicate::In(values) });
    }
    sample.figure(id, Calculation::Select(selection))
}

#[test]
fn a_small_count_of_a_sensitive_measure_is_withheld_and_evaluated_all_the_same() {
    for (counts, sensitive, expected) in [
        (Counts::Cases, true, Some(Withheld::Small)),
        (Counts::Cases, false, None),
        (Counts::Amount, true, None),
        (Counts::Rate, true, None),
    ] {
        let (mut sample, d) = sample();
        sample.measures(Key::new(0), |measure| (measure.counts, measure.sensitive) = (counts, sensitive));
        let north = sum(&mut sample, d, "north", &[("region", &["north"]), ("month", &["2025-10"])], "upper");
        let claim = sample.claim("three", None, Some("3"), TestOf::Figure(north), None);
        let (evaluation, _) = sample.evaluate();
        let outcome = evaluation.figure(north).unwrap();
        assert_eq!((digits(outcome).as_str(), outcome.withheld), ("3", expected));
        assert_eq!(evaluation.claim(claim).readings[0].holds, Some(true));
    }
}

#[test]
fn zero_and_five_are_printed_and_what_lies_between_is_not() {
    for (cell, withheld) in [("0", false), ("1", true), ("4", true), ("5", false), ("-4", true), ("-5", false)] {
        let mut sample = Sample::new();
        let homes = sample.measure("homes");
        sample.measures(homes, |measure| measure.sensitive = true);
        let d = sample.dataset("d", Some(homes), &format!("k,n:integer\na,{cell}\n"));
        let selection = sample.select(d, &[], Aggregate::Sum, "n");
        assert_eq!(sample.ask(selection).unwrap().withheld.is_some(), withheld, "{cell}");
    }
}

#[test]
fn what_is_made_of_a_withheld_number_is_withheld_where_it_would_tell_it() {
    let (mut sample, d) = sample();
    let mut of =
        |id: &str, region: &str| sum(&mut sample, d, id, &[("region", &[region]), ("month", &["2025-10"])], "upper");
    let (north, south, west) = (of("north", "north"), of("south", "south"), of("west", "west"));
    for (id, operation, withheld) in [
        ("both", Operation::Total(vec![north, south]), Some(Withheld::Protecting)),
        ("share", Operation::Share { part: north, whole: south }, Some(Withheld::Protecting)),
        ("change", Operation::Change { from: south, to: north }, Some(Withheld::Protecting)),
        ("rank", Operation::Rank { value: north, among: vec![south, west, north], from: None }, None),
        ("others", Operation::Total(vec![south, west]), None),
        ("less", Operation::Difference(west, south), None),
    ] {
        let key = sample.derived(id, operation);
        assert_eq!(sample.answer(key).unwrap().withheld, withheld, "{id}");
    }
}

#[test]
fn each_small_number_of_a_series_is_withheld_by_itself() {
    use crate::outcome::Value;
    let (mut sample, d) = sample();
    let mut selection = sample.select(d, &[("month", "2025-10")], Aggregate::Sum, "upper");
    selection.by = Some(0);
    let key = sample.figure("by_region", Calculation::Select(selection));
    let lowest = sample.derived("lowest", Operation::Lowest(key));
    let Value::Series(points) = sample.answer(key).unwrap().value else { panic!("a series") };
    assert_eq!(points.iter().map(|point| point.withheld).collect::<Vec<_>>(), [true, false, false, false]);
    assert_eq!(sample.answer(lowest).unwrap().withheld, Some(Withheld::Small));
}

#[test]
fn the_cells_behind_a_printed_sum_do_not_tell_the_small_one() {
    let (mut sample, d) = sample();
    let october =
        sum(&mut sample, d, "october", &[("region", &["north", "south", "west"]), ("month", &["2025-10"])], "upper");
    let outcome = sample.answer(october).unwrap();
    assert_eq!(outcome.withheld, None);
    let hidden = withheld_behind(&sample.model, &outcome);
    assert_eq!(hidden, [Some(Withheld::Small), Some(Withheld::Protecting), None], "93 less 40 and 50 is 3");
}

/// Adds a table of some columns of the rows of a month.
fn table(sample: &mut Sample, of: Key<Dataset>, month: &str, columns: &[&str]) -> Key<TableEntry> {
    let filters = sample.select(of, &[("month", month)], Aggregate::Sum, "all").filters;
    let held = &sample.model.datasets[of].table;
    let columns = columns.iter().map(|name| held.column(name).unwrap()).collect();
    let of = TableOf::Rows { of, join: None, filters, columns };
    let entry = TableEntry {
        caption: RegistryText::plain("t"),
        measure: None,
        of,
        layout: crate::model::Layout::default(),
        note: None,
        chart: None,
        place: place("t"),
    };
    sample.model.tables.add(Id::snake("t").unwrap(), entry).unwrap()
}

/// Returns the cells of a table that are withheld: `<` where small, `x` where they protect, `.` where printed.
fn hidden(sample: &Sample, key: Key<TableEntry>, rows: usize, columns: usize) -> Vec<String> {
    let withheld = withheld_in_table(&sample.model, key);
    let show = |row, column| match withheld.at(row, column) {
        None => '.',
        Some(Withheld::Small) => '<',
        Some(Withheld::Protecting) => 'x',
    };
    (0..rows).map(|row| (0..columns).map(|column| show(row, column)).collect()).collect()
}

#[test]
fn a_table_hides_a_small_count_from_its_sums_across_and_down() {
    let (mut sample, d) = sample();
    let key = table(&mut sample, d, "2025-10", &["region", "upper", "ground", "all"]);
    assert_eq!(hidden(&sample, key, 4, 4), [".<x.", ".xx.", "....", "...."]);
    assert_eq!(recoverable(&sample.model, &sample.evaluate().0, &[Shown::Table(key)]), vec![]);
}

#[test]
fn a_table_without_sums_hides_the_small_count_alone() {
    let (mut sample, d) = sample();
    let key = table(&mut sample, d, "2025-10", &["region", "ground", "upper"]);
    // The total row is a sum of the others, whichever columns are shown.
    assert_eq!(hidden(&sample, key, 4, 3), ["..<", "..x", "...", "..."]);
    let (mut sample, d) = self::sample();
    let key = table(&mut sample, d, "2025-11", &["region", "upper", "all"]);
    assert_eq!(hidden(&sample, key, 1, 3), ["..."], "nothing is small");
    let (mut sample, _) = self::sample();
    let homes = Key::new(0);
    let e = sample.dataset("e", Some(homes), "region,month:yearmonth,all:integer\nnorth,2025-10,3\nsouth,2025-10,40\n");
    let key = table(&mut sample, e, "2025-10", &["region", "all"]);
    assert_eq!(hidden(&sample, key, 2, 2), [".<", ".."]);
}

#[test]
fn in_a_wide_table_the_sum_of_all_other_columns_is_found() {
    let names: Vec<String> = (0..11).map(|at| format!("c{at}")).collect();
    let header: Vec<String> = names.iter().map(|name| format!("{name}:integer")).collect();
    let row = |small: i64| -> (String, i64) {
        let cells: Vec<i64> = (0..11).map(|at| if at == 3 { small } else { 20 + at }).collect();
        (cells.iter().map(i64::to_string).collect::<Vec<_>>().join(","), cells.iter().sum())
    };
    let ((one, sum), (other, total)) = (row(2), row(30));
    let zeros = ["0"; 11].join(",");
    for (all, hidden_cells) in [
        (sum, [".x..<........", ".............", "............."]),
        (sum + 1, ["....<........", ".............", "............."]),
    ] {
        let mut sample = Sample::new();
        let homes = sample.measure("homes");
        sample.measures(homes, |measure| measure.sensitive = true);
        let cells = format!(
            "region,month:yearmonth,{},all:integer\nnorth,2025-10,{one},{all}\nsouth,2025-10,{other},{total}\nwest,2025-10,{zeros},0\n",
            header.join(",")
        );
        let d = sample.dataset("d", Some(homes), &cells);
        let columns: Vec<&str> =
            ["region"].into_iter().chain(names.iter().map(String::as_str)).chain(["all"]).collect();
        let key = table(&mut sample, d, "2025-10", &columns);
        assert_eq!(hidden(&sample, key, 3, 13), hidden_cells, "{all}");
    }
}

#[test]
fn a_column_that_no_table_shows_is_told_by_two_that_one_does() {
    let (mut sample, d) = sample();
    let key = table(&mut sample, d, "2025-10", &["region", "ground", "all"]);
    assert_eq!(hidden(&sample, key, 4, 3), ["...", "...", "...", "..."]);
    let found = recoverable(&sample.model, &sample.evaluate().0, &[Shown::Table(key)]);
    let found: Vec<_> = found.iter().map(|one| (one.column, one.rows.clone(), one.from.clone())).collect();
    assert_eq!(found, [(Some(2), vec![0], vec![Shown::Table(key)])], "23 in all, of which 20 on the ground floor");
}

#[test]
fn a_figure_that_prints_what_a_table_does_not_show_is_reported() {
    let (mut sample, d) = sample();
    let key = table(&mut sample, d, "2025-10", &["region", "upper"]);
    assert_eq!(hidden(&sample, key, 4, 2), [".<", ".x", "..", ".."]);
    let south = sum(&mut sample, d, "south", &[("region", &["south"]), ("month", &["2025-10"])], "upper");
    let (evaluation, _) = sample.evaluate();
    let told = |shown: &[Shown]| recoverable(&sample.model, &evaluation, shown);
    assert_eq!(told(&[Shown::Table(key)]), vec![]);
    let found = told(&[Shown::Table(key), Shown::Figure(south)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].rows.as_slice(), found[0].column), (&[0][..], Some(2)));
    assert_eq!(found[0].from, [Shown::Figure(south), Shown::Table(key)]);
}

#[test]
fn a_total_and_all_its_parts_but_one_are_reported() {
    let (mut sample, d) = sample();
    let mut of =
        |id: &str, regions: &[&str]| sum(&mut sample, d, id, &[("region", regions), ("month", &["2025-10"])], "upper");
    let (all, south, west) =
        (of("all_parts", &["north", "south", "west"]), of("south", &["south"]), of("west", &["west"]));
    let both = of("both", &["south", "west"]);
    let north = of("north", &["north"]);
    let (evaluation, _) = sample.evaluate();
    let told = |figures: &[Key<Figure>]| {
        let shown: Vec<Shown> = figures.iter().copied().map(Shown::Figure).collect();
        let found = recoverable(&sample.model, &evaluation, &shown);
        found.into_iter().map(|one| (one.rows, one.from)).collect::<Vec<_>>()
    };
    let by = |figures: &[Key<Figure>]| (vec![0], figures.iter().copied().map(Shown::Figure).collect::<Vec<_>>());
    assert_eq!(told(&[all, south, west, north]), [by(&[all, south, west])]);
    assert_eq!(told(&[all, both]), [by(&[all, both])]);
    assert_eq!(told(&[all, south]), []);
    assert_eq!(told(&[south, west, north]), []);
}

#[test]
fn numbers_of_rows_are_told_like_numbers_of_cells() {
    let mut sample = Sample::new();
    let homes = sample.measure("homes");
    sample.measures(homes, |measure| measure.sensitive = true);
    let mut cases = "region,k\n".to_owned();
    cases.push_str(&"south,a\n".repeat(9));
    cases.push_str(&"north,a\n".repeat(2));
    let d = sample.dataset("d", None, &cases);
    let mut count = |id: &str, wanted: &[(&str, &str)]| {
        let selection = sample.select(d, wanted, |_| Aggregate::Count(None), "k");
        sample.counted(id, homes, selection)
    };
    let (all, south) = (count("every", &[]), count("south", &[("region", "south")]));
    let (evaluation, _) = sample.evaluate();
    let found = recoverable(&sample.model, &evaluation, &[Shown::Figure(all), Shown::Figure(south)]);
    assert_eq!(found.iter().map(|one| one.rows.clone()).collect::<Vec<_>>(), [vec![9, 10]]);
    assert_eq!(recoverable(&sample.model, &evaluation, &[Shown::Figure(all)]), vec![]);
}
