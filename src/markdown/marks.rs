//! Marks in a text: noncharacters around digit ids, put in by what a template prints and lifted out before the text is
//! read as Markdown. A mark is its own id, so printing needs no ledger and is the same on any number of threads.

use std::fmt::Write as _;
use std::ops::Range;

use crate::model::{Key, Stated};
use crate::reads::Readable;
use crate::view::{Deferred, Half, Mark};

/// Begins a mark; its id follows.
const OPEN: char = '\u{FDD0}';
/// Ends the id.
pub(crate) const INSIDE: char = '\u{FDD1}';
/// Ends what the mark covers.
pub(crate) const CLOSE: char = '\u{FDD2}';

/// Returns whether a character is one of those that marks are made of, or could be mistaken for one.
pub(crate) fn is_reserved(c: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// Writes the beginning of a mark.
pub(crate) fn open(mark: Mark, out: &mut String) {
    out.push(OPEN);
    // Writing to a string cannot fail.
    let _ = write!(out, "{}", id(mark));
    out.push(INSIDE);
}

/// Writes the end of the last mark.
pub(crate) fn close(out: &mut String) {
    out.push(CLOSE);
}

/// A part of a marked text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkToken<'a> {
    /// Text.
    Text(&'a str),
    /// The beginning of a mark.
    Open(Mark),
    /// The end of the last mark.
    Close,
    /// A mark that is none: half of one, or an id nobody gave.
    Broken,
}

/// Visits the parts of a marked text in order.
pub(crate) fn tokens(marked: &str) -> impl Iterator<Item = MarkToken<'_>> {
    let mut rest = marked;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if !is_reserved(first) {
            let end = next_reserved(rest);
            let (text, after) = rest.split_at(end);
            rest = after;
            return Some(MarkToken::Text(text));
        }
        rest = &rest[first.len_utf8()..];
        match first {
            CLOSE => Some(MarkToken::Close),
            OPEN => {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let mark = rest[..end].parse().ok().and_then(mark);
                match (mark, rest[end..].strip_prefix(INSIDE)) {
                    (Some(mark), Some(after)) => {
                        rest = after;
                        Some(MarkToken::Open(mark))
                    }
                    _ => Some(MarkToken::Broken),
                }
            }
            _ => Some(MarkToken::Broken),
        }
    })
}

/// Returns where the first reserved character stands, or the end. In UTF-8 they all begin with the same two bytes, which
/// are rare in any text; looking for bytes is many times faster than looking at characters.
fn next_reserved(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = bytes[from..].iter().position(|byte| *byte == 0xEF) {
        let at = from + found;
        if text[at..].starts_with(is_reserved) {
            return at;
        }
        from = at + 1;
    }
    bytes.len()
}

/// A text without its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lifted {
    /// The clean text.
    pub(crate) text: String,
    /// What stretches of it stand for, by where they begin, the outer before the inner.
    pub(crate) marks: Vec<(Range<usize>, Mark)>,
}

/// Marks that do not pair up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unbalanced;

/// Returns the clean text and its marks; what an empty mark stands for is put in by `fill`.
pub(crate) fn lift(marked: &str, mut fill: impl FnMut(Mark, &mut String)) -> Result<Lifted, Unbalanced> {
    let mut lifted = Lifted { text: String::with_capacity(marked.len()), marks: Vec::new() };
    let mut open: Vec<usize> = Vec::new();
    for token in tokens(marked) {
        match token {
            MarkToken::Text(text) => lifted.text.push_str(text),
            MarkToken::Open(mark) => {
                if matches!(mark, Mark::Source(_) | Mark::Dataset(_)) {
                    close_up(&mut lifted);
                }
                open.push(lifted.marks.len());
                lifted.marks.push((lifted.text.len()..lifted.text.len(), mark));
            }
            MarkToken::Close => {
                let (range, mark) = &mut lifted.marks[open.pop().ok_or(Unbalanced)?];
                if range.start == lifted.text.len() {
                    fill(*mark, &mut lifted.text);
                }
                range.end = lifted.text.len();
                let said = matches!(mark, Mark::Figure(_) | Mark::Value(..) | Mark::Quantity(..) | Mark::Claim(_));
                let start = range.start;
                if said && begins_a_sentence(&lifted.text[..start]) {
                    begin_with_a_capital(&mut lifted.text, start);
                }
            }
            MarkToken::Broken => return Err(Unbalanced),
        }
    }
    lifted.text.shrink_to_fit();
    lifted.marks.shrink_to_fit();
    if open.is_empty() { Ok(lifted) } else { Err(Unbalanced) }
}

/// Returns whether what follows these words begins a paragraph, or a sentence behind a word that is no abbreviation.
fn begins_a_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(['*', '_', '“', '"', '(']);
    let ended = before.trim_end_matches([' ', '\n']);
    if ended.is_empty() || before.ends_with("\n\n") {
        return true;
    }
    let Some(sentence) = ended.strip_suffix(['.', '?', '!']).filter(|_| ended.len() < before.len()) else {
        return false;
    };
    let last = sentence.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.chars().count() > 3 || last.ends_with(|c: char| c.is_ascii_digit())
}

fn begin_with_a_capital(text: &mut String, at: usize) {
    let Some(first) = text[at..].chars().next().filter(|first| first.is_lowercase()) else { return };
    let mut capital = first.to_uppercase();
    // A letter that takes more room as a capital would move what stands behind it.
    if let (Some(capital), None) = (capital.next(), capital.next())
        && capital.len_utf8() == first.len_utf8()
    {
        text.replace_range(at..at + first.len_utf8(), capital.encode_utf8(&mut [0; 4]));
    }
}

/// Takes away the space before a footnote's number, which stands close to the word it belongs to.
fn close_up(lifted: &mut Lifted) {
    if lifted.text.ends_with(' ') && !lifted.text.ends_with("| ") {
        lifted.text.pop();
        let end = lifted.text.len();
        for (range, _) in lifted.marks.iter_mut().rev().take_while(|(range, _)| range.end > end || range.start > end) {
            range.end = range.end.min(end);
            range.start = range.start.min(end);
        }
    }
}

fn index<T>(key: Key<T>) -> u32 {
    u32::try_from(key.index()).unwrap_or(u32::MAX)
}

fn key<T>(index: u32) -> Key<T> {
    Key::new(index as usize)
}

/// Returns the number that a mark is known by.
pub(crate) fn id(mark: Mark) -> u64 {
    let (kind, part, index) = numbers(mark);
    (u64::from(kind) << 48) | (u64::from(part) << 32) | u64::from(index)
}

/// Returns the mark that was known by a number, where its entry has the number that `now` gives; none where it is no more.
pub(crate) fn renewed(id: u64, now: impl FnOnce(Readable, usize) -> Option<usize>) -> Option<Mark> {
    let section = match mark(id)? {
        Mark::Figure(_) => Readable::Figures,
        Mark::Value(..)
        | Mark::Quantity(..)
        | Mark::Claim(_)
        | Mark::Standing(_)
        | Mark::Reason(_)
        | Mark::Why(_)
        | Mark::Qualifier(_)
        | Mark::Foreign(..) => Readable::Claims,
        Mark::Measure(_) => Readable::Measures,
        Mark::Source(_) => Readable::Sources,
        Mark::Dataset(_) => Readable::Datasets,
        Mark::Table(_) => Readable::Tables,
        other @ (Mark::Caption
        | Mark::Origin(_)
        | Mark::Panel
        | Mark::Fold
        | Mark::Lead
        | Mark::Deferred(_)
        | Mark::Count(_)) => return Some(other),
    };
    let (rest, index) = (id >> 32 << 32, usize::try_from(id & u64::from(u32::MAX)).ok()?);
    mark(rest | u64::try_from(now(section, index)?).ok()?)
}

fn numbers(mark: Mark) -> (u8, u16, u32) {
    match mark {
        Mark::Figure(figure) => (1, 0, index(figure)),
        Mark::Value(claim, reading) => (2, reading, index(claim)),
        Mark::Quantity(claim, which) => (3, which as u16, index(claim)),
        Mark::Claim(claim) => (4, 0, index(claim)),
        Mark::Standing(claim) => (5, 0, index(claim)),
        Mark::Measure(measure) => (6, 0, index(measure)),
        Mark::Source(source) => (7, 0, index(source)),
        Mark::Dataset(dataset) => (8, 0, index(dataset)),
        Mark::Table(table) => (9, 0, index(table)),
        Mark::Caption => (10, 0, 0),
        Mark::Origin(row) => (11, 0, row),
        Mark::Panel => (12, 0, 0),
        Mark::Deferred(late) => (13, 0, late as u32),
        Mark::Reason(claim) => (14, 0, index(claim)),
        Mark::Count(half) => (15, 0, half as u32),
        Mark::Foreign(claim, place) => (16, place, index(claim)),
        Mark::Fold => (17, 0, 0),
        Mark::Lead => (18, 0, 0),
        Mark::Why(claim) => (19, 0, index(claim)),
        Mark::Qualifier(claim) => (20, 0, index(claim)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the id is taken apart into the widths it was put together from")]
fn mark(id: u64) -> Option<Mark> {
    let (part, row) = ((id >> 32) as u16, id as u32);
    Some(match id >> 48 {
        1 => Mark::Figure(key(row)),
        2 => Mark::Value(key(row), part),
        3 => Mark::Quantity(key(row), *Stated::ALL.get(usize::from(part))?),
        4 => Mark::Claim(key(row)),
        5 => Mark::Standing(key(row)),
        6 => Mark::Measure(key(row)),
        7 => Mark::Source(key(row)),
        8 => Mark::Dataset(key(row)),
        9 => Mark::Table(key(row)),
        10 => Mark::Caption,
        11 => Mark::Origin(row),
        12 => Mark::Panel,
        13 => Mark::Deferred(*Deferred::ALL.get(row as usize)?),
        14 => Mark::Reason(key(row)),
        15 => Mark::Count(*Half::ALL.get(row as usize)?),
        16 => Mark::Foreign(key(row), part),
        17 => Mark::Fold,
        18 => Mark::Lead,
        19 => Mark::Why(key(row)),
        20 => Mark::Qualifier(key(row)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(mark: Mark, text: &str) -> String {
        let mut out = String::new();
        open(mark, &mut out);
        out.push_str(text);
        close(&mut out);
        out
    }

    #[test]
    fn a_mark_is_its_own_id() {
        for mark in [
            Mark::Figure(key(7)),
            Mark::Value(key(3), 2),
            Mark::Quantity(key(0), Stated::Quantity),
            Mark::Quantity(key(1), Stated::To),
            Mark::Claim(key(1)),
            Mark::Standing(key(9)),
            Mark::Measure(key(4)),
            Mark::Source(key(5)),
            Mark::Dataset(key(6)),
            Mark::Table(key(8)),
            Mark::Caption,
            Mark::Origin(12),
            Mark::Panel,
            Mark::Deferred(Deferred::References),
            Mark::Reason(key(2)),
            Mark::Count(Half::Unknown),
            Mark::Foreign(key(3), 1),
            Mark::Fold,
            Mark::Lead,
            Mark::Why(key(4)),
            Mark::Qualifier(key(2)),
        ] {
            let lifted = lift(&around(mark, "x"), |_, _| ()).unwrap();
            assert_eq!(lifted.marks, [(0..1, mark)]);
        }
    }

    #[test]
    fn marks_nest_and_leave_clean_text() {
        let inner = around(Mark::Figure(key(1)), "30,375");
        let marked = format!("In all {}.", around(Mark::Claim(key(2)), &format!("**{inner}** times")));
        let lifted = lift(&marked, |_, _| ()).unwrap();
        assert_eq!(lifted.text, "In all **30,375** times.");
        assert_eq!(lifted.marks, [(7..23, Mark::Claim(key(2))), (9..15, Mark::Figure(key(1)))]);
    }

    #[test]
    fn an_empty_mark_is_filled_with_what_it_stands_for() {
        let marked = format!("Said {}.", around(Mark::Source(key(4)), ""));
        let lifted = lift(&marked, |_, out| out.push_str("[^1]")).unwrap();
        assert_eq!(lifted.text, "Said[^1].");
        assert_eq!(lifted.marks, [(4..8, Mark::Source(key(4)))]);
    }

    #[test]
    fn words_for_a_number_begin_a_sentence_with_a_capital() {
        let said = around(Mark::Quantity(key(0), Stated::Quantity), "one in five");
        let cases = [
            ("", "", "One in five"),
            ("# Pupils\n\n", "", "One in five"),
            ("They count. ", "", "One in five"),
            ("They counted in 2024.\n", "", "One in five"),
            ("\n\n**", "**", "One in five"),
            ("They say ", "", "one in five"),
            ("It is approx", "", "one in five"),
            ("So says J. P. ", "", "one in five"),
            ("| cell | ", "", "one in five"),
            ("- ", "", "one in five"),
            ("Read as: ", "", "one in five"),
        ];
        for (before, after, printed) in cases {
            let lifted = lift(&format!("{before}{said}{after}"), |_, _| ()).unwrap();
            assert_eq!(lifted.text, format!("{before}{printed}{after}"));
        }
        let place = around(Mark::Figure(key(0)), "ﬁnland");
        assert_eq!(lift(&place, |_, _| ()).unwrap().text, "ﬁnland");
    }

    #[test]
    fn marks_that_do_not_pair_up_are_noticed() {
        let whole = around(Mark::Panel, "x");
        for end in 1..whole.len() {
            if whole.is_char_boundary(end) {
                assert_eq!(lift(&whole[..end], |_, _| ()), Err(Unbalanced), "{end}");
            }
        }
        assert_eq!(lift("a\u{FDD2}", |_, _| ()), Err(Unbalanced));
        assert_eq!(lift("a\u{FDEF}", |_, _| ()), Err(Unbalanced));
        assert_eq!(lift("\u{FDD0}999999999999999999999999\u{FDD1}x\u{FDD2}", |_, _| ()), Err(Unbalanced));
    }
}
