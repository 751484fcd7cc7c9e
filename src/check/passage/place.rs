//! Where the words of a passage were written: in a text of the registry, or in a template.

use crate::diagnostic::{Place, RegistryPlace};
use crate::text::Span;
use crate::world::ProjectPath;

/// Where the words of a passage were written.
#[derive(Debug)]
pub(in crate::check) struct Written {
    home: Home,
    /// Stretches of the passage, in order.
    stretches: Vec<Stretch>,
}

/// A stretch of the passage that was written as it is, or the name of something printed, which the passage holds as one
/// character.
#[derive(Debug)]
struct Stretch {
    /// Where it begins in the passage, and how long it is there.
    at: usize,
    length: usize,
    /// Where it stands in the text.
    span: Span,
}

#[derive(Debug)]
enum Home {
    Registry(RegistryPlace),
    Template(ProjectPath),
}

impl Written {
    /// Returns words that will stand in a text of the registry.
    pub(in crate::check) fn in_registry(place: RegistryPlace) -> Self {
        Self { home: Home::Registry(place), stretches: Vec::new() }
    }

    /// Returns words that will stand in a template.
    pub(super) fn in_template(path: ProjectPath) -> Self {
        Self { home: Home::Template(path), stretches: Vec::new() }
    }

    /// Says that `length` bytes of the passage from `at` were written at `from`.
    pub(super) fn stretch(&mut self, at: usize, from: usize, length: usize) {
        self.stretches.push(Stretch { at, length, span: Span::new(from, from + length) });
    }

    /// Says that what is printed at `at` is named in this part of the text.
    pub(super) fn named(&mut self, at: usize, length: usize, span: Span) {
        self.stretches.push(Stretch { at, length, span });
    }

    /// Returns where a part of the passage was written, from the first of its words that was to the last.
    pub(super) fn place(&self, span: Span) -> Place {
        let last = self.stretches.iter().rev().find(|stretch| stretch.at < span.end);
        let first = self.stretches.iter().find(|stretch| stretch.at + stretch.length > span.start);
        let within = first.zip(last).and_then(|(first, last)| {
            let whole = |stretch: &Stretch| stretch.length != stretch.span.end - stretch.span.start;
            let into = span.start.saturating_sub(first.at);
            let start = if whole(first) { first.span.start } else { first.span.start + into };
            let reached = (span.end - last.at).min(last.length);
            let end = if whole(last) { last.span.end } else { last.span.start + reached };
            (start < end).then(|| Span::new(start, end))
        });
        match (&self.home, within) {
            (Home::Registry(place), Some(within)) => place.clone().within(within).into(),
            (Home::Registry(place), None) => place.clone().into(),
            (Home::Template(path), Some(within)) => Place::Text(path.clone(), within),
            (Home::Template(path), None) => Place::File(path.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_where_its_words_were_written() {
        let mut written = Written::in_template(ProjectPath::fixed("templates/a.md"));
        // "In all # children" of "In all {{ x }} children".
        written.stretch(0, 10, 7);
        written.stretch(10, 24, 9);
        let at = |start, end| match written.place(Span::new(start, end)) {
            Place::Text(_, span) => (span.start, span.end),
            other => panic!("{other:?}"),
        };
        assert_eq!(at(3, 6), (13, 16));
        assert_eq!(at(11, 19), (25, 33));
        assert_eq!(at(0, 19), (10, 33), "over what is printed");
    }
}
