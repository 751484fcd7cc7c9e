//! Words in headers and labels that tell what may be added up: rates, parts of a change, running totals. As the words of
//! [`super::headings`] they are read in every language.

use super::headings::{plain, stands_alone};

/// Words of headers and labels whose numbers are rates, shares or indices.
const RATES: &[&str] = &[
    "percent",
    "per cent",
    "percentage",
    "pct",
    "rate",
    "share",
    "proportion",
    "index",
    "tasa",
    "porcentaje",
    "cuota",
    "índice",
    "prozent",
    "quote",
    "anteil",
    "taux",
    "indice",
];

/// Returns whether words name a rate, a share or an index, none of which may be added up.
pub fn is_rate(words: &str) -> bool {
    let plain = plain(words);
    plain.contains('%')
        || RATES.iter().any(|rate| plain.match_indices(rate).any(|(at, _)| stands_alone(&plain, at, rate)))
}

/// Words for the part that one of several has in a growth rate: such parts add up to it.
const CONTRIBUTIONS: &[&str] =
    &["contribution", "contributions", "contribución", "contribuciones", "beitrag", "beiträge", "wachstumsbeitrag"];

/// Returns whether words name a part that is added up with others to the change of a whole.
pub fn is_contribution(words: &str) -> bool {
    plain(words).split(|c: char| !c.is_alphanumeric()).any(|word| CONTRIBUTIONS.contains(&word))
}

/// Words for a running total.
const RUNNING: &[&str] = &[
    "cumulative",
    "cumulated",
    "cumul",
    "accumulated",
    "running total",
    "to date",
    "todate",
    "so far",
    "ytd",
    "acumulado",
    "acumulada",
    "acumulados",
    "acumuladas",
    "hasta la fecha",
    "kumuliert",
    "kumulierte",
    "kumulativ",
    "aufgelaufen",
    "bisher",
    "cumulé",
    "cumulés",
    "cumulée",
    "cumulées",
];

/// Returns whether words name a running total: how many there were so far.
pub fn is_running_total(words: &str) -> bool {
    let plain = plain(words).replace('-', " ");
    RUNNING.iter().any(|words| plain.match_indices(words).any(|(at, _)| stands_alone(&plain, at, words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_total_is_known_by_its_words() {
        for words in ["cases to date", "Cumulative deaths", "casos_acumulados", "Fälle (kumuliert)", "doses so far"] {
            assert!(is_running_total(words), "{words}");
        }
        for words in ["new cases", "date", "total", "update", "accumulator sales"] {
            assert!(!is_running_total(words), "{words}");
        }
    }

    #[test]
    fn a_rate_is_known_by_its_words() {
        for words in ["Rate (%)", "share_of_votes", "price index", "tasa de paro", "Anteil"] {
            assert!(is_rate(words), "{words}");
        }
        for words in ["ratepayers", "parties", "persons"] {
            assert!(!is_rate(words), "{words}");
        }
    }
}
