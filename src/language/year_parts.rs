//! Words in headers and cells that tell which part of a year a row is of, where the year stands in a column of its own. As the
//! words of [`super::headings`] they are read in every language.

use super::headings::plain;
use super::months;

/// Into what a year is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearParts {
    /// Twelve months.
    Months,
    /// Four quarters.
    Quarters,
    /// Two halves.
    Halves,
    /// Weeks. A 53rd week, which not every year has, counts with the one before it.
    Weeks,
}

const YEAR: &[&str] =
    &["year", "yr", "año", "ano", "anio", "jahr", "année", "annee", "anno", "jaar", "år", "time period"];
const MONTH: &[&str] = &["month", "mes", "monat", "mois", "mese", "mês", "maand", "månad", "måned", "mon"];
const QUARTER: &[&str] = &["quarter", "qtr", "trimestre", "quartal", "vierteljahr", "kwartaal", "kvartal", "q"];
const HALF: &[&str] = &["half", "semestre", "halbjahr", "halfjaar", "halvår"];
const WEEK: &[&str] = &["week", "wk", "semana", "woche", "kalenderwoche", "kw", "semaine", "settimana", "vecka", "uge"];
/// The letters with which quarters, halves and weeks are written before or behind their number.
const LETTERS: &[(YearParts, &[&str])] = &[
    (YearParts::Quarters, &["q", "qtr", "t", "quarter", "quartal", "trimestre", "k"]),
    (YearParts::Halves, &["h", "half", "s", "semestre", "halbjahr", "hj"]),
    (YearParts::Weeks, &["w", "wk", "kw", "week", "woche", "semana", "semaine"]),
    (YearParts::Months, &["m", "month", "mes", "monat", "mois"]),
];

/// Returns whether a header names a column of years.
pub fn is_year(header: &str) -> bool {
    names(header, YEAR)
}

fn names(header: &str, words: &[&str]) -> bool {
    let plain = plain(header);
    plain.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}

impl YearParts {
    /// Returns what a header says that the numbers below it are.
    pub fn of_header(header: &str) -> Option<Self> {
        let all =
            [(Self::Months, MONTH), (Self::Quarters, QUARTER), (Self::Halves, HALF), (Self::Weeks, WEEK)].into_iter();
        let mut named = all.filter(|(_, words)| names(header, words)).map(|(parts, _)| parts);
        named.next().filter(|_| named.next().is_none())
    }

    /// Returns what a cell names, with its number: `April`, `Q2`, `Week 14`, `2. Quartal`.
    pub fn of_cell(cell: &str) -> Option<(Self, i64)> {
        let lower = cell.trim().to_lowercase();
        let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
        let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return months::number(lower.trim_end_matches('.')).map(|month| (Self::Months, month.into()));
        }
        let number: i64 = digits.parse().ok()?;
        let bare = ["st", "nd", "rd", "th"].into_iter().find_map(|end| letters.strip_prefix(end));
        let (parts, _) =
            LETTERS.iter().find(|(_, known)| known.iter().any(|word| letters == *word || bare == Some(*word)))?;
        (1..=parts.most() + i64::from(*parts == Self::Weeks)).contains(&number).then_some((*parts, number))
    }

    /// Returns how many of them every year has.
    pub fn most(self) -> i64 {
        match self {
            Self::Months => 12,
            Self::Quarters => 4,
            Self::Halves => 2,
            Self::Weeks => 52,
        }
    }

    /// Returns what so many of them are called, in English.
    pub fn called(self) -> &'static str {
        match self {
            Self::Months => "months",
            Self::Quarters => "quarters",
            Self::Halves => "halves",
            Self::Weeks => "weeks",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_name_their_part_of_the_year() {
        for (cell, found) in [
            ("April", Some((YearParts::Months, 4))),
            ("Sept.", Some((YearParts::Months, 9))),
            ("Q2", Some((YearParts::Quarters, 2))),
            ("2. Quartal", Some((YearParts::Quarters, 2))),
            ("1st quarter", Some((YearParts::Quarters, 1))),
            ("Week 14", Some((YearParts::Weeks, 14))),
            ("W53", Some((YearParts::Weeks, 53))),
            ("H1", Some((YearParts::Halves, 1))),
            ("Q5", None),
            ("Ward 3", None),
            ("North", None),
        ] {
            assert_eq!(YearParts::of_cell(cell), found, "{cell}");
        }
    }

    #[test]
    fn headers_name_numbers_of_months_quarters_and_weeks() {
        for (header, found) in [
            ("Month", Some(YearParts::Months)),
            ("mes_nacimiento", Some(YearParts::Months)),
            ("KW", Some(YearParts::Weeks)),
            ("quarter number", Some(YearParts::Quarters)),
            ("district", None),
            ("months and weeks", None),
        ] {
            assert_eq!(YearParts::of_header(header), found, "{header}");
        }
        assert!(is_year("Year of death") && is_year("Jahr") && !is_year("district"));
    }
}
