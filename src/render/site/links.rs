//! Where the entries of the registry stand: the pages around the briefs and the folders they lie in, how entries are spread over
//! them, and lines as HTML with links, relative and only to what is told.

use std::collections::BTreeMap;

use crate::markdown::escape::is_web_address;
use crate::model::{Claim, Key, Measure, Party, Source, Unknown};
use crate::render::html::{escape, sign};
use crate::render::site::{item, link};
use crate::template::{Value, markdown};
use crate::view::{Entry, Mark, MarkedText, Run, Usage, Views};

/// The folder from which links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folder {
    /// Beside the briefs.
    Reports,
    /// The folder of the registry.
    Registry,
}

impl Folder {
    /// Returns the way to the folder of the briefs.
    pub(super) fn root(self) -> &'static str {
        match self {
            Self::Reports => "",
            Self::Registry => "../",
        }
    }

    /// Returns the way to a file that is named from the folder of the briefs.
    pub(super) fn way_to(self, file: &str) -> String {
        match (self, file.strip_prefix("registry/")) {
            (Self::Registry, Some(beside)) => beside.to_owned(),
            _ => format!("{}{file}", self.root()),
        }
    }
}

/// A page as it stands in the way to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SitePage {
    Index,
    Questions,
    Registry(EntryPage),
    Method,
}

impl SitePage {
    pub(super) const ALL: [Self; 7] = [
        Self::Index,
        Self::Questions,
        Self::Registry(EntryPage::Claims),
        Self::Registry(EntryPage::Sources),
        Self::Registry(EntryPage::Parties),
        Self::Registry(EntryPage::Measures),
        Self::Method,
    ];

    /// Returns what it is called.
    pub(super) fn title(self, views: &Views) -> &'static str {
        let words = views.words();
        match self {
            Self::Index => &words.headings.briefs,
            Self::Questions => &words.around.open_questions,
            Self::Registry(EntryPage::Claims) => &words.around.claims,
            Self::Registry(EntryPage::Sources) => &words.headings.sources,
            Self::Registry(EntryPage::Parties) => &words.around.parties,
            Self::Registry(EntryPage::Measures) => &words.around.measures,
            Self::Method => &words.headings.method,
        }
    }

    /// Returns the folder the page stands in.
    pub(super) fn folder(self) -> Folder {
        if matches!(self, Self::Registry(_)) { Folder::Registry } else { Folder::Reports }
    }

    /// Returns its address from the folder of the briefs, without what says its language and form.
    pub(super) fn stem(self) -> String {
        match self {
            Self::Index => "index".to_owned(),
            Self::Questions => "open-questions".to_owned(),
            Self::Registry(kind) => format!("registry/{}", kind.stem(1)),
            Self::Method => "method".to_owned(),
        }
    }

    /// Returns its address from the folder of the briefs.
    pub(super) fn file(self, views: &Views) -> String {
        views.model.publication.languages.file(&self.stem(), "html")
    }
}

/// Returns the way from one of these pages, or from a brief, to all of them.
pub(crate) fn way(views: &Views, from: Option<SitePage>) -> Value {
    let folder = from.map_or(Folder::Reports, SitePage::folder);
    let way = SitePage::ALL.map(|place| {
        Value::from(BTreeMap::from([
            ("href", address(&folder.way_to(&place.file(views)))),
            ("words", Value::from(place.title(views))),
            ("current", Value::from(Some(place) == from)),
        ]))
    });
    way.into_iter().collect()
}

/// Returns an address as it stands in HTML.
pub(crate) fn address(href: &str) -> Value {
    let mut out = String::with_capacity(href.len());
    escape(href, &mut out);
    markdown(out)
}

/// A kind of entry that has pages of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EntryPage {
    Claims,
    Sources,
    Parties,
    Measures,
}

impl EntryPage {
    pub(super) const ALL: [Self; 4] = [Self::Claims, Self::Sources, Self::Parties, Self::Measures];

    /// Returns the kind of an entry; none of an unknown, which stands among the open questions.
    pub(super) fn of(entry: Entry) -> Option<Self> {
        Some(match entry {
            Entry::Claim(_) => Self::Claims,
            Entry::Source(_) => Self::Sources,
            Entry::Party(_) => Self::Parties,
            Entry::Measure(_) => Self::Measures,
            Entry::Unknown(_) => return None,
        })
    }

    /// Returns the file of a part, counted from one.
    pub(super) fn file(self, views: &Views, part: usize) -> String {
        views.model.publication.languages.file(&self.stem(part), "html")
    }

    /// Returns the name of a part without what says its language and form.
    fn stem(self, part: usize) -> String {
        let stem = match self {
            Self::Claims => "claims",
            Self::Sources => "sources",
            Self::Parties => "parties",
            Self::Measures => "measures",
        };
        if part == 1 { stem.to_owned() } else { format!("{stem}-{part}") }
    }
}

/// On which part of its kind's pages each entry stands.
#[derive(Debug)]
pub(super) struct Pagination {
    parts: BTreeMap<EntryPage, Vec<Vec<Entry>>>,
    part: BTreeMap<Entry, usize>,
}

/// How many entries a page has at most: a browser still opens it at once.
const ON_A_PAGE: usize = 400;

impl Pagination {
    /// Returns how the entries that briefs use are spread, in the author's order.
    pub(super) fn of(uses: &Usage) -> Self {
        let mut pagination = Self { parts: BTreeMap::new(), part: BTreeMap::new() };
        for entry in uses.iter() {
            let Some(kind) = EntryPage::of(entry) else { continue };
            let parts = pagination.parts.entry(kind).or_default();
            match parts.last_mut() {
                Some(last) if last.len() < ON_A_PAGE => last.push(entry),
                _ => parts.push(vec![entry]),
            }
            pagination.part.insert(entry, parts.len());
        }
        pagination
    }

    /// Returns the entries of a kind by part; one part at least.
    pub(super) fn parts(&self, kind: EntryPage) -> &[Vec<Entry>] {
        const NONE: &[Vec<Entry>] = &[Vec::new()];
        self.parts.get(&kind).map_or(NONE, Vec::as_slice)
    }

    /// Returns the part on which an entry stands.
    pub(super) fn part(&self, entry: Entry) -> usize {
        self.part.get(&entry).copied().unwrap_or(1)
    }
}

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
            Some(kind) => format!("registry/{}", kind.file(self.views, self.pagination.part(entry))),
            None => SitePage::Questions.file(self.views),
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
