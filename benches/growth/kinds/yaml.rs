//! The registry as a text: much of one sign, keys that nobody knows, values of another form.

use super::{count, fill, kinds, many};
use crate::project::{Project, Registry};

/// Returns the project with more text behind its registry.
fn behind(end: String) -> Project {
    Registry { end, ..Registry::default() }.project()
}

/// Returns the project with these sources.
fn sources(sources: String) -> Project {
    Registry { sources, ..Registry::default() }.project()
}

kinds! {
    "yaml:comments" => |n| behind(fill(n, "# a\n")),
    "yaml:blank-lines" => |n| behind(fill(n, "\n")),
    "yaml:brackets" => |n| behind(format!("x: {}\n", fill(n, "["))),
    "yaml:braces" => |n| behind(format!("x: {}\n", fill(n, "{a: "))),
    "yaml:dashes" => |n| behind(format!("x:\n{}\n", fill(n, "- "))),
    "yaml:documents" => |n| behind(fill(n, "---\n")),
    "yaml:long-key" => |n| behind(format!("{}: 1\n", fill(n, "a"))),
    "yaml:sections-unknown" => |n| behind(many(n, |at| format!("section{at}: 1\n"))),
    "yaml:sections-misspelt" => |n| behind(many(n, |at| format!("claim_{}: 1\n", at % 7))),
    "yaml:sections-again" => |n| behind(many(n, |at| format!("sources:\n  s{at}: {{ title: A }}\n"))),
    "yaml:keys-again" => |n| sources(fill(n, "  a: x\n")),
    "yaml:keys-unknown-in-one" => |n| Registry { claim: many(n, |at| format!("    key{at}: 1\n")), ..Registry::default() }.project(),
    "yaml:keys-misspelt-in-one" => |n| Registry { claim: many(n, |at| format!("    statemen{at}: 1\n")), ..Registry::default() }.project(),
    "yaml:keys-unknown-in-each" => |n| sources(many(n, |at| format!("  s{at}: {{ type: webpage, tilte: A }}\n"))),
    "yaml:values-of-another-form" => |n| sources(many(n, |at| format!("  a{at}: [x]\n"))),
    "yaml:items-of-another-form" => |n| Registry { claim: format!("    evidence: [{}]\n", fill(n, "a, ")), ..Registry::default() }.project(),
    "yaml:ids-of-another-form" => |n| sources(many(n, |at| format!("  S {at}: {{ title: A }}\n"))),
    "yaml:waivers-of-another-form" => |n| behind(format!("waivers: [{}]\n", fill(n, "a, "))),
    "yaml:includes-missing" => |n| Registry { top: format!("include: [{}]\n", many(n, |at| format!("a{at}.yaml, "))), ..Registry::default() }.project(),
    "yaml:anchors" => |n| sources(many(n, |at| format!("  a{at}: &b{at} x\n"))),
    "yaml:aliases" => |n| sources(format!("  a: &a x\n{}", many(n, |at| format!("  a{at}: *a\n")))),
    "yaml:tags" => |n| sources(many(n, |at| format!("  a{at}: !t x\n"))),
    "yaml:text-folded" => |n| Registry { measure: format!("    unit: \"{}\"\n", fill(n, "a\n      ")), ..Registry::default() }.project(),
    "yaml:text-escaped" => |n| Registry { measure: format!("    unit: \"{}\"\n", fill(n, "\\x41")), ..Registry::default() }.project(),
    "yaml:text-of-lines" => |n| Registry { measure: format!("    unit: |\n{}", fill(n, "      a b\n")), ..Registry::default() }.project(),
    "yaml:ids-misspelt" => |n| Registry { listed: many(n, |at| format!(", jun{at}")), ..Registry::default() }.project(),
    "yaml:ids-misspelt-in-each" => |n| Registry {
        unknowns: many(n, |at| format!("  u{at}: {{ question: What is it?, because: x, blocks: [jun{at}] }}\n")),
        ..Registry::default()
    }.project(),
    "yaml:figures-misspelt-in-text" => |n| Registry { brief: format!("    byline: \"{}\"\n", ""), claim: format!("    note: \"{}\"\n", many(n, |at| format!("{{{{ figures.f{at} }}}} "))), ..Registry::default() }.project(),
    "yaml:files-with-faults" => |n| {
        let files = count(n, 60);
        let project = Registry { top: "include: [more/*.yaml]\n".to_owned(), ..Registry::default() }.project();
        (0..files).fold(project, |project, at| project.file(&format!("more/a{at}.yaml"), "claims:\n  x: { statment: It rained., kind: event }\n"))
    },
}
