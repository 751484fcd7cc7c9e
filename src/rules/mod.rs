//! What the evidence, the measures or the prose do not bear out becomes a problem.
//!
//! A `rule` looks at one kind of thing (each claim, each sentence, each page) and may read everything that came before. What
//! authors wrote is read as `passage`s in `sentence`s, each once, wherever it is printed. `Scene` is what rules look at;
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
mod rule;
mod structure;
mod ties;
mod time;
mod waivers;

pub(crate) use context::Scene;
pub use list::{Family, families, is_rule, level, reference};
pub(crate) use moved::{Data, moved};

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems, Severity};
use crate::prose::passage::Passage;
use crate::prose::sentence::{self, Sentence};

use rule::{Look, Mention, Rule};

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
pub(crate) fn rules(scene: &Scene<'_>, strictness: Strictness, problems: &mut Problems) {
    let held: Vec<Held> = list::ALL
        .iter()
        .filter(|rule| strictness == Strictness::Publication || list::is_for_drafts(rule.code))
        .filter_map(|rule| Some((rule, rule.severity(scene)?)))
        .flat_map(|(rule, severity)| rule.look.each().map(move |look| Held { rule, look, severity }))
        .collect();
    let model = scene.model;
    problems.extend(each(&held, model.claims.keys(), |look, claim, found| {
        if let Look::Claim(check) = look {
            check(scene, claim, found);
        }
    }));
    problems.extend(each(&held, model.sources.keys(), |look, source, found| {
        if let Look::Source(check) = look {
            check(scene, source, found);
        }
    }));
    problems.extend(each(&held, model.figures.keys(), |look, figure, found| {
        if let Look::Figure(check) = look {
            check(scene, figure, found);
        }
    }));
    problems.extend(each(&held, model.tables.keys(), |look, table, found| {
        if let Look::Table(check) = look {
            check(scene, table, found);
        }
    }));
    problems.extend(each(&held, model.unknowns.keys(), |look, unknown, found| {
        if let Look::Unknown(check) = look {
            check(scene, unknown, found);
        }
    }));
    problems.extend(each(&held, scene.documents.iter(), |look, document, found| {
        if let Look::Brief(check) = look {
            check(scene, document, found);
        }
    }));
    problems.extend(each(&held, scene.pages.iter(), |look, page, found| {
        let document = page.brief.filter(|_| page.shape.is_some()).and_then(|brief| scene.documents.get(brief.index()));
        if let (Look::Page(check) | Look::Written(_, check), Some(document)) = (look, document) {
            check(scene, document, page, found);
        }
    }));
    if held.iter().any(Held::reads_prose) {
        problems.extend(prose(scene, &held, scene.passages()));
    }
    problems.extend(each(&held, [()].into_iter(), |look, (), found| {
        if let Look::Project(check) = look {
            check(scene, found);
        }
    }));
    waivers::waive(scene, strictness, problems);
}

/// What a rule looks at, with how strictly it is held in this project.
struct Held {
    rule: &'static Rule,
    look: Look,
    severity: Severity,
}

/// Shows every thing to every rule, on all cores; what is found stays in order.
fn each<T>(
    held: &[Held],
    things: impl ExactSizeIterator<Item = T>,
    look: impl Fn(Look, T, &mut Problems) + Sync,
) -> Vec<Problem>
where
    T: Copy + Send,
{
    let things: Vec<T> = things.collect();
    let found: Vec<Vec<Problem>> = things
        .into_par_iter()
        .with_min_len(64)
        .map(|thing| held.iter().flat_map(|held| held.ask(|found| look(held.look, thing, found))).collect())
        .collect();
    found.into_iter().flatten().collect()
}

fn prose(scene: &Scene<'_>, held: &[Held], passages: &[Passage]) -> Vec<Problem> {
    let (found, mentions): (Vec<Vec<Problem>>, Vec<Vec<Vec<Mention>>>) = passages
        .par_iter()
        .with_min_len(64)
        .map(|passage| {
            let sentences: Vec<Sentence<'_>> = sentence::sentences(passage, scene.language(), &scene.naming);
            let mentions = held.iter().filter_map(|held| match held.look {
                Look::Gathered(gathering) => Some(gathering),
                _ => None,
            });
            let of = |sentence| move |gathering: rule::Gathering| (gathering.mentions)(scene, passage, sentence);
            let mentions =
                mentions.map(|it| sentences.iter().flat_map(|sentence| of(sentence)(it)).collect()).collect();
            let ask = |held: &Held| {
                held.ask(|found| match held.look {
                    Look::Passage(check) | Look::Written(check, _) => {
                        for part in parts(&sentences) {
                            check(scene, passage, part, found);
                        }
                    }
                    Look::Sentence(check) => {
                        for sentence in &sentences {
                            check(scene, passage, sentence, found);
                        }
                    }
                    _ => {}
                })
            };
            (held.iter().flat_map(ask).collect(), mentions)
        })
        .unzip();
    let mut found: Vec<Problem> = found.into_iter().flatten().collect();
    found.extend(gathered(scene, held, passages, &mentions));
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
fn gathered(scene: &Scene<'_>, held: &[Held], passages: &[Passage], mentions: &[Vec<Vec<Mention>>]) -> Vec<Problem> {
    let gathering = held.iter().filter_map(|held| match held.look {
        Look::Gathered(gathering) => Some((held, gathering)),
        _ => None,
    });
    let found = gathering.enumerate().flat_map(|(number, (held, gathering))| {
        let each = passages.iter().zip(mentions);
        let all: Vec<(&Passage, Mention)> =
            each.flat_map(|(passage, own)| own[number].iter().map(move |mention| (passage, *mention))).collect();
        held.ask(|found| (gathering.check)(scene, &all, found))
    });
    found.collect()
}

impl Held {
    /// Whether the rule looks at what authors wrote.
    fn reads_prose(&self) -> bool {
        matches!(self.look, Look::Passage(_) | Look::Written(..) | Look::Sentence(_) | Look::Gathered(_))
    }

    fn ask(&self, look: impl FnOnce(&mut Problems)) -> Vec<Problem> {
        let mut found = Problems::default();
        look(&mut found);
        let held = |problem: Problem| Problem { severity: self.rule.severity_of(&problem, self.severity), ..problem };
        found.into_iter().map(held).collect()
    }
}
