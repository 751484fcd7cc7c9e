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

use rule::{Check, Gathering, Mention, Rule};

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
    // The pages are held against the numbers of the prose, which is read first; what is found stays in the order of old.
    let of_prose = if held.iter().any(Held::reads_prose) { prose(context, &held) } else { Vec::new() };
    each(&held, model.claims.keys(), problems, |check, claim, found| {
        if let Check::Claim(check) = check {
            check(context, claim, found);
        }
    });
    each(&held, model.sources.keys(), problems, |check, source, found| {
        if let Check::Source(check) = check {
            check(context, source, found);
        }
    });
    each(&held, model.figures.keys(), problems, |check, figure, found| {
        if let Check::Figure(check) = check {
            check(context, figure, found);
        }
    });
    each(&held, model.tables.keys(), problems, |check, table, found| {
        if let Check::Table(check) = check {
            check(context, table, found);
        }
    });
    each(&held, model.unknowns.keys(), problems, |check, unknown, found| {
        if let Check::Unknown(check) = check {
            check(context, unknown, found);
        }
    });
    each(&held, context.documents.iter(), problems, |check, document, found| {
        if let Check::Brief(check) = check {
            check(context, document, found);
        }
    });
    each(&held, context.pages.iter(), problems, |check, page, found| {
        let document = context.documents.get(page.brief.index());
        if let (Check::Page(check) | Check::Written(_, check), Some(document)) = (check, document) {
            check(context, document, page, found);
        }
    });
    problems.extend(of_prose);
    each(&held, [()].into_iter(), problems, |check, (), found| {
        if let Check::Project(check) = check {
            check(context, found);
        }
    });
    waivers::waive(context, strictness, problems);
}

/// What a rule looks at, with how strictly it is held in this project.
struct Held {
    rule: &'static Rule,
    check: Check,
    severity: Severity,
}

/// Shows every thing to every rule, on all cores; what is found stays in order.
fn each<T: Copy + Send>(
    held: &[Held],
    things: impl ExactSizeIterator<Item = T>,
    problems: &mut Problems,
    show: impl Fn(Check, T, &mut Problems) + Sync,
) {
    let things: Vec<T> = things.collect();
    let found: Vec<Problem> = things
        .into_par_iter()
        .with_min_len(64)
        .flat_map_iter(|thing| {
            let mut found = Vec::new();
            held.iter().for_each(|held| held.ask(&mut found, |found| show(held.check, thing, found)));
            found
        })
        .collect();
    problems.extend(found);
}

fn prose(context: &Context<'_>, held: &[Held]) -> Vec<Problem> {
    let gathering: Vec<(&Held, Gathering)> = held
        .iter()
        .filter_map(|held| match held.check {
            Check::Gathered(gathering) => Some((held, gathering)),
            _ => None,
        })
        .collect();
    let looking: Vec<&Held> = held.iter().filter(|held| held.reads_prose()).collect();
    let of_passage = |passage: &Passage<'_>, sentences: &[Sentence<'_>]| {
        let mentions = |(number, (_, gathering)): (usize, &(&Held, Gathering))| {
            let of = |sentence| (gathering.mentions)(context, passage, sentence);
            sentences.iter().flat_map(of).map(|mention| (number, mention)).collect::<Vec<_>>()
        };
        let mentions: Vec<(usize, Mention)> = gathering.iter().enumerate().flat_map(mentions).collect();
        let mut found = Vec::new();
        for held in &looking {
            held.ask(&mut found, |found| match held.check {
                Check::Passage(check) | Check::Written(check, _) => {
                    parts(sentences).for_each(|part| check(context, passage, part, found));
                }
                Check::Sentence(check) => {
                    sentences.iter().for_each(|sentence| check(context, passage, sentence, found));
                }
                _ => {}
            });
        }
        (found, mentions)
    };
    let (found, mentions): (Vec<Vec<Problem>>, Vec<Vec<(usize, Mention)>>) =
        context.prose.each(of_passage).into_iter().unzip();
    let mut found: Vec<Problem> = found.into_iter().flatten().collect();
    for (number, (held, gathering)) in gathering.into_iter().enumerate() {
        let mut all: Vec<(&Passage<'_>, Mention)> = Vec::new();
        for (passage, mentions) in context.prose.passages.iter().zip(&mentions) {
            let own = mentions.iter().filter(|(of, _)| *of == number);
            all.extend(own.map(|(_, mention)| (passage, *mention)));
        }
        held.ask(&mut found, |found| (gathering.check)(context, &all, found));
    }
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

impl Held {
    /// Whether the rule looks at what authors wrote.
    fn reads_prose(&self) -> bool {
        matches!(self.check, Check::Passage(_) | Check::Written(..) | Check::Sentence(_) | Check::Gathered(_))
    }

    fn ask(&self, all: &mut Vec<Problem>, look: impl FnOnce(&mut Problems)) {
        let mut found = Problems::default();
        look(&mut found);
        let held = |problem: Problem| Problem { severity: self.rule.severity_of(&problem, self.severity), ..problem };
        all.extend(found.into_iter().map(held));
    }
}
