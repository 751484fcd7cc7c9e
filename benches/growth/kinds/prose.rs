//! Prose that the rules read: one sentence without end, numbers, quotations, words of every kind.

use super::{fill, kinds, many};
use crate::project::{Project, Registry};

/// Returns the project whose brief is limited in these words.
fn limited(words: &str) -> Project {
    let words = words.replace('\\', "\\\\").replace('"', "\\\"");
    Registry {
        briefs: format!("  other-brief:\n    question: Was it so?\n    claims: [june]\n    limitations: \"{words}\"\n"),
        ..Registry::default()
    }
    .project()
}

/// Returns the project whose brief has a limitation folded over many lines.
fn folded(lines: &str) -> Project {
    Registry {
        briefs: format!("  other-brief:\n    question: Was it so?\n    claims: [june]\n    limitations: >\n{lines}"),
        ..Registry::default()
    }
    .project()
}

kinds! {
    "prose:words" => |n| Project::template(&fill(n, "word ")),
    "prose:capitals" => |n| Project::template(&fill(n, "A ")),
    "prose:sentences" => |n| Project::template(&fill(n, "It rained. ")),
    "prose:abbreviations" => |n| Project::template(&fill(n, "U.S. e.g. ")),
    "prose:numbers" => |n| Project::template(&fill(n, "4,321 ")),
    "prose:numbers-different" => |n| Project::template(&many(n, |at| format!("{} boats, ", at + 1000))),
    "prose:numbers-beside-words" => |n| Project::template(&many(n, |at| format!("900 w{at}, "))),
    "prose:numbers-in-words" => |n| Project::template(&fill(n, "two hundred and three boats and ")),
    "prose:numbers-joined" => |n| Project::template(&fill(n, "1-2-")),
    "prose:numbers-listed" => |n| Project::template(&fill(n, "pages 3, 5, 7 and 9, ")),
    "prose:percent" => |n| Project::template(&fill(n, "5% ")),
    "prose:percent-likely" => |n| Project::template(&fill(n, "likely 5 per cent, ")),
    "prose:months" => |n| Project::template(&fill(n, "on 3 May, 4 June and ")),
    "prose:quotations" => |n| Project::template(&fill(n, "“one two three four” ")),
    "prose:quotations-open" => |n| Project::template(&fill(n, "“one two three ")),
    "prose:quotations-known" => |n| Project::template(&fill(n, "“Harbour desk of 900 boats” ")),
    "prose:quotation-of-numbers" => |n| Project::template(&format!("“{}”", fill(n, "900 boats, "))),
    "prose:attributions" => |n| Project::template(&fill(n, "the office said that it proves and ")),
    "prose:contrasts" => |n| Project::template(&fill(n, "not, but rather than whether it may have, ")),
    "prose:several-agencies" => |n| Project::template(&fill(n, "Several agencies confirm it. ")),
    "prose:superlatives" => |n| Project::template(&fill(n, "the highest ever because of the most landings, ")),
    "prose:measures" => |n| Project::template(&fill(n, "landings of landings ")),
    "prose:names" => |n| Project::template(&fill(n, "Harbour Office and Harbour ")),
    "prose:dashes" => |n| Project::template(&fill(n, "— – ")),
    "prose:other-scripts" => |n| Project::template(&fill(n, "Ñandú ß 東京 е́ ")),
    "prose:one-word" => |n| Project::template(&fill(n, "a")),
    "prose:one-number" => |n| Project::template(&fill(n, "7")),
    "prose:printed" => |n| Project::template(&fill(n, "{{ claims.june.value }} ")),
    "prose:printed-statements" => |n| Project::template(&fill(n, "{{ claims.june }} ")),
    "prose:printed-in-paragraphs" => |n| Project::template(&fill(n, "So {{ claims.june.quantity }}.\n\n")),
    "prose:limits-numbers" => |n| limited(&fill(n, "4,321 ")),
    "prose:limits-sentences" => |n| limited(&fill(n, "It rained. ")),
    "prose:limits-escaped" => |n| limited(&fill(n, "\\4 \"5\" ")),
    "prose:limits-folded" => |n| folded(&fill(n, "      4,321 boats\n")),
}
