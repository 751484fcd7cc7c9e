//! What a text that is no YAML is told: in plain words, with the line where the reader stumbled.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::Problem;
use crate::diagnostic::code::registry::NOT_YAML;
use crate::text::{Place, Span, Text, boundary};
use crate::world::ProjectPath;

use super::{cut, problems as wrong};

const EARLIER: &str = "the mistake is often one line above the line named";

/// Builds the problem of a text that the event parser gave up on.
pub(super) fn problem(file: &ProjectPath, text: &str, error: &ScanError) -> Problem {
    let mut offset = error.marker().byte_offset().unwrap_or(text.len());
    if is_tab(error.kind()) {
        offset = text.get(..offset).and_then(|before| before.rfind('\t')).unwrap_or(offset);
    }
    let place = Place::Text(file.clone(), span(text, offset));
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return wrong::deep_nesting(place);
    }
    if let Some(cut) = cut::in_brackets(file, text, offset.min(text.len())).filter(|_| is_of_brackets(error.kind())) {
        return cut;
    }
    let (message, help) = words(error.kind());
    Problem::error(&NOT_YAML, place, message).note(EARLIER).help(help)
}

/// Builds the problem of a text that only the typed reader refuses, at its line and column from one.
pub(super) fn typed(file: &ProjectPath, text: &Text, error: &serde_yaml::Error) -> Problem {
    let offset = error.location().and_then(|at| {
        let line = text.line(at.line())?;
        let words = text.as_str().get(line.range())?;
        let column = words.char_indices().nth(at.column().saturating_sub(1)).map_or(words.len(), |(at, _)| at);
        Some(line.start + column)
    });
    let place = match offset {
        Some(offset) => Place::Text(file.clone(), span(text.as_str(), offset)),
        None => Place::File(file.clone()),
    };
    Problem::error(&NOT_YAML, place, "the file cannot be read as YAML")
        .note(format!("the YAML reader says: {error}"))
        .note(EARLIER)
}

/// Returns the character at `offset`, or the end of the line where the text or line ends there.
fn span(text: &str, offset: usize) -> Span {
    let offset = boundary(text, offset);
    match text[offset..].chars().next() {
        Some(c) if c != '\n' && c != '\r' => Span::new(offset, offset + c.len_utf8()),
        _ => {
            // At the end there is nothing to show: the last line with words says more.
            let end = text[..offset].trim_end().len();
            let last = text[..end].chars().next_back().map_or(0, char::len_utf8);
            Span::new(end - last, end)
        }
    }
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

fn is_of_brackets(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::UnclosedFlowCollection { .. }
            | K::MismatchedFlowCollectionEnd { .. }
            | K::UnexpectedEofFlowSequence
            | K::UnexpectedEofFlowMapping
            | K::UnexpectedEofImplicitFlowMapping
            | K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
            | K::InvalidFlowScalarIndent
            | K::InvalidIndentation
            | K::MappingValueNotAllowed
            | K::InvalidColonPlacement
            | K::InvalidSimpleKey
            | K::MappingKeyNotAllowed
            | K::SimpleKeyExpected
    )
}

/// Returns what is wrong and one thing to do about it.
fn words(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as K;
    let (message, help) = match kind {
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => (
            "a quoted text is never closed",
            "add the closing quote; inside single quotes, write `''` for an apostrophe",
        ),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            "words follow a quoted text",
            "put the whole text in one pair of quotes; write `''` inside single quotes, `\\\"` inside double quotes",
        ),
        K::InvalidQuotedScalarIndent => (
            "a quoted text is never closed, or goes on too far left",
            "add the closing quote, or indent its further lines more than the key it belongs to",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => (
            "a backslash in a double-quoted text is followed by what means nothing",
            "write `\\\\` for a backslash, or use single quotes",
        ),
        K::UnclosedFlowCollection { open } => {
            return (format!("the bracket `{open}` is never closed"), "add the closing bracket");
        }
        K::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("the bracket `{open}` is closed by `{close}`"), "close each bracket with its own kind");
        }
        K::UnexpectedEofFlowSequence | K::UnexpectedEofFlowMapping | K::UnexpectedEofImplicitFlowMapping => {
            ("the file ends inside brackets", "add the closing bracket")
        }
        K::MisplacedFlowCollectionEnd => {
            ("a bracket is closed that was never opened", "delete it, or put the text in quotes")
        }
        K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => (
            "inside brackets, items are not separated by commas",
            "put a comma between items, close the bracket, or put a text with `, ` or `: ` in quotes",
        ),
        tab if is_tab(tab) => ("a tab is used where spaces belong", "indent with spaces"),
        K::InvalidIndentation
        | K::InvalidFlowScalarIndent
        | K::InvalidBlockScalarIndent
        | K::ExpectedBlockMappingKey => (
            "a line is indented so that it belongs to nothing",
            "indent the keys of one entry equally, and what stands under a key more than the key",
        ),
        K::ExpectedBlockSequenceEntry | K::BlockSequenceEntryNotAllowed => (
            "a list and keys are mixed in one place",
            "begin every item of the list with `- `, all at the same indentation",
        ),
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidSimpleKey | K::MappingKeyNotAllowed => (
            "there is a `:` where no key can be",
            "put a text that has `: ` in it in quotes, add the `:` that the line above lacks, or close its bracket",
        ),
        K::SimpleKeyExpected => {
            ("a line is neither a key nor part of a text", "add `: ` after the key, or indent the line")
        }
        K::UnexpectedCharacter { character } => {
            let named = character.escape_default();
            return (format!("a text cannot begin with `{named}`"), "put the text in quotes");
        }
        K::InvalidBlockScalarHeader => ("words follow `|` or `>`", "begin the block of text on the next line"),
        K::CommentNotSeparated => {
            ("there is a comment in the middle of a text", "put a space before `#`, and comments on lines of their own")
        }
        K::CommentInterceptedScalar => (
            "a text is cut by a comment and goes on below it",
            "put the whole text in quotes where the `#` belongs to it; else write the comment on a line of its own, above the text",
        ),
        K::DirectiveDisallowed => ("registries have no `%` directives", "delete the line"),
        K::InvalidDocumentEnd | K::ExpectedDocumentStart => {
            ("words follow the end of the document", "delete them, or indent them so that they belong to a key")
        }
        other => {
            let message = format!("the file cannot be read as YAML: {other}");
            return (message, "close quotes and brackets, and indent with spaces");
        }
    };
    (message.to_owned(), help)
}
