//! Earlier releases: which one was current on a day, and a selection in the words of that release.

use crate::model::{
    AskedPeriods, Dataset, Filter, Join, Predicate, Ranked, Related, RelatedTo, Selection, Sides, There, released,
};
use crate::number::Period;
use crate::table::{Cells, Column, Table};

use crate::evaluate::tables::{Release, Tables};
use crate::table::Translation;

/// Returns the release of a dataset that was current when something was said: the latest whose vintage is not after it.
/// None where no release is that old, or none says when it was made.
pub(super) fn current_when(dataset: &Dataset, said: &Period) -> Option<Release> {
    if dataset.earlier.is_empty() {
        return Some(None);
    }
    let earlier = dataset.earlier.iter().enumerate().map(|(at, release)| (Some(at), Some(release.vintage.as_str())));
    earlier
        .chain([(None, dataset.vintage.as_deref())])
        .filter_map(|(release, vintage)| Some((released(vintage?)?.last, release)))
        .filter(|(last, _)| *last <= said.last)
        .max_by_key(|(last, release)| (*last, release.unwrap_or(usize::MAX)))
        .map(|(_, release)| release)
}

/// Returns a selection in the columns and encodings of another release of its dataset; none where that lacks a column or
/// holds something else in it.
pub(super) fn translated(tables: &Tables<'_>, selection: &Selection, release: Release) -> Option<Selection> {
    if release.is_none() {
        return Some(selection.clone());
    }
    let from = tables.sheet(selection.of, None).table;
    let to = tables.sheet(selection.of, release).table;
    let own = from.columns.len();
    let column = |index: usize| match index.checked_sub(own) {
        None => to.column(&from.columns[index].name),
        Some(joined) => Some(to.columns.len() + joined),
    };
    let there = |filter: &Filter| {
        let at = column(filter.column)?;
        let predicate = match (from.columns.get(filter.column), to.columns.get(at)) {
            _ if filter.predicate.looks_elsewhere() => elsewhere(&filter.predicate, &column, (from, to))?,
            (Some(from), Some(to)) => in_column(&filter.predicate, from, to)?,
            _ => filter.predicate.clone(),
        };
        Some(Filter { column: at, predicate })
    };
    let mut filters = selection.filters.iter().map(there).collect::<Option<Vec<_>>>()?;
    let join = match &selection.join {
        None => None,
        Some(join) => {
            let key = join.key.iter().map(|(a, b)| Some((column(*a)?, *b))).collect::<Option<_>>()?;
            Some(Join { key, ..join.clone() })
        }
    };
    // A word is understood anew: what was the latest then.
    let sides = Sides {
        first: to,
        second: join.as_ref().map(|join| (tables.sheet(join.dataset, None).table, join.key.as_slice())),
    };
    let mut asked = Vec::with_capacity(selection.asked.len());
    for periods in &selection.asked {
        let mut then = AskedPeriods { column: column(periods.column)?, ..periods.clone() };
        if let Some(moving) = &mut then.moving {
            moving.under = moving.under.iter().map(there).collect::<Option<_>>()?;
            moving.value = match moving.value {
                Some(value) => Some(column(value)?),
                None => None,
            };
            let stretch = moving.meant(&sides, then.column)?;
            (then.first, then.last) = (stretch.first.number(), stretch.last.number());
        }
        asked.push(then);
    }
    for column in asked.iter().filter(|periods| periods.moving.is_some()).map(|periods| periods.column) {
        // The condition that the periods made is the last on their column.
        let own = |filter: &&mut Filter| filter.column == column && !filter.predicate.looks_elsewhere();
        let own = filters.iter_mut().rev().find(own)?;
        let before = own.predicate.clone();
        own.predicate = AskedPeriods::any_of(asked.iter().filter(|periods| periods.column == column));
        let anew = Anew { column, before, now: own.predicate.clone() };
        for filter in &mut filters {
            anew.within(filter);
        }
    }
    Some(Selection {
        of: selection.of,
        join,
        filters,
        asked,
        base_of: selection.base_of,
        once: selection.once,
        missing: selection.missing,
        is_estimate: selection.is_estimate,
        aggregate: selection.aggregate.in_table(column)?,
        by: match selection.by {
            None => None,
            Some(by) => Some(column(by)?),
        },
    })
}

/// What the words of a condition meant, and what they mean on another release.
struct Anew {
    column: usize,
    before: Predicate,
    now: Predicate,
}

impl Anew {
    /// Lets the cells that a condition holds others against, and the rows that it puts in order, be sought under what the words
    /// mean.
    fn within(&self, filter: &mut Filter) {
        let under = match &mut filter.predicate {
            Predicate::Related(related) => &mut related.under,
            Predicate::Ranked(ranked) => &mut ranked.under,
            _ => return,
        };
        for filter in under {
            self.within(filter);
            if filter.column != self.column {
                continue;
            }
            if let Some(now) = self.of(&filter.predicate) {
                filter.predicate = now;
            }
        }
    }

    /// Returns what a condition on the column becomes: the words themselves, or all up to the one period that they meant.
    fn of(&self, predicate: &Predicate) -> Option<Predicate> {
        match (predicate, &self.before, &self.now) {
            (Predicate::In(values), Predicate::In(before), _) if values == before => Some(self.now.clone()),
            (Predicate::Within { low, high }, Predicate::Within { low: from, high: to }, _)
                if (low, high) == (from, to) =>
            {
                Some(self.now.clone())
            }
            (Predicate::Within { low: None, high: Some((high, true)) }, Predicate::In(before), Predicate::In(now)) => {
                let ([before], [now]) = (before.as_slice(), now.as_slice()) else { return None };
                (high == before).then_some(Predicate::Within { low: None, high: Some((*now, true)) })
            }
            _ => None,
        }
    }
}

/// Returns a condition that holds cells against others in the columns of another release.
fn elsewhere(
    predicate: &Predicate,
    column: &dyn Fn(usize) -> Option<usize>,
    (from, to): (&Table, &Table),
) -> Option<Predicate> {
    let there = |filter: &Filter| {
        let at = column(filter.column)?;
        let predicate = if filter.predicate.looks_elsewhere() {
            elsewhere(&filter.predicate, column, (from, to))?
        } else {
            in_column(&filter.predicate, from.columns.get(filter.column)?, to.columns.get(at)?)?
        };
        Some(Filter { column: at, predicate })
    };
    let all = |filters: &[Filter]| filters.iter().map(there).collect::<Option<Vec<_>>>();
    Some(match predicate {
        Predicate::Related(related) => {
            let there = match &related.to {
                RelatedTo::Column(other) => RelatedTo::Column(column(*other)?),
                RelatedTo::Row { key, column: differs, there } => {
                    let at = column(*differs)?;
                    let there = match there {
                        There::Earlier(_) | There::First | There::Extreme(_) => there.clone(),
                        There::Labels(labels) => {
                            let named = Predicate::In(labels.clone());
                            match in_column(&named, from.columns.get(*differs)?, to.columns.get(at)?)? {
                                Predicate::In(labels) => There::Labels(labels),
                                _ => return None,
                            }
                        }
                    };
                    let key = key.iter().map(|own| column(*own)).collect::<Option<_>>()?;
                    RelatedTo::Row { key, column: at, there }
                }
            };
            Predicate::Related(Box::new(Related { order: related.order, to: there, under: all(&related.under)? }))
        }
        Predicate::Ranked(ranked) => {
            let under = all(&ranked.under)?;
            Predicate::Ranked(Box::new(Ranked { under, ..(**ranked).clone() }))
        }
        _ => return None,
    })
}

fn in_column(predicate: &Predicate, from: &Column, to: &Column) -> Option<Predicate> {
    let translation = Translation::between(from, to);
    let there = |value: i64| if value == Predicate::EMPTY { Some(value) } else { translation.of(value) };
    let values = |values: &[i64]| values.iter().filter_map(|value| there(*value)).collect();
    Some(match (predicate, &translation) {
        (_, Translation::Never)
        | (Predicate::Within { .. }, Translation::Codes(_))
        | (Predicate::Related(_) | Predicate::Ranked(_), _) => return None,
        (Predicate::In(wanted), _) => Predicate::In(values(wanted)),
        (Predicate::NotIn(unwanted), _) => Predicate::NotIn(values(unwanted)),
        (Predicate::Within { low, high }, Translation::Times(factor)) => {
            let times = |(value, included): (i64, bool)| (value.saturating_mul(*factor), included);
            Predicate::Within { low: low.map(times), high: high.map(times) }
        }
        (Predicate::Within { low, high }, Translation::Over(factor)) => {
            // Between two values of the coarser column, "above" and "below" fall on the value beneath.
            let over = |(value, included): (i64, bool), between: bool| {
                (value.div_euclid(*factor), if value % factor == 0 { included } else { between })
            };
            Predicate::Within { low: low.map(|low| over(low, false)), high: high.map(|high| over(high, true)) }
        }
        (Predicate::Matches(pattern), _) => match to.cells {
            Cells::Words { .. } => Predicate::Matches(pattern.clone()),
            Cells::Values { .. } => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::table;
    use super::*;

    proptest! {
        #[test]
        fn bounds_keep_their_meaning_in_a_coarser_or_finer_column(
            value in -60..60_i64,
            bound in -60..60_i64,
            included in any::<bool>(),
        ) {
            // Tenths against whole numbers: `12` in one column is `1.2`, in the other it is twelve.
            let (fine, coarse) = (table("n:number\n0.1\n"), table("n:integer\n1\n"));
            let (fine, coarse) = (&fine.columns[0], &coarse.columns[0]);
            let meets = |predicate: &Predicate, value: i64| match predicate {
                Predicate::Within { low: Some((low, included)), .. } => value > *low || (*included && value == *low),
                Predicate::Within { high: Some((high, included)), .. } => value < *high || (*included && value == *high),
                _ => unreachable!("both bounds are written below"),
            };
            for (from, to, factor) in [(fine, coarse, (1, 10)), (coarse, fine, (10, 1))] {
                for predicate in [
                    Predicate::Within { low: Some((bound, included)), high: None },
                    Predicate::Within { low: None, high: Some((bound, included)) },
                ] {
                    let there = in_column(&predicate, from, to).unwrap();
                    // Bound and value on the common scale of tenths.
                    let scaled = match predicate {
                        Predicate::Within { low: Some((low, included)), .. } => {
                            Predicate::Within { low: Some((low * factor.0, included)), high: None }
                        }
                        _ => Predicate::Within { low: None, high: Some((bound * factor.0, included)) },
                    };
                    prop_assert_eq!(meets(&there, value), meets(&scaled, value * factor.1));
                }
            }
        }
    }
}
