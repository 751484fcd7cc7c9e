//! Rows that a join would lose: those that meet the conditions on their own columns and find no partner, with the reason.

use crate::diagnostic::code::figure as code;
use crate::model::{Dataset, Filter, Join, Key};
use crate::table::{Column, LookAlikes, fields};
use crate::text::alike;

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::join::{Frame, JoinedTable, NO_PARTNER};
use crate::evaluate::tables::{Release, Tables};
use crate::evaluate::{look_alike, select};
use crate::table::Translation;

/// Returns how many rows a join leaves out because it is told to; a fault where rows are lost and it is not.
pub(super) fn unmatched(
    tables: &Tables<'_>,
    (of, release, join): (Key<Dataset>, Release, Option<&Join>),
    filters: &[Filter],
    frame: &Frame<'_>,
) -> Result<usize, EvaluationFault> {
    let (Some(join), Some((second, partners))) = (join, &frame.second) else { return Ok(0) };
    let own = frame.first.table.columns.len();
    let own_filters: Vec<Filter> = filters.iter().filter(|filter| filter.column < own).cloned().collect();
    let alone = Frame { first: frame.first, second: None };
    let rows = select::rows(&alone, &own_filters, &tables.index(of, release));
    let lost: Vec<u32> = rows.iter().copied().filter(|row| partners[*row as usize] == NO_PARTNER).collect();
    let ids = &tables.model.datasets;
    let sides = Sides {
        first: (frame.first, ids.id(of).as_str()),
        second: (*second, ids.id(join.dataset).as_str()),
        key: &join.key,
    };
    if lost.is_empty() || join.leave_out {
        let chosen = rows.iter().filter_map(|row| Some(partners[*row as usize]).filter(|row| *row != NO_PARTNER));
        return sides.two_partners(&chosen).map_or(Ok(lost.len()), Err);
    }
    let (why, help) = sides.why(&lost);
    let what = format!(
        "finds no partner in `{}` for {} of {} {} of `{}`: {why}",
        sides.second.1,
        lost.len(),
        rows.len(),
        if rows.len() == 1 { "row" } else { "rows" },
        sides.first.1,
    );
    let note = "a row without a partner would be missing from the number without a trace".to_owned();
    Err(EvaluationFault::WordedFault(Box::new(WordedFault { code: &code::UNMATCHED_ROWS, what, note, help })))
}

/// Both sides of a join, each with the id of its dataset.
struct Sides<'a> {
    first: (JoinedTable<'a>, &'a str),
    second: (JoinedTable<'a>, &'a str),
    key: &'a [(usize, usize)],
}

impl Sides<'_> {
    fn columns(&self, (own, theirs): (usize, usize)) -> (&Column, &Column) {
        (&self.first.0.table.columns[own], &self.second.0.table.columns[theirs])
    }

    /// Returns why rows find no partner, told by the first of them whose reason is plain to see, and what to do.
    fn why(&self, lost: &[u32]) -> (String, String) {
        let look = |row: &u32| self.key.iter().find_map(|key| self.looks_like(*key, *row as usize));
        if let Some(found) = lost.iter().find_map(look) {
            return found;
        }
        let row = lost[0] as usize;
        let line = self.first.0.table.line(row);
        let nowhere = self.key.iter().find_map(|key| {
            let (own, theirs) = self.columns(*key);
            let there = own.label(row).and_then(|value| Translation::between(own, theirs).of(value));
            let there =
                there.is_some_and(|value| (0..self.second.0.table.rows).any(|r| theirs.label(r) == Some(value)));
            match own.is_missing(row) {
                true => Some(format!("`{}` is empty on line {line}", own.name)),
                false if there => None,
                false => Some(format!(
                    "`{}` on line {line} appears nowhere in `{}`",
                    alike::shown(&own.written(row)),
                    theirs.name
                )),
            }
        });
        let why = nowhere.unwrap_or_else(|| format!("no row has the whole key of line {line}"));
        let help = "correct the key, or add the rows that are missing; where they are meant to be left out, write \
                    `unmatched: leave-out` in the join, and the page says how many";
        (why, help.to_owned())
    }

    /// Returns the partner that a row would have if labels that look alike were one.
    fn looks_like(&self, key: (usize, usize), row: usize) -> Option<(String, String)> {
        let (own, theirs) = self.columns(key);
        let words = theirs.dictionary()?;
        let written = own.written(row);
        if own.is_missing(row) || words.find(written.as_bytes()).is_some() {
            return None;
        }
        let code = words.find_alike(&written)?;
        let other = words.get(code);
        let line = self.first.0.table.line(row);
        let there = self.second.0.table.line(theirs.first_row(code.into())?);
        let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        if digits(&written) && digits(other) {
            let why = format!(
                "`{}` has {} digits (`{written}`, line {line}), `{}` has {} (`{other}`, line {there})",
                own.name,
                written.len(),
                theirs.name,
                other.len(),
            );
            let (dataset, column) =
                if written.len() < other.len() { (self.first.1, own) } else { (self.second.1, theirs) };
            let width = written.len().max(other.len());
            let field = format!("{}: {{ type: string, width: {width} }}", fields::key(&column.name));
            return Some((why, format!("declare `{field}` in `{dataset}`: spreadsheets strip the zeros before codes")));
        }
        let why = format!(
            "`{}` on line {line} looks like `{}` on line {there} of {}, and {}",
            alike::shown(&written),
            alike::shown(other),
            self.second.0.file,
            alike::difference(&written, other),
        );
        let help = format!("declare `{}: {{ type: string, look_alikes: one }}`", fields::key(&own.name));
        Some((why, format!("{help} in `{}` if both are one label, or correct the key", self.first.1)))
    }

    /// Returns the fault of a partner chosen among several whose keys look alike.
    fn two_partners(&self, chosen: &(impl Iterator<Item = u32> + Clone)) -> Option<EvaluationFault> {
        self.key.iter().find_map(|key| {
            let (_, theirs) = self.columns(*key);
            let words = theirs.dictionary().filter(|words| words.look_alikes == LookAlikes::Unsaid)?;
            let resemblance = Some(words.resemblance()).filter(|resemblance| !resemblance.is_empty())?;
            chosen.clone().find_map(|row| {
                let code = u32::try_from(theirs.label(row as usize)?).ok()?;
                let other = *resemblance.alike(code).iter().find(|other| **other != code)?;
                let line = self.second.0.table.line(theirs.first_row(other.into())?);
                let what = format!(
                    "joins `{}` of `{}` and leaves `{}` on line {line} of {}, which {}",
                    alike::shown(words.get(code)),
                    self.second.1,
                    alike::shown(words.get(other)),
                    self.second.0.file,
                    alike::difference(words.get(other), words.get(code)),
                );
                let note = "which of the two rows is the partner cannot be seen".to_owned();
                let help = look_alike::help(&theirs.name);
                Some(EvaluationFault::WordedFault(Box::new(WordedFault { code: &code::LOOK_ALIKES, what, note, help })))
            })
        })
    }
}
