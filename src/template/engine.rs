//! The template engine: what it is allowed, and what its failures mean to an author. Apart from `syntax`, which reads
//! templates before they are compiled, no other file names the engine.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior};

use crate::diagnostic::Problem;
use crate::language::Language;
use crate::markdown::escape;
use crate::template::objects::ViewObject;
use crate::template::style::Styles;
use crate::template::templates::Templates;
use crate::template::{exhausted, is_markup, problem, tags};
use crate::text::Span;

/// Steps that one page may take: a brief of a thousand claims takes some forty thousand.
const FUEL: u64 = 2_000_000;
/// Room made for a page at once, so that it need not be moved often as it grows.
const USUAL_PAGE: usize = 32 * 1024;
/// How long a page may become before its marks are lifted.
pub(crate) const LONGEST_PAGE: usize = 16 * 1024 * 1024;

/// Returns a template in which the line that an `include` stands on ends behind what is included, as the author wrote it: the
/// next line would stand close behind its last word. Every byte keeps its place.
fn lines_kept(text: &str) -> String {
    let mut out = text.to_owned();
    for tag in tags::read(text).all.into_iter().filter(|tag| tag.word == Some("include")) {
        let end = tag.span.end - "%}".len();
        if text[tag.span.end..].starts_with(['\n', '\r']) && text[..end].ends_with(' ') {
            out.replace_range(end - 1..end, "+");
        }
    }
    out
}

/// The signs behind a label and between things in a row, as the templates of the tool are written.
const PLAIN: (&str, &str) = (":", "; ");

/// Returns a template of the tool with the signs of a language behind what it prints.
fn signed(text: &str, (colon, semicolon): (&str, &str)) -> String {
    let mut out = text.to_owned();
    for tag in ["}}", "%}"] {
        out = out.replace(&format!("{tag}; "), &format!("{tag}{semicolon}"));
        for behind in [" ", "</"] {
            out = out.replace(&format!("{tag}:{behind}"), &format!("{tag}{colon}{behind}"));
        }
    }
    out
}

/// The compiled templates, shared by all threads.
pub(crate) struct Printer<'t> {
    environment: Environment<'t>,
    templates: &'t Templates,
    /// Where the words of the project's own templates lie in memory, by address: the address, how many bytes, and the number of
    /// the template among them.
    sources: Vec<(usize, usize, usize)>,
}

/// Which of the words of the project's own templates were printed.
#[derive(Debug, Clone, Default)]
pub(crate) struct PrintedWords(BTreeSet<(usize, usize, usize)>);

impl PrintedWords {
    /// Returns these and others.
    pub(crate) fn and(mut self, mut others: Self) -> Self {
        self.0.append(&mut others.0);
        self
    }

    /// Returns whether words of a template, by its number among the project's own, were printed.
    pub(crate) fn has(&self, template: usize, words: Span) -> bool {
        let before = self.0.range(..=(template, words.start, usize::MAX)).next_back();
        before.is_some_and(|(of, _, end)| *of == template && words.end <= *end)
    }
}

impl<'t> Printer<'t> {
    /// Returns a printer over the templates that can be read and that `wanted` lead to; those of the tool have the signs of the
    /// language.
    pub(crate) fn new<'n>(
        templates: &'t Templates,
        wanted: impl IntoIterator<Item = &'n str>,
        language: Language,
    ) -> Self
    where
        't: 'n,
    {
        let used: BTreeSet<&str> = wanted.into_iter().flat_map(|name| templates.closure(name)).collect();
        let lists = &language.vocabulary().lists;
        let signs = (lists.colon.as_str(), lists.heavy.comma.as_str());
        let mut environment = Environment::empty();
        environment.set_syntax(tags::syntax());
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_debug(true);
        environment.set_fuel(Some(FUEL));
        environment.set_auto_escape_callback(|name| {
            if is_markup(name) { AutoEscape::Html } else { AutoEscape::Custom("markdown".into()) }
        });
        environment.set_formatter(|out, state, value| {
            if matches!(state.auto_escape(), AutoEscape::Html) {
                return minijinja::escape_formatter(out, state, value);
            }
            let printed = print(value)?;
            out.write_str(&printed).map_err(Error::from)
        });
        allow(&mut environment);
        for (name, template) in templates.readable().filter(|(name, _)| used.contains(name)) {
            // What could not be compiled was reported when it was read.
            let _ = match template.text.as_str() {
                text if template.path.is_none() && signs != PLAIN => {
                    let own = signed(text, signs);
                    let owned = if is_markup(name) { own } else { lines_kept(&own) };
                    environment.add_template_owned(name, owned)
                }
                text if is_markup(name) => environment.add_template(name, text),
                text => environment.add_template_owned(name, lines_kept(text)),
            };
        }
        let mut sources: Vec<(usize, usize, usize)> = templates
            .own()
            .enumerate()
            .filter(|(_, (name, _))| used.contains(name) && !is_markup(name))
            .filter_map(|(number, (name, _))| {
                let template = environment.get_template(name).ok()?;
                Some((template.source().as_ptr() as usize, template.source().len(), number))
            })
            .collect();
        sources.sort_unstable();
        Self { environment, templates, sources }
    }

    /// Returns the style of the pages.
    pub(crate) fn styles(&self) -> &Styles {
        self.templates.styles()
    }

    /// Returns what a template prints, or the problem that kept it from printing.
    pub(crate) fn print(&self, template: &str, root: BTreeMap<&'static str, Value>) -> Result<String, Problem> {
        Ok(self.print_noting(template, root, &[])?.0)
    }

    /// Returns what a template of a brief prints, with which of the templates' own words that are.
    pub(crate) fn print_brief(
        &self,
        template: &str,
        root: BTreeMap<&'static str, Value>,
    ) -> Result<(String, PrintedWords), Problem> {
        self.print_noting(template, root, &self.sources)
    }

    fn print_noting(
        &self,
        template: &str,
        root: BTreeMap<&'static str, Value>,
        sources: &[(usize, usize, usize)],
    ) -> Result<(String, PrintedWords), Problem> {
        let words = PrintedWords::default();
        let mut capped = CappedText { text: String::with_capacity(USUAL_PAGE), over: false, sources, words };
        let values = Value::from(root);
        let printed = self
            .environment
            .get_template(template)
            .and_then(|found| found.render_captured_to(values, &mut TextWriter(&mut capped)).map(|_| ()));
        match printed {
            Ok(()) => {
                // Many wait for others.
                capped.text.shrink_to_fit();
                Ok((capped.text, capped.words))
            }
            Err(_) if capped.over => Err(problem::endless(self.templates.place(template, None))),
            Err(error) => Err(self.problem(&error, template)),
        }
    }

    fn problem(&self, error: &Error, template: &str) -> Problem {
        // The innermost cause knows the place; an include only says that something inside it failed.
        let mut inner = error;
        while let Some(cause) = std::error::Error::source(inner).and_then(|cause| cause.downcast_ref::<Error>()) {
            inner = cause;
        }
        let name = inner.name().unwrap_or(template);
        let span = self.templates.text(name).and_then(|text| tags::range(inner, text.as_str()));
        let place = self.templates.place(name, span);
        let named = span.and_then(|span| self.templates.text(name)?.as_str().get(span.range())).unwrap_or_default();
        match inner.kind() {
            ErrorKind::OutOfFuel => problem::endless(place),
            ErrorKind::UndefinedError | ErrorKind::UnknownMethod => problem::undefined(place, named),
            ErrorKind::TemplateNotFound => problem::failed(place, "it names a template that does not exist"),
            _ => problem::failed(place, inner.detail().unwrap_or("it could not be printed")),
        }
    }
}

/// Adds the filters and tests that templates may use.
fn allow(environment: &mut Environment<'_>) {
    use minijinja::filters;
    environment.add_filter("count", |value: &Value| filters::length(items(value)?));
    environment.add_filter("length", |value: &Value| filters::length(items(value)?));
    environment.add_filter("first", |value: &Value| filters::first(items(value)?));
    environment.add_filter("last", |value: Value| filters::last(items(&value)?.clone()));
    environment.add_filter("list", |state: &State<'_, '_>, value: Value| match items(&value)?.kind() {
        ValueKind::Seq => Ok(value),
        _ => filters::list(state, value),
    });
    environment.add_filter("reverse", |state: &State<'_, '_>, value: &Value| {
        let brief = state.lookup("brief");
        let spent =
            brief.as_ref().and_then(|brief| brief.downcast_object_ref::<ViewObject>()).map(|brief| brief.spend(value));
        if spent == Some(false) { Err(exhausted()) } else { filters::reverse(items(value)?) }
    });
    environment.add_filter("default", filters::default);
    for standing in crate::template::objects::STANDINGS {
        let word = standing.word();
        environment.add_test(crate::template::objects::test_name(word), move |value: Value| {
            value.downcast_object_ref::<ViewObject>().is_some_and(|node| node.has_standing(word))
        });
    }
    // A part that the registry does not give is none, and a name that it does not have is undefined: neither is there.
    let is_there = |value: &Value| !(value.is_undefined() || value.is_none());
    environment.add_test("defined", move |value: Value| is_there(&value));
    environment.add_test("undefined", move |value: Value| !is_there(&value));
    environment.add_test("none", |value: Value| value.is_none());
    environment.add_test("provisional", |value: Value| {
        value.downcast_object_ref::<ViewObject>().is_some_and(ViewObject::is_provisional)
    });
    environment.add_test("revised", |value: Value| {
        value.downcast_object_ref::<ViewObject>().is_some_and(ViewObject::is_revised)
    });
}

/// Returns a value that has items; a text has none: taken apart into letters it would take twenty times its room, and a letter
/// of a statement says nothing.
fn items(value: &Value) -> Result<&Value, Error> {
    match value.kind() {
        ValueKind::String => Err(Error::new(
            ErrorKind::InvalidOperation,
            "it asks for the items of a text, which has none: ask for those of a list",
        )),
        _ => Ok(value),
    }
}

/// Returns a value as Markdown.
fn print(value: &Value) -> Result<String, Error> {
    if let Some(node) = value.downcast_object_ref::<ViewObject>() {
        return node.print().ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidOperation,
                "it prints something that has no words of its own: name a part of it",
            )
        });
    }
    match value.kind() {
        ValueKind::None => {
            Err(Error::new(ErrorKind::InvalidOperation, "it prints something that the registry does not say"))
        }
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::String if value.is_safe() => Ok(value.to_string()),
        ValueKind::String | ValueKind::Number | ValueKind::Bool => {
            let mut out = String::new();
            escape::text(&value.to_string(), escape::Position::Inside, &mut out);
            Ok(out)
        }
        _ => Err(Error::new(ErrorKind::InvalidOperation, "it prints a list: print its items with `for … in`")),
    }
}

struct CappedText<'s> {
    text: String,
    over: bool,
    /// Where the words of templates lie.
    sources: &'s [(usize, usize, usize)],
    /// Which of those were printed.
    words: PrintedWords,
}

impl CappedText<'_> {
    /// Notes what is printed where it lies in a template.
    fn note(&mut self, part: &str) {
        let at = part.as_ptr() as usize;
        let before = self.sources.partition_point(|(from, ..)| *from <= at);
        let Some((from, length, number)) = before.checked_sub(1).map(|before| self.sources[before]) else { return };
        if at + part.len() <= from + length {
            self.words.0.insert((number, at - from, at - from + part.len()));
        }
    }
}

impl fmt::Write for CappedText<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if self.text.len() + part.len() > LONGEST_PAGE {
            self.over = true;
            return Err(fmt::Error);
        }
        self.note(part);
        self.text.push_str(part);
        Ok(())
    }
}

/// The engine writes bytes; whole strings, so that they are text again.
struct TextWriter<'a, 's>(&'a mut CappedText<'s>);

impl std::io::Write for TextWriter<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(std::io::Error::other)?;
        self.0.write_str(text).map_err(std::io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
