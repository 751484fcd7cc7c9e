//! Texts without quotes that end where ` #` begins a comment: `because: The form, see request #12, does not ask.`
//!
//! A comment is honest where it stands apart: behind a path, an id or a number, or with a space behind its sign. A sign that is
//! followed at once by a letter or a digit belongs to what is numbered or named with it, and the text has lost its end.

use crate::diagnostic::code::registry::TEXT_CUT;
use crate::diagnostic::{Problem, Severity};
use crate::text::{Place, Span};
use crate::world::ProjectPath;

use super::node::{Node, NodeKind};

/// Keys whose value is a whole sentence.
const SENTENCES: &[&str] = &[
    "because",
    "caption",
    "conflicts",
    "corrections",
    "definition",
    "funding",
    "instead",
    "limitations",
    "method",
    "note",
    "question",
    "quote",
    "rationale",
    "reading",
    "statement",
    "summary",
    "why",
    "would_resolve",
];
/// Keys whose value is a name or a few words that readers see.
const NAMES: &[&str] = &["answer", "by", "event", "independent", "label", "locator", "name", "title", "unit", "where"];

/// Returns the problems of texts in a registry file that are cut.
pub(super) fn problems(file: &ProjectPath, text: &str, root: &Node) -> Vec<Problem> {
    let mut found = Vec::new();
    walk(root, "", text, &mut |span, severity| found.push(problem(file, text, span, severity)));
    found
}

/// Returns the problem of a line in brackets of which a comment takes the end, the closing bracket with it, above `offset`: there
/// the reader stumbles over a bracket that its author closed.
pub(super) fn in_brackets(file: &ProjectPath, text: &str, offset: usize) -> Option<Problem> {
    let mut start = 0;
    for line in text.get(..text[offset..].find('\n').map_or(text.len(), |end| offset + end))?.split_inclusive('\n') {
        let here = start;
        start += line.len();
        for (at, _) in line.match_indices('#') {
            let (before, after) = (&line[..at], &line[at + 1..]);
            let open = before.matches(['{', '[']).count() > before.matches(['}', ']']).count();
            let glued = before.ends_with([' ', '\t']) && after.starts_with(char::is_alphanumeric);
            let quotes = before.matches('"').count() % 2 == 1 || before.trim_start().starts_with('#');
            if open && glued && !quotes && after.contains(['}', ']']) {
                let span = Span::new(here + at, here + line.trim_end().len());
                return Some(problem(file, text, span, Severity::Error));
            }
        }
    }
    None
}

/// Returns whether a line holds a sign that could cut a text; most files have none, and need no second look.
pub(super) fn may_cut(text: &str) -> bool {
    text.match_indices('#').any(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', '\t']);
        before.len() < at && !before.is_empty() && !before.ends_with(['\n', '\r', '"', '\'', '}', ']', ',', '{', '['])
    })
}

fn walk(node: &Node, key: &str, text: &str, found: &mut dyn FnMut(Span, Severity)) {
    match &node.kind {
        NodeKind::Plain(words) => {
            let rest = &text[node.span.end..];
            let comment = rest.trim_start_matches([' ', '\t']);
            let gap = rest.len() - comment.len();
            if gap > 0 && !words.is_empty() && comment.starts_with('#') {
                let line = comment.find(['\n', '\r']).map_or(comment, |end| &comment[..end]).trim_end();
                if let Some(severity) = cuts(words, key, gap, &line[1..]) {
                    let start = node.span.end + gap;
                    found(Span::new(start, start + line.len()), severity);
                }
            }
        }
        NodeKind::List(items) => items.iter().for_each(|item| walk(item, key, text, found)),
        NodeKind::Mapping(pairs) => {
            for pair in pairs {
                walk(&pair.value, pair.key.words().unwrap_or_default(), text, found);
            }
        }
        NodeKind::Quoted(_) | NodeKind::Refused => {}
    }
}

/// Returns how certain it is that a comment, its sign left out, was meant to be the end of a text; none where it is honest.
fn cuts(words: &str, key: &str, gap: usize, comment: &str) -> Option<Severity> {
    let several = words.contains(char::is_whitespace);
    let sentence = SENTENCES.contains(&key);
    let text = several || sentence || NAMES.contains(&key);
    let first = comment.chars().next()?;
    if first.is_alphanumeric() {
        let capital = words.starts_with(char::is_uppercase) && !words.contains(['/', '.', '_']);
        return match (text || capital, first.is_ascii_digit()) {
            (true, _) => Some(Severity::Error),
            // `place: district #9` may be a label and its number; `file: data/a.csv #2024` and `n: 12 #3` are not.
            (false, true) if words.chars().all(char::is_alphabetic) => Some(Severity::Warning),
            (false, _) => None,
        };
    }
    let comment = comment.trim_start_matches([' ', '\t']);
    let over = |words: &str| words.ends_with(['.', '?', '!', '…', '"', '”', '’', '\'', ')']);
    // Comments stand two spaces away, or more, wherever lines are kept in form: one space is how a sentence goes on.
    let goes_on = gap == 1 && several && !over(words);
    let numbered = comment.starts_with(|c: char| c.is_ascii_digit()) && text;
    (goes_on && (numbered || sentence && over(comment))).then_some(Severity::Warning)
}

/// Builds the problem of a text that is cut by a comment.
fn problem(file: &ProjectPath, text: &str, span: Span, severity: Severity) -> Problem {
    let place = Place::Text(file.clone(), span);
    let rest: String = text[span.range()].chars().take(40).collect();
    let rest = if rest.len() < span.range().len() { format!("{}…", rest.trim_end()) } else { rest };
    let problem = match severity {
        Severity::Error => Problem::error(&TEXT_CUT, place, format!("the text ends before `{rest}`")),
        Severity::Warning => Problem::warning(&TEXT_CUT, place, format!("the text seems to go on with `{rest}`")),
    };
    problem
        .label("read as a comment, which no reader sees")
        .note("in YAML, a `#` behind a space begins a comment wherever a text has no quotes")
        .help("put the whole text in quotes; if this is a comment, write it on a line of its own")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::tree;

    fn found(text: &str) -> Vec<(String, Severity)> {
        let file = ProjectPath::fixed("claims.yaml");
        let cut = |problem: &Problem| match &problem.at.place {
            Place::Text(_, span) => text[span.range()].to_owned(),
            other => panic!("{other:?}"),
        };
        let tree = tree::build(&file, text).ok().filter(|_| may_cut(text)).and_then(|tree| tree.root);
        let problems = tree.map(|root| problems(&file, text, &root)).unwrap_or_default();
        problems.iter().map(|problem| (cut(problem), problem.severity)).collect()
    }

    fn cut(text: &str, severity: Severity) {
        let found = found(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].1, severity, "{text}");
    }

    #[test]
    fn a_text_that_loses_its_end_is_an_error() {
        for text in [
            "because: The form, see request #12, does not ask; nobody else does.",
            "because:\n  The form is long,\n  see request #12\nquestion: Who?",
            "statement: Request\t#A12 was refused.",
            "said:\n  by: Speaker #3\n  date: 2025",
            "looked:\n  where: the pages #all of them",
            "where:\n  district: District #9",
            "claims:\n- one of #two",
            "quantity: more than 40 #said twice",
        ] {
            cut(text, Severity::Error);
        }
    }

    #[test]
    fn a_text_that_seems_to_go_on_is_a_warning() {
        for text in [
            "because: The form, see request # 12, does not ask",
            "statement: The office counts people # and nobody else.",
            "place: district #9",
        ] {
            cut(text, Severity::Warning);
        }
    }

    #[test]
    fn honest_comments_are_left_alone() {
        for text in [
            "file: data/x.csv  # the monthly file",
            "file: data/x.csv #the monthly file",
            "file: data/x.csv #2024",
            "measure: people #as counted since 2020",
            "vintage: 2025-12-04 #first print",
            "n: 12 #3 of them",
            "parties: { cbp: Customs }        # a string where an object would do is a name",
            "said: { by: An article, date: 2025-12 }   #where it was said",
            "statement: The office counts people.  # they say",
            "statement: The office counts people. # They say so.",
            "statement: The office counts people  # we doubt it.",
            "label: people counted # not cases",
            "label: people counted  # 2 of them",
            "because: \"See request #12.\"",
            "because: 'See request #12.'",
            "because: |\n  See request #12.\n",
            "because: C# and request no.#12",
            "# because: see request #12\n#because: see #12\nstatement: x  #",
            "statement: A text of words #---",
            "claims: [a, b] #c",
            "where:   #of all\n  month: 2025-11",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
