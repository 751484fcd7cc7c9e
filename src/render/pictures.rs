//! The files beside the pages of a brief: of each chart a drawing and two pictures of pixels, of each chart and table its data, and the
//! picture that stands beside a link to the brief.

use std::collections::BTreeSet;

use crate::diagnostic::code::template::LETTERS_NOT_IN_PICTURES;
use crate::diagnostic::{Problem, Problems};
use crate::markdown::layout;
use crate::model::{Chart, Key, TableEntry};
use crate::render::{Page, chart};
use crate::text::{Id, RegistryPlace};
use crate::view::{BriefView, Views};
use crate::world::ProjectPath;

/// Returns the name of the picture that stands beside a link to a brief.
pub(super) fn card_file(brief: &Id) -> String {
    format!("{brief}.card.png")
}

/// Returns the files beside the pages of a brief that prints these tables; a chart with letters that no picture can show is a problem.
pub(super) fn files(
    views: &Views,
    document: &BriefView,
    printed: &BTreeSet<Key<TableEntry>>,
    problems: &mut Problems,
) -> Vec<Page> {
    let id = &document.id;
    let page = |file: &str, bytes| {
        let path =
            ProjectPath::fixed("reports").join(file).expect("ids of a brief and of what it prints are file names");
        Page { brief: Some(document.brief), ..Page::of_no_brief(path, bytes) }
    };
    let model = &views.model;
    let drawn = |table: &Key<TableEntry>| model.tables[*table].chart;
    let mut pages = Vec::new();
    for chart in printed.iter().filter_map(drawn) {
        let file = |ending: &str| format!("{id}-{}{ending}", model.charts.id(chart));
        pages.push(page(&file(".svg"), chart::alone(views, chart).into_bytes()));
        match chart::pictures(views, chart) {
            Ok([wide, narrow]) => {
                pages.push(page(&file(".png"), wide));
                pages.push(page(&file(".narrow.png"), narrow));
            }
            Err(letter) => {
                let what = format!("chart `{}`", model.charts.id(chart));
                problems.push(unseen(&model.tables[model.charts[chart].table].place, &what, letter));
            }
        }
    }
    for table in printed {
        let view = views.table(*table);
        pages.push(page(&layout::data_file(id, &view.id), layout::csv(view)));
    }
    // Whoever shows a link asks for its picture by its whole address.
    if model.publication.url.is_some() {
        let charts: Vec<Key<Chart>> =
            document.tables.iter().filter(|table| printed.contains(table)).filter_map(drawn).collect();
        match chart::card(views, document, &charts) {
            Ok(bytes) => pages.push(page(&card_file(id), bytes)),
            Err(letter) => problems.push(unseen(&model.briefs[document.brief].place, &format!("brief `{id}`"), letter)),
        }
    }
    pages
}

/// A picture with letters that its typeface has not.
fn unseen(place: &RegistryPlace, what: &str, letter: char) -> Problem {
    let message = format!("{what} has no picture in PNG: its typeface lacks `{letter}`");
    Problem::warning(&LETTERS_NOT_IN_PICTURES, place.clone().into(), message)
        .note("the typeface of pictures has Latin, Greek and Cyrillic letters; a box in place of another would tell nobody anything")
        .help("write the labels of what is drawn in one of these alphabets, or use the drawing in SVG, which the page shows too")
}
