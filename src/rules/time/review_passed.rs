//! The day on which a brief was to be looked at again has passed.
#![doc = include_str!("../pages/review-passed.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::BriefView;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::REVIEW_PASSED, level: Level::Warning, check: Check::Brief(check) };

fn check(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let brief = &context.model.briefs[document.brief];
    let Some((review, today)) = brief.review.zip(context.today).filter(|(review, today)| review < today) else {
        return;
    };
    let id = document.id.as_str();
    found.push(
        RULE.problem(brief.place.clone().then("review"), format!("brief `{id}` was to be looked at again on {review}"))
            .label(format!("{today} is later"))
            .note("a brief that nobody looks at keeps saying what was known on the day it was written")
            .help("read it against what is known now, then set the next `review`"),
    );
}
