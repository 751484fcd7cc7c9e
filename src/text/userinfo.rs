//! What nobody should read who reads a message: the user's name and password that an address can hold, with a scheme before it and
//! without one, and what stands behind `password=`.

use std::ops::Range;

/// What the name of something secret ends in, in small letters and without signs between its words.
const SECRET: [&str; 14] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "apikey",
    "secretkey",
    "accesskey",
    "accountkey",
    "privatekey",
    "signature",
    "credential",
    "authorization",
];

/// Returns whether words hold an address with a user's name or password in it, or something secret by its name.
pub(crate) fn has_secret(words: &str) -> bool {
    secret(words, 0).is_some()
}

/// Returns whether a name is that of something secret.
pub(crate) fn is_secret(name: &str) -> bool {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    plain == "pass" || plain == "sig" || SECRET.iter().any(|word| plain.ends_with(word))
}

/// Returns words with a sign in place of each letter of what is secret, so that columns stay where they are.
pub(crate) fn masked(words: &str) -> String {
    let mut masked = words.to_owned();
    let mut from = 0;
    while let Some(Range { start, end }) = secret(&masked, from) {
        let signs = "*".repeat(end - start);
        masked.replace_range(start..end, &signs);
        from = end;
    }
    masked
}

/// Returns everything secret in words.
#[cfg(any(feature = "adbc", test))]
pub(crate) fn secrets_in(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(Range { start, end }) = secret(words, from) {
        found.push(&words[start..end]);
        from = end;
    }
    found
}

/// Returns the bytes of the first thing that is secret behind a byte.
fn secret(words: &str, from: usize) -> Option<Range<usize>> {
    let found = [userinfo(words, from), bare_userinfo(words, from), named(words, from)];
    found.into_iter().flatten().min_by_key(|found| found.start)
}

/// Returns the bytes of the first `name:password` before an `@` and a host, without a scheme.
fn bare_userinfo(words: &str, from: usize) -> Option<Range<usize>> {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '=' | '(' | ',' | '/');
    let mut signs = words.get(from..)?.match_indices('@').map(|(at, _)| from + at);
    signs.find_map(|sign| {
        let start = words[from..sign]
            .rfind(is_end)
            .map_or(from, |at| from + at + words[from + at..].chars().next().map_or(1, char::len_utf8));
        let (name, password) = words[start..sign].split_once(':')?;
        let is_host = words[sign + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '[');
        let is_masked = words[start..sign].bytes().all(|byte| byte == b'*');
        let is_login = !name.is_empty() && !password.is_empty() && name != "mailto" && !is_masked;
        (is_login && is_host).then_some(start..sign)
    })
}

/// Returns the bytes of the first value of `password=…` and the like. What stands for a parameter or a variable is none.
fn named(words: &str, from: usize) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut signs = words.get(from..)?.match_indices('=').map(|(at, _)| from + at);
    signs.find_map(|sign| {
        let before = words[from..sign].trim_end_matches([' ', ':']);
        let name = &before[before
            .rfind(|c| !is_name(c))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
        let behind = words[sign + 1..].trim_start_matches(['>', ' ']);
        let quote = behind.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let behind = behind.strip_prefix(['\'', '"']).unwrap_or(behind);
        let start = words.len() - behind.len();
        // Between quotes a blank is a part of it.
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '&' | ';' | ',' | ')');
        let closes = quote.and_then(|quote| behind.find(quote));
        let end = closes.or_else(|| behind.find(ends));
        let value = &behind[..end.unwrap_or(behind.len())];
        let is_value = !value.is_empty() && !value.starts_with([':', '{', '$', '=', '*']);
        (is_secret(name) && is_value).then_some(start..start + value.len())
    })
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
            ("uri = \"me:pw@host\"", "uri = \"*****@host\""),
            ("host=h password=pw1 user=u; Pwd = 'x y'", "host=h password=*** user=u; Pwd = '***'"),
            ("https://h/a?X-Amz-Signature=ab12&b=1", "https://h/a?X-Amz-Signature=****&b=1"),
            (
                "password={{ env_var(PW) }} token=:t a=b compass=north",
                "password={{ env_var(PW) }} token=:t a=b compass=north",
            ),
            ("mailto:a@b.example at 12:30", "mailto:a@b.example at 12:30"),
        ] {
            assert_eq!(masked(words), expected);
        }
        assert!(!has_secret("SELECT * FROM 's3://bucket/a.parquet' WHERE mail = 'a@b'"));
        assert!(has_secret("ATTACH 'postgres://u:p@h/d'"));
        assert_eq!(secrets_in("me:pw@host?token=t1&x=2"), ["me:pw", "t1"]);
    }
}
