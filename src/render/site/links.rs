//! Lines as HTML with links to other entries: relative, and only to what is told.

use crate::markdown::escape::is_web_address;
use crate::model::{Claim, Key, Measure, Party, Source, Unknown};
use crate::render::html::{escape, sign};
use crate::template::value::{Value, markdown};
use crate::view::{Entry, Mark, MarkedText, Run, Usage, Views};

use crate::render::site::pagination::{EntryPage, Pagination};
use crate::render::site::place::Folder;
use crate::render::site::{item, link};

/// The addresses of entries, as seen from one folder.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    pub(super) views: &'a Views,
    pub(super) uses: &'a Usage,
    pub(super) pagination: &'a Pagination,
    pub(super) folder: Folder,
}

impl Links<'_> {
    /// Returns the id of an entry: its place on its page.
    pub(super) fn id(&self, entry: Entry) -> &str {
        let model = &self.views.model;
        match entry {
            Entry::Claim(key) => model.claims.id(key),
            Entry::Source(key) => model.sources.id(key),
            Entry::Party(key) => model.parties.id(key),
            Entry::Measure(key) => model.measures.id(key),
            Entry::Unknown(key) => model.unknowns.id(key),
        }
        .as_str()
    }

    /// Returns the address of an entry; none where it is told to nobody.
    pub(super) fn href(&self, entry: Entry) -> Option<String> {
        let file = match EntryPage::of(entry) {
            Some(kind) => format!("registry/{}", kind.file(self.pagination.part(entry))),
            None => "open-questions.html".to_owned(),
        };
        self.uses.has(entry).then(|| format!("{}#{}", self.folder.way_to(&file), self.id(entry)))
    }

    /// Returns words that lead to an entry, or the words alone where it is told to nobody.
    pub(super) fn to(&self, entry: Entry, words: &MarkedText) -> Value {
        let mut out = String::new();
        match self.href(entry) {
            Some(href) => {
                open_link(&href, &mut out);
                escape(&words.plain(), &mut out);
                out.push_str("</a>");
            }
            None => escape(&words.plain(), &mut out),
        }
        markdown(out)
    }

    /// Returns a party by name.
    pub(super) fn party(&self, party: Key<Party>) -> Value {
        self.to(Entry::Party(party), &MarkedText::words(self.views.model.parties[party].name.as_str()))
    }

    /// Returns a source by title.
    pub(super) fn source(&self, source: Key<Source>) -> Value {
        self.to(Entry::Source(source), &self.views.source(source).called)
    }

    /// Returns a measure by name.
    pub(super) fn measure(&self, measure: Key<Measure>) -> Value {
        self.to(Entry::Measure(measure), &self.views.measure(measure).called)
    }

    /// Returns an open question as an item of a list; none where it is told to nobody.
    pub(super) fn unknown(&self, unknown: Key<Unknown>) -> Option<Value> {
        let href = self.href(Entry::Unknown(unknown))?;
        Some(link(&href, Value::from(self.views.unknown(unknown).question.plain())))
    }

    /// Returns a claim as an item of a list: behind its speaker and before its standing, never bare.
    pub(super) fn claim(&self, claim: Key<Claim>) -> Option<Value> {
        let href = self.href(Entry::Claim(claim))?;
        Some(item(&href, Value::from(self.views.claim(claim).attributed.plain()), self.standing(claim)))
    }

    /// Returns the standing of a claim as it stands in briefs.
    pub(super) fn standing(&self, claim: Key<Claim>) -> Value {
        self.html(&self.views.claim(claim).standing_words)
    }

    /// Returns an address of the web as a link.
    pub(super) fn web(&self, address: &str) -> Value {
        self.html(&MarkedText(vec![Run::Address(address.to_owned())]))
    }

    /// Returns a line as HTML: its standings marked, its measures, sources and addresses linked.
    pub(super) fn html(&self, line: &MarkedText) -> Value {
        let mut out = String::new();
        let mut closers: Vec<&'static str> = Vec::new();
        for run in &line.0 {
            match run {
                Run::Words(words) => escape(words, &mut out),
                Run::Address(address) if is_web_address(address) => {
                    open_link(address, &mut out);
                    escape(address, &mut out);
                    out.push_str("</a>");
                }
                Run::Address(address) => escape(address, &mut out),
                Run::Open(mark) => closers.push(self.open(*mark, &mut out)),
                Run::Close => out.push_str(closers.pop().unwrap_or_default()),
            }
        }
        markdown(out)
    }

    fn open(&self, mark: Mark, out: &mut String) -> &'static str {
        match mark {
            Mark::Standing(claim) => {
                out.push_str("<span class=\"standing standing-");
                let word = self.views.claim(claim).standing.word();
                out.push_str(word);
                out.push_str("\">");
                sign(word, out);
                "</span>"
            }
            Mark::Measure(measure) => match self.href(Entry::Measure(measure)) {
                Some(href) => {
                    open_link(&href, out);
                    "</a>"
                }
                None => "",
            },
            Mark::Source(source) => {
                if let Some(href) = self.href(Entry::Source(source)) {
                    out.push_str(" (");
                    open_link(&href, out);
                    escape(&self.views.words().pages.source, out);
                    out.push_str("</a>)");
                }
                ""
            }
            _ => "",
        }
    }
}

fn open_link(href: &str, out: &mut String) {
    out.push_str("<a href=\"");
    escape(href, out);
    out.push_str("\">");
}
