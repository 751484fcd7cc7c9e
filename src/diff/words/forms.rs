//! Differences for a person at a terminal, and for a pull request: headings, lists, one table of numbers.

use super::super::{Differences, Differing};
use super::line::{Words, silenced};
use super::sections::sections;
use super::{Body, Place, Section, WITHDRAWN, conclusions, nothing, others};
use crate::diagnostic::words::many;
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

/// Returns the differences as Markdown, with a line break at the end; `drafts` is the address at which the briefs can be read as they
/// would be.
///
/// What a person has to look at stands first: conclusions, standings, sentences. Numbers and what else follows from them is folded.
pub(crate) fn to_markdown(found: &Differences, drafts: Option<&str>) -> String {
    let mut out = silenced(&told(found));
    if let Some(drafts) = drafts {
        // Below the heading and what it counts, or at the end of the little that is said.
        let at = out.find("\n\n### ").map_or(out.len(), |at| at + 1);
        out.insert_str(at, &format!("\n[The briefs as they would read](<{drafts}>)\n"));
    }
    out
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
    if !found.briefs.is_empty() {
        out.extend(["\n", &counted(found), "\n"]);
    }
    for brief in &found.briefs {
        out.extend(["\n### `", &brief.id, "` since edition ", &brief.edition.to_string(), " of "]);
        out.extend([brief.date.as_str(), "\n"]);
        if brief.withdrawn {
            out.extend(["\n", WITHDRAWN, "\n"]);
        }
        let (folded, first): (Vec<Section>, Vec<Section>) =
            sections(brief).into_iter().partition(|section| section.place == Place::Folded);
        for section in &first {
            out.extend(["\n#### ", &capital(section.heading), "\n\n"]);
            body_in_markdown(section, &mut out);
        }
        for section in &folded {
            let summary = format!("{}: {}", capital(section.heading), section.count());
            out.extend(["\n<details><summary>", &summary, "</summary>\n\n"]);
            body_in_markdown(section, &mut out);
            out.push_str("\n</details>\n");
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

/// Returns how much there is to look at.
fn counted(found: &Differences) -> String {
    let sum = |count: fn(&Differing) -> usize| found.briefs.iter().map(count).sum::<usize>();
    let counts = [
        (sum(|brief| brief.standings.len()), "standing", "flipped"),
        (sum(|brief| brief.leaning.len()), "sentence", "to read again"),
        (sum(|brief| brief.numbers.len()), "printed number", "moved"),
    ];
    let said = counts.map(|(count, word, what)| match count {
        0 => format!("no {word} {what}"),
        count => format!("{} {what}", many(count, word)),
    });
    format!("{}, in {}.", capital(&said.join(", ")), many(found.briefs.len(), "brief"))
}

fn body_in_markdown(section: &Section, out: &mut String) {
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
