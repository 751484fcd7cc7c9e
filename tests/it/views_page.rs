//! The page of views: its examples, joined in order, are a registry that builds.

use std::fmt::Write as _;

use knowns::pipeline;
use knowns::world::Memory;

const PAGE: &str = include_str!("../../docs/views.md");

const WIND: &str = "country,2016,2020,2024\nMarrow,1210,1800,2390\nTesk,400,405,410\n";
const PEOPLE: &str = "area,year,persons\nnorth,2020,100000\nsouth,2020,50000\n";

#[test]
fn the_examples_of_the_page_build_together() {
    let registry: String = PAGE.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let mut weekly = String::from("week,region,deaths\n");
    for week in 1..=53 {
        writeln!(weekly, "2020-W{week:02},north,{}\n2020-W{week:02},south,{}", 80 + week % 7, 40 + week % 5).unwrap();
    }
    let files = [
        ("claims.yaml", registry.as_str()),
        ("data/wind.csv", WIND),
        ("data/weekly.csv", weekly.as_str()),
        ("data/people.csv", PEOPLE),
    ];
    let run = pipeline::run(&Memory::with(files));
    let messages: Vec<String> = run
        .problems
        .iter()
        .map(|problem| format!("{} {:?} {}", problem.code.id, problem.at.place, problem.message))
        .collect();
    assert_eq!(messages, Vec::<String>::new());
    assert!(run.pages.is_some());
}
