//! What a table shows that only its author can say: which rows are totals of others, which numbers run up, which are in thousands.
//! And which columns name a row.

use std::collections::{BTreeMap, HashSet};

use crate::language::{cells, headings};
use crate::number::Number;

use super::fields::key;
use super::{Column, Table};

/// Larger tables are not looked at.
const MOST_ROWS: usize = 200_000;
/// No more labels than this are added up.
const MOST_LABELS: usize = 80;
/// So many periods have to agree, where there are as many.
const PERIODS: usize = 12;

/// A column of labels or times, as it is proposed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labels<'a> {
    /// What it is called.
    pub(super) name: &'a str,
    /// The columns of the table that it is read from.
    pub(super) columns: &'a [usize],
    /// Whether it holds times.
    pub(super) is_time: bool,
}

/// Returns the fewest columns of labels and times whose cells name a row, the first ones where several would do.
pub(super) fn identity(table: &Table, labels: &[Labels<'_>]) -> Option<Vec<usize>> {
    const REMARKS: [&str; 9] =
        ["note", "notes", "remark", "remarks", "comment", "comments", "anmerkung", "bemerkung", "nota"];
    if table.rows < 2 || table.rows > MOST_ROWS {
        return None;
    }
    let is_remark = |name: &str| {
        let name = name.to_lowercase();
        name.split(|c: char| !c.is_alphanumeric()).any(|word| REMARKS.contains(&word))
    };
    let whole = |at: &usize| {
        let whole = labels[*at].columns.iter().all(|column| !table.columns[*column].any_missing());
        whole && !is_remark(labels[*at].name)
    };
    let usable: Vec<usize> = (0..labels.len()).filter(whole).take(6).collect();
    let names = |ats: &[usize]| {
        let columns: Vec<&Column> =
            ats.iter().flat_map(|at| labels[*at].columns).map(|at| &table.columns[*at]).collect();
        let mut seen = HashSet::with_capacity(table.rows);
        (0..table.rows).all(|row| seen.insert(columns.iter().map(|column| column.encoded(row)).collect::<Vec<_>>()))
    };
    let ones: Vec<_> = usable.iter().map(|at| vec![*at]).collect();
    let twos: Vec<_> =
        usable.iter().flat_map(|a| usable.iter().filter(move |b| *b > a).map(|b| vec![*a, *b])).collect();
    let mut found = ones.into_iter().chain(twos).find(|ats| names(ats));
    if found.is_none() && usable.len() > 2 && names(&usable) {
        found = Some(usable.clone());
    }
    // The next release may add a period where this one has a single one.
    if let Some(found) = &mut found
        && !found.iter().any(|at| labels[*at].is_time)
        && let Some(time) = usable.iter().find(|at| labels[**at].is_time)
    {
        found.insert(0, *time);
    }
    found
}

/// Returns whether a column only numbers the rows: 1, 2, 3 …
pub(super) fn is_numbered(column: &Column) -> bool {
    column.values().enumerate().all(|(at, value)| i64::try_from(at + 1) == Ok(value))
}

/// Returns the questions to the author.
pub(super) fn asked(
    table: &Table,
    labels: &[Labels<'_>],
    numbers: &[(&str, usize)],
    identity: Option<&[usize]>,
) -> Vec<String> {
    let mut asked = Vec::new();
    for (name, column) in numbers {
        let scale = headings::scale(table.columns[*column].in_file());
        asked.extend(scale.map(|scale| {
            let by = 10_u64.pow(scale.zeros);
            format!(
                "does `{name}` count in “{}”? Then add `multiplier: {by}` to it; if not, `multiplier: 1`",
                scale.words
            )
        }));
    }
    if let Some(above) = &table.above {
        let by = 10_u64.pow(above.zeros);
        asked.push(format!(
            "line {} says “{}”: are all numbers in it? Then add `multiplier: {by}` to each",
            above.line, above.words
        ));
    }
    asked.extend(totals_among_columns(numbers));
    if table.rows > MOST_ROWS {
        return asked;
    }
    let of_words = labels.iter().enumerate().filter(|(_, labels)| !labels.is_time);
    asked.extend(of_words.filter_map(|(at, of)| totals(table, (at, *of), labels, numbers, identity)));
    if let Some(identity) = identity {
        let running = numbers.iter().filter(|(_, column)| runs_up(table, labels, identity, *column));
        asked.extend(running.map(|(name, _)| {
            format!(
                "`{name}` never falls: is it a running total, or a number at a moment? Then its measure says `stock`, and it is never \
                 added over time"
            )
        }));
    }
    asked
}

/// Asks about columns whose header names a total of those beside them.
fn totals_among_columns(numbers: &[(&str, usize)]) -> Option<String> {
    const GROUPS: [&str; 8] = ["european union", "euro area", "eu27", "eu 27", "ea20", "ea19", "oecd", "world"];
    let of_countries = |name: &str| {
        let plain = name.to_lowercase().replace(['_', '-'], " ");
        GROUPS.iter().any(|group| plain.starts_with(group))
    };
    let is_total = |name: &&str| name.split(" / ").any(|part| cells::is_total(part) || of_countries(part));
    let found: Vec<&str> = numbers.iter().map(|(name, _)| *name).filter(is_total).collect();
    let (first, more) = found.split_first()?;
    if numbers.len() < 2 || found.len() == numbers.len() {
        return None;
    }
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    let (seems, it, them) = if more.is_empty() { ("seems", "it", "the total") } else { ("seem", "them", "totals") };
    Some(format!(
        "`{first}`{more} {seems} to be {them} of columns beside {it}: a view that folds them names the labels under `totals`"
    ))
}

/// Asks about labels that are totals of others: by their words, or because they are the sum of labels that stand together.
fn totals(
    table: &Table,
    (at, of): (usize, Labels<'_>),
    labels: &[Labels<'_>],
    numbers: &[(&str, usize)],
    identity: Option<&[usize]>,
) -> Option<String> {
    let [column] = of.columns else { return None };
    let words = table.columns[*column].dictionary().filter(|words| words.len() > 2)?;
    let named: Vec<&str> = words.iter().filter(|word| cells::is_total(word)).collect();
    let identity = identity.filter(|identity| identity.contains(&at));
    let others: Vec<usize> = identity
        .into_iter()
        .flatten()
        .filter(|other| **other != at)
        .flat_map(|other| labels[*other].columns)
        .copied()
        .collect();
    let sums = identity.filter(|_| words.len() <= MOST_LABELS).map(|_| {
        let mut found = BTreeMap::new();
        for (_, number) in numbers.iter().take(4) {
            found = sums(table, *column, &others, *number, words.len());
            if !found.is_empty() {
                break;
            }
        }
        found
    });
    let sums = sums.unwrap_or_default();
    if let Some((total, parts)) = sums.iter().find(|(_, parts)| parts.len() > 1) {
        let parts: Vec<String> = parts
            .iter()
            .map(|(first, last)| format!("`{}` to `{}`", words.get(code(*first)), words.get(code(*last))))
            .collect();
        return Some(format!(
            "`{}` in `{}` is the sum of {}: do its labels overlap? Then add `totals: {{ {}: any }}`",
            words.get(code(*total)),
            of.name,
            parts.join(", and of "),
            key(of.name)
        ));
    }
    let mut all: Vec<&str> = named;
    let summed = sums.keys().map(|total| words.get(code(*total)));
    for word in summed {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    let first = all.first()?;
    let list: Vec<String> = all.iter().map(|word| key(word)).collect();
    let list = if let [one] = list.as_slice() { one.clone() } else { format!("[{}]", list.join(", ")) };
    Some(format!(
        "is `{first}` in `{}` a total of the rows beside it? Then add `totals: {{ {}: {list} }}`",
        of.name,
        key(of.name)
    ))
}

fn code(at: usize) -> u32 {
    u32::try_from(at).unwrap_or_default()
}

/// Returns the labels that are, in every period that is looked at, the sum of three or more others that stand together in the order
/// of the file: each with the first and the last of these, once for each such row of labels.
fn sums(
    table: &Table,
    column: usize,
    others: &[usize],
    number: usize,
    labels: usize,
) -> BTreeMap<usize, Vec<(usize, usize)>> {
    const FEWEST: usize = 3;
    let mut periods: BTreeMap<Vec<Option<i64>>, Vec<Option<Number>>> = BTreeMap::new();
    for row in 0..table.rows {
        let period = others.iter().map(|other| table.columns[*other].encoded(row)).collect();
        let Some(label) = table.columns[column].encoded(row).and_then(|label| usize::try_from(label).ok()) else {
            continue;
        };
        let values = periods.entry(period).or_insert_with(|| vec![None; labels]);
        if let Some(value) = values.get_mut(label) {
            *value = table.columns[number].number(row);
        }
    }
    let whole: Vec<Vec<Number>> = periods
        .into_values()
        .filter_map(|values| values.into_iter().collect::<Option<Vec<Number>>>())
        .take(PERIODS)
        .collect();
    let mut found: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let Some(first) = whole.first() else { return found };
    let adds_up = |values: &[Number], from: usize, to: usize, total: usize| {
        let sum = (from..=to).try_fold(Number::ZERO, |sum, at| sum.plus(values[at]).ok());
        sum == Some(values[total]) && !values[total].is_zero()
    };
    for from in 0..labels {
        let mut sum = Number::ZERO;
        for to in from..labels {
            let Ok(next) = sum.plus(first[to]) else { break };
            sum = next;
            if to - from + 1 < FEWEST {
                continue;
            }
            for total in (0..labels).filter(|total| !(from..=to).contains(total) && first[*total] == sum) {
                if whole.iter().all(|values| adds_up(values, from, to, total)) {
                    found.entry(total).or_default().push((from, to));
                }
            }
        }
    }
    found
}

/// Returns whether a number never falls from one period to the next in any group, and rises in most steps of most.
fn runs_up(table: &Table, labels: &[Labels<'_>], identity: &[usize], column: usize) -> bool {
    const FEWEST: usize = 8;
    let times: Vec<usize> =
        identity.iter().filter(|at| labels[**at].is_time).flat_map(|at| labels[*at].columns).copied().collect();
    if times.is_empty() {
        return false;
    }
    let groups: Vec<usize> =
        identity.iter().filter(|at| !labels[**at].is_time).flat_map(|at| labels[*at].columns).copied().collect();
    let mut order: Vec<usize> = (0..table.rows).filter(|row| !table.columns[column].is_missing(*row)).collect();
    let key = |row: &usize| {
        let at =
            |columns: &[usize]| columns.iter().map(|column| table.columns[*column].encoded(*row)).collect::<Vec<_>>();
        (at(&groups), at(&times))
    };
    order.sort_by_cached_key(key);
    let (mut steps, mut rises) = (0, 0);
    for two in order.windows(2) {
        if key(&two[0]).0 != key(&two[1]).0 {
            continue;
        }
        steps += 1;
        match table.columns[column].encoded(two[0]).cmp(&table.columns[column].encoded(two[1])) {
            std::cmp::Ordering::Less => rises += 1,
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => return false,
        }
    }
    // Row numbers rise too, and are no numbers of anything.
    steps >= FEWEST && rises * 2 > steps && !is_numbered(&table.columns[column])
}
