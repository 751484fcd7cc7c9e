//! The words of drivers and engines with everything that is secret taken out of them.
//!
//! A driver repeats what it was given: an address with its password, a token that it could not read, half of one. Every stretch of
//! its words that is a part of something secret is taken out; rather too much than too little.

use crate::text::masked;

/// The shortest part of a secret that is taken out where it stands alone; a shorter secret is taken out as a whole.
const SHORTEST: usize = 4;

/// The most characters of a driver's words that are shown.
const MOST: usize = 400;

/// What in a stretch of words stands for what was taken out.
const REDACTED: &str = "[redacted]";

/// What must never be said.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// Adds something secret, as it is and as addresses write it.
    pub(crate) fn add(&mut self, secret: &str) {
        let decoded = decoded(secret);
        for secret in [secret, decoded.as_str()] {
            if !secret.trim().is_empty() && !self.0.iter().any(|known| known == secret) {
                self.0.push(secret.to_owned());
            }
        }
    }

    /// Returns words on one line without anything secret.
    pub(crate) fn redacted(&self, words: &str) -> String {
        let words = masked(words);
        let mut kept = String::new();
        let mut at = 0;
        while let Some(c) = words[at..].chars().next() {
            let length = self.0.iter().map(|secret| shared(&words[at..], secret)).max().unwrap_or(0);
            if length == 0 {
                kept.push(if c.is_control() { ' ' } else { c });
                at += c.len_utf8();
                continue;
            }
            if !kept.ends_with(REDACTED) {
                kept.push_str(REDACTED);
            }
            at += length;
        }
        let line = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }
}

/// Returns how many bytes at the beginning of `words` are a part of a secret that is long enough to be told by it.
fn shared(words: &str, secret: &str) -> usize {
    let least = SHORTEST.min(secret.chars().count());
    let from_each = secret.char_indices().map(|(start, _)| {
        let same = words.chars().zip(secret[start..].chars()).take_while(|(a, b)| a == b);
        let same: Vec<usize> = same.map(|(a, _)| a.len_utf8()).collect();
        if same.len() >= least { same.iter().sum() } else { 0 }
    });
    from_each.max().unwrap_or(0)
}

/// Returns words with `%41` read as the byte that it stands for.
fn decoded(words: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = words.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(words: &[&str]) -> Secrets {
        let mut secrets = Secrets::default();
        for word in words {
            secrets.add(word);
        }
        secrets
    }

    #[test]
    fn a_secret_is_taken_out_whole_in_part_and_as_addresses_write_it() {
        let secrets = secrets(&["hun%74er2", "pw"]);
        for (words, expected) in [
            ("wrong password hun%74er2", "wrong password [redacted]"),
            ("token \"unter2\" is wrong", "token \"[redacted]\" is wrong"),
            ("invalid percent-encoded token: \"%74er2", "invalid percent-encoded token: \"[redacted]"),
            ("at pw, hun", "at [redacted], hun"),
            ("grpc://me:x@host:1 refused\n\tat line 2\u{1b}[31m", "grpc://****@host:1 refused at line 2 [31m"),
            ("nothing here", "nothing here"),
        ] {
            assert_eq!(secrets.redacted(words), expected);
        }
        assert!(secrets.redacted(&"long ".repeat(400)).ends_with('…'));
    }
}
