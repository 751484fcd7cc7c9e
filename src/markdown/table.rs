//! Tables in Markdown: a caption line that pandoc knows, columns of numbers to the right.

use std::fmt::Write as _;

use crate::model::{Key, TableEntry};
use crate::text::Id;
use crate::view::{ColumnView, Mark, MarkedText, Views};

use crate::markdown::{escape, marks};

/// Returns the name of the file of a brief's chart, beside the brief's own page.
pub(crate) fn picture_file(brief: &Id, chart: &Id) -> String {
    format!("{brief}-{chart}.svg")
}

/// Returns a table of the registry as a block of Markdown; one that is drawn has its picture above it.
pub(crate) fn block(views: &Views, brief: &Id, table: Key<TableEntry>) -> String {
    let Some(chart) = views.model.tables[table].chart else { return markdown(views, table, "") };
    let (drawn, views) = (views.chart(chart), views);
    let kind = MarkedText::words(drawn.kind);
    let caption = drawn.caption.plain();
    let caption = MarkedText::words(caption.trim_end_matches('.'));
    let mut picture = String::from("![");
    let alt = views.fill(&views.words().pages.chart_alt, &[("kind", &kind), ("caption", &caption)]);
    escape::text(&alt.plain(), escape::Position::Inside, &mut picture);
    let _ = write!(picture, "]({})\n\n", picture_file(brief, &drawn.id));
    markdown(views, table, &picture)
}

/// Returns a table of the registry as a block of Markdown, with what stands `above` it in the block.
fn markdown(views: &Views, table: Key<TableEntry>, above: &str) -> String {
    let block = views.table(table);
    let mut out = String::new();
    marks::open(Mark::Table(table), &mut out);
    out.push_str(above);
    caption(views, block.caption.clone(), &mut out);
    grid(&block.columns, &block.rows, &mut out);
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
pub(crate) fn caption(views: &Views, caption: MarkedText, out: &mut String) {
    if !caption.is_empty() {
        let caption = caption.under(Mark::Caption);
        escape::line(&views.fill(&views.words().pages.caption, &[("caption", &caption)]), out);
        out.push_str("\n\n");
    }
}

/// Writes columns and rows.
pub(crate) fn grid(columns: &[ColumnView], rows: &[Vec<MarkedText>], out: &mut String) {
    for ColumnView { heading, .. } in columns {
        out.push_str("| ");
        escape::line(heading, out);
        out.push(' ');
    }
    out.push_str("|\n");
    for ColumnView { numbers, .. } in columns {
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
