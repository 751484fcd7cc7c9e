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

/// How far the lines of the foot are apart.
const FOOT_LINE: i64 = 17;

/// Returns how far lines of a size are apart.
const fn line_height(size: i64) -> i64 {
    size * 14 / 10
}

/// How high the field of a chart is at the least.
const LEAST: i64 = 84;

/// Returns the picture of a brief that shows one of these charts, the first that has room.
pub(super) fn card(views: &Views, document: &BriefView, charts: &[Key<Chart>]) -> Scene {
    let (width, height) = CARD;
    let inner = width - 2 * EDGE;
    let mut card = Scene::new(width, 13);
    card.rects(vec![((Tenths(0), Tenths(0)), Tenths::whole(width), Tenths::whole(6))], Paint::Strong);
    let foot = Tenths::whole(height - 18);
    // A standing is told whole, over as many lines as it needs: what is cut of several may be the weaker one.
    let third = inner / 3;
    let standing = lines_of(&capital(&document.standing.plain()), Tenths::whole(2 * third - 8), 13, true);
    let above = (0_i64..).zip(&standing).last().map_or(0, |(line, _)| line * FOOT_LINE);
    card.height = 18;
    let question = document.question.plain();
    // A long question is set smaller.
    let size =
        [25, 22, 19, 16].into_iter().find(|size| lines_of(&question, Tenths::whole(inner), *size, true).len() <= 2);
    paragraph(&question, (size.unwrap_or(15), true, 3), Paint::Ink, &mut card);
    let room = height - 44 - above - card.height;
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
        let answer = document.answer.plain();
        // Nor is the answer cut: what would be cut is who says it.
        let fits = |size: &i64| {
            let lines = lines_of(&answer, Tenths::whole(inner), *size, false).len();
            i64::try_from(lines).is_ok_and(|lines| lines * line_height(*size) <= room - 12)
        };
        if let Some(size) = [18, 16, 14, 12].into_iter().find(fits) {
            paragraph(&answer, (size, false, usize::MAX), Paint::Ink, &mut card);
        }
    }
    card.height = height;
    let y = foot.plus(-18 - above);
    let ends = (Tenths::whole(EDGE), Tenths::whole(width - EDGE));
    card.straight((ends.0, y), (ends.1, y), Stroke::of(Paint::Rule, 10));
    for (line, words) in (0..).zip(standing) {
        let at = (ends.0, foot.plus(line * FOOT_LINE - above));
        card.say(Words::new(at, Anchor::Start, 13, words).strong());
    }
    let mut publication = lines_of(&views.model.publication.title, Tenths::whole(third - 8), 13, true).into_iter();
    let mut title = publication.next().unwrap_or_default();
    title.push_str(if publication.next().is_some() { " …" } else { "" });
    card.say(Words::new((ends.1, foot), Anchor::End, 13, title).in_paint(Paint::Quiet));
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
        card.height += line_height(size);
        let words = Words::new((Tenths::whole(EDGE), Tenths::whole(card.height - 4)), Anchor::Start, size, line)
            .in_paint(paint);
        card.say(if bold { words.strong() } else { words });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Options, Until, watched};
    use crate::world::Memory;

    const LONG: &str = "tests/briefs/long-panel";

    /// Returns the words of the picture of a brief with this answer, its standing and the answer.
    #[expect(clippy::disallowed_methods, reason = "the project is one of those that the tests build")]
    fn words(answer: &str, summary: &str) -> (String, String, String) {
        let read =
            |path: &str| std::fs::read_to_string(format!("{}/{LONG}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let registry = read("claims.yaml").replace("answer: [fell, carried]", &format!("answer: [{answer}]"));
        let from = registry.lines().find(|line| line.trim_start().starts_with("summary:")).unwrap().to_owned();
        let registry = registry.replace(&from, &format!("    summary: {summary}"));
        let data = read("data/crossings.csv");
        let world = Memory::with([("claims.yaml", registry.as_str()), ("data/crossings.csv", data.as_str())]);
        let run = watched(&world, &Options { until: Until::Evaluated, ..Options::default() }, &|_| {});
        let (model, evaluation) = run.model.zip(run.evaluation).unwrap();
        let views = Views::new(&model, &evaluation);
        let document = views.briefs().remove(0);
        let scene = card(&views, &document, &[]);
        let said: Vec<String> = scene.words.iter().map(|words| words.text.clone()).collect();
        assert!(scene.words.iter().all(|words| words.frame().bottom <= Tenths::whole(CARD.1)), "{said:?}");
        (said.join(" "), capital(&document.standing.plain()), document.answer.plain())
    }

    #[test]
    fn a_standing_is_never_cut_and_an_answer_is_whole_or_not_there() {
        for answers in ["fell", "fell, carried", "fell, carried, blamed, doubled"] {
            let (said, standing, answer) =
                words(answers, "Crossings fell, and the harbor office says what it carried.");
            let title = "Ferry desk";
            assert!(said.contains(&standing), "{said}: {standing}");
            assert!(said.contains(&answer) && said.ends_with(title), "{said}");
        }
        let long = "word ".repeat(400);
        let (said, standing, _) = words("fell", long.trim());
        assert!(said.contains(&standing) && !said.contains("word"), "{said}");
    }
}
