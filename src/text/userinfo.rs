//! The user's name and password that an address can hold, between `://` and `@`: what nobody should read who reads a message.

use std::ops::Range;

/// Returns whether words hold an address with a user's name or password in it.
pub(crate) fn has_userinfo(words: &str) -> bool {
    userinfo(words, 0).is_some()
}

/// Returns words with a sign in place of each letter of such a name or password, so that columns stay where they are.
pub(crate) fn masked(words: &str) -> String {
    let mut masked = words.to_owned();
    let mut from = 0;
    while let Some(Range { start, end }) = userinfo(&masked, from) {
        let signs = "*".repeat(end - start);
        masked.replace_range(start..end, &signs);
        from = end;
    }
    masked
}

/// Returns the bytes of the first name or password behind a byte. A password may hold almost anything, up to the last `@` of its
/// word; a path may hold an `@` too, as in `https://host/@name`.
fn userinfo(words: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let start = at + words.get(at..)?.find("://")? + 3;
        let rest = &words[start..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`')).unwrap_or(rest.len());
        let before = rest[..end].rfind('@').map(|sign| &rest[..sign]);
        match before.filter(|before| !before.is_empty() && (!before.contains('/') || before.contains(':'))) {
            Some(before) => return Some(start..start + before.len()),
            None => at = start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_passwords_are_masked_in_addresses_and_nothing_else_is() {
        for (words, expected) in [
            (
                "at postgresql://me:p@ss/w@host:5432/db, grpc://h:1, x://u@h",
                "at postgresql://*********@host:5432/db, grpc://h:1, x://*@h",
            ),
            ("https://host.example/@name and a@b", "https://host.example/@name and a@b"),
            ("x://é:ß@h", "x://*****@h"),
        ] {
            assert_eq!(masked(words), expected);
        }
        assert!(!has_userinfo("SELECT * FROM 's3://bucket/a.parquet' WHERE mail = 'a@b'"));
        assert!(has_userinfo("ATTACH 'postgres://u:p@h/d'"));
    }
}
