//! The templates of the project and the built-in ones, read once before any is printed. A project's
//! `templates/knowns/x` takes the place of the built-in `knowns/x`; what two templates lead from each to the other is a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Problem, Problems};
use crate::reads::{self, Named, Readable};
use crate::template::circles::numbers;
use crate::template::objects::is_test;
use crate::template::style::{self, Styles};
use crate::template::syntax::{self, ParsedTemplate};
use crate::template::{self, is_markup, is_style, problem};
use crate::text::{Place, Span, Text};
use crate::world::ProjectPath;

/// The built-in templates by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("knowns/brief.md", include_str!("builtin/brief.md")),
    ("knowns/evidence.md", include_str!("builtin/evidence.md")),
    ("knowns/head.md", include_str!("builtin/head.md")),
    ("knowns/panel.md", include_str!("builtin/panel.md")),
    ("knowns/record.md", include_str!("builtin/record.md")),
    ("knowns/about.md", include_str!("builtin/about.md")),
    ("knowns/sources.md", include_str!("builtin/sources.md")),
    ("knowns/page.html", include_str!("builtin/page.html")),
    ("knowns/around.html", include_str!("builtin/around.html")),
    ("knowns/filter.html", include_str!("builtin/filter.html")),
    ("knowns/index.html", include_str!("builtin/index.html")),
    ("knowns/open-questions.html", include_str!("builtin/open-questions.html")),
    ("knowns/method.html", include_str!("builtin/method.html")),
    ("knowns/registry.html", include_str!("builtin/registry.html")),
    ("knowns/list.html", include_str!("builtin/list.html")),
    ("knowns/used-by.html", include_str!("builtin/used-by.html")),
    ("knowns/left-out.html", include_str!("builtin/left-out.html")),
    ("knowns/claim.html", include_str!("builtin/claim.html")),
    ("knowns/source.html", include_str!("builtin/source.html")),
    ("knowns/party.html", include_str!("builtin/party.html")),
    ("knowns/measure.html", include_str!("builtin/measure.html")),
    ("knowns/unknown.html", include_str!("builtin/unknown.html")),
    ("knowns/feed.xml", include_str!("builtin/feed.xml")),
    ("knowns/embed.html", include_str!("builtin/embed.html")),
];

/// The template of a brief that names none.
pub(crate) const LAYOUT: &str = "knowns/brief.md";
/// The evidence of every brief.
pub(crate) const EVIDENCE: &str = "knowns/evidence.md";
/// The shell of an HTML page.
pub(crate) const SHELL: &str = "knowns/page.html";
/// The list of briefs.
pub(crate) const INDEX: &str = "knowns/index.html";
/// The page of open questions.
pub(crate) const QUESTIONS: &str = "knowns/open-questions.html";
/// The page on method.
pub(crate) const METHOD: &str = "knowns/method.html";
/// A page of the registry.
pub(crate) const REGISTRY: &str = "knowns/registry.html";
/// The entry of a claim.
pub(crate) const CLAIM: &str = "knowns/claim.html";
/// The entry of a source.
pub(crate) const SOURCE: &str = "knowns/source.html";
/// The entry of a party.
pub(crate) const PARTY: &str = "knowns/party.html";
/// The entry of a measure.
pub(crate) const MEASURE: &str = "knowns/measure.html";
/// The entry of an unknown.
pub(crate) const UNKNOWN: &str = "knowns/unknown.html";
/// All that the pages around the briefs are printed with.
pub(crate) const AROUND: [&str; 9] = [INDEX, QUESTIONS, METHOD, REGISTRY, CLAIM, SOURCE, PARTY, MEASURE, UNKNOWN];
/// The feed of editions.
pub(crate) const FEED: &str = "knowns/feed.xml";
/// A fragment of a brief for other sites.
pub(crate) const EMBED: &str = "knowns/embed.html";

/// A template.
#[derive(Debug)]
pub(crate) struct Template {
    /// Its words.
    pub(crate) text: Text,
    /// The project's file; none for a built-in one.
    pub(crate) path: Option<ProjectPath>,
    /// What it holds.
    pub(crate) read: ParsedTemplate,
    /// Whether it can be printed.
    sound: bool,
    /// Its place among all templates by name.
    number: usize,
}

impl Template {
    fn note(&self) {
        reads::note(Readable::Templates, self.number);
    }
}

/// All templates by name, and the style of the pages.
#[derive(Debug)]
pub struct Templates(BTreeMap<String, Template>, Styles);

impl Templates {
    /// Reads every template and reports what is wrong with each: the project's own, and the built-in ones beside them under
    /// `knowns/`.
    pub fn read(templates: &BTreeMap<ProjectPath, Text>, problems: &mut Problems) -> Self {
        let built_in = BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (None, Text::new(*text))));
        let printed = templates.iter().filter(|(path, _)| !is_style(path.as_str()));
        let own = printed.map(|(path, text)| (template::name(path).to_owned(), (Some(path.clone()), text.clone())));
        let all: BTreeMap<String, (Option<ProjectPath>, Text)> = built_in.chain(own).collect();
        let made = all.into_iter().enumerate().map(|(number, (name, (path, text)))| {
            let read = syntax::read(&name, text.as_str(), is_test);
            let sound = read.faults.is_empty() && reserved(&text).is_none();
            (name, Template { text, path, read, sound, number })
        });
        let mut made = Self(made.collect(), Styles::read(templates, problems));
        made.report(problems);
        made
    }

    fn report(&mut self, problems: &mut Problems) {
        let mut broken = BTreeSet::new();
        let circles = self.circles();
        let mut left = problem::MOST_NEAR;
        for (name, template) in &self.0 {
            for (fault, span) in &template.read.faults {
                problems.push(problem::fault(
                    self.place(name, Some(*span)),
                    fault,
                    &template.text.as_str()[span.range()],
                ));
            }
            if let Some(at) = reserved(&template.text) {
                problems.push(problem::reserved(self.place(name, Some(Span::new(at, at + 3)))));
            }
            for (used, span) in &template.read.uses {
                let place = || self.place(name, Some(*span));
                if !self.0.contains_key(used) {
                    let near = crate::text::near::nearest(used, self.0.keys().map(String::as_str).take(left));
                    left = left.saturating_sub(self.0.len());
                    problems.push(problem::missing(place(), used, near));
                    broken.insert(name.clone());
                } else if circles.get(used.as_str()) == circles.get(name.as_str()) {
                    problems.push(problem::circle(place(), name));
                    broken.insert(name.clone());
                }
            }
        }
        for name in broken {
            if let Some(template) = self.0.get_mut(&name) {
                template.sound = false;
            }
        }
    }

    /// Returns for each template the number of the circle that it is part of: what two templates of one number extend and
    /// include leads from each to the other. One that no circle leads back to has a number of its own.
    fn circles(&self) -> BTreeMap<&str, usize> {
        let names: Vec<&str> = self.0.keys().map(String::as_str).collect();
        let index: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
        let uses = |at: usize| -> Vec<usize> {
            let uses = self.0[names[at]].read.uses.iter();
            uses.filter_map(|(used, _)| index.get(used.as_str()).copied()).collect()
        };
        names.iter().copied().zip(numbers(names.len(), uses)).collect()
    }

    /// Returns the names of a template and all it extends and includes.
    pub(crate) fn closure<'a>(&'a self, from: &'a str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open = vec![from];
        while let Some(name) = open.pop() {
            if found.insert(name)
                && let Some(template) = self.get(name)
            {
                open.extend(template.read.uses.iter().map(|(used, _)| used.as_str()));
            }
        }
        found
    }

    /// Returns whether a template and all it leads to can be printed.
    pub(crate) fn is_sound(&self, name: &str) -> bool {
        self.closure(name).into_iter().all(|name| self.get(name).is_some_and(|template| template.sound))
    }

    /// Returns where the project's own templates name an entry, as `claims.november`: the places of its id.
    pub fn references(&self, section: &str, id: &str) -> Vec<Place> {
        let mut places = Vec::new();
        // What prints HTML prints what the tool hands it, not the registry.
        for (name, template) in self.0.iter().filter(|(name, template)| template.path.is_some() && !is_markup(name)) {
            for (path, span) in template.read.paths.iter().chain(&template.read.asked) {
                if matches!(path.as_slice(), [of, named, ..] if of == section && named == id) {
                    let start = span.start + section.len() + ".".len();
                    places.push(self.place(name, Some(Span::new(start, start + id.len()))));
                }
            }
        }
        places
    }

    /// Returns the style of the pages.
    pub(crate) fn styles(&self) -> &Styles {
        &self.1
    }

    /// Returns a template.
    pub(crate) fn get(&self, name: &str) -> Option<&Template> {
        let found = self.0.get(name);
        match found {
            Some(template) => template.note(),
            None => note_list(),
        }
        found
    }

    /// Returns the words of a template.
    pub(crate) fn text(&self, name: &str) -> Option<&Text> {
        self.get(name).map(|template| &template.text)
    }

    /// Visits the templates that can be printed.
    pub(crate) fn readable(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.iter().filter(|(_, template)| template.sound)
    }

    /// Visits the project's own templates that could be read.
    pub(crate) fn own(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.readable().filter(|(_, template)| template.path.is_some())
    }

    /// Visits the names of the project's own templates that could be read, in order, without reading one.
    pub(crate) fn own_names(&self) -> impl Iterator<Item = &str> {
        note_list();
        let own = self.0.iter().filter(|(_, template)| template.sound && template.path.is_some());
        own.map(|(name, _)| name.as_str())
    }

    /// Visits those of some templates that can be printed, and reads no others.
    pub(crate) fn readable_of<'a>(
        &'a self,
        names: &BTreeSet<&'a str>,
    ) -> impl Iterator<Item = (&'a str, &'a Template)> {
        names.iter().filter_map(|name| Some((*name, self.get(name)?))).filter(|(_, template)| template.sound)
    }

    /// Visits the project's own templates that print HTML or XML.
    pub(crate) fn own_markup(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.iter().filter(|(name, template)| template.path.is_some() && is_markup(name))
    }

    /// Visits all templates.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Template)> {
        note_list();
        self.0.iter().map(|(name, template)| {
            template.note();
            (name.as_str(), template)
        })
    }

    /// Returns the sum over each template, by its name.
    pub(crate) fn sums(&self) -> Vec<Named> {
        let sum = |(name, template): (&String, &Template)| {
            let own = format!("{:?} {}", template.path, template.sound);
            (name.as_str().into(), reads::sum([own.as_bytes(), b"\0", template.text.as_str().as_bytes()]))
        };
        self.0.iter().map(sum).collect()
    }

    /// Returns where words stand that a template prints: in it, or in what it extends and includes.
    pub(crate) fn written(&self, template: &str, words: &str) -> Place {
        let found = self.closure(template).into_iter().find_map(|name| {
            let template = self.get(name).filter(|template| template.path.is_some())?;
            let at = template.text.as_str().find(words)?;
            Some(self.place(name, Some(Span::new(at, at + words.len()))))
        });
        found.unwrap_or_else(|| self.place(template, None))
    }

    /// Returns a place in a template; a built-in one has no file to point into.
    pub(crate) fn place(&self, name: &str, span: Option<Span>) -> Place {
        match (self.get(name).and_then(|template| template.path.clone()), span) {
            (Some(path), Some(span)) => Place::Text(path, span),
            (Some(path), None) => Place::File(path),
            (None, _) => Place::Project,
        }
    }
}

/// Returns the templates and style sheets that a page is made with which are the tool's own.
pub(crate) fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.iter().chain(style::BUILT_IN).copied()
}

/// Returns a problem for a brief whose template does not exist.
pub(crate) fn absent(place: Place, wanted: &str, templates: &Templates) -> Problem {
    let near = crate::text::near::nearest(wanted, templates.0.keys().map(String::as_str));
    problem::missing(place, wanted, near)
}

/// Notes that it was read which templates there are.
fn note_list() {
    reads::note(Readable::Lists, Readable::Templates as usize);
}

/// Returns whether a text holds a character that marks are made of.
fn reserved(text: &Text) -> Option<usize> {
    text.as_str().find(crate::markdown::marks::is_reserved)
}
