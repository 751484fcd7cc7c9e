//! Words that tables of statistics write in cells, in the languages that official files come in: totals, and what stands for no
//! value.

use super::headings::plain;

/// Cells that usually stand for "no value".
pub const NO_VALUE: &[&str] = &[
    "n/a",
    "n.a.",
    "na",
    "n/d",
    "nd",
    "nan",
    "null",
    "none",
    "nil",
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "..",
    "...",
    "…",
    "*",
    "**",
    "x",
    "z",
    "?",
    ":",
    "missing",
    "unknown",
    "not available",
    "not applicable",
    "suppressed",
    "#n/a",
    "#value!",
    "#ref!",
    "#div/0!",
];

/// What a legend says of a mark that stands for exactly nothing.
const ZERO: &[&str] = &[
    "zero",
    "exactly zero",
    "nil",
    "none",
    "nothing",
    "no cases",
    "magnitude zero",
    "absolute zero",
    "null",
    "genau null",
    "nichts",
    "nichts vorhanden",
    "nichts vorhanden (genau null)",
    "genau null bzw. nichts vorhanden",
    "kein wert vorhanden (genau null)",
    "keine",
    "keine fälle",
    "cero",
    "nada",
    "ninguno",
    "valor nulo",
    "dato nulo",
    "zéro",
    "nul",
    "néant",
    "résultat nul",
    "résultat rigoureusement nul",
    "zero absoluto",
    "nullo",
    "nihil",
];

/// Returns whether words of a legend say that a mark stands for exactly nothing.
pub fn means_zero(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', '"']).to_lowercase();
    ZERO.contains(&words.as_str())
}

/// Labels that name a total of the rows beside them, in lower case.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "overall",
    "overall total",
    "sum",
    "all",
    "both sexes",
    "all persons",
    "all people",
    "all ages",
    "all sexes",
    "all areas",
    "all regions",
    "all states",
    "all countries",
    "all causes",
    "all industries",
    "all groups",
    "all categories",
    "all items",
    "insgesamt",
    "gesamt",
    "summe",
    "zusammen",
    "alle",
    "gesamtsumme",
    "gesamtergebnis",
    "ensemble",
    "total général",
    "tous",
    "toutes",
    "total general",
    "total nacional",
    "ambos sexos",
    "todos",
    "todas",
    "todas las edades",
    "total geral",
    "totale",
    "totaal",
    "totalt",
    "i alt",
    "yhteensä",
    "ogółem",
    "razem",
    "celkem",
    "összesen",
    "toplam",
    "всего",
    "итого",
    "_t",
];

/// Returns whether a label is a word for a total.
pub fn is_total(label: &str) -> bool {
    let label = label.trim().trim_end_matches([':', '.']).to_lowercase();
    TOTALS.contains(&label.as_str())
}

/// Returns whether a label begins or ends with a word for a total, as `Total persons` and `Cases total` do. A firm or a place
/// may too, so that this alone proves nothing.
pub fn may_be_total(label: &str) -> bool {
    let plain = plain(label);
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is = |word: Option<&&str>| word.is_some_and(|word| TOTALS.contains(word));
    is_total(label) || is(words.first()) || is(words.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_named_so_and_a_name_that_begins_alike_is_not() {
        for label in
            ["Total", "TOTAL ", "Insgesamt", "Both sexes", "All ages", "Ensemble", "Total Nacional", "_T", "Summe:"]
        {
            assert!(is_total(label), "{label}");
        }
        for label in ["All Saints", "TotalEnergies", "Total Wine Shop", "Allerton", "North", ""] {
            assert!(!is_total(label), "{label}");
        }
        assert!(may_be_total("Total persons") && may_be_total("Cases, total") && !may_be_total("Totalitarian"));
    }
}
