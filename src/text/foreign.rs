//! Offsets that another program counted: a parser's, a template engine's, a CSV reader's.
//!
//! They may end inside a character or beyond the text, most often in the messages about what is wrong with it. Nothing is
//! sliced by such an offset before it was brought to where characters begin, and that is done here alone.

use std::ops::Range;

use super::Span;

/// Returns where the character that holds a byte begins; the end of the text where the offset lies beyond it.
pub fn boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

impl Span {
    /// Returns the characters of `text` that a range counted by another program touches: whole ones, and none beyond the end.
    pub fn touched(text: &str, range: Range<usize>) -> Self {
        let start = boundary(text, range.start);
        let end = text.ceil_char_boundary(range.end.min(text.len()));
        Self { start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_brought_to_whole_characters_of_the_text() {
        for (range, touched) in [(0..1, "a"), (1..2, "“"), (2..3, "“"), (2..5, "“é"), (6..99, "b"), (99..120, "")]
        {
            let span = Span::touched("a“éb", range.clone());
            assert_eq!(&"a“éb"[span.range()], touched, "{range:?}");
        }
        assert_eq!((boundary("“", 2), boundary("“", 9), boundary("", 4)), (0, 3, 0));
    }
}
