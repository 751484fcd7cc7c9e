//! What a table shows of itself: its columns with the types that every cell agrees on, as YAML that an author can paste below their
//! dataset. What is not true of every cell is asked instead.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::months;
use crate::vocabulary::Caveats;

use super::fields::key;
use super::proposed::{MOST, Proposed, proposed};
use super::{Column, ColumnType, Table, noticed};

/// A table's description, as far as its cells tell it: what is true of every one of them.
#[derive(Debug, Default)]
pub(crate) struct Described {
    /// The entries of `fields`, a line each.
    pub(crate) fields: Vec<String>,
    /// The other keys of the dataset, each with what is declared for it.
    pub(crate) keys: Vec<(&'static str, String)>,
    /// What only its author can say.
    pub(crate) asked: Vec<String>,
    /// How many values it holds.
    pub(crate) values: usize,
    /// The columns that stayed text for a reason that the description does not take away.
    pub(crate) text: Vec<usize>,
}

/// What the lines around a table say of its cells.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    /// The marks that stand for exactly nothing.
    pub(crate) zeros: Vec<String>,
    /// The units in which columns count, by their places in the file.
    pub(crate) units: BTreeMap<usize, String>,
}

/// A column as it is proposed.
struct Entry {
    /// What it is to be called.
    name: String,
    /// The columns of the table that it is read from.
    columns: Vec<usize>,
    /// The keys of its entry but its type: `of: column 1`.
    said: Vec<String>,
    kind: ColumnType,
    /// The cells that stand where values are, and are none.
    no_value: BTreeSet<String>,
    /// Whether it holds no value at all.
    is_empty: bool,
}

impl Entry {
    fn line(&self) -> String {
        match self.said.as_slice() {
            [] => format!("{}: {}", key(&self.name), self.kind.word()),
            said => {
                let (of, rest): (Vec<&String>, Vec<&String>) = said.iter().partition(|said| said.starts_with("of: "));
                let kind = format!("type: {}", self.kind.word());
                let parts: Vec<&str> = of
                    .into_iter()
                    .map(String::as_str)
                    .chain([kind.as_str()])
                    .chain(rest.into_iter().map(String::as_str))
                    .collect();
                format!("{}: {{ {} }}", key(&self.name), parts.join(", "))
            }
        }
    }
}

/// Returns a table's columns as its author may declare them.
pub(crate) fn describe(table: &Table, around: &Surroundings) -> Described {
    let mut entries = entries(table, around);
    marked(table, &mut entries);
    let mut described = Described::default();
    let none = entries.iter().flat_map(|entry| entry.no_value.iter().cloned());
    let (zeros, none): (BTreeSet<String>, BTreeSet<String>) = none.partition(|word| around.zeros.contains(word));
    let others = most(&entries);
    for entry in &entries {
        if others != Some(entry.kind) && !(others.is_some() && entry.is_empty) || !entry.said.is_empty() {
            described.fields.push(entry.line());
        }
    }
    if let Some(others) = others {
        described.keys.push(("other_fields", format!("{{ type: {} }}", others.word())));
    }
    let dash = none.iter().find(|word| matches!(word.as_str(), "-" | "–" | "—" | "--")).cloned();
    if !none.is_empty() {
        let words: Vec<String> = std::iter::once(String::new()).chain(none).map(|word| format!("{word:?}")).collect();
        described.keys.push(("missingValues", format!("[{}]", words.join(", "))));
    }
    if !zeros.is_empty() {
        let flags: Vec<String> = zeros.iter().map(|word| format!("{word:?}: zero")).collect();
        described.keys.push(("flags", format!("{{ {} }}", flags.join(", "))));
    }
    let labels: Vec<noticed::Labels<'_>> = entries
        .iter()
        .filter(|entry| entry.kind == ColumnType::String || entry.kind.is_time())
        .map(|entry| noticed::Labels { name: &entry.name, columns: &entry.columns, is_time: entry.kind.is_time() })
        .collect();
    let identity = noticed::identity(table, &labels);
    if let Some(identity) = &identity {
        let names: Vec<String> = identity.iter().map(|at| key(labels[*at].name)).collect();
        let written = if let [one] = names.as_slice() { one.clone() } else { format!("[{}]", names.join(", ")) };
        described.keys.push(("primaryKey", written));
    }
    let numbers: Vec<(&str, usize)> = entries
        .iter()
        .filter(|entry| matches!(entry.kind, ColumnType::Integer | ColumnType::Number))
        .filter_map(|entry| Some((entry.name.as_str(), *entry.columns.first()?)))
        .collect();
    described.values = numbers.len() * table.rows;
    let is_text = |entry: &&Entry| entry.kind == ColumnType::String && !entry.is_empty && entry.columns.len() == 1;
    described.text = entries.iter().filter(is_text).map(|entry| entry.columns[0]).collect();
    described.asked = noticed::asked(table, &labels, &numbers, identity.as_deref());
    described.asked.extend(dash.map(|dash| {
        let zero = format!("take it out of `missingValues` and declare `flags: {{ {dash:?}: zero }}`");
        format!("`{dash}` is read as \"no value\"; where the office writes it for zero, {zero}")
    }));
    described
}

/// Returns the type of numbers that most columns have, where they are too many to be listed.
fn most(entries: &[Entry]) -> Option<ColumnType> {
    const LISTED: usize = 10;
    let plain = |kind: ColumnType| entries.iter().filter(|entry| entry.kind == kind && entry.said.is_empty()).count();
    let (integers, numbers) = (plain(ColumnType::Integer), plain(ColumnType::Number));
    let (kind, count) =
        if integers >= numbers { (ColumnType::Integer, integers) } else { (ColumnType::Number, numbers) };
    (count > LISTED).then_some(kind)
}

/// Returns the columns in their order, a month whose year stands beside it as one.
fn entries(table: &Table, around: &Surroundings) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut joined = None;
    for (at, column) in table.columns.iter().enumerate() {
        if joined == Some(at) {
            continue;
        }
        if let Some(month) = table.columns.get(at + 1).and_then(|months| year_and_month(at, column, months)) {
            entries.push(month);
            joined = Some(at + 1);
            continue;
        }
        let Proposed { kind, format, no_value, is_empty } = proposed(column);
        let mut said = Vec::new();
        let mut name = column.name.clone();
        if let Some(header) = column.header.as_deref() {
            said.push(format!("of: {}", key(header)));
        } else if name.starts_with("column ") {
            let unit = around.units.get(&table.places.get(at).copied().unwrap_or(at));
            let free = free_name(kind, column, unit, (table, &entries));
            said.extend(free.as_ref().map(|_| format!("of: {}", column.name)));
            name = free.unwrap_or(name);
        }
        said.extend(format.map(|format| format!("format: \"{format}\"")));
        entries.push(Entry { name, columns: vec![at], said, kind, no_value, is_empty });
    }
    for entry in &mut entries {
        let column = &table.columns[entry.columns[0]];
        if let Some(width) = code_width(column) {
            entry.said.push(format!("width: {width}"));
            entry.kind = ColumnType::String;
        } else if let Some(decimals) = endless(column) {
            entry.said.push(format!("decimals: {decimals}"));
            entry.kind = ColumnType::Number;
        }
    }
    entries
}

/// Returns what to call a column that the file gives no name: by what it holds, and numbers by the unit that stands above them.
fn free_name(
    kind: ColumnType,
    column: &Column,
    unit: Option<&String>,
    (table, entries): (&Table, &[Entry]),
) -> Option<String> {
    let word = match kind {
        ColumnType::YearMonth => "month",
        kind if kind.is_time() => kind.word(),
        ColumnType::Integer if noticed::is_numbered(column) => "row",
        ColumnType::Integer | ColumnType::Number => unit.map_or("value", String::as_str),
        ColumnType::String => "label",
        _ => return None,
    };
    let is_free =
        table.columns.iter().all(|column| column.name != word) && entries.iter().all(|entry| entry.name != word);
    is_free.then(|| word.to_owned())
}

/// Lets columns of numbers say in which column their marks stand, where every one of these is a code that is known.
fn marked(table: &Table, entries: &mut [Entry]) {
    const MARKS: [&str; 6] = ["flag", "flags", "status", "obs_status", "obs_flag", "marker"];
    for at in 1..entries.len() {
        let column = &table.columns[entries[at].columns[0]];
        let name = column.name.to_lowercase();
        let called = name.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| MARKS.contains(&word));
        let nameless = name.starts_with("column ");
        let Some(words) = column.dictionary().filter(|words| (1..=40).contains(&words.len())) else { continue };
        let known = words.iter().all(|word| Caveats::parse(word).is_ok());
        let before = &entries[at - 1];
        let of_number = matches!(before.kind, ColumnType::Integer | ColumnType::Number)
            && before.said.iter().all(|said| !said.starts_with("flag"));
        if known && of_number && (called || nameless && words.iter().all(|word| word.len() <= 3)) {
            let flag = format!("flag: {}", key(&entries[at].name));
            entries[at - 1].said.push(flag);
        }
    }
}

/// Returns the entry of a month whose year and name stand in two columns beside each other.
fn year_and_month(at: usize, years: &Column, names: &Column) -> Option<Entry> {
    let words = names.dictionary().filter(|words| (1..=MOST).contains(&words.len()))?;
    let is_year = years.kind == ColumnType::Year
        || years.kind == ColumnType::Integer
            && years.bounds().is_some_and(|(least, most)| least >= 1500 && most < 2200);
    let all = is_year && !years.any_missing() && words.iter().all(|word| months::number(word.trim()).is_some());
    let (year, month) =
        (years.header.as_deref().unwrap_or(&years.name), names.header.as_deref().unwrap_or(&names.name));
    let name = if names.name.starts_with("column ") { "month" } else { &names.name };
    all.then(|| Entry {
        name: name.to_owned(),
        columns: vec![at, at + 1],
        said: vec![format!("of: [{}, {}]", key(year), key(month))],
        kind: ColumnType::YearMonth,
        no_value: BTreeSet::new(),
        is_empty: false,
    })
}

/// Returns how many digits the codes of a column have from which a spreadsheet took zeros: they differ by one digit.
fn code_width(column: &Column) -> Option<usize> {
    const CODES: [&str; 17] = [
        "code",
        "codes",
        "id",
        "key",
        "ags",
        "ars",
        "fips",
        "geoid",
        "zip",
        "plz",
        "nuts",
        "lau",
        "gss",
        "kennziffer",
        "schlüssel",
        "código",
        "codigo",
    ];
    let name = column.name.to_lowercase();
    let called = name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        CODES.contains(&word)
            || ["code", "schlüssel", "_id"].iter().any(|end| word.len() > end.len() && word.ends_with(end))
    });
    let (least, most) = column.bounds().filter(|_| called && column.kind == ColumnType::Integer)?;
    let (fewest, width) = (least.checked_ilog10()? + 1, most.checked_ilog10()? + 1);
    (least > 0 && width == fewest + 1 && width > 2).then_some(width as usize)
}

/// Returns how many decimals are proposed for a column that came out as text because a program wrote all digits of a double.
///
/// They are as many as a double has, and no more than all numbers of the column have room for.
fn endless(column: &Column) -> Option<u32> {
    const OF_DOUBLE: u32 = 15;
    const DIGITS: u32 = 18;
    let words = column.dictionary().filter(|words| !words.is_empty())?;
    let is_number = |word: &str| {
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
        word.chars().all(of_number) && word.parse::<f64>().is_ok()
    };
    let long = |word: &str| word.split_once('.').is_some_and(|(_, part)| part.len() > 9);
    let before_point = |word: &str| {
        let number: f64 = word.parse().unwrap_or(0.0);
        format!("{:.0}", number.abs()).len()
    };
    let most = words.iter().map(|word| before_point(word.trim())).max().unwrap_or(1);
    let room = DIGITS.saturating_sub(u32::try_from(most).unwrap_or(DIGITS));
    (words.iter().any(long) && words.iter().map(str::trim).all(is_number)).then_some(room.min(OF_DOUBLE))
}
