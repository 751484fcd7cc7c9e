//! How what a brief says differs from what an edition said.

use std::collections::BTreeSet;

use serde::Serialize;

use super::current::CurrentBrief;
use super::entry::{Cell, Claim, Dataset, Extent, Figure, Measure, Row, Sentence, Source, Unknown, moved};
use super::flagged::Flagged;
use super::naming::Renamed;
use super::stored::Entries;

/// An entry that differs: it came, went, or holds something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change<T> {
    /// Its id.
    pub id: String,
    /// What it was; none where it is new.
    pub old: Option<T>,
    /// What it is; none where it is gone.
    pub new: Option<T>,
}

impl<T: Clone + PartialEq> Change<T> {
    fn all<'a>(old: impl Iterator<Item = (&'a str, &'a T)>, new: impl Iterator<Item = (&'a str, &'a T)>) -> Vec<Self>
    where
        T: 'a,
    {
        let (mut old, mut new) = (old.peekable(), new.peekable());
        let mut found = Vec::new();
        loop {
            let (before, after) = match (old.peek(), new.peek()) {
                (None, None) => return found,
                (Some((a, _)), Some((b, _))) if a == b => (old.next(), new.next()),
                (Some((a, _)), Some((b, _))) if a < b => (old.next(), None),
                (Some(_), None) => (old.next(), None),
                _ => (None, new.next()),
            };
            let Some(id) = before.or(after).map(|(id, _)| id.to_owned()) else { return found };
            let (before, after) = (before.map(|(_, entry)| entry.clone()), after.map(|(_, entry)| entry.clone()));
            if before != after {
                found.push(Self { id, old: before, new: after });
            }
        }
    }

    /// Returns both, where it is neither new nor gone.
    pub fn both(&self) -> Option<(&T, &T)> {
        self.old.as_ref().zip(self.new.as_ref())
    }
}

impl Change<Dataset> {
    /// Returns whether the file is another, and its release and columns are not.
    fn is_file_alone(&self) -> bool {
        self.both().is_some_and(|(old, new)| Dataset { sha256: new.sha256.clone(), ..old.clone() } == *new)
    }
}

/// A sentence that stands as it stood, while something it leans on has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaning {
    /// The sentence's id.
    pub id: String,
    /// Its words, with the name of what it prints in braces.
    pub text: String,
    /// The figures and claims that moved.
    pub on: Vec<String>,
}

/// Everything in which a brief differs from an edition of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Cells behind printed numbers.
    pub cells: Vec<Change<Cell>>,
    /// Claims.
    pub claims: Vec<Change<Claim>>,
    /// Datasets.
    pub datasets: Vec<Change<Dataset>>,
    /// Cells that are not remembered one by one, of which some hold another value although the release stayed the same; and
    /// those of which that cannot be known, while a number that rests on them is another: they have no old extent.
    pub extents: Vec<Change<Extent>>,
    /// Datasets that remembered cells are no longer in although the release stayed the same, while a number that rests on it moved.
    pub lost: BTreeSet<String>,
    /// Figures.
    pub figures: Vec<Change<Figure>>,
    /// Definitions.
    pub measures: Vec<Change<Measure>>,
    /// Rows of printed tables.
    pub rows: Vec<Change<Row>>,
    /// Sentences.
    pub sentences: Vec<Change<Sentence>>,
    /// Sources.
    pub sources: Vec<Change<Source>>,
    /// Open questions.
    pub unknowns: Vec<Change<Unknown>>,
    /// Sentences that lean on what moved.
    pub leaning: Vec<Leaning>,
}

impl Changes {
    /// Returns how what is said now differs from what an edition said.
    pub fn since(old: &Entries, now: &CurrentBrief) -> Self {
        let new = &now.content.read();
        let Renamed { cells, lost } = Renamed::of(old, new, &now.files);
        let mut changes = Self {
            cells: Change::all(cells.iter().map(|(id, cell)| (id.as_str(), *cell)), new.cells()),
            claims: Change::all(old.claims(), new.claims()),
            datasets: Change::all(old.datasets(), new.datasets()),
            extents: Vec::new(),
            lost: BTreeSet::new(),
            figures: Change::all(old.figures(), new.figures()),
            measures: Change::all(old.measures(), new.measures()),
            rows: Change::all(old.rows(), new.rows()),
            sentences: Change::all(old.sentences(), new.sentences()),
            sources: Change::all(old.sources(), new.sources()),
            unknowns: Change::all(old.unknowns(), new.unknowns()),
            leaning: Vec::new(),
        };
        // An edition of before does not remember which period a word meant, nor what was printed of a number.
        changes.figures.retain(|change| change.both().is_none_or(|(old, new)| new.differs_from(old)));
        changes.claims.retain(|change| change.both().is_none_or(|(old, new)| new.differs_from(old)));
        // A sentence is its words: which claims it leans on is not what it says.
        changes.sentences.retain(|change| change.both().is_none());
        changes.extents = changes.extents_since(old, new, now);
        changes.lost = changes.moved_on(lost, now);
        if changes.cells.is_empty()
            && changes.extents.is_empty()
            && changes.claims.is_empty()
            && changes.figures.is_empty()
            && changes.rows.is_empty()
        {
            // The same cells in another file: other line endings, another order, rows that nothing reads. A dataset that is
            // new while nothing else is was not remembered by an earlier version of the tool.
            changes.datasets.retain(|change| !change.is_file_alone() && change.old.is_some());
        }
        changes.leaning = changes.leaning_in(new);
        changes
    }

    /// Returns whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the claims whose standing is another.
    pub fn flips(&self) -> impl Iterator<Item = (&str, &Claim, &Claim)> {
        let both = self.claims.iter().filter_map(|change| change.both().map(|(old, new)| (&*change.id, old, new)));
        both.filter(|(_, old, new)| old.standing != new.standing)
    }

    /// Returns the numbers that are printed in another way, each with its id, what it counts, and both.
    pub fn revised(&self) -> Vec<Revised<'_>> {
        let figures = self.figures.iter().filter_map(|change| {
            let (old, new) = change.both()?;
            (old.printed != new.printed).then_some(Revised {
                id: &change.id,
                of: NumberOf::Figure,
                label: &new.label,
                old: &old.printed,
                new: &new.printed,
            })
        });
        let parts = self.figures.iter().filter_map(Change::both).flat_map(|(old, new)| {
            moved(&old.parts, &new.parts).map(|(id, before, after)| part(id, &new.label, before, after))
        });
        let parts_of_values = self.claims.iter().filter_map(Change::both).flat_map(|(old, new)| {
            moved(&old.parts, &new.parts).map(|(id, before, after)| part(id, &new.statement, before, after))
        });
        let values = self.claims.iter().filter_map(|change| change.both().map(|(old, new)| (&*change.id, old, new)));
        let values = values.flat_map(|(id, old, new)| {
            let pairs = old.values.iter().zip(&new.values).filter(|(old, new)| old != new);
            pairs.map(move |(before, after)| Revised {
                id,
                of: NumberOf::Claim,
                label: &new.statement,
                old: before,
                new: after,
            })
        });
        // A period that is printed by name says itself that it is another.
        let parts = parts.chain(parts_of_values).filter(|part| !part.id.ends_with(".period"));
        figures.chain(values).chain(parts).collect()
    }

    /// Returns whether a conclusion is another: the standing or the printed figure of a claim that answers the question,
    /// or which claims do.
    pub fn conclusion(&self) -> bool {
        self.claims.iter().any(|change| match (&change.old, &change.new) {
            (Some(old), Some(new)) => {
                let values = old.values.iter().zip(&new.values);
                let same =
                    old.values.len() == new.values.len() && values.into_iter().all(|(old, new)| old.says_as(new));
                (old.answer || new.answer) && (old.answer != new.answer || old.standing != new.standing || !same)
            }
            (Some(gone), None) => gone.answer,
            (None, Some(new)) => new.answer,
            (None, None) => false,
        })
    }

    /// Returns the names of the changed cells behind a figure or claim.
    pub fn cells_of<'a>(&'a self, id: &str, now: &'a CurrentBrief) -> impl Iterator<Item = &'a Change<Cell>> {
        let reads = now.cells_of(id);
        self.cells.iter().filter(move |change| reads.contains(&change.id))
    }

    /// Visits the datasets of which the file is another while the release stayed the same.
    pub fn of_same_release(&self) -> impl Iterator<Item = &str> {
        let same = self.datasets.iter().filter(|change| {
            change.both().is_some_and(|(old, new)| old.vintage == new.vintage && old.sha256 != new.sha256)
        });
        same.map(|change| change.id.as_str())
    }

    /// Returns the remembered cells of a dataset that hold another value; none where its rows are told apart by their lines
    /// alone, for another order would change every one of those.
    pub fn cells_in(&self, dataset: &str) -> Vec<&Change<Cell>> {
        let (all, by_line) = (format!("{dataset}/"), format!("{dataset}/line "));
        if self.cells.iter().any(|cell| cell.id.starts_with(&by_line)) {
            return Vec::new();
        }
        self.cells.iter().filter(|cell| cell.id.starts_with(&all) && cell.both().is_some()).collect()
    }

    /// Returns the cells of a dataset that are not remembered one by one and of which some changed within its release, or may
    /// have.
    pub fn extents_in<'a>(&'a self, dataset: &'a str) -> impl Iterator<Item = &'a Change<Extent>> {
        let of = move |extent: &Option<Extent>| extent.as_ref().is_some_and(|extent| extent.dataset == dataset);
        self.extents.iter().filter(move |change| of(&change.new) || of(&change.old))
    }

    /// Returns a dataset of which cells that a printed number rests on changed while its release stayed the same.
    pub fn silent_correction(&self) -> Option<&str> {
        let changed = |dataset: &&str| {
            !self.cells_in(dataset).is_empty()
                || self.extents_in(dataset).next().is_some()
                || self.lost.contains(*dataset)
        };
        self.of_same_release().find(changed)
    }

    /// Returns what became of the cells that are not remembered one by one, of datasets whose release stayed the same.
    fn extents_since(&self, old: &Entries, new: &Entries, now: &CurrentBrief) -> Vec<Change<Extent>> {
        let within: BTreeSet<&str> = self.of_same_release().collect();
        let remembers = old.extents().next().is_some();
        let all = new.extents().filter(|(_, new)| within.contains(&*new.dataset));
        let changed = all.filter_map(|(id, new)| {
            let before = old.extent(id).filter(|before| before.dataset == new.dataset);
            let file = now.files.get(&*new.dataset).zip(old.dataset(&new.dataset));
            let still =
                before.zip(file).and_then(|(before, (file, was))| file.still_holds(was, before, now.spreads.get(id)?));
            let old = match still {
                Some(true) => return None,
                Some(false) => before.cloned(),
                None => {
                    self.moved(id, old, remembers).then_some(())?;
                    None
                }
            };
            Some(Change { id: id.to_owned(), old, new: Some(new.clone()) })
        });
        changed.collect()
    }

    /// Returns whether a number is another that rests on cells of which an edition has no digest; of one that no page prints
    /// by itself, whether any number is.
    fn moved(&self, id: &str, old: &Entries, remembers: bool) -> bool {
        let both = |kind: &str| id.strip_prefix(kind).map(|id| id.split('/').next().unwrap_or(id));
        let figure = |id: &str| {
            let both = self.figures.iter().filter(|change| change.id == id).filter_map(Change::both);
            let differs = |old: &Figure, new: &Figure| (&old.printed, &old.digest) != (&new.printed, &new.digest);
            both.into_iter().any(|(old, new)| !new.is_of_another_period_than(old) && differs(old, new))
        };
        let claim = |id: &str| {
            let both = self.claims.iter().filter(|change| change.id == id).filter_map(Change::both);
            both.into_iter().any(|(old, new)| !new.is_of_another_period_than(old) && old.values != new.values)
        };
        let row = |id: &str| self.rows.iter().any(|row| row.id.split('/').next() == Some(id) && row.old.is_some());
        match (both("figures."), both("claims."), both("tables.")) {
            (Some(id), ..) if old.figure(id).is_some() => figure(id),
            (_, Some(id), _) if old.claim(id).is_some() => claim(id),
            (.., Some(id)) => row(id),
            _ => {
                !remembers
                    && (self.figures.iter().any(|change| figure(&change.id))
                        || self.claims.iter().any(|change| claim(&change.id)))
            }
        }
    }

    /// Returns how many things changed that no page shows: exact values that print as before.
    pub fn invisible(&self) -> usize {
        let both = self.figures.iter().filter_map(Change::both);
        let same = |old: &Figure, new: &Figure| {
            old.printed == new.printed
                && old.label == new.label
                && !new.is_of_another_period_than(old)
                && moved(&old.parts, &new.parts).next().is_none()
        };
        both.filter(|(old, new)| same(old, new)).count()
    }

    fn leaning_in(&self, new: &Entries) -> Vec<Leaning> {
        let revised = self.revised().into_iter().filter(Revised::is_another);
        let moved = self
            .figures
            .iter()
            .filter(|change| change.both().is_some_and(|(old, new)| new.is_of_another_period_than(old)));
        let moved_claims = self
            .claims
            .iter()
            .filter(|change| change.both().is_some_and(|(old, new)| new.is_of_another_period_than(old)));
        let moved = moved.map(|change| &*change.id).chain(moved_claims.map(|change| &*change.id));
        let (parts, numbers): (Vec<_>, Vec<_>) = revised.partition(|revised| revised.of == NumberOf::Part);
        let revised: BTreeSet<&str> = numbers.into_iter().map(|revised| revised.id).chain(moved).collect();
        let flipped: BTreeSet<&str> = self.flips().map(|(id, ..)| id).collect();
        let touched: BTreeSet<&str> = self.sentences.iter().map(|change| &*change.id).collect();
        let unchanged = new.sentences().filter(|(id, _)| !touched.contains(id));
        let leaning = unchanged.filter_map(|(id, sentence)| {
            let figures = sentence.figures.iter().filter(|figure| revised.contains(figure.as_str()));
            let claims = sentence.claims.iter().filter(|claim| {
                let claim = claim.as_str();
                flipped.contains(claim) || revised.contains(claim) && sentence.prints_value_of(claim)
            });
            let parts = parts.iter().map(|part| part.id).filter(|part| sentence.prints_part(part));
            let on = figures.chain(claims).map(String::as_str).chain(parts);
            let on: Vec<String> = on.map(str::to_owned).collect();
            (!on.is_empty()).then(|| Leaning { id: id.to_owned(), text: sentence.text.clone(), on })
        });
        leaning.collect()
    }
}

/// A number that is printed in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revised<'a> {
    /// The id of the figure, or of the claim whose tested figure it is; the name of a part behind it.
    pub id: &'a str,
    /// What it is.
    pub of: NumberOf,
    /// What it counts; of a tested figure, what the claim says.
    pub label: &'a str,
    /// As it was printed.
    pub old: &'a Flagged,
    /// As it is printed.
    pub new: &'a Flagged,
}

/// What a printed number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberOf {
    /// A figure.
    Figure,
    /// The tested figure of a claim.
    Claim,
    /// Something of either that is printed by itself.
    Part,
}

fn part<'a>(id: &'a str, label: &'a str, old: &'a Flagged, new: &'a Flagged) -> Revised<'a> {
    Revised { id, of: NumberOf::Part, label, old, new }
}

impl Revised<'_> {
    /// Returns whether the number itself is another, and not only whether it is marked as provisional or revised.
    pub fn is_another(&self) -> bool {
        !self.old.says_as(self.new)
    }
}
