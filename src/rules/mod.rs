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
mod twice;
mod waivers;

pub(crate) use context::Context;
pub use list::{Family, families, is_rule, level, reference};
pub(crate) use moved::{Data, moved};
pub(crate) use rule::Mention;
pub(crate) use waivers::unused;

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems, Severity};
use crate::markdown::FinishedPage;
use crate::model::{Entry, Key, Section};
use crate::prose::Prose;
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::reads::{self, Readable};
use crate::view::BriefView;
use crate::world::ProjectPath;

use rule::{Check, Gathering, Rule};

/// Which rules speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// All of them.
    #[default]
    Publication,
    /// Only those on structure and numbers: enough for a first draft.
    Draft,
}

/// Reports what the rules find, without what is waived; returns which waivers took something out.
pub(crate) fn rules(context: &Context<'_>, strictness: Strictness, problems: &mut Problems) -> Vec<bool> {
    let held = self::held(context, strictness);
    let model = context.model;
    // The pages are held against the numbers of the prose, which is read first; what is found stays in the order of old.
    let of_prose = if held.iter().any(Held::reads_prose) { prose(context, &held) } else { Vec::new() };
    problems.extend(each(context, &held, model.claims.keys(), named(&model.claims), |look, claim, found| {
        if let Check::Claim(check) = look {
            check(context, claim, found);
        }
    }));
    problems.extend(each(context, &held, model.sources.keys(), named(&model.sources), |look, source, found| {
        if let Check::Source(check) = look {
            check(context, source, found);
        }
    }));
    problems.extend(each(context, &held, model.figures.keys(), named(&model.figures), |look, figure, found| {
        if let Check::Figure(check) = look {
            check(context, figure, found);
        }
    }));
    problems.extend(each(context, &held, model.tables.keys(), named(&model.tables), |look, table, found| {
        if let Check::Table(check) = look {
            check(context, table, found);
        }
    }));
    problems.extend(each(context, &held, model.unknowns.keys(), named(&model.unknowns), |look, unknown, found| {
        if let Check::Unknown(check) = look {
            check(context, unknown, found);
        }
    }));
    problems.extend(each(
        context,
        &held,
        context.documents.iter(),
        ("document", |document| of_document(document)),
        |look, document, found| {
            if let Check::Brief(check) = look {
                check(context, document, found);
            }
        },
    ));
    problems.extend(pages(context, &held));
    problems.extend(of_prose);
    let mut found = Vec::new();
    for held in &held {
        held.ask(&mut found, |found| {
            if let Check::Project(check) = held.check {
                check(context, found);
            }
        });
    }
    problems.extend(found);
    waivers::waive(context, problems)
}

/// Reports what the rules on pages find in those that were made, without what is waived: all else is looked at where the parts of a
/// project are put together.
pub(crate) fn of_pages(context: &Context<'_>, strictness: Strictness, problems: &mut Problems) {
    problems.extend(pages(context, &self::held(context, strictness)));
    waivers::waive(context, problems);
}

/// Returns what the rules that are held look at.
fn held(context: &Context<'_>, strictness: Strictness) -> Vec<Held> {
    list::ALL
        .iter()
        .filter(|rule| strictness == Strictness::Publication || list::is_for_drafts(rule.code))
        .filter_map(|rule| Some((rule, rule.severity(context)?)))
        .flat_map(|(rule, severity)| rule.check.each().map(move |check| Held { rule, check, severity }))
        .collect()
}

/// What the rules find in one thing, before waivers are held against it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The problems, in the order of the rules.
    pub(crate) problems: Vec<Problem>,
    /// What rules gather of it to look at together, each by the rule's number among those that gather.
    pub(crate) mentions: Vec<(usize, Mention)>,
}

/// What a rule looks at, with how strictly it is held in this project.
struct Held {
    rule: &'static Rule,
    check: Check,
    severity: Severity,
}

/// Returns what a document is called, and notes that it is read.
fn of_document(document: &BriefView) -> String {
    reads::note(Readable::Documents, document.brief.index());
    document.id.to_string()
}

/// Returns what the entries of a section are called.
fn named<T: Entry + Sync>(section: &Section<T>) -> (&'static str, impl Fn(&Key<T>) -> String + Sync) {
    (T::SECTION.word(), |key: &Key<T>| section.id(*key).to_string())
}

/// Shows every thing to every rule, on all cores; what is found stays in order. Of what is as it was, the same is said again.
fn each<T>(
    context: &Context<'_>,
    held: &[Held],
    things: impl ExactSizeIterator<Item = T>,
    (what, name): (&'static str, impl Fn(&T) -> String + Sync),
    show: impl Fn(Check, T, &mut Problems) + Sync,
) -> Vec<Problem>
where
    T: Copy + Send,
{
    reads::alone();
    let things: Vec<T> = things.collect();
    let found: Vec<Found> = things
        .into_par_iter()
        .with_min_len(64)
        .map(|thing| {
            let look = || {
                let mut found = Found::default();
                for held in held {
                    held.ask(&mut found.problems, |found| show(held.check, thing, found));
                }
                found
            };
            let Some(known) = context.known else { return look() };
            let unit = reads::sum([what.as_bytes(), b" ", name(&thing).as_bytes()]);
            let look = || {
                name(&thing);
                look()
            };
            let called = || format!("the rules on {what} {}", name(&thing));
            known.or_do(unit, look, called)
        })
        .collect();
    found.into_iter().flat_map(|found| found.problems).collect()
}

/// Shows every page that was made to the rules on pages; what they said of those that stand as before is said again, in the order
/// of the pages.
fn pages(context: &Context<'_>, held: &[Held]) -> Vec<Problem> {
    reads::alone();
    let look = |page: &FinishedPage<'_>| -> Vec<Problem> {
        let Some(document) = context.documents.get(page.brief.index()) else { return Vec::new() };
        let mut found = Vec::new();
        for held in held {
            held.ask(&mut found, |found| {
                if let Check::Page(check) | Check::Written(_, check) = held.check {
                    check(context, document, page, found);
                }
            });
        }
        found
    };
    let mut found: Vec<(&ProjectPath, Vec<Problem>)> = context
        .pages
        .par_iter()
        .map(|page| {
            let (found, reads) = reads::noting(|| look(page));
            context.read_for_page(page.brief, &reads, &found);
            (page.path, found)
        })
        .collect();
    found.extend(context.said.iter().map(|(page, found)| (page, found.clone())));
    found.sort_by_key(|(page, _)| *page);
    found.into_iter().flat_map(|(_, found)| found).collect()
}

fn prose(context: &Context<'_>, held: &[Held]) -> Vec<Problem> {
    reads::alone();
    let gathering: Vec<(&Held, Gathering)> = held
        .iter()
        .filter_map(|held| match held.check {
            Check::Gathered(gathering) => Some((held, gathering)),
            _ => None,
        })
        .collect();
    let looking: Vec<&Held> = held.iter().filter(|held| held.reads_prose()).collect();
    let of_passage = |passage: &Passage<'_>, sentences: &[Sentence<'_>]| -> Found {
        let mentions = |(number, (_, gathering)): (usize, &(&Held, Gathering))| {
            let of = |sentence| (gathering.mentions)(context, passage, sentence);
            sentences.iter().flat_map(of).map(|mention| (number, mention)).collect::<Vec<_>>()
        };
        let mentions: Vec<(usize, Mention)> = gathering.iter().enumerate().flat_map(mentions).collect();
        let mut problems = Vec::new();
        for held in &looking {
            held.ask(&mut problems, |found| match held.check {
                Check::Passage(check) | Check::Written(check, _) => {
                    parts(sentences).for_each(|part| check(context, passage, part, found));
                }
                Check::Sentence(check) => {
                    for sentence in sentences {
                        check(context, passage, sentence, found);
                    }
                }
                _ => {}
            });
        }
        Found { problems, mentions }
    };
    let units = context.known.map(|known| context.prose.units(known.names));
    let made = context.prose.each(|at, passage, sentences| {
        let look = || match sentences {
            Some(sentences) => of_passage(passage, sentences),
            None => of_passage(passage, &context.prose.sentences(passage)),
        };
        let Some((known, units)) = context.known.zip(units.as_ref()) else { return look() };
        let look = || {
            Prose::note(passage);
            look()
        };
        let called = || format!("the rules on “{}”", passage.text);
        known.or_do(units[at], look, called)
    });
    let (found, mentions): (Vec<_>, Vec<_>) = made.into_iter().map(|found| (found.problems, found.mentions)).unzip();
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
