//! Characters that nobody sees, and what they do to a text: which of them can only deceive, and which are honest writing.
//!
//! Readers must read the words that the rules read. Control characters act on terminals; overrides and embeddings turn the
//! order of letters; and a character without width inside a word makes another word of it. Marks of direction beside Arabic
//! and Hebrew, joiners in Persian, Hindi and emoji, and soft hyphens in long words are honest, and nothing is said of them.

use super::Span;

/// What a character that does not belong in a text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// It is a control character: a terminal might act on it.
    Control,
    /// It is a byte order mark behind the beginning.
    ByteOrderMark,
    /// It is set aside for programs' own use.
    Noncharacter,
    /// It turns the direction of what follows, whatever that is.
    Turned,
    /// It begins a stretch in another direction that does not end in its text, or ends one that did not begin.
    Unclosed,
    /// It hides what a word or a number is.
    Hidden,
}

/// A character that does not belong where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnseenCharacter {
    /// What it does.
    pub what: Unseen,
    /// The character.
    pub character: char,
    /// Its bytes.
    pub span: Span,
}

/// Returns the characters of a text that do not belong there, in order; whether isolates are closed is asked of each field by
/// [`unclosed`].
pub fn found(text: &str) -> impl Iterator<Item = UnseenCharacter> {
    let bytes = text.as_bytes();
    let possible = move |at: &usize| match bytes[*at] {
        b' '..=b'~' | b'\t' | b'\n' | b'\r' | 0x80..=0xBF => false,
        0xC2 => bytes.get(at + 1).is_some_and(|next| *next < 0xA0 || *next == 0xAD),
        byte => byte < b' ' || matches!(byte, 0x7F | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF..),
    };
    (0..bytes.len()).filter(possible).filter_map(|at| {
        let character = text[at..].chars().next()?;
        let what = what(text, at, character)?;
        Some(UnseenCharacter { what, character, span: Span::new(at, at + character.len_utf8()) })
    })
}

/// Returns the first isolate of a field (a text of its own: a value, a paragraph, a cell) that is not closed in it, or closes
/// nothing.
pub fn unclosed(field: &str) -> Option<UnseenCharacter> {
    if !field.contains(is_isolate) {
        return None;
    }
    let mut open = Vec::new();
    for (at, character) in field.char_indices().filter(|(_, c)| is_isolate(*c)) {
        let found =
            UnseenCharacter { what: Unseen::Unclosed, character, span: Span::new(at, at + character.len_utf8()) };
        if character != '\u{2069}' {
            open.push(found);
        } else if open.pop().is_none() {
            return Some(found);
        }
    }
    open.into_iter().next()
}

/// Returns whether a character begins or ends a stretch that has a direction of its own.
pub fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

/// Returns whether a character is a control character or noncharacter, which no text holds.
pub fn is_control(c: char) -> bool {
    matches!(always(c), Some(Unseen::Control | Unseen::ByteOrderMark | Unseen::Noncharacter))
}

/// Returns what a character does wherever it stands.
fn always(c: char) -> Option<Unseen> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\u{FEFF}' => Unseen::ByteOrderMark,
        '\u{FDD0}'..='\u{FDEF}' => Unseen::Noncharacter,
        c if c.is_control() => Unseen::Control,
        '\u{202A}'..='\u{202E}' => Unseen::Turned,
        // Separators that end a line for some programs only, invisible operators, what was withdrawn, notes between lines,
        // letters that are blank.
        '\u{2028}'
        | '\u{2029}'
        | '\u{2061}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{E0080}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}'
        | '\u{E0000}'..='\u{E001F}' => Unseen::Hidden,
        c if u32::from(c) & 0xFFFE == 0xFFFE => Unseen::Noncharacter,
        _ => return None,
    })
}

/// Returns what a character does where it stands.
fn what(text: &str, at: usize, c: char) -> Option<Unseen> {
    if let Some(what) = always(c) {
        return Some(what);
    }
    let (before, after) = (text[..at].chars().next_back(), &text[at + c.len_utf8()..]);
    let hides = match c {
        '\u{AD}' => between_digits(text, at, c),
        '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => {
            within_word(text, at, c) || between_digits(text, at, c)
        }
        // Mongolian, old Hangul, Braille: honest among their own letters.
        '\u{180E}' => !beside(before, after, |c| matches!(c, '\u{1800}'..='\u{18AF}')),
        '\u{115F}' | '\u{1160}' => !beside(before, after, |c| matches!(c, '\u{1100}'..='\u{11FF}')),
        '\u{2800}' => !beside(before, after, |c| matches!(c, '\u{2801}'..='\u{28FF}')),
        '\u{17B4}' | '\u{17B5}' => !beside(before, after, |c| matches!(c, '\u{1780}'..='\u{17FF}')),
        // They choose the form of a sign or ideograph, or make an emoji of a digit.
        '\u{FE00}'..='\u{FE0F}' => {
            before.is_none_or(|before| is_plain(before) && !(before.is_ascii_digit() && after.starts_with('\u{20E3}')))
        }
        '\u{E0100}'..='\u{E01EF}' => !before.is_some_and(
            |before| matches!(before, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'),
        ),
        '\u{E0020}'..='\u{E007F}' => !in_flag(text, at),
        _ => false,
    };
    hides.then_some(Unseen::Hidden)
}

/// Returns whether a letter is of a script whose words need nothing invisible: Latin, Greek, Cyrillic, Armenian, Georgian; or
/// a digit.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c.is_alphanumeric()
            && matches!(c, '\u{80}'..='\u{58F}' | '\u{10A0}'..='\u{10FF}' | '\u{1C80}'..='\u{1CBF}' | '\u{1D00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}' | '\u{FB00}'..='\u{FB06}' | '\u{FF10}'..='\u{FF5A}')
}

/// Returns whether a character shows as nothing in a text.
fn is_blank(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

/// Returns the two characters that a reader sees before an invisible one, nearest first, and those behind it.
fn seen(text: &str, at: usize, c: char) -> ([Option<char>; 2], [Option<char>; 2]) {
    let mut before = text[..at].chars().rev().filter(|c| !is_blank(*c));
    let mut after = text[at + c.len_utf8()..].chars().filter(|c| !is_blank(*c));
    ([before.next(), before.next()], [after.next(), after.next()])
}

/// Returns whether a word goes on behind an invisible character.
fn within_word(text: &str, at: usize, c: char) -> bool {
    let (before, after) = seen(text, at, c);
    let joins = |near: [Option<char>; 2]| match near {
        [Some('\'' | '’'), Some(next)] => is_plain(next),
        [Some(near), _] => is_plain(near),
        _ => false,
    };
    joins(before) && joins(after)
}

/// Returns whether a number goes on behind an invisible character, or its percent sign follows.
fn between_digits(text: &str, at: usize, c: char) -> bool {
    let (before, after) = seen(text, at, c);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts = |c: Option<char>| matches!(c, Some('.' | ',' | '\'' | '’'));
    match (digit(before[0]), digit(after[0])) {
        (true, true) => true,
        (true, false) => parts(after[0]) && digit(after[1]) || matches!(after[0], Some('%' | '‰')),
        (false, true) => parts(before[0]) && digit(before[1]) || matches!(before[0], Some('-' | '\u{2212}')),
        (false, false) => false,
    }
}

fn beside(before: Option<char>, after: &str, is: impl Fn(char) -> bool) -> bool {
    before.is_some_and(&is) || after.starts_with(is)
}

/// Returns whether a tag character stands in the flag of a part of a country, as of Scotland: a black flag, tags, and their end.
fn in_flag(text: &str, at: usize) -> bool {
    /// The most tags of a flag.
    const MOST: usize = 8;
    let is_tag = |c: &char| matches!(c, '\u{E0020}'..='\u{E007E}');
    let flag = text[..at].chars().rev().take(MOST).find(|c| !is_tag(c)) == Some('\u{1F3F4}');
    flag && text[at..].chars().take(MOST).find(|c| !is_tag(c)) == Some('\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(Unseen, u32)> {
        found(text).chain(unclosed(text)).map(|found| (found.what, found.character.into())).collect()
    }

    #[test]
    fn honest_writing_is_left_alone() {
        for text in [
            "Straße – “30,375” ✓ × … \u{a0}x\u{202f}y\tz\r\n",
            "قال \u{200f}30,375\u{200f} شخص، وقالت CBP\u{200e}.",
            "ב־\u{200e}CBP\u{200f} נאמר: 30,375 (נובמבר)\u{200f}.",
            "\u{61c}١٢٣ شخص",
            "می\u{200c}خواهم و نمی\u{200c}دانم",
            "क्\u{200d}ष और न्\u{200c}",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f} 1\u{fe0f}\u{20e3} 🏳\u{fe0f}\u{200d}🌈",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland",
            "Donau\u{ad}dampf\u{ad}schiff\u{ad}fahrt",
            "ภาษา\u{200b}ไทย ខ្មែរ\u{200b}ភាសា",
            "and/\u{200b}or, https://example.org/\u{200b}path",
            "a \u{2068}قال\u{2069} b \u{2067}x \u{2066}y\u{2069} z\u{2069}",
            "葛\u{e0100}飾 漢\u{fe00}字",
            "⠓\u{2800}⠊ ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ",
        ] {
            assert_eq!(said(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_can_only_deceive_is_found() {
        use Unseen::{ByteOrderMark, Control, Hidden, Noncharacter, Turned, Unclosed};
        for (text, what, point) in [
            ("a\u{1b}[31m", Control, 0x1B),
            ("a\0", Control, 0),
            ("a\u{9b}b", Control, 0x9B),
            ("a\u{7f}b", Control, 0x7F),
            ("a\u{feff}b", ByteOrderMark, 0xFEFF),
            ("a\u{fdd0}b", Noncharacter, 0xFDD0),
            ("a\u{ffff}b", Noncharacter, 0xFFFF),
            ("a \u{202e}b\u{202c}", Turned, 0x202E),
            ("\u{202a}+49 30\u{202c}", Turned, 0x202A),
            ("a \u{2067}b", Unclosed, 0x2067),
            ("a \u{2069}b", Unclosed, 0x2069),
            ("n\u{200b}ot", Hidden, 0x200B),
            ("n\u{200d}ot", Hidden, 0x200D),
            ("n\u{200e}\u{2060}ot", Hidden, 0x200E),
            ("isn’\u{200b}t", Hidden, 0x200B),
            ("не\u{2060}т", Hidden, 0x2060),
            ("n\u{fe0f}ot", Hidden, 0xFE0F),
            ("30\u{200b},375", Hidden, 0x200B),
            ("30,\u{ad}375", Hidden, 0xAD),
            ("5\u{2060}%", Hidden, 0x2060),
            ("-\u{200b}5", Hidden, 0x200B),
            ("3\u{2068}0,375\u{2069}", Hidden, 0x2068),
            ("a\u{2028}b", Hidden, 0x2028),
            ("a \u{2063} b", Hidden, 0x2063),
            ("a \u{206a} b", Hidden, 0x206A),
            ("a \u{fff9}b\u{fffa}", Hidden, 0xFFF9),
            ("a \u{e0041}b", Hidden, 0xE0041),
            ("🏴\u{e0067} b", Hidden, 0xE0067),
            ("a\u{e0100}", Hidden, 0xE0100),
            ("a \u{3164} b", Hidden, 0x3164),
            ("a \u{115f} b", Hidden, 0x115F),
            ("a \u{2800} b", Hidden, 0x2800),
        ] {
            assert_eq!(said(text).first(), Some(&(what, point)), "{text:?}");
        }
    }
}
