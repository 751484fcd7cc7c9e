//! What was made of a project the last time, so that only what changed is made again: the pages of each brief, and what the rules
//! found in each page, entry and sentence, each with what was read for it, and what editions asked of the pages.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, PoisonError};

use super::Options;
use super::said;
use super::store::{Reader, Writer};
use super::sums::{self, NamesOf};
use crate::diagnostic::Problem;
use crate::digest::Digest;
use crate::edition::{Answers, PrintedPage, Question};
use crate::markdown::marks;
use crate::model::Model;
use crate::outcome::Evaluation;
use crate::prose::Whole;
use crate::reads::{self, Entries, Known, Named, Names, Note, Readable, Reads, Sum, UnitKey, Units, Was, Why};
use crate::render::{Anew, Made};
use crate::rules::{Context, Found};
use crate::template::Templates;
use crate::view::{BriefView, EditionViews, Mark};
use crate::world::ProjectPath;

/// What is there of an earlier run.
pub struct Earlier {
    /// What it kept, or what several machines kept of their parts, in order; none where nothing is there.
    pub kept: Vec<Vec<u8>>,
    /// Whether a page stands where it was written and holds what it held.
    pub stands: Stands,
    /// Whether what is kept is taken, or proved.
    pub trust: Trust,
}

/// Says whether a page stands with this digest.
pub type Stands = Box<dyn Fn(&ProjectPath, &Digest) -> bool + Send + Sync>;

/// What is done with what was made before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trust {
    /// It is taken.
    #[default]
    Take,
    /// Everything is made again, and whatever comes out otherwise is said.
    Prove,
}

impl Debug for Earlier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Earlier").field("trust", &self.trust).finish_non_exhaustive()
    }
}

/// What was made before, while it is used, and what is made now.
pub(super) struct Kept {
    entries: Entries,
    briefs: Units<Made>,
    found: Units<Found>,
    answers: Units<Answers>,
    names: Arc<dyn Names>,
    /// What all of it rests on.
    base: Vec<Named>,
    /// What of that changed, so that nothing can be taken.
    changed: Option<String>,
    proof: Option<Mutex<Vec<String>>>,
}

impl Kept {
    /// Returns what an earlier run kept, held against what is there now.
    pub(super) fn of(
        earlier: &Earlier,
        kept: &[&[u8]],
        model: &Arc<Model>,
        evaluation: &Evaluation,
        documents: &[BriefView],
        templates: &Templates,
        options: &Options,
    ) -> Self {
        let names: Arc<dyn Names> = Arc::new(NamesOf(Arc::clone(model)));
        let base = reads::named(&names, || sums::base(model, templates, options));
        let read = kept.iter().map(|kept| Read::of(kept)).collect::<Option<_>>().and_then(Read::together);
        let changed = read.as_ref().and_then(|read| sums::changed(&read.base, &base));
        let Read { entries, briefs, found, answers, .. } = read.filter(|_| changed.is_none()).unwrap_or_default();
        let entries = Entries::of(entries);
        let documents = documents.iter().map(|document| sums::named(document.id.as_str(), document, &names)).collect();
        entries.set(Readable::Documents, documents);
        entries.set(Readable::Templates, templates.sums());
        sums::set(model, evaluation, templates, &names, &entries);
        let briefs = briefs.into_iter().filter_map(|(unit, was)| Some((unit, was.now(&entries)?))).collect();
        let answers = answers.into_iter().filter_map(|(unit, was)| Some((unit, was.now(&entries)?))).collect();
        let proof = (earlier.trust == Trust::Prove).then(Mutex::default);
        Self {
            entries,
            briefs: Units::of(briefs),
            found: Units::of(found),
            answers: Units::of(answers),
            names,
            base,
            changed,
            proof,
        }
    }

    /// Returns what was made of briefs before.
    pub(super) fn briefs(&self) -> Known<'_, Made> {
        Known { entries: &self.entries, units: &self.briefs, names: &self.names, proof: self.proof.as_ref() }
    }

    /// Returns what the rules found before.
    pub(super) fn found(&self) -> Known<'_, Found> {
        Known { entries: &self.entries, units: &self.found, names: &self.names, proof: self.proof.as_ref() }
    }

    /// Answers what an edition asks of the page of a brief: as before where the page `is_as_before` and was asked all of it, else
    /// by what is printed; what cannot be printed says nothing.
    pub(super) fn answers(
        &self,
        document: &BriefView,
        is_as_before: bool,
        questions: &[Question<'_>],
        print: impl FnOnce() -> Option<(PrintedPage, Reads)>,
    ) -> Answers {
        let unit = reads::sum([b"answers ".as_slice(), document.id.as_str().as_bytes()]);
        let known = self.answers.known(&self.entries, &unit, &[]).ok().filter(|_| is_as_before);
        let known = known.and_then(|(reads, Answers { marks, says })| {
            let says = questions.iter().map(|question| Some((question.key, *says.get(&question.key)?)));
            Some((reads, Answers { marks: marks.clone(), says: says.collect::<Option<_>>()? }))
        });
        let (reads, answers) = match known {
            Some(known) if self.proof.is_none() => known,
            known => {
                let Some((page, reads)) = print() else { return PrintedPage::default().answers(questions) };
                let answers = page.answers(questions);
                if known.is_some_and(|(_, known)| known != answers) {
                    self.briefs().disproved(|| format!("what brief {} prints for its edition", document.id));
                }
                (reads, answers)
            }
        };
        self.answers.keep(unit, reads, answers.clone());
        answers
    }

    /// Sets what pages say of their editions, and asks again what was asked of the whole project.
    pub(super) fn ask(&self, documents: &[BriefView], editions: &EditionViews, context: &Context<'_>) {
        let editions = documents.iter().zip(&editions.briefs);
        let editions =
            editions.map(|(document, edition)| sums::named(document.id.as_str(), edition, &self.names)).collect();
        self.entries.set(Readable::Editions, editions);
        self.entries.set(Readable::Wholes, self.wholes(context, |at| self.entries.was(Readable::Wholes, at)));
        self.entries.answer(|question| context.answer(question));
    }

    /// Returns the sum over each thing that is made of the whole project, as far as somebody asks for it.
    fn wholes(&self, context: &Context<'_>, was: impl Fn(usize) -> Option<Sum>) -> Vec<Named> {
        let sum = |(at, (whole, name)): (usize, (Whole, &str))| {
            let asked = was(at).is_some_and(|was| was != NOT_ASKED);
            (name.into(), reads::named(&self.names, || context.sum(whole, asked)).unwrap_or(NOT_ASKED))
        };
        Whole::ALL.into_iter().enumerate().map(sum).collect()
    }

    /// Keeps the pages of the briefs that were made anew, and what the rules found in them; returns which were made, and why.
    pub(super) fn keep(&self, anew: Vec<Anew>, context: &Context<'_>) -> Vec<(String, Why)> {
        let mut of_rules = context.of_pages();
        let mut made = Vec::with_capacity(anew.len());
        for Anew { brief, why, reads, made: pages } in anew {
            let id = context.model.briefs.id(brief);
            let (rules, found) = of_rules.remove(&brief).unwrap_or_default();
            let (unit, pages) = (crate::render::unit(id), pages.map(|pages| Made { found, ..pages }));
            if self.proof.is_some()
                && let Ok((_, before)) = self.briefs.known(&self.entries, &unit, &[])
                && pages.as_ref() != Some(before)
            {
                self.briefs().disproved(|| format!("the pages of brief {id}"));
            }
            if let Some(pages) = pages {
                if !context.model.publication.languages.is_main() {
                    self.briefs.keep(crate::render::printed_unit(id), reads.clone(), Made::default());
                }
                self.briefs.keep(unit, reads.and(&rules), pages);
            }
            let why = self.changed.clone().map_or(why, Why::Changed);
            made.push((id.to_string(), why));
        }
        made
    }

    /// Returns all that is to be kept for the next time.
    pub(super) fn to_bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let mut entries = self.entries.to_keep();
        entries[Readable::Wholes as usize] = self.wholes(context, |_| None);
        let mut to = Writer::default();
        entries.iter().chain([&self.base]).for_each(|all| write_named(all, &mut to));
        let mut briefs = self.briefs.kept();
        briefs.retain(|(_, was)| said::can_be_kept(&was.made.found));
        to.list(briefs.into_iter(), |to, (unit, was)| {
            let Was { reads, made: Made { pages, marks, length, found } } = was;
            to.0.extend_from_slice(&unit);
            write_reads(&reads, to);
            to.list(pages.iter(), |to, (path, digest)| {
                to.bytes(path.as_str().as_bytes());
                to.0.extend_from_slice(digest.as_bytes());
            });
            write_marks(marks.iter(), to);
            to.number(length as u64);
            said::write(&found, to);
        });
        let mut found = self.found.kept();
        found.retain(|(_, was)| said::can_be_kept(&was.made.problems));
        to.list(found.into_iter(), |to, (unit, was)| {
            to.0.extend_from_slice(&unit);
            write_reads(&was.reads, to);
            said::write(&was.made.problems, to);
            said::write_mentions(&was.made.mentions, to);
        });
        to.list(self.answers.kept().into_iter(), |to, (unit, was)| {
            let Was { reads, made: Answers { marks, says } } = was;
            to.0.extend_from_slice(&unit);
            write_reads(&reads, to);
            write_marks(marks.iter(), to);
            to.list(says.iter(), |to, (question, says)| {
                to.0.extend_from_slice(question);
                to.flag(*says);
            });
        });
        to.0
    }

    /// Returns what came out otherwise than it would have been taken to.
    pub(super) fn disproved(&self) -> Vec<String> {
        let proof = self.proof.iter().flat_map(|proof| proof.lock().unwrap_or_else(PoisonError::into_inner).clone());
        let mut all: Vec<String> = proof.collect();
        all.sort();
        all
    }
}

/// The sum over something of which nobody asked.
pub(super) const NOT_ASKED: Sum = [0; 16];

/// What an earlier run kept, as it was.
#[derive(Default)]
pub(super) struct Read {
    pub(super) base: Vec<Named>,
    pub(super) entries: [Vec<Named>; Readable::COUNT],
    pub(super) briefs: HashMap<UnitKey, WasMade>,
    pub(super) found: HashMap<UnitKey, Was<Found>>,
    pub(super) answers: HashMap<UnitKey, WasAnswered>,
}

/// What was answered of a page, its marks still as they were numbered.
pub(super) struct WasAnswered {
    pub(super) reads: Reads,
    marks: Vec<u64>,
    says: BTreeMap<Sum, bool>,
}

impl WasAnswered {
    /// Returns the same with marks as they are numbered now; none where one is of an entry that is no more.
    fn now(self, entries: &Entries) -> Option<Was<Answers>> {
        let Self { reads, marks, says } = self;
        Some(Was { reads, made: Answers { marks: marks_now(marks, entries)?, says } })
    }
}

/// The pages of a brief as they were made, its marks still as they were numbered.
pub(super) struct WasMade {
    pub(super) reads: Reads,
    pages: Vec<(ProjectPath, Digest)>,
    marks: Vec<u64>,
    length: usize,
    found: Vec<Problem>,
}

impl WasMade {
    /// Returns the same with marks as they are numbered now; none where one is of an entry that is no more.
    fn now(self, entries: &Entries) -> Option<Was<Made>> {
        let Self { reads, pages, marks, length, found } = self;
        let marks = marks_now(marks, entries)?;
        Some(Was { reads, made: Made { pages, marks, length, found } })
    }
}

impl Read {
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader(bytes);
        let mut read = Self::default();
        for section in &mut read.entries {
            *section = read_named(&mut from)?;
        }
        read.base = read_named(&mut from)?;
        let briefs = from.list(|from| {
            let unit = from.sum()?;
            let reads = read_reads(from)?;
            let pages = from.list(|from| Some((ProjectPath::parse(from.text()?).ok()?, from.digest()?)))?;
            let marks = from.list(Reader::number)?;
            let length = from.length()?;
            Some((unit, WasMade { reads, pages, marks, length, found: said::read(from)? }))
        })?;
        let found = from.list(|from| {
            let (unit, reads) = (from.sum()?, read_reads(from)?);
            let made = Found { problems: said::read(from)?, mentions: said::read_mentions(from)? };
            Some((unit, Was { reads, made }))
        })?;
        let answers = from.list(|from| {
            let (unit, reads, marks) = (from.sum()?, read_reads(from)?, from.list(Reader::number)?);
            let says = from.list(|from| Some((from.sum()?, from.flag()?)))?.into_iter().collect();
            Some((unit, WasAnswered { reads, marks, says }))
        })?;
        (read.briefs, read.found) = (briefs.into_iter().collect(), found.into_iter().collect());
        read.answers = answers.into_iter().collect();
        from.0.is_empty().then_some(read)
    }
}

fn write_named(all: &[Named], to: &mut Writer) {
    to.list(all.iter(), |to, (name, sum)| {
        to.bytes(name.as_bytes());
        to.0.extend_from_slice(sum);
    });
}

fn read_named(from: &mut Reader<'_>) -> Option<Vec<Named>> {
    from.list(|from| Some((from.text()?.into(), from.sum()?)))
}

fn write_marks<'m>(all: impl ExactSizeIterator<Item = &'m Mark>, to: &mut Writer) {
    to.list(all, |to, mark| to.number(marks::id(*mark)));
}

/// Returns marks as they are numbered now.
fn marks_now<T: FromIterator<Mark>>(was: Vec<u64>, entries: &Entries) -> Option<T> {
    was.into_iter().map(|mark| marks::renewed(mark, |section, at| entries.now(section, at))).collect()
}

fn write_reads(reads: &Reads, to: &mut Writer) {
    to.list(reads.iter(), |to, note| to.0.extend_from_slice(&note.to_bytes()));
}

fn read_reads(from: &mut Reader<'_>) -> Option<Reads> {
    Some(Reads::of(from.list(|from| from.array().map(Note::from_bytes))?))
}
