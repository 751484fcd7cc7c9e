//! Which pages of a brief are made anew, and which stand as they were made before: those for which all that was read is as it
//! was, and to which nobody objected.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::guard::Guard;
use super::{Content, Page, Printed, Printing};
use crate::diagnostic::{Problem, Problems};
use crate::digest::Digest;
use crate::model::{Brief, Key};
use crate::reads::{self, Readable, Reads, UnitKey, Why};
use crate::template::templates;
use crate::text::Id;
use crate::view::{BriefView, EditionView, Mark};
use crate::world::ProjectPath;

/// What is kept of the pages of a brief that could be made without a problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// Its pages and their digests.
    pub pages: Vec<(ProjectPath, Digest)>,
    /// What its pages in Markdown print through the registry, in order.
    pub marks: Vec<Mark>,
    /// How long its manuscript is.
    pub length: usize,
    /// What the rules on pages said of it.
    pub found: Vec<Problem>,
}

/// A brief whose pages were made anew.
pub struct Anew {
    /// The brief.
    pub brief: Key<Brief>,
    /// Why they were.
    pub why: Why,
    /// What was read for them.
    pub reads: Reads,
    /// What to keep; none where something was found.
    pub made: Option<Made>,
}

/// Returns by what the pages of a brief are known again.
pub fn unit(brief: &Id) -> UnitKey {
    reads::sum([b"brief ".as_slice(), brief.as_str().as_bytes()])
}

/// Returns by what it is known again what the pages of a brief alone read: what the rules read to look at them is no part of it.
pub fn printed_unit(brief: &Id) -> UnitKey {
    reads::sum([b"printed brief ".as_slice(), brief.as_str().as_bytes()])
}

/// The pages of a brief.
pub(super) struct OfBrief {
    pub(super) brief: Key<Brief>,
    pub(super) pages: Vec<Page>,
    /// What its pages in Markdown print through the registry.
    pub(super) marks: Vec<Mark>,
    /// How they were made anew, or its page in Markdown and what was said of that before.
    pub(super) begun: Result<Begun, (ProjectPath, Vec<Problem>)>,
    /// What was read for them, of a brief in a language other than the main one.
    pub(super) read: Option<Reads>,
}

impl OfBrief {
    /// Returns the same with its pages made safe to hand on.
    pub(super) fn guarded(self, guard: Guard<'_>) -> Self {
        Self { pages: self.pages.into_iter().map(|page| guard.guarded(page)).collect(), ..self }
    }
}

/// How the pages of a brief were made anew, before anybody but their maker has looked at them.
pub(super) struct Begun {
    pub(super) brief: Key<Brief>,
    why: Why,
    /// What was read for them.
    reads: Reads,
    /// How long the manuscript is.
    length: usize,
    /// Whether nothing was found while they were made.
    is_silent: bool,
}

impl Printing<'_> {
    /// Returns what the pages of a brief came to before, where all is as it was that was read for them.
    pub(super) fn before(&self, document: &BriefView, left: &[Readable]) -> Result<(Reads, &Made), Why> {
        let known = self.known.ok_or(Why::New)?;
        known.units.known(known.entries, &unit(&document.id), left)
    }

    /// Returns the pages of a brief, as before or made anew; nothing where a problem keeps it from being printed.
    pub(super) fn of_brief(
        &self,
        printed: &Printed,
        document: &BriefView,
        edition: &EditionView,
        stand: &(dyn Fn(&ProjectPath, &Digest) -> bool + Sync),
        problems: &mut Problems,
    ) -> Option<OfBrief> {
        let brief = document.brief;
        let before = self.before(document, &[]).and_then(|(reads, made)| {
            let stands = made.pages.iter().all(|(path, digest)| stand(path, digest));
            if stands { Ok((reads, made)) } else { Err(Why::NotAsWritten) }
        });
        let proof = self.known.is_some_and(|known| known.proof.is_some());
        let why = match before {
            Ok((reads, made)) if !proof && self.named => {
                let known = self.known?;
                let read = self.is_translated().then(|| {
                    let printed = printed_unit(&document.id);
                    let alone = known.units.known(known.entries, &printed, &[]);
                    let alone = alone.map_or_else(|_| reads.clone(), |(alone, _)| alone);
                    known.units.keep(printed, alone.clone(), Made::default());
                    alone
                });
                known.units.keep(unit(&document.id), reads, made.clone());
                let page = |(path, digest): &(ProjectPath, Digest)| Page {
                    brief: Some(brief),
                    content: Content::as_before(*digest),
                    ..Page::of_no_brief(path.clone(), Vec::new())
                };
                let pages = made.pages.iter().map(page).collect();
                let said = (Page::path_of(&document.id, "md")?, made.found.clone());
                return Some(OfBrief { brief, pages, marks: made.marks.clone(), begun: Err(said), read });
            }
            Ok(_) => Why::New,
            Err(why) => why,
        };
        let again = match printed {
            Printed::AsBefore => Some(self.anew(document, problems)),
            Printed::Anew(..) | Printed::Not => None,
        };
        let Printed::Anew(manuscript, reads) = again.as_ref().unwrap_or(printed) else { return None };
        let (pages, of_pages) = reads::noting(|| {
            reads::note(Readable::Documents, brief.index());
            reads::note(Readable::Editions, brief.index());
            self.templates.closure(templates::SHELL);
            self.templates.closure(templates::EMBED);
            self.finish(manuscript, edition, problems)
        });
        let marks = pages.iter().flat_map(|page| &page.marks).map(|used| used.mark).collect();
        let (reads, length) = (reads.and(&of_pages), manuscript.length());
        let read = self.is_translated().then(|| reads.clone());
        let begun = Begun { brief, why, reads, length, is_silent: problems.is_empty() };
        Some(OfBrief { brief, pages, marks, begun: Ok(begun), read })
    }

    /// Returns whether the briefs are translations.
    fn is_translated(&self) -> bool {
        !self.views.model.publication.languages.is_main()
    }

    /// Returns what to keep of the briefs that were made anew, before any rule has looked: nothing of one in which something was
    /// `found`.
    pub(super) fn to_keep(
        &self,
        begun: Vec<Begun>,
        pages: &[Page],
        marks: &[(Key<Brief>, Vec<Mark>)],
        found: &BTreeSet<Key<Brief>>,
    ) -> Vec<Anew> {
        let mut of_briefs: BTreeMap<Key<Brief>, Vec<&Page>> = BTreeMap::new();
        if self.known.is_some() {
            for page in pages {
                if let Some(brief) = page.brief {
                    of_briefs.entry(brief).or_default().push(page);
                }
            }
        }
        let marks: BTreeMap<Key<Brief>, &Vec<Mark>> = marks.iter().map(|(brief, marks)| (*brief, marks)).collect();
        let anew = begun.into_par_iter().map(|Begun { brief, why, reads, length, is_silent }| {
            let own = of_briefs.get(&brief).filter(|_| is_silent && !found.contains(&brief));
            let made = own.map(|own| {
                let pages = own.iter().map(|page| (page.path.clone(), page.content.digest())).collect();
                let marks = marks.get(&brief).map(|marks| (*marks).clone()).unwrap_or_default();
                Made { pages, marks, length, found: Vec::new() }
            });
            Anew { brief, why, reads, made }
        });
        anew.collect()
    }
}
