//! The day on which a brief was to be looked at again has passed.
#![doc = include_str!("../pages/review-passed.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Scene;
use crate::rules::rule::{Look, Rule};
use crate::view::BriefView;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::REVIEW_PASSED, level: Level::Warning, look: Look::Brief(check) };

fn check(scene: &Scene<'_>, document: &BriefView, found: &mut Problems) {
    let brief = &scene.model.briefs[document.brief];
    let Some((review, today)) = brief.review.zip(scene.today).filter(|(review, today)| review < today) else { return };
    let id = document.id.as_str();
    found.push(
        RULE.problem(brief.place.clone().then("review"), format!("brief `{id}` was to be looked at again on {review}"))
            .label(format!("{today} is later"))
            .note("a brief that nobody looks at keeps saying what was known on the day it was written")
            .help("read it against what is known now, then set the next `review`"),
    );
}
