//! What several machines kept, each of its part of one project, put together as one would have kept it.

use std::collections::HashMap;

use super::kept::Read;
use crate::reads::{Named, Note, Readable, Reads};

impl Read {
    /// Returns what several parts kept as one; none where they are not of one state of a project. Part by part they are those of all
    /// briefs, dealt out by number.
    #[expect(clippy::iter_over_hash_type, reason = "what one holds goes into another, in whatever order")]
    pub(super) fn together(parts: Vec<Self>) -> Option<Self> {
        let count = parts.len();
        let mut all: Option<Self> = None;
        for (nth, part) in parts.into_iter().enumerate() {
            let Some(whole) = &mut all else {
                all = Some(part);
                continue;
            };
            if whole.base != part.base {
                return None;
            }
            let numbers = whole.take_entries(part.entries, (nth, count))?;
            let renumbered = |reads: &Reads| {
                let asked = |note: Note| match note.section() {
                    Readable::Asked => numbers.get(note.entry()).map(|at| Note::of(Readable::Asked, *at)),
                    _ => Some(note),
                };
                reads.iter().map(asked).collect::<Option<Vec<Note>>>().map(Reads::of)
            };
            for (unit, mut was) in part.briefs {
                was.reads = renumbered(&was.reads)?;
                whole.briefs.insert(unit, was);
            }
            for (unit, mut was) in part.found {
                was.reads = renumbered(&was.reads)?;
                whole.found.insert(unit, was);
            }
            for (unit, mut was) in part.answers {
                was.reads = renumbered(&was.reads)?;
                whole.answers.insert(unit, was);
            }
        }
        all
    }

    /// Takes over the entries of a part; returns the numbers that its questions have now.
    fn take_entries(
        &mut self,
        entries: [Vec<Named>; Readable::COUNT],
        (nth, count): (usize, usize),
    ) -> Option<Vec<usize>> {
        let (mut numbers, mut known) = (Vec::new(), HashMap::new());
        for (section, theirs) in Readable::ALL.into_iter().zip(entries) {
            let ours = &mut self.entries[section as usize];
            match section {
                // Each part asks what its pages ask.
                Readable::Asked => {
                    known.extend(ours.iter().enumerate().map(|(at, (question, _))| (question.clone(), at)));
                    for named in theirs {
                        numbers.push(*known.entry(named.0.clone()).or_insert_with(|| {
                            ours.push(named);
                            ours.len() - 1
                        }));
                    }
                }
                Readable::Wholes => {
                    for (our, their) in ours.iter_mut().zip(theirs) {
                        if their.1 != super::kept::NOT_ASKED {
                            *our = their;
                        }
                    }
                }
                // What a page says of its edition is known where it is made.
                Readable::Editions => {
                    for (at, (our, their)) in ours.iter_mut().zip(theirs).enumerate() {
                        if at % count == nth {
                            *our = their;
                        }
                    }
                }
                _ if *ours == theirs => {}
                _ => return None,
            }
        }
        Some(numbers)
    }
}
