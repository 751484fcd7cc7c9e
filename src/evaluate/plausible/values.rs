//! Values that their measure cannot have: a count below zero or with decimals, a share over the whole, a number that stands
//! for "no value".

use std::collections::BTreeMap;

use crate::language::headings;
use crate::model::{Key, Measure, Model};
use crate::table::Column;
use crate::vocabulary::{Counts, MayBe};

use super::super::tables::Tables;
use super::{Does, Doubt, Findings, Known, Taking, What, problem, scales};

impl What {
    fn kind(self) -> super::DoubtKind {
        match self {
            Self::BelowZero => ("below zero", 0),
            Self::Fraction { .. } => ("fraction", 0),
            Self::OverWhole => ("over whole", 0),
            Self::PartOfOne => ("part of one", 0),
            Self::PartsOfOne => ("parts of one", 0),
            Self::Sentinel(value) => ("sentinel", value),
        }
    }
}

/// Adds what the rows taken hold and their measure cannot have.
pub(super) fn check<'m>(tables: &Tables<'m>, known: &mut Known, taking: &Taking<'m>, found: &mut Findings) {
    let model = tables.model;
    let mut doubted = Vec::new();
    for (index, measure) in taking.amounts(tables) {
        let Some((dataset, at, column)) = taking.column_of_file(tables, index) else { continue };
        let doubts = known.values.entry(((dataset, at), measure)).or_insert_with(|| doubts(model, column, measure));
        let differs = |index: usize| tables.dataset(taking.of).table.is_difference(index);
        let told = |doubt: &&Doubt| match (&taking.does, doubt.what) {
            // What is printed row by row is printed as it stands, unless it is no value at all.
            (Does::Prints(_) | Does::Finds, what) => matches!(what, What::Sentinel(_)),
            // The difference of two numbers may be below zero, and small.
            (Does::Aggregates(..), What::BelowZero | What::PartOfOne | What::PartsOfOne) => !differs(index),
            // Where the file counts in thousands, that is what is said of it.
            (Does::Aggregates(..), What::Fraction { .. }) => !scales::asks(tables, taking, index, measure),
            (Does::Aggregates(..), _) => true,
        };
        doubted.extend(doubts.iter().filter(told).map(|doubt| (*doubt, index, (dataset, at), column, measure)));
    }
    let Some((frame, rows)) = (!doubted.is_empty()).then(|| taking.rows(tables)).flatten() else { return };
    for (doubt, index, of, column, measure) in doubted {
        let reader = frame.reader(index);
        let unit = unit(column);
        let doubts = &known.values[&(of, measure)];
        let stands_for_none = |value: i64| doubts.iter().any(|doubt| doubt.what == What::Sentinel(value));
        let hits = rows.iter().filter_map(|row| {
            let value = reader.get(*row as usize)?;
            is(doubt.what, value, unit, &stands_for_none).then_some((*row, value))
        });
        let hits: Vec<(u32, i64)> = hits.collect();
        if let Some((row, value)) = hits.first().copied() {
            let met = problem::Met { taking, frame: &frame, column, index, row, value, more: hits.len() - 1 };
            found.add(of, doubt.what.kind(), || problem::of_value(model, &met, doubt, measure));
        }
    }
}

/// Returns what one whole is in a column's encoding.
fn unit(column: &Column) -> i64 {
    10_i64.checked_pow(column.scale()).unwrap_or(i64::MAX)
}

/// Returns whether a value is what a doubt is about; what stands for "no value" is told as that alone.
fn is(what: What, value: i64, unit: i64, stands_for_none: &dyn Fn(i64) -> bool) -> bool {
    match what {
        What::BelowZero => value < 0 && !stands_for_none(value),
        What::Fraction { .. } => value % unit != 0,
        What::OverWhole => value > unit.saturating_mul(100) && !stands_for_none(value),
        What::PartOfOne | What::PartsOfOne => value > 0 && value <= unit,
        What::Sentinel(wanted) => value == wanted,
    }
}

/// What the cells of a column are like, those that may stand for "no value" left aside.
#[derive(Default)]
struct Profile {
    least: Option<i64>,
    greatest: Option<i64>,
    below_zero: usize,
    fractions: usize,
    over_whole: usize,
    parts_of_one: usize,
    /// The least value above one.
    least_above_one: Option<i64>,
    filled: usize,
    /// What may stand for "no value", with how often.
    suspects: BTreeMap<i64, usize>,
    /// Those of them that are values like others.
    ordinary: Vec<(i64, usize)>,
}

impl Profile {
    fn take(&mut self, value: i64, times: usize, unit: i64) {
        let times = |is: bool| if is { times } else { 0 };
        self.least = Some(self.least.map_or(value, |least| least.min(value)));
        self.greatest = Some(self.greatest.map_or(value, |greatest| greatest.max(value)));
        self.below_zero += times(value < 0);
        self.fractions += times(value % unit != 0);
        self.over_whole += times(value > unit.saturating_mul(100));
        self.parts_of_one += times(value > 0 && value <= unit);
        if value > unit {
            self.least_above_one = Some(self.least_above_one.map_or(value, |least| least.min(value)));
        }
    }
}

/// Returns what in a column its measure cannot have.
fn doubts(model: &Model, column: &Column, measure: Option<Key<Measure>>) -> Vec<Doubt> {
    if !column.kind.is_numeric() {
        return Vec::new();
    }
    let measure = measure.map(|measure| &model.measures[measure]);
    let may_be = may_be(column, measure);
    let unit = unit(column);
    let mut profile = profile(column, unit);
    let mut doubts: Vec<Doubt> = Vec::new();
    for (value, times) in std::mem::take(&mut profile.suspects) {
        match sentinel(column, &profile, may_be, value, times) {
            Some(doubt) => doubts.push(doubt),
            None => profile.ordinary.push((value, times)),
        }
    }
    for (value, times) in std::mem::take(&mut profile.ordinary) {
        profile.take(value, times, unit);
    }
    let counted = !may_be.fractional;
    let mut doubt = |wrong: bool, what: What, certain: bool| {
        if wrong {
            doubts.push(Doubt { what, certain });
        }
    };
    doubt(profile.below_zero > 0 && !may_be.negative, What::BelowZero, !counted);
    let declared = !column.form.inferred || column.form.multiplier.is_some();
    let thousands = are_thousands(column, unit);
    doubt(profile.fractions > 0 && counted && !declared, What::Fraction { thousands }, true);
    doubt(profile.over_whole > 0 && !may_be.over_whole, What::OverWhole, true);
    let share = measure.is_some_and(|measure| measure.counts == Counts::Share);
    doubt(share && mixes_scales(&profile, unit), What::PartOfOne, false);
    doubt(share && are_parts_of_one(column, &profile), What::PartsOfOne, false);
    doubts
}

/// Returns what the numbers of a column may be: what its measure says, unless its name or the bounds that its author declares
/// say that more is meant.
fn may_be(column: &Column, measure: Option<&Measure>) -> MayBe {
    let counts = measure.map_or(MayBe { negative: true, fractional: true, over_whole: true }, Measure::may_be);
    let words = measure.into_iter().flat_map(|measure| [Some(measure.label.as_str()), measure.unit.as_deref()]);
    let signed = headings::is_signed(column.in_file()) || words.flatten().any(headings::is_signed);
    MayBe {
        negative: counts.negative || signed || column.form.minimum,
        over_whole: counts.over_whole || signed || column.form.maximum,
        ..counts
    }
}

fn profile(column: &Column, unit: i64) -> Profile {
    let mut profile = Profile::default();
    for value in column.values() {
        profile.filled += 1;
        if is_sentinel(column, value) {
            *profile.suspects.entry(value).or_default() += 1;
        } else {
            profile.take(value, 1, unit);
        }
    }
    profile
}

/// Returns whether a value is one that files write where there is none: -9, -99, 999, -666666666, 99.9.
fn is_sentinel(column: &Column, value: i64) -> bool {
    // Most values are seen not to be one by their last digit.
    if column.form.multiplier.is_none() && column.scale() == 0 && value >= 0 && value % 10 != 9 && value < 100_000 {
        return false;
    }
    let (mut digits, mut decimals) = column.form.published(value, column.scale());
    while decimals > 0 && digits % 10 == 0 {
        (digits, decimals) = (digits / 10, decimals - 1);
    }
    let size = digits.unsigned_abs();
    let digit = size % 10;
    let (mut rest, mut length) = (size, 0);
    while rest > 0 && rest % 10 == digit {
        (rest, length) = (rest / 10, length + 1);
    }
    let repeats = rest == 0 && length > 0 && (digit == 9 || decimals == 0);
    match (digits < 0, repeats) {
        (_, false) => false,
        (true, true) if length == 1 => decimals == 0 && matches!(digit, 1 | 9),
        (true, true) => digit == 9 || length >= 5,
        (false, true) => (digit == 9 && length >= 3) || length >= 6,
    }
}

/// Returns the doubt about a value that may stand for "no value", by how it lies among the others.
fn sentinel(column: &Column, profile: &Profile, may_be: MayBe, value: i64, times: usize) -> Option<Doubt> {
    let doubt = |certain| Some(Doubt { what: What::Sentinel(value), certain });
    let (least, greatest) = (profile.least?, profile.greatest?);
    let range = greatest.saturating_sub(least).max(1);
    if value > 0 {
        let far = value >= greatest.max(1).saturating_mul(10) && profile.filled > times + 2;
        return if far && !column.form.maximum { doubt(times > 1 || value.ilog10() >= 4) } else { None };
    }
    if column.form.minimum {
        return None;
    }
    let far = least.saturating_sub(value) >= range.saturating_mul(2);
    let (digits, _) = column.form.published(value, column.scale());
    // A rate that falls by 1.0 is one like the others.
    let short = digits > -10 && column.form.decimals == 0 || value == -unit(column);
    match (may_be.negative, profile.below_zero > 0) {
        // A count: -9 among other corrections is one more of them.
        (false, true) if !far => None,
        (false, _) => doubt(true),
        (true, _) if short => None,
        (true, _) if far => doubt(true),
        (true, true) => None,
        (true, false) => doubt(times > 1),
    }
}

/// Returns whether every point of a column may stand between thousands: three digits behind each, at most three before.
fn are_thousands(column: &Column, unit: i64) -> bool {
    let form = &column.form;
    form.fewest_decimals == Some(3)
        && form.decimals == 3
        && column.values().all(|value| value.abs() < unit.saturating_mul(1_000))
}

/// Returns whether a column of percentages holds some that are parts of one: times a hundred they lie among the others, and
/// nothing lies between.
fn mixes_scales(profile: &Profile, unit: i64) -> bool {
    let others = profile.filled - profile.parts_of_one;
    profile.parts_of_one > 0
        && profile.fractions > 0
        && others >= 3
        && profile.least_above_one.is_some_and(|least| least >= unit.saturating_mul(10))
}

/// Returns whether all shares of a column seem to be parts of one: none is above it, and they go to hundredths. A header that
/// speaks of percent, a multiplier or a greatest value of the author's says otherwise.
fn are_parts_of_one(column: &Column, profile: &Profile) -> bool {
    let form = &column.form;
    let is_declared = form.multiplier.is_some() || form.maximum || headings::is_in_percent(column.in_file());
    column.scale() >= 2 && profile.parts_of_one > 0 && profile.least_above_one.is_none() && !is_declared
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::table;
    use super::*;
    use crate::table::Form;

    fn found(cells: &[&str], counts: Counts, change: impl FnOnce(&mut Form)) -> Vec<String> {
        let mut table = table(&format!("n:number\n{}\n", cells.join("\n")));
        let mut column = table.columns.remove(0);
        column.form = Form { inferred: true, decimals: column.scale(), ..Form::default() };
        change(&mut column.form);
        let mut sample = super::super::super::sample::Sample::new();
        let key = sample.measure("n");
        sample.measures(key, |measure| measure.counts = counts);
        let found = doubts(&sample.model, &column, Some(key));
        let word = |doubt: &Doubt| if doubt.certain { "is" } else { "seems" };
        found
            .iter()
            .map(|doubt| match doubt.what {
                What::Sentinel(value) => format!("{} {}", word(doubt), column.format(value)),
                what => format!("{} {}", word(doubt), what.kind().0),
            })
            .collect()
    }

    fn plain(cells: &[&str], counts: Counts) -> Vec<String> {
        found(cells, counts, |_| {})
    }

    #[test]
    fn a_count_is_whole_and_not_below_zero() {
        assert_eq!(plain(&["12", "0", "999", "450"], Counts::Persons), [""; 0]);
        assert_eq!(plain(&["41", "-7", "18"], Counts::Events), ["seems below zero"]);
        assert_eq!(plain(&["41", "-9", "18"], Counts::Events), ["is -9"]);
        assert_eq!(plain(&["41", "-6", "18"], Counts::Amount), [""; 0]);
        assert_eq!(plain(&["41", "6.5", "18"], Counts::Cases), ["is fraction"]);
        assert_eq!(plain(&["41", "6.5", "18"], Counts::Rate), [""; 0]);
        assert_eq!(found(&["41", "6.5"], Counts::Cases, |form| form.inferred = false), [""; 0]);
        assert_eq!(found(&["41", "-6"], Counts::Cases, |form| form.minimum = true), [""; 0]);
    }

    #[test]
    fn a_share_lies_between_nothing_and_the_whole() {
        assert_eq!(plain(&["12.5", "100", "0"], Counts::Share), [""; 0]);
        assert_eq!(plain(&["12.5", "104.2", "0"], Counts::Share), ["is over whole"]);
        assert_eq!(plain(&["12.5", "-3", "0"], Counts::Share), ["is below zero"]);
        assert_eq!(plain(&["12.5", "104.2"], Counts::Rate), [""; 0]);
        assert_eq!(plain(&["91.2", "0.94", "88.7", "93.1"], Counts::Share), ["seems part of one"]);
        assert_eq!(plain(&["1.2", "0.94", "8.7", "3.1"], Counts::Share), [""; 0]);
        assert_eq!(plain(&["0.486", "0", "0.51"], Counts::Share), ["seems parts of one"]);
        assert_eq!(plain(&["0.4", "0.5"], Counts::Share), [""; 0]);
        assert_eq!(plain(&["0.486", "0.51"], Counts::Rate), [""; 0]);
        assert_eq!(found(&["0.486", "0.51"], Counts::Share, |form| form.maximum = true), [""; 0]);
    }

    #[test]
    fn a_number_that_stands_for_no_value_is_told_by_how_it_lies() {
        let other = || Counts::Other("days".into());
        assert_eq!(plain(&["1200", "-666666666", "300"], Counts::Persons), ["is -666666666"]);
        assert_eq!(plain(&["31", "-99", "44", "27"], other()), ["is -99"]);
        assert_eq!(plain(&["31", "-1", "44", "27"], Counts::Persons), ["is -1"]);
        assert_eq!(plain(&["31", "999", "44", "27"], other()), ["seems 999"]);
        assert_eq!(plain(&["310", "999999999", "440", "270"], other()), ["is 999999999"]);
        assert_eq!(plain(&["-5.5", "-99.9", "12.5", "30"], other()), ["is -99.9"]);
    }

    #[test]
    fn temperatures_balances_and_corrections_are_left_alone() {
        let other = || Counts::Other("degrees".into());
        assert_eq!(plain(&["-9", "3", "-1", "7"], other()), [""; 0]);
        assert_eq!(plain(&["12", "3", "-1", "7"], other()), [""; 0]);
        assert_eq!(plain(&["-12000", "-99", "45000", "-3"], Counts::Amount), [""; 0]);
        assert_eq!(plain(&["900", "999", "1000"], Counts::Persons), [""; 0]);
    }
}
