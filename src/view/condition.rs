//! The conditions under which rows were selected, in words.

use crate::model::{Filter, Order, Predicate, Ranked, RankedPart, RelatedTo, Selection, There};
use crate::number::Earlier;
use crate::vocabulary::End;

use crate::view::MarkedText;
use crate::view::provenance::column_of;
use crate::view::teller::Teller;

impl Teller<'_> {
    /// Returns what a word for a period on a column meant, in words: `latest: November 2025`; none where it is no word, and of
    /// what is held against one.
    pub(super) fn meant(&self, selection: &Selection, index: usize) -> Option<MarkedText> {
        let column = column_of(self.model, selection, index)?;
        let on_column = || selection.asked.iter().filter(|asked| asked.column == index);
        on_column().find(|asked| asked.moving.as_ref().is_some_and(|moving| moving.earlier.is_none()))?;
        let meant = on_column().map(|asked| {
            let stretch = asked.stretch(column)?;
            Some(MarkedText::words(match &asked.moving {
                Some(moving) if moving.earlier.is_none() => self.language().moving(moving.word, stretch),
                Some(_) | None => self.language().named(stretch),
            }))
        });
        let meant: Vec<MarkedText> = meant.collect::<Option<_>>()?;
        Some(self.one_of(&meant))
    }

    /// Returns a condition in words.
    pub(super) fn condition(&self, selection: &Selection, filter: &Filter) -> Option<MarkedText> {
        const LISTED: usize = 12;
        let pages = &self.words().pages;
        let column = column_of(self.model, selection, filter.column)?;
        let name = MarkedText::words(column.name.as_str());
        let value = |encoded: i64| match encoded {
            Predicate::EMPTY => MarkedText::words(pages.empty.as_str()),
            encoded => MarkedText::words(self.cell_words(column, encoded)),
        };
        let values = |encoded: &[i64]| {
            let mut listed: Vec<MarkedText> = encoded.iter().take(LISTED).map(|encoded| value(*encoded)).collect();
            if encoded.len() > LISTED {
                listed.push(MarkedText::words("…"));
            }
            self.one_of(&listed)
        };
        let one = |form: &str, of: MarkedText| MarkedText::filled(form, &[("column", &name), ("value", &of)]);
        let may_move = matches!(filter.predicate, Predicate::In(_) | Predicate::Within { .. });
        if let Some(meant) = self.meant(selection, filter.column).filter(|_| may_move) {
            return Some(one(&pages.is, meant));
        }
        Some(match &filter.predicate {
            Predicate::In(encoded) => one(&pages.is, values(encoded)),
            Predicate::NotIn(encoded) => one(&pages.is_not, values(encoded)),
            Predicate::Matches(pattern) => one(&pages.matches, MarkedText::words(pattern.as_str())),
            Predicate::Related(related) => {
                let form = match related.order {
                    Order::Above => &pages.above_cell,
                    Order::AtLeast => &pages.at_least_cell,
                    Order::Below => &pages.below_cell,
                    Order::AtMost => &pages.at_most_cell,
                    // That a cell has something to be held against is told by how many have not.
                    Order::Known => return None,
                };
                one(form, self.other_cell(selection, &related.to))
            }
            Predicate::Ranked(ranked) => self.of_an_end(&name, ranked),
            Predicate::Within { low, high } => {
                let of = |at: i64, included: bool, [included_time, time, included_number, number]: [&str; 4]| {
                    let form = match (column.kind.is_time(), included) {
                        (true, true) => included_time,
                        (true, false) => time,
                        (false, true) => included_number,
                        (false, false) => number,
                    };
                    one(form, value(at))
                };
                let lower = [&*pages.from, &pages.after, &pages.at_least, &pages.more_than];
                let upper = [&*pages.until, &pages.before, &pages.at_most, &pages.less_than];
                let low = low.map(|(at, included)| of(at, included, lower));
                let high = high.map(|(at, included)| of(at, included, upper));
                let bounds: Vec<MarkedText> = low.into_iter().chain(high).collect();
                self.list(&bounds)
            }
        })
    }

    /// Returns the cell that others are held against, in words.
    fn other_cell(&self, selection: &Selection, to: &RelatedTo) -> MarkedText {
        let pages = &self.words().pages;
        let column = |index: usize| column_of(self.model, selection, index);
        match to {
            RelatedTo::Column(other) => MarkedText::words(column(*other).map_or("", |column| column.name.as_str())),
            RelatedTo::Row { there: There::Earlier(Earlier::Previous), .. } => {
                MarkedText::words(pages.the_period_before.as_str())
            }
            RelatedTo::Row { there: There::Earlier(Earlier::Year), .. } => {
                MarkedText::words(pages.a_year_before.as_str())
            }
            RelatedTo::Row { there: There::First, .. } => MarkedText::words(pages.the_first_period.as_str()),
            RelatedTo::Row { there: There::Extreme(End::Lowest), .. } => MarkedText::words(pages.the_lowest.as_str()),
            RelatedTo::Row { there: There::Extreme(End::Highest), .. } => MarkedText::words(pages.the_highest.as_str()),
            RelatedTo::Row { column: differs, there: There::Labels(labels), .. } => {
                let label = column(*differs).zip(labels.first());
                let label = label.map(|(column, label)| self.cell_words(column, *label)).unwrap_or_default();
                MarkedText::filled(&pages.that_of, &[("name", &MarkedText::words(label))])
            }
        }
    }

    /// Returns the condition that takes rows from an end, in words.
    fn of_an_end(&self, name: &MarkedText, ranked: &Ranked) -> MarkedText {
        let pages = &self.words().pages;
        let form = match ranked.end {
            End::Highest => &pages.among_highest,
            End::Lowest => &pages.among_lowest,
        };
        let part = match ranked.part {
            RankedPart::Rows(rows) => self.language().number(i64::try_from(rows).unwrap_or(i64::MAX).into(), 0),
            RankedPart::Percent(percent) => self.language().percent(percent, percent.decimals()),
        };
        MarkedText::filled(form, &[("column", name), ("part", &MarkedText::words(part))])
    }
}
