//! What a page says of itself: which edition it is, what must be read first, what changed, its history, and what its signs mean.

use std::collections::BTreeSet;

use crate::markdown::{Layer, escape, siblings};
use crate::outcome::StandingLabel;
use crate::render::html::{self, sign};
use crate::template::objects::BriefContext;
use crate::view::{
    BriefView, Deferred, EditionStatus, EditionView, Mark, MarkedText, Meaning, PastEdition, Run, Views,
};

/// Returns each part that the editions, and nothing else, say.
pub(super) fn parts(views: &Views, edition: &EditionView) -> [(Deferred, String); 5] {
    [
        (Deferred::Edition, inline(&edition.words)),
        (Deferred::Cited, inline(&edition.cited)),
        (Deferred::Notice, first(edition, Layer::Brief)),
        (Deferred::Changes, block(&changes(views, edition))),
        (Deferred::History, block(&history(views, edition))),
    ]
}

/// Returns how to cite a brief, with its edition.
pub(super) fn cite_as(document: &BriefView, edition: &EditionView) -> String {
    let mut words = String::new();
    for run in &document.cite_as.0 {
        match run {
            Run::Words(said) | Run::Address(said) => words.push_str(said),
            Run::Open(Mark::Deferred(Deferred::Cited)) => words.push_str(&edition.cited),
            Run::Open(_) | Run::Close => {}
        }
    }
    words
}

/// Returns a block as it stands inside its mark: a mark that ended after an empty line would keep that line.
fn block(words: &str) -> String {
    words.trim_end().to_owned()
}

/// Returns what stands first on a page: the links to the same page in other languages, and what must be read before anything else.
pub(super) fn first(edition: &EditionView, layer: Layer) -> String {
    let mut out = siblings::line(&edition.siblings, layer);
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(&notice(edition));
    block(&out)
}

/// Returns what must be read before anything else: each a paragraph in bold.
fn notice(edition: &EditionView) -> String {
    let mut out = String::new();
    for notice in &edition.notices {
        led(&notice.lead, &notice.note, &mut out);
        out.push_str("\n\n");
    }
    out
}

fn changes(views: &Views, edition: &EditionView) -> String {
    let words = &views.words().editions;
    if edition.changes.is_empty() {
        return String::new();
    }
    let draft = edition.status == EditionStatus::Draft;
    let mut out = heading("##", if draft { &words.draft_changes } else { &words.changes });
    for change in &edition.changes {
        item(change, &mut out);
    }
    out
}

/// Returns the list of editions, the last first, corrections apart from the others.
fn history(views: &Views, edition: &EditionView) -> String {
    let words = &views.words().editions;
    let editions = &edition.history.editions;
    if editions.is_empty() {
        return String::new();
    }
    let mut out = heading("##", &words.history);
    let both = editions.iter().any(|edition| edition.is_correction);
    for (title, corrections) in [(&words.corrections, true), (&words.others, false)] {
        let listed: Vec<&PastEdition> =
            editions.iter().rev().filter(|edition| edition.is_correction == corrections).collect();
        if listed.is_empty() {
            continue;
        }
        if both {
            out.push_str(&heading("###", title));
        }
        for edition in listed {
            out.push_str("- ");
            led(&edition.words, &edition.note_words, &mut out);
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
    let given: BTreeSet<StandingLabel> =
        told.map(|finding| context.views.evaluation.claim(finding.claim).told).collect();
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
