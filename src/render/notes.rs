//! What a page says of itself: which edition it is, what must be read first, what changed, its history, and what its signs mean.

use std::collections::BTreeSet;

use crate::edition::{self, Edition, Imprint, ImprintStatus};
use crate::markdown::escape;
use crate::outcome::Told;
use crate::render::html::{self, sign};
use crate::template::objects::BriefContext;
use crate::view::{BriefView, Deferred, EditionView, Mark, MarkedText, Meaning, PastEdition, Run, Views};

/// For how many editions an announcement stays at the top: its own and the next.
const ANNOUNCED: usize = 2;

/// Returns each part that the lock, and nothing else, says.
pub(super) fn parts(views: &Views, imprint: &Imprint) -> [(Deferred, String); 5] {
    let line = match imprint.status {
        ImprintStatus::Unpublished => views.words().phrases.unpublished.clone(),
        _ => which(views, imprint),
    };
    [
        (Deferred::Edition, inline(&line)),
        (Deferred::Cited, inline(&cited(views, imprint))),
        (Deferred::Notice, block(&notice(views, imprint))),
        (Deferred::Changes, block(&changes(views, imprint))),
        (Deferred::History, block(&history(views, imprint))),
    ]
}

/// Returns which edition it is, as everything tells it.
pub(super) fn edition(views: &Views, imprint: &Imprint) -> EditionView {
    let last = imprint.editions.last();
    let (status, words) = match imprint.status {
        ImprintStatus::Unpublished => ("unpublished", views.words().phrases.unpublished.clone()),
        ImprintStatus::Draft => ("draft", which(views, imprint)),
        ImprintStatus::Accepted | ImprintStatus::Held => ("accepted", which(views, imprint)),
    };
    EditionView {
        status,
        words,
        withdrawn: withdrawn(views, &imprint.editions),
        concern: concern(views, &imprint.editions),
        number: last.map(|_| imprint.editions.len()),
        date: last.map(|last| last.date.clone()),
        kind: last.map(|last| last.kind.word()),
        changes: imprint.changes.clone(),
    }
}

/// Returns the accepted editions.
pub(super) fn past(imprint: &Imprint) -> Vec<PastEdition> {
    let one = |(number, edition): (usize, &Edition)| PastEdition {
        number,
        date: edition.date.clone(),
        kind: edition.kind.word(),
        note: edition.note.clone(),
        since: edition.since,
        changes: edition.changes.clone(),
        answer: edition.answer.clone(),
        standing: edition.standing.clone(),
    };
    (1..).zip(&imprint.editions).map(one).collect()
}

/// Returns how to cite a brief, with its edition.
pub(super) fn cite_as(views: &Views, document: &BriefView, imprint: &Imprint) -> String {
    let mut words = String::new();
    for run in &document.cite_as.0 {
        match run {
            Run::Words(said) | Run::Address(said) => words.push_str(said),
            Run::Open(Mark::Deferred(Deferred::Cited)) => words.push_str(&cited(views, imprint)),
            Run::Open(_) | Run::Close => {}
        }
    }
    words
}

/// Returns which edition it is, where the brief is cited.
pub(super) fn cited(views: &Views, imprint: &Imprint) -> String {
    match imprint.status {
        ImprintStatus::Unpublished => views.words().phrases.unpublished.to_lowercase(),
        ImprintStatus::Draft => views.words().editions.cited.clone(),
        ImprintStatus::Accepted | ImprintStatus::Held => imprint.editions.len().to_string(),
    }
}

/// Returns a block as it stands inside its mark: a mark that ended after an empty line would keep that line.
fn block(words: &str) -> String {
    words.trim_end().to_owned()
}

/// Returns which edition it is.
pub(super) fn which(views: &Views, imprint: &Imprint) -> String {
    let words = &views.words().editions;
    let number = imprint.editions.len().to_string();
    match (imprint.status, imprint.editions.last()) {
        (ImprintStatus::Draft, None) => words.draft_first.clone(),
        (ImprintStatus::Draft, Some(last)) => views.say(&words.draft, &values(views, last, &number)),
        (_, Some(last)) => views.say(&words.accepted, &values(views, last, &number)),
        (_, None) => String::new(),
    }
}

/// Returns what fills the gaps of a sentence about an edition.
fn values(views: &Views, edition: &Edition, number: &str) -> [(&'static str, String); 3] {
    [
        ("number", number.to_owned()),
        ("date", views.day(&edition.date)),
        ("kind", edition.kind.in_words(views.language()).to_owned()),
    ]
}

/// Returns what must be read before anything else: each a paragraph in bold.
fn notice(views: &Views, imprint: &Imprint) -> String {
    let words = &views.words().editions;
    let mut out = String::new();
    let mut say = |lead: &str, note: &str| {
        led(lead, note, &mut out);
        out.push_str("\n\n");
    };
    if imprint.status == ImprintStatus::Draft {
        match imprint.editions.last() {
            None => say(&words.notice_first, ""),
            Some(last) => {
                let number = imprint.editions.len().to_string();
                say(&views.say(&words.notice_draft, &values(views, last, &number)), "");
            }
        }
    }
    if let Some(lead) = withdrawn(views, &imprint.editions) {
        let note = edition::withdrawal(&imprint.editions).and_then(|withdrawal| withdrawal.note.as_deref());
        say(&lead, note.unwrap_or_default());
    }
    if let Some(lead) = concern(views, &imprint.editions) {
        let note = edition::concern(&imprint.editions).and_then(|(_, concern)| concern.note.as_deref());
        say(&lead, note.unwrap_or_default());
    }
    let recent = imprint.editions.iter().enumerate().rev().take(ANNOUNCED);
    for (index, edition) in recent.filter(|(_, edition)| edition.kind.is_announced()) {
        let lead = views.say(&words.notice, &values(views, edition, &(index + 1).to_string()));
        say(&crate::text::capital(&lead), &told(views, edition));
    }
    out
}

/// Returns that a brief is withdrawn, where it is.
pub(super) fn withdrawn(views: &Views, editions: &[Edition]) -> Option<String> {
    let withdrawal = edition::withdrawal(editions)?;
    Some(views.say(&views.words().editions.withdrawn, &values(views, withdrawal, "")))
}

/// Returns that there is reason to doubt a brief, where an edition said so and none has ended it.
pub(super) fn concern(views: &Views, editions: &[Edition]) -> Option<String> {
    let (number, concern) = edition::concern(editions)?;
    Some(views.say(&views.words().editions.concern, &values(views, concern, &number.to_string())))
}

/// Returns an edition in a list of them: its number, its date, why it was made.
pub(super) fn entry(views: &Views, edition: &Edition, number: u32) -> String {
    views.say(&views.words().editions.entry, &values(views, edition, &number.to_string()))
}

/// Returns what an edition's note says, with since when something had been wrong.
pub(super) fn told(views: &Views, edition: &Edition) -> String {
    let mut note = edition.note.clone().unwrap_or_default();
    if let Some(since) = edition.since {
        if !note.is_empty() {
            note.push(' ');
        }
        note.push_str(&views.say(&views.words().editions.since, &[("since", since.to_string())]));
    }
    note
}

fn changes(views: &Views, imprint: &Imprint) -> String {
    let words = &views.words().editions;
    if imprint.changes.is_empty() {
        return String::new();
    }
    let draft = imprint.status == ImprintStatus::Draft;
    let mut out = heading("##", if draft { &words.draft_changes } else { &words.changes });
    for change in &imprint.changes {
        item(change, &mut out);
    }
    out
}

/// Returns the list of editions, the last first, corrections apart from the others.
fn history(views: &Views, imprint: &Imprint) -> String {
    let words = &views.words().editions;
    if imprint.editions.is_empty() {
        return String::new();
    }
    let mut out = heading("##", &words.history);
    let numbered = || (1..).zip(&imprint.editions).collect::<Vec<(u32, &Edition)>>().into_iter().rev();
    let both = numbered().any(|(_, edition)| edition.kind.is_correction());
    for (title, corrections) in [(&words.corrections, true), (&words.others, false)] {
        let listed: Vec<_> = numbered().filter(|(_, edition)| edition.kind.is_correction() == corrections).collect();
        if listed.is_empty() {
            continue;
        }
        if both {
            out.push_str(&heading("###", title));
        }
        for (number, edition) in listed {
            out.push_str("- ");
            led(&entry(views, edition, number), &told(views, edition), &mut out);
            out.push('\n');
            for change in &edition.changes {
                out.push_str("  ");
                item(change, &mut out);
            }
        }
        out.push('\n');
    }
    out
}

fn heading(level: &str, words: &str) -> String {
    let mut out = format!("{level} ");
    escape::text(words, escape::Position::Inside, &mut out);
    out.push_str("\n\n");
    out
}

/// Writes words in bold, and a note behind them.
fn led(lead: &str, note: &str, out: &mut String) {
    out.push_str("**");
    escape::line(&MarkedText::words(lead), out);
    out.push_str("**");
    if !note.is_empty() {
        out.push(' ');
        escape::text(note, escape::Position::Inside, out);
    }
}

fn item(words: &str, out: &mut String) {
    out.push_str("- ");
    escape::line(&MarkedText::words(words), out);
    out.push('\n');
}

fn inline(words: &str) -> String {
    let mut out = String::new();
    escape::text(words, escape::Position::Inside, &mut out);
    out
}

/// The signs, drawn once a page and used by their names.
pub(super) const SIGNS: &str = include_str!("../template/builtin/signs.svg");

/// Returns the legend as HTML, folded.
pub(super) fn html(context: &BriefContext) -> String {
    let views = &*context.views;
    let (document, pages) = (&context.document, &views.words().pages);
    let told = [&document.known, &document.claimed, &document.not_rated].into_iter().flatten();
    let given: BTreeSet<Told> = told.map(|finding| context.views.evaluation.claim(finding.claim).told).collect();
    let mut out = String::from("<details class=\"legend\">\n<summary>");
    html::escape(&pages.signs, &mut out);
    out.push_str("</summary>\n<dl>\n");
    for Meaning { told, said, means } in views.meanings() {
        let said: Vec<_> = told.iter().zip(said).filter(|(told, _)| given.contains(told)).collect();
        if said.is_empty() {
            continue;
        }
        out.push_str("<dt>");
        for (told, said) in said {
            let word = told.standing().word();
            out.push_str("<span class=\"standing standing-");
            out.push_str(word);
            out.push_str("\">");
            sign(word, &mut out);
            html::escape(said, &mut out);
            out.push_str("</span>\n");
        }
        out.push_str("</dt>\n<dd>");
        html::escape(means, &mut out);
        out.push_str("</dd>\n");
    }
    out.push_str("</dl>\n</details>\n");
    out
}
