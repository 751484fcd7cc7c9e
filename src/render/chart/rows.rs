//! Charts of bars, dots and ranges: one below the other, each with its words above and its number beside it.

use crate::number::Number;
use crate::render::chart::line::CLAIMED;
use crate::render::chart::svg::{Anchor, Baseline, Fill, LINE, Scale, Svg, Tenths, WIDTH, lines_of, width_of};
use crate::render::chart::{fill_of, numbers, tick_words};
use crate::view::{ChartCell, ChartRow, ChartView, Views};
use crate::vocabulary::ChartMark;

/// How high one bar with the space below it is.
const BAR: i64 = 20;

/// How wide the words of a number are at the most, beside their bar.
const WORDS: i64 = 190;

/// Draws the rows below what is there.
pub(super) fn draw(views: &Views, chart: &ChartView, picture: &mut Svg) {
    let baseline = if chart.mark == ChartMark::Bar { Baseline::Zero } else { Baseline::Free };
    let scale = Scale::of(numbers(chart), baseline);
    let cells = chart.rows.iter().flat_map(|row| &row.cells);
    let words = cells.map(|cell| width_of(&cell.words)).max().unwrap_or(0).min(WORDS);
    let field = Field { mark: chart.mark, scale, length: WIDTH - words - 16 };
    if let Some(claimed) = &chart.claimed {
        field.claimed(&claimed.words.plain(), &claimed.at, picture);
    }
    let top = picture.height;
    let heights: Vec<i64> = chart.rows.iter().map(height_of).collect();
    let bottom = top + heights.iter().sum::<i64>();
    for number in chart.claimed.iter().flat_map(|claimed| &claimed.at) {
        let x = field.x(*number);
        picture.line((x, Tenths::whole(top)), (x, Tenths::whole(bottom)), CLAIMED);
    }
    for (row, height) in chart.rows.iter().zip(heights) {
        if row.is_tested() {
            let at = (Tenths::whole(0), Tenths::whole(picture.height + 3));
            picture.shade(at, Tenths::whole(WIDTH), Tenths::whole(height));
        }
        field.row(row, picture);
    }
    picture.height += 4;
    field.axis(&tick_words(views, chart, &field.scale), picture);
}

fn height_of(row: &ChartRow) -> i64 {
    let lines = i64::try_from(lines_of(&row.label, WIDTH).len()).unwrap_or(0);
    let cells = i64::try_from(row.cells.len()).unwrap_or(0);
    lines * LINE + cells * BAR + 6
}

/// Where things stand.
struct Field {
    mark: ChartMark,
    scale: Scale,
    length: i64,
}

impl Field {
    fn x(&self, number: Number) -> Tenths {
        Tenths(Tenths::whole(4).0 + self.scale.place(number, Tenths::whole(self.length - 4)).0)
    }

    /// Where bars begin: at zero, or at the end of the scale nearest to it.
    fn begin(&self) -> Tenths {
        self.x(Number::ZERO.max(self.scale.low()).min(self.scale.high()))
    }

    /// Writes what is claimed above the line that is drawn at it.
    fn claimed(&self, words: &str, at: &[Number], picture: &mut Svg) {
        let Some(first) = at.first() else { return };
        picture.height += LINE;
        let x = self.x(*first);
        let half = Tenths::whole(width_of(words) / 2);
        let (x, anchor) = if x < half {
            (Tenths::whole(0), Anchor::Start)
        } else if x.0 + half.0 > Tenths::whole(WIDTH).0 {
            (Tenths::whole(WIDTH), Anchor::End)
        } else {
            (x, Anchor::Middle)
        };
        picture.text(x, Tenths::whole(picture.height - 3), anchor, words);
    }

    fn row(&self, row: &ChartRow, picture: &mut Svg) {
        for line in lines_of(&row.label, WIDTH) {
            picture.height += LINE;
            picture.text(Tenths::whole(4), Tenths::whole(picture.height), Anchor::Start, &line);
        }
        for (nth, cell) in row.cells.iter().enumerate() {
            self.cell(cell, nth, picture);
            picture.height += BAR;
        }
        picture.height += 6;
    }

    /// Draws one bar, dot or range with its number; of one that is missing or withheld only the words.
    fn cell(&self, cell: &ChartCell, nth: usize, picture: &mut Svg) {
        let top = Tenths::whole(picture.height + 5);
        let middle = top.plus(7);
        let end = match (cell.low, cell.high) {
            (None, None) => self.begin(),
            (low, high) => {
                let from = low.map_or(Tenths::whole(4), |low| self.x(low));
                let to = high.map_or(Tenths::whole(self.length), |high| self.x(high));
                match self.mark {
                    ChartMark::Bar | ChartMark::Line => {
                        let (left, right) = (self.begin().min(to), self.begin().max(to));
                        picture.bar((left, top), Tenths(right.0 - left.0), nth, fill_of(cell));
                        right
                    }
                    ChartMark::Dot => {
                        let style = "stroke-opacity=\"0.6\" stroke-dasharray=\"1 4\"";
                        picture.line((Tenths::whole(4), middle), (Tenths::whole(self.length), middle), style);
                        picture.point((to, middle), nth, fill_of(cell));
                        to.plus(4)
                    }
                    ChartMark::Range => {
                        let dashes = if fill_of(cell) == Fill::Hollow { " stroke-dasharray=\"4 3\"" } else { "" };
                        picture.line((from, middle), (to, middle), &format!("stroke-width=\"3\"{dashes}"));
                        for (end, there, right) in [(from, low, false), (to, high, true)] {
                            match there {
                                Some(_) => picture.line((end, top), (end, top.plus(14)), "stroke-width=\"3\""),
                                None => picture.arrow((end, middle), right),
                            }
                        }
                        to.plus(2)
                    }
                }
            }
        };
        let words = width_of(&cell.words);
        // Words too wide for the place beside their bar end where the picture ends.
        if end.plus(6 + words) > Tenths::whole(WIDTH) && words > WORDS {
            picture.text(Tenths::whole(WIDTH), top.plus(12), Anchor::End, &cell.words);
        } else {
            picture.text(end.plus(6), top.plus(12), Anchor::Start, &cell.words);
        }
    }

    /// Draws the scale below the rows, with its ends in words.
    fn axis(&self, ticks: &[String], picture: &mut Svg) {
        let y = Tenths::whole(picture.height);
        picture.line((Tenths::whole(4), y), (Tenths::whole(self.length), y), "stroke-opacity=\"0.5\"");
        for tick in &self.scale.ticks {
            let x = self.x(*tick);
            picture.line((x, y), (x, y.plus(5)), "stroke-opacity=\"0.5\"");
        }
        if let [first, .., last] = ticks {
            let below = y.plus(20);
            picture.text(Tenths::whole(4), below, Anchor::Start, first);
            let at = (self.length + width_of(last) / 2).min(WIDTH);
            picture.text(Tenths::whole(at), below, Anchor::End, last);
        }
        picture.height += LINE + 4;
    }
}
