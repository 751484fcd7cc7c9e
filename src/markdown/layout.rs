//! How a page of Markdown is laid out: tables with a caption line that pandoc knows, columns of numbers to the right, and
//! numbered sections.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::markdown::marks::{self, MarkToken};
use crate::markdown::{BETWEEN_LISTS, Layer, escape};
use crate::model::{Key, TableEntry};
use crate::number::Number;
use crate::text::Id;
use crate::view::{ColumnView, Deferred, Mark, MarkedText, TableView, Views};

/// Returns the name of the file of a brief's chart, beside the brief's own page.
pub(crate) fn picture_file(brief: &Id, chart: &Id) -> String {
    format!("{brief}-{chart}.svg")
}

/// Returns the name of a page of a brief, without what says its form.
pub(crate) fn page_file(brief: &Id, layer: Layer) -> String {
    match layer {
        Layer::Brief => brief.to_string(),
        Layer::Evidence => format!("{brief}.evidence"),
    }
}

/// Returns a table of the registry as a block of Markdown. One that is drawn has its picture above it, and between the two what
/// is said of both; of another table that stands below it.
pub(crate) fn block(views: &Views, brief: &Id, table: Key<TableEntry>) -> String {
    let mut out = String::new();
    marks::open(Mark::Table(table), &mut out);
    let around = around(views, brief, table);
    if let Some(chart) = views.model.tables[table].chart {
        let drawn = views.chart(chart);
        let kind = MarkedText::words(drawn.kind);
        let caption = drawn.caption.plain();
        let caption = MarkedText::words(caption.trim_end_matches('.'));
        let alt = views.fill(&views.words().pages.chart_alt, &[("kind", &kind), ("caption", &caption)]);
        out.push_str("![");
        escape::text(&alt.plain(), escape::Position::Inside, &mut out);
        let _ = write!(out, "]({})\n\n{around}\n\n", picture_file(brief, &drawn.id));
        rows(views, brief, table, &mut out);
        marks::close(&mut out);
    } else {
        rows(views, brief, table, &mut out);
        marks::close(&mut out);
        let _ = write!(out, "\n\n{around}");
    }
    out.push_str("\n\n");
    out
}

/// Returns what is said of a table as a whole: its note, what is withheld in it, where it is from and where its data are.
fn around(views: &Views, brief: &Id, table: Key<TableEntry>) -> String {
    let view = views.table(table);
    let mut out = String::new();
    for line in [&view.note, &view.withheld] {
        if !line.is_empty() {
            escape::line(line, &mut out);
            out.push_str("\n\n");
        }
    }
    escape::line(&view.from, &mut out);
    if !view.from.is_empty() {
        out.push(' ');
    }
    let link = MarkedText::words(format!("[CSV]({})", data_file(brief, &view.id)));
    out.push_str(&views.fill(&views.words().pages.table_data, &[("file", &link)]).plain());
    out
}

/// Longer tables are printed in part, and are whole in a file beside the page.
const LONG: usize = 30;
/// How many rows are printed of a long table.
const PART: usize = 10;

/// Returns the name of the file that holds a table of a brief as data, beside the brief's own page.
pub(crate) fn data_file(brief: &Id, table: &Id) -> String {
    format!("{brief}-{table}.csv")
}

/// Returns a table as the bytes of a CSV file. A cell of words that a spreadsheet would take for a formula has an apostrophe first.
pub(crate) fn csv(view: &TableView) -> Vec<u8> {
    let heading = view.columns.iter().map(|column| column.heading.plain()).chain(view.beyond.iter().cloned());
    let mut out = String::new();
    for row in std::iter::once(heading.collect()).chain(view.plain.iter().cloned()) {
        let row: Vec<String> = row;
        for (at, cell) in row.iter().enumerate() {
            let is_number = view.columns.get(at).is_some_and(|column| column.numbers);
            let formula = if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
            out.push_str(if at == 0 { "" } else { "," });
            if cell.contains([',', '"', '\n', '\r']) {
                let _ = write!(out, "\"{formula}{}\"", cell.replace('"', "\"\""));
            } else {
                out.extend([formula, cell]);
            }
        }
        out.push('\n');
    }
    out.into_bytes()
}

/// Writes the caption and the rows of a table; of a long one some, and where all of them are.
fn rows(views: &Views, brief: &Id, table: Key<TableEntry>, out: &mut String) {
    let block = views.table(table);
    caption(views, block.caption.clone(), out);
    let whole = (block.rows.len() > LONG).then(|| data_file(brief, &block.id));
    let shown = match &whole {
        Some(_) if block.goes_on => &block.rows[block.rows.len() - PART..],
        Some(_) => &block.rows[..PART],
        None => &block.rows,
    };
    grid(&block.columns, shown, out);
    let pages = &views.words().pages;
    let count = |count: usize| {
        let count = Number::from(i64::try_from(count).unwrap_or(i64::MAX));
        MarkedText::words(views.language().number(count, 0))
    };
    let of =
        |words: &str, all: usize| views.fill(words, &[("shown", &count(shown.len())), ("all", &count(all))]).plain();
    if let Some(file) = whole {
        let words = if block.goes_on { &pages.table_last } else { &pages.table_first };
        let link = MarkedText::words(format!("[{file}]({file})"));
        let values = [("shown", &count(PART)), ("all", &count(block.rows.len())), ("file", &link)];
        let _ = write!(out, "\n{}", views.fill(words, &values).plain());
    } else if let Some(all) = block.of {
        let _ = write!(out, "\n{}", of(&pages.table_limit, all));
    }
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

/// A line that holds this alone stands where a block of the tool begins or ends; no text that is printed may hold it.
const EDGE: &str = "\u{FDEF}";

/// Returns the text with its blank lines tidied, and the tool's own blocks apart from what
/// stands around them.
pub(crate) fn tidy(text: &str) -> String {
    let text = &edged(text);
    let mut edge = false;
    let mut listed = false;
    let mut out = String::with_capacity(text.len() + 64);
    let mut fence: Option<&str> = None;
    let mut blank = true;
    for line in text.lines() {
        let mark = fence_of(line);
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if mark.starts_with(open) && line.trim() == mark => fence = None,
            _ => {}
        }
        let in_code = fence.is_some();
        if !in_code && is_only_marks(line) {
            // It leaves no line behind once the marks are lifted.
            out.push_str(line.trim());
            continue;
        }
        edge |= line == EDGE;
        if line == EDGE && in_code {
            continue;
        }
        if (line.trim().is_empty() || line == EDGE) && !in_code {
            if !blank {
                out.push('\n');
            }
            blank = true;
            continue;
        }
        let (opened, words) = line.split_at(marks_before(line));
        let is_listed = is_in_a_list(words);
        if std::mem::take(&mut edge) && listed && is_listed && !in_code {
            // Without it the items would belong to the list that ended above.
            out.extend([BETWEEN_LISTS, "\n\n"]);
        }
        listed = is_listed;
        if !in_code && !blank && is_heading(words) {
            out.push('\n');
        }
        blank = false;
        let words = &*guarded(words, in_code);
        // Two spaces at the end of a line are a line break, which templates write as a backslash.
        out.extend(if in_code { [line, ""] } else { [opened, words.trim_end()] });
        out.push('\n');
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

/// Returns the text with each edge of one of the tool's blocks on a line of its own.
fn edged(text: &str) -> String {
    let edge = ["\n", EDGE, "\n"];
    let mut out = String::with_capacity(text.len() + 256);
    let mut open = Vec::new();
    let mut rest = text;
    for token in marks::tokens(text) {
        // What a token was read from is written as it was.
        match token {
            MarkToken::Text(words) => {
                out.push_str(words);
                rest = &rest[words.len()..];
                continue;
            }
            MarkToken::Open(mark) => {
                open.push(mark);
                if is_block(mark) {
                    out.extend(edge);
                }
            }
            MarkToken::Close | MarkToken::Broken => {}
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = match token {
            MarkToken::Open(_) => rest.find(marks::INSIDE).map_or(first, |at| at + marks::INSIDE.len_utf8()),
            _ => first,
        };
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        if token == MarkToken::Close && open.pop().is_some_and(is_block) {
            out.extend(edge);
        }
    }
    out
}

/// Returns whether a mark is around whole blocks, and not around words within a line.
fn is_block(mark: Mark) -> bool {
    match mark {
        Mark::Panel | Mark::Fold | Mark::Table(_) => true,
        Mark::Deferred(late) => !matches!(late, Deferred::Edition | Deferred::Cited),
        _ => false,
    }
}

/// Returns whether a line is an item of a list, or would belong to one above it.
fn is_in_a_list(line: &str) -> bool {
    let words = line.trim_start();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let bullet = words.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(' '));
    let number = (1..=9).contains(&digits) && words[digits..].starts_with(['.', ')']);
    words.len() < line.len() || bullet || number
}

/// Returns a line in which no dollar sign begins a formula, no brace begins attributes, as they do in pandoc, and no escaped `<`
/// can come alive behind a bare address; what stands in backticks or in an address is left as it is.
fn guarded(line: &str, in_code: bool) -> Cow<'_, str> {
    if in_code || !line.contains(['$', '{', '<']) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    let mut escaped = false;
    while let Some(c) = rest.chars().next() {
        let whole = match c {
            '`' if !escaped => {
                let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
                rest[ticks..].find(&rest[..ticks]).map_or(ticks, |end| ticks + end + ticks)
            }
            '<' if !escaped && (rest.starts_with("<http") || rest.starts_with("<mailto")) => {
                rest.find('>').map_or(1, |end| end + 1)
            }
            _ => c.len_utf8(),
        };
        if matches!(c, '$' | '{') && !escaped {
            out.push('\\');
        }
        if c == '<' && escaped {
            out.pop();
            out.push_str("&lt;");
        } else {
            out.push_str(&rest[..whole]);
        }
        escaped = c == '\\' && !escaped;
        rest = &rest[whole..];
    }
    Cow::Owned(out)
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with(' ')
}

/// Returns how many bytes of a line begin marks before its first words.
fn marks_before(line: &str) -> usize {
    let words = marks::tokens(line).find_map(|token| match token {
        MarkToken::Open(_) => None,
        MarkToken::Text(words) => line.find(words),
        MarkToken::Close | MarkToken::Broken => Some(0),
    });
    words.unwrap_or(0)
}

/// Returns whether a line holds nothing but the beginning of the panel or the end of a block.
fn is_only_marks(line: &str) -> bool {
    let line = line.trim();
    let only = |token| matches!(token, MarkToken::Open(Mark::Panel | Mark::Fold) | MarkToken::Close);
    !line.is_empty() && marks::tokens(line).all(only)
}

/// Returns the fence that a line opens or closes.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(' ');
    ['`', '~'].into_iter().find_map(|c| {
        let length = line.bytes().take_while(|b| char::from(*b) == c).count();
        (length >= 3).then(|| &line[..length])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_inside_a_mark_stands_apart() {
        let mut text = String::from("one\n");
        marks::open(Mark::Panel, &mut text);
        let opened = text["one\n".len()..].to_owned();
        text.push_str("## Two\n\nthree\n");
        marks::close(&mut text);
        assert!(tidy(&text).starts_with(&format!("one\n\n{opened}## Two\n\nthree\n")));
    }

    #[test]
    fn lines_are_tidied_and_code_is_left_alone() {
        let text = "\n# Title\n\n\n\n## One\ntext  \n### Part\n\n```\n## no heading\n\n\n```\n## Two\n\n";
        assert_eq!(tidy(text), "# Title\n\n## One\ntext\n\n### Part\n\n```\n## no heading\n\n\n```\n\n## Two\n");
    }
}
