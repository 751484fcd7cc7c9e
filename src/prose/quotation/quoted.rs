//! A quotation: its stretches of words, and what it shows between them; and the words of any text, cut in the same way.

use crate::prose::passage::PRINTED;

/// A quotation: stretches of words, and a gap before each and behind the last.
#[derive(Debug, Default)]
pub(crate) struct Quoted {
    pub(crate) parts: Vec<Vec<String>>,
    pub(super) gaps: Vec<Gap>,
}

/// What a quotation shows between two stretches.
#[derive(Debug, Clone, Default)]
pub(super) struct Gap {
    /// The words in brackets.
    pub(super) inserted: Vec<String>,
    /// Whether words may be missing here.
    pub(super) open: bool,
    /// Whether something is printed here by name.
    pub(super) printed: bool,
}

impl Quoted {
    /// Returns the stretches and gaps of a quotation.
    pub(crate) fn of(quotation: &str) -> Self {
        let plain = quotation.replace("...", "…");
        let mut reader = Reader { quoted: Self::default(), gap: Gap::default(), words: String::new() };
        let mut rest = plain.as_str();
        while let Some(c) = rest.chars().next() {
            match c {
                '…' => reader.gap().open = true,
                PRINTED => {
                    let gap = reader.gap();
                    (gap.open, gap.printed) = (true, true);
                }
                '[' if rest.contains(']') => {
                    let inside = rest[1..].split(']').next().unwrap_or_default();
                    rest = &rest[inside.len() + 2..];
                    reader.bracket(inside, rest);
                    continue;
                }
                c => reader.words.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
        reader.end();
        reader.quoted
    }

    /// Returns whether it shows that something was left out or put in.
    pub(crate) fn shows_a_gap(&self) -> bool {
        self.gaps.iter().any(|gap| gap.open && !gap.printed || !gap.inserted.is_empty())
    }

    /// Returns how many words it has.
    pub(crate) fn length(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }
}

/// Reads a quotation.
struct Reader {
    quoted: Quoted,
    /// The gap before the words that are being read.
    gap: Gap,
    words: String,
}

impl Reader {
    /// Ends the stretch, where there is one, and returns the gap behind it.
    fn gap(&mut self) -> &mut Gap {
        let part = words(&std::mem::take(&mut self.words));
        if !part.is_empty() {
            self.quoted.parts.push(part);
            self.quoted.gaps.push(std::mem::take(&mut self.gap));
        }
        &mut self.gap
    }

    fn bracket(&mut self, inside: &str, behind: &str) {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if matches!(inside.trim(), "sic" | "…") {
            let left_out = inside.trim() == "…";
            let gap = self.gap();
            gap.open |= left_out;
            return;
        }
        if inside.chars().count() == 1 && is_letter(inside.chars().next()) && is_letter(behind.chars().next()) {
            // `[t]he`: the case of one letter, and no word is missing.
            self.gap();
            self.words.push_str(inside);
            return;
        }
        if is_letter(self.words.chars().next_back()) {
            // `child[ren]`: the word was changed, and stands for one of the text.
            let kept = self.words.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let stem = self.words.split_off(kept);
            let gap = self.gap();
            gap.open = true;
            gap.inserted.push(format!("{stem}{inside}"));
            return;
        }
        let gap = self.gap();
        gap.open = true;
        gap.inserted.extend(words(inside));
    }

    fn end(&mut self) {
        self.gap();
        self.quoted.gaps.push(std::mem::take(&mut self.gap));
    }
}

/// What stands between a word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// A space.
    None,
    /// A mark that sets a clause off.
    Clause,
    /// The end of a sentence.
    Sentence,
}

/// Returns the words of a text: letters, digits and signs that belong to numbers, without marks between them.
pub(crate) fn words(text: &str) -> Vec<String> {
    pieces(text).map(|(piece, _)| bare(piece)).filter(|word| !word.is_empty()).collect()
}

/// Visits what stands between spaces, dashes and slashes, and whether a dash stands before it.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut dash = false;
    text.split_inclusive(|c: char| c.is_whitespace() || "—–/".contains(c)).map(move |piece| {
        let before = std::mem::replace(&mut dash, piece.ends_with(['—', '–']));
        (piece.trim_end_matches(|c: char| c.is_whitespace() || "—–/".contains(c)), before)
    })
}

pub(super) fn bare(piece: &str) -> String {
    let plain: String = piece
        .chars()
        .map(|c| match c {
            '’' | '‘' | 'ʼ' => '\'',
            '‐' | '‑' => '-',
            c => c,
        })
        .collect();
    // Points and commas stay only within: `62,000`, `U.S`.
    plain
        .trim_matches(|c: char| !c.is_alphanumeric() && !"%$€£".contains(c))
        .replace(['“', '”', '«', '»', '„', '"'], "")
}

pub(super) fn break_behind(piece: &str) -> Break {
    let end = piece.trim_end_matches(['”', '’', '»', '"', '\'', '“', '‘', '*', '_']);
    match end.chars().next_back() {
        Some('.') if end[..end.len() - 1].contains('.') => Break::None,
        Some('.' | '!' | '?' | '…') => Break::Sentence,
        Some(',' | ';' | ':' | ')' | ']') => Break::Clause,
        _ => Break::None,
    }
}
