//! What the evidence, the measures or the prose do not bear out becomes a problem.
//!
//! A `rule` looks at one kind of thing (each claim, each sentence, each page) and may read everything that came before. What
//! authors wrote is read as `passage`s in `sentence`s, each once, wherever it is printed. `Context` is what rules look at;
//! `moved` holds what is said now against the accepted editions; `waive` takes out what somebody answers for.

pub(crate) mod context;
mod evidence;
mod language;
mod list;
mod measures;
mod moved;
mod numbers;
pub(crate) mod page;
mod pairs;
mod printed;
mod rule;
mod structure;
mod ties;
mod time;
mod waivers;

pub(crate) use context::Context;
pub use list::{Family, families, is_rule, level, reference};
pub(crate) use moved::{Data, moved};

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems, Severity};
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;

use rule::{Check, Mention, Rule};

/// Which rules speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// All of them.
    #[default]
    Publication,
    /// Only those on structure and numbers: enough for a first draft.
    Draft,
}

/// Reports what the rules find, without what is waived.
pub(crate) fn rules(context: &Context<'_>, strictness: Strictness, problems: &mut Problems) {
    let held: Vec<Held> = list::ALL
        .iter()
        .filter(|rule| strictness == Strictness::Publication || list::is_for_drafts(rule.code))
        .filter_map(|rule| Some((rule, rule.severity(context)?)))
        .flat_map(|(rule, severity)| rule.check.each().map(move |check| Held { rule, check, severity }))
        .collect();
    let model = context.model;
    problems.extend(each(&held, model.claims.keys(), |look, claim, found| {
        if let Check::Claim(check) = look {
            check(context, claim, found);
        }
    }));
    problems.extend(each(&held, model.sources.keys(), |look, source, found| {
        if let Check::Source(check) = look {
            check(context, source, found);
        }
    }));
    problems.extend(each(&held, model.figures.keys(), |look, figure, found| {
        if let Check::Figure(check) = look {
            check(context, figure, found);
        }
    }));
    problems.extend(each(&held, model.tables.keys(), |look, table, found| {
        if let Check::Table(check) = look {
            check(context, table, found);
        }
    }));
    problems.extend(each(&held, model.unknowns.keys(), |look, unknown, found| {
        if let Check::Unknown(check) = look {
            check(context, unknown, found);
        }
    }));
    problems.extend(each(&held, context.documents.iter(), |look, document, found| {
        if let Check::Brief(check) = look {
            check(context, document, found);
        }
    }));
    problems.extend(each(&held, context.pages.iter(), |look, page, found| {
        let document = context.documents.get(page.brief.index());
        if let (Check::Page(check) | Check::Written(_, check), Some(document)) = (look, document) {
            check(context, document, page, found);
        }
    }));
    if held.iter().any(Held::reads_prose) {
        problems.extend(prose(context, &held));
    }
    problems.extend(each(&held, [()].into_iter(), |look, (), found| {
        if let Check::Project(check) = look {
            check(context, found);
        }
    }));
    waivers::waive(context, strictness, problems);
}

/// What a rule looks at, with how strictly it is held in this project.
struct Held {
    rule: &'static Rule,
    check: Check,
    severity: Severity,
}

/// Shows every thing to every rule, on all cores; what is found stays in order.
fn each<T>(
    held: &[Held],
    things: impl ExactSizeIterator<Item = T>,
    show: impl Fn(Check, T, &mut Problems) + Sync,
) -> Vec<Problem>
where
    T: Copy + Send,
{
    let things: Vec<T> = things.collect();
    let found: Vec<Vec<Problem>> = things
        .into_par_iter()
        .with_min_len(64)
        .map(|thing| held.iter().flat_map(|held| held.ask(|found| show(held.check, thing, found))).collect())
        .collect();
    found.into_iter().flatten().collect()
}

fn prose(context: &Context<'_>, held: &[Held]) -> Vec<Problem> {
    let (found, mentions): (Vec<Vec<Problem>>, Vec<Vec<Vec<Mention>>>) = context
        .prose
        .read()
        .with_min_len(64)
        .map(|(passage, sentences)| {
            let mentions = held.iter().filter_map(|held| match held.check {
                Check::Gathered(gathering) => Some(gathering),
                _ => None,
            });
            let of = |sentence| move |gathering: rule::Gathering| (gathering.mentions)(context, passage, sentence);
            let mentions =
                mentions.map(|it| sentences.iter().flat_map(|sentence| of(sentence)(it)).collect()).collect();
            let ask = |held: &Held| {
                held.ask(|found| match held.check {
                    Check::Passage(check) | Check::Written(check, _) => {
                        for part in parts(sentences) {
                            check(context, passage, part, found);
                        }
                    }
                    Check::Sentence(check) => {
                        for sentence in sentences {
                            check(context, passage, sentence, found);
                        }
                    }
                    _ => {}
                })
            };
            (held.iter().flat_map(ask).collect(), mentions)
        })
        .unzip();
    let mut found: Vec<Problem> = found.into_iter().flatten().collect();
    found.extend(gathered(context, held, context.prose.passages, &mentions));
    found
}

/// Nobody writes a longer paragraph, and none is read as one: rules hold each sentence of a paragraph against the others.
const LONGEST: usize = 100;

/// Returns a paragraph in the parts that it is read in: one, but where it has no end.
fn parts<'s, 'p>(sentences: &'s [Sentence<'p>]) -> impl Iterator<Item = &'s [Sentence<'p>]> {
    (0..sentences.len().div_ceil(LONGEST).max(1)).map(|part| {
        let start = part * LONGEST;
        &sentences[start..sentences.len().min(start + LONGEST)]
    })
}

/// Shows each rule what it gathered from all of the prose.
fn gathered(
    context: &Context<'_>,
    held: &[Held],
    passages: &[Passage],
    mentions: &[Vec<Vec<Mention>>],
) -> Vec<Problem> {
    let gathering = held.iter().filter_map(|held| match held.check {
        Check::Gathered(gathering) => Some((held, gathering)),
        _ => None,
    });
    let found = gathering.enumerate().flat_map(|(number, (held, gathering))| {
        let each = passages.iter().zip(mentions);
        let all: Vec<(&Passage, Mention)> =
            each.flat_map(|(passage, own)| own[number].iter().map(move |mention| (passage, *mention))).collect();
        held.ask(|found| (gathering.check)(context, &all, found))
    });
    found.collect()
}

impl Held {
    /// Whether the rule looks at what authors wrote.
    fn reads_prose(&self) -> bool {
        matches!(self.check, Check::Passage(_) | Check::Written(..) | Check::Sentence(_) | Check::Gathered(_))
    }

    fn ask(&self, look: impl FnOnce(&mut Problems)) -> Vec<Problem> {
        let mut found = Problems::default();
        look(&mut found);
        let held = |problem: Problem| Problem { severity: self.rule.severity_of(&problem, self.severity), ..problem };
        found.into_iter().map(held).collect()
    }
}
