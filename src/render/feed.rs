//! The feed of editions: one Atom entry for each edition that was accepted, as it was accepted (RFC 4287).
//!
//! It is made from the lock alone, so a draft adds nothing to it, and a brief that the registry no longer has keeps its
//! entries. An entry's id depends on nothing but the publication's title, the brief and the number of the edition.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Problem;
use crate::digest::Digest;
use crate::render::Page;
use crate::template::engine::Printer;
use crate::template::templates::FEED;
use crate::template::{Value, or_none};
use crate::text::capital;
use crate::view::{HistoryView, PastEdition, Views};
use crate::world::ProjectPath;

/// Returns the feed; none where no edition was accepted.
pub(super) fn page(
    printer: &Printer<'_>,
    views: &Views,
    accepted: &[Arc<HistoryView>],
) -> Result<Option<Page>, Problem> {
    let all = accepted.iter().flat_map(|history| {
        let order = views.model.briefs.find(&history.id).map_or(usize::MAX, crate::model::Key::index);
        history.editions.iter().map(move |edition| FeedEntry { order, history, edition })
    });
    let mut entries: Vec<FeedEntry<'_>> = all.collect();
    entries.sort_by_key(|entry| {
        (Reverse(&*entry.edition.date), entry.order, &*entry.history.id, Reverse(entry.edition.number))
    });
    let Some(newest) = entries.first() else { return Ok(None) };
    let publication = &views.model.publication;
    let languages = &publication.languages;
    let mut values = BTreeMap::from([
        ("lang", Value::from(publication.language.tag())),
        ("id", Value::from(urn(&format!("{}{}", publication.title, languages.ending_of(languages.own()))))),
        ("own", address(views, &languages.file("feed", "xml"))),
        ("pages", address(views, &languages.file("index", "html"))),
        ("title", said(&publication.title)),
        ("updated", Value::from(moment(newest.edition))),
        ("publisher", said(&views.publication().publisher)),
        ("rights", or_none(views.publication().licence.as_ref().map(|licence| said(&licence.words.plain())))),
        ("standing", said(&views.words().fields.standing)),
        ("changes", said(&views.words().editions.changes)),
    ]);
    values.insert("entries", entries.iter().map(|entry| entry.value(views)).collect());
    let feed = printer.print(FEED, values)?;
    let path = ProjectPath::fixed("reports").join(&languages.file("feed", "xml")).expect("the feed has a plain name");
    Ok(Some(Page::of_no_brief(path, feed.into_bytes())))
}

/// An edition and where it belongs.
struct FeedEntry<'a> {
    /// The place of the brief in the registry; those that it no longer has come last.
    order: usize,
    history: &'a HistoryView,
    edition: &'a PastEdition,
}

impl FeedEntry<'_> {
    fn value(&self, views: &Views) -> Value {
        let (edition, words) = (self.edition, views.words());
        let at = |page: &str| address(views, page);
        let gone = self.order == usize::MAX;
        let withdrawn = self.history.withdrawn.clone();
        let kind = capital(edition.kind_words);
        let titled = match &withdrawn {
            Some(_) if edition.still_withdrawn => &words.editions.titled_still_withdrawn,
            Some(_) if !edition.withdraws => &words.editions.titled_withdrawn,
            _ => &words.editions.titled,
        };
        let title = views.say(titled, &[("kind", kind), ("question", edition.question.clone())]);
        let notices = withdrawn.into_iter().chain(self.history.concern.clone()).chain(edition.reinstated.clone());
        let notices = notices.chain(gone.then(|| words.editions.gone.clone()));
        let notices: Vec<String> = notices.collect();
        let answer = [("answer", edition.answer.clone()), ("standing", edition.standing.clone())];
        let answer =
            if edition.answer.is_empty() { String::new() } else { views.say(&words.pages.description, &answer) };
        let note = &edition.note_words;
        let summary = notices.iter().chain([note, &answer]).filter(|words| !words.is_empty());
        let summary: Vec<&str> = summary.map(String::as_str).collect();
        Value::from(BTreeMap::from([
            (
                "id",
                Value::from(urn(&format!(
                    "{}\n{}\n{}",
                    views.model.publication.title, self.history.id, edition.number
                ))),
            ),
            ("title", said(&title)),
            ("updated", Value::from(moment(edition))),
            ("link", if gone { Value::from(()) } else { at(&format!("{}.html", self.history.id)) }),
            ("summary", said(&summary.join(" "))),
            ("notices", notices.iter().map(|notice| said(notice)).collect()),
            ("edition", said(&edition.words)),
            ("answer", said(&edition.answer)),
            ("standing", said(&edition.standing)),
            ("note", said(note)),
            ("changes", edition.changes.iter().map(|change| said(change)).collect()),
        ]))
    }
}

/// Returns where a page is found: its whole address, or the way to it from the feed where nobody says at which address they
/// stand.
fn address(views: &Views, page: &str) -> Value {
    crate::render::site::address(&views.model.publication.address_of(page).unwrap_or_else(|| page.to_owned()))
}

/// Returns the beginning of the day an edition is dated.
fn moment(edition: &PastEdition) -> String {
    format!("{}T00:00:00Z", edition.date)
}

/// Returns words as XML can hold them; the template escapes them.
fn said(words: &str) -> Value {
    let may_stand = |c: &char| !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let words = words.chars().filter(may_stand).map(|c| if c.is_control() { ' ' } else { c });
    Value::from(words.collect::<String>())
}

/// Returns a name that is always the same for the same words: a UUID of version 8 (RFC 9562) from their SHA-256.
fn urn(words: &str) -> String {
    let digest = Digest::of(words.as_bytes()).to_string();
    let variant = match digest.as_bytes()[16] {
        b'0' | b'4' | b'8' | b'c' => '8',
        b'1' | b'5' | b'9' | b'd' => '9',
        b'2' | b'6' | b'a' | b'e' => 'a',
        _ => 'b',
    };
    format!(
        "urn:uuid:{}-{}-8{}-{variant}{}-{}",
        &digest[..8],
        &digest[8..12],
        &digest[13..16],
        &digest[17..20],
        &digest[20..32]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_words_and_nothing_else() {
        // SHA-256 of nothing: e3b0c442 98fc 1c14 9afb f4c8996fb924…
        assert_eq!(urn(""), "urn:uuid:e3b0c442-98fc-8c14-9afb-f4c8996fb924");
        assert_ne!(urn("a\nb\n1"), urn("a\nb\n2"));
    }

    #[test]
    fn no_control_character_gets_into_the_feed() {
        assert_eq!(said("a\u{0}b\u{1b}[31m\u{FFFF}\nc").to_string(), "a b [31m c");
    }
}
