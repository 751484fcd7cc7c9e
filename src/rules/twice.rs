//! The rule against a sentence that stands twice on a page.

use std::collections::BTreeMap;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::markdown::{FinishedPage, Layer};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::Span;
use crate::view::BriefView;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&SENTENCE_TWICE];

/// A sentence stands twice in the prose of a page.
static SENTENCE_TWICE: Rule =
    Rule { code: &code::SENTENCE_TWICE, level: Level::Warning, check: Check::Page(sentence_twice) };

/// A shorter sentence may come again: “The record does not say.”
const FEWEST_WORDS: usize = 8;
/// How much of a sentence is shown.
const SHOWN_WORDS: usize = 12;

fn sentence_twice(context: &Context<'_>, document: &BriefView, page: &FinishedPage<'_>, found: &mut Problems) {
    let facts = page.facts;
    if facts.layer == Layer::Evidence {
        return;
    }
    // The panel lists what the prose tells, and what is made of the page repeats itself by its nature.
    let apart: Vec<Span> = facts.panel.into_iter().chain(facts.made.iter().copied()).collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut twice: Vec<String> = Vec::new();
    // An answer that is made of the claims says what their author prints again.
    let answer = document.answer.plain();
    let is_made = context.model.briefs[document.brief].summary.is_none();
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    if is_made {
        count(&answer.split_whitespace().collect::<Vec<_>>(), &mut made, &mut Vec::new());
    }
    let mut paragraph: Vec<&str> = Vec::new();
    let mut at = 0;
    for line in page.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let inside = apart.iter().any(|span| span.range().contains(&start));
        // Tables, headings and notes at the foot are no prose.
        let blank = line.trim().is_empty();
        let other = line.starts_with(['|', '#']) || line.starts_with("[^");
        let prose = !(inside || blank || other);
        let item = is_item(line);
        if !prose || item {
            count(&paragraph, &mut times, &mut twice);
            paragraph.clear();
        }
        if prose {
            paragraph.extend(line.split_whitespace().skip(usize::from(item)));
        }
    }
    count(&paragraph, &mut times, &mut twice);
    // What small counts are told as is explained beneath each table.
    let phrases = &context.language().text().phrases;
    let own = [&phrases.fewer_than_five_means, &phrases.not_shown_means]
        .map(|means| means.split_once("{words}").map_or(means.as_str(), |(_, behind)| behind));
    let is_twice =
        |sentence: &String| times.get(sentence) > made.get(sentence).map(|own| own + 1).as_ref().or(Some(&1));
    for sentence in
        twice.into_iter().filter(is_twice).filter(|sentence| !own.iter().any(|means| sentence.ends_with(means)))
    {
        let words: Vec<&str> = sentence.split(' ').collect();
        let more = if words.len() > SHOWN_WORDS { " …" } else { "" };
        let shown = words[..words.len().min(SHOWN_WORDS)].join(" ");
        let message = format!("brief `{}` says twice: “{shown}{more}”", document.id.as_str());
        found.push(
            SENTENCE_TWICE
                .problem(facts.template.clone(), message)
                .note("a reader who meets a sentence again looks for what is different, and trusts the page less")
                .help("say it once, where it is needed first; what follows can lean on it in other words"),
        );
    }
}

/// Returns whether a line begins an item of a list or a quotation.
fn is_item(line: &str) -> bool {
    let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
    let number = sign.strip_suffix('.').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    !rest.is_empty() && (matches!(sign, "-" | "*" | "+" | ">") || number && sign.len() > 1)
}

/// Counts the sentences of a paragraph, and keeps each that is met for the second time.
fn count(paragraph: &[&str], times: &mut BTreeMap<String, usize>, twice: &mut Vec<String>) {
    let mut sentence: Vec<String> = Vec::new();
    for (at, word) in paragraph.iter().enumerate() {
        let plain = without_notes(word).trim_matches(['*', '_']).to_owned();
        let ends = plain.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with(['.', '?', '!', '…']);
        sentence.push(plain);
        if ends || at + 1 == paragraph.len() {
            let words = sentence.iter().filter(|word| word.chars().any(char::is_alphanumeric)).count();
            let whole = std::mem::take(&mut sentence).join(" ");
            if words >= FEWEST_WORDS {
                let met = times.entry(whole.clone()).or_default();
                *met += 1;
                if *met == 2 {
                    twice.push(whole);
                }
            }
        }
    }
}

/// Returns a word without the numbers of its notes.
fn without_notes(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut rest = word;
    while let Some((before, behind)) = rest.split_once("[^") {
        plain.push_str(before);
        rest = behind.split_once(']').map_or("", |(_, after)| after);
    }
    plain + rest
}
