//! Tables: each a region that scrolls by itself, its headers with their scope.

use std::fmt::Write as _;

use pulldown_cmark::{Alignment, Event, TagEnd};

use crate::render::html::writer::{Writer, escape};

/// Of how many columns the table itself says that they stand on the right; in wider tables each further cell does.
const CLASSES: usize = 9;

/// The table that is being written.
pub(super) struct OpenTable {
    pub(super) alignment: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
}

impl Writer<'_> {
    /// Begins a table; its caption names it.
    pub(super) fn table(&mut self, alignment: Vec<Alignment>) {
        self.tables += 1;
        let nth = self.tables;
        let right = alignment.iter().zip(1..=CLASSES).filter(|(side, _)| **side == Alignment::Right);
        let classes: Vec<String> = right.map(|(_, column)| format!("r{column}")).collect();
        let table =
            if classes.is_empty() { "<table>".into() } else { format!("<table class=\"{}\">", classes.join(" ")) };
        // A wide table scrolls by itself, and can be scrolled from the keyboard.
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" ");
        if let Some(caption) = self.caption.take() {
            let _ = write!(self.out, "aria-labelledby=\"table-{nth}\">\n{table}\n<caption id=\"table-{nth}\">");
            self.out.push_str(&caption);
            self.out.push_str("</caption>\n");
        } else {
            self.out.push_str("aria-label=\"");
            escape(self.words.table, &mut self.out);
            let _ = write!(self.out, " {nth}\">\n{table}\n");
        }
        self.table = Some(OpenTable { alignment, column: 0, head: true });
    }

    /// Begins a cell: a header where it stands in the first row or the first column.
    pub(super) fn cell(&mut self, at: usize) {
        let empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        let Some(table) = &mut self.table else { return };
        let right = table.column >= CLASSES && matches!(table.alignment.get(table.column), Some(Alignment::Right));
        let class = if right { " class=\"right\"" } else { "" };
        let _ = match (table.head, table.column) {
            (true, _) if empty => write!(self.out, "<td>"),
            (true, _) => write!(self.out, "<th scope=\"col\"{class}>"),
            (false, 0) => write!(self.out, "<th scope=\"row\"{class}>"),
            (false, _) => write!(self.out, "<td{class}>"),
        };
        table.column += 1;
    }
}
