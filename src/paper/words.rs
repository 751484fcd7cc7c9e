//! Words as Typst reads them. All of them stand in strings, in which a backslash and a quotation mark alone mean something:
//! whatever an author, a file or a stranger's registry says is printed, and never an instruction.

use std::fmt::Write as _;

/// Writes words as a string of Typst.
pub(super) fn string(words: &str, out: &mut String) {
    out.push('"');
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Writes words into a text of Typst: the semicolon keeps what follows from being taken for more of the same expression.
pub(super) fn text(words: &str, out: &mut String) {
    if !words.is_empty() {
        out.push('#');
        string(words, out);
        out.push(';');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_string_means_anything_but_its_end_and_a_backslash() {
        let mut out = String::new();
        string("#let $x$ @ref *b* _i_ `raw` ] [ // /* \\ \" <a> = - + ~", &mut out);
        assert_eq!(out, "\"#let $x$ @ref *b* _i_ `raw` ] [ // /* \\\\ \\\" <a> = - + ~\"");
    }

    #[test]
    fn control_characters_are_written_out() {
        let mut out = String::new();
        text("a\n\tb\u{7}", &mut out);
        assert_eq!(out, "#\"a\\n\\tb\\u{7}\";");
        out.clear();
        text("", &mut out);
        assert_eq!(out, "");
    }
}
