//! The pages that show every key of the registry: their examples, joined, are a registry that builds.

use knowns::pipeline;
use knowns::vocabulary::{
    AggregateKind, Basis, ChartMark, ClaimKind, Level, OperationKind, Repeated, ResultStage, Role, Seen, SourceStatus,
    Stance, Standing, TrendKind, UnknownReason, Vocabulary,
};
use knowns::world::Memory;

const PAGES: [&str; 3] =
    [include_str!("../../docs/registry.md"), include_str!("../../docs/data.md"), include_str!("../../docs/figures.md")];

const RAIN: &str = "month,mm,note\n2024-04,101,dry\n2024-05,120,-\n2024-06,298,very wet\n2024-07,87,dry\n";
const RAIN_BEFORE: &str = "month,mm,note\n2024-04,101,dry\n2024-05,120,-\n2024-06,297,very wet\n";
const STATIONS: &str = "Stations of the ministry\n;Homes;;;;;;;;;;;\nmonth;flooded;cost;open;balance;season;months;year;place;cost from;cost to;mark;remarks\n;number;money;;;;;;;;;;\n05/2024;12;'EUR 1.200,50';ja;(3,333);2023/24;Mar-May;2024;A;900;1500;;two lost; three damp\n06/2024;1.240;'EUR 90.000,00';nein;1,5;2023/24;Apr-Jun;2024;B;80000;99000;r;\nProvisional.\n";
const TEMPLATE: &str = "{% extends \"knowns/brief.md\" %}\n{% block body %}\n## June\n\n{{ figures.rain_june }} mm of rain fell.\n{% endblock %}\n";

/// Returns the fenced blocks of a language, joined.
fn blocks(language: &str) -> String {
    let fence = format!("```{language}\n");
    let blocks = |page: &'static str| page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
    PAGES.into_iter().flat_map(blocks).collect()
}

/// Returns the files of the page's project.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    vec![
        ("claims.yaml", blocks("yaml")),
        ("data/rain.csv", RAIN.to_owned()),
        ("data/rain-2024.csv", RAIN_BEFORE.to_owned()),
        ("data/stations.csv", STATIONS.to_owned()),
        ("templates/june.md", TEMPLATE.to_owned()),
    ]
}

#[test]
fn the_examples_of_the_registry_page_build_together() {
    let files = files();
    let world = Memory::with(files.iter().map(|(path, content)| (*path, content.as_str())));
    let run = pipeline::run(&world);
    let messages: Vec<String> = run
        .problems
        .iter()
        .map(|problem| format!("{} {:?} {}", problem.code.id, problem.at.place, problem.message))
        .collect();
    assert_eq!(messages, Vec::<String>::new());
    assert!(run.pages.is_some());
}

/// Returns the words of a vocabulary that no page names.
fn unnamed<V: Vocabulary>() -> Vec<&'static str> {
    let named = |word: &str| {
        PAGES.iter().any(|page| page.contains(&format!("`{word}`")) || page.contains(&format!("`{word}:")))
    };
    V::LIST.iter().map(|meaning| meaning.word()).filter(|word| !named(word)).collect()
}

#[test]
fn the_registry_pages_name_every_word_of_every_vocabulary() {
    let unnamed = [
        unnamed::<AggregateKind>(),
        unnamed::<Basis>(),
        unnamed::<ChartMark>(),
        unnamed::<ClaimKind>(),
        unnamed::<Level>(),
        unnamed::<OperationKind>(),
        unnamed::<Repeated>(),
        unnamed::<ResultStage>(),
        unnamed::<Role>(),
        unnamed::<Seen>(),
        unnamed::<SourceStatus>(),
        unnamed::<Stance>(),
        unnamed::<Standing>(),
        unnamed::<TrendKind>(),
        unnamed::<UnknownReason>(),
    ];
    assert_eq!(unnamed.concat(), Vec::<&str>::new());
}
