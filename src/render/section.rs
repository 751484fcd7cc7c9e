//! The shape of a page's Markdown: sections numbered in order, no lines of nothing but space, one line break at the end.
//! Code between fences is left as it is.

use std::fmt::Write as _;

use crate::compose::Mark;

use super::marks::{self, Token};

/// Returns the text with its level-two headings numbered and its blank lines tidied.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut fence: Option<&str> = None;
    let mut blank = true;
    let mut section = 0;
    for line in text.lines() {
        let mark = fence_of(line);
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if mark.starts_with(open) && line.trim() == mark => fence = None,
            _ => {}
        }
        let in_code = fence.is_some();
        if !in_code && is_only_marks(line) {
            // It leaves no line behind once the marks are lifted.
            out.push_str(line.trim());
            continue;
        }
        if line.trim().is_empty() && !in_code {
            if !blank {
                out.push('\n');
            }
            blank = true;
            continue;
        }
        let (opened, words) = line.split_at(marks_before(line));
        if !in_code && !blank && is_heading(words) {
            out.push('\n');
        }
        blank = false;
        match words.strip_prefix("## ") {
            Some(heading) if !in_code => {
                section += 1;
                out.push_str(opened);
                let _ = write!(out, "## {section}. {}", heading.trim_start());
            }
            _ if in_code => out.push_str(line),
            // Two spaces at the end of a line are a line break, which templates write as a backslash.
            _ => out.push_str(line.trim_end()),
        }
        out.push('\n');
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with(' ')
}

/// Returns how many bytes of a line begin marks before its first words.
fn marks_before(line: &str) -> usize {
    let words = marks::tokens(line).find_map(|token| match token {
        Token::Open(_) => None,
        Token::Text(words) => line.find(words),
        Token::Close | Token::Broken => Some(0),
    });
    words.unwrap_or(0)
}

/// Returns whether a line holds nothing but the beginning of the panel or the end of a block.
fn is_only_marks(line: &str) -> bool {
    let line = line.trim();
    let only = |token| matches!(token, Token::Open(Mark::Panel) | Token::Close);
    !line.is_empty() && marks::tokens(line).all(only)
}

/// Returns the fence that a line opens or closes.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(' ');
    ['`', '~'].into_iter().find_map(|c| {
        let length = line.bytes().take_while(|b| char::from(*b) == c).count();
        (length >= 3).then(|| &line[..length])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_inside_a_mark_is_numbered_and_stands_apart() {
        let mut text = String::from("one\n");
        marks::open(Mark::Panel, &mut text);
        let opened = text["one\n".len()..].to_owned();
        text.push_str("## Two\n\nthree\n");
        marks::close(&mut text);
        assert!(tidy(&text).starts_with(&format!("one\n\n{opened}## 1. Two\n\nthree\n")));
    }

    #[test]
    fn sections_are_numbered_and_code_is_left_alone() {
        let text = "\n# Title\n\n\n\n## One\ntext  \n### Part\n\n```\n## no heading\n\n\n```\n## Two\n\n";
        assert_eq!(tidy(text), "# Title\n\n## 1. One\ntext\n\n### Part\n\n```\n## no heading\n\n\n```\n\n## 2. Two\n");
    }
}
