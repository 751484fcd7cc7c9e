//! The words of a text, and what stands between them.

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
