//! Where the words of a passage were written: in a text of the registry, or in a template.

use crate::diagnostic::{Place, RegistryPlace};
use crate::text::Span;
use crate::world::ProjectPath;

/// Where the words of a passage were written.
#[derive(Debug, Clone)]
pub(in crate::check) struct Written {
    home: Home,
    /// Stretches of the passage that were written as they are: where each begins in the passage and where in the text, and
    /// how long it is.
    stretches: Vec<(usize, usize, usize)>,
}

#[derive(Debug, Clone)]
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
        self.stretches.push((at, from, length));
    }

    /// Returns where a part of the passage was written, from the first of its words that was to the last.
    pub(super) fn place(&self, span: Span) -> Place {
        let last = self.stretches.iter().rev().find(|(at, _, _)| *at < span.end);
        let first = self.stretches.iter().find(|(at, _, length)| at + length > span.start);
        let within = first.zip(last).and_then(|((at, from, _), (last_at, last_from, last_length))| {
            let start = from + span.start.saturating_sub(*at);
            let end = last_from + (span.end - last_at).min(*last_length);
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
