//! Mentions: what GitHub and its like make links of in a comment or a pull request, and whom they write to. What a brief
//! quotes is no call for anybody, so an empty comment, of which a reader sees nothing, is put where the link would begin.

/// What takes the link away. A character that nobody sees would do as well, but would be copied along unseen.
const APART: &str = "<!-- -->";
/// How long the name of a commit is at the least, and at the most.
const COMMIT: std::ops::RangeInclusive<usize> = 7..=40;

/// Returns Markdown in which nobody is called (`@name`, `@organisation/team`) and no issue, pull request or commit is linked
/// (`#12`, `GH-12`, `owner/name#12`, `a1b2c3d`, an address of one). Words between backticks are never linked; they are left as
/// they are, and so is the address of a mailbox.
pub(super) fn silenced(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 16);
    let mut before = None;
    let mut code = false;
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '`' && before != Some('\\') {
            code = !code;
        }
        let in_word = before.is_some_and(|before: char| before.is_ascii_alphanumeric() || before == '_');
        let mut length = c.len_utf8();
        let mut apart = false;
        if !code {
            let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
            match c {
                '@' => apart = !in_word && after.starts_with(|c: char| c.is_ascii_alphanumeric()),
                '#' => apart = digit(after),
                'g' | 'G' if !in_word && has_prefix(rest, "gh-") && digit(&rest[3..]) => (length, apart) = (3, true),
                'h' | 'H' if !in_word => {
                    if let Some(scheme) = ["https:", "http:"].into_iter().find(|scheme| has_prefix(rest, scheme)) {
                        apart = is_of_a_repository(&rest[scheme.len()..]);
                        length = scheme.len();
                    }
                }
                '0'..='9' | 'a'..='f' | 'A'..='F' if !in_word => {
                    let word = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
                    let name = &rest[..word];
                    if is_commit(name) {
                        out.extend([&name[..1], APART, &name[1..]]);
                    } else {
                        out.push_str(name);
                    }
                    before = name.chars().next_back();
                    rest = &rest[word..];
                    continue;
                }
                _ => {}
            }
        }
        out.push_str(&rest[..length]);
        if apart {
            out.push_str(APART);
        }
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    out
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Returns whether an address without its scheme leads to an issue, a pull request, a discussion or a commit, where it would
/// leave a note.
fn is_of_a_repository(address: &str) -> bool {
    let address = address.split(|c: char| c.is_whitespace() || matches!(c, '|' | '>' | ')')).next().unwrap_or_default();
    let mut parts = address.trim_start_matches('/').split('/').skip(3);
    let kind = parts.next().unwrap_or_default();
    matches!(kind, "issues" | "pull" | "pulls" | "discussions" | "commit" | "-") && parts.next().is_some()
}

/// Returns whether a word may be the name of a commit: digits and letters up to `f`, some of either.
fn is_commit(word: &str) -> bool {
    COMMIT.contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_hexdigit())
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_and_nothing_is_linked() {
        for (written, wanted) in [
            ("Did @office answer letter #123?", "Did @|office answer letter #|123?"),
            ("@org/team-a, (@b) and _@c", "@|org/team-a, (@|b) and _@c"),
            ("desk/briefs#7, a#8 and \\#9", "desk/briefs#|7, a#|8 and \\#|9"),
            ("GH-12, gh-3 and high-12", "GH-|12, gh-|3 and high-12"),
            (
                "See a1b2c3d and 0123456789abcdef0123456789abcdef01234567.",
                "See a|1b2c3d and 0|123456789abcdef0123456789abcdef01234567.",
            ),
            ("https://github.com/a/b/issues/5 of it", "https:|//github.com/a/b/issues/5 of it"),
        ] {
            assert_eq!(silenced(written), wanted.replace('|', APART), "{written}");
        }
    }

    #[test]
    fn what_calls_nobody_reads_as_it_was_written() {
        for words in [
            "write to desk@example.org",
            "`@office` and `#12`",
            "## A heading\n\n#### Numbers",
            "30,375 of 1,234,567 in 2025-11, line 12345678",
            "decade defaced 20251203 facade",
            "https://example.org/a/b and https://paper.example/count/2025",
            "an \\@ alone, # too",
        ] {
            assert_eq!(silenced(words), words);
        }
    }
}
