//! Pictures of made series: no label covers another or leaves the picture, whatever the numbers and the words are, and what a chart
//! must say is said.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::scene::{Outline, Scene, Tenths};
use super::words::Frame;
use super::{Head, NARROW, Size, WIDE, scene};
use crate::pipeline::{Options, Until, watched};
use crate::view::Views;
use crate::world::Memory;

/// A chart to draw.
#[derive(Debug, Clone)]
struct Made {
    mark: &'static str,
    /// By row: the label, and a number or nothing for each column.
    rows: Vec<(String, Vec<Option<i64>>)>,
    /// How many decimals the numbers have.
    decimals: u32,
    is_time: bool,
    panels: bool,
    /// `color` or `facet`, where the columns stand in the file as labels of one.
    apart: Option<&'static str>,
    claim: Option<(i64, usize)>,
}

/// Returns what a registry with a chart comes to.
fn views(made: &Made) -> Views {
    let columns = made.rows.first().map_or(1, |(_, cells)| cells.len());
    let names: Vec<String> = (0..columns).map(|nth| format!("c{nth}")).collect();
    let drawn = if made.apart.is_some() { vec!["c0".to_owned()] } else { names.clone() };
    let mut data = if made.apart.is_some() { "by,part,c0\n".to_owned() } else { format!("by,{}\n", names.join(",")) };
    for (month, (label, cells)) in (0..).zip(&made.rows) {
        let written = |cell: &Option<i64>| {
            cell.map_or(String::new(), |cell| {
                let scale = 10_i64.pow(made.decimals);
                let (sign, whole, part) = (if cell < 0 { "-" } else { "" }, cell.abs() / scale, cell.abs() % scale);
                match made.decimals {
                    0 => format!("{sign}{whole}"),
                    decimals => format!("{sign}{whole}.{part:0width$}", width = decimals as usize),
                }
            })
        };
        let by = if made.is_time { format!("{}-{:02}", 2015 + month / 12, month % 12 + 1) } else { label.clone() };
        if made.apart.is_some() {
            for (nth, cell) in cells.iter().enumerate() {
                let _ = writeln!(data, "{by},{} {nth},{}", made.rows[0].0, written(cell));
            }
            continue;
        }
        let _ = writeln!(data, "{by},{}", cells.iter().map(written).collect::<Vec<_>>().join(","));
    }
    let kind = if made.is_time { "yearmonth" } else { "string" };
    let number = if made.decimals == 0 { "integer" } else { "number" };
    let (part, told) = match made.apart {
        Some(key) => (", part: string", format!("    {key}: part\n")),
        None => ("", String::new()),
    };
    let fields = drawn.iter().map(|name| {
        format!("{name}: {{ type: {number}, title: Number of people counted {name}, missingValues: [\"\"] }}")
    });
    let fields: Vec<String> = fields.collect();
    let (claim, quantity) =
        made.claim.map_or((String::new(), 0), |(quantity, _)| ("    claim: said\n".to_owned(), quantity));
    let at = made.claim.map_or(0, |(_, at)| at.min(made.rows.len().saturating_sub(1)));
    let at = format!("{}-{:02}", 2015 + at / 12, at % 12 + 1);
    let test = if made.is_time {
        let part = made.apart.map(|_| format!(", part: \"{} 0\"", made.rows[0].0)).unwrap_or_default();
        format!("test: {{ of: d, where: {{ by: {at}{part} }}, value: c0, reading: All. }}")
    } else {
        String::new()
    };
    let registry = format!(
        "registry: 1
publication: {{ title: T, publisher: P, as_of: 2025-12-15, contact: a@example.org, method: M. }}
parties: {{ office: The office }}
measures: {{ people: {{ counts: persons, kept_by: office, record: d, definition: People. }} }}
datasets: {{ d: {{ title: D, file: data/d.csv, publisher: office, measure: people, vintage: 2025-12-04, fields: {{ by: {kind}{part}, {} }} }} }}
charts:
  drawn:
    of: d
    by: by
    columns: [{}]
    mark: {}
    panels: {}
{told}{claim}claims:
  said:
    statement: There were {quantity} people.
    said: {{ by: An article, date: 2025-12 }}
    measure: people
    quantity: \"{quantity}\"
    {test}
unknowns: {{ u: {{ question: Why?, because: Nobody asked. }} }}
briefs: {{ b: {{ question: How many?, claims: [said], unknowns: [u], charts: [drawn], limitations: None. }} }}
",
        fields.join(", "),
        drawn.join(", "),
        made.mark,
        made.panels,
    );
    let world = Memory::with([("claims.yaml", registry.as_str()), ("data/d.csv", data.as_str())]);
    let run = watched(&world, &Options { until: Until::Evaluated, ..Options::default() }, &|_| {});
    let said: Vec<String> = run.problems.iter().map(|problem| problem.message.clone()).collect();
    let (model, evaluation) = run.model.zip(run.evaluation).unwrap_or_else(|| panic!("{said:?}\n{registry}\n{data}"));
    Views::new(&model, &evaluation)
}

/// Returns the chart of a registry so many units wide.
fn drawn(made: &Made, width: i64, head: Head) -> Scene {
    let views = views(made);
    let (chart, ..) = views.model.charts.iter().next().expect("there is one");
    let chart = views.chart(chart);
    scene(&views, chart, Size::of(chart, width), head)
}

/// Returns what is wrong with where the words of a scene stand.
fn faults(scene: &Scene) -> Vec<String> {
    let mut faults = Vec::new();
    let frames: Vec<(Frame, &str)> = scene.words.iter().map(|words| (words.frame(), words.text.as_str())).collect();
    let (right, bottom) = (scene.right(), Tenths::whole(scene.height));
    for (at, (frame, words)) in frames.iter().enumerate() {
        if frame.left < Tenths(0) || frame.right > right || frame.top < Tenths(0) || frame.bottom > bottom {
            faults.push(format!("“{words}” leaves the picture: {frame:?} in {right} x {bottom}"));
        }
        let other = frames[..at].iter().find(|(other, _)| other.meets(frame));
        faults.extend(other.map(|(_, other)| format!("“{words}” covers “{other}”")));
    }
    faults
}

fn made() -> impl Strategy<Value = Made> {
    let mark = prop_oneof![
        Just("line"),
        Just("bar"),
        Just("area"),
        Just("point"),
        Just("range"),
        Just("slope"),
        Just("errorbar")
    ];
    let label = prop_oneof![
        "[A-Z][a-z]{2,9}",
        "[A-Z][a-z]{2,9} [a-z]{1,9} [A-Z][a-z]{2,12}",
        "[WM@m%]{8,60}",
        "[А-я]{3,20} [一-三]{1,9}",
    ];
    let cell = prop_oneof![
        1 => Just(None),
        6 => (0_i64..400_000).prop_map(Some),
        2 => (99_000_i64..101_000).prop_map(Some),
        1 => (-50_000_i64..50_000).prop_map(Some),
    ];
    let rows = proptest::collection::vec((label, proptest::collection::vec(cell, 4)), 1..70);
    (
        mark,
        rows,
        0_u32..3,
        1_usize..5,
        any::<bool>(),
        any::<bool>(),
        proptest::option::of(prop_oneof![Just("color"), Just("facet")]),
        proptest::option::of((0_i64..400_000, 0_usize..70)),
    )
        .prop_map(|(mark, mut rows, decimals, columns, is_time, panels, apart, claim)| {
            let apart = match (mark, apart) {
                ("line" | "bar" | "point", apart) => apart,
                ("area", Some("facet")) => apart,
                _ => None,
            };
            let panels = panels && apart.is_none();
            let columns = match mark {
                "range" | "slope" => 2,
                "errorbar" => 3,
                "area" if !panels && apart.is_none() => 1,
                _ => columns,
            };
            for (at, (label, cells)) in rows.iter_mut().enumerate() {
                cells.truncate(columns);
                let _ = write!(label, " {at}");
                if matches!(mark, "range" | "errorbar") && cells.iter().all(Option::is_some) {
                    cells.sort_unstable();
                    if mark == "errorbar" {
                        cells.swap(0, 1);
                    }
                }
            }
            let is_time = is_time || matches!(mark, "line" | "area");
            let panels = panels && columns > 1 && matches!(mark, "line" | "bar" | "area" | "point");
            Made { mark, rows, decimals, is_time, panels, apart, claim: claim.filter(|_| is_time) }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_words_of_a_chart_cover_others_or_leave_it(made in made()) {
        let views = views(&made);
        let (chart, ..) = views.model.charts.iter().next().expect("there is one");
        for (width, head) in [(WIDE, Head::Counts), (NARROW, Head::Counts), (WIDE, Head::Caption), (NARROW, Head::Caption)] {
            let drawn = views.chart(chart);
            let scene = scene(&views, drawn, Size::of(drawn, width), head);
            prop_assert_eq!(faults(&scene), Vec::<String>::new(), "{} wide", width);
            prop_assert!(scene.height < 60 + 400 * 14 * 3, "{} high", scene.height);
        }
    }
}

/// A chart of one column of numbers by month.
fn months(mark: &'static str, numbers: &[i64]) -> Made {
    let rows = numbers.iter().map(|number| (String::new(), vec![Some(*number)])).collect();
    Made { mark, rows, decimals: 0, is_time: true, panels: false, apart: None, claim: None }
}

fn says(scene: &Scene, words: &str) -> bool {
    scene.words.iter().any(|it| it.text.contains(words))
}

#[test]
fn a_line_that_does_not_begin_at_zero_says_so_and_a_bar_begins_there() {
    for width in [WIDE, NARROW] {
        assert!(says(&drawn(&months("line", &[990, 1000, 995]), width, Head::Counts), "does not begin at zero"));
        assert!(!says(&drawn(&months("line", &[90, 1000, 995]), width, Head::Counts), "does not begin at zero"));
        for mark in ["bar", "area"] {
            let scene = drawn(&months(mark, &[990, 1000, 995]), width, Head::Counts);
            assert!(!says(&scene, "does not begin") && says(&scene, "0"), "{mark}");
        }
    }
}

#[test]
fn panels_of_labels_have_one_scale_and_say_once_that_it_does_not_begin_at_zero() {
    let rows =
        vec![("Land".to_owned(), vec![Some(9000), Some(9990)]), ("Land".to_owned(), vec![Some(9010), Some(10_000)])];
    let made = Made { rows, apart: Some("facet"), ..months("line", &[]) };
    let scene = drawn(&made, WIDE, Head::Counts);
    let count = |words: &str| scene.words.iter().filter(|it| it.text.contains(words)).count();
    assert_eq!((count("does not begin at zero"), count("Land 0"), count("Land 1")), (1, 1, 1));
    assert_eq!(count("9,400"), 2, "a line of the same scale in both panels");
}

#[test]
fn the_highest_number_is_named_with_its_time() {
    let mut numbers = vec![200; 40];
    numbers[17] = 900;
    for width in [WIDE, NARROW] {
        assert!(says(&drawn(&months("bar", &numbers), width, Head::Counts), "June 2016: 900"), "{width}");
    }
}

#[test]
fn what_is_claimed_is_said_even_where_there_is_no_room_at_its_line() {
    let mut numbers: Vec<i64> = (0..60).map(|at| 400 + at * 7 % 300).collect();
    for quantity in [5, 400, 900] {
        numbers[30] = quantity;
        for (mark, width) in [("bar", WIDE), ("bar", NARROW), ("line", NARROW), ("area", WIDE)] {
            let made = Made { claim: Some((quantity, 30)), ..months(mark, &numbers) };
            assert!(says(&drawn(&made, width, Head::Counts), "claimed"), "{mark} {width} {quantity}");
        }
    }
}

#[test]
fn a_window_is_a_bracket_and_nothing_is_shaded() {
    let made = Made { claim: Some((500, 10)), ..months("bar", &[300; 30]) };
    let scene = drawn(&made, WIDE, Head::Counts);
    assert!(says(&scene, "tested"));
    let tall = |outline: &Outline| match outline {
        Outline::Rects(rects) => rects.iter().any(|(_, width, height)| *width > Tenths(300) && *height > Tenths(300)),
        _ => false,
    };
    assert!(!scene.shapes.iter().any(|shape| tall(&shape.outline)));
}
