//! Periods as offices write them: what a cell in a column of times means, in every usual form and language.
//!
//! A year of two digits is one from 1969 to 2068: `68` is 2068, `69` is 1969.

use crate::language::months;
use crate::number::{Date, Granularity, TimePeriod};

/// A run of digits or of letters in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// Digits, with how many they are.
    Digits(i16, usize),
    /// Letters, in lower case.
    Word(&'a str),
}

use Token::{Digits, Word};

/// More runs than any way to write a period has.
const MOST: usize = 8;

/// The words before the number of a week.
const WEEKS: [&str; 6] = ["w", "wk", "week", "kw", "semana", "semaine"];
/// The letters before or behind the number of a quarter.
const QUARTERS: [&str; 5] = ["q", "qtr", "quarter", "trimestre", "quartal"];
/// The letters before or behind the number of a half.
const HALVES: [&str; 6] = ["h", "half", "s", "semestre", "halbjahr", "hj"];
/// The terms of an academic year, in its order.
const TERMS: [&[&str]; 3] = [
    &["autumn", "fall", "michaelmas", "otoño"],
    &["spring", "lent", "hilary", "primavera"],
    &["summer", "trinity", "verano"],
];
/// What stands before the last month of twelve.
const YEAR_TO: [&str; 4] = ["ye", "year", "twelve", "12"];
/// Words between or behind the parts of a period that say nothing.
const FILLERS: [&str; 14] =
    ["to", "the", "of", "de", "a", "al", "bis", "term", "ending", "ended", "end", "in", "up", "hasta"];

/// Returns the period of a length that words name, in any usual form of it.
///
/// `2010-11` is a month where months are meant, and a year where financial years are.
pub(crate) fn read_period(words: &str, length: Granularity) -> Option<TimePeriod> {
    let words = words.trim();
    match length {
        Granularity::Day => return TimePeriod::of_day(Date::parse(words).ok()?, length),
        Granularity::FinancialYear { .. } => return TimePeriod::new(length, financial_year(words)?),
        _ => {}
    }
    let lower = words.to_lowercase();
    let mut room = [Word(""); MOST];
    let tokens = tokens(&lower, &mut room)?;
    match length {
        Granularity::Week => week(tokens),
        Granularity::Month => month(tokens),
        Granularity::Quarter => quarter(tokens),
        Granularity::Half => half(tokens),
        Granularity::Term => term(tokens),
        Granularity::Other => other(words, tokens),
        _ => match tokens {
            [year] => TimePeriod::new(length, long(*year)?.into()),
            _ => None,
        },
    }
}

/// Returns the calendar year in which a financial or academic year begins: `2024/25`, `2024-25`, `2024–25`, `2024/2025`,
/// `FY2024/25`; none where the second is not the year after the first.
pub(crate) fn financial_year(words: &str) -> Option<i64> {
    let words = words.trim();
    let words = words.strip_prefix("FY").map_or(words, str::trim_start);
    let (first, second) = words.split_once(['/', '-', '\u{2013}'])?;
    let year = |words: &str| (words.len() == 4).then(|| number(words)).flatten();
    let next = year(first)?.checked_add(1)?;
    let follows = match second.len() {
        2 => number(second) == Some(next % 100),
        _ => year(second) == Some(next),
    };
    follows.then_some(i64::from(next) - 1)
}

/// `2020-W11`, `2020W11`, `W11 2020`, `Week 11 2020`, or a day for the week that it lies in; none where the year has no such week.
fn week(tokens: &[Token<'_>]) -> Option<TimePeriod> {
    if let [year, month @ Digits(_, 2), day @ Digits(_, 2)] = tokens {
        return TimePeriod::of_day(Date::new(long(*year)?, small(*month)?, small(*day)?)?, Granularity::Week);
    }
    let (year, week) = match tokens {
        [year, Word(sign), week] | [Word(sign), week, year] if WEEKS.contains(sign) => (long(*year)?, small(*week)?),
        _ => return None,
    };
    TimePeriod::of_day(Date::week(year, week)?.0, Granularity::Week)
}

/// `2025-01`, `2023M08`, `08/2023`, `Jan-25`, `Januar 2025`, `2023Aug`, `enero de 2025`.
fn month(tokens: &[Token<'_>]) -> Option<TimePeriod> {
    let (year, month) = match tokens {
        [year, Word("m"), month]
        | [year @ Digits(_, 4), month @ Digits(_, 2)]
        | [month @ Digits(_, 1 | 2), year @ Digits(_, 4)] => (long(*year)?, small(*month)?),
        [name @ Word(_), year] | [year, name @ Word(_)] | [name @ Word(_), Word("de"), year] => {
            (short(*year)?, named(*name)?)
        }
        _ => return None,
    };
    TimePeriod::of_day(Date::new(year, month, 1)?, Granularity::Month)
}

/// `2025-Q1`, `2025Q1`, `Q1 2025`, `1Q 2025`, `Q1/2025`, `Jan to Mar 2025`.
fn quarter(tokens: &[Token<'_>]) -> Option<TimePeriod> {
    part(tokens, &QUARTERS, 4, Granularity::Quarter).or_else(|| of_months(tokens, Granularity::Quarter))
}

/// `2025-H1`, `H1 2025`, `1H 2025`, `2025-S1` as SDMX writes it, `Jan-Jun 2025`.
fn half(tokens: &[Token<'_>]) -> Option<TimePeriod> {
    part(tokens, &HALVES, 2, Granularity::Half).or_else(|| of_months(tokens, Granularity::Half))
}

/// Returns the part of a year of which a sign says which kind, and a number which one.
fn part(tokens: &[Token<'_>], signs: &[&str], most: i8, length: Granularity) -> Option<TimePeriod> {
    let (year, part) = match tokens {
        [year, Word(sign), part] | [Word(sign), part, year] | [part, Word(sign), year] if signs.contains(sign) => {
            long(*year).zip(small(*part)).or_else(|| long(*part).zip(small(*year)))?
        }
        _ => return None,
    };
    let number = i64::from(year) * i64::from(most) + i64::from(part) - 1;
    (1..=most).contains(&part).then(|| TimePeriod::new(length, number))?
}

/// Returns the step of a length that two months are the ends of.
fn of_months(tokens: &[Token<'_>], length: Granularity) -> Option<TimePeriod> {
    let [from @ Word(_), to @ Word(_), year] = *without_fillers(tokens, &mut [Word(""); MOST]) else { return None };
    let (from, to, year) = (named(from)?, named(to)?, long(year)?);
    let step = TimePeriod::of_day(Date::new(year, from, 1)?, length)?;
    (step.first() == Date::new(year, from, 1)? && step.last() == Date::new(year, to, 1)?.month_end()).then_some(step)
}

/// `Autumn 2023`, `Spring term 2024`, `Autumn 2023/24`, `2023/24 Autumn`: of two years the term is in the one that it falls in.
fn term(tokens: &[Token<'_>]) -> Option<TimePeriod> {
    let mut room = [Word(""); MOST];
    let (name, year, academic) = match *without_fillers(tokens, &mut room) {
        [Word(name), year] | [year, Word(name)] => (name, long(year)?, false),
        [Word(name), year, next] | [year, next, Word(name)] => {
            let (year, next) = (long(year)?, short(next)?);
            (year.checked_add(1)? == next).then_some((name, year, true))?
        }
        _ => return None,
    };
    let term = (0..).zip(TERMS).find(|(_, names)| names.contains(&name)).map(|(term, _): (i64, _)| term)?;
    let begins = i64::from(year) - i64::from(!academic && term > 0);
    TimePeriod::new(Granularity::Term, begins * 3 + term)
}

/// `YE Jun 2024`, `Oct-Dec 2024`, `Nov 2024 to Jan 2025`, `2024-11/2025-01`, and each step of the calendar by its name. Of
/// `Nov-Jan 2023` nothing tells which of the two is in 2023.
fn other(words: &str, tokens: &[Token<'_>]) -> Option<TimePeriod> {
    let between = |first: TimePeriod, last: TimePeriod| TimePeriod::between(first.first(), last.last());
    if let Some((from, to)) = words.split_once('/')
        && let Some((from, to)) = any_step(from).zip(any_step(to))
    {
        return between(from, to);
    }
    if let Some(step) = any_step(words) {
        return between(step, step);
    }
    match *without_fillers(tokens, &mut [Word(""); MOST]) {
        [Word(sign), name @ Word(_), year] if YEAR_TO.contains(&sign) => year_to(name, year),
        [Word(_) | Digits(12, 2), Word("months" | "month" | "monate" | "meses"), name @ Word(_), year] => {
            year_to(name, year)
        }
        [from @ Word(_), to @ Word(_), year] => {
            let (from, to, year) = (named(from)?, named(to)?, short(year)?);
            let last = Date::new(year, to, 1)?.month_end();
            (from <= to).then(|| TimePeriod::between(Date::new(year, from, 1)?, last))?
        }
        [from @ Word(_), first, to @ Word(_), last] => {
            let first = Date::new(short(first)?, named(from)?, 1)?;
            TimePeriod::between(first, Date::new(short(last)?, named(to)?, 1)?.month_end())
        }
        _ => None,
    }
}

/// Returns the readings of words such as `Nov-Jan 2023`, of which nothing tells whether the year is that of the first month or
/// of the last; none for other words.
pub(crate) fn two_readings(words: &str) -> Option<[TimePeriod; 2]> {
    let lower = words.to_lowercase();
    let mut room = [Word(""); MOST];
    let [from @ Word(_), to @ Word(_), year] = *without_fillers(tokens(&lower, &mut room)?, &mut [Word(""); MOST])
    else {
        return None;
    };
    let (from, to, year) = (named(from)?, named(to)?, short(year)?);
    let reading =
        |begins: i16| TimePeriod::between(Date::new(begins, from, 1)?, Date::new(begins + 1, to, 1)?.month_end());
    (from > to).then(|| Some([reading(year - 1)?, reading(year)?]))?
}

fn year_to(name: Token<'_>, year: Token<'_>) -> Option<TimePeriod> {
    let last = Date::new(short(year)?, named(name)?, 1)?.month_end();
    let months = TimePeriod::of_day(last, Granularity::Month)?;
    TimePeriod::between(months.shifted(-11)?.first(), last)
}

/// Returns the day, week, month, quarter, half or year that words name.
fn any_step(words: &str) -> Option<TimePeriod> {
    const LENGTHS: [Granularity; 6] = [
        Granularity::Day,
        Granularity::Month,
        Granularity::Quarter,
        Granularity::Week,
        Granularity::Half,
        Granularity::Year,
    ];
    LENGTHS.into_iter().find_map(|length| read_period(words, length))
}

/// Returns the runs of digits and of letters in words in lower case; none where anything but spaces, hyphens, strokes and points
/// stands between them, or there are too many.
fn tokens<'a, 'r>(words: &'a str, room: &'r mut [Token<'a>; MOST]) -> Option<&'r [Token<'a>]> {
    let kind = |c: char| if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
    let (mut count, mut rest) = (0, words);
    while let Some(c) = rest.chars().next() {
        let Some(digits) = kind(c) else {
            if !matches!(c, ' ' | '-' | '/' | '\u{2013}' | '.' | '\u{a0}') {
                return None;
            }
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let end = rest.find(|c| kind(c) != Some(digits)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        *room.get_mut(count)? = if digits { Digits(number(run)?, run.len()) } else { Word(run) };
        (count, rest) = (count + 1, after);
    }
    Some(&room[..count])
}

fn without_fillers<'a, 'r>(tokens: &[Token<'a>], room: &'r mut [Token<'a>; MOST]) -> &'r [Token<'a>] {
    let says = |token: &&Token<'_>| !matches!(token, Word(word) if FILLERS.contains(word));
    let mut count = 0;
    for (place, token) in room.iter_mut().zip(tokens.iter().filter(says)) {
        *place = *token;
        count += 1;
    }
    &room[..count]
}

/// Returns a number of at most four digits.
fn number(digits: &str) -> Option<i16> {
    (digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Returns a year of four digits.
fn long(token: Token<'_>) -> Option<i16> {
    match token {
        Digits(year, 4) => Some(year),
        _ => None,
    }
}

/// Returns a year of four digits or two.
fn short(token: Token<'_>) -> Option<i16> {
    match token {
        Digits(year, 2) => Some(of_two_digits(year)),
        other => long(other),
    }
}

/// Returns the year that two digits stand for.
pub(crate) fn of_two_digits(year: i16) -> i16 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// Returns a number of one or two digits.
fn small(token: Token<'_>) -> Option<i8> {
    match token {
        Digits(number, 1 | 2) => i8::try_from(number).ok(),
        _ => None,
    }
}

fn named(token: Token<'_>) -> Option<i8> {
    match token {
        Word(word) => months::number(word).and_then(|month| i8::try_from(month).ok()),
        Digits(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(length: Granularity, words: &str) -> Option<String> {
        read_period(words, length).map(|period| period.to_string())
    }

    #[test]
    fn each_kind_is_read_as_offices_write_it() {
        const FINANCIAL: Granularity = Granularity::FinancialYear { starts: 4 };
        for (kind, forms, meant) in [
            (
                Granularity::Month,
                "2023-08 2023M08 2023-M08 08/2023 8/2023 2023Aug 2023-Aug Aug-23 Aug_2023 August_2023 Aug._2023 AUG_2023 agosto_de_2023 août_2023",
                "2023-08",
            ),
            (Granularity::Month, "Januar_2023 Jänner_2023 Jan-23 enero_2023 janvier_2023", "2023-01"),
            (Granularity::Month, "Sept_68 Sep-68 September_2068", "2068-09"),
            (Granularity::Month, "Sep-69 1969M9", "1969-09"),
            (Granularity::Month, "2010-11", "2010-11"),
            (
                Granularity::Quarter,
                "2025-Q1 2025Q1 2025_Q1 Q1_2025 Q1-2025 Q1/2025 1Q_2025 2025-q1 Jan_to_Mar_2025 Jan-Mar_2025 January_to_March_2025 Jan_–_Mar_2025 1._Quartal_2025",
                "2025-Q1",
            ),
            (
                Granularity::Half,
                "2025-H1 2025H1 H1_2025 1H_2025 H1/2025 2025-S1 Jan-Jun_2025 1._Halbjahr_2025",
                "2025-H1",
            ),
            (Granularity::Week, "2020-W11 2020W11 W11_2020 Week_11_2020 2020_KW_11", "2020-W11"),
            (Granularity::Week, "2021W1 2021-W01", "2021-W01"),
            (Granularity::Year, "2025", "2025"),
            (FINANCIAL, "2010-11 2010/11 2010–11 2010/2011 FY2010/11 FY_2010-11", "2010/11"),
            (FINANCIAL, "1999/00", "1999/00"),
            (
                Granularity::Term,
                "Autumn_2023 Fall_2023 Autumn_term_2023 2023_Autumn Autumn_2023/24 2023/24_Autumn_term",
                "Autumn 2023",
            ),
            (Granularity::Term, "Spring_2024 Spring_2023/24 2023/24_spring_term", "Spring 2024"),
            (Granularity::Term, "Summer_2024 Summer_2023/2024", "Summer 2024"),
            (
                Granularity::Other,
                "YE_Jun_2024 YE_June_24 Year_ending_June_2024 year_to_June_2024 12_months_to_Jun_2024 Jul_2023-Jun_2024 2023-07/2024-06",
                "2023-07/2024-06",
            ),
            (Granularity::Other, "Oct-Dec_2024 Oct_to_Dec_2024 Q4_2024 2024-10-01/2024-12-31", "2024-10/2024-12"),
            (Granularity::Other, "2024-02-01/2024-02-03", "2024-02-01/2024-02-03"),
        ] {
            for form in forms.split(' ').map(|form| form.replace('_', " ")) {
                assert_eq!(read(kind, &form).as_deref(), Some(meant), "{form}");
            }
        }
    }

    #[test]
    fn what_is_no_period_of_the_kind_is_not_bent_into_one() {
        for (kind, forms) in [
            (Granularity::Month, "2023-13 2023 Marx_2023 2023-08-01 202308 Aug_123 08-23 2023_8_1 August"),
            (
                Granularity::Quarter,
                "2025-Q5 2025-Q0 Q1 2025 Nov_to_Jan_2025 Jan_to_Apr_2025 Q1_25 2025-01 Marx_to_May_2025",
            ),
            (Granularity::Half, "2025-H3 H1 2025-Q1 Feb-Jul_2025"),
            (Granularity::Week, "2021-W53 2021-W00 2021-W54 W1 2021-11 2021"),
            (Granularity::FinancialYear { starts: 4 }, "2024/26 2024-11 2024 24/25 2024/5 2024-2026 2024-+5"),
            (Granularity::Term, "Winter_2023 Autumn Autumn_2023/25 2023"),
            (Granularity::Other, "Nov-Jan_2023 June YE_2024 2024-06/2023-07 total"),
            (Granularity::Year, "25 2025-26 20255"),
        ] {
            for form in forms.split(' ').map(|form| form.replace('_', " ")) {
                assert_eq!(read(kind, &form), None, "{form}");
            }
        }
    }

    #[test]
    fn the_year_of_months_that_pass_its_end_has_two_readings() {
        let readings = two_readings("Nov-Jan 2023").unwrap().map(|reading| reading.to_string());
        assert_eq!(readings, ["2022-11/2023-01", "2023-11/2024-01"]);
        assert_eq!(two_readings("Oct-Dec 2023"), None);
        assert_eq!(two_readings("2023"), None);
    }
}
