//! The reason of every standing, for none, one, two and many sources, in each language: read aloud, each is a sentence.
//!
//! `SNAPSHOTS=overwrite` writes `tests/reasons/<language>.txt`; read the difference as carefully as code.

use std::fmt::Write as _;
use std::path::Path;

use knowns::pipeline;
use knowns::world::Memory;
use snapbox::{Assert, Data};

use super::{BASE, BEFORE, MONTHLY};

/// Five bodies without an interest, five with one, five that do not say; a source of each, and one known at second hand.
const NAMES: [&str; 5] = ["the audit office", "an institute", "Lund University", "the coroner", "a parish"];

fn bodies() -> (String, String) {
    let (mut parties, mut sources) = (String::from("parties:\n"), String::from("sources:\n"));
    for (at, name) in NAMES.iter().enumerate() {
        for (kind, words, interests) in
            [("free", "", "{ found: none, date: 2025-01-01 }"), ("keen", " (its supporters)", "They gain by it.")]
        {
            writeln!(parties, "  {kind}_{at}: {{ name: \"{name}{words}\", interests: {interests} }}").unwrap();
            writeln!(sources, "  s_{kind}_{at}: {{ title: A paper, publisher: {kind}_{at}, seen: self }}").unwrap();
        }
        writeln!(parties, "  mute_{at}: {{ name: \"{name}\" }}").unwrap();
        writeln!(sources, "  s_mute_{at}: {{ title: A paper, publisher: mute_{at}, seen: self }}").unwrap();
        let heard = "seen: second-hand, through: audit";
        writeln!(sources, "  s_heard_{at}: {{ description: A paper, publisher: free_{at}, {heard} }}").unwrap();
    }
    (parties, sources)
}

/// Returns evidence items from the first so many sources of a kind.
fn items(kind: &str, count: usize, stance: &str, basis: &str) -> String {
    let mut all = String::new();
    for at in 0..count {
        writeln!(all, "      - {{ source: s_{kind}_{at}, stance: {stance}, basis: {basis} }}").unwrap();
    }
    all
}

/// Returns each claim with the words that name it.
fn claims() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, body: String| all.push((name.to_owned(), body));
    let event = |evidence: String| format!("    kind: event\n    evidence:\n{evidence}");
    add("opinion", "    kind: opinion\n".into());
    add("forecast not due", "    kind: forecast\n    period: 2030\n".into());
    add("untouched", String::new());
    add("nothing direct", "    kind: event\n    evidence:\n      - { source: audit, stance: supports }\n".into());
    add("looked in one place", "    kind: event\n    looked: { where: the archive, date: 2025-03-01 }\n".into());
    let places = "[ { where: the archive, date: 2025-03-01 }, { where: the register } ]";
    add("looked in two places", format!("    kind: event\n    looked: {places}\n"));
    add("absence, looked", format!("    kind: absence\n    looked: {places}\n"));
    let test = "test: { of: monthly, where: { month: 2025-11 }, sum: total, reading: All stops. }";
    add("record", format!("    quantity: just over 30,000\n    {test}\n"));
    add("record contradicts", format!("    quantity: more than 40,000\n    {test}\n"));
    let series = "test: { of: monthly, by: month, sum: total, DIRECTION: every-step, reading: Month by month. }";
    add(
        "record, series",
        format!(
            "    {}\n",
            series
                .replace("DIRECTION", "rises")
                .replace("sum: total", "sum: total, where: { month: { lte: 2025-10 } }")
        ),
    );
    add("record contradicts, series", format!("    {}\n", series.replace("DIRECTION", "falls")));
    add("law", "    kind: rule\n    evidence:\n      - { source: law, stance: supports, basis: document }\n".into());
    add("court", "    kind: event\n    evidence:\n      - { source: ruling, stance: supports, basis: court, stage: convicted }\n".into());
    add(
        "inspected",
        "    kind: existence\n    evidence:\n      - { dataset: monthly, stance: supports, basis: record }\n".into(),
    );
    for count in [1, 2, 5] {
        let (free, keen) =
            (|stance| items("free", count, stance, "document"), items("keen", count, "supports", "says-so"));
        add(&format!("supported by {count}"), event(free("supports")));
        add(&format!("supported by {count} with an interest"), event(keen));
        add(&format!("supported by {count} at second hand"), event(items("heard", count, "supports", "document")));
        add(
            &format!("supported by {count} that do not say what they gain"),
            event(items("mute", count, "supports", "document")),
        );
        add(
            &format!("a count supported by {count}"),
            format!("    quantity: more than 5\n    measure: found\n    evidence:\n{}", free("supports")),
        );
        add(&format!("disputed by {count}"), event(free("disputes")));
        let sides = items("free", count, "disputes", "document") + &items("mute", count, "supports", "document");
        add(&format!("{count} on either side"), event(sides));
        add(
            &format!("borne out by the record and disputed by {count}"),
            format!("    quantity: just over 30,000\n    {test}\n    evidence:\n{}", free("disputes")),
        );
        add(&format!("{count} could not verify it"), event(items("free", count, "cannot-verify", "analysis")));
        add(
            &format!("{count} searched"),
            format!("    kind: absence\n    evidence:\n{}", items("free", count, "supports", "search")),
        );
    }
    all
}

fn reasons(language: &str) -> String {
    let (parties, sources) = bodies();
    let merged = |text: &str, key: &str, more: &str| text.replacen(&format!("\n{key}:\n"), &format!("\n{more}"), 1);
    let base = BASE.replace("as_of: 2025-12-15", &format!("as_of: 2025-12-15, language: {language}"));
    let base = merged(&merged(&base, "parties", &parties), "sources", &sources);
    let claims = claims();
    let said = |body: &str| match language {
        "es" => body
            .replace("just over 30,000", "poco más de 30.000")
            .replace("more than 40,000", "más de 40.000")
            .replace("more than 5", "más de 5"),
        _ => body.to_owned(),
    };
    let mut registry = format!("{base}claims:\n");
    for (at, (_, body)) in claims.iter().enumerate() {
        write!(registry, "  c_{at}:\n    statement: It is so.\n{}", said(body)).unwrap();
    }
    let run = pipeline::run(&Memory::with([
        ("claims.yaml", registry.as_str()),
        ("data/monthly.csv", MONTHLY),
        ("data/monthly-november.csv", BEFORE),
    ]));
    let messages: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    let (model, evaluation) = run.model.zip(run.evaluation).unwrap_or_else(|| panic!("{messages:?}"));
    let mut all = String::new();
    for (at, (name, _)) in claims.iter().enumerate() {
        let assessment = evaluation.claim(model.claims.find(&format!("c_{at}")).unwrap());
        let reason = assessment.reason.plain_words();
        assert!(reason.ends_with('.') && !reason.contains("..") && !reason.contains("  "), "{reason}");
        assert!(reason.starts_with(char::is_uppercase), "{reason}");
        writeln!(all, "{name} ({}): {reason}", assessment.standing.word()).unwrap();
    }
    all
}

#[test]
fn the_reason_of_each_standing_is_a_sentence_for_any_number_of_sources() {
    for language in ["en", "es"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/reasons/{language}.txt"));
        let expected = Data::read_from(&file, Some(snapbox::data::DataFormat::Text)).raw();
        Assert::new().action_env("SNAPSHOTS").eq(Data::text(reasons(language)).raw(), expected);
    }
}
