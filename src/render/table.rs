//! Tables in Markdown: a caption line that pandoc knows, columns of numbers to the right.

use crate::compose::{Composer, Line, Mark};
use crate::model::{Key, TableEntry};

use super::{escape, marks};

/// Returns a table of the registry as a block of Markdown, with what stands `above` it in the block.
pub(super) fn markdown(composer: &Composer<'_>, table: Key<TableEntry>, above: &str) -> String {
    let block = composer.table(table);
    let mut out = String::new();
    marks::open(Mark::Table(table), &mut out);
    out.push_str(above);
    caption(composer, block.caption, &mut out);
    grid(&block.head, &block.rows, &mut out);
    marks::close(&mut out);
    for line in [&block.note, &block.withheld, &block.from] {
        if !line.is_empty() {
            out.push_str("\n\n");
            escape::line(line, &mut out);
        }
    }
    out.push_str("\n\n");
    out
}

/// Writes the caption of the table that follows.
pub(super) fn caption(composer: &Composer<'_>, caption: Line, out: &mut String) {
    if !caption.is_empty() {
        let caption = caption.under(Mark::Caption);
        escape::line(&composer.fill(&composer.words().pages.caption, &[("caption", &caption)]), out);
        out.push_str("\n\n");
    }
}

/// Writes head and rows.
pub(super) fn grid(head: &[(Line, bool)], rows: &[Vec<Line>], out: &mut String) {
    for (heading, _) in head {
        out.push_str("| ");
        escape::line(heading, out);
        out.push(' ');
    }
    out.push_str("|\n");
    for (_, numbers) in head {
        out.push_str(if *numbers { "| --: " } else { "| --- " });
    }
    out.push_str("|\n");
    for row in rows {
        for cell in row {
            out.push_str("| ");
            escape::line(cell, out);
            out.push(' ');
        }
        out.push_str("|\n");
    }
}
