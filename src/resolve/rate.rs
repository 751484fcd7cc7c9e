//! `rate` understood: the measure of a quotient, and the two columns that it is made of, found by what they count.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Dataset, Key, Measure, Section};
use crate::registry;
use crate::vocabulary::Aggregate;

use super::aggregates;
use super::columns::Columns;
use super::links::Scope;
use super::problem::listed;
use super::registry_path::RegistryPath;
use super::selection::{self, Used};
use super::taken::Taken;

/// What a rate is looked for in.
pub(super) struct Looking<'a, 'm> {
    pub(super) datasets: &'m Section<Dataset>,
    pub(super) measures: &'a Section<Measure>,
    pub(super) used: &'a mut Used,
}

/// Returns the two sums of a rate.
pub(super) fn taken<'m>(
    (figure, written): (&registry::Figure, &registry::Rate),
    looking: Looking<'_, 'm>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Taken<'m>> {
    let Looking { datasets, measures, used } = looking;
    let here = at.key("rate");
    let inside = here.key("measure");
    let named = if written.numerator.is_some() || written.denominator.is_some() { &inside } else { &here };
    let id = scope.required(written.measure.as_ref(), &here, "measure")?;
    let measure: Key<Measure> = scope.link(id, named)?;
    let Some(rate) = measures[measure].rate_of else {
        scope.problems.push(no_rate(named, id));
        return None;
    };
    let mut divisor = None;
    let mut find = |columns: &Columns<'m>, scope: &mut Scope<'_>| {
        let finding = Finding { columns, datasets, measures };
        let numerator = finding.column(
            (rate.numerator, "numerator", "the numerator of the rate"),
            written.numerator.as_ref(),
            &here,
            scope,
        );
        divisor = finding.column(
            (rate.denominator, "denominator", "the denominator of the rate"),
            written.denominator.as_ref(),
            &here,
            scope,
        );
        divisor.and(numerator).map(Aggregate::Sum)
    };
    let mut numerator = selection::chosen_by(figure, "rate", &mut find, datasets, used, at, scope)?;
    numerator.once = true;
    if let Some(join) = &mut numerator.columns.join {
        join.once = true;
    }
    let divisor = divisor?;
    let mut denominator = numerator.with(Aggregate::Sum(divisor));
    if numerator.missing {
        // A row without one of the two counts in neither.
        let missing =
            numerator.aggregate.columns().map(aggregates::with_value).chain([aggregates::with_value(divisor)]);
        denominator.filters.extend(missing);
        numerator.filters.push(aggregates::with_value(divisor));
    }
    used.extend(denominator.aggregate.column().map(|column| denominator.columns.place(column)));
    Some(Taken::Rate { measure, per: rate.per, numerator, denominator })
}

/// A column that is looked for: the measure it counts, the key that may name it, and what it is of the result, in words.
type Wanted<'w> = (Key<Measure>, &'w str, &'w str);

/// The columns among which those of a rate are.
pub(super) struct Finding<'a, 'm> {
    pub(super) columns: &'a Columns<'m>,
    pub(super) datasets: &'m Section<Dataset>,
    pub(super) measures: &'a Section<Measure>,
}

impl Finding<'_, '_> {
    /// Returns the column that is named, or the only one that counts a measure.
    pub(super) fn column(
        &self,
        (measure, key, part): Wanted<'_>,
        named: Option<&String>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<usize> {
        if let Some(name) = named {
            let here = at.key(key);
            let looked_up = self.columns.amounts().filter(|index| self.columns.column(*index).name == *name);
            let index = match looked_up.collect::<Vec<_>>()[..] {
                [one] => one,
                _ => self.columns.find(name, &here, scope)?,
            };
            let counted = self.counts(index);
            if !self.columns.column(index).kind.is_numeric() || counted.is_some_and(|counted| counted != measure) {
                scope.problems.push(self.counts_another(&here, name, counted, (measure, part)));
                return None;
            }
            return Some(index);
        }
        let all = self.columns.amounts();
        let found: Vec<usize> = all
            .filter(|index| self.counts(*index) == Some(measure) && self.columns.column(*index).kind.is_numeric())
            .collect();
        match found[..] {
            [one] => Some(one),
            [] => {
                scope.problems.push(self.none_counts(at, (measure, part)));
                None
            }
            _ => {
                scope.problems.push(self.several_count(at, &found, (measure, part)));
                None
            }
        }
    }

    fn counts(&self, index: usize) -> Option<Key<Measure>> {
        let (dataset, index) = self.columns.place(index);
        self.datasets[dataset].measures.get(index).copied().flatten()
    }

    fn id(&self, measure: Key<Measure>) -> &str {
        self.measures.id(measure).as_str()
    }

    /// No column counts what is divided.
    fn none_counts(&self, at: &RegistryPath<'_>, (measure, part): (Key<Measure>, &str)) -> Problem {
        let id = self.id(measure);
        let message = format!("no column counts `{id}`, {part}");
        Problem::error(&code::BAD_RATE, at.name_or_value(), message)
            .note("the columns are found by the measure that each of them counts")
            .help(format!(
                "declare `measure: {id}` on the column under `fields`, or add the dataset that has one with `join`"
            ))
    }

    /// Several columns count what is divided.
    fn several_count(&self, at: &RegistryPath<'_>, found: &[usize], (measure, part): (Key<Measure>, &str)) -> Problem {
        let names = found.iter().map(|index| self.columns.column(*index).name.as_str());
        let message = format!("{} count `{}`, {part}", listed(names), self.id(measure));
        Problem::error(&code::BAD_RATE, at.name_or_value(), message)
            .note("which of them is meant would be a guess")
            .help("name the columns: `rate: { measure: …, numerator: COLUMN, denominator: COLUMN }`")
    }

    /// A column that is named counts something else, or nothing.
    fn counts_another(
        &self,
        at: &RegistryPath<'_>,
        column: &str,
        counted: Option<Key<Measure>>,
        (measure, part): (Key<Measure>, &str),
    ) -> Problem {
        let what =
            counted.map_or_else(|| "holds no numbers".to_owned(), |other| format!("counts `{}`", self.id(other)));
        let message = format!("`{column}` {what}, and {part} counts `{}`", self.id(measure));
        Problem::error(&code::BAD_RATE, at.value(), message)
            .note("which quotient has a meaning is said once, on the measure: `rate_of`")
            .help("name a column of that measure, or another rate")
    }
}

/// A measure that is no quotient.
fn no_rate(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(&code::BAD_RATE, at.value(), format!("measure `{id}` does not say which quotient it is"))
        .note("a rate is the sum of one column divided by the sum of another; the measure says of which, and per how many")
        .help(format!("give `{id}` a `rate_of`: `{{ numerator: MEASURE, denominator: MEASURE, per: 1000 }}`"))
}

/// Returns the way out where two measures are divided by each other: the measure that is declared as their quotient, or one to
/// declare.
pub(super) fn quotient(measures: &Section<Measure>, operation: &str, part: Key<Measure>, of: Key<Measure>) -> String {
    let fits = measures
        .iter()
        .find(|(_, _, measure)| measure.rate_of.is_some_and(|rate| (rate.numerator, rate.denominator) == (part, of)));
    if let Some((_, id, _)) = fits {
        return format!("ask for `rate: {id}`, the measure that is declared as this quotient");
    }
    let per = if operation == "share" { 100 } else { 1000 };
    format!(
        "declare what the quotient counts, a measure with `rate_of: {{ numerator: {}, denominator: {}, per: {per} }}`, and ask for its `rate`",
        measures.id(part),
        measures.id(of)
    )
}
