//! The rule that a sentence says of how many as the data have it: “in eight of the twelve months”, where the file has eleven.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Language;
use crate::model::{Claim, Facet, Key};
use crate::number::Number;
use crate::outcome::{Found, Outcome, Value};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::quantity::{SaidUnit, Spoken};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::Span;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&ANOTHER_WHOLE];

/// A sentence says of how many something is so, and the data hold another many.
static ANOTHER_WHOLE: Rule =
    Rule { code: &code::ANOTHER_WHOLE, level: Level::Error, check: Check::Sentence(another_whole) };

/// How many there are of which a number tells some, behind whose words the sentence may say so.
struct Counted {
    /// Where the words end that tell the number.
    end: usize,
    /// Of how many it is.
    whole: usize,
    /// Whether “all twelve” may stand there as well as “all of the twelve”.
    direct: bool,
    /// The claim in whose own words it is told.
    claim: Option<Key<Claim>>,
}

fn another_whole(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    let language = context.language();
    for counted in printed(context, passage, sentence).chain(claimed(context, passage, sentence)) {
        let Some(said) = said_behind(passage, sentence, &counted, language) else { continue };
        let Ok(whole) = i64::try_from(counted.whole).map(Number::from) else { continue };
        if said.named.is_some_and(|named| named != whole) {
            let span = Span::new(counted.end, said.span.end);
            found.push(problem(context, passage, &counted, span));
        }
    }
}

/// Returns the numbers that a sentence prints by name and that are some of many.
fn printed<'s>(
    context: &'s Context<'_>,
    passage: &'s Passage<'_>,
    sentence: &'s Sentence<'_>,
) -> impl Iterator<Item = Counted> + 's {
    sentence.references(passage).filter_map(|(at, reference)| {
        let (outcome, facet) = match reference {
            Reference::Figure(figure, facet) => (context.evaluation.figure(figure)?, facet),
            Reference::Claim(claim, Printed::Value(facet)) => (context.evaluation.claim(claim).value()?, facet),
            _ => return None,
        };
        let tells = matches!(facet, Facet::All | Facet::Number | Facet::Size);
        let whole = whole_of(outcome).filter(|_| tells)?;
        Some(Counted { end: sentence.words[at].span.end, whole, direct: false, claim: None })
    })
}

/// Returns the places at which a claim's own words say its quantity, as long as it does not say itself of how many it is.
fn claimed(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<Counted> {
    said_of(context, passage, sentence).unwrap_or_default()
}

fn said_of(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Option<Vec<Counted>> {
    let (Setting::Statement(claim) | Setting::Phrase(claim)) = passage.setting else { return None };
    let quantity = context.model.claims[claim].quantity.as_ref().filter(|quantity| !quantity.says_of_how_many())?;
    let readings = context.evaluation.claim(claim).readings.iter();
    let mut wholes = readings.map(|reading| reading.outcome.as_ref().and_then(whole_of));
    // Where the readings count different rows, either may be meant.
    let whole = wholes.next().flatten().filter(|whole| wholes.all(|other| other == Some(*whole)))?;
    let own = passage.text[sentence.span.range()].to_lowercase();
    let words = quantity.words.to_lowercase();
    // Lower case may be of another length than what was written; then nothing is told of where it stands.
    let own = Some(own).filter(|own| own.len() == sentence.span.range().len() && !words.is_empty())?;
    let direct = quantity.unit() == SaidUnit::Percent && quantity.exact().is_none();
    // The digits of a quantity may stand in those of a year too.
    let stands_alone = |at: &usize| {
        let before = own[..*at].chars().next_back();
        let behind = own[at + words.len()..].chars().next();
        !before.into_iter().chain(behind).any(char::is_alphanumeric)
    };
    let places = own.match_indices(&words).map(|(at, _)| at).filter(stands_alone);
    let counted = |at| Counted { end: sentence.span.start + at + words.len(), whole, direct, claim: Some(claim) };
    Some(places.map(counted).collect())
}

/// Returns of how many a number is; none where it is not some of many, and of what readers are not told.
fn whole_of(outcome: &Outcome) -> Option<usize> {
    if outcome.withheld.is_some() {
        return None;
    }
    match (&outcome.found, &outcome.value) {
        (Some(Found::Rows { whole, .. }), _) => Some(*whole),
        (Some(Found::Place { of, .. }), _) => Some(*of),
        (_, Value::Name(name)) => Some(name.points.len() + name.others),
        _ => None,
    }
}

/// Returns the number behind “of the”, directly behind the words of another.
fn said_behind<'s>(
    passage: &Passage<'_>,
    sentence: &'s Sentence<'_>,
    counted: &Counted,
    language: Language,
) -> Option<&'s Spoken> {
    let behind = passage.text.get(counted.end..sentence.span.end)?;
    let words = behind.trim_start();
    let blank = behind.len() - words.len();
    let lower = words.to_lowercase();
    let ends_there = |joint: &str| lower.strip_prefix(joint).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let joints = language.vocabulary().quantities.of_whole.iter().filter(|joint| ends_there(joint));
    let joint = joints.map(String::len).max().or(counted.direct.then_some(0)).filter(|_| blank > 0)?;
    let rest = words.get(joint..)?;
    let start = counted.end + blank + joint + (rest.len() - rest.trim_start().len());
    sentence
        .numbers
        .iter()
        .find(|spoken| spoken.span.start == start && spoken.unit == SaidUnit::Plain && spoken.qualifier.is_none())
}

fn problem(context: &Context<'_>, passage: &Passage<'_>, counted: &Counted, span: Span) -> Problem {
    let words = passage.text[span.range()].trim();
    let whole = counted.whole;
    let (message, help) = match counted.claim {
        Some(claim) => {
            let quantity = context.model.claims[claim].quantity.as_ref().map_or("", |quantity| quantity.words.as_str());
            (
                format!("the statement says “{words}”, and its test counts {whole}"),
                if counted.direct {
                    format!(
                        "write {whole} where the sentence is ours; narrow the test with `where` to those that it means, where it speaks of fewer"
                    )
                } else {
                    format!(
                        "say it in the claim's `quantity` too (`{quantity} {words}`), where the test holds it; where the sentence is ours, write {whole}"
                    )
                },
            )
        }
        None => (
            format!("the sentence says “{words}”, and the number before it is of {whole}"),
            format!("write {whole}, or narrow what is counted to those that the sentence means"),
        ),
    };
    let start = span.end - words.len();
    ANOTHER_WHOLE
        .problem(passage.place(Span::new(start, span.end)), message)
        .note(
            "eight of twelve and eight of eleven are two findings, and only the first number was held against the data",
        )
        .help(help)
}
