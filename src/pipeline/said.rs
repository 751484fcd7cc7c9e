//! Problems as they are kept, to be said again.
//!
//! Nothing of them is a line or a column: a place in the registry is a path of keys, located anew in the file as it stands, and one
//! in a template is taken only while the text of that template is as it was.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::store::{Reader, Writer};
use crate::diagnostic::{Code, Fix, Label, Problem, Severity, code};
use crate::rules::Mention;
use crate::text::{Part, Place, RegistryPlace, Span, Step};
use crate::world::ProjectPath;

static CODES: LazyLock<HashMap<&str, &'static Code>> =
    LazyLock::new(|| code::all().map(|code| (code.id, code)).collect());

/// Returns whether problems can be said again: none that shows a line of data, which is in no file that the tool still holds, or
/// that is hidden where the form of another entry is broken.
pub(super) fn can_be_kept(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| {
        let mut labels = problem.also.iter().chain([&problem.at]);
        problem.leans_on.is_none() && !labels.any(|label| matches!(label.place, Place::Line(_)))
    })
}

/// Writes problems of which all can be kept.
pub(super) fn write(problems: &[Problem], to: &mut Writer) {
    to.list(problems.iter(), |to, problem| {
        let Problem { code, severity, message, at, also, notes, helps, leans_on: _, fix, more } = problem;
        to.bytes(code.id.as_bytes());
        to.flag(*severity == Severity::Error);
        to.bytes(message.as_bytes());
        label(at, to);
        to.list(also.iter(), |to, also| label(also, to));
        for words in [notes, helps] {
            to.list(words.iter(), |to, words| to.bytes(words.as_bytes()));
        }
        to.list(fix.iter(), |to, Fix { place: at, written, with }| {
            place(at, to);
            to.bytes(written.as_bytes());
            to.bytes(with.as_bytes());
        });
        to.number(*more as u64);
    });
}

/// Reads problems.
pub(super) fn read(from: &mut Reader<'_>) -> Option<Vec<Problem>> {
    from.list(|from| {
        let words = |from: &mut Reader<'_>| from.list(|from| from.text().map(str::to_owned));
        Some(Problem {
            code: CODES.get(from.text()?)?,
            severity: if from.flag()? { Severity::Error } else { Severity::Warning },
            message: from.text()?.to_owned(),
            at: read_label(from)?,
            also: from.list(read_label)?,
            notes: words(from)?,
            helps: words(from)?,
            leans_on: None,
            fix: from
                .list(|from| {
                    let place = read_place(from)?;
                    Some(Fix { place, written: from.text()?.to_owned(), with: from.text()?.to_owned() })
                })?
                .pop(),
            more: from.length()?,
        })
    })
}

/// Writes what rules gather of a text.
pub(super) fn write_mentions(mentions: &[(usize, Mention)], to: &mut Writer) {
    to.list(mentions.iter(), |to, (rule, Mention { term, span: at })| {
        to.number(*rule as u64);
        // A term is a word and nothing that could fail to be written.
        to.bytes(&serde_json::to_vec(term).unwrap_or_default());
        span(*at, to);
    });
}

/// Reads what rules gather of a text.
pub(super) fn read_mentions(from: &mut Reader<'_>) -> Option<Vec<(usize, Mention)>> {
    from.list(|from| {
        let rule = from.length()?;
        Some((rule, Mention { term: serde_json::from_slice(from.bytes()?).ok()?, span: read_span(from)? }))
    })
}

fn label(Label { place: at, text }: &Label, to: &mut Writer) {
    place(at, to);
    to.bytes(text.as_bytes());
}

fn read_label(from: &mut Reader<'_>) -> Option<Label> {
    Some(Label { place: read_place(from)?, text: from.text()?.to_owned() })
}

fn place(place: &Place, to: &mut Writer) {
    match place {
        // What shows a line of data is not kept.
        Place::Project | Place::Line(_) => to.number(0),
        Place::File(file) => {
            to.number(1);
            to.bytes(file.as_str().as_bytes());
        }
        Place::Text(file, at) => {
            to.number(2);
            to.bytes(file.as_str().as_bytes());
            span(*at, to);
        }
        Place::Registry(RegistryPlace { file, steps, part, nth, within }) => {
            to.number(3);
            to.bytes(file.as_str().as_bytes());
            to.list(steps.iter(), |to, step| match step {
                Step::Key(key) => {
                    to.flag(true);
                    to.bytes(key.as_bytes());
                }
                Step::Item(item) => {
                    to.flag(false);
                    to.number(*item as u64);
                }
            });
            to.flag(*part == Part::Key);
            to.number(*nth as u64);
            to.list(within.iter(), |to, at| span(*at, to));
        }
    }
}

fn read_place(from: &mut Reader<'_>) -> Option<Place> {
    let kind = from.number()?;
    let file = |from: &mut Reader<'_>| ProjectPath::parse(from.text()?).ok();
    Some(match kind {
        0 => Place::Project,
        1 => Place::File(file(from)?),
        2 => Place::Text(file(from)?, read_span(from)?),
        3 => Place::Registry(RegistryPlace {
            file: file(from)?,
            steps: from.list(|from| {
                Some(if from.flag()? { Step::Key(from.text()?.to_owned()) } else { Step::Item(from.length()?) })
            })?,
            part: if from.flag()? { Part::Key } else { Part::Value },
            nth: from.length()?,
            within: from.list(read_span)?.pop(),
        }),
        _ => return None,
    })
}

fn span(span: Span, to: &mut Writer) {
    to.number(span.start as u64);
    to.number(span.end as u64);
}

fn read_span(from: &mut Reader<'_>) -> Option<Span> {
    Some(Span::new(from.length()?, from.length()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code::rule::UNTRACED_NUMERAL;
    use crate::language::Term;

    #[test]
    fn a_problem_that_is_kept_is_said_again() {
        let file = ProjectPath::fixed("claims.yaml");
        let steps = vec![Step::from("claims"), Step::from("a"), Step::from(3)];
        let registry = RegistryPlace { nth: 2, ..RegistryPlace::value(file.clone(), steps) };
        let places = [
            Place::Project,
            Place::File(file.clone()),
            Place::Text(file, Span::new(7, 90)),
            registry.clone().into(),
            registry.key().within(Span::new(1, 2)).into(),
        ];
        let problems: Vec<Problem> = (places.iter())
            .map(|place| {
                let problem = Problem::error(&UNTRACED_NUMERAL, place.clone(), "a number “17”").label("here");
                let problem = problem.also(places[3].clone(), "").note("why").help("one thing").help("another");
                Problem { more: 4, fix: Fix::new(place.clone(), "totl", "total"), ..problem }
            })
            .chain([Problem::warning(&UNTRACED_NUMERAL, Place::Project, "")])
            .collect();
        let mentions = [(5, Mention { term: Term::AttributionBefore, span: Span::new(3, 4) })];
        let mut to = Writer::default();
        write(&problems, &mut to);
        write_mentions(&mentions, &mut to);
        let mut from = Reader(&to.0);
        assert_eq!(read(&mut from), Some(problems));
        assert_eq!(read_mentions(&mut from).as_deref(), Some(&mentions[..]));
        assert!(from.0.is_empty());
        for end in 0..to.0.len() {
            let mut from = Reader(&to.0[..end]);
            assert!(read(&mut from).and_then(|_| read_mentions(&mut from)).is_none(), "{end}");
        }
    }
}
