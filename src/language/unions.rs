//! What unions of countries are called, and rows that are a mean of those beside them: none of them is one of its kind.

/// What unions of countries are called, in the codes and the words of international tables, and rows that are a mean of the others.
const AGGREGATES: &[&str] = &[
    "world",
    "wld",
    "mundo",
    "monde",
    "welt",
    "global",
    "oecd",
    "ocde",
    "g7",
    "g20",
    "eurozone",
    "average",
    "national average",
    "mean",
    "promedio",
    "promedio nacional",
    "media nacional",
    "durchschnitt",
    "bundesdurchschnitt",
    "moyenne",
    "moyenne nationale",
];

/// How longer names of them begin.
const AGGREGATES_BEGIN: &[&str] = &[
    "european union",
    "unión europea",
    "union européenne",
    "europäische union",
    "euro area",
    "zona euro",
    "zone euro",
    "euroraum",
    "oecd -",
    "oecd –",
    "oecd average",
    "oecd members",
    "oecd total",
];

/// Returns whether a label names a union of others of its kind, or their mean: `EU27_2020`, `EA20`, `OECD`, `World`.
pub fn is_union(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    let code = ["eu", "ea", "eea", "efta"].iter().any(|union| {
        let rest = label.strip_prefix(union).unwrap_or("?");
        let (count, year) = rest.split_once('_').unwrap_or((rest, ""));
        let digits = |words: &str| words.chars().all(|c| c.is_ascii_digit());
        digits(count) && digits(year) && (!count.is_empty() || union.len() > 2 || label == "eu")
    });
    code || AGGREGATES.contains(&label.as_str()) || AGGREGATES_BEGIN.iter().any(|begin| label.starts_with(begin))
}
