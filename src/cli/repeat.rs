//! A command whose project stands as it stood when it last ran says again what it said then, and reads nothing.
//!
//! What is said again is what the command would say now, not what it said then: a build that wrote ten reports would write none.

use std::sync::Arc;

use super::Exit;
use super::terminal::{Said, Stream, Terminal};
use crate::digest::Digest;
use crate::pipeline::{Earlier, Options, Reader, Reason, Run, Stamp, Stands, Store, Trust, Unfinished, Writer};
use crate::publish::{LARGEST_PAGE, Left};
use crate::world::{Disk, Lookups, Recording, Stat, World};

/// What is known of the last time that a command was called with the same words.
pub(super) struct Memory<'w> {
    world: &'w Disk,
    keeping: Kept,
    store: Option<Store>,
    name: String,
}

/// Where the outcome of a command is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Nowhere.
    Nowhere,
    /// In a project of which a build kept something.
    AfterABuild,
    /// In a project to which something was written.
    AfterAnyWrite,
}

/// Returns the name of what is kept for whoever looks at a project in the same way.
pub(super) fn made(options: &Options) -> String {
    let Options { strictness, on, .. } = options;
    format!("made-{}", Digest::of(format!("{strictness:?} {on:?}").as_bytes()).short())
}

impl<'w> Memory<'w> {
    /// Returns what is kept of a command called with these words, on which what it says depends.
    pub(super) fn of(world: &'w Disk, keeping: Kept, words: &str) -> Self {
        let name = format!("outcome-{}", Digest::of(words.as_bytes()).short());
        let store = match keeping {
            Kept::Nowhere => None,
            Kept::AfterABuild => Store::open(world),
            Kept::AfterAnyWrite => Store::make(world),
        };
        Self { world, keeping, store, name }
    }

    /// Says again what the command said, and returns how it ended; says nothing where it has to be done again.
    pub(super) fn repeat(&self, terminal: &mut Terminal) -> Result<Exit, Reason> {
        let store = self.store.as_ref().ok_or(Reason::NotKept("no earlier outcome is kept"))?;
        let bytes = store.get(&self.name).ok_or(Reason::NotKept("no earlier outcome is kept"))?;
        let outcome = Outcome::read(&bytes).ok_or(Reason::NotKept("no earlier outcome is kept"))?;
        let mut again = None;
        let renewed = outcome.stamp.holds(self.world, || {
            again = store.begin();
            again.as_ref().and_then(Unfinished::mark)
        })?;
        if let Some((stamp, entry)) = renewed.zip(again) {
            entry.keep(&self.name, &Outcome { stamp, ..outcome.clone() }.to_bytes());
        }
        outcome.said.iter().for_each(|said| terminal.say(said));
        Ok(outcome.exit)
    }

    /// Returns what an earlier command made of the project that was asked for the same, for one that writes where `written` says,
    /// or for one that writes nothing.
    pub(super) fn earlier(&self, made: &str, written: Option<&Disk>, trust: Trust) -> Arc<Earlier> {
        let kept = self.store.as_ref().and_then(|store| store.get(made)).into_iter().collect();
        let stands: Stands = match written.cloned() {
            None => Box::new(|_, _| true),
            Some(world) => Box::new(move |page, digest| {
                world.read_at_most(page, LARGEST_PAGE).is_ok_and(|bytes| Digest::of(&bytes) == *digest)
            }),
        };
        Arc::new(Earlier { kept, stands, trust })
    }

    /// Keeps what was made of the project for the next command that is asked for the same.
    pub(super) fn keep_made(&self, made: &str, bytes: &[u8]) {
        let late = match self.keeping {
            Kept::AfterAnyWrite if self.store.is_none() => Store::make(self.world),
            _ => None,
        };
        if let Some(store) = self.store.as_ref().or(late.as_ref()) {
            store.put(made, bytes);
        }
    }

    /// Begins to remember what the command does.
    pub(super) fn begin(&self) -> Option<Unfinished<'_>> {
        self.store.as_ref().and_then(Store::begin)
    }

    /// Returns what keeps the outcome of a command that looked up what `world` was asked for.
    pub(super) fn keep<'m>(&'m self, begun: Option<Unfinished<'m>>, world: Recording<'_, Disk>) -> Keeping<'m> {
        Keeping { memory: self, begun, lookups: world.lookups() }
    }
}

/// What keeps an outcome, once it is there.
pub(super) struct Keeping<'m> {
    memory: &'m Memory<'m>,
    begun: Option<Unfinished<'m>>,
    lookups: Lookups,
}

impl Keeping<'_> {
    /// Keeps what a command would say that finds everything as it stands now; returns why it cannot be kept.
    pub(super) fn outcome(
        self,
        run: &Run,
        left: &Left,
        exit: Exit,
        terminal: &Terminal,
        say: impl FnOnce(&mut Terminal),
    ) -> Result<(), &'static str> {
        let Memory { world, keeping, name, .. } = self.memory;
        // The first command that writes finds nowhere to begin: then no file is known to have been at rest.
        let late = match keeping {
            Kept::AfterAnyWrite if self.begun.is_none() => Store::make(world),
            _ => None,
        };
        let mark = self.begun.as_ref().map_or(Some(Stat::NEVER), Unfinished::mark);
        let entry = self.begun.or_else(|| late.as_ref().and_then(Store::begin)).ok_or("nothing can be kept here")?;
        let mark = mark.ok_or("the system does not say when files were changed")?;
        let digests = run.project.as_ref().map(|project| &project.inputs).ok_or("there is no registry")?;
        let stamp = Stamp::of(world, mark, &self.lookups, digests, left)?;
        let mut apart = terminal.apart();
        say(&mut apart);
        let outcome = Outcome { stamp, said: apart.kept(), exit };
        entry.keep(name, &outcome.to_bytes());
        Ok(())
    }
}

/// How a command ended, what it said, and on what that rests.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Outcome {
    stamp: Stamp,
    said: Vec<Said>,
    exit: Exit,
}

impl Outcome {
    fn to_bytes(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.number(self.exit as u64);
        to.list(self.said.iter(), |to, said| {
            to.number(u64::from(said.stream == Stream::Aside));
            to.bytes(said.text.as_bytes());
        });
        self.stamp.write(&mut to);
        to.0
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader(bytes);
        let exit = match from.number()? {
            0 => Exit::Clean,
            1 => Exit::Problems,
            _ => return None,
        };
        let said = from.list(|from| {
            let stream = if from.number()? == 0 { Stream::Answer } else { Stream::Aside };
            Some(Said { stream, text: from.text()?.to_owned() })
        })?;
        let stamp = Stamp::read(&mut from)?;
        from.0.is_empty().then_some(Self { stamp, said, exit })
    }
}
