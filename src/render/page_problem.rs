//! Problems of styles, and of what a project's own HTML templates print.

use crate::diagnostic::Problem;
use crate::diagnostic::code::template as code;
use crate::text::Place;

use crate::render::markup::MarkupFault;
use crate::template::problem::page_style;

/// Returns the problem of something in a page that one of the project's own HTML templates prints and no page may hold.
pub(super) fn in_page(place: Place, fault: &MarkupFault) -> Problem {
    const TRUST: &str =
        "take it out; or, where the templates are your own work, say `trusted_templates: true` under `publication`";
    const RUNS: &str =
        "it could run a script, or do something that nobody asked for, in the browser of whoever reads the page";
    match fault {
        MarkupFault::Element(name) => Problem::error(&code::RUNS, place, format!("a page may not hold the element `<{name}>`"))
            .note(RUNS)
            .help(TRUST),
        MarkupFault::Attribute(name) => {
            Problem::error(&code::RUNS, place, format!("a page may not hold the attribute `{name}`")).note(RUNS).help(TRUST)
        }
        MarkupFault::Address(name, value) => {
            Problem::error(&code::RUNS, place, format!("`{name}` leads to no page: `{}`", shortened(value)))
                .note("only `https:`, `http:`, `mailto:` and `tel:` lead to something that a reader can look at or call")
                .help("link to a page, or take the link out")
        }
        MarkupFault::Fetches(name, value) => {
            Problem::error(&code::FETCHES, place, format!("`{name}` would fetch `{}`", shortened(value)))
                .note("a page is one file: it fetches nothing, so that nobody learns who reads it and it looks the same in ten years")
                .help("put a small picture in the page itself (`src=\"data:image/png;base64,…\"`), and name what else is needed by a link")
        }
        MarkupFault::Style(fault, words) => page_style(place, *fault, words),
        MarkupFault::Hidden => Problem::error(&code::RUNS, place, "what stands here is read in more than one way")
            .note("browsers choose by what stands around it, and could find an element where others see words")
            .help("write `&lt;` for the sign itself; leave out conditional comments, `<![CDATA[` and `<?`"),
    }
}

fn shortened(words: &str) -> String {
    /// Enough to recognize it by.
    const SHOWN: usize = 60;
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
