//! The line of an edition: its question, its answer and their standing stand where they are others than in the edition before.

use serde::{Deserialize, Serialize};

use crate::edition::ledger::{Edition, EditionKind};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    date: String,
    kind: EditionKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standing: Option<String>,
}

/// Returns the line of an edition after the one `before` it, and whether something of that is left out.
pub(super) fn written(edition: &Edition, before: Option<&Edition>) -> (String, bool) {
    let Edition { date, kind, by, note, since, withdrawn, changes, question, answer, standing } = edition.clone();
    let mut left_out = false;
    let mut other = |words: String, of: fn(&Edition) -> &str| {
        let same = before.is_some_and(|before| of(before) == words);
        left_out |= same;
        (!same).then_some(words)
    };
    let question = other(question, |edition| &edition.question);
    let answer = other(answer, |edition| &edition.answer);
    let standing = other(standing, |edition| &edition.standing);
    let line = Line { date, kind, by, note, since, withdrawn, changes, question, answer, standing };
    // Strings, numbers and lists cannot fail to be written.
    (serde_json::to_string(&line).unwrap_or_default(), left_out)
}

/// Returns the edition of a line after the one `before` it; none where it is the line of none.
pub(super) fn read(line: &str, before: Option<&Edition>) -> Option<Edition> {
    let Line { date, kind, by, note, since, withdrawn, changes, question, answer, standing } =
        serde_json::from_str(line).ok()?;
    let as_before = |words: Option<String>, of: fn(&Edition) -> &String| words.or_else(|| before.map(of).cloned());
    let question = as_before(question, |edition| &edition.question)?;
    let answer = as_before(answer, |edition| &edition.answer)?;
    let standing = as_before(standing, |edition| &edition.standing)?;
    Some(Edition { date, kind, by, note, since, withdrawn, changes, question, answer, standing })
}
