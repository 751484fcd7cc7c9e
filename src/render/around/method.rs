//! The page on method: how standings are decided, what is proved and what is not, who stands behind the briefs.

use std::collections::BTreeMap;

use crate::compose::Entry;
use crate::diagnostic::Problem;
use crate::evaluate::Standing;
use crate::model::Scale;
use crate::render::Page;
use crate::render::environment::{self, Value};
use crate::render::sheet::METHOD;
use crate::world::ProjectPath;

use super::links::Here;
use super::{Around, Filter, Place, words};

impl Around<'_> {
    /// Returns the page on method.
    pub(super) fn method(&self) -> Result<Page, Problem> {
        let (composer, links) = (self.composer, self.links(Here::Reports));
        let publication = &composer.model.publication;
        let labels = composer.words();
        let mut values = self.common(Place::Method, &Filter::default());
        values.insert("about", Value::from(labels.around.method_about.as_str()));
        for (name, said) in [
            ("method", &publication.method),
            ("corrections", &publication.corrections),
            ("funding", &publication.funding),
            ("conflicts", &publication.conflicts),
        ] {
            values.insert(name, words(said.as_deref()));
        }
        let contact = publication.contact.as_deref().map(|contact| links.html(&composer.contact(contact)));
        values.insert("contact", contact.unwrap_or_else(|| Value::from(())));
        values.insert("licence", composer.licence().map_or(Value::from(()), |licence| links.html(&licence)));
        values.insert("authors", composer.authors().iter().map(|author| Value::from(author.plain())).collect());
        values.insert("standings", self.meanings());
        values.insert("scales", publication.scales.iter().map(|scale| self.scale(scale)).collect());
        let (few, kept) = (&labels.phrases.fewer_than_five, &labels.phrases.not_shown);
        let small = [(few, &labels.phrases.fewer_than_five_means), (kept, &labels.phrases.not_shown_means)];
        let small = small.map(|(words, means)| Value::from(composer.say(means, &[("words", words.clone())])));
        values.insert("small_counts", if self.is_sensitive() { small.into_iter().collect() } else { Value::from(()) });
        values.insert("headings", environment::labels(&labels.headings));
        values.insert("known_means", Value::from(labels.phrases.what_known_means.as_str()));
        values.insert("reproduce", Value::from(labels.pages.reproduce.as_str()));
        self.page(ProjectPath::fixed("reports/method.html"), METHOD, values)
    }

    /// Returns whether a brief counts something whose small counts are kept back.
    fn is_sensitive(&self) -> bool {
        self.uses.iter().any(|entry| match entry {
            Entry::Measure(measure) => self.composer.model.measures[measure].sensitive,
            _ => false,
        })
    }

    /// Returns each standing in the words of the briefs, with what it means.
    fn meanings(&self) -> Value {
        let (words, means) = (&self.composer.words().standings, &self.composer.words().around.meanings);
        let depends = self.composer.words().pages.depends_on_reading.as_str();
        let own = [&words.self_reported_agency, &words.self_reported_critics, &words.self_reported];
        let rows: [(Standing, Vec<&str>, &str); 10] = [
            (Standing::Established, vec![&words.established], &means.established),
            (Standing::Refuted, vec![&words.refuted], &means.refuted),
            (Standing::Reported, vec![&words.reported], &means.reported),
            (Standing::SelfReported, own.map(String::as_str).to_vec(), &means.self_reported),
            (Standing::Contested, vec![&words.contested], &means.contested),
            (Standing::Contested, vec![depends], &means.depends_on_reading),
            (Standing::Outdated, vec![&words.outdated], &means.outdated),
            (Standing::Unsupported, vec![&words.unsupported], &means.unsupported),
            (Standing::NotChecked, vec![&words.not_checked], &means.not_checked),
            (Standing::NotAssessed, vec![&words.not_assessed], &means.not_assessed),
        ];
        let row = |word: Option<&str>, said: Vec<&str>, meaning: &str| {
            Value::from(BTreeMap::from([
                ("word", word.map_or(Value::from(()), Value::from)),
                ("said", said.into_iter().map(Value::from).collect()),
                ("meaning", Value::from(meaning)),
            ]))
        };
        let rows = rows.into_iter().map(|(standing, said, meaning)| row(Some(standing.word()), said, meaning));
        let marks = [(&words.provisional, &means.provisional), (&words.on_revised, &means.on_revised)];
        rows.chain(marks.into_iter().map(|(said, meaning)| row(None, vec![said], meaning))).collect()
    }

    fn scale(&self, scale: &Scale) -> Value {
        let language = self.composer.language();
        let rows = scale.words.iter().map(|(word, needs)| {
            Value::from(BTreeMap::from([
                ("word", Value::from(word.as_str())),
                ("needs", Value::from(needs.in_words(language))),
                ("class", Value::from(needs.word())),
            ]))
        });
        Value::from(BTreeMap::from([("name", Value::from(scale.name.as_str())), ("rows", rows.collect())]))
    }
}
