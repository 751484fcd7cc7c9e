//! The pages around the briefs: the list of briefs, the registry, the open questions, the method.
//!
//! They tell only what a brief uses. A brief that waits for its edition while others are published adds nothing to them, so
//! that they never say what nobody accepted.

mod entries;
mod filter;
mod index;
mod links;
mod registry;

pub(super) use links::{address, way};

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems};
use crate::language::{Language, Plural};
use crate::model::{Brief, Key};
use crate::render::guard::Guard;
use crate::render::{Page, shell, siblings};
use crate::template::engine::Printer;
use crate::template::{Value, labels, markdown, or_none, style};
use crate::view::{BriefView, EditionStatus, EditionView, EditionViews, Entry, Mark, Usage, Views};
use crate::world::ProjectPath;
use entries::Backlinks;
use filter::Filter;
use links::{EntryPage, Folder, Links, Pagination, SitePage};

/// What a template is given.
type Values = BTreeMap<&'static str, Value>;

/// What the pages around the briefs are made from.
struct Site<'a> {
    printer: &'a Printer<'a>,
    guard: Guard<'a>,
    views: &'a Views,
    documents: &'a [BriefView],
    editions: &'a [EditionView],
    has_feed: bool,
    languages: &'a [Language],
    uses: Usage,
    pagination: Pagination,
    backlinks: Backlinks,
    /// The words of the language, as templates name them.
    words: Value,
    fields: Value,
}

/// Returns the pages around the briefs; `marked` holds the marks of each brief that is not held.
pub(super) fn pages(
    (printer, guard): (&Printer<'_>, Guard<'_>),
    views: &Views,
    (documents, editions): (&[BriefView], &EditionViews),
    marked: &[(Key<Brief>, Vec<Mark>)],
    has_feed: bool,
    problems: &mut Problems,
) -> Vec<Page> {
    let uses = Usage::of(views, marked);
    let (pagination, backlinks) = (Pagination::of(&uses), Backlinks::of(views, &uses));
    let words = labels(&views.words().around);
    let fields = labels(&views.words().fields);
    let (editions, languages) = (&*editions.briefs, &*editions.languages);
    let site = Site {
        printer,
        guard,
        views,
        documents,
        editions,
        has_feed,
        languages,
        uses,
        pagination,
        backlinks,
        words,
        fields,
    };
    let mut made = vec![site.index(), site.questions(), site.method()];
    made.extend(EntryPage::ALL.into_iter().flat_map(|kind| site.registry(kind)));
    let mut pages = Vec::with_capacity(made.len());
    for made in made {
        match made {
            Ok(page) => pages.push(page),
            Err(problem) => problems.push(problem),
        }
    }
    pages
}

impl Site<'_> {
    fn links(&self, folder: Folder) -> Links<'_> {
        Links { views: self.views, uses: &self.uses, pagination: &self.pagination, folder }
    }

    /// Returns what every page around the briefs is given.
    fn common(&self, place: SitePage, filter: &Filter) -> Values {
        let root = place.folder().root();
        let mut values = shell::common(
            self.views,
            self.is_draft(),
            self.has_feed && self.views.model.publication.languages.is_main(),
        );
        values.insert("canonical", self.canonical(&place.file(self.views)));
        let publication = &self.views.model.publication;
        let own = filter.style() + &style::running_heads(publication, "", place.title(self.views));
        values.insert("style", markdown(self.printer.styles().around(publication.theme, &own)));
        values.insert("title", Value::from(place.title(self.views)));
        values.insert("root", address(root));
        values.insert("way", way(self.views, Some(place)));
        values.insert("words", self.words.clone());
        values.insert("fields", self.fields.clone());
        values.insert("feed_words", Value::from(self.views.words().editions.feed.as_str()));
        values.insert("filter", filter.value());
        values.insert("left_out", self.left_out(place.folder()));
        values.insert("as_of", self.as_of());
        values
    }

    /// Returns the whole address of one of these pages; they are drafts while a brief is one.
    fn canonical(&self, file: &str) -> Value {
        shell::canonical(self.views, file, self.is_draft())
    }

    fn is_draft(&self) -> bool {
        self.editions.iter().any(|edition| edition.status == EditionStatus::Draft)
    }

    /// Returns the published briefs that wait for an edition, and so add nothing to these pages.
    fn left_out(&self, folder: Folder) -> Value {
        let held = self.documents.iter().zip(self.editions).filter(|(_, it)| it.status == EditionStatus::Held);
        let published = held.filter_map(|(document, edition)| {
            let question = Value::from(edition.last()?.question.as_str());
            Some(link(&folder.way_to(&format!("{}.html", document.id)), question))
        });
        published.collect()
    }

    /// Returns to which day the pages speak.
    fn as_of(&self) -> Value {
        let day = self.views.model.publication.as_of;
        let said = day.map(|day| {
            let date = self.views.language().date(day);
            self.views.say(&self.views.words().around.as_of, &[("date", date)])
        });
        or_none(said)
    }

    /// Returns the briefs that use an entry, as links.
    fn used_by(&self, entry: Entry, folder: Folder) -> Value {
        let briefs = self.uses.briefs(entry);
        let links = briefs.iter().filter_map(|key| {
            let (document, edition) = (self.documents.get(key.index())?, self.editions.get(key.index())?);
            let note = edition.withdrawn.clone();
            let href = folder.way_to(&format!("{}.html", document.id));
            Some(item(&href, Value::from(document.question.plain()), or_none(note)))
        });
        self.listed(briefs.len(), links)
    }

    /// Returns a list that is cut short where it would be endless, with how many more there are.
    fn listed(&self, count: usize, items: impl Iterator<Item = Value>) -> Value {
        /// More than a reader would look through.
        const LISTED: usize = 200;
        /// More than stands between two other entries without being in the way.
        const OPEN: usize = 6;
        if count == 0 {
            return Value::from(());
        }
        let (words, language) = (&self.views.words().around, self.views.language());
        let say = |form: &Plural, count: usize| Value::from(form.say(count as u64, language));
        let more = count.saturating_sub(LISTED);
        Value::from(BTreeMap::from([
            ("items", items.take(LISTED).collect()),
            ("more", if more > 0 { say(&words.more, more) } else { Value::from(()) }),
            ("summary", if count > OPEN { say(&words.show, count) } else { Value::from(()) }),
        ]))
    }

    /// Returns the entries of a page, each printed by its template.
    fn printed(&self, template: &str, entries: Vec<Values>) -> Result<String, Problem> {
        let printed: Vec<Result<String, Problem>> =
            entries.into_par_iter().map(|values| self.printer.print(template, values)).collect();
        printed.into_iter().map(|entry| entry.map(|entry| entry + "\n")).collect()
    }

    /// Returns what every entry's template is given.
    fn entry(&self, entry: Entry, folder: Folder, filter: &Filter) -> Values {
        BTreeMap::from([
            ("id", Value::from(self.links(folder).id(entry))),
            ("classes", Value::from(filter.classes(self.uses.briefs(entry)))),
            ("used_by", self.used_by(entry, folder)),
            ("words", self.words.clone()),
            ("fields", self.fields.clone()),
        ])
    }

    /// Returns where one of these pages goes.
    fn path(&self, place: SitePage) -> ProjectPath {
        ProjectPath::fixed("reports").join(&place.file(self.views)).expect("these pages have plain names")
    }

    /// Returns a page of what a template prints, with links to the same `place` in other languages, where it has them.
    fn page(
        &self,
        path: ProjectPath,
        template: &str,
        values: Values,
        place: Option<SitePage>,
    ) -> Result<Page, Problem> {
        let (views, html) = (self.views, self.printer.print(template, values)?);
        let Some(place) = place.filter(|_| views.model.publication.languages.are_several()) else {
            return Ok(self.guard.guarded(Page::of_no_brief(path, html.into_bytes())));
        };
        let root = place.folder().root();
        let others = siblings::around(views, &place.stem(), self.languages);
        let html = siblings::with_feed(html, views, root, self.has_feed);
        let html = siblings::into_head(html, views, root, &others, self.is_draft());
        let html = siblings::into_header(html, views, root, &others);
        Ok(self.guard.guarded(Page::of_no_brief(path, html.into_bytes())))
    }
}

/// Returns a link as an item of a list.
fn link(href: &str, words: Value) -> Value {
    item(href, words, Value::from(()))
}

/// Returns a link as an item of a list, with what must be read beside it: a standing, a withdrawal.
fn item(href: &str, words: Value, beside: Value) -> Value {
    Value::from(BTreeMap::from([("href", address(href)), ("words", words), ("beside", beside)]))
}

/// Returns words as a value; none where there are none.
fn words(words: Option<&str>) -> Value {
    words.filter(|words| !words.trim().is_empty()).map_or(Value::from(()), Value::from)
}
