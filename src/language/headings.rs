//! Words that tables of statistics write in headers, in the languages that official files come in: scales, and what may lie below
//! zero.
//!
//! They are read in every language whatever the publication's own is, for a German office's file is cited in Spanish too.

/// A scale that words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The words as written.
    pub words: String,
    /// How many zeros they stand for.
    pub zeros: u32,
}

/// Words for scales with how many zeros they stand for; of two that begin alike the longer stands first.
const SCALES: &[(u32, &[&str])] = &[
    (
        9,
        &[
            "mil millones",
            "thousand million",
            "billions",
            "billion",
            "bn",
            "milliarden",
            "milliards",
            "mrd",
            "miliardi",
            "miljard",
            "miljarder",
            "млрд",
            "£bn",
            "$bn",
            "€bn",
        ],
    ),
    (
        6,
        &[
            "millions",
            "million",
            "millionen",
            "mio",
            "mln",
            "(mn)",
            "in mn",
            "millones",
            "milhões",
            "milioni",
            "miljoen",
            "miljoner",
            "millioner",
            "млн",
            "£m",
            "$m",
            "€m",
            "m£",
            "m$",
            "m€",
            "eur m",
            "usd m",
            "gbp m",
            "£mn",
            "$mn",
            "€mn",
        ],
    ),
    (7, &["crores", "crore"]),
    (5, &["lakhs", "lakh"]),
    (
        3,
        &[
            "thousands",
            "thousand",
            "000s",
            "000's",
            "000’s",
            "'000",
            "’000",
            "(000)",
            "£000",
            "$000",
            "€000",
            "tausend",
            "tsd",
            "teur",
            "t€",
            "miles de",
            "en miles",
            "milliers",
            "milhares",
            "migliaia",
            "duizend",
            "duizenden",
            "tusen",
            "tusental",
            "тыс",
            "£k",
            "$k",
            "€k",
            "k€",
            "in 1000",
            "in 1,000",
            "in 1.000",
            "in 1 000",
            "x1000",
            "x 1000",
            "x1,000",
            "x 1,000",
            "×1000",
            "× 1000",
            "× 1,000",
        ],
    ),
    (2, &["hundreds", "in hundreds", "00s"]),
];

/// Words before a scale that make it the base of a rate.
const PER: &[&str] = &["per", "pro", "je", "por", "pour", "par", "na", "every", "each", "cada", "chaque"];

/// Returns the scale that words of a header name, such as the thousands of `Immigration (000s)`. What a rate is per, and
/// what a number counts (`2 million`), is none.
pub fn scale(header: &str) -> Option<Scale> {
    let plain = plain(header);
    for (zeros, phrases) in SCALES {
        for phrase in *phrases {
            for (at, _) in plain.match_indices(phrase) {
                if stands_alone(&plain, at, phrase) && !is_base_or_counted(&plain[..at]) {
                    let words = phrase.trim_matches(['(', ')']).to_owned();
                    return Some(Scale { words, zeros: *zeros });
                }
            }
        }
    }
    None
}

/// Words of labels whose numbers may be below zero: what is left when something is taken away.
const SIGNED: &[&str] = &[
    "net",
    "balance",
    "change",
    "changes",
    "growth",
    "difference",
    "surplus",
    "deficit",
    "increase",
    "decrease",
    "rise",
    "fall",
    "gain",
    "gains",
    "loss",
    "losses",
    "excess",
    "correction",
    "corrections",
    "adjustment",
    "adjustments",
    "revision",
    "revisions",
    "deviation",
    "anomaly",
    "profit",
    "result",
    "minus",
    "saldo",
    "cambio",
    "cambios",
    "variación",
    "neto",
    "neta",
    "diferencia",
    "crecimiento",
    "aumento",
    "exceso",
    "superávit",
    "déficit",
    "beneficio",
    "veränderung",
    "differenz",
    "überschuss",
    "defizit",
    "zuwachs",
    "abweichung",
    "wanderungssaldo",
    "solde",
    "variation",
    "évolution",
    "écart",
    "excédent",
    "delta",
    "yoy",
];

/// Returns whether words speak of a change or a balance, which may be below zero.
pub fn is_signed(words: &str) -> bool {
    plain(words).split(|c: char| !c.is_alphanumeric()).any(|word| SIGNED.contains(&word))
}

/// Returns whether a header says that its numbers are in percent: `Share (%)`, `pct_voted`, `Anteil in Prozent`.
pub fn is_in_percent(words: &str) -> bool {
    const PERCENT: [&str; 9] =
        ["percent", "percentage", "pct", "perc", "prozent", "porcentaje", "pourcentage", "cent", "ciento"];
    let words = plain(words);
    words.contains('%') || words.split(|c: char| !c.is_alphanumeric()).any(|word| PERCENT.contains(&word))
}

/// Returns words in lower case, with spaces for underscores.
pub(super) fn plain(words: &str) -> String {
    words.replace('_', " ").to_lowercase()
}

/// Returns whether a phrase at a byte of a text is no part of a longer word or number.
pub(super) fn stands_alone(text: &str, at: usize, phrase: &str) -> bool {
    let inner = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
    let before = text[..at].chars().next_back();
    let after = text[at + phrase.len()..].chars().next();
    let begins_in_word = inner(phrase.chars().next()) && inner(before);
    let continues_number = phrase.starts_with('0')
        && before.is_some_and(|c| matches!(c, ',' | '.' | ' ' | '\u{a0}'))
        && text[..at].trim_end_matches([',', '.', ' ', '\u{a0}']).ends_with(|c: char| c.is_ascii_digit());
    let ends_in_word = inner(phrase.chars().next_back()) && inner(after);
    !(begins_in_word || continues_number || ends_in_word)
}

/// Returns whether what stands before a scale makes it the base of a rate, or counts it.
fn is_base_or_counted(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '(', '\u{a0}']);
    let last =
        before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '/'))).next().unwrap_or_default();
    PER.contains(&last) || last.ends_with('/') || last.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_name_a_scale_are_told_from_those_that_do_not() {
        for (header, zeros) in [
            ("Immigration (000s)", Some(3)),
            ("vacancies (thousands)", Some(3)),
            ("population_thousands", Some(3)),
            ("Thousands; not seasonally adjusted", Some(3)),
            ("Bevölkerung in 1.000", Some(3)),
            ("Erwerbstätige (Tsd.)", Some(3)),
            ("Ocupados (en miles)", Some(3)),
            ("miles de personas", Some(3)),
            ("Staff costs £000", Some(3)),
            ("GDP, £m", Some(6)),
            ("Cash (£bn)", Some(9)),
            ("Ausgaben in Mio. EUR", Some(6)),
            ("gasto (mil millones)", Some(9)),
            ("Population (lakh)", Some(5)),
            ("deaths per 100,000", None),
            ("cases per million", None),
            ("rate per thousand", None),
            ("births/1000", None),
            ("Areas over 2 million", None),
            ("income below 25,000", None),
            ("distance in miles", None),
            ("room 3000s", None),
            ("Millionaires", None),
            ("month", None),
            ("total", None),
        ] {
            assert_eq!(scale(header).map(|scale| scale.zeros), zeros, "{header}");
        }
    }

    #[test]
    fn a_change_or_balance_is_known_by_its_words() {
        for words in ["net migration", "Change on year", "saldo migratorio", "budget balance", "excess_deaths"] {
            assert!(is_signed(words), "{words}");
        }
        for words in ["people counted", "deaths", "internet users", "fallers"] {
            assert!(!is_signed(words), "{words}");
        }
    }
}
