//! `measures` understood: what one of each is, what it is not, and how it is made of others.

use crate::diagnostic::Problem;
use crate::model::{Key, Measure, RateOf, RealOf, Section, Signs, Stock};
use crate::registry;
use crate::vocabulary::{Counts, Per, Vocabulary};

use super::links::{Scope, Written};
use super::registry_path::RegistryPath;
use super::{order, problem};

/// Returns the measures.
pub(super) fn measures(written: &[Written<'_, registry::Measure>], scope: &mut Scope<'_>) -> Section<Measure> {
    let mut all: Vec<Measure> = Vec::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "measures");
        all.push(measure(id.as_str(), entry, &top.key(id.as_str()), scope));
    }
    for (index, Written { file, id, entry }) in written.iter().enumerate().filter(|(_, it)| it.entry.unit.is_none()) {
        let top = RegistryPath::top(file, "measures");
        all[index].unit = unit(entry, &all[index], &all, &top.key(id.as_str()), scope);
    }
    let mut measures = Section::with_capacity(written.len());
    for (Written { id, .. }, measure) in written.iter().zip(all) {
        measures.add(id.clone(), measure);
    }
    order::of_measures(&measures, written, scope);
    measures
}

fn measure(id: &str, written: &registry::Measure, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Measure {
    scope.required(written.definition.as_ref(), at, "definition");
    let distinct = at.key("distinct_from");
    let mut distinct_from = Vec::new();
    for entry in written.distinct_from.iter() {
        let here = distinct.key(&entry.id);
        if entry.id == id {
            scope.problems.push(distinct_from_itself(&here, id));
        } else if let Some(key) = scope.link_key(&entry.id, &here) {
            distinct_from.push((key, entry.value.clone()));
        }
    }
    let compares = at.key("compares_with");
    let itself = written.compares_with.iter().position(|other| other == id);
    if let Some(item) = itself {
        scope.problems.push(compared_with_itself(&compares.item(item), id));
    }
    Measure {
        label: written.label.clone().unwrap_or_else(|| id.replace('_', " ")),
        unit: written.unit.clone(),
        counts: counts(written, at, scope),
        definition: written.definition.clone(),
        kept_by: scope.link_if(written.kept_by.as_ref(), &at.key("kept_by")),
        record: scope.link_all(&written.record.0, &at.key("record")),
        aliases: written.aliases.0.clone(),
        distinct_from,
        proxy_for: scope.link_all(&written.proxy_for.0, &at.key("proxy_for")),
        result: scope.word_if(written.result.as_ref(), &at.key("result")),
        sensitive: written.sensitive.unwrap_or(false),
        source: scope.link_if(written.source.as_ref(), &at.key("source")),
        rate_of: written.rate_of.as_ref().and_then(|rate| rate_of(rate, &at.key("rate_of"), scope)),
        real_of: written.real_of.as_ref().and_then(|real| real_of(real, &at.key("real_of"), scope)),
        stock: written.stock.as_deref().and_then(|stock| self::stock(stock, &at.key("stock"), scope)),
        flow: written.stock.as_deref() == Some("false"),
        signs: written.signs.as_ref().and_then(|signs| self::signs(signs, &at.key("signs"), scope)),
        compares_with: scope.link_all(&written.compares_with.0, &compares),
        place: at.registry_place(),
    }
}

/// What one of it is. The list of words is open, but one letter away from a known word is a slip. Of a quotient and of an amount in
/// the prices of one year it need not be said.
fn counts(written: &registry::Measure, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Counts {
    if let (Some(_), Some(_)) = (&written.rate_of, &written.real_of) {
        scope.problems.push(problem::misplaced(
            at.key("real_of").name(),
            format!("{} is a quotient and an amount in the prices of one period", at.owner()),
            "a number is worked out in one way",
            "keep one of `rate_of` and `real_of`, and give the other a measure of its own",
        ));
    }
    let made = written.rate_of.as_ref().map(|_| Counts::Rate).or(written.real_of.as_ref().map(|_| Counts::Amount));
    if let (None, Some(made)) = (&written.counts, &made) {
        return made.clone();
    }
    let Some(word) = scope.required(written.counts.as_ref(), at, "counts") else {
        return Counts::Other(String::new());
    };
    let counts = Counts::parse(word);
    if matches!(counts, Counts::Other(_)) && problem::nearest(word, Counts::known()).is_some() {
        scope.problems.push(problem::unknown_word(
            &at.key("counts"),
            word,
            "known word for what is counted",
            &Counts::known(),
        ));
    }
    if made.is_some() && counts.is_whole() {
        scope.problems.push(problem::misplaced(
            at.key("counts").value(),
            format!("{} counts `{word}`, and is worked out from two measures", at.owner()),
            "what one number divided by another comes to is no longer a count: it has decimals, and is never added up",
            "write `counts: rate`, `share` or `amount`, or leave `counts` out",
        ));
    }
    counts
}

fn rate_of(written: &registry::RateOf, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<RateOf> {
    let numerator = linked(written.numerator.as_ref(), "numerator", at, scope);
    let denominator = linked(written.denominator.as_ref(), "denominator", at, scope);
    let here = at.key("per");
    let per = scope.required(written.per.as_ref(), at, "per").and_then(|words| {
        let digits = words.trim().replace([',', '_', ' '], "");
        let known = Per::parse(&digits);
        if known.is_none() {
            let all: Vec<&str> = Per::ALL.iter().map(|per| per.word()).collect();
            scope.problems.push(problem::unknown_word(&here, words, Per::WHAT, &all));
        }
        known
    });
    Some(RateOf { numerator: numerator?, denominator: denominator?, per: per? })
}

fn real_of(written: &registry::RealOf, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<RealOf> {
    let amount = linked(written.amount.as_ref(), "amount", at, scope);
    let index = linked(written.index.as_ref(), "index", at, scope);
    let prices = scope.required(written.prices.as_ref(), at, "prices").map(|words| words.trim().to_owned());
    Some(RealOf { amount: amount?, index: index?, prices: prices? })
}

fn linked(written: Option<&String>, key: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Key<Measure>> {
    let id = scope.required(written, at, key)?.to_owned();
    scope.link(&id, &at.key(key))
}

fn stock(written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Stock> {
    match written {
        "true" => Some(Stock::AtMoment),
        "false" => None,
        total_of => scope.link(total_of, at).map(Stock::RunningTotal),
    }
}

fn signs(written: &registry::Signs, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Signs> {
    let above = scope.required(written.above.as_ref(), at, "above").map(str::to_owned);
    let below = scope.required(written.below.as_ref(), at, "below").map(str::to_owned);
    Some(Signs { above: above?, below: below? })
}

/// The unit of a measure that says none: a rate has that of its quotient.
fn unit(
    written: &registry::Measure,
    measure: &Measure,
    all: &[Measure],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<String> {
    let rate = measure.rate_of?;
    match rate.per {
        Per::One => {
            let per = written.rate_of.as_ref().and_then(|rate| rate.per.as_deref()).unwrap_or_default();
            scope.problems.push(no_unit(at, per));
            None
        }
        Per::Hundred => Some("%".to_owned()),
        per => Some(scope.language.per(per.number().into(), &all[rate.denominator.index()].label)),
    }
}

/// A plain quotient of which nobody knows what it is told in.
fn no_unit(at: &RegistryPath<'_>, per: &str) -> Problem {
    let rate = at.key("rate_of");
    Problem::error(
        &crate::diagnostic::code::reference::MISSING_KEY,
        rate.key("per").value(),
        format!("{} is a rate per {per} and has no `unit`", at.owner()),
    )
    .note("one number divided by another says nothing until a reader knows in what it is told")
    .help("add a `unit`, such as `unit: euros a head`, or write `per: 100` for percent")
}

/// A measure told apart from itself.
fn distinct_from_itself(at: &RegistryPath<'_>, id: &str) -> Problem {
    problem::misplaced(
        at.name(),
        format!("measure `{id}` is distinct from itself"),
        "`distinct_from` names the other measures it could be confused with",
        "name another measure",
    )
}

/// A measure held against itself, which needs no permission.
fn compared_with_itself(at: &RegistryPath<'_>, id: &str) -> Problem {
    problem::misplaced(
        at.value(),
        format!("measure `{id}` may always be compared with itself"),
        "`compares_with` names other measures whose numbers may be subtracted from it",
        "name another measure, or leave it out",
    )
}
