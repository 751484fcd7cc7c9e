//! Differences for a person at a terminal, and for a pull request: headings, lists, one table of numbers.

use super::super::Differences;
use super::line::{Words, silenced};
use super::sections::sections;
use super::{Body, Section, WITHDRAWN, conclusions, nothing, others};
use crate::text::capital;

/// Returns the differences as lines, without a line break at the end.
pub(crate) fn to_text(found: &Differences) -> String {
    let others: Vec<String> = others(found).iter().map(Words::to_text).collect();
    if found.is_empty() {
        let nothing = std::iter::once(nothing(found));
        return nothing.chain(others).collect::<Vec<_>>().join("\n");
    }
    let mut lines = vec![format!("conclusions changed: {}", if found.conclusions_changed { "yes" } else { "no" })];
    let concluded = found.briefs.iter().filter(|brief| brief.conclusion_changed);
    lines.extend(concluded.map(|brief| format!("  {}", conclusions(&brief.id, &brief.conclusions).words.to_text())));
    for brief in &found.briefs {
        lines.push(format!("\n`{}` since edition {} of {}", brief.id, brief.edition, brief.date));
        if brief.withdrawn {
            lines.push(format!("  {WITHDRAWN}"));
        }
        for section in sections(brief) {
            section_of_lines(&section, &mut lines);
        }
    }
    if !others.is_empty() {
        lines.push(String::new());
        lines.extend(others);
    }
    if !found.same.is_empty() {
        lines.push(format!("\nas before: {}", Words::default().ids(&found.same).to_text()));
    }
    lines.join("\n")
}

fn section_of_lines(section: &Section, lines: &mut Vec<String>) {
    lines.push(format!("  {}", section.heading));
    match &section.body {
        Body::List(items) => {
            for item in items {
                lines.push(format!("    {}", item.words.to_text()));
                lines.extend(item.below.iter().map(|words| format!("      {}", words.to_text())));
            }
        }
        Body::Numbers(rows) => lines.extend(rows.iter().map(number)),
    }
    lines.extend(section.rest().map(|rest| format!("    {rest}")));
}

fn number([id, old, new, by, label]: &[Words; 5]) -> String {
    let by = by.to_text();
    let by = if by.is_empty() { by } else { format!(" ({by})") };
    format!("    {}: {} → {}{by}: {}", id.to_text(), old.to_text(), new.to_text(), label.to_text())
}

/// Returns the differences as Markdown, with a line break at the end.
pub(crate) fn to_markdown(found: &Differences) -> String {
    silenced(&told(found))
}

fn told(found: &Differences) -> String {
    let others: Vec<String> = others(found).iter().map(|words| format!("- {}\n", words.to_markdown())).collect();
    if found.is_empty() {
        let list = if others.is_empty() { String::new() } else { format!("\n{}", others.concat()) };
        return format!("{}.\n{list}", capital(&nothing(found)));
    }
    let mut out = format!("## Conclusions changed: {}\n", if found.conclusions_changed { "yes" } else { "no" });
    let concluded: Vec<_> = found.briefs.iter().filter(|brief| brief.conclusion_changed).collect();
    if !concluded.is_empty() {
        out.push('\n');
    }
    for brief in concluded {
        line("- ", &conclusions(&brief.id, &brief.conclusions).words, &mut out);
    }
    for brief in &found.briefs {
        out.extend(["\n### `", &brief.id, "` since edition ", &brief.edition.to_string(), " of "]);
        out.extend([brief.date.as_str(), "\n"]);
        if brief.withdrawn {
            out.extend(["\n", WITHDRAWN, "\n"]);
        }
        for section in sections(brief) {
            section_in_markdown(&section, &mut out);
        }
    }
    if !others.is_empty() || !found.same.is_empty() {
        out.push_str("\n### Other briefs\n\n");
        out.extend(others);
    }
    if !found.same.is_empty() {
        line("- as before: ", &Words::default().ids(&found.same), &mut out);
    }
    out
}

fn section_in_markdown(section: &Section, out: &mut String) {
    out.extend(["\n#### ", &capital(section.heading), "\n\n"]);
    match &section.body {
        Body::List(items) => {
            for item in items {
                line("- ", &item.words, out);
                item.below.iter().for_each(|words| line("  - ", words, out));
            }
        }
        Body::Numbers(rows) => {
            out.push_str("| Number | Before | Now | Change | What it counts |\n| --- | ---: | ---: | ---: | --- |\n");
            for row in rows {
                let cells: Vec<String> = row.iter().map(Words::to_markdown).collect();
                out.extend(["| ", &cells.join(" | "), " |\n"]);
            }
        }
    }
    if let Some(rest) = section.rest() {
        out.extend(["\n", &rest, "\n"]);
    }
}

fn line(lead: &str, words: &Words, out: &mut String) {
    out.extend([lead, &words.to_markdown(), "\n"]);
}
