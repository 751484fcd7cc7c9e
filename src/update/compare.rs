//! A new release held against the one that it replaces: what of the description does not fit it, and how to mend that.
//!
//! Each finding says what to paste. Whether it stands in the way is for whoever has tried the release out: a renamed column that
//! nothing is made of is no more than worth knowing.

use std::collections::BTreeSet;

use crate::csv;
use crate::diagnostic::code::data as code;
use crate::diagnostic::{Problem, words};
use crate::load::proposed::{self, OtherForm};
use crate::registry::{Dataset, Entries, Many};
use crate::table::fields::{self, key};
use crate::table::{Column, ColumnType, Table};
use crate::text::alike::alike;
use crate::text::near::nearest;
use crate::text::{Place, RegistryPlace};
use crate::world::ProjectPath;

/// How many rows, labels or columns one problem names.
const NAMED: usize = 4;
/// A column with more different words than this holds texts where many of them are new, and no labels.
const MOST_LABELS: usize = 200;
/// Of more labels, so many in a hundred may be new.
const NEW_IN_HUNDRED: usize = 10;

/// A dataset, and the bytes of the two releases.
pub(crate) struct Releases<'a> {
    /// The dataset's id.
    pub(crate) id: &'a str,
    /// How it is declared.
    pub(crate) dataset: &'a Dataset,
    /// How the present release is read.
    pub(crate) before: &'a Dataset,
    /// Where.
    pub(crate) at: &'a RegistryPlace,
    /// The present file, and the new one.
    pub(crate) files: [(&'a ProjectPath, &'a [u8]); 2],
}

impl Releases<'_> {
    fn place(&self) -> Place {
        self.at.clone().key().into()
    }
}

/// Returns what of a dataset's description does not fit its new release.
pub(crate) fn compare(releases: &Releases<'_>) -> Vec<Problem> {
    let Releases { dataset, before, at, files, .. } = releases;
    let read = |before: &Dataset, dataset: &Dataset| {
        let [(old, was), (new, is)] = *files;
        [csv::read(was, old, before, at), csv::read(is, new, dataset, at)]
    };
    let [(old, _), (new, met)] = read(before, dataset);
    let fails = new.is_none() || met.iter().any(|problem| problem.severity == crate::diagnostic::Severity::Error);
    if fails {
        let form = proposed::other_form(files[1].1, files[1].0, dataset, at);
        if !form.is_empty() {
            return vec![other_form(releases, &form)];
        }
    }
    // What the files call their columns, whatever they are called here.
    let bare = |dataset: &Dataset| {
        let (fields, primary_key) = (Entries::default(), Many::default());
        Dataset { fields, other_fields: None, primary_key, ..dataset.clone() }
    };
    let [(old_bare, _), (new_bare, _)] = read(&bare(before), &bare(dataset));
    let mut found = Vec::new();
    if let (Some(old), Some(new)) = (&old_bare, &new_bare) {
        found.extend(columns(releases, old, new));
    }
    if let (Some(old), Some(new)) = (&old, &new) {
        found.extend(types(releases, old, new));
        found.extend(labels(releases, old, new));
        found.extend(rows(releases, old, new));
    }
    found
}

fn other_form(releases: &Releases<'_>, form: &[OtherForm]) -> Problem {
    let id = releases.id;
    let say = |OtherForm { key, said, shown }: &OtherForm| match (said, shown) {
        (Some(said), Some(shown)) => format!("`{key}: {shown}` and not `{said}`"),
        (None, Some(shown)) => format!("`{key}: {shown}`"),
        (_, None) => format!("no `{key}`"),
    };
    let words: Vec<String> = form.iter().map(say).collect();
    let message = format!("the new release of `{id}` is written in another form: {}", words::joined(&words, "and"));
    let paste: Vec<String> =
        form.iter().filter_map(|form| Some(format!("`{}: {}`", form.key, form.shown.as_ref()?))).collect();
    let gone: Vec<String> =
        form.iter().filter(|form| form.shown.is_none()).map(|form| format!("`{}`", form.key)).collect();
    let mut help = Vec::new();
    if !paste.is_empty() {
        help.push(format!("write {}", words::joined(&paste, "and")));
    }
    if !gone.is_empty() {
        help.push(format!("take out {}", words::joined(&gone, "and")));
    }
    Problem::error(&code::OTHER_FORM, releases.place(), message)
        .note("read as the dataset says, it gives no table")
        .help(format!("under `{id}` {}, then update again", help.join(", and ")))
}

/// Finds columns that are called otherwise, or are gone.
fn columns(releases: &Releases<'_>, old: &Table, new: &Table) -> Vec<Problem> {
    // What is said of a column already, `of` and `was`, is known.
    let is_said = |name: &str| {
        let fields = releases.dataset.fields.iter().map(|entry| &entry.value);
        fields
            .clone()
            .any(|field| field.was.iter().any(|was| was == name) && field.of.iter().any(|of| new.column(of).is_some()))
    };
    let is_gone = |at: &usize| new.column(&old.columns[*at].name).is_none() && !is_said(&old.columns[*at].name);
    let gone: Vec<usize> = (0..old.columns.len()).filter(is_gone).collect();
    let come: Vec<usize> = (0..new.columns.len()).filter(|at| old.column(&new.columns[*at].name).is_none()).collect();
    let mut left = come.clone();
    let renamed: Vec<Option<usize>> = gone
        .iter()
        .map(|at| {
            let candidate = same_column(old, *at, new, &left)?;
            left.retain(|other| *other != candidate);
            Some(candidate)
        })
        .collect();
    let problem = |(at, now): (&usize, &Option<usize>)| {
        let column = &old.columns[*at];
        let names: Vec<&str> = left.iter().map(|at| new.columns[*at].name.as_str()).collect();
        match now {
            Some(now) => column_renamed(releases, column, &new.columns[*now].name),
            None => column_gone(releases, column, &names),
        }
    };
    gone.iter().zip(&renamed).map(problem).collect()
}

/// Returns the column that another one is, under another name: most of its cells are those cells, or it stands where that stood and
/// is of one type with it.
fn same_column(old: &Table, at: usize, new: &Table, left: &[usize]) -> Option<usize> {
    let rows = old.rows.min(new.rows).min(1_000);
    let (before, filled) = (&old.columns[at], |column: &Column, row| !column.is_missing(row));
    let same = |other: usize| {
        let now = &new.columns[other];
        (0..rows).filter(|row| filled(before, *row) && before.written(*row) == now.written(*row)).count()
    };
    let is_like = |other: &usize| before.kind == new.columns[*other].kind;
    let most = left.iter().copied().max_by_key(|other| (same(*other), usize::MAX - other))?;
    if same(most) * 2 > rows {
        return Some(most);
    }
    let near = nearest(&before.name, left.iter().filter(|at| is_like(at)).map(|at| new.columns[*at].name.as_str()));
    let near = near.and_then(|name| new.column(name));
    near.or_else(|| left.iter().copied().find(|other| *other == at && is_like(other)))
}

/// Returns the entry of a column under `fields`, by its name in the file: what it is called here, its type where its author says
/// one, and whether the author says more.
fn declared<'d>(dataset: &'d Dataset, header: &str) -> Option<(&'d str, &'d crate::registry::Field)> {
    let is = |entry: &&crate::registry::Entry<crate::registry::Field>| {
        entry.value.of.iter().any(|of| of == header)
            || entry.value.of.iter().next().is_none() && entry.id.trim() == header
    };
    dataset.fields.iter().find(is).map(|entry| (entry.id.trim(), &entry.value))
}

fn column_renamed(releases: &Releases<'_>, column: &Column, now: &str) -> Problem {
    let Releases { id, dataset, .. } = releases;
    let entry = declared(dataset, &column.name);
    let name = entry.map_or(column.name.as_str(), |(name, _)| name);
    let kind = entry.map_or(Some(column.kind.word()), |(_, field)| field.kind.as_deref());
    let was =
        entry.into_iter().flat_map(|(_, field)| field.was.iter()).map(String::as_str).chain([column.name.as_str()]);
    let was: Vec<String> = was.map(key).collect();
    let was = if let [one] = was.as_slice() { one.clone() } else { format!("[{}]", was.join(", ")) };
    let kind = kind.map(|kind| format!(", type: {kind}")).unwrap_or_default();
    let line = format!("{}: {{ of: {}, was: {was}{kind} }}", key(name), key(now));
    Problem::warning(
        &code::OTHER_COLUMNS,
        releases.place(),
        format!("column `{}` of `{id}` is called `{now}` in the new release", column.name),
    )
    .note("its cells are mostly the same, or it stands in the same place and is of the same type")
    .help(format!("where it is the same column, write `{line}` under `fields` of `{id}`, with what else is said of it there, then update again"))
}

fn column_gone(releases: &Releases<'_>, column: &Column, new: &[&str]) -> Problem {
    let id = releases.id;
    let message = format!("column `{}` of `{id}` is not in the new release", column.name);
    let problem = Problem::warning(&code::OTHER_COLUMNS, releases.place(), message);
    let named: Vec<String> = new.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let problem = if named.is_empty() { problem } else { problem.note(format!("new in it: {}", named.join(", "))) };
    let name = key(&column.name);
    problem.help(format!(
        "read what the publisher says of it; where it goes on under another name, write `{name}: {{ of: NAME, was: {name} }}` under `fields`"
    ))
}

/// Finds columns that nobody declared and that are of another type now.
fn types(releases: &Releases<'_>, old: &Table, new: &Table) -> Vec<Problem> {
    let id = releases.id;
    let both = old.columns.iter().filter_map(|column| Some((column, &new.columns[new.column(&column.name)?])));
    let other = both.filter(|(old, new)| old.kind != new.kind);
    let problem = |(old, new): (&Column, &Column)| {
        let (was, is) = (old.kind.word(), new.kind.word());
        let message = format!("column `{}` of `{id}` was read as `{was}` and is `{is}` in the new release", old.name);
        let problem = Problem::warning(&code::OTHER_COLUMNS, releases.place(), message);
        let problem = match &new.oddity {
            Some(odd) => problem.note(format!("because of `{}` on line {}", odd.written, odd.line)),
            None => problem.note("every filled cell agrees on that"),
        };
        let line = fields::entry(&old.name, None, was);
        problem.help(format!(
            "declare it under `fields`, `{line}`, and each cell that is something else is named with its line"
        ))
    };
    other.map(problem).collect()
}

/// Finds labels that were not there.
fn labels(releases: &Releases<'_>, old: &Table, new: &Table) -> Vec<Problem> {
    old.columns
        .iter()
        .filter_map(|column| new_labels(releases, column, &new.columns[new.column(&column.name)?]))
        .collect()
}

fn new_labels(releases: &Releases<'_>, old: &Column, new: &Column) -> Option<Problem> {
    let Releases { id, dataset, .. } = releases;
    if old.kind != ColumnType::String || new.kind != ColumnType::String {
        return None;
    }
    let words =
        |column: &Column| column.words().filter(|word| !word.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>();
    let (before, now) = (words(old), words(new));
    let come: Vec<&String> = now.difference(&before).collect();
    let gone: Vec<&String> = before.difference(&now).collect();
    // Texts and names of rows are new in every release.
    let most = if before.len() > MOST_LABELS { now.len() * NEW_IN_HUNDRED / 100 } else { now.len() / 2 };
    if come.is_empty() || before.is_empty() || come.len() > most {
        return None;
    }
    let name = &old.name;
    let message = format!("column `{name}` of `{id}` has labels that it did not have: {}", few(&come));
    let mut problem = Problem::warning(&code::OTHER_LABELS, releases.place(), message);
    if !gone.is_empty() {
        problem = problem.note(format!("no longer in it: {}", few(&gone)));
    }
    // What is spelt nearly alike may be the same, whether or not the old spelling still stands in other rows.
    let spelt = come.iter().find_map(|label| {
        let was = before.iter().find(|was| alike(label, was))?;
        Some((label.as_str(), was.as_str()))
    });
    let other = spelt.or_else(|| {
        come.iter().find_map(|label| {
            let was = nearest(label, gone.iter().map(|gone| gone.as_str()))?;
            Some((label.as_str(), was))
        })
    });
    let other = other.or(match (come.as_slice(), gone.as_slice()) {
        ([come], [gone]) => Some((come, gone)),
        _ => None,
    });
    if let Some((label, was)) = other {
        problem = problem.help(format!(
            "where `{label}` is what was called `{was}`, write `labels: {{ {}: {} }}` under `fields`, `{name}`",
            key(label),
            key(was)
        ));
    }
    let totals = dataset.totals.iter().find(|totals| totals.id == *name);
    let all: Vec<String> = totals.into_iter().flat_map(|totals| totals.value.iter()).map(|label| key(label)).collect();
    let with = [all, vec!["LABEL".to_owned()]].concat();
    let latest = if gone.is_empty() && other.is_none() {
        "else there is nothing to do"
    } else {
        "else look at the figures of one label: their `latest` is the last period that has this label"
    };
    Some(problem.help(format!(
        "where one is a total of rows beside it, write `totals: {{ {}: [{}] }}` under `{id}`; {latest}",
        key(name),
        with.join(", ")
    )))
}

/// Finds rows that are gone.
fn rows(releases: &Releases<'_>, old: &Table, new: &Table) -> Option<Problem> {
    let Releases { id, dataset, .. } = releases;
    let declared: Vec<&String> = dataset.primary_key.iter().collect();
    let is_key = |column: &&Column| match declared.as_slice() {
        [] => column.kind == ColumnType::String || column.kind.is_time(),
        declared => declared.iter().any(|name| **name == column.name),
    };
    let names: Vec<&str> = old
        .columns
        .iter()
        .filter(is_key)
        .map(|column| column.name.as_str())
        .filter(|name| new.column(name).is_some())
        .collect();
    if names.is_empty() {
        return None;
    }
    let keys = |table: &Table| -> Option<Vec<String>> {
        let columns: Vec<&Column> =
            names.iter().map(|name| Some(&table.columns[table.column(name)?])).collect::<Option<_>>()?;
        let key = |row| columns.iter().map(|column| column.written(row)).collect::<Vec<_>>().join(", ");
        Some((0..table.rows).map(key).collect())
    };
    let now: BTreeSet<String> = keys(new)?.into_iter().collect();
    let gone: Vec<String> = keys(old)?.into_iter().filter(|key| !now.contains(key)).collect();
    if gone.is_empty() {
        return None;
    }
    let count = words::many(gone.len(), "row");
    let are = if gone.len() == 1 { "is" } else { "are" };
    let message = format!("{count} of `{id}` {are} not in the new release: {}", few(&gone.iter().collect::<Vec<_>>()));
    Some(
        Problem::warning(&code::ROWS_GONE, releases.place(), message)
            .note("what is made of them is made of fewer rows, or of none")
            .help("read what the publisher says of them: of a window that moves on, let figures begin with a period that stays"),
    )
}

fn few(all: &[&String]) -> String {
    let named: Vec<String> = all.iter().take(NAMED).map(|one| format!("`{one}`")).collect();
    match all.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {} more", named.join(", "), words::grouped(more)),
    }
}
