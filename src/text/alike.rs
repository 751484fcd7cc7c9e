//! Labels that look alike and are not equal: what is evened out before two are compared, and how the difference between two
//! of them is told to somebody who sees none.
//!
//! Evened out are white space, what shows as nothing, the forms of Unicode, dashes, apostrophes, case, letters of another
//! alphabet that look like Latin ones, and zeros that a spreadsheet takes from codes. Accents are not: `Sao` is not `São`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a label looks like: the first key always, the second where letters of another alphabet look like Latin ones.
pub type Keys = (String, Option<String>);

/// Returns what a label looks like: two labels with a key in common look alike.
pub fn keys(label: &str) -> Keys {
    let plain = key(label);
    if label.is_ascii() {
        return (plain, None);
    }
    let latin: String = label.nfkc().map(latin).collect();
    let latin = key(&latin);
    let second = (latin != plain).then_some(latin);
    (plain, second)
}

/// Returns whether two labels that are not equal look alike.
pub fn alike(a: &str, b: &str) -> bool {
    in_common(&keys(a), &keys(b))
}

/// Returns whether two labels with these keys look alike.
pub fn in_common((a, other_a): &Keys, (b, other_b): &Keys) -> bool {
    a == b || other_a.as_ref() == Some(b) || other_b.as_ref() == Some(a) || (other_a.is_some() && other_a == other_b)
}

fn key(label: &str) -> String {
    let mut key = String::with_capacity(label.len());
    if label.is_ascii() {
        push_even(&mut key, label.chars());
    } else {
        let signs: String = label.chars().map(sign).filter(|c| !is_unseen(*c)).collect();
        push_even(&mut key, signs.nfkc().map(sign).filter(|c| !is_unseen(*c)));
    }
    let kept = key.trim_end_matches(' ').len();
    key.truncate(kept);
    if key.len() > 1 && key.bytes().all(|byte| byte.is_ascii_digit()) {
        let zeros = key.bytes().take_while(|byte| *byte == b'0').count().min(key.len() - 1);
        key.drain(..zeros);
    }
    key
}

/// Adds signs in small letters, with one space for any white space and none around dashes or at the ends.
fn push_even(key: &mut String, signs: impl Iterator<Item = char>) {
    for c in signs {
        if c.is_whitespace() {
            if !key.is_empty() && !key.ends_with([' ', '-']) {
                key.push(' ');
            }
            continue;
        }
        if c == '-' && key.len() > 1 && key.ends_with(' ') {
            key.pop();
        }
        match c {
            'ς' => key.push('σ'),
            c => key.extend(c.to_lowercase()),
        }
    }
}

/// Returns the plain sign for one of the many dashes and apostrophes.
fn sign(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{58A}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2B9}'..='\u{2BC}' | '\u{B4}' | '`' | '\u{FF07}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{AB}' | '\u{BB}' => '"',
        c => c,
    }
}

/// Returns whether a character shows as nothing. Those that tell flags and emoji apart are kept.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// Returns the Latin letter that a Cyrillic or Greek one looks like, else the letter itself.
fn latin(c: char) -> char {
    match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' => 'i',
        'ј' => 'j',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'ν' => 'v',
        'ԝ' => 'w',
        'х' => 'x',
        'у' => 'y',
        c => c,
    }
}

/// Returns a label as messages show it: on one line and no longer than a phrase.
pub fn shown(label: &str) -> String {
    const LONGEST: usize = 60;
    let line = label.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut shown: String = line.clone().take(LONGEST).collect();
    if line.count() > LONGEST {
        shown.push('…');
    }
    shown
}

/// Returns how a label differs from one that looks like it: "has a space at its end".
pub fn difference(label: &str, from: &str) -> String {
    let strange = |c: &char| !from.contains(*c) && !c.is_ascii();
    if let Some(c) = label.chars().find(|c| strange(c) || is_unseen(*c) && !from.contains(*c)) {
        return match named(c) {
            Some(name) => format!("holds U+{:04X}, {name}", u32::from(c)),
            None if is_combining_mark(c) || c.nfkc().ne(std::iter::once(c)) => {
                format!("holds U+{:04X}, another form of the same sign", u32::from(c))
            }
            None if label.to_lowercase() == from.to_lowercase() => "is written with other capitals".to_owned(),
            None => format!("holds U+{:04X}, which looks like another sign", u32::from(c)),
        };
    }
    if from.chars().any(|c| !label.contains(c) && !c.is_ascii()) && label.to_lowercase() != from.to_lowercase() {
        return "is written with plainer signs".to_owned();
    }
    let ends = |word: &str| (word.starts_with(char::is_whitespace), word.ends_with(char::is_whitespace));
    match (ends(label), ends(from)) {
        ((_, true), (_, false)) => "has a space at its end".to_owned(),
        ((true, _), (false, _)) => "has a space at its beginning".to_owned(),
        ((_, false), (_, true)) => "has no space at its end".to_owned(),
        ((false, _), (true, _)) => "has no space at its beginning".to_owned(),
        _ if label.to_lowercase() == from.to_lowercase() => "is written with other capitals".to_owned(),
        _ if label.bytes().all(|byte| byte.is_ascii_digit()) => {
            let more = if label.len() > from.len() { "more" } else { "fewer" };
            format!("has {more} zeros before it")
        }
        _ => "has other spaces or signs".to_owned(),
    }
}

fn named(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{A0}' | '\u{202F}' => "a space at which no line breaks",
        '\u{AD}' => "a soft hyphen, which shows as nothing",
        '\u{200B}' => "a space of no width",
        '\u{200C}' | '\u{200D}' => "a joiner of letters, which shows as nothing",
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a mark of the direction of writing, which shows as nothing"
        }
        '\u{2060}' => "a joiner of words, which shows as nothing",
        '\u{FEFF}' => "a byte order mark, which shows as nothing",
        '\u{2018}' | '\u{2019}' | '\u{2BC}' | '\u{2032}' | '\u{B4}' => "another apostrophe",
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2212}' => "another dash",
        '\u{370}'..='\u{3FF}' => "a Greek letter",
        '\u{400}'..='\u{52F}' => "a Cyrillic letter",
        c if is_unseen(c) => "which shows as nothing",
        c if c.is_whitespace() => "another space",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_look_alike_are_found() {
        for (a, b) in [
            ("England", "England "),
            ("England", " England"),
            ("England", "England\u{a0}"),
            ("New York", "New  York"),
            ("New York", "New\u{a0}York"),
            ("New York", "New\u{2009}York"),
            ("New York", "New\nYork"),
            ("England", "Eng\u{200b}land"),
            ("England", "\u{feff}England"),
            ("England", "Eng\u{ad}land"),
            ("England", "England\u{200e}"),
            ("England", "\u{2060}England"),
            ("Köln", "Ko\u{308}ln"),
            ("office", "o\u{fb03}ce"),
            ("England", "\u{ff25}ngland"),
            ("Baden-Baden", "Baden\u{2013}Baden"),
            ("Baden-Baden", "Baden\u{2011}Baden"),
            ("Baden-Baden", "Baden \u{2014} Baden"),
            ("-5", "\u{2212}5"),
            ("O'Brien", "O\u{2019}Brien"),
            ("O'Brien", "O\u{b4}Brien"),
            ("\"A\"", "\u{201c}A\u{201d}"),
            ("Male", "male"),
            ("MÁLAGA", "Málaga"),
            ("Newton", "N\u{435}wton"),
            ("NATO", "\u{39d}\u{391}\u{3a4}\u{39f}"),
            ("СССР", "CCCP"),
            ("НОМЕР", "номер"),
            ("ΟΔΟΣ", "οδος"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("05315000", "5315000"),
            ("18-24", "18\u{2013}24"),
        ] {
            assert!(alike(a, b), "{a:?} and {b:?}");
            assert!(!difference(b, a).is_empty());
        }
    }

    #[test]
    fn labels_that_can_be_told_apart_are_not() {
        for (a, b) in [
            ("Washington", "washington, D.C."),
            ("São Paulo", "Sao Paulo"),
            ("A-", "A"),
            ("AA-", "AA--"),
            ("-", "--"),
            ("-5", "5"),
            ("1.5", "15"),
            ("10", "1"),
            ("0", "10"),
            ("Type 1", "Type I"),
            ("O1", "01"),
            ("Maße", "Masse"),
            ("NewYork", "New York"),
            ("می‌خواهم", "می‌خواهد"),
            ("हिन्दी", "हिंदी"),
            (
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            ),
        ] {
            assert!(!alike(a, b), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_said() {
        for (label, from, said) in [
            ("England ", "England", "has a space at its end"),
            ("England", "England ", "has no space at its end"),
            ("England\u{a0}", "England", "holds U+00A0, a space at which no line breaks"),
            ("ENGLAND", "England", "is written with other capitals"),
            ("N\u{435}wton", "Newton", "holds U+0435, a Cyrillic letter"),
            ("Newton", "N\u{435}wton", "is written with plainer signs"),
            ("5315000", "05315000", "has fewer zeros before it"),
            ("Ko\u{308}ln", "Köln", "holds U+0308, another form of the same sign"),
            ("New  York", "New York", "has other spaces or signs"),
            ("MÁLAGA", "Málaga", "is written with other capitals"),
        ] {
            assert_eq!(difference(label, from), said, "{label:?} {from:?}");
        }
    }
}
