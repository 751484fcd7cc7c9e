//! A chart of lines: numbers in the order of their axis, broken where one is missing.

use crate::number::Number;
use crate::render::chart::svg::{Anchor, Baseline, LINE, Scale, Svg, Tenths, WIDTH, width_of};
use crate::render::chart::{fill_of, numbers, tick_words};
use crate::view::{ChartCell, ChartRow, ChartView, Views};

/// How high the field of a chart is.
const FIELD: i64 = 170;

/// How the line at a claim's quantity is stroked.
pub(super) const CLAIMED: &str = "stroke-width=\"2\" stroke-dasharray=\"6 4\"";

/// How each of several lines is stroked.
const DASHES: [&str; 4] =
    ["", " stroke-dasharray=\"8 4\"", " stroke-dasharray=\"2 3\"", " stroke-dasharray=\"10 3 2 3\""];

/// With how many places along the axis each point has a mark of its own.
const MARKED: usize = 36;

/// Where things stand.
struct Field {
    scale: Scale,
    /// Where each row stands from the left.
    places: Vec<Tenths>,
    left: i64,
    top: i64,
}

/// What words or a curve cover.
#[derive(Debug, Clone, Copy)]
struct Covered {
    from: Tenths,
    to: Tenths,
    top: Tenths,
    bottom: Tenths,
}

impl Covered {
    /// Returns what words on a line at `y` cover.
    fn by(from: Tenths, to: Tenths, y: Tenths) -> Self {
        Self { from, to, top: y.plus(-12), bottom: y.plus(3) }
    }

    fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to && self.top < other.bottom && other.top < self.bottom
    }
}

/// Draws the lines below what is there.
pub(super) fn draw(views: &Views, chart: &ChartView, picture: &mut Svg) {
    let scale = Scale::of(numbers(chart), Baseline::Free);
    let ticks = tick_words(views, chart, &scale);
    let left = ticks.iter().map(|words| width_of(words)).max().unwrap_or(0) + 8;
    let top = picture.height + LINE + 6;
    let field = Field { places: places(&chart.rows, left), scale, left, top };
    field.windows(&chart.rows, picture);
    for (number, words) in field.scale.ticks.iter().zip(&ticks) {
        let y = field.y(*number);
        picture.line((Tenths::whole(left), y), (Tenths::whole(WIDTH), y), "stroke-opacity=\"0.25\"");
        picture.text(Tenths::whole(left - 6), y.plus(5), Anchor::End, words);
    }
    if let Some(claimed) = &chart.claimed {
        for number in &claimed.at {
            let y = field.y(*number);
            picture.line((Tenths::whole(left), y), (Tenths::whole(WIDTH), y), CLAIMED);
        }
    }
    for nth in 0..chart.names.len() {
        field.series(&chart.rows, nth, picture);
    }
    field.labels(chart, picture);
    picture.height = top + FIELD + 8;
    field.axis(&chart.rows, picture);
}

/// Returns where each row stands: by its value where all have one, else one after the other.
fn places(rows: &[ChartRow], left: i64) -> Vec<Tenths> {
    let (from, to) = (Tenths::whole(left + 8), Tenths::whole(WIDTH - 8));
    let ats: Option<Vec<i64>> = rows.iter().map(|row| row.at).collect();
    let ats = ats.unwrap_or_else(|| (0_i64..).take(rows.len()).collect());
    let (first, last) = (ats.iter().min().copied().unwrap_or(0), ats.iter().max().copied().unwrap_or(0));
    let (span, width) = (i128::from(last) - i128::from(first), i128::from(to.0 - from.0));
    let place = |at: i64| match span {
        0 => width / 2,
        span => (i128::from(at) - i128::from(first)) * width / span,
    };
    ats.into_iter().map(|at| Tenths(from.0 + i64::try_from(place(at)).unwrap_or(0))).collect()
}

impl Field {
    fn y(&self, number: Number) -> Tenths {
        let up = self.scale.place(number, Tenths::whole(FIELD));
        Tenths(Tenths::whole(self.top + FIELD).0 - up.0)
    }

    /// Shades the stretches that a claim is tested on: one for each reading, darker where two meet.
    fn windows(&self, rows: &[ChartRow], picture: &mut Svg) {
        let readings = rows.iter().flat_map(|row| &row.tested).max().map_or(0, |last| last + 1);
        for reading in 0..readings {
            let mut at = 0;
            while at < rows.len() {
                let length = rows[at..].iter().take_while(|row| row.tested.contains(&reading)).count();
                if length > 0 {
                    let (first, last) = (self.places[at].plus(-7), self.places[at + length - 1].plus(7));
                    picture.shade((first, Tenths::whole(self.top)), Tenths(last.0 - first.0), Tenths::whole(FIELD));
                }
                at += length.max(1);
            }
        }
    }

    /// Draws one line with its marks.
    fn series(&self, rows: &[ChartRow], nth: usize, picture: &mut Svg) {
        let points: Vec<Option<((Tenths, Tenths), &ChartCell)>> = rows
            .iter()
            .zip(&self.places)
            .map(|(row, x)| row.cells.get(nth).and_then(|cell| Some(((*x, self.y(cell.low?)), cell))))
            .collect();
        // Two numbers at one place are points: no line leads from one to the other.
        let is_joined = self.places.windows(2).all(|two| two[0] < two[1]);
        for run in points.split(Option::is_none).filter(|run| is_joined && run.len() > 1) {
            let run: Vec<(Tenths, Tenths)> = run.iter().flatten().map(|(place, _)| *place).collect();
            picture.path(&run, DASHES[nth % DASHES.len()]);
        }
        for (at, point) in points.iter().enumerate() {
            let Some((place, cell)) = point else { continue };
            let lone = at.checked_sub(1).is_none_or(|at| points[at].is_none())
                && points.get(at + 1).is_none_or(Option::is_none);
            if rows.len() <= MARKED || lone || cell.provisional || at + 1 == points.len() {
                picture.point(*place, nth, fill_of(cell));
            }
        }
    }

    /// Returns what the curves cover: a small box around each point, and around the middle between two.
    fn curves(&self, chart: &ChartView) -> Vec<Covered> {
        let mut taken = Vec::new();
        for nth in 0..chart.names.len() {
            let low = |row: &ChartRow| row.cells.get(nth).and_then(|cell| cell.low);
            let drawn = chart.rows.iter().zip(&self.places).filter_map(|(row, x)| Some((*x, self.y(low(row)?))));
            let points: Vec<(Tenths, Tenths)> = drawn.collect();
            let middles = points.windows(2).map(|two| {
                (Tenths(i64::midpoint(two[0].0.0, two[1].0.0)), Tenths(i64::midpoint(two[0].1.0, two[1].1.0)))
            });
            let all = points.iter().copied().chain(middles);
            taken.extend(all.map(|(x, y)| Covered {
                from: x.plus(-3),
                to: x.plus(3),
                top: y.plus(-3),
                bottom: y.plus(3),
            }));
        }
        taken
    }

    /// Writes the numbers that matter most beside their points: the tested one, the last, the highest, the lowest.
    fn labels(&self, chart: &ChartView, picture: &mut Svg) {
        if chart.names.len() != 1 {
            return;
        }
        let points: Vec<(usize, Number)> =
            chart.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.cells.first()?.low?))).collect();
        let tested: Vec<usize> = points.iter().map(|(at, _)| *at).filter(|at| chart.rows[*at].is_tested()).collect();
        let highest = points.iter().rev().max_by_key(|(_, number)| *number).map(|(at, _)| *at);
        let lowest = points.iter().min_by_key(|(_, number)| *number).map(|(at, _)| *at);
        let only = if let [only] = tested.as_slice() { Some(*only) } else { None };
        let wanted = [only, points.last().map(|(at, _)| *at), highest, lowest];
        let (mut taken, mut written) = (self.curves(chart), Vec::new());
        for at in wanted.into_iter().flatten() {
            let (x, cell) = (self.places[at], &chart.rows[at].cells[0]);
            let Some(number) = cell.low.filter(|_| !written.contains(&at)) else { continue };
            let width = width_of(&cell.words);
            let (first, last) = (Tenths::whole(self.left + 2), Tenths::whole(WIDTH).plus(-width));
            let centred = Tenths(x.0 - Tenths::whole(width).0 / 2);
            let below = Some(at) == lowest && Some(at) != highest;
            let downs = if below { [21, -9] } else { [-9, 21] };
            let above_and_below = downs.map(|down| (centred.min(last).max(first), down));
            let beside = [(x.plus(8), -3), (x.plus(8), 13), (x.plus(-8 - width), -3), (x.plus(-8 - width), 13)];
            let beside = beside.into_iter().filter(|(from, _)| first <= *from && *from <= last);
            let free = above_and_below.into_iter().chain(beside).find_map(|(from, down)| {
                let y = self.y(number).plus(down);
                let covered = Covered::by(from, from.plus(width), y);
                (!taken.iter().any(|other| covered.meets(other))).then_some((from, y, covered))
            });
            if let Some((from, y, covered)) = free {
                picture.text(Tenths(i64::midpoint(from.0, from.plus(width).0)), y, Anchor::Middle, &cell.words);
                taken.push(covered);
                written.push(at);
            }
        }
    }

    /// Writes what stands along the axis: its first and last place, and one between where there is room.
    fn axis(&self, rows: &[ChartRow], picture: &mut Svg) {
        let (y, right) = (Tenths::whole(picture.height + 13), Tenths::whole(WIDTH));
        let Some((first, last)) = rows.first().zip(rows.last()) else { return };
        picture.text(Tenths::whole(self.left), y, Anchor::Start, &first.label);
        if rows.len() > 1 {
            picture.text(right, y, Anchor::End, &last.label);
        }
        let middle = rows.len() / 2;
        let half = width_of(&rows[middle].label) / 2 + 12;
        let (from, to) = (self.left + width_of(&first.label) + half, WIDTH - width_of(&last.label) - half);
        let x = self.places[middle];
        if rows.len() > 2 && Tenths::whole(from) <= x && x <= Tenths::whole(to) {
            picture.text(x, y, Anchor::Middle, &rows[middle].label);
        }
        picture.height += LINE;
    }
}
