//! Datasets that lost a column since an edition was accepted, or hold something else in it.
//!
//! Columns are found by name, so that a new one, or another order, changes no number: neither is reported by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::code::edition as code;
use crate::diagnostic::{Problem, Problems};
use crate::edition::Editions;
use crate::model::{Dataset, Key};
use crate::table::ColumnType;

use crate::rules::moved::{Context, changed, dataset, few};

/// How the columns of a dataset differ, over all briefs.
#[derive(Default)]
struct Found {
    /// Columns that are gone or of another type.
    broken: BTreeSet<String>,
    /// Columns that came.
    new: BTreeSet<String>,
}

/// Reports each dataset whose columns are no longer those that were accepted.
pub(super) fn check(context: &Context<'_>, editions: &Editions, found: &mut Problems) {
    let mut all: BTreeMap<Key<Dataset>, Found> = BTreeMap::new();
    for brief in changed(editions) {
        for pinned in &brief.changes.datasets {
            let both = pinned.both().filter(|(old, new)| old.fields != new.fields);
            let Some(((old, new), key)) = both.zip(dataset(context.model, &pinned.id)) else { continue };
            compare(&fields(&old.fields), &fields(&new.fields), all.entry(key).or_default());
        }
    }
    let broken = all.into_iter().filter(|(_, found)| !found.broken.is_empty());
    found.extend(broken.map(|(key, found)| problem(context, key, &found)));
}

fn compare(old: &BTreeMap<String, ColumnType>, new: &BTreeMap<String, ColumnType>, found: &mut Found) {
    for (name, was) in old {
        match new.get(name) {
            None => _ = found.broken.insert(format!("`{name}` is gone")),
            Some(is) if is != was => {
                found.broken.insert(format!("`{name}` was `{}` and is `{}`", was.word(), is.word()));
            }
            Some(_) => {}
        }
    }
    let added = new.keys().filter(|name| !old.contains_key(*name));
    found.new.extend(added.map(|name| format!("`{name}`")));
}

/// Returns the columns of a pinned schema by name; a name may itself hold a comma.
fn fields(pinned: &str) -> BTreeMap<String, ColumnType> {
    let mut fields = BTreeMap::new();
    let mut open = String::new();
    for piece in pinned.split(", ") {
        open.push_str(piece);
        match open.rsplit_once(':').and_then(|(name, kind)| Some((name, ColumnType::parse(kind)?))) {
            Some((name, kind)) => {
                fields.insert(name.to_owned(), kind);
                open.clear();
            }
            None => open.push_str(", "),
        }
    }
    fields
}

fn problem(context: &Context<'_>, key: Key<Dataset>, found: &Found) -> Problem {
    let (id, entry) = (context.model.datasets.id(key), &context.model.datasets[key]);
    let message = format!("dataset `{id}` has other columns than were accepted: {}", few(found.broken.iter()));
    let mut problem = Problem::warning(&code::SCHEMA_CHANGED, entry.place.clone().key().into(), message);
    if !found.new.is_empty() {
        problem = problem.note(format!("new in the file: {}", few(found.new.iter())));
    }
    problem
        .note("a column that holds something else changes every figure made from it without anybody having decided so")
        .help(
            "read what the publisher says of the change, declare the `fields` of the dataset, then accept the edition",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
        let mut found = Found::default();
        compare(&fields(old), &fields(new), &mut found);
        (found.broken.into_iter().collect(), found.new.into_iter().collect())
    }

    #[test]
    fn columns_gone_and_of_another_type_break_what_was_accepted_and_new_ones_do_not() {
        let old = "month:yearmonth, total, all:integer, note:string";
        for (new, broken, added) in [
            ("note:string, total, all:integer, month:yearmonth", &[][..], &[][..]),
            ("month:yearmonth, total, all:integer, note:string, more:number", &[], &["`more`"]),
            ("month:yearmonth, sum:integer, note:string", &["`total, all` is gone"], &["`sum`"]),
            (
                "month:string, total, all:number",
                &[
                    "`month` was `yearmonth` and is `string`",
                    "`note` is gone",
                    "`total, all` was `integer` and is `number`",
                ],
                &[],
            ),
        ] {
            let (broken, added): (Vec<_>, Vec<_>) =
                (broken.iter().map(ToString::to_string).collect(), added.iter().map(ToString::to_string).collect());
            assert_eq!(compared(old, new), (broken, added), "{new}");
        }
    }
}
