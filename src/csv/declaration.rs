//! The declaration of a dataset's columns, understood: types, formats, missing values, constraints.

use crate::diagnostic::Problem;
use crate::language::months;
use crate::number::Number;
use crate::pattern::PatternFault;
use crate::table::{ColumnType, Interval, LookAlikes};
use crate::text::RegistryPlace;
use crate::vocabulary::Caveats;
use crate::{pattern, registry};

use super::date::{Pattern, YearOf};
use super::declaration_problems::{
    no_first_month, unknown_meaning, unknown_type, unusable, unusable_constraint, unusable_format, unusable_negative,
};
use super::field::{Field, Limits, OneOf, is_behind};
use super::number::{MOST_DECIMALS, NumberForm};
use super::problems::Negative;

/// Returns how a column is read of which only the dataset as a whole says something.
pub(super) fn undeclared(name: &str, dataset: &registry::Dataset) -> Field {
    let mut field = Field::plain(name.to_owned());
    if let Some(missing) = &dataset.missing_values {
        field.missing.clone_from(&missing.0);
    }
    field.number.group = dataset.group_char.as_deref().and_then(group).unwrap_or(None);
    field.number.decimal = dataset.decimal_char.as_deref().and_then(decimal).unwrap_or(b'.');
    field.number.negative = dataset.negative.as_deref().and_then(negative);
    let marks = dataset.flags.iter().filter(|entry| is_mark(entry.id.trim()));
    // A mark whose meaning is not understood is reported where it is declared.
    let says = |words: &str| Caveats::parse(words).unwrap_or_default();
    field.flags = marks.map(|entry| (entry.id.trim().to_owned(), says(&entry.value))).collect();
    field.flags.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    field.semicolons = dataset.delimiter.as_deref() == Some(";");
    field
}

/// Pushes the problems of what the dataset says of all its numbers.
pub(super) fn check_dataset(dataset: &registry::Dataset, at: &RegistryPlace, problems: &mut Vec<Problem>) {
    let form = |key: &str| at.clone().then(key);
    check_form(dataset.group_char.as_deref(), form("group_char"), "group_char", problems);
    check_form(dataset.decimal_char.as_deref(), form("decimal_char"), "decimal_char", problems);
    for entry in dataset.flags.iter() {
        let place = form("flags").then(entry.id.as_str());
        let mark = entry.id.trim();
        if !is_mark(mark) {
            problems.push(unusable(
                place,
                "flags",
                "a mark such as `p`, `*`, `[c]` or `..`: this could be part of a number",
            ));
        } else if let Err(part) = Caveats::parse(&entry.value) {
            problems.push(unknown_meaning(place, mark, &entry.value, &part));
        }
    }
    if let Some(others) = &dataset.other_fields {
        let of_one = [
            ("of", !others.of.is_empty()),
            ("was", !others.was.is_empty()),
            ("title", others.title.is_some()),
            ("labels", !others.labels.0.is_empty()),
            ("interval", others.interval.is_some()),
            ("flag", others.flag.is_some()),
        ];
        for (key, _) in of_one.iter().filter(|(_, is_said)| *is_said) {
            let wanted = "this is said of one column: name that under `fields`";
            problems.push(unusable(form("other_fields").then(*key), key, wanted));
        }
    }
    if let Some(word) = dataset.negative.as_deref().filter(|word| negative(word).is_none()) {
        problems.push(unusable_negative(form("negative"), word));
    }
    let field = undeclared("", dataset);
    if field.number.group == Some(char::from(field.number.decimal)) && dataset.group_char.is_some() {
        problems.push(unusable(form("group_char"), "group_char", "the same character also marks decimals"));
    }
}

/// Returns how a declared column is read.
pub(super) fn field(
    name: &str,
    written: &registry::Field,
    dataset: &registry::Dataset,
    at: &RegistryPlace,
    problems: &mut Vec<Problem>,
) -> Field {
    let mut field = undeclared(name, dataset);
    field.place = Some(at.clone());
    match written.kind.as_deref() {
        None => {}
        Some(word) => match ColumnType::parse(word) {
            Some(ColumnType::FinancialYear { .. } | ColumnType::Year)
                if written.starts.is_some() || word == "financialyear" =>
            {
                let starts = written.starts.as_deref().and_then(month);
                if starts.is_none() {
                    problems.push(no_first_month(at.clone(), name));
                }
                (field.kind, field.inferred) = (ColumnType::FinancialYear { starts: starts.unwrap_or(1) }, false);
            }
            Some(kind) => (field.kind, field.inferred) = (kind, false),
            None => problems.push(unknown_type(at.clone(), name, word)),
        },
    }
    if let Some(missing) = &written.missing_values {
        field.missing.clone_from(&missing.0);
    }
    check_form(written.group_char.as_deref(), at.clone().then("groupChar"), "groupChar", problems);
    check_form(written.decimal_char.as_deref(), at.clone().then("decimalChar"), "decimalChar", problems);
    let NumberForm { group: default_group, decimal: default_decimal, .. } = field.number;
    field.number = NumberForm {
        group: written.group_char.as_deref().and_then(group).unwrap_or(default_group),
        decimal: written.decimal_char.as_deref().and_then(decimal).unwrap_or(default_decimal),
        bare: written.bare_number.unwrap_or(true),
        negative: written.negative.as_deref().and_then(negative).or(field.number.negative),
        keep: written.decimals.as_deref().and_then(decimals),
    };
    if let Some(word) = written.negative.as_deref().filter(|word| negative(word).is_none()) {
        problems.push(unusable_negative(at.clone().then("negative"), word));
    }
    if let Some(word) = written.decimals.as_deref() {
        let wanted = match decimals(word) {
            None => Some("a whole number of decimals, at most 18"),
            Some(_) if field.kind != ColumnType::Number => Some("only columns of type `number` have decimals"),
            Some(_) => None,
        };
        problems.extend(wanted.map(|wanted| unusable(at.clone().then("decimals"), "decimals", wanted)));
    }
    if let Some(words) = &written.true_values {
        field.truths.0.clone_from(&words.0);
    }
    if let Some(words) = &written.false_values {
        field.truths.1.clone_from(&words.0);
    }
    field.pattern = Pattern::iso(field.kind);
    times(&mut field, written, at, problems);
    if let Some(format) = written.format.as_deref() {
        match format_of(format, field.kind) {
            Ok(Some(pattern)) => {
                let Pattern { language, year_of, .. } = field.pattern;
                field.pattern = pattern.in_language(language).with_year_of(year_of);
                field.format = Some(format.to_owned());
            }
            Ok(None) => {}
            Err(wanted) => problems.push(unusable_format(at.clone().then("format"), name, format, &wanted)),
        }
    }
    if let Some(written) = &written.multiplier {
        field.multiplier = multiplier(written);
        if field.multiplier.is_none() {
            problems.push(unusable(at.clone().then("multiplier"), "multiplier", "a number above zero, such as `1000`"));
        }
    }
    field.limits = limits(&field, &written.constraints, &at.clone().then("constraints"), problems);
    if let Some(OneOf::Words(_)) = field.limits.one_of {
        // All of them are listed, so that each is meant.
        field.look_alikes = LookAlikes::Distinct;
    }
    labels(&mut field, written, at, problems);
    field.flag = written.flag.as_ref().map(|column| column.trim().to_owned());
    field.interval =
        written.interval.as_ref().and_then(|written| interval(written, &at.clone().then("interval"), problems));
    if field.limits.any_on_values() {
        // Constraints were read for the type known here; without one that is text, and must stay so.
        field.inferred = false;
    }
    field
}

/// Reads what the declaration says of labels and codes, which are text.
fn labels(field: &mut Field, written: &registry::Field, at: &RegistryPlace, problems: &mut Vec<Problem>) {
    let mut text = |key: &str, usable: bool, wanted: &str| {
        let is_text = field.inferred || field.kind == ColumnType::String;
        if !usable || !is_text {
            let wanted = if usable { "only columns of type `string` have labels and codes" } else { wanted };
            problems.push(unusable(at.clone().then(key), key, wanted));
            return false;
        }
        (field.kind, field.inferred) = (ColumnType::String, false);
        true
    };
    if let Some(words) = &written.look_alikes {
        let said = match words.as_str() {
            "one" => Some(LookAlikes::One),
            "distinct" => Some(LookAlikes::Distinct),
            _ => None,
        };
        let wanted = "`one`, where labels that look alike are one label, or `distinct`";
        if text("look_alikes", said.is_some(), wanted) {
            field.look_alikes = said.unwrap_or_default();
        }
    }
    if !written.labels.0.is_empty() && text("labels", true, "") {
        let labels = written.labels.iter().map(|entry| (entry.id.trim().to_owned(), entry.value.trim().to_owned()));
        field.labels = labels.collect();
    }
    if let Some(words) = &written.width {
        let width = words.parse().ok().filter(|width| (1..=100).contains(width));
        if text("width", width.is_some(), "how many digits each code has, such as `8`") {
            field.width = width;
        }
    }
}

/// Returns the columns that say how uncertain a number is.
fn interval(written: &registry::Uncertainty, at: &RegistryPlace, problems: &mut Vec<Problem>) -> Option<Interval> {
    let level = match written.level.as_deref().map(str::trim) {
        None => Some(None),
        Some(level) => {
            let level = level.strip_suffix('%').unwrap_or(level).parse().ok();
            level.filter(|level| Interval::LEVELS.contains(level)).map(Some)
        }
    };
    match (&written.low, &written.high, &written.error, level) {
        (Some(low), Some(high), None, Some(level)) => {
            Some(Interval::Bounds { low: low.clone(), high: high.clone(), level })
        }
        (None, None, Some(error), Some(level)) => Some(Interval::Error { column: error.clone(), level }),
        (_, _, _, None) => {
            problems.push(unusable(at.clone().then("level"), "level", "`90`, `95` or `99`, as the publisher says"));
            None
        }
        _ => {
            let wanted = "`low` and `high`, the columns of two bounds, or `error`, that of a standard error";
            problems.push(unusable(at.clone(), "interval", wanted));
            None
        }
    }
}

/// Takes what is said of a column's periods beside their format.
fn times(field: &mut Field, written: &registry::Field, at: &RegistryPlace, problems: &mut Vec<Problem>) {
    if let Some(language) = &written.language {
        if months::languages().any(|known| known == language) {
            field.pattern = field.pattern.clone().in_language(Some(language.clone()));
        } else {
            let known = months::languages().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", ");
            problems.push(unusable(
                at.clone().then("language"),
                "language",
                &format!("a language whose months are known: {known}"),
            ));
        }
    }
    if let Some(word) = &written.year_of {
        let year_of = match word.as_str() {
            "first" => Some(YearOf::First),
            "last" => Some(YearOf::Last),
            _ => None,
        };
        let wanted = match year_of {
            None => Some("`first` or `last`: the month whose year it is"),
            Some(_) if field.kind != ColumnType::Period => Some("only columns of type `period` have two months"),
            Some(_) => None,
        };
        problems.extend(wanted.map(|wanted| unusable(at.clone().then("year_of"), "year_of", wanted)));
        field.pattern = field.pattern.clone().with_year_of(year_of);
    }
}

fn format_of(format: &str, kind: ColumnType) -> Result<Option<Pattern>, String> {
    match kind {
        kind if kind.is_time() => Pattern::parse(format, kind).map(Some),
        _ if format == "default" => Ok(None),
        _ => Err("only columns of days and periods have a format".to_owned()),
    }
}

fn limits(field: &Field, written: &registry::Constraints, at: &RegistryPlace, problems: &mut Vec<Problem>) -> Limits {
    let mut beyond = None;
    let mut refuse = |key: &str, wanted: String| {
        problems.push(unusable_constraint(at.clone().then(key), &field.name, key, wanted));
    };
    let text = field.kind == ColumnType::String;
    let mut bound = |key: &str, written: Option<&registry::Scalar>| {
        let words = &written?.0;
        let value = if text || field.kind == ColumnType::Boolean { None } else { field.declared_value(words) };
        match value {
            None if text => refuse(key, "text has no least or greatest value: declare the column's `type`".to_owned()),
            None => refuse(key, format!("`{words}` is not a value of type `{}`", field.kind.word())),
            Some(_) => {}
        }
        value.map(|value| (value, words.clone()))
    };
    let minimum = bound("minimum", written.minimum.as_ref());
    let maximum = bound("maximum", written.maximum.as_ref());
    let pattern = written.pattern.as_deref().and_then(|words| match pattern::whole(words) {
        Ok(regex) => Some((regex, words.to_owned())),
        Err(PatternFault::Malformed(_)) => {
            refuse("pattern", format!("`{words}` is not a regular expression"));
            None
        }
        Err(fault) => {
            beyond = Some((fault, words));
            None
        }
    });
    let one_of = written.one_of.as_ref().map(|values| {
        if text {
            return OneOf::Words(values.iter().map(|value| value.0.clone()).collect());
        }
        let mut known = Vec::new();
        for written in values.iter() {
            match field.declared_value(&written.0) {
                Some(value) => known.push(value),
                None => refuse("enum", format!("`{}` is not a value of type `{}`", written.0, field.kind.word())),
            }
        }
        OneOf::Values(known)
    });
    if let Some((fault, words)) = beyond {
        problems.push(fault.problem(at.clone().then("pattern").into(), words));
    }
    let (required, unique) = (written.required == Some(true), written.unique == Some(true));
    Limits { required, unique, minimum, maximum, pattern, one_of }
}

/// Returns the character between thousands that words stand for; an outer none where they stand for none at all.
#[expect(clippy::option_option, reason = "no character is something else than a wrong one")]
fn group(written: &str) -> Option<Option<char>> {
    let mut characters = written.chars();
    match (characters.next(), characters.next()) {
        (None, _) => Some(None),
        (Some(c), None) if !c.is_alphanumeric() && !matches!(c, '-' | '+') => Some(Some(c)),
        _ => None,
    }
}

/// Returns the number that cells are multiplied by: above zero, and plain digits.
fn multiplier(written: &str) -> Option<Number> {
    Number::parse(written).filter(|number| !number.is_zero() && !number.is_negative())
}

fn decimal(written: &str) -> Option<u8> {
    match written.as_bytes() {
        [byte] if byte.is_ascii_punctuation() && !matches!(byte, b'-' | b'+') => Some(*byte),
        _ => None,
    }
}

fn negative(written: &str) -> Option<Negative> {
    Negative::ALL.into_iter().find(|way| way.word() == written)
}

fn decimals(written: &str) -> Option<u32> {
    written.parse().ok().filter(|decimals| *decimals <= MOST_DECIMALS)
}

/// Returns whether words can be a mark: behind a number without being a part of it, or signs alone in a cell.
fn is_mark(words: &str) -> bool {
    is_behind(words) || !words.is_empty() && words.chars().all(|c| ".,-+'\u{2212}".contains(c))
}

fn check_form(written: Option<&str>, at: RegistryPlace, key: &str, problems: &mut Vec<Problem>) {
    let Some(written) = written else { return };
    let (usable, wanted) = if key.starts_with("group") {
        (group(written).is_some(), "one character that separates thousands, such as `,` or a space")
    } else {
        (decimal(written).is_some(), "one character that marks decimals, such as `.` or `,`")
    };
    if !usable {
        problems.push(unusable(at, key, wanted));
    }
}

fn month(written: &str) -> Option<u8> {
    written.parse().ok().filter(|month| (1..=12).contains(month))
}
