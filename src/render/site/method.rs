//! The page on method: how standings are decided, what is proved and what is not, who stands behind the briefs.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::model::Scale;
use crate::render::Page;
use crate::render::html::sign;
use crate::template::templates::METHOD;
use crate::template::value;
use crate::template::value::{Value, markdown};
use crate::view::{Entry, Meaning};
use crate::vocabulary::Standing;
use crate::world::ProjectPath;

use crate::render::site::place::Folder;
use crate::render::site::{Filter, Site, SitePage, words};

impl Site<'_> {
    /// Returns the page on method.
    pub(super) fn method(&self) -> Result<Page, Problem> {
        let (views, links) = (self.views, self.links(Folder::Reports));
        let (publication, told) = (&views.model.publication, views.publication());
        let labels = views.words();
        let mut values = self.common(SitePage::Method, &Filter::default());
        values.insert("about", Value::from(labels.around.method_about.as_str()));
        for (name, said) in [
            ("method", &publication.method),
            ("corrections", &publication.corrections),
            ("funding", &publication.funding),
            ("conflicts", &publication.conflicts),
        ] {
            values.insert(name, words(said.as_deref()));
        }
        let contact = told.contact_words.as_ref().map(|contact| links.html(contact));
        values.insert("contact", contact.unwrap_or_else(|| Value::from(())));
        values.insert("licence", told.licence.as_ref().map_or(Value::from(()), |licence| links.html(&licence.words)));
        values.insert("authors", told.authors.iter().map(|author| Value::from(author.words.plain())).collect());
        values.insert("standings", self.meanings());
        values.insert("scales", publication.scales.iter().map(|scale| self.scale(scale)).collect());
        let (few, kept) = (&labels.phrases.fewer_than_five, &labels.phrases.not_shown);
        let small = [(few, &labels.phrases.fewer_than_five_means), (kept, &labels.phrases.not_shown_means)];
        let small = small.map(|(words, means)| Value::from(views.say(means, &[("words", words.clone())])));
        values.insert("small_counts", if self.is_sensitive() { small.into_iter().collect() } else { Value::from(()) });
        values.insert("headings", value::labels(&labels.headings));
        values.insert("known_means", Value::from(labels.phrases.what_known_means.as_str()));
        values.insert("reproduce", Value::from(labels.pages.reproduce.as_str()));
        self.page(ProjectPath::fixed("reports/method.html"), METHOD, values)
    }

    /// Returns whether a brief counts something whose small counts are kept back.
    fn is_sensitive(&self) -> bool {
        self.uses.iter().any(|entry| match entry {
            Entry::Measure(measure) => self.views.model.measures[measure].sensitive,
            _ => false,
        })
    }

    /// Returns each standing in the words of the briefs, with what it means.
    fn meanings(&self) -> Value {
        let rows = self.views.meanings().into_iter().map(|Meaning { told, said, means }| {
            let standing = told.first().map(|told| told.standing());
            Value::from(BTreeMap::from([
                ("word", standing.map_or(Value::from(()), |standing| Value::from(standing.word()))),
                ("sign", signed(standing)),
                ("said", said.into_iter().map(Value::from).collect()),
                ("meaning", Value::from(means)),
            ]))
        });
        rows.collect()
    }

    fn scale(&self, scale: &Scale) -> Value {
        let language = self.views.language();
        let rows = scale.words.iter().map(|(word, needs)| {
            Value::from(BTreeMap::from([
                ("word", Value::from(word.as_str())),
                ("needs", Value::from(language.standing(*needs))),
                ("class", Value::from(needs.word())),
                ("sign", signed(Some(*needs))),
            ]))
        });
        Value::from(BTreeMap::from([("name", Value::from(scale.name.as_str())), ("rows", rows.collect())]))
    }
}

/// Returns the sign of a standing; of what is added to one, nothing.
fn signed(standing: Option<Standing>) -> Value {
    let mut out = String::new();
    if let Some(standing) = standing {
        sign(standing.word(), &mut out);
    }
    markdown(out)
}
