//! Random edits of a project: of its data, its texts, its ids and its settings.

use super::Files;
use crate::number::Date;
use crate::pipeline::Options;
use crate::rules::Strictness;

/// Numbers that look random and never change (splitmix64).
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end.max(1) as u64).unwrap()
    }

    pub(super) fn of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }
}

/// Texts that stand in the place of others, in the registry.
const WORDS: &[(&str, &str)] = &[
    ("more than", "at least"),
    ("  as_of: 2025", "  as_of: 2026"),
    ("label: ", "label: all "),
    ("title: ", "title: The "),
    ("statement: ", "statement: We hear that "),
    ("question: ", "question: In short, "),
    ("name: ", "name: The "),
    ("why: ", "why: as we see it, "),
    ("definition: ", "definition: Mind that "),
    ("note: ", "note: by the way, "),
    ("because: ", "because: Mostly, "),
    ("caption: ", "caption: Some "),
    ("publisher: ", "short: Xy\n    publisher: "),
    ("vintage: 2025-12-0", "vintage: 2025-12-1"),
    ("limitations: ", "limitations: Nearly "),
    ("locator: ", "locator: see "),
    ("quantity: ", "quantity: about "),
    ("decimals: 1", "decimals: 2"),
    (
        "unknowns:\n",
        "unknowns:\n  aaa_new: { question: How many more is not known?, reason: not-collected, would_resolve: A count. }\n",
    ),
    ("parties:\n", "parties:\n  aaa_party: A new party\n"),
    (
        "sources:\n",
        "sources:\n  aaa_source: { title: Something new, url: 'https://example.org/a', accessed: 2025-11-01 }\n",
    ),
    ("claims:\n", "claims:\n  aaa_claim: { statement: There were many more. }\n"),
    ("publication:\n", "publication:\n  rules: { untraced-numeral: warning }\n"),
    ("publication:\n", "publication:\n  method: As always.\n"),
    ("publication: {", "publication: { method: As always,"),
    ("sum: ", "mean: "),
    ("unknowns: [", "unknowns: [aaa_new, "),
    ("claims: [", "claims: [aaa_claim, "),
    ("instead: ", "instead: Rather, "),
    ("reading: ", "reading: Of "),
    (
        "claims:\n",
        "waivers:\n  - { rule: untraced-numeral, place: november, reason: We look into it., owner: The desk, expiry: 2027-01-01 }\nclaims:\n",
    ),
];

/// Changes something of a project; the files that it leaves may make no sense.
pub(super) fn edit(files: &mut Files, options: &mut Options, numbers: &mut Numbers) -> String {
    let paths = |ends: &str| -> Vec<String> { files.keys().filter(|path| path.ends_with(ends)).cloned().collect() };
    let (data, registry, templates) = (paths(".csv"), paths(".yaml"), paths(".md"));
    match numbers.below(21) {
        0..=3 => {
            let Some(path) = numbers.of(&data) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let digits: Vec<usize> =
                text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
            let Some(at) = numbers.of(&digits).copied() else { return "nothing".to_owned() };
            text.replace_range(at..=at, &numbers.below(10).to_string());
            format!("a digit of {path}")
        }
        4 => {
            let Some(path) = numbers.of(&data) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            let at = 1 + numbers.below(lines.len() - 1);
            *text = [&lines[..at], lines.get(at + 1..).unwrap_or_default()].concat().join("\n") + "\n";
            format!("a row less in {path}")
        }
        5..=12 => {
            let Some(path) = numbers.of(&registry) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let fitting: Vec<&(&str, &str)> =
                WORDS.iter().filter(|(from, to)| text.contains(from) || text.contains(to)).collect();
            let Some((from, to)) = numbers.of(&fitting).copied() else { return "nothing".to_owned() };
            let (from, to) = if text.contains(to) { (to, from) } else { (from, to) };
            let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
            let at = *numbers.of(&places).unwrap();
            text.replace_range(at..at + from.len(), to);
            format!("{to:?} in {path}")
        }
        13 | 14 => {
            let Some(path) = numbers.of(&templates) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let spaces: Vec<usize> = text.match_indices(". ").map(|(at, _)| at + 2).collect();
            let Some(at) = numbers.of(&spaces).copied() else { return "nothing".to_owned() };
            let words = ["Nobody knows. ", "So we think. ", "That was in 2019. ", "There were 17,203 of them. "];
            text.insert_str(at, numbers.of(&words).unwrap());
            format!("a sentence in {path}")
        }
        15 => {
            let mut toggle = |path: &str, text: &str| {
                if files.remove(path).is_none() {
                    files.insert(path.to_owned(), text.to_owned());
                }
                format!("{path} comes or goes")
            };
            let own: &[(&str, &str)] = &[
                ("templates/knowns/theme.css", "p { color: red }\n"),
                ("templates/knowns/head.md", "{{ brief.question }}\n"),
                ("templates/aaa.md", "Nobody uses this.\n"),
                ("templates/knowns/claim.html", "<p>{{ id }}</p>\n"),
            ];
            let (path, text) = numbers.of(own).unwrap();
            toggle(path, text)
        }
        16 => {
            let days = [None, Some("2025-11-03"), Some("2027-01-01")];
            options.on = numbers.of(&days).unwrap().map(|day| Date::parse(day).unwrap());
            "another day".to_owned()
        }
        17 => {
            options.strictness =
                if options.strictness == Strictness::Draft { Strictness::Publication } else { Strictness::Draft };
            "another strictness".to_owned()
        }
        18 => {
            // Two entries change places: nothing of either does.
            let Some(path) = numbers.of(&registry) else { return "nothing".to_owned() };
            let text = files.get_mut(path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            let begins = |at: usize| {
                lines
                    .get(at)
                    .is_some_and(|line| line.starts_with("  ") && !line.starts_with("   ") && !line.contains('#'))
            };
            let entries: Vec<usize> = (0..lines.len()).filter(|at| begins(*at)).collect();
            let pairs: Vec<&[usize]> = entries.windows(3).collect();
            let Some([one, other, end]) = numbers.of(&pairs).copied() else { return "nothing".to_owned() };
            let moved = [&lines[..*one], &lines[*other..*end], &lines[*one..*other], &lines[*end..]].concat();
            *text = moved.join("\n") + "\n";
            format!("the order of {path}")
        }
        19 => {
            // An id is another one wherever it stands, in other words too.
            let Some(path) = numbers.of(&registry) else { return "nothing".to_owned() };
            let id = |line: &str| {
                let id = line.strip_prefix("  ")?.split_once(':')?.0;
                id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_').then(|| id.to_owned())
            };
            let ids: Vec<String> = files[path].lines().filter_map(id).collect();
            let Some(id) = numbers.of(&ids) else { return "nothing".to_owned() };
            let renamed = format!("{id}_x");
            for text in files.iter_mut().filter(|(path, _)| *path != "claims.lock").map(|(_, text)| text) {
                *text = text.replace(id.as_str(), &renamed);
            }
            format!("{id} is called {renamed}")
        }
        _ => "nothing".to_owned(),
    }
}
