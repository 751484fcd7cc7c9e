//! The legend of a brief: the signs of the standings that it gives, each with its words and what they mean.

use std::collections::BTreeSet;

use crate::compose::Meaning;

use super::html::{escape, sign};
use super::objects::Subject;

/// The signs, drawn once a page and used by their names.
pub(super) const SIGNS: &str = include_str!("builtin/signs.svg");

/// Returns the legend as HTML, folded.
pub(super) fn html(subject: &Subject) -> String {
    let composer = subject.composer();
    let (document, pages) = (&subject.document, &composer.words().pages);
    let told = [&document.known, &document.claimed, &document.not_rated].into_iter().flatten();
    let given: BTreeSet<String> = told
        .map(|finding| {
            let word = subject.evaluation.claim(finding.claim).standing.word();
            format!("{word} {}", finding.standing.plain())
        })
        .collect();
    let is_given = |meaning: &Meaning<'_>| {
        let Some(standing) = meaning.standing else { return false };
        // What is added behind the words, such as "(provisional)", is no other standing.
        let begun = |said: &&str| given.iter().any(|given| given.starts_with(&format!("{} {said}", standing.word())));
        meaning.said.iter().any(begun)
    };
    let mut out = String::from("<details class=\"legend\">\n<summary>");
    escape(&pages.signs, &mut out);
    out.push_str("</summary>\n<dl>\n");
    for meaning in composer.meanings().iter().filter(|meaning| is_given(meaning)) {
        out.push_str("<dt>");
        let word = meaning.standing.map_or("", |standing| standing.word());
        for said in &meaning.said {
            out.push_str("<span class=\"standing standing-");
            out.push_str(word);
            out.push_str("\">");
            sign(word, &mut out);
            escape(said, &mut out);
            out.push_str("</span>\n");
        }
        out.push_str("</dt>\n<dd>");
        escape(meaning.means, &mut out);
        out.push_str("</dd>\n");
    }
    out.push_str("</dl>\n</details>\n");
    out
}
