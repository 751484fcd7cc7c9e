//! Where the words of a passage were written: in a text of the registry, or in a template.

use crate::text::{Place, RegistryPlace, Span, Step};
use crate::world::ProjectPath;

/// Where the words of a passage were written.
#[derive(Debug, Clone)]
pub(crate) struct Written<'a> {
    home: Home<'a>,
    stretches: Stretches,
}

/// The text in which the words of a passage were written.
#[derive(Debug, Clone)]
pub(crate) enum Home<'a> {
    /// One below an entry's place, up to two steps down: it is written out only where something is to be said of it.
    Entry(&'a RegistryPlace, [Option<Below<'a>>; 2]),
    /// Another one of the registry.
    Place(Box<RegistryPlace>),
    /// A template.
    Template(ProjectPath),
}

/// A step from an entry down to a text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Below<'a> {
    /// A key of a mapping.
    Key(&'a str),
    /// An item of a list, from zero.
    Item(usize),
}

/// The stretches of a passage, in order.
#[derive(Debug, Clone)]
enum Stretches {
    /// All of it, so many bytes, as it was written from the first byte on.
    Whole(usize),
    Parts(Vec<Stretch>),
}

/// A stretch of a passage: words as they were written, or what stands for something printed by name.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Which bytes of the passage.
    here: Span,
    /// Which bytes of the text; of words just as many.
    there: Span,
}

impl<'a> From<&'a str> for Below<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Below<'_> {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

impl From<Below<'_>> for Step {
    fn from(below: Below<'_>) -> Self {
        match below {
            Below::Key(key) => key.into(),
            Below::Item(item) => item.into(),
        }
    }
}

impl<'a> Home<'a> {
    /// Returns a place of the registry.
    pub(super) fn entry(place: &'a RegistryPlace) -> Self {
        Self::Entry(place, [None; 2])
    }

    /// Returns the text one step further down.
    pub(super) fn then(self, step: impl Into<Below<'a>>) -> Self {
        let step = step.into();
        match self {
            Self::Entry(place, [None, _]) => Self::Entry(place, [Some(step), None]),
            Self::Entry(place, [first, None]) => Self::Entry(place, [first, Some(step)]),
            home => home.registry().map_or(home, |place| Self::Place(Box::new(place.then(step)))),
        }
    }

    /// Returns the place in the registry, where it is one.
    fn registry(&self) -> Option<RegistryPlace> {
        match self {
            Self::Entry(place, steps) => {
                Some(steps.iter().flatten().fold(RegistryPlace::clone(place), |place, step| place.then(*step)))
            }
            Self::Place(place) => Some(RegistryPlace::clone(place)),
            Self::Template(_) => None,
        }
    }
}

impl<'a> Written<'a> {
    /// Returns words that will stand in a text.
    pub(crate) fn at(home: Home<'a>) -> Self {
        Self { home, stretches: Stretches::Parts(Vec::new()) }
    }

    /// Returns a text of so many bytes, as it was written.
    pub(crate) fn whole(home: Home<'a>, length: usize) -> Self {
        Self { home, stretches: Stretches::Whole(length) }
    }

    /// Says that `length` bytes of the passage from `at` were written at `from`.
    pub(super) fn stretch(&mut self, at: usize, from: usize, length: usize) {
        self.printed(Span::new(at, at + length), Span::new(from, from + length));
    }

    /// Says that a part of the passage stands for what was written in a part of the text.
    pub(super) fn printed(&mut self, here: Span, there: Span) {
        match &mut self.stretches {
            Stretches::Parts(parts) => parts.push(Stretch { here, there }),
            Stretches::Whole(_) => {}
        }
    }

    /// Returns the same in no more room than it needs.
    pub(super) fn finished(mut self) -> Self {
        if let Stretches::Parts(parts) = &mut self.stretches {
            match parts.as_slice() {
                [one] if one.here == one.there && one.here.start == 0 => {
                    self.stretches = Stretches::Whole(one.here.end);
                }
                _ => parts.shrink_to_fit(),
            }
        }
        self
    }

    /// Visits where the words of a part of the passage stand as written, without what it prints by name.
    pub(crate) fn words(&self, span: Span) -> Vec<Span> {
        let Stretches::Parts(parts) = &self.stretches else { return vec![span] };
        let words = parts.iter().filter(|part| part.here.range().len() == part.there.range().len());
        let within = words.filter_map(|part| {
            let (start, end) = (span.start.max(part.here.start), span.end.min(part.here.end));
            (start < end).then(|| {
                let from = part.there.start + start - part.here.start;
                Span::new(from, from + end - start)
            })
        });
        within.collect()
    }

    /// Returns where a part of the passage was written, from the first of its words that was to the last.
    pub(super) fn place(&self, span: Span) -> Place {
        let whole;
        let stretches = match &self.stretches {
            Stretches::Parts(parts) => parts.as_slice(),
            Stretches::Whole(length) => {
                let all = Span::new(0, *length);
                whole = [Stretch { here: all, there: all }];
                &whole
            }
        };
        let before = stretches.partition_point(|stretch| stretch.here.start < span.end);
        let last = stretches[..before].last();
        let first = stretches.get(stretches.partition_point(|stretch| stretch.here.end <= span.start));
        let within = first.zip(last).and_then(|(first, last)| {
            let offset = if first.is_verbatim() { span.start.saturating_sub(first.here.start) } else { 0 };
            let start = first.there.start + offset;
            let end = if last.is_verbatim() && span.end < last.here.end {
                last.there.start + (span.end - last.here.start)
            } else {
                last.there.end
            };
            (start < end).then(|| Span::new(start, end))
        });
        match (&self.home, within) {
            (Home::Template(path), Some(within)) => Place::Text(path.clone(), within),
            (Home::Template(path), None) => Place::File(path.clone()),
            (home, within) => match (home.registry(), within) {
                (Some(place), Some(within)) => place.within(within).into(),
                (Some(place), None) => place.into(),
                (None, _) => Place::Project,
            },
        }
    }
}

impl Stretch {
    fn is_verbatim(&self) -> bool {
        self.here.end - self.here.start == self.there.end - self.there.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_where_its_words_were_written() {
        let mut written = Written::at(Home::Template(ProjectPath::fixed("templates/a.md")));
        // "In all # children" of "In all {{ x }} children".
        written.stretch(0, 10, 7);
        written.stretch(10, 24, 9);
        written.printed(Span::new(19, 22), Span::new(36, 50));
        let at = |start, end| match written.place(Span::new(start, end)) {
            Place::Text(_, span) => (span.start, span.end),
            other => panic!("{other:?}"),
        };
        assert_eq!(at(3, 6), (13, 16));
        assert_eq!(at(11, 19), (25, 33));
        assert_eq!(at(0, 19), (10, 33), "over what is printed");
        assert_eq!(at(19, 22), (36, 50), "what is printed, whole");
    }
}
