//! A footnote of a finished page leads nowhere.
#![doc = include_str!("../pages/dangling-footnote.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::render::Page;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::BriefView;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::DANGLING_FOOTNOTE, level: Level::Error, check: Check::Page(check) };

fn check(_: &Context<'_>, document: &BriefView, page: &Page, found: &mut Problems) {
    let Some(shape) = &page.shape else { return };
    for (name, _) in &shape.outline.dangling {
        let message = format!("footnote `{name}` in brief `{}` leads nowhere", document.id.as_str());
        found.push(
            RULE.problem(shape.template.clone(), message)
                .note("the reader follows the number and finds nothing")
                .help("print a source by its id (`{{ sources.id }}`), or define the footnote"),
        );
    }
}
