//! The legend of a brief: the signs of the standings that it gives, each with its words and what they mean.

use std::collections::BTreeSet;

use crate::outcome::Told;
use crate::view::Meaning;

use crate::render::html::{escape, sign};
use crate::template::objects::BriefContext;

/// The signs, drawn once a page and used by their names.
pub(super) const SIGNS: &str = include_str!("../template/builtin/signs.svg");

/// Returns the legend as HTML, folded.
pub(super) fn html(context: &BriefContext) -> String {
    let views = &*context.views;
    let (document, pages) = (&context.document, &views.words().pages);
    let told = [&document.known, &document.claimed, &document.not_rated].into_iter().flatten();
    let given: BTreeSet<Told> = told.map(|finding| context.views.evaluation.claim(finding.claim).told).collect();
    let mut out = String::from("<details class=\"legend\">\n<summary>");
    escape(&pages.signs, &mut out);
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
            escape(said, &mut out);
            out.push_str("</span>\n");
        }
        out.push_str("</dt>\n<dd>");
        escape(means, &mut out);
        out.push_str("</dd>\n");
    }
    out.push_str("</dl>\n</details>\n");
    out
}
