//! Fragments of a brief that others show in an `<iframe>`: one of the brief, one of each statement that it tells.
//!
//! A fragment is a page of its own without a script: what is said, by whom, with its standing in words, of which day the data are,
//! and a link to the brief. They are made where a publication says at which address its pages stand; nobody could show them
//! otherwise.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::model::{Claim, Key};
use crate::render::{Page, site};
use crate::template::engine::Printer;
use crate::template::templates::EMBED;
use crate::template::{Value, markdown, or_none};
use crate::text::Id;
use crate::view::{BriefView, EditionStatus, EditionView, Views};
use crate::world::ProjectPath;

/// How wide a line of a fragment is on the narrowest place it is made for, 300 pixels, in letters.
const LETTERS: usize = 34;
/// How high a line is, in pixels.
const LINE: usize = 24;
/// What stands around the lines: borders, the space between paragraphs, the line that names the publication.
const AROUND: usize = 150;

/// Returns the fragments of a brief; none where nobody says at which address its pages stand.
pub(super) fn pages(
    printer: &Printer<'_>,
    views: &Views,
    document: &BriefView,
    edition: &EditionView,
) -> Result<Vec<Page>, Problem> {
    if views.model.publication.url.is_none() {
        return Ok(Vec::new());
    }
    let whole = Fragment::of_brief(document);
    let claims = views.model.briefs[document.brief].claims.iter();
    let told = claims.filter(|claim| document.finding(**claim).is_some());
    let parts = told.map(|claim| (Some(views.model.claims.id(*claim)), Fragment::of_claim(views, *claim)));
    let all = std::iter::once((None, whole)).chain(parts);
    all.map(|(claim, fragment)| {
        let path = path(&document.id, claim);
        let html = printer.print(EMBED, fragment.values(printer, views, document, edition))?;
        let page = Page::of_no_brief(path, html.into_bytes());
        Ok(Page { brief: Some(document.brief), ..page })
    })
    .collect()
}

/// Returns where the fragment of a brief, or of a statement that it tells, stands.
fn path(brief: &Id, claim: Option<&Id>) -> ProjectPath {
    let name = claim.map_or_else(|| format!("embed/{brief}.html"), |claim| format!("embed/{brief}.{claim}.html"));
    ProjectPath::fixed("reports").join(&name).expect("ids of a brief and a claim are file names")
}

/// What a fragment says.
struct Fragment {
    /// The question of a brief.
    question: Option<String>,
    /// The answer of a brief, or the sentence that tells a statement by itself.
    said: String,
    /// Who says it.
    speaker: Option<String>,
    /// Its standing in words.
    standing: String,
    /// Why it has that.
    reason: Option<String>,
}

impl Fragment {
    fn of_brief(document: &BriefView) -> Self {
        Self {
            question: Some(document.question.plain()),
            said: document.answer.plain(),
            speaker: None,
            standing: document.standing.plain(),
            reason: None,
        }
    }

    fn of_claim(views: &Views, claim: Key<Claim>) -> Self {
        let view = views.claim(claim);
        Self {
            question: None,
            said: view.sentence.plain(),
            speaker: view.who.as_ref().map(|who| dated(views, claim, who.plain())),
            standing: view.standing_words.plain(),
            reason: Some(view.reason.plain()).filter(|reason| !reason.trim().is_empty()),
        }
    }

    fn values(
        self,
        printer: &Printer<'_>,
        views: &Views,
        document: &BriefView,
        edition: &EditionView,
    ) -> BTreeMap<&'static str, Value> {
        let publication = &views.model.publication;
        let is_draft = edition.status == EditionStatus::Draft;
        let brief = format!("{}.html", document.id);
        let whole = publication.address_of(&brief).filter(|_| !is_draft);
        let link = whole.clone().unwrap_or_else(|| format!("../{brief}"));
        let notices = edition.notices.iter().map(|notice| Value::from(notice.lead.as_str()));
        let words = views.words();
        BTreeMap::from([
            ("lang", Value::from(views.language().tag())),
            ("title", Value::from(document.question.plain())),
            ("publication", Value::from(publication.title.as_str())),
            ("publisher", Value::from(views.publication().publisher.as_str())),
            ("style", markdown(printer.styles().embed())),
            ("canonical", or_none(whole.map(|whole| site::address(&whole)))),
            ("notices", notices.collect()),
            ("question", or_none(self.question)),
            ("said", Value::from(self.said)),
            ("speaker", or_none(self.speaker)),
            ("standing", Value::from(self.standing)),
            ("reason", or_none(self.reason)),
            ("data_date", or_none(Some(document.data_date.plain()).filter(|date| !date.trim().is_empty()))),
            ("link", site::address(&link)),
            ("link_words", Value::from(words.around.embed_link.as_str())),
            ("fields", crate::template::labels(&words.fields)),
        ])
    }
}

/// Returns who said something, with when.
fn dated(views: &Views, claim: Key<Claim>, who: String) -> String {
    let said = views.model.claims[claim].said.as_ref();
    match said.and_then(|said| said.date.as_ref()) {
        Some(date) => format!("{who}, {}", views.language().period(date)),
        None => who,
    }
}

/// Returns the line of HTML that shows the fragment of a brief on another site, for its author to copy; none where nobody says
/// at which address it stands.
pub(super) fn line(views: &Views, document: &BriefView) -> Option<String> {
    let address = views.model.publication.address_of(&format!("embed/{}.html", document.id))?;
    let fragment = Fragment::of_brief(document);
    let lines = |text: &str| text.chars().count() / LETTERS + 1;
    let told = [fragment.question.as_deref().unwrap_or_default(), &fragment.said, &fragment.standing];
    let high = told.into_iter().map(lines).sum::<usize>() + lines(&document.data_date.plain());
    let (mut source, mut title) = (String::new(), String::new());
    super::html::escape(&address, &mut source);
    super::html::escape(&document.question.plain(), &mut title);
    let height = high * LINE + AROUND;
    Some(format!(
        "<iframe src=\"{source}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" style=\"border:0\"></iframe>"
    ))
}
