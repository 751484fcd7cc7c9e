//! The finding of a chart whose author gives it no caption: composed of its numbers, and of the labels that it tells apart.

use crate::text::capital;

use crate::view::MarkedText;
use crate::view::drawn::ChartRow;
use crate::view::teller::Teller;

impl Teller<'_> {
    /// Returns the finding of a chart whose author gives none: from where to where its numbers went, or which is the highest and which
    /// the lowest.
    pub(super) fn drawn_finding(
        &self,
        names: &[String],
        rows: &[ChartRow],
        counts: &str,
        apart: Option<&[String]>,
    ) -> MarkedText {
        let pages = &self.words().pages;
        let what = names.first().filter(|name| names.len() == 1 && !name.is_empty()).map_or(counts, String::as_str);
        // Labels that are told apart are named behind what is counted.
        let with_names = apart.map(|names| format!("{counts} ({})", self.some_of(names)));
        let what = with_names.as_deref().map_or(what, str::trim_start);
        let known = |row: &&ChartRow| row.cells.first().is_some_and(|cell| cell.low.is_some() || cell.high.is_some());
        let printed = |row: &ChartRow| row.cells.first().map(|cell| cell.words.clone()).unwrap_or_default();
        let number = |row: &&ChartRow| row.cells.first().and_then(|cell| cell.value.or(cell.high).or(cell.low));
        let words = |words: String| MarkedText::words(words);
        let called = [words(capital(what))];
        let is_along = !rows.is_empty() && rows.iter().all(|row| row.at.is_some());
        let ends =
            rows.first().zip(rows.last()).map(|(first, last)| [words(first.label.clone()), words(last.label.clone())]);
        let both_ends = rows.iter().find(known).zip(rows.iter().rev().find(known)).filter(|_| names.len() == 1);
        match (both_ends, ends) {
            (Some((first, last)), _) if is_along => {
                let [from, to] = [&first.label, &last.label].map(|label| words(label.clone()));
                let [first, last] = [first, last].map(|row| words(printed(row)));
                let values = [("what", &called[0]), ("from", &from), ("to", &to), ("first", &first), ("last", &last)];
                MarkedText::filled(&pages.chart_went, &values)
            }
            (_, Some([from, to])) if is_along => {
                MarkedText::filled(&pages.chart_over, &[("what", &called[0]), ("from", &from), ("to", &to)])
            }
            (Some(_), _) => {
                let [high, low] =
                    [rows.iter().filter(known).max_by_key(number), rows.iter().filter(known).min_by_key(number)];
                let both = high.zip(low);
                let [highest, lowest] = [0, 1].map(|nth| both.map(|both| [both.0, both.1][nth]));
                let label = |row: Option<&ChartRow>| words(row.map(|row| row.label.clone()).unwrap_or_default());
                let value = |row: Option<&ChartRow>| words(row.map(printed).unwrap_or_default());
                let values = [
                    ("what", &called[0]),
                    ("highest", &value(highest)),
                    ("high", &label(highest)),
                    ("lowest", &value(lowest)),
                    ("low", &label(lowest)),
                ];
                MarkedText::filled(&pages.chart_among, &values)
            }
            _ => MarkedText::words(capital(what)),
        }
    }
}
