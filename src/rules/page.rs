//! What would be live in a finished page, whatever template made it: HTML, links that are more than addresses, and characters
//! that turn or hide what readers see. It is no rule, for nobody can answer for it.

use crate::diagnostic::code::template as code;
use crate::diagnostic::{Problem, Problems, unseen};
use crate::markdown::{FinishedPage, LiveMarkup};
use crate::text::Place;

/// Reports what would be live in finished pages.
pub(crate) fn check(pages: &[FinishedPage<'_>], problems: &mut Problems) {
    let live = pages.iter().flat_map(|page| &page.facts.live);
    problems.extend(live.map(|(live, words, place)| match live {
        LiveMarkup::Html => html(place.clone(), words),
        LiveMarkup::Link => link(place.clone(), words),
        LiveMarkup::Unseen(what, character) => unseen::of_kind(&code::UNSEEN, place, *what, *character, "a page"),
        LiveMarkup::Address => address(place.clone(), words),
    }));
}

fn html(place: Place, words: &str) -> Problem {
    Problem::error(&code::HTML, place, format!("a brief contains HTML: `{}`", shortened(words)))
        .note("GitHub, pandoc and others would each make something else of it, and a script would run")
        .help("say it in Markdown, or write `&lt;` and `\\{` where the signs themselves are meant")
}

fn link(place: Place, address: &str) -> Problem {
    Problem::error(&code::LINK, place, format!("a link leads to `{}`", shortened(address)))
        .note("only `https:`, `http:` and `mailto:` lead to something that a reader can look at")
        .help("link to a page, or take the link out")
}

fn address(place: Place, words: &str) -> Problem {
    let words = shortened(words);
    Problem::error(&code::ADDRESS, place, format!("signs of Markdown stand close behind an address: `{words}`"))
        .note("GitHub makes a link of a bare address, up to the next space, and takes these signs for a part of it")
        .help("leave a space behind the address, or write it between `<` and `>`")
}

fn shortened(words: &str) -> String {
    /// Enough to recognize it by.
    const SHOWN: usize = 60;
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
