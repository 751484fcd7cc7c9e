//! The picture that stands beside a link to a brief: its question, and its first chart or its answer, with the standing.

use crate::model::{Chart, Key};
use crate::render::chart::scene::{Paint, Scene, Stroke, Tenths};
use crate::render::chart::words::{Anchor, Words, lines_of};
use crate::render::chart::{Head, Size, scene};
use crate::text::capital;
use crate::view::{BriefView, Views};

/// How wide and how high it is, in units of two pixels.
const CARD: (i64, i64) = (600, 315);

/// How far its words stand from its edge.
const EDGE: i64 = 26;

/// How high the field of a chart is at the least.
const LEAST: i64 = 84;

/// Returns the picture of a brief that shows one of these charts, the first that has room.
pub(super) fn card(views: &Views, document: &BriefView, charts: &[Key<Chart>]) -> Scene {
    let (width, height) = CARD;
    let inner = width - 2 * EDGE;
    let mut card = Scene::new(width, 13);
    card.rects(vec![((Tenths(0), Tenths(0)), Tenths::whole(width), Tenths::whole(6))], Paint::Strong);
    let foot = Tenths::whole(height - 18);
    let publication = views.model.publication.title.as_str();
    let standing = document.standing.plain();
    card.height = 18;
    let question = document.question.plain();
    // A long question is set smaller.
    let size =
        [25, 22, 19, 16].into_iter().find(|size| lines_of(&question, Tenths::whole(inner), *size, true).len() <= 2);
    paragraph(&question, (size.unwrap_or(15), true, 3), Paint::Ink, &mut card);
    let room = height - 44 - card.height;
    let drawn = charts.iter().find_map(|chart| {
        let chart = views.chart(*chart);
        let bare = scene(views, chart, Size { width: inner, field: LEAST }, Head::Title);
        let field = LEAST + room - bare.height;
        let drawn = (field >= LEAST).then(|| scene(views, chart, Size { width: inner, field }, Head::Title))?;
        (drawn.height <= room).then_some(drawn)
    });
    if let Some(drawn) = drawn {
        let down = Tenths::whole(card.height + 6);
        card.place(drawn, Tenths::whole(EDGE), down);
    } else {
        card.height += 8;
        let most = usize::try_from((room - 30) / 25).unwrap_or(1);
        paragraph(&document.answer.plain(), (18, false, most), Paint::Ink, &mut card);
    }
    card.height = height;
    let y = foot.plus(-18);
    let ends = (Tenths::whole(EDGE), Tenths::whole(width - EDGE));
    card.straight((ends.0, y), (ends.1, y), Stroke::of(Paint::Rule, 10));
    let half = Tenths::whole(inner / 2 - 8);
    let first = |words: &str| lines_of(words, half, 13, true).into_iter().next().unwrap_or_default();
    card.say(Words::new((ends.0, foot), Anchor::Start, 13, first(&capital(&standing))).strong());
    card.say(Words::new((ends.1, foot), Anchor::End, 13, first(publication)).in_paint(Paint::Quiet));
    card
}

/// Writes words below what is there, in so many lines at the most; where they need more, the last says that there are more.
fn paragraph(words: &str, (size, bold, most): (i64, bool, usize), paint: Paint, card: &mut Scene) {
    let room = Tenths::whole(CARD.0 - 2 * EDGE);
    let mut lines = lines_of(words, room, size, bold);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let kept = last.rsplit_once(' ').map_or("", |(kept, _)| kept).to_owned();
            *last = kept + " …";
        }
    }
    for line in lines {
        card.height += size * 14 / 10;
        let words = Words::new((Tenths::whole(EDGE), Tenths::whole(card.height - 4)), Anchor::Start, size, line)
            .in_paint(paint);
        card.say(if bold { words.strong() } else { words });
    }
}
