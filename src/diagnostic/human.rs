//! A problem as rustc would say it: message, place, the lines that it is about, labels, notes, help.
//!
//! This is the only file that knows the crate that draws frames. A `Frame` is made from a text the tool holds or from the
//! line a problem carries, cut to what a screen can hold; it keeps the true line and column even where a long line is shown
//! in part.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Padding, Renderer, Snippet};

use super::words::{clean, clean_lines};
use super::{Label, Problem, Severity, Texts};
use crate::text::{Excerpt, Place, Span, masked};
use crate::world::ProjectPath;

/// So many problems of a kind in a file are listed for people; the rest of them are counted.
pub const LISTED_FOR_PEOPLE: usize = 40;

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// With ANSI colours.
    Yes,
    /// Without.
    No,
}

/// How many lines may lie between two labels that share a frame.
const NEAR: usize = 6;

/// Returns a problem as text, ending in a line break.
pub fn problem(problem: &Problem, texts: &Texts, colour: Colour) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = clean(&problem.message);
    let notes: Vec<String> = problem.notes.iter().map(|note| clean_lines(note)).collect();
    let helps: Vec<String> = problem.helps.iter().map(|help| clean_lines(help)).collect();
    let stretches = stretches(problem, texts);

    let mut elements: Vec<Element<'_>> = Vec::new();
    for (index, stretch) in stretches.iter().enumerate() {
        elements.push(match stretch {
            Stretch::Whole(file) => Origin::path(file.as_str()).into(),
            Stretch::Framed(frames) => snippet(frames, index, texts).into(),
        });
        if matches!(stretch, Stretch::Framed(_)) && matches!(stretches.get(index + 1), Some(Stretch::Whole(_))) {
            elements.push(Padding.into());
        }
    }
    if matches!(stretches.last(), Some(Stretch::Whole(_))) && !(notes.is_empty() && helps.is_empty()) {
        elements.push(Padding.into());
    }
    elements.extend(notes.iter().map(|note| Level::NOTE.message(note.as_str()).into()));
    elements.extend(helps.iter().map(|help| Level::HELP.message(help.as_str()).into()));

    let report = level.primary_title(message.as_str()).id(problem.code.id).elements(elements);
    let renderer = if colour == Colour::Yes { Renderer::styled() } else { Renderer::plain() };
    let mut shown = renderer.term_width(usize::from(u16::MAX)).render(&[report]);
    for (index, stretch) in stretches.iter().enumerate() {
        if let Stretch::Framed(frames) = stretch {
            shown = true_place(&shown, &frames[0], index);
        }
    }
    shown.push('\n');
    shown
}

/// What is shown of one file without a break: the file as a whole, or lines near each other.
enum Stretch {
    Whole(String),
    Framed(Vec<Frame>),
}

fn stretches(problem: &Problem, texts: &Texts) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for label in std::iter::once(&problem.at).chain(&problem.also) {
        let Some(frame) = Frame::of(label, texts) else {
            stretches.extend(whole(label));
            continue;
        };
        let near = stretches.iter_mut().find_map(|stretch| match stretch {
            Stretch::Framed(frames) if frames.iter().all(|other| share(other, &frame)) => Some(frames),
            _ => None,
        });
        match near {
            Some(frames) => frames.push(frame),
            None => stretches.push(Stretch::Framed(vec![frame])),
        }
    }
    stretches
}

fn whole(label: &Label) -> Option<Stretch> {
    let file = match &label.place {
        Place::Project => return None,
        place => clean(place.file()?.as_str()),
    };
    Some(Stretch::Whole(if label.text.is_empty() { file } else { format!("{file}: {}", clean(&label.text)) }))
}

/// Returns whether two marked lines can stand in one frame: near each other, and the same line only as the same words.
fn share(a: &Frame, b: &Frame) -> bool {
    a.file == b.file && a.line.abs_diff(b.line) <= NEAR && (a.line != b.line || a.source == b.source)
}

/// The snippet's path is a mark that user text cannot hold; [`true_place`] puts file, line and column there.
fn mark(index: usize) -> String {
    format!("\u{FDD0}{index}\u{FDD1}")
}

fn snippet<'a>(frames: &'a [Frame], index: usize, texts: &Texts) -> Snippet<'a, Annotation<'a>> {
    let first = frames.iter().map(|frame| frame.line).min().unwrap_or(1);
    let last = frames.iter().map(|frame| frame.line).max().unwrap_or(1);
    let mut source = String::new();
    let mut annotations = Vec::new();
    for line in first..=last {
        if line > first {
            source.push('\n');
        }
        let start = source.len();
        for (nth, frame) in frames.iter().enumerate().filter(|(_, frame)| frame.line == line) {
            if source.len() == start {
                source.push_str(&frame.source);
            }
            let kind = if nth == 0 && index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(start + frame.span.start..start + frame.span.end);
            annotations.push(if frame.label.is_empty() { annotation } else { annotation.label(frame.label.as_str()) });
        }
        if source.len() == start {
            source.push_str(&Frame::unmarked(&frames[0].file, line, texts));
        }
    }
    Snippet::source(source).path(mark(index)).line_start(first).annotations(annotations)
}

fn true_place(shown: &str, frame: &Frame, index: usize) -> String {
    let Some((before, rest)) = shown.split_once(&mark(index)) else { return shown.to_owned() };
    let rest = rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    match &frame.cell {
        Some(cell) => format!("{before}{}, {cell}{rest}", frame.file),
        None => format!("{before}{}:{}:{}{rest}", frame.file, frame.line, frame.column),
    }
}

/// A line of so many characters is shown whole.
const WHOLE: usize = 130;

/// Characters shown of a longer line: of what stands before the meant part, of that part, and of what follows.
const SHOWN: (usize, usize, usize) = (60, 70, 40);

/// One marked line.
#[derive(Debug, PartialEq, Eq)]
struct Frame {
    /// The file.
    file: String,
    /// The line, from one.
    line: usize,
    /// The column of the meant part in the file, from one.
    column: usize,
    /// The cell of a workbook that is meant.
    cell: Option<String>,
    /// The line, clean and cut.
    source: String,
    /// The meant part, in bytes of `source`.
    span: Range<usize>,
    /// What is said about it.
    label: String,
}

impl Frame {
    /// Returns the frame of a label; none where its place has no line to show.
    fn of(label: &Label, texts: &Texts) -> Option<Self> {
        match &label.place {
            Place::Text(file, span) => {
                let text = texts.get(file)?;
                let position = text.position(span.start);
                let line = text.line(position.line)?;
                let words = text.as_str().get(line.range())?;
                let within = inside(words, span.start.saturating_sub(line.start), span.end.saturating_sub(line.start));
                Some(Self::cut(file.as_str(), position.line, position.column, words, within, &label.text))
            }
            Place::Line(Excerpt { file, line, column, cell, text, span }) => {
                let within = inside(text, span.start, span.end);
                let frame = Self::cut(file.as_str(), *line, *column, text, within, &label.text);
                Some(Self { cell: cell.as_deref().map(clean), ..frame })
            }
            Place::Project | Place::File(_) | Place::Registry(_) => None,
        }
    }

    /// Returns a line that stands between two marked ones.
    fn unmarked(file: &str, line: usize, texts: &Texts) -> String {
        let text = ProjectPath::parse(file).ok().and_then(|file| texts.get(&file));
        let words = text.and_then(|text| text.as_str().get(text.line(line)?.range())).unwrap_or_default();
        first(&masked(words.trim_end_matches('\r')), WHOLE)
    }

    fn cut(file: &str, line: usize, column: usize, words: &str, within: Span, label: &str) -> Self {
        let words = &masked(words.strip_suffix('\r').unwrap_or(words));
        let (start, end) = (within.start.min(words.len()), within.end.min(words.len()));
        let shown = if words.chars().nth(WHOLE).is_none() { (WHOLE, WHOLE, WHOLE) } else { SHOWN };
        let before = last(&words[..start], shown.0);
        let meant = first(&words[start..end], shown.1);
        let after = first(&words[end..], shown.2);
        let source = format!("{before}{meant}{after}");
        let span = before.len()..before.len() + meant.len();
        Self { file: clean(file), line, column, cell: None, source, span, label: clean(label) }
    }
}

/// Returns the part of a line between two offsets, moved to where characters begin.
fn inside(words: &str, start: usize, end: usize) -> Span {
    Span::touched(words, start..end)
}

fn first(words: &str, shown: usize) -> String {
    match words.char_indices().nth(shown) {
        Some((end, _)) => clean(&words[..end]) + "…",
        None => clean(words),
    }
}

fn last(words: &str, shown: usize) -> String {
    match words.char_indices().nth_back(shown) {
        Some((cut, c)) => format!("…{}", clean(&words[cut + c.len_utf8()..])),
        None => clean(words),
    }
}

#[cfg(test)]
#[expect(clippy::needless_raw_string_hashes, reason = "snapbox writes expected texts with hashes")]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diagnostic::code::registry::NOT_YAML;
    use crate::text::Text;

    const CLAIMS: &str = "claims:\n  a:\n    evidence:\n      - source: met_2024b\n        stance: supports\n";

    fn claims() -> ProjectPath {
        ProjectPath::fixed("claims.yaml")
    }

    fn at(words: &str) -> Place {
        let start = CLAIMS.find(words).unwrap();
        Place::Text(claims(), Span::new(start, start + words.len()))
    }

    fn shown(what: &Problem) -> String {
        problem(what, &Texts::from([(claims(), Text::new(CLAIMS))]), Colour::No)
    }

    #[test]
    fn a_problem_looks_like_rustc_s() {
        let what = Problem::error(&NOT_YAML, at("met_2024b"), "claim `a` cites unknown source `met_2024b`")
            .label("no source has this id")
            .note("a reader could not follow this claim back to its evidence")
            .help("did you mean `met_2024a`? Otherwise add it under `sources`");
        assert_data_eq!(
            shown(&what),
            str![[r#"
error[R001]: claim `a` cites unknown source `met_2024b`
 --> claims.yaml:4:17
  |
4 |       - source: met_2024b
  |                 ^^^^^^^^^ no source has this id
  |
  = note: a reader could not follow this claim back to its evidence
  = help: did you mean `met_2024a`? Otherwise add it under `sources`

"#]]
        );
    }

    #[test]
    fn labels_near_by_share_a_frame_and_other_files_follow() {
        let line = Excerpt {
            cell: None,
            file: ProjectPath::fixed("data/x.csv"),
            line: 31,
            column: 9,
            text: "2025-11,n/a".into(),
            span: Span::new(8, 11),
        };
        let what = Problem::warning(&NOT_YAML, at("supports"), "two things disagree")
            .label("said here")
            .also(at("evidence"), "in this list")
            .also(Place::Line(line), "column `total`")
            .also(Place::File(ProjectPath::fixed("data/y.csv")), "")
            .help("look");
        assert_data_eq!(
            shown(&what),
            str![[r#"
warning[R001]: two things disagree
  --> claims.yaml:5:17
   |
 3 |     evidence:
   |     -------- in this list
 4 |       - source: met_2024b
 5 |         stance: supports
   |                 ^^^^^^^^ said here
   |
  ::: data/x.csv:31:9
   |
31 | 2025-11,n/a
   |         --- column `total`
   |
  ::: data/y.csv
   |
   = help: look

"#]]
        );
    }

    #[test]
    fn a_whole_file_and_the_project_have_no_frame() {
        let file = Problem::error(&NOT_YAML, Place::File(claims()), "it is empty").note("nothing to read");
        assert_data_eq!(
            shown(&file),
            str![[r#"
error[R001]: it is empty
--> claims.yaml
 |
 = note: nothing to read

"#]]
        );
        let project = Problem::error(&NOT_YAML, Place::Project, "no brief").help("add one");
        assert_data_eq!(
            shown(&project),
            str![[r#"
error[R001]: no brief
 |
 = help: add one

"#]]
        );
        let bare = Problem::error(&NOT_YAML, Place::File(claims()), "it is empty");
        assert_data_eq!(
            shown(&bare),
            str![[r#"
error[R001]: it is empty
--> claims.yaml

"#]]
        );
    }

    fn frame(content: &str, span: Range<usize>) -> Frame {
        let file = ProjectPath::fixed("claims.yaml");
        let texts = Texts::from([(file.clone(), Text::new(content))]);
        let label = Label { place: Place::Text(file, Span::new(span.start, span.end)), text: "here".into() };
        Frame::of(&label, &texts).unwrap()
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant_and_keeps_its_column() {
        let line = format!("a: {}WRONG{}", "b".repeat(5_000), "c".repeat(5_000));
        let frame = frame(&line, 5_003..5_008);
        assert_eq!(frame.column, 5_004);
        assert_eq!(&frame.source[frame.span.clone()], "WRONG");
        assert!(frame.source.starts_with("…bbb") && frame.source.ends_with("ccc…"));
        assert!(frame.source.chars().count() < 180);
    }

    #[test]
    fn what_spans_lines_is_shown_to_the_end_of_its_first() {
        let frame = frame("a: 'x\n  y'\r\nb: 1\n", 3..10);
        assert_eq!((frame.source.as_str(), frame.span), ("a: 'x", 3..5));
    }

    #[test]
    fn a_span_inside_a_character_or_past_the_end_is_no_panic() {
        assert_eq!(frame("ß", 1..99).span, 0..2);
        assert_eq!(frame("", 7..9).span, 0..0);
    }
}
