//! Differences for a person at a terminal.

use super::super::Differences;
use super::sections::sections;
use super::words::Words;
use super::{Body, Section, WITHDRAWN, conclusions, nothing, others};

/// Returns the differences as lines, without a line break at the end.
pub fn to_text(found: &Differences) -> String {
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
            self::section(&section, &mut lines);
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

fn section(section: &Section, lines: &mut Vec<String>) {
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
