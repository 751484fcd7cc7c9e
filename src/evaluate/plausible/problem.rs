//! The problems of what figures, tests and tables take, each with what to declare.

use std::collections::BTreeMap;

use crate::diagnostic::code::figure as code;
use crate::diagnostic::{Code, Problem};
use crate::model::{Key, Measure, Model};
use crate::number::Number;
use crate::table::{Column, RepeatedRow, fields};
use crate::vocabulary::Counts;

use super::super::join::Frame;
use super::{Doubt, Says, Taking, Total, What, line, place, power};

/// A cell that was met.
#[derive(Clone, Copy)]
pub(super) struct Met<'a> {
    /// Who takes it.
    pub(super) taking: &'a Taking<'a>,
    /// What is seen.
    pub(super) frame: &'a Frame<'a>,
    /// The column.
    pub(super) column: &'a Column,
    /// Its index among the columns seen.
    pub(super) index: usize,
    /// The first row.
    pub(super) row: u32,
    /// Its value there.
    pub(super) value: i64,
    /// How many further rows are like it.
    pub(super) more: usize,
}

impl Met<'_> {
    /// Returns the cell and where it stands: "`n` is -7 on line 12 of data/deaths.csv, and 2 more rows are like it".
    fn cell(&self) -> String {
        let more = match self.more {
            0 => String::new(),
            1 => ", and one more row is like it".to_owned(),
            more => format!(", and {more} more rows are like it"),
        };
        let written = self.column.as_published(self.value);
        format!("`{}` is {written} on {}{more}", self.column.name, line(self.frame, self.index, self.row))
    }

    fn problem(&self, code: &'static Code, certain: bool, what: &str) -> Problem {
        let message = format!("{} {what}: {}", self.taking.subject, self.cell());
        if certain {
            Problem::error(code, place(self.taking), message)
        } else {
            Problem::warning(code, place(self.taking), message)
        }
    }

    fn key(&self) -> String {
        fields::key(&self.column.name)
    }
}

/// Builds the problem of a value that its measure cannot have.
pub(super) fn of_value(model: &Model, met: &Met<'_>, doubt: Doubt, measure: Option<Key<Measure>>) -> Problem {
    let counted = measure.map_or("numbers", |measure| model.measures[measure].counts.word());
    let (key, written) = (met.key(), met.column.as_published(met.value));
    let kind = met.column.kind.word();
    match doubt.what {
        What::BelowZero if counted == Counts::Share.word() => met
            .problem(&code::COUNT_BELOW_ZERO, doubt.certain, "takes a share below zero")
            .note("no part of a whole is less than nothing of it")
            .help(format!(
                "where a change is meant, say so in the `label` of the measure, or declare `counts: rate`; what stands for \"no value\" belongs in `missingValues: [\"\", \"{written}\"]`; otherwise ask the publisher"
            )),
        What::BelowZero => met
            .problem(&code::COUNT_BELOW_ZERO, doubt.certain, &format!("takes a number of {counted} below zero"))
            .note("nobody counts fewer than none: it may correct earlier numbers, be a balance, or stand for \"no value\"")
            .help(format!(
                "say which: `{key}: {{ type: {kind}, constraints: {{ minimum: {written} }} }}` under `fields` where a correction or a balance is meant, `missingValues: [\"\", \"{written}\"]` where it is not a number"
            )),
        What::Fraction { thousands: true } => met
            .problem(&code::COUNT_WITH_DECIMALS, doubt.certain, &format!("takes a number of {counted} with decimals"))
            .note(format!(
                "three digits stand behind every point of the column, so that it may stand between thousands: {written} or {}",
                written.replace('.', "")
            ))
            .help("declare `group_char: \".\"` and `decimal_char: \",\"` if it separates thousands, or the type `number` if it stands before decimals"),
        What::Fraction { thousands: false } => met
            .problem(&code::COUNT_WITH_DECIMALS, doubt.certain, &format!("takes a number of {counted} with decimals"))
            .note("nothing is counted in halves: the file may count in thousands or millions, or the column may count something else")
            .help(format!(
                "declare `{key}: {{ type: number, multiplier: 1000 }}` under `fields` if it is in thousands, `{key}: number` if decimals are meant"
            )),
        What::OverWhole => met
            .problem(&code::SHARE_OVER_WHOLE, doubt.certain, "takes a share of more than 100 percent")
            .note("no part is greater than its whole")
            .help(format!(
                "where the number is not a part of a whole, its measure `counts: rate`; where more than 100 is meant, declare `{key}: {{ type: {kind}, constraints: {{ maximum: {written} }} }}`; otherwise ask the publisher"
            )),
        What::PartOfOne => met
            .problem(&code::SHARE_OVER_WHOLE, doubt.certain, "may take shares on two scales")
            .note("beside percentages it may be a part of one, a hundred times too small")
            .help(format!(
                "ask whoever publishes the file; where it is in percent as the others are, declare `{key}: {{ type: {kind}, constraints: {{ minimum: {written} }} }}`"
            )),
        What::PartsOfOne => met
            .problem(&code::SHARE_OVER_WHOLE, doubt.certain, "may take shares that are parts of one")
            .note(format!("no cell of the column is above 1: {written} may be that many percent, or a hundred times as many"))
            .help(format!(
                "declare `{key}: {{ type: {kind}, multiplier: 100 }}` under `fields` where the cells are parts of one; where they are percent, `{key}: {{ type: {kind}, constraints: {{ maximum: 100 }} }}`"
            )),
        What::Sentinel(_) => {
            let bound = if met.value < 0 { "minimum" } else { "maximum" };
            met.problem(&code::NUMBER_FOR_NO_VALUE, doubt.certain, "takes a number that seems to stand for \"no value\"")
                .note("files write such numbers where there is none; it would be counted as if it were one")
                .help(format!(
                    "declare `missingValues: [\"\", \"{written}\"]` if it stands for \"no value\", or `{key}: {{ type: {kind}, constraints: {{ {bound}: {written} }} }}` if it is a number like the others"
                ))
        }
    }
}

/// Builds the problem of numbers in thousands or millions of which nothing in the registry says so.
pub(super) fn of_scale(
    model: &Model,
    met: &Met<'_>,
    says: &Says,
    zeros: u32,
    measure: Option<Key<Measure>>,
) -> Problem {
    let times = power(zeros).unwrap_or(Number::ONE);
    let (what, by) = match says {
        Says::Header(words) => (format!("its header says “{words}”"), words),
        Says::Above(line, words) => (format!("line {line} of the file says “{words}”"), words),
        Says::Column(name, words) => (format!("its row says “{words}” in `{name}`"), words),
    };
    let published = met.column.form.published(met.value, met.column.scale());
    let published = Number::new(published.0, published.1).unwrap_or(Number::ZERO);
    let whole = published.times(times).map_or_else(|_| "more than can be kept".to_owned(), |number| grouped(&number));
    let message = format!(
        "{} takes `{}`, of which {what}: {} on {} is {} or {whole}",
        met.taking.subject,
        met.column.name,
        met.column.as_published(met.value),
        line(met.frame, met.index, met.row),
        grouped(&published),
    );
    let key = met.key();
    let declare = match &met.column.form.multiplier {
        None => format!("declare `{key}: {{ type: number, multiplier: {times} }}` under `fields`"),
        Some(declared) => format!("`multiplier: {declared}` is not {times}: correct it"),
    };
    let unit =
        measure.map_or_else(|| "its measure".to_owned(), |measure| format!("measure `{}`", model.measures.id(measure)));
    let way_out = match says {
        Says::Column(..) => String::new(),
        Says::Header(_) | Says::Above(..) => "; if the words mean something else, `multiplier: 1`".to_owned(),
    };
    Problem::error(&code::SCALE_NOT_DECLARED, place(met.taking), message)
        .note(format!(
            "nothing in the registry says so, and a number {} times too small is easily believed",
            grouped(&times)
        ))
        .help(format!("{declare}; to print it in “{by}”, say so in the `unit` of {unit}{way_out}"))
}

/// Builds the problem of rows of which some are in thousands and some are not.
pub(super) fn of_scales(met: &Met<'_>, scale: &Column, rows: [u32; 2]) -> Problem {
    let told = rows.map(|row| format!("“{}” on {}", scale.written(row as usize), line(met.frame, met.index, row)));
    let message = format!(
        "{} takes `{}` in units that differ: `{}` says {} and {}",
        met.taking.subject, met.column.name, scale.name, told[0], told[1]
    );
    Problem::error(&code::SCALE_NOT_DECLARED, place(met.taking), message)
        .note("a number of thousands and a number of ones are added as if they were of one kind")
        .help(format!("choose the rows of one unit with a condition on `{}` in `where`", scale.name))
}

/// Builds the problem of rows that repeat others cell for cell and are all taken.
pub(super) fn of_repeated(
    taking: &Taking<'_>,
    frame: &Frame<'_>,
    pair: RepeatedRow,
    more: usize,
    id: &str,
    certain: bool,
) -> Problem {
    let (file, first) = frame.locate(0, pair.first as usize);
    let (_, later) = frame.locate(0, pair.row as usize);
    let more = match more {
        0 => String::new(),
        1 => ", and one more row repeats another".to_owned(),
        more => format!(", and {more} more rows repeat others"),
    };
    let message = format!(
        "{} counts a row twice: line {later} of {file} repeats line {first} cell for cell{more}",
        taking.subject
    );
    let problem = if certain {
        Problem::error(&code::ROWS_REPEATED, place(taking), message)
            .note("all else in the file is named once by its labels: rows published twice make a sum too large, and nothing in the sum shows it")
    } else {
        Problem::warning(&code::ROWS_REPEATED, place(taking), message)
            .note("it may be another case that looks alike, or the same one published twice")
    };
    problem.help(format!(
        "say which on dataset `{id}`: `repeated: leave-out` counts it once, `repeated: meant` counts each; a `primaryKey` refuses such a file"
    ))
}

/// Builds the problem of two rows with the same labels and different numbers that are both taken.
pub(super) fn of_conflict(
    taking: &Taking<'_>,
    frame: &Frame<'_>,
    pair: RepeatedRow,
    key: &[String],
    id: &str,
) -> Problem {
    let (file, first) = frame.locate(0, pair.first as usize);
    let (_, later) = frame.locate(0, pair.row as usize);
    let named = key.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let message = format!(
        "{} takes two rows for one thing: lines {first} and {later} of {file} agree in {named}",
        taking.subject
    );
    Problem::warning(&code::TWO_VALUES_FOR_ONE_KEY, place(taking), message)
        .note("every other row is named once by these labels; one of the two may correct the other")
        .help(format!(
            "choose the row that is right with a condition in `where`; if both count, say so: `repeated: meant` on dataset `{id}`"
        ))
}

/// What is taken of a column in which totals stand.
pub(super) struct Among<'a> {
    /// Who takes it.
    pub(super) taking: &'a Taking<'a>,
    /// What is seen.
    pub(super) frame: &'a Frame<'a>,
    /// The column.
    pub(super) column: usize,
    /// The labels taken, each with its first row.
    pub(super) taken: &'a BTreeMap<i64, u32>,
    /// The name of the column where totals are declared.
    pub(super) declared: &'a str,
    /// The dataset or view where they are.
    pub(super) owner: &'a str,
}

/// Builds the problem of totals that are taken beside their parts.
pub(super) fn of_totals(among: &Among<'_>, totals: &[&Total], certain: bool) -> Problem {
    let column = among.frame.column(among.column);
    let label = |encoded: i64| column.format(encoded).into_owned();
    let told = totals.iter().map(|total| {
        let row = among.taken.get(&total.label).copied().unwrap_or_default();
        let (_, line) = among.frame.locate(among.column, row as usize);
        match &total.parts {
            Some(parts) => {
                let taken = parts.iter().filter_map(|part| among.taken.get(part)).min();
                let beside =
                    taken.map(|row| format!(" from line {} on", among.frame.locate(among.column, *row as usize).1));
                let of = if total.several { "each of several sets among " } else { "" };
                format!(
                    "“{}” (line {line}) is the sum of {of}{} others{}",
                    label(total.label),
                    parts.len(),
                    beside.unwrap_or_default()
                )
            }
            None => format!("“{}” (line {line}) is named as one", label(total.label)),
        }
    });
    let told: Vec<String> = told.collect();
    let message = format!(
        "{} takes totals beside their parts, in `{}` of {}: {}",
        among.taking.subject,
        column.name,
        among.frame.first.file,
        told.join("; ")
    );
    let key = fields::key(among.declared);
    let quoted =
        |word: String| if word.chars().all(|c| c.is_alphanumeric() || c == ' ') { word } else { format!("{word:?}") };
    let list = totals.iter().map(|total| quoted(label(total.label))).collect::<Vec<_>>().join(", ");
    let problem = if certain {
        Problem::error(&code::TOTALS_AMONG_PARTS, place(among.taking), message)
    } else {
        Problem::warning(&code::TOTALS_AMONG_PARTS, place(among.taking), message)
    };
    let problem =
        problem.note("a sum over them counts everything twice or more, and the greatest of them is the total");
    if totals.iter().any(|total| total.several) {
        return problem.help(format!(
            "declare `totals: {{ {key}: any }}` on {}, for without the total each of its sets is still counted, and choose a label in `where` of whoever adds up",
            among.owner
        ));
    }
    problem.help(format!(
        "declare `totals: {{ {key}: [{list}] }}` on {}, which leaves them out wherever no condition names them, or `totals: {{ {key}: [] }}` if none of them is a total",
        among.owner
    ))
}

/// Builds the problem of labels that overlap and are taken together.
pub(super) fn of_overlap(taking: &Taking<'_>, frame: &Frame<'_>, column: usize, two: [(i64, u32); 2]) -> Problem {
    let cells = frame.column(column);
    let told = two.map(|(label, row)| format!("“{}” ({})", cells.format(label), line(frame, column, row)));
    let message = format!(
        "{} takes {} and {} together, and the labels of `{}` overlap",
        taking.subject, told[0], told[1], cells.name
    );
    Problem::error(&code::LABELS_OVERLAP, place(taking), message)
        .note("the dataset declares `any` for the column under `totals`: nothing is ever added over it")
        .help(format!("choose one label in `where`, or run the series by `{}`", cells.name))
}

/// Returns a number with commas between thousands, as problems print it.
fn grouped(number: &Number) -> String {
    let plain = number.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut written = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            written.push(',');
        }
        written.push(digit);
    }
    part.map_or_else(|| written.clone(), |part| format!("{written}.{part}"))
}
