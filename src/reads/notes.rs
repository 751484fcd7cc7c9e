//! Notes of what is read: taken on one thread, for whatever is being made on it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::sync::Arc;

/// What a note can be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Readable {
    /// A party of the registry.
    Parties,
    /// A measure.
    Measures,
    /// A source.
    Sources,
    /// A dataset, with its table.
    Datasets,
    /// A figure, with what it comes to.
    Figures,
    /// A table.
    Tables,
    /// A chart.
    Charts,
    /// A claim, with what it comes to.
    Claims,
    /// An unknown.
    Unknowns,
    /// A brief.
    Briefs,
    /// Which entries one of the sections above has, in order.
    Lists,
    /// A template, by its name.
    Templates,
    /// What a brief tells, put together.
    Documents,
    /// What a page says of its edition.
    Editions,
    /// Something that is made of the whole project, such as the names of all measures.
    Wholes,
    /// A question that is asked of the whole project, such as whether some text says a number.
    Asked,
}

impl Readable {
    /// Every section, in the order of its number.
    pub const ALL: [Self; 16] = [
        Self::Parties,
        Self::Measures,
        Self::Sources,
        Self::Datasets,
        Self::Figures,
        Self::Tables,
        Self::Charts,
        Self::Claims,
        Self::Unknowns,
        Self::Briefs,
        Self::Lists,
        Self::Templates,
        Self::Documents,
        Self::Editions,
        Self::Wholes,
        Self::Asked,
    ];
    /// How many sections there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Returns what the registry calls the section.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Measures => "measures",
            Self::Sources => "sources",
            Self::Datasets => "datasets",
            Self::Figures => "figures",
            Self::Tables => "tables",
            Self::Charts => "charts",
            Self::Claims => "claims",
            Self::Unknowns => "unknowns",
            Self::Briefs => "briefs",
            Self::Templates => "templates",
            Self::Lists | Self::Documents | Self::Editions | Self::Wholes | Self::Asked => "",
        }
    }

    /// Returns what an author calls something of it, by its name.
    pub fn called(self, name: &str) -> String {
        match self {
            Self::Parties => format!("party {name}"),
            Self::Measures => format!("measure {name}"),
            Self::Sources => format!("source {name}"),
            Self::Datasets => format!("dataset {name}"),
            Self::Figures => format!("figure {name}"),
            Self::Tables => format!("table {name}"),
            Self::Charts => format!("chart {name}"),
            Self::Claims => format!("claim {name}"),
            Self::Unknowns => format!("unknown {name}"),
            Self::Briefs | Self::Documents => format!("brief {name}"),
            Self::Lists => format!("which {name} there are"),
            Self::Templates => format!("template {name}"),
            Self::Editions => "its edition".to_owned(),
            Self::Wholes => name.to_owned(),
            Self::Asked => "the numbers that the registry says elsewhere".to_owned(),
        }
    }
}

/// One thing that was read: a section and the number of an entry in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note(u32);

/// Bits of a note that say which entry it is.
const ENTRY: u32 = 28;

impl Note {
    /// Returns the note of an entry.
    ///
    /// # Panics
    /// Panics past 268 million entries, more than a registry file can hold.
    pub fn of(section: Readable, entry: usize) -> Self {
        let entry = u32::try_from(entry).ok().filter(|entry| *entry < 1 << ENTRY);
        Self((section as u32) << ENTRY | entry.expect("a section has fewer than 2^28 entries"))
    }

    /// Returns it as it is kept.
    pub fn to_bytes(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    /// Returns the note that was kept so.
    pub fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_le_bytes(bytes))
    }

    /// Returns the section.
    pub fn section(self) -> Readable {
        Readable::ALL[(self.0 >> ENTRY) as usize]
    }

    /// Returns the number of the entry.
    pub fn entry(self) -> usize {
        (self.0 & ((1 << ENTRY) - 1)) as usize
    }
}

/// Everything that was read while something was made, each once and in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads(Box<[Note]>);

impl Reads {
    /// Returns what was read, from notes in any order.
    pub fn of(mut notes: Vec<Note>) -> Self {
        notes.sort_unstable();
        notes.dedup();
        Self(notes.into())
    }

    /// Returns what was read for either.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::of([&*self.0, &*other.0].concat())
    }

    /// Visits what was read, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Note> {
        self.0.iter().copied()
    }
}

/// So many notes are kept before those that repeat others are taken out.
const SEVERAL: usize = 4096;

thread_local! {
    static IS_NOTING: Cell<bool> = const { Cell::new(false) };
    static NOTED: RefCell<(Vec<Note>, usize)> = const { RefCell::new((Vec::new(), SEVERAL)) };
    static NAMES: RefCell<Option<Arc<dyn Names>>> = const { RefCell::new(None) };
}

/// Notes that an entry is read.
#[inline]
pub fn note(section: Readable, entry: usize) {
    if IS_NOTING.get() {
        push(Note::of(section, entry));
    }
}

fn push(note: Note) {
    #[cfg(test)]
    if silent::is_silent(note.section()) {
        return;
    }
    NOTED.with_borrow_mut(|(noted, most)| {
        if noted.last() == Some(&note) {
            return;
        }
        if noted.len() >= *most {
            noted.sort_unstable();
            noted.dedup();
            *most = SEVERAL.max(noted.len() * 2);
        }
        noted.push(note);
    });
}

/// Adds what was read for something that was made before.
pub fn add(reads: &Reads) {
    if IS_NOTING.get() {
        reads.iter().for_each(push);
    }
}

/// Makes something, and returns it with what was read meanwhile; whoever noted before does not note it.
pub fn noting<T>(make: impl FnOnce() -> T) -> (T, Reads) {
    let outer = Outer::begin(true);
    let result = make();
    let noted = NOTED.with_borrow_mut(|(noted, _)| std::mem::take(noted));
    drop(outer);
    (result, Reads::of(noted))
}

/// Makes something of which nobody notes what is read for it: whoever uses it has to note that.
pub fn apart<T>(make: impl FnOnce() -> T) -> T {
    let _outer = Outer::begin(false);
    make()
}

/// Returns whether somebody notes what is read.
pub fn is_noting() -> bool {
    IS_NOTING.get()
}

/// Holds whoever is about to work on several threads to doing so where nothing is noted.
pub fn alone() {
    debug_assert!(!IS_NOTING.get(), "what is read on another thread would not be noted");
}

/// What was noted when something was begun within it; it goes on when this is dropped.
struct Outer {
    is_noting: bool,
    noted: (Vec<Note>, usize),
}

impl Outer {
    fn begin(is_noting: bool) -> Self {
        let noted = NOTED.with_borrow_mut(|noted| std::mem::replace(noted, (Vec::new(), SEVERAL)));
        Self { is_noting: IS_NOTING.replace(is_noting), noted }
    }
}

impl Drop for Outer {
    fn drop(&mut self) {
        IS_NOTING.set(self.is_noting);
        NOTED.set((std::mem::take(&mut self.noted.0), self.noted.1));
    }
}

/// What entries are called.
pub trait Names: Send + Sync {
    /// Writes the name of an entry.
    fn name(&self, section: Readable, entry: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Does something in which a key that is shown is shown as the name of its entry, which stays the same where others are added
/// before it.
pub fn named<T>(names: &Arc<dyn Names>, work: impl FnOnce() -> T) -> T {
    /// Puts back what was there before.
    struct Before(Option<Arc<dyn Names>>);
    impl Drop for Before {
        fn drop(&mut self) {
            NAMES.set(self.0.take());
        }
    }
    let _before = Before(NAMES.replace(Some(Arc::clone(names))));
    work()
}

/// Shows the key of an entry.
pub fn show(section: Readable, entry: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    NAMES.with_borrow(|names| match names {
        Some(names) => names.name(section, entry, f),
        None => write!(f, "#{entry}"),
    })
}

/// Notes that are not taken, so that a test can see what that would do.
#[cfg(test)]
pub(crate) mod silent {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::Readable;

    static SILENT: AtomicU32 = AtomicU32::new(0);

    pub(super) fn is_silent(section: Readable) -> bool {
        SILENT.load(Ordering::Relaxed) & (1 << section as u32) != 0
    }

    /// Takes no notes of a section from here on; of all of them where none is named.
    pub(crate) fn silence(section: Option<Readable>) {
        SILENT.store(section.map_or(0, |section| 1 << section as u32), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(reads: &Reads) -> Vec<usize> {
        reads.iter().map(Note::entry).collect()
    }

    #[test]
    fn what_is_read_is_noted_where_somebody_notes() {
        note(Readable::Claims, 1);
        let ((), reads) = noting(|| {
            note(Readable::Claims, 3);
            note(Readable::Claims, 2);
            note(Readable::Claims, 3);
            apart(|| note(Readable::Claims, 4));
            let ((), inner) = noting(|| note(Readable::Claims, 5));
            assert_eq!(entries(&inner), [5]);
        });
        assert_eq!(entries(&reads), [2, 3]);
        let ((), more) = noting(|| add(&reads));
        assert_eq!(more, reads);
        assert_eq!(entries(&noting(|| ()).1), [] as [usize; 0]);
    }

    #[test]
    fn notes_that_repeat_each_other_take_no_room() {
        let ((), reads) = noting(|| {
            for round in 0..20_000 {
                note(Readable::Sources, round % 7);
            }
            NOTED.with_borrow(|(noted, _)| assert!(noted.len() <= SEVERAL));
        });
        assert_eq!(reads.iter().len(), 7);
    }

    #[test]
    fn a_note_knows_its_section_and_entry() {
        for section in Readable::ALL {
            let note = Note::of(section, 70_000);
            assert_eq!((note.section(), note.entry()), (section, 70_000));
        }
    }
}
