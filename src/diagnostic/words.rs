//! Words of strangers made harmless on a terminal, and counts in words.
//!
//! A registry or data file may hold escape sequences that move the cursor, or marks that turn the direction of writing. Each
//! such character is replaced by one visible character, so that columns stay where they are.

/// Returns `words` with every character that could act on a terminal made visible.
pub fn clean(words: &str) -> String {
    words.chars().map(|c| if is_harmful(c) { picture(c) } else { c }).collect()
}

/// Returns `words` made visible line by line: its line breaks stay.
pub fn clean_lines(words: &str) -> String {
    words.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

/// Returns whether a terminal might act on a character rather than show it.
pub fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{061C}' | '\u{180E}' | '\u{3164}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

fn picture(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        _ => '\u{FFFD}',
    }
}

/// Returns "1 error" or "3 errors".
pub fn many(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// Returns words as "a, b and c", with `joint` before the last.
pub fn joined(words: &[String], joint: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
    }
}

/// Returns the first of many as "`a`, `b`, `c` and 12 more".
pub fn first_of<T: AsRef<str>>(all: &[T]) -> String {
    const NAMED: usize = 3;
    let mut named: Vec<String> = all.iter().take(NAMED).map(|one| format!("`{}`", one.as_ref())).collect();
    if all.len() > NAMED {
        named.push(format!("{} more", grouped(all.len() - NAMED)));
    }
    joined(&named, "and")
}

/// Returns a count with a comma between thousands.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_turned_writing_become_visible() {
        assert_eq!(clean("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(clean("a\tb\u{202e}c\u{9b}d\u{7f}"), "a b\u{FFFD}c\u{FFFD}d␡");
        assert_eq!(clean("Straße – 30,375 ✓"), "Straße – 30,375 ✓");
    }

    #[test]
    fn columns_stay_where_they_are() {
        let hostile = "x\u{1b}\u{200b}\u{fdd0}y";
        assert_eq!(clean(hostile).chars().count(), hostile.chars().count());
    }
}
