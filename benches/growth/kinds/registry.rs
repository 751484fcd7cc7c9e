//! A registry of very many entries, each sound, and of very many things that belong together.

use super::{count, kinds, many};
use crate::project::Registry;

/// Returns the project with further claims that the brief lists.
fn claims(n: usize, length: usize, claim: impl Fn(usize, usize) -> String) -> Registry {
    let all = count(n, length);
    Registry {
        claims: (0..all).map(|at| format!("  c{at}: {{ {} }}\n", claim(at, all))).collect(),
        listed: (0..all).map(|at| format!(", c{at}")).collect(),
        ..Registry::default()
    }
}

/// Returns the project whose claim has evidence of very many sources.
fn sources(n: usize, length: usize, cite: bool, source: impl Fn(usize, usize) -> String) -> Registry {
    let all = count(n, length);
    let cited = if cite { all } else { 1 };
    let item = |at: usize| format!("      - {{ source: s{at}, stance: supports, basis: document, locator: p. 1 }}\n");
    Registry {
        sources: (0..all)
            .map(|at| format!("  s{at}: {{ type: webpage, title: Title {at}, {} }}\n", source(at, all)))
            .collect(),
        claim: format!("    evidence:\n{}", (0..cited).map(item).collect::<String>()),
        ..Registry::default()
    }
}

/// Returns the name of what follows in a chain, or what ends it.
fn next(kind: &str, at: usize, all: usize, end: &str) -> String {
    if at + 1 < all { format!("{kind}{}", at + 1) } else { end.to_owned() }
}

const EVENT: &str = "kind: event, said: { by: A letter, date: 2024-07 }";

kinds! {
    "registry:claims" => |n| {
        let registry = claims(n, 110, |at, _| format!("statement: Thing w{at} happened., {EVENT}"));
        Registry { listed: String::new(), ..registry }.project()
    },
    "registry:claims-listed" => |n| claims(n, 115, |at, _| format!("statement: Thing w{at} happened., {EVENT}")).project(),
    "registry:claims-tested" => |n| claims(n, 200, |at, _| format!(
        "statement: Landings in May were more than {0}., quantity: more than {0}, said: {{ by: A letter, date: 2024-07 }}, \
         test: {{ of: monthly, where: {{ month: 2024-05 }}, sum: boats }}", at + 1)).project(),
    "registry:one-event" => |n| claims(n, 120, |_, _| format!("statement: It happened., event: e, {EVENT}")).project(),
    "registry:one-thing-told-apart" => |n| claims(n, 170, |at, _| format!(
        "statement: \"There were {0} landings.\", kind: quantity, measure: landings, quantity: \"{0}\", period: 2024-06, event: e, \
         said: {{ by: A letter, date: 2024-07 }}", at + 1000)).project(),
    "registry:one-thing-told-alike" => |n| claims(n, 160, |at, _| format!(
        "statement: \"There were {0} landings.\", kind: quantity, measure: landings, quantity: \"{0}\", period: 2024-06, event: e, \
         said: {{ by: A letter, date: 2024-07 }}", 1000 + at % 2)).project(),
    "registry:parts-of-one" => |n| claims(n, 170, |at, _| format!(
        "statement: \"There were {0} landings.\", kind: quantity, measure: landings, quantity: \"{0}\", event: e, part_of: june, \
         said: {{ by: A letter, date: 2024-07 }}", at + 1000)).project(),
    "registry:parts-chained" => |n| claims(n, 90, |at, all| format!(
        "statement: It happened., kind: event, part_of: {}", next("c", at, all, "june"))).project(),
    "registry:parties-chained" => |n| {
        let all = count(n, 40);
        Registry { parties: (0..all).map(|at| format!("  p{at}: {{ name: Body {at}, part_of: {} }}\n", next("p", at, all, "office"))).collect(), ..Registry::default() }.project()
    },
    "registry:sources-cited" => |n| sources(n, 150, true, |_, _| "publisher: office, seen: self".to_owned()).project(),
    "registry:sources-passed-on" => |n| sources(n, 80, false, |at, all| {
        if at + 1 < all { format!("relays: [s{}], seen: self", at + 1) } else { "relays: [office], seen: self".to_owned() }
    }).project(),
    "registry:sources-known-through" => |n| sources(n, 85, false, |at, all| {
        if at + 1 < all { format!("seen: second-hand, through: s{}", at + 1) } else { "seen: self".to_owned() }
    }).project(),
    "registry:figures" => |n| Registry { figures: many(n, |at| format!("  f{at}: {{ of: monthly, where: {{ month: 2024-06 }}, sum: boats }}\n")), ..Registry::default() }.project(),
    "registry:figures-chained" => |n| {
        let link = |at: usize| if at < 2 { format!("  f{at}: {{ of: monthly, where: {{ month: 2024-06 }}, sum: boats }}\n") }
            else { format!("  f{at}: {{ {}: [f{}, f0] }}\n", if at.is_multiple_of(2) { "difference" } else { "total" }, at - 1) };
        Registry { figures: many(n, link), ..Registry::default() }.project()
    },
    "registry:figure-of-many" => |n| {
        let all = count(n, 70);
        let parts: Vec<String> = (0..all).map(|at| format!("f{at}")).collect();
        let figures: String = (0..all).map(|at| format!("  f{at}: {{ of: monthly, where: {{ month: 2024-06 }}, sum: boats }}\n")).collect();
        Registry { figures: format!("{figures}  t: {{ total: [{}] }}\n", parts.join(", ")), ..Registry::default() }.project()
    },
    "registry:measures" => |n| Registry { measures: many(n, |at| format!("  m{at}: {{ label: measure {at}, counts: events, definition: d, aliases: [thing {at}] }}\n")), ..Registry::default() }.project(),
    "registry:aliases" => |n| Registry { measure: format!("    aliases: [{}]\n", many(n, |at| format!("alias {at}, "))), ..Registry::default() }.project(),
    "registry:aliases-alike" => |n| Registry { measure: format!("    aliases: [{}]\n", many(n, |at| format!("landings of kind {at}, "))), ..Registry::default() }.project(),
    "registry:datasets" => |n| Registry { datasets: many(n, |at| format!("  d{at}: {{ file: data/boats.csv, measure: landings, publisher: office, vintage: 2024-07-10 }}\n")), ..Registry::default() }.project(),
    "registry:unknowns" => |n| {
        let all = count(n, 80);
        let unknowns = (0..all).map(|at| format!("  u{at}: {{ question: What is w{at}?, because: Nobody asks., would_resolve: A count. }}\n")).collect();
        let listed: String = (0..all).map(|at| format!(", u{at}")).collect();
        Registry { unknowns, briefs: format!("  other:\n    question: Is it known?\n    claims: [june]\n    unknowns: [crews{listed}]\n    limitations: One.\n"), ..Registry::default() }.project()
    },
    "registry:briefs" => |n| Registry { briefs: many(n, |at| format!("  b{at}:\n    question: Was it so, w{at}?\n    claims: [june]\n    unknowns: [crews]\n    limitations: One month.\n")), ..Registry::default() }.project(),
    "registry:topics" => |n| Registry { brief: format!("    topics: [{}]\n", many(n, |at| format!("t{at}, "))), ..Registry::default() }.project(),
    "registry:tables" => |n| {
        let all = count(n, 80);
        let tables = (0..all).map(|at| format!("  t{at}: {{ caption: All rows w{at}, of: monthly, columns: [month, boats] }}\n")).collect();
        let listed: Vec<String> = (0..all).map(|at| format!("t{at}")).collect();
        Registry { tables, brief: format!("    tables: [{}]\n", listed.join(", ")), ..Registry::default() }.project()
    },
    "registry:conditions" => |n| Registry { figures: format!("  f: {{ of: monthly, where: {{ month: [{}] }}, sum: boats }}\n", many(n, |at| format!("{}-{:02}, ", 1000 + at / 12 % 1000, at % 12 + 1))), ..Registry::default() }.project(),
    "registry:waivers" => |n| Registry { end: format!("waivers:\n{}", many(n, |at| format!("  - {{ rule: untraced-numeral, place: june.statement, reason: r{at}, owner: me, expiry: 2026-01-01 }}\n"))), ..Registry::default() }.project(),
    "registry:waivers-at-work" => |n| {
        let all = count(n, 190);
        let figures = (0..all).map(|at| format!("  f{at}: {{ of: monthly, where: {{ month: 2024-06 }}, sum: boats, label: Landings of 77 in w{at} }}\n")).collect();
        let waiver = |at| format!("  - {{ rule: untraced-numeral, place: f{at}.label, reason: r{at}, owner: me, expiry: 2026-01-01 }}\n");
        Registry { figures, end: format!("waivers:\n{}", (0..all).map(waiver).collect::<String>()), ..Registry::default() }.project()
    },
    "registry:all-together" => |n| {
        let all = count(n, 620);
        let each = |entry: &dyn Fn(usize) -> String| (0..all).map(entry).collect::<String>();
        let listed = |id: &str| (0..all).map(|at| format!(", {id}{at}")).collect::<String>();
        Registry {
            parties: each(&|at| format!("  p{at}: Body {at}\n")),
            sources: each(&|at| format!("  s{at}: {{ type: webpage, title: Title {at}, publisher: p{at}, seen: self }}\n")),
            measures: each(&|at| format!("  m{at}: {{ label: things {at}, counts: events, kept_by: p{at}, definition: Things of kind w{at}. }}\n")),
            figures: each(&|at| format!("  f{at}: {{ of: monthly, where: {{ month: 2024-06 }}, sum: boats }}\n")),
            claims: each(&|at| format!("  c{at}: {{ statement: \"Thing w{at} happened.\", {EVENT}, evidence: [{{ source: s{at}, stance: supports, basis: document, locator: p. 1, note: \"beside {{{{ figures.f{at} }}}}\" }}] }}\n")),
            unknowns: each(&|at| format!("  u{at}: {{ question: What of w{at}?, because: Nobody asks., would_resolve: A count., blocks: [c{at}] }}\n")),
            briefs: format!("  other:\n    question: Is it known?\n    claims: [june{}]\n    unknowns: [crews{}]\n    limitations: One.\n", listed("c"), listed("u")),
            ..Registry::default()
        }.project().file("templates/other.md", format!("{{% extends \"knowns/brief.md\" %}}{{% block body %}}\n{}{{% endblock %}}", each(&|at| format!("{{{{ claims.c{at} }}}} {{{{ figures.f{at} }}}} {{{{ sources.s{at} }}}}\n\n"))))
    },
    "registry:files" => |n| {
        let files = count(n, 80);
        let project = Registry { top: "include: [more/*.yaml]\n".to_owned(), ..Registry::default() }.project();
        (0..files).fold(project, |project, at| project.file(&format!("more/a{at}.yaml"), format!("claims:\n  x{at}: {{ statement: It happened., {EVENT} }}\n")))
    },
    "registry:file-patterns" => |n| {
        let files = count(n, 25);
        let patterns: Vec<String> = (0..files).map(|at| format!("more/*{at}.yaml")).collect();
        let project = Registry { top: format!("include: [{}]\n", patterns.join(", ")), ..Registry::default() }.project();
        (0..files).fold(project, |project, at| project.file(&format!("more/a{at}.yaml"), "{}\n"))
    },
}
