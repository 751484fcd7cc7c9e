//! `aggregate` and `window` understood: groups, periods, and what the new columns count.

use crate::model::{Filter, Key, Measure, Predicate, StepTaking};
use crate::registry;
use crate::resolve::links::Scope;
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::{aggregates, figure_problem, problem};
use crate::table::ColumnType;
use crate::transform::{self, Aggregate, Base, Held, Over, Period, Sheet, Window, Windowed};
use crate::vocabulary::{self, AggregateKind};

use super::calculated::declared;
use super::places::Places;
use super::stage::Stage;
use super::steps::{Counted, Runner, words};
use super::{measures, problem as wrong};

impl Runner<'_> {
    pub(super) fn aggregate(
        &self,
        mut stage: Stage,
        summaries: &registry::Entries<registry::Summary>,
        step: &registry::Step,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        let here = at.key("aggregate");
        let groupby = self.find_all(&stage, &step.groupby.0, &at.key("groupby"), scope)?;
        without_totals(&mut stage, &groupby, &here, scope)?;
        self.refuse_merged(&stage, &groupby, &at.key("groupby"), scope);
        let incomplete = wrong::permission(step.incomplete.as_deref(), &at.key("incomplete"), scope)?;
        let missing = wrong::permission(step.missing.as_deref(), &at.key("missing"), scope)?;
        let (mut columns, mut counted) = (Vec::new(), Counted::new());
        for (place, entry) in summaries.iter().enumerate() {
            let own = here.key(&entry.id);
            let taken = |name: &str| groupby.iter().any(|column| stage.column(*column).name == name);
            self.free(&own, std::slice::from_ref(&entry.id), taken, scope)?;
            let (summary, counts) = self.summary(&stage, &entry.value, &groupby, &own, scope)?;
            columns.push((entry.id.clone(), summary));
            let counts = declared(entry.value.measure.as_ref(), counts, &own, scope)?;
            counted.insert(groupby.len() + place, counts);
            let (filters, place) = (Vec::new(), own.registry_place());
            let (aggregate, apart, compared) = (Some(summary), groupby.clone(), false);
            stage.pending.push(StepTaking { filters, aggregate, apart, compared, place });
        }
        stage.keep_takings(self.view, at);
        let names =
            words("aggregate", columns.iter().map(|(name, _)| name.clone()).chain(step.groupby.0.iter().cloned()));
        let periods = stage.periods.clone();
        let mut places = Places::of(&stage.sheet, self.id);
        if let Some(period) = periods.first() {
            places = places.about(stage.column(period.shorter).kind, stage.column(period.longer).kind);
        }
        let years = years(&stage, &groupby);
        let step = Aggregate { groupby, columns, periods, years, incomplete, missing };
        let table = step.apply(stage.take()).map_err(|fault| scope.problems.push(places.problem(fault, &here))).ok()?;
        let mut stage = stage.after(table, &counted, names);
        stage.key = (0..step.groupby.len()).collect();
        Some(stage)
    }

    fn summary(
        &self,
        stage: &Stage,
        written: &registry::Summary,
        groupby: &[usize],
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<(vocabulary::Aggregate, Option<Key<Measure>>)> {
        let over = |kind| match kind {
            AggregateKind::Sum => &written.sum,
            AggregateKind::Mean => &written.mean,
            AggregateKind::Median => &written.median,
            AggregateKind::Percentile => written.percentile.as_ref().map_or(&None, |written| &written.column),
            AggregateKind::Min => &written.min,
            AggregateKind::Max => &written.max,
            AggregateKind::Count => &written.count,
            AggregateKind::Distinct => &written.distinct,
            AggregateKind::Value => &written.value,
        };
        let found = AggregateKind::ALL.into_iter().filter_map(|kind| Some((kind, over(kind).as_ref()?)));
        let found: Vec<(AggregateKind, &String)> = found.collect();
        let [(kind, of)] = found[..] else {
            let found: Vec<&str> = found.iter().map(|(kind, _)| kind.word()).collect();
            scope.problems.push(wrong::definition(at, &found, &AggregateKind::ALL.map(AggregateKind::word)));
            return None;
        };
        let here = at.key(kind.word());
        if kind == AggregateKind::Count && of == "rows" {
            return Some((vocabulary::Aggregate::Count(None), None));
        }
        let column = self.find(stage, of, &here, scope)?;
        let counts = stage.measures[column];
        let takes_any = kind.counts() || kind == AggregateKind::Value;
        if !takes_any && !stage.column(column).kind.is_numeric() {
            scope.problems.push(figure_problem::not_numbers(&here, kind.word(), stage.column(column)));
            return None;
        }
        let registered = self.made.measures;
        if kind == AggregateKind::Sum {
            // Shares may be parts of one whole, which their cells tell.
            let quotient = counts.filter(|measure| registered[*measure].rate_of.is_some());
            measures::is_added(quotient, registered, &here, scope)?;
            if let Some(measure) = counts.filter(|measure| registered[*measure].stock.is_some())
                && stage.adds_periods(groupby)
            {
                scope.problems.push(measures::stock_added(&here, measure, registered));
                return None;
            }
        }
        let mut made = kind.over(column);
        if let Some(percentile) = written.percentile.as_ref().filter(|_| kind == AggregateKind::Percentile) {
            made = aggregates::percentile_of(made, percentile, &here, scope)?;
        }
        match &written.weight {
            Some(weight) if kind == AggregateKind::Mean => {
                let weight = self.numbers(stage, weight, "weight", &at.key("weight"), scope)?;
                made = aggregates::weighted_by(made, kind.over(weight))?;
            }
            Some(_) => {
                scope.problems.push(figure_problem::stray_key(at, "weight", kind.word()));
                return None;
            }
            None if kind == AggregateKind::Mean => measures::is_averaged(counts, registered, &here, scope)?,
            None => {}
        }
        Some((made, counts.filter(|_| !kind.counts())))
    }

    pub(super) fn window(
        &self,
        mut stage: Stage,
        windows: &registry::Entries<registry::Windowed>,
        step: &registry::Step,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        let here = at.key("window");
        let groupby = self.find_all(&stage, &step.groupby.0, &at.key("groupby"), scope)?;
        let by = match &step.by {
            Some(by) => Some(self.find(&stage, by, &at.key("by"), scope)?),
            None => None,
        };
        self.refuse_merged(&stage, &groupby, &at.key("groupby"), scope);
        if let Some(column) = by.map(|by| stage.column(by)).filter(|column| !has_next(column.kind)) {
            scope.problems.push(wrong::no_periods(&at.key("by"), column));
            return None;
        }
        let own = stage.table().columns.len();
        let (mut columns, mut counted) = (Vec::new(), Counted::new());
        for (place, entry) in windows.iter().enumerate() {
            let one = here.key(&entry.id);
            self.free(&one, std::slice::from_ref(&entry.id), |name| stage.table().column(name).is_some(), scope)?;
            let (windowed, counts) = self.windowed(&stage, &entry.value, by, &one, scope)?;
            let by_count = matches!(windowed, Windowed::Last(_, _, Some(_)) | Windowed::Lag(..));
            if let Some(by) = by.filter(|by| by_count && stage.column(*by).kind == ColumnType::Period) {
                scope.problems.push(wrong::no_periods(&at.key("by"), stage.column(by)));
                return None;
            }
            if by.is_none() && !matches!(windowed, Windowed::Rank(..)) {
                scope.problems.push(problem::missing_key(at.value(), at, "by"));
                return None;
            }
            stage.takes_value(windowed.of(), &groupby, matches!(windowed, Windowed::Rank(..)), &one);
            columns.push((entry.id.clone(), windowed));
            counted.insert(own + place, declared(entry.value.measure.as_ref(), counts, &one, scope)?);
        }
        if columns.is_empty() {
            scope.problems.push(wrong::nothing_asked(&here, "columns"));
            return None;
        }
        let names = words("window", columns.iter().map(|(name, _)| name.clone()));
        let kind = by.map_or(ColumnType::Year, |by| stage.column(by).kind);
        let places = Places::of(&stage.sheet, self.id).about(kind, kind);
        let totals = total_rows(&stage, &groupby);
        let step = Window { by, groupby, columns, totals };
        let table = step.apply(stage.take()).map_err(|fault| scope.problems.push(places.problem(fault, &here))).ok()?;
        Some(stage.after(table, &counted, names))
    }

    fn windowed(
        &self,
        stage: &Stage,
        written: &registry::Windowed,
        by: Option<usize>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<(Windowed, Option<Key<Measure>>)> {
        const WAYS: [&str; 5] = ["mean", "sum", "min", "max", "value"];
        let over = [&written.mean, &written.sum, &written.min, &written.max, &written.value];
        let found: Vec<(&str, &String)> =
            WAYS.into_iter().zip(over).filter_map(|(way, of)| Some((way, of.as_ref()?))).collect();
        let [(way, of)] = found.as_slice() else {
            let found: Vec<&str> = found.iter().map(|(way, _)| *way).collect();
            scope.problems.push(wrong::definition(at, &found, &WAYS));
            return None;
        };
        let here = at.key(way);
        let column = self.numbers(stage, of, way, &here, scope)?;
        let counts = stage.measures[column];
        let registered = self.made.measures;
        if *way == "value" {
            return held(stage, written, column, by, at, scope);
        }
        let last = match scope.required(written.last.as_ref(), at, "last")? {
            "all" => None,
            last => {
                let periods = last.parse().ok().filter(|periods| *periods > 0);
                if periods.is_none() {
                    scope.problems.push(problem::not_a_count(&at.key("last"), last, "number of periods"));
                    return None;
                }
                periods
            }
        };
        let over = match *way {
            "mean" => Over::Mean,
            "sum" => {
                measures::is_added(counts, registered, &here, scope)?;
                if let Some(measure) = counts.filter(|measure| registered[*measure].stock.is_some()) {
                    scope.problems.push(measures::stock_added(&here, measure, registered));
                    return None;
                }
                Over::Sum
            }
            "min" => Over::Min,
            _ => Over::Max,
        };
        Some((Windowed::Last(over, column, last), counts))
    }
}

/// Returns whether each value of a kind has one that follows it.
fn has_next(kind: ColumnType) -> bool {
    kind.is_time() || kind == ColumnType::Integer
}

/// Returns which rows are totals of others in a column that makes no group; nothing where none is.
fn total_rows(stage: &Stage, groupby: &[usize]) -> Vec<bool> {
    let mut rows = Vec::new();
    for totals in stage.totals.iter().filter(|totals| !groupby.contains(&totals.column)) {
        let column = stage.column(totals.column);
        let labels: Vec<i64> = totals.labels.iter().filter_map(|label| column.encode(label)).collect();
        if !labels.is_empty() {
            rows.resize(stage.table().rows, false);
            for (row, is_total) in rows.iter_mut().enumerate() {
                *is_total |= column.label(row).is_some_and(|label| labels.contains(&label));
            }
        }
    }
    rows
}

/// Returns the columns of years that make groups, with those beside them whose months, quarters or weeks become one.
fn years(stage: &Stage, groupby: &[usize]) -> Vec<Period> {
    let all = stage.table().columns.iter().enumerate();
    let parts = || all.clone().filter(|(column, _)| !groupby.contains(column)).map(|(column, _)| column);
    // What a step has made of the shorter periods is asked for all of them.
    let is_made = |column: &&usize| stage.periods.iter().any(|period| period.longer == **column);
    let years = groupby.iter().filter(|column| stage.column(**column).is_year()).filter(|column| !is_made(column));
    years.flat_map(|longer| parts().map(|shorter| Period { longer: *longer, shorter })).collect()
}

/// Leaves out rows that are totals of others, where their column makes no group.
fn without_totals(stage: &mut Stage, groupby: &[usize], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
    let mut conditions = Vec::new();
    for totals in stage.totals.iter().filter(|totals| !groupby.contains(&totals.column)) {
        let column = stage.column(totals.column);
        if totals.overlap && column.words().nth(1).is_some() {
            scope.problems.push(wrong::overlap(at, &column.name));
            return None;
        }
        let labels: Vec<i64> = totals.labels.iter().filter_map(|label| column.encode(label)).collect();
        if !labels.is_empty() {
            conditions.push(Filter { column: totals.column, predicate: Predicate::NotIn(labels) });
        }
    }
    if !conditions.is_empty() {
        let table = transform::Filter { conditions }.apply(stage.take());
        stage.sheet = Sheet::made(table);
        stage.is = None;
    }
    Some(())
}

/// Returns what a value is held against, its place, or how long before it is taken.
fn held(
    stage: &Stage,
    written: &registry::Windowed,
    column: usize,
    by: Option<usize>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<(Windowed, Option<Key<Measure>>)> {
    let counts = stage.measures[column];
    let against = [
        ("difference", Held::Difference, &written.difference),
        ("change", Held::Change, &written.change),
        ("ratio", Held::Ratio, &written.ratio),
        ("index", Held::Index, &written.index),
    ];
    let mut found: Vec<&str> = against.iter().filter(|(.., of)| of.is_some()).map(|(way, ..)| *way).collect();
    found.extend(written.lag.is_some().then_some("lag"));
    found.extend(written.rank.is_some().then_some("rank"));
    if found.len() != 1 {
        scope.problems.push(wrong::definition(at, &found, &["difference", "change", "ratio", "index", "lag", "rank"]));
        return None;
    }
    if let Some(lag) = &written.lag {
        let Some(periods) = lag.parse().ok().filter(|periods| *periods > 0) else {
            scope.problems.push(problem::not_a_count(&at.key("lag"), lag, "number of periods"));
            return None;
        };
        return Some((Windowed::Lag(column, periods), counts));
    }
    if let Some(rank) = &written.rank {
        let lowest = match rank.from.as_deref() {
            None | Some("highest") => false,
            Some("lowest") => true,
            Some(word) => {
                let here = at.key("rank");
                let known = &["lowest", "highest"];
                scope.problems.push(problem::unknown_word(&here.key("from"), word, "end of an order", known));
                return None;
            }
        };
        return Some((Windowed::Rank(column, lowest), None));
    }
    let (way, held, of) = against.into_iter().find(|(.., of)| of.is_some())?;
    let here = at.key(way);
    let Some(base) = &of.as_ref()?.against else {
        scope.problems.push(problem::missing_key(here.name(), &here, "against"));
        return None;
    };
    let Some(words) = base.words() else {
        scope.problems.push(wrong::no_conditions(&here.key("against")));
        return None;
    };
    let base = match words.as_str() {
        "previous" => Base::Previous,
        "a year earlier" => Base::YearEarlier,
        "first" => Base::First,
        period => {
            let column = stage.column(by?);
            let Some(encoded) = column.encode(period) else {
                scope.problems.push(figure_problem::no_value_of_column(&here.key("against"), period, column));
                return None;
            };
            Base::Period(encoded)
        }
    };
    let counts = counts.filter(|_| held == Held::Difference);
    Some((Windowed::Against(held, column, base), counts))
}
