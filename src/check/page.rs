//! The finished page is checked, whatever template made it: the section of what is known and unknown stands in it with both
//! its halves, the answer is short enough, and every footnote leads somewhere.

use crate::compose::{ANSWER_WORDS, Document, word_count};
use crate::diagnostic::code::{brief as code, template as template_code};
use crate::diagnostic::{Place, Problem, Problems};
use crate::model::{Date, Model};
use crate::render::{Live, Page, Shape};

/// Reports what finished pages lack.
pub(crate) fn check(model: &Model, documents: &[Document], pages: &[Page], problems: &mut Problems) {
    for page in pages {
        let Some((brief, shape)) = page.brief.zip(page.shape.as_ref()) else { continue };
        if let Some(document) = documents.get(brief.index()) {
            one(model, document, shape, problems);
        }
    }
}

fn one(model: &Model, document: &Document, shape: &Shape, problems: &mut Problems) {
    let Shape { outline, panel, live, template } = shape;
    let brief = &model.briefs[document.brief];
    let words = word_count(&document.answer);
    if words > ANSWER_WORDS {
        let place = match &brief.summary {
            Some(_) => brief.place.clone().then("summary").into(),
            None => brief.place.clone().into(),
        };
        problems.push(long_answer(place, document.id.as_str(), words));
    }
    let headings = &model.publication.language.text().headings;
    let wanted = [&headings.known, &headings.claimed, &headings.unknown];
    let lost = wanted.into_iter().find(|wanted| {
        let stands = outline.headings.iter().any(|heading| {
            let inside = panel.is_some_and(|panel| panel.range().contains(&heading.range.start));
            inside && heading.filled && heading.words.trim() == wanted.as_str()
        });
        !stands
    });
    if let Some(lost) = lost {
        problems.push(lost_section(template.clone(), document.id.as_str(), lost));
    }
    let told = document.known.len() + document.claimed.len();
    for (empty, half) in [(told == 0, "known or claimed"), (document.unknown.is_empty(), "unknown")] {
        if empty && !is_waived(model, document.id.as_str()) {
            problems.push(empty_half(brief.place.clone().into(), document.id.as_str(), half));
        }
    }
    for (live, words, place) in live {
        problems.push(match live {
            Live::Html => html(place.clone(), words),
            Live::Link => link(place.clone(), words),
        });
    }
    for (name, _) in &outline.dangling {
        problems.push(dangling(template.clone(), document.id.as_str(), name));
    }
}

/// Returns whether somebody answers for a brief with an empty half.
fn is_waived(model: &Model, brief: &str) -> bool {
    let holds = |expiry: Date| model.publication.as_of.is_none_or(|today| today <= expiry);
    let mut waivers = model.waivers.iter().filter(|waiver| waiver.expiry.is_none_or(holds));
    waivers.any(|waiver| *waiver.rule == code::EMPTY_HALF && waiver.place == brief)
}

fn long_answer(place: Place, brief: &str, words: usize) -> Problem {
    Problem::error(&code::LONG_ANSWER, place, format!("the answer of brief `{brief}` has {words} words"))
        .label(format!("at most {ANSWER_WORDS}"))
        .note("a longer answer is cut when it is shared, and what is cut is who says it")
        .help("shorten `summary`, or write one where the answer is made from the claims")
}

fn lost_section(place: Place, brief: &str, heading: &str) -> Problem {
    Problem::error(&code::LOST_SECTION, place, format!("the page of brief `{brief}` has no section “{heading}”"))
        .note("a reader must see at once what is established, what is only said, and what nobody knows")
        .help("begin the template with `{% extends \"knowns/brief.md\" %}` and put its words into `{% block body %}`")
}

fn empty_half(place: Place, brief: &str, half: &str) -> Problem {
    Problem::error(&code::EMPTY_HALF, place, format!("brief `{brief}` names nothing that is {half}"))
        .note("a brief with one empty half says more, or less, than any evidence does")
        .help("name a claim or an unknown, or add a waiver for `empty-half` that gives the reason")
}

fn html(place: Place, words: &str) -> Problem {
    Problem::error(&template_code::HTML, place, format!("HTML stands in a brief: `{}`", shortened(words)))
        .note("GitHub, pandoc and others would each make something else of it, and a script would run")
        .help("say it in Markdown, or write `\\<` where the sign itself is meant")
}

fn link(place: Place, address: &str) -> Problem {
    Problem::error(&template_code::LINK, place, format!("a link leads to `{}`", shortened(address)))
        .note("only `https:`, `http:` and `mailto:` lead to something that a reader can look at")
        .help("link to a page, or take the link out")
}

fn shortened(words: &str) -> String {
    /// Enough to recognize it by.
    const SHOWN: usize = 60;
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

fn dangling(place: Place, brief: &str, name: &str) -> Problem {
    Problem::error(&code::DANGLING_FOOTNOTE, place, format!("footnote `{name}` in brief `{brief}` leads nowhere"))
        .note("the reader follows the number and finds nothing")
        .help("print a source by its id (`{{ sources.id }}`), or define the footnote")
}
