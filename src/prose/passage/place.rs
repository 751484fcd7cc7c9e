//! Where the words of a passage were written: in a text of the registry, or in a template.

use crate::text::{Place, RegistryPlace, Span};
use crate::world::ProjectPath;

/// Where the words of a passage were written.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    home: Home,
    /// Stretches of the passage, in order.
    stretches: Vec<Stretch>,
}

/// A stretch of a passage: words as they were written, or what stands for something printed by name.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Which bytes of the passage.
    here: Span,
    /// Which bytes of the text; of words just as many.
    there: Span,
}

#[derive(Debug, Clone)]
enum Home {
    Registry(RegistryPlace),
    Template(ProjectPath),
}

impl Written {
    /// Returns words that will stand in a text of the registry.
    pub(crate) fn in_registry(place: RegistryPlace) -> Self {
        Self { home: Home::Registry(place), stretches: Vec::new() }
    }

    /// Returns words that will stand in a template.
    pub(super) fn in_template(path: ProjectPath) -> Self {
        Self { home: Home::Template(path), stretches: Vec::new() }
    }

    /// Says that `length` bytes of the passage from `at` were written at `from`.
    pub(super) fn stretch(&mut self, at: usize, from: usize, length: usize) {
        self.printed(Span::new(at, at + length), Span::new(from, from + length));
    }

    /// Says that a part of the passage stands for what was written in a part of the text.
    pub(super) fn printed(&mut self, here: Span, there: Span) {
        self.stretches.push(Stretch { here, there });
    }

    /// Returns where a part of the passage was written, from the first of its words that was to the last.
    pub(super) fn place(&self, span: Span) -> Place {
        let before = self.stretches.partition_point(|stretch| stretch.here.start < span.end);
        let last = self.stretches[..before].last();
        let first = self.stretches.get(self.stretches.partition_point(|stretch| stretch.here.end <= span.start));
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
            (Home::Registry(place), Some(within)) => place.clone().within(within).into(),
            (Home::Registry(place), None) => place.clone().into(),
            (Home::Template(path), Some(within)) => Place::Text(path.clone(), within),
            (Home::Template(path), None) => Place::File(path.clone()),
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
        let mut written = Written::in_template(ProjectPath::fixed("templates/a.md"));
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
