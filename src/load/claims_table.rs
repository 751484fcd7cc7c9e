//! A table of claims, one row a claim: its cells become the tree that a registry file in YAML would have, so that whatever is
//! said of a key is said of a cell.
//!
//! Columns are named as the keys of a claim, with a dot before a key inside another: `said.by`, `evidence.source`, and
//! `evidence.2.source` for a second item. A text in several languages has a column for each: `statement@en`, `statement@es`. An
//! empty cell is a key that is absent.

use std::collections::BTreeMap;

use csv::ByteRecord;

use crate::csv::dialect::Dialect;
use crate::csv::header;
use crate::csv::header::{By, Named};
use crate::csv::rows::{Next, Row, Rows, quote_problem};
use crate::csv::source_lines::SourceLines;
use crate::diagnostic::{Problem, code, unseen};
use crate::registry::{ClaimColumn, claim_columns};
use crate::text::near::nearest;
use crate::text::unseen::unclosed;
use crate::text::{Place, Span};
use crate::world::ProjectPath;

use super::node::{Node, NodeKind, Pair, Tree};

/// What is read into a row of the tree: where a column's cells go.
struct Column {
    /// The key of the claim.
    key: String,
    /// Which item of a list, from one, and the key inside it.
    below: Option<(usize, String)>,
    /// Whether the key takes a list.
    many: bool,
    /// The language of the text, where it is written in several.
    tag: Option<String>,
}

/// Returns the tree of a table of claims, with what is wrong in it.
pub(in crate::load) fn tree(file: &ProjectPath, text: &str) -> Tree {
    let sheet = SourceLines::new(file, text);
    let dialect = dialect(text);
    let mut rows = Rows::new(sheet, &dialect);
    let mut problems = Vec::new();
    let Some(header) = header::read(&sheet, &mut rows, &dialect, &mut problems) else {
        return Tree { root: None, problems };
    };
    let cells_of_header = rows.cells(header.row, header.columns.len());
    let at_header = |index: usize| Span::touched(text, cells_of_header[index].clone());
    let mut made = Made { next: 0 };
    let known = claim_columns();
    let mut id_at = None;
    let mut columns = Vec::with_capacity(header.columns.len());
    for (index, Named { name, by }) in header.columns.iter().enumerate() {
        columns.push(match by {
            By::Cell if name == "id" => {
                id_at = Some(index);
                None
            }
            By::Cell => {
                let found = column(name, &known);
                if found.is_none() {
                    problems.push(unknown(file, at_header(index), name, &known));
                }
                found
            }
            By::Place => None,
            By::Repeats(first) => {
                let place = |index: usize| Place::Text(file.clone(), at_header(index));
                let name = &header.columns[*first].name;
                problems.push(header::duplicate(place(index), place(*first), name, index, false));
                None
            }
        });
    }
    for (index, column) in columns.iter().enumerate().filter_map(|(index, column)| Some((index, column.as_ref()?))) {
        let name = &header.columns[index].name;
        let same = |other: &&Column| other.key == column.key && other.below == column.below;
        let tag = columns.iter().flatten().filter(same).find_map(|other| other.tag.as_deref());
        if let (None, Some(tag)) = (&column.tag, tag) {
            problems.push(in_no_language(file, at_header(index), name, tag));
        }
        let is_one = |other: &usize| columns[*other].as_ref().is_some_and(|it| same(&it) && it.tag == column.tag);
        if let Some(first) = (0..index).find(is_one) {
            let place = |index: usize| Place::Text(file.clone(), at_header(index));
            problems.push(one_key(place(index), place(first), name, &header.columns[first].name));
        }
    }
    let Some(id_at) = id_at else {
        let start = header.row.start;
        problems.push(no_ids(file, Span::new(start, sheet.line_end(start))));
        return Tree { root: None, problems };
    };
    let (mut record, mut claims) = (ByteRecord::new(), Vec::new());
    loop {
        let row = match rows.next(&mut record) {
            Next::Row(row) => row,
            Next::End => break,
            Next::Fault(row, fault) => {
                problems.push(quote_problem(&sheet, row, fault, &dialect));
                break;
            }
        };
        let cells: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let short = columns.len().saturating_sub(cells.len());
        if cells.len() > columns.len() || short > header.nameless_at_end() {
            let line = Span::new(row.start, sheet.line_end(row.start));
            problems.push(ragged(file, line, cells.len(), columns.len()));
            continue;
        }
        let places = rows.cells(row, columns.len());
        let at = |index: usize| Span::touched(text, places[index].clone());
        let unnamed =
            (0..cells.len()).find(|index| header.columns[*index].by == By::Place && !cells[*index].is_empty());
        if let Some(index) = unnamed {
            problems.push(header::unnamed(Place::Text(file.clone(), at(index)), index));
        }
        for (index, found) in cells.iter().enumerate().filter_map(|(index, cell)| Some((index, unclosed(cell)?))) {
            problems.push(unseen::problem(
                &Place::Text(file.clone(), at(index)),
                found.what,
                found.character,
                "a cell",
            ));
        }
        if cells[id_at].is_empty() {
            problems.push(no_id(file, Span::new(row.start, sheet.line_end(row.start))));
            continue;
        }
        let key = made.node(at(id_at), NodeKind::Quoted(cells[id_at].clone()));
        let value = made.claim(&columns, &cells, at, row);
        claims.push(Pair { key, value });
    }
    let key = made.node(Span::new(0, 0), NodeKind::Plain("claims".to_owned()));
    let value = made.node(Span::new(0, 0), NodeKind::Mapping(claims));
    let root = made.node(Span::new(0, 0), NodeKind::Mapping(vec![Pair { key, value }]));
    Tree { root: Some(root), problems }
}

/// Returns how a table of claims is written: a spreadsheet saves it with commas, semicolons or tabs.
fn dialect(text: &str) -> Dialect {
    let named = Dialect { described: false, ..Dialect::plain() }.heeding_first_line(text, false);
    if named.skip_rows > 0 {
        return named;
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().find(|c| header.contains(char::from(*c)));
    Dialect { delimiter: delimiter.unwrap_or(b','), ..named }
}

/// Returns where the cells of a column go; none where no claim has such a key.
fn column(name: &str, known: &[ClaimColumn]) -> Option<Column> {
    let (name, tag) = name.split_once('@').map_or((name, None), |(name, tag)| (name, Some(tag.to_owned())));
    let mut parts: Vec<&str> = name.split('.').collect();
    let number = (parts.len() == 3).then(|| parts.remove(1).parse::<usize>().ok().filter(|number| *number > 0));
    let number = match number {
        Some(None) => return None,
        Some(number) => number,
        None => None,
    };
    let (key, below) = match parts.as_slice() {
        [key] => (*key, None),
        [key, below] => (*key, Some(*below)),
        _ => return None,
    };
    let found = known.iter().find(|column| column.key == key && column.below.as_deref() == below)?;
    if number.is_some() && !found.many {
        return None;
    }
    let below = below.map(|below| (number.unwrap_or(1), below.to_owned()));
    Some(Column { key: key.to_owned(), below, many: found.many, tag })
}

/// Makes the nodes of a tree, each with its number.
struct Made {
    next: u32,
}

impl Made {
    fn node(&mut self, span: Span, kind: NodeKind) -> Node {
        self.next += 1;
        Node { number: self.next, span, kind }
    }

    /// Returns the pair of a key, with what stands there in other languages.
    fn in_languages(&mut self, before: Option<Pair>, key: Node, tag: Option<Node>, value: Node) -> Pair {
        let Some(tag) = tag else { return Pair { key, value } };
        let span = value.span;
        let pair = Pair { key: tag, value };
        match before {
            Some(Pair { key, value: Node { number, span, kind: NodeKind::Mapping(mut pairs) } }) => {
                pairs.push(pair);
                Pair { key, value: Node { number, span, kind: NodeKind::Mapping(pairs) } }
            }
            _ => Pair { key, value: self.node(span, NodeKind::Mapping(vec![pair])) },
        }
    }

    fn claim(&mut self, columns: &[Option<Column>], cells: &[String], at: impl Fn(usize) -> Span, row: Row) -> Node {
        let mut order: Vec<&str> = Vec::new();
        let mut plain: BTreeMap<&str, Pair> = BTreeMap::new();
        let mut nested: BTreeMap<&str, BTreeMap<usize, Vec<Pair>>> = BTreeMap::new();
        let mut first: BTreeMap<&str, (Span, bool)> = BTreeMap::new();
        let filled = columns.iter().enumerate().filter_map(|(index, column)| Some((index, column.as_ref()?)));
        for (index, column) in filled.filter(|(index, _)| !cells[*index].is_empty()) {
            let value = self.node(at(index), NodeKind::Quoted(cells[index].clone()));
            if !order.contains(&column.key.as_str()) {
                order.push(&column.key);
            }
            first.entry(&column.key).or_insert((at(index), column.many));
            let tag = column.tag.clone().map(|tag| self.node(at(index), NodeKind::Quoted(tag)));
            match &column.below {
                None => {
                    let key = self.node(at(index), NodeKind::Quoted(column.key.clone()));
                    let before = plain.remove(column.key.as_str());
                    plain.insert(&column.key, self.in_languages(before, key, tag, value));
                }
                Some((number, below)) => {
                    let key = self.node(at(index), NodeKind::Quoted(below.clone()));
                    let item = nested.entry(&column.key).or_default().entry(*number).or_default();
                    let before = item.iter().position(|pair| pair.key.words() == Some(below.as_str()));
                    let before = before.map(|before| item.remove(before));
                    let pair = self.in_languages(before, key, tag, value);
                    item.push(pair);
                }
            }
        }
        let mut pairs = Vec::with_capacity(order.len());
        for name in order {
            let (cell, many) = first[name];
            match (plain.remove(name), nested.remove(name)) {
                (_, Some(items)) => {
                    let mut items: Vec<Node> =
                        items.into_values().map(|pairs| self.node(cell, NodeKind::Mapping(pairs))).collect();
                    let value = match (many, items.pop()) {
                        (false, Some(only)) => only,
                        (_, last) => {
                            items.extend(last);
                            self.node(cell, NodeKind::List(items))
                        }
                    };
                    let key = self.node(cell, NodeKind::Quoted(name.to_owned()));
                    pairs.push(Pair { key, value });
                }
                (Some(pair), None) => pairs.push(pair),
                (None, None) => {}
            }
        }
        self.node(Span::new(row.start, row.start), NodeKind::Mapping(pairs))
    }
}

/// Builds the problem of a column that names no key of a claim.
fn unknown(file: &ProjectPath, span: Span, name: &str, known: &[ClaimColumn]) -> Problem {
    let names: Vec<String> = known.iter().map(ClaimColumn::name).collect();
    let problem = Problem::error(
        &code::registry::UNKNOWN_KEY,
        Place::Text(file.clone(), span),
        format!("the column `{name}` is not named after a key of a claim"),
    )
    .note("each column of a table of claims is a key, with a dot before a key inside another: `said.by`");
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("name it as docs/registry.md does, or delete the column"),
    }
}

/// Builds the problem of a text whose language is not said beside the same text in another: one of the two would be lost.
fn in_no_language(file: &ProjectPath, span: Span, name: &str, other: &str) -> Problem {
    let message = format!("the column `{name}` does not say its language, and `{name}@{other}` stands beside it");
    Problem::error(&code::data::DUPLICATE_COLUMN, Place::Text(file.clone(), span), message)
        .note("a text in several languages has a column for each, the main one too")
        .help(format!("name it after the main language of the publication, as in `{name}@en`"))
}

/// Builds the problem of two columns that are one key: `evidence.source` and `evidence.1.source`.
fn one_key(place: Place, earlier: Place, name: &str, first: &str) -> Problem {
    Problem::error(
        &code::data::DUPLICATE_COLUMN,
        place,
        format!("the columns `{first}` and `{name}` are one key of a claim"),
    )
    .also(earlier, "the first")
    .note("only one of two cells could be read")
    .help("number the items from one, as in `evidence.1.source` and `evidence.2.source`, or delete one of the two")
}

/// Builds the problem of a table without the column of ids.
fn no_ids(file: &ProjectPath, span: Span) -> Problem {
    let place = Place::Text(file.clone(), span);
    Problem::error(&code::data::MISSING_COLUMN, place, "the table of claims has no column `id`")
        .note("briefs, templates and other claims name a claim by its id")
        .help("add a column `id`, each cell a short name such as `november`")
}

/// Builds the problem of a row without an id.
fn no_id(file: &ProjectPath, span: Span) -> Problem {
    let place = Place::Text(file.clone(), span);
    Problem::error(&code::data::MISSING_CELL, place, "the column `id` is empty in this row")
        .note("briefs, templates and other claims name a claim by its id")
        .help("write a short name such as `november`")
}

/// Builds the problem of a row with more or fewer cells than columns.
fn ragged(file: &ProjectPath, span: Span, cells: usize, columns: usize) -> Problem {
    let place = Place::Text(file.clone(), span);
    Problem::error(&code::data::RAGGED_ROW, place, format!("the row has {cells} cells where the header has {columns}"))
        .note("it cannot be told which cell belongs under which column")
        .help("put quotes around a cell that holds the separator, or save the table again from the spreadsheet")
}
