//! What was made of a project before, each with what was read for it: while all of that is as it was, it is not made again.
//!
//! An entry is known by its name and by a sum over everything in it, so that nothing of it can be forgotten. Entries may be
//! added before others and taken away; those that were read have to come in the order in which they came.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::notes::{self, Names, Note, Readable, Reads};
use crate::digest::Digest;

/// A sum over everything in something.
pub type Sum = [u8; 16];

/// Returns the sum over some parts, one after another.
pub fn sum<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Sum {
    let digest = Digest::of_parts(parts);
    let mut sum = Sum::default();
    sum.copy_from_slice(&digest.as_bytes()[..16]);
    sum
}

/// An entry by its name, with the sum over everything in it.
pub type Named = (Box<str>, Sum);

/// Questions by what they ask, each with its number, and their answers by number.
type Asked = (HashMap<Box<str>, usize>, Vec<Named>);

/// Which entries there are, and which of them are as they were.
#[derive(Debug, Default)]
pub struct Entries {
    was: [Vec<Named>; Readable::COUNT],
    now: [OnceLock<Now>; Readable::COUNT],
    /// What was asked of the whole project and had not been asked before.
    asked: Mutex<Asked>,
}

/// The entries of a section.
#[derive(Debug, Default)]
struct Now {
    all: Vec<Named>,
    /// By the number that an entry had: the one that it has, and whether it is the same.
    of_was: Vec<Option<(usize, bool)>>,
}

/// Why something is made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It was not made before, or something was found then.
    New,
    /// This changed, in words of an author.
    Changed(String),
    /// A page of it is not where it was written, or not as it was.
    NotAsWritten,
}

impl Entries {
    /// Returns the entries as they were, none of them known yet as it is.
    pub fn of(was: [Vec<Named>; Readable::COUNT]) -> Self {
        Self { was, ..Self::default() }
    }

    /// Sets what a section holds now.
    pub fn set(&self, section: Readable, all: Vec<Named>) {
        let was = &self.was[section as usize];
        let same = |at: usize, (_, sum): &Named| (at, all[at].1 == *sum);
        let of_was = if was.len() == all.len() && was.iter().zip(&all).all(|(was, now)| was.0 == now.0) {
            was.iter().enumerate().map(|(at, was)| Some(same(at, was))).collect()
        } else {
            let at: HashMap<&str, usize> = all.iter().enumerate().map(|(at, (name, _))| (&**name, at)).collect();
            was.iter().map(|was| at.get(&*was.0).map(|at| same(*at, was))).collect()
        };
        let set = self.now[section as usize].set(Now { all, of_was });
        debug_assert!(set.is_ok(), "a section is set once");
    }

    /// Sets what is answered now to each question that was asked of the whole project.
    pub fn answer(&self, answer: impl Fn(&str) -> Sum) {
        let was = &self.was[Readable::Asked as usize];
        self.set(Readable::Asked, was.iter().map(|(name, _)| (name.clone(), answer(name))).collect());
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.0 = was.iter().enumerate().map(|(at, (name, _))| (name.clone(), at)).collect();
    }

    /// Notes that something is asked of the whole project, and what is answered.
    pub fn ask(&self, question: &str, answer: impl FnOnce() -> Sum) {
        let known = self.now[Readable::Asked as usize].get().map_or(0, |now| now.all.len());
        let mut guard = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, new) = &mut *guard;
        let number = at.get(question).copied().unwrap_or_else(|| {
            new.push((question.into(), answer()));
            at.insert(question.into(), known + new.len() - 1);
            known + new.len() - 1
        });
        notes::note(Readable::Asked, number);
    }

    /// Returns what was read as it is numbered now, without the sections that are `left` for later.
    ///
    /// # Errors
    /// Something of it changed, or comes in another order.
    fn renewed(&self, reads: &Reads, left: &[Readable]) -> Result<Reads, Why> {
        let mut notes = Vec::with_capacity(reads.iter().len());
        for note in reads.iter().filter(|note| !left.contains(&note.section())) {
            let section = note.section();
            let name = || {
                let name = self.was[section as usize].get(note.entry()).map(|(name, _)| &**name).unwrap_or_default();
                Why::Changed(section.called(name))
            };
            let now = self.now[section as usize].get().and_then(|now| now.of_was.get(note.entry()).copied().flatten());
            match now {
                Some((at, true)) => notes.push(Note::of(section, at)),
                _ => return Err(name()),
            }
        }
        if !notes.is_sorted() {
            return Err(Why::Changed("the order of the registry".to_owned()));
        }
        Ok(Reads::of(notes))
    }

    /// Returns the sum over an entry as it was.
    pub fn was(&self, section: Readable, was: usize) -> Option<Sum> {
        self.was[section as usize].get(was).map(|(_, sum)| *sum)
    }

    /// Returns the number that an entry has now; none where it is no more.
    pub fn now(&self, section: Readable, was: usize) -> Option<usize> {
        self.now[section as usize].get()?.of_was.get(was).copied().flatten().map(|(at, _)| at)
    }

    /// Returns every entry as it is now, for the next time.
    pub fn to_keep(&self) -> [Vec<Named>; Readable::COUNT] {
        let mut all: [Vec<Named>; Readable::COUNT] =
            std::array::from_fn(|section| self.now[section].get().map(|now| now.all.clone()).unwrap_or_default());
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        all[Readable::Asked as usize].extend(asked.1.iter().cloned());
        all
    }
}

/// By what something that is made is known again.
pub type UnitKey = Sum;

/// What was made with what was read for it.
#[derive(Debug, Clone)]
pub struct Was<F> {
    /// What was read, by the numbers that entries had.
    pub reads: Reads,
    /// What came of it.
    pub made: F,
}

/// Things that were made before, and those that are made now.
#[derive(Debug)]
pub struct Units<F> {
    was: HashMap<UnitKey, Was<F>>,
    now: Mutex<Vec<(UnitKey, Was<F>)>>,
}

impl<F> Default for Units<F> {
    fn default() -> Self {
        Self { was: HashMap::new(), now: Mutex::default() }
    }
}

impl<F> Units<F> {
    /// Returns what was made before.
    pub fn of(was: HashMap<UnitKey, Was<F>>) -> Self {
        Self { was, now: Mutex::default() }
    }

    /// Returns what came of something, where everything is as it was that was read for it; some sections may be `left` for
    /// later, when they are known.
    ///
    /// # Errors
    /// It has to be made: why.
    pub fn known(&self, entries: &Entries, unit: &UnitKey, left: &[Readable]) -> Result<(Reads, &F), Why> {
        let was = self.was.get(unit).ok_or(Why::New)?;
        Ok((entries.renewed(&was.reads, left)?, &was.made))
    }

    /// Keeps what came of something.
    pub fn keep(&self, unit: UnitKey, reads: Reads, made: F) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).push((unit, Was { reads, made }));
    }

    /// Returns everything that was kept, in the order of its keys.
    pub fn kept(&self) -> Vec<(UnitKey, Was<F>)> {
        let mut kept = std::mem::take(&mut *self.now.lock().unwrap_or_else(PoisonError::into_inner));
        kept.sort_by_key(|(unit, _)| *unit);
        kept
    }
}

/// What was made before, for whoever may make it again.
pub struct Known<'k, F> {
    /// Which entries are as they were.
    pub entries: &'k Entries,
    /// What was made of them.
    pub units: &'k Units<F>,
    /// What entries are called.
    pub names: &'k Arc<dyn Names>,
    /// Where to say what came out otherwise, for whoever makes everything again to see whether it is the same.
    pub proof: Option<&'k Mutex<Vec<String>>>,
}

impl<F> Clone for Known<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F> Copy for Known<'_, F> {}

impl<F> Known<'_, F> {
    /// Says what came out otherwise than it would have been taken to.
    pub fn disproved(&self, what: impl FnOnce() -> String) {
        if let Some(proof) = self.proof {
            proof.lock().unwrap_or_else(PoisonError::into_inner).push(what());
        }
    }
}

impl<F: Clone + PartialEq> Known<'_, F> {
    /// Returns what came of something before, where everything is as it was that was read for it; else does it. What came of it
    /// is kept.
    pub fn or_do(&self, unit: UnitKey, work: impl FnOnce() -> F, what: impl FnOnce() -> String) -> F {
        let known = self.units.known(self.entries, &unit, &[]).ok();
        let (reads, made) = match &known {
            Some((reads, made)) if self.proof.is_none() => (reads.clone(), (*made).clone()),
            _ => {
                let (made, reads) = notes::noting(work);
                if known.as_ref().is_some_and(|(_, before)| **before != made) {
                    self.disproved(what);
                }
                (reads, made)
            }
        };
        self.units.keep(unit, reads, made.clone());
        made
    }
}
