//! Which release a file is, where it says so: in a title row, a note or a header line that begins by saying it, in a column that holds one
//! day, or in its name.
//!
//! A row of the table and a line that speaks of a day to come say nothing of it. A day that can be read in two ways, and a month in a
//! name, which may as well be the month that the file speaks of, are not taken.

use crate::csv;
use crate::model::released;
use crate::number::{Date, Period};
use crate::table::Table;
use crate::world::ProjectPath;

use super::days::{day_at, iso};
use super::registered::Registered;

/// The words behind which publishers write the day of a release, in the languages that official files come in.
const WORDS: &[&str] = &[
    "actualizado",
    "aktualisiert",
    "as of",
    "date de publication",
    "date of release",
    "datenstand",
    "dernière mise à jour",
    "fecha de publicación",
    "last update",
    "last updated",
    "letzte aktualisierung",
    "mis à jour",
    "mise à jour",
    "prepared",
    "publicado",
    "publication date",
    "published",
    "publié",
    "publikationsdatum",
    "release",
    "release date",
    "released",
    "stand",
    "updated",
    "última actualización",
    "veröffentlicht",
];

/// How words begin by which a line speaks of another release than this one, or of one that is still to come.
const OF_ANOTHER: &[&str] = &[
    "anterior",
    "expected",
    "first published",
    "forthcoming",
    "geplant",
    "kommend",
    "künftig",
    "next",
    "nächste",
    "planned",
    "previous",
    "previst",
    "prochain",
    "précédent",
    "prévu",
    "próxim",
    "scheduled",
    "sera",
    "seront",
    "será",
    "to be ",
    "upcoming",
    "voraussichtlich",
    "vorgesehen",
    "vorherig",
    "werden ",
    "will ",
    "wird ",
    "à paraître",
    "à venir",
];

/// Words that may stand before those with which a line begins.
const BEFORE: &[&str] = &["data", "date", "daten", "datos", "données", "the"];

/// A release that a file names, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The release.
    pub(crate) vintage: Period,
    /// Where it says so, such as "line 2 says “Stand: 24.02.2026”".
    pub(crate) says: String,
}

/// Why it is not known which release a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotKnown {
    /// It does not say.
    Silent {
        /// The month that its name holds, which may be the one that it speaks of.
        month: Option<String>,
    },
    /// It says two things.
    Disagree(Named, Named),
}

/// Returns which release a file is, by all places in which it says so.
pub(crate) fn agreed(named: &[Named], name: &str) -> Result<Named, NotKnown> {
    let mut all = named.iter();
    let Some(first) = all.next() else { return Err(NotKnown::Silent { month: month_in(name) }) };
    let mut best = first;
    for other in all {
        if other.vintage.covers(&best.vintage) {
            continue;
        }
        if !best.vintage.covers(&other.vintage) {
            return Err(NotKnown::Disagree(best.clone(), other.clone()));
        }
        best = other;
    }
    Ok(best.clone())
}

/// Returns every place in which the bytes of a file, read as a dataset says, name the release that they are: lines, columns, the name.
pub(crate) fn named(bytes: &[u8], path: &ProjectPath, of: Registered<'_>, name: &str) -> Vec<Named> {
    let at = of.at();
    let lines = csv::around(bytes, path, of.dataset, &at);
    let (table, _) = csv::read(bytes, path, of.dataset, &at);
    let is_row = |number: usize| table.as_ref().is_some_and(|table| has_row(table, number));
    let of_lines = lines.iter().filter(|(number, _)| !is_row(*number)).filter_map(|(number, line)| {
        let (vintage, words) = in_line(line)?;
        Some(Named { vintage, says: format!("line {number} says “{words}”") })
    });
    let of_columns = table.iter().flat_map(in_columns);
    let of_name = in_name(name).map(|vintage| Named { says: format!("its name holds {}", vintage.words), vintage });
    of_lines.chain(of_columns).chain(of_name).collect()
}

/// Returns whether a row of a table stands on a line. The last ends with its line: what follows it are notes.
fn has_row(table: &Table, line: usize) -> bool {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    table.row_at(line).is_some_and(|row| row + 1 < table.rows || table.line(row) == line)
}

/// Returns the day or month that a line names as that of the release, with the words that do: those with which it begins, past comment
/// signs, quotes and empty cells.
fn in_line(line: &str) -> Option<(Period, String)> {
    let small = line.to_lowercase();
    let padded = format!("{small} ");
    let begins_word = |at: usize| !padded[..at].ends_with(char::is_alphanumeric);
    if OF_ANOTHER.iter().any(|word| padded.match_indices(word).any(|(at, _)| begins_word(at))) {
        return None;
    }
    let begin = beginning(&small);
    let ends = WORDS.iter().filter(|word| small[begin..].starts_with(**word)).map(|word| begin + word.len());
    let is_word = |end: &usize| !small[*end..].starts_with(char::is_alphanumeric);
    ends.filter(is_word).find_map(|end| {
        let (period, length) = day_at(&small[end..])?;
        // Small letters can take more bytes than what was written.
        let said = line.get(begin..end + length).unwrap_or(&small[begin..end + length]);
        Some((period, said.split_whitespace().collect::<Vec<_>>().join(" ")))
    })
}

/// Returns where the words of a line begin that may say what it is, past what may stand before them.
fn beginning(small: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &small[at..];
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        at = small.len() - rest.len();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let names_it = WORDS.iter().any(|label| rest.starts_with(label));
        if names_it || !BEFORE.contains(&word) {
            return at;
        }
        at += word.len();
    }
}

/// Returns what columns say that are called so and hold one day in all their rows, such as `PREPARED` in SDMX. Of a table of one row
/// every column holds one day.
fn in_columns(table: &Table) -> impl Iterator<Item = Named> {
    let several = Some(table).filter(|table| table.rows > 1);
    several.into_iter().flat_map(|table| &table.columns).filter_map(|column| {
        let name = column.in_file();
        if !WORDS.contains(&name.trim().to_lowercase().as_str()) {
            return None;
        }
        let first = (0..table.rows).find(|row| !column.is_missing(*row))?;
        let written = column.written(first);
        let others = (first..table.rows).any(|row| !column.is_missing(row) && column.written(row) != written);
        let (vintage, _) = day_at(&written.to_lowercase()).filter(|_| !others)?;
        Some(Named { vintage, says: format!("its column `{name}` says “{written}”") })
    })
}

/// Returns the one day that the name of a file holds: `deaths-2026-02-24.csv`, `deaths_20260224.csv`.
fn in_name(name: &str) -> Option<Period> {
    let mut days = dates_in(name).into_iter().filter(|(_, length)| *length > 7).map(|(period, _)| period);
    let first = days.next()?;
    days.all(|other| other == first).then_some(first)
}

/// Returns the month that a name holds, where it holds no day.
fn month_in(name: &str) -> Option<String> {
    match dates_in(name).as_slice() {
        [(only, 7)] => Some(only.words.clone()),
        _ => None,
    }
}

/// Returns the days and months in a name, each with the length that it is written in.
pub(crate) fn dates_in(name: &str) -> Vec<(Period, usize)> {
    let mut found = Vec::new();
    for run in name.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '_' | '.'))) {
        let parts: Vec<&str> = run.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect();
        let mut rest = parts.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            let packed = || Some([first.get(..4)?, first.get(4..6)?, first.get(6..)?]).filter(|_| first.len() == 8);
            let day = match (packed(), behind) {
                (Some(parts), _) => Some((parts.join("-"), behind)),
                (None, [month, day, behind @ ..]) => Some(([first, *month, *day].join("-"), behind)),
                _ => None,
            };
            let day = day.and_then(|(words, behind)| Some((Date::parse(&words).ok()?, words.len(), behind)));
            if let Some((day, length, behind)) = day {
                found.push((Period::day(day), length));
                rest = behind;
            } else if let [month, behind @ ..] = behind
                && first.len() == 4
                && month.len() == 2
                && let Some((month, _)) = iso(&format!("{first}-{month}"))
            {
                found.push((month, 7));
                rest = behind;
            }
        }
    }
    found
}

/// Returns whether a release comes after another, by the days with which the words of both end.
pub(crate) fn is_newer(new: &str, old: &str) -> Option<bool> {
    Some(released(new)?.last > released(old)?.last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Option<String> {
        in_line(words).map(|(period, _)| period.words)
    }

    #[test]
    fn a_release_is_read_where_a_line_says_it() {
        for (words, vintage) in [
            ("Stand: 24.02.2026", "2026-02-24"),
            ("\"Stand\";\"24. 2. 2026 / 10:00\";", "2026-02-24"),
            ("Datenstand 2026-02-24T03:17:00", "2026-02-24"),
            ("Released 2026-03-25", "2026-03-25"),
            ("# Release date:,25 March 2026,,", "2026-03-25"),
            ("Last updated on March 25, 2026", "2026-03-25"),
            ("Aktualisiert am 3. März 2026", "2026-03-03"),
            ("Publié le 25 mars 2026", "2026-03-25"),
            ("Última actualización: 25 de marzo de 2026", "2026-03-25"),
            ("PREPARED,2026-03-25T10:00:00Z", "2026-03-25"),
            ("Data as of the 2026-03-25.", "2026-03-25"),
            ("Published February 2026", "2026-02"),
            ("# \"The data, last updated: 25 March 2026\"", "2026-03-25"),
            (";;Date published;2026-03-25", "2026-03-25"),
            ("Released 2026-03-25 by the office of Willow", "2026-03-25"),
        ] {
            assert_eq!(line(words).as_deref(), Some(vintage), "{words}");
        }
        for silent in [
            "Next release: 2026-04-25",
            "Released 03/04/2026",
            "standard 2026-02-24",
            "2026-02-24,5",
            "month,released,total",
            "Stand 2026",
            "First published 2019-01-02",
            "Population as of 2025-01-01",
            "Populated 2025-01-01",
            "A12,Released,2025-11-03",
            "Release date 2026-04-25 will be confirmed",
            "Veröffentlicht am 25.04.2026 (geplante Angabe)",
        ] {
            assert_eq!(line(silent), None, "{silent}");
        }
    }

    #[test]
    fn a_day_in_a_name_is_a_release_and_a_month_is_asked_for() {
        for (name, vintage) in [
            ("covid-deaths-2026-02-24.csv", Some("2026-02-24")),
            ("deaths_20260224.csv", Some("2026-02-24")),
            ("deaths_2026_02_24_final.csv", Some("2026-02-24")),
            ("2020-01-01_2026-02-24.csv", None),
            ("births-12612-0002.csv", None),
            ("deaths-2026-02.csv", None),
            ("november.csv", None),
        ] {
            assert_eq!(in_name(name).map(|period| period.words).as_deref(), vintage, "{name}");
        }
        assert_eq!(month_in("deaths-2026-02.csv").as_deref(), Some("2026-02"));
        assert_eq!(month_in("births-12612-0002.csv"), None);
    }

    #[test]
    fn two_places_agree_where_the_one_holds_the_other() {
        let named = |words: &str| Named { vintage: Period::parse(words).unwrap(), says: words.to_owned() };
        let all = [named("2026-02"), named("2026-02-24"), named("2026-02-24")];
        assert_eq!(agreed(&all, "").unwrap().says, "2026-02-24");
        let two = [named("2026-02-24"), named("2026-02-25")];
        assert_eq!(agreed(&two, ""), Err(NotKnown::Disagree(two[0].clone(), two[1].clone())));
        assert_eq!(agreed(&[], "x-2026-02.csv"), Err(NotKnown::Silent { month: Some("2026-02".to_owned()) }));
    }

    #[test]
    fn which_release_comes_later_is_known_by_their_last_days() {
        for (new, old, newer) in [
            ("2025-12", "2025-11", Some(true)),
            ("2025-11-20", "2025-11", Some(false)),
            ("2025-12-04", "2025-11", Some(true)),
            ("first", "2025-11", None),
        ] {
            assert_eq!(is_newer(new, old), newer, "{new} {old}");
        }
    }
}
