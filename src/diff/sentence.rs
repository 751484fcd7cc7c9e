//! The sentences of authors: those that lean on what moved, and those that were rewritten.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::diagnostic::formats::{file_and_line, place_json};
use crate::edition::{Entries, Flagged, Sentence};
use crate::text::Place;

use super::{Looked, Since};

/// How much of their words two sentences share, in percent, that are taken for one sentence rewritten.
const ALIKE: usize = 50;

/// Where a sentence is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    json: Value,
    /// File and line.
    pub line: String,
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

/// A sentence that stands as it stood, while something it leans on has moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct LeaningSentence {
    /// Where it is written.
    pub place: Option<Written>,
    /// Its words with what they print now.
    pub text: String,
    /// The figures and claims that moved.
    pub on: Vec<String>,
}

/// A sentence that was rewritten, is new or gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct SentenceChange {
    /// Where it is written; none where it is gone.
    pub place: Option<Written>,
    /// Its words with what they printed; none where it is new.
    pub old: Option<String>,
    /// Its words with what they print; none where it is gone.
    pub new: Option<String>,
}

/// Returns the sentences that lean on what moved.
pub(super) fn leaning(since: &Since<'_>, looked: Looked<'_>) -> Vec<LeaningSentence> {
    let of = |leaning: &crate::edition::Leaning| LeaningSentence {
        place: place(since, looked, &leaning.id),
        text: printed(&leaning.text, &since.new),
        on: leaning.on.clone(),
    };
    let mut found: Vec<(Option<Place>, LeaningSentence)> =
        since.changes.leaning.iter().map(|leaning| (located(since, looked, &leaning.id), of(leaning))).collect();
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, leaning)| leaning).collect()
}

/// Returns the sentences that differ: each that is gone with the new one most like it, then what has no like.
pub(super) fn rewritten(since: &Since<'_>, looked: Looked<'_>) -> Vec<SentenceChange> {
    let changes = &since.changes.sentences;
    let gone: Vec<&Sentence> = changes.iter().filter_map(|change| change.old.as_ref()).collect();
    let mut new: Vec<(Option<Place>, &str, &Sentence)> = changes
        .iter()
        .filter_map(|change| Some((located(since, looked, &change.id), &*change.id, change.new.as_ref()?)))
        .collect();
    new.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    let mut likes: Vec<(usize, usize, usize)> = Vec::new();
    for (old, was) in gone.iter().enumerate() {
        for (at, (.., is)) in new.iter().enumerate() {
            likes.push((alike(&was.text, &is.text), old, at));
        }
    }
    likes.retain(|(alike, ..)| *alike >= ALIKE);
    likes.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut was: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = BTreeSet::new();
    for (_, old, at) in likes {
        if was[at].is_none() && taken.insert(old) {
            was[at] = Some(old);
        }
    }
    let before = |old: &Sentence| printed(&old.text, &since.old);
    let new = new.iter().zip(&was).map(|((_, id, is), was)| SentenceChange {
        place: place(since, looked, id),
        old: was.map(|old| before(gone[old])),
        new: Some(printed(&is.text, &since.new)),
    });
    let gone = gone.iter().enumerate().filter(|(old, _)| !taken.contains(old)).map(|(_, old)| SentenceChange {
        place: None,
        old: Some(before(old)),
        new: None,
    });
    new.chain(gone).collect()
}

fn located(since: &Since<'_>, looked: Looked<'_>, sentence: &str) -> Option<Place> {
    since.now.places.get(sentence).map(|place| (looked.locate)(place))
}

fn place(since: &Since<'_>, looked: Looked<'_>, sentence: &str) -> Option<Written> {
    let place = located(since, looked, sentence)?;
    Some(Written { json: place_json(&place, looked.texts), line: file_and_line(&place, looked.texts)? })
}

/// Returns how much of their words two sentences share, in percent.
fn alike(a: &str, b: &str) -> usize {
    let plain = |word: &str| word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase();
    let words = |text: &str| text.split_whitespace().map(plain).collect::<Vec<_>>();
    let (a, mut b) = (words(a), words(b));
    let all = a.len() + b.len();
    let mut shared = 0_usize;
    for word in &a {
        if let Some(at) = b.iter().position(|other| other == word) {
            b.swap_remove(at);
            shared += 2;
        }
    }
    (shared * 100).checked_div(all).unwrap_or_default()
}

/// Returns a sentence with the values in place of the names in braces, as far as the content has them; what else is printed by name is left out.
fn printed(text: &str, content: &Entries) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match value(name, content) {
            Some(value) => out.push_str(value),
            None if is_name(name) => out.push('…'),
            None => out.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    out.push_str(rest);
    // A citation that is printed by name leaves nothing but the space before it.
    [".", ",", ";"].into_iter().fold(out, |out, stop| out.replace(&format!(" {stop}"), stop))
}

/// Returns whether this stands in a sentence for something that is printed by name, and is no pair of braces of the author's.
fn is_name(name: &str) -> bool {
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
    };
    name == "…" || name.split('.').all(plain)
}

fn value<'c>(name: &str, content: &'c Entries) -> Option<&'c str> {
    if let Some(figure) = content.figure(name) {
        return Some(figure.printed.as_str());
    }
    let (id, part) = name.split_once('.').unwrap_or((name, ""));
    let claim = content.claim(id);
    let mut parts = content.figure(id).map(|figure| &figure.parts).into_iter().chain(claim.map(|claim| &claim.parts));
    if let Some(printed) = parts.find_map(|parts| parts.get(name)) {
        return Some(printed.as_str());
    }
    match part {
        "" => {
            let figure = content.figure(id).map(|figure| figure.printed.as_str());
            let question = || content.unknown(id).map(|unknown| unknown.question.as_str());
            figure.or_else(|| claim.map(|claim| claim.statement.as_str())).or_else(question)
        }
        "value" => claim?.values.first().map(Flagged::as_str),
        "standing" => claim.map(|claim| claim.standing.as_str()),
        "sentence" => claim.map(|claim| claim.statement.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{Entry, Figure};

    #[test]
    fn names_in_braces_become_what_is_printed_and_no_name_is_shown() {
        let mut content = Entries::default();
        let figure = Figure {
            label: "encounters".into(),
            printed: "30,375".into(),
            digest: None,
            period: None,
            parts: [(String::from("total.number"), "30".into())].into(),
        };
        content.put("total", Entry::Figure(figure));
        for (text, wanted) in [
            ("There were {total}.", "There were 30,375."),
            ("{total} or {other}", "30,375 or …"),
            ("{total.number} of {total.whole}", "30 of …"),
            ("{november.quantity}, {…} and {so on}", "…, … and {so on}"),
            ("{total", "{total"),
            ("plain", "plain"),
            ("{total} stops , in all .", "30,375 stops, in all."),
        ] {
            assert_eq!(printed(text, &content), wanted);
        }
    }

    #[test]
    fn sentences_are_alike_by_the_words_they_share() {
        assert_eq!(alike("There were {total} stops.", "There were {total} stops."), 100);
        assert_eq!(alike("There were {total} stops.", "There were only {total} stops then."), 80);
        assert!(alike("There were {total} stops.", "Nobody knows.") < ALIKE);
        assert_eq!(alike("", ""), 0);
    }
}
