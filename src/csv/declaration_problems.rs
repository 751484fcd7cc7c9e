//! Problems of how a dataset declares its columns, each built by one small function.

use crate::diagnostic::{Problem, code};
use crate::table::ColumnType;
use crate::text::RegistryPlace;

/// Builds the problem of a mark whose meaning is none that is known.
pub(super) fn unknown_meaning(at: RegistryPlace, mark: &str, meaning: &str, part: &str) -> Problem {
    let message = format!("`{part}` in what the mark `{mark}` means is not a known status");
    Problem::error(&code::data::UNUSABLE_SETTING, at.into(), message)
        .label(format!("`{meaning}` is not understood"))
        .note("what nobody understands would be printed as if nothing stood behind the number")
        .help(format!("write one of {}; or the letter that SDMX has for it", meanings()))
}

/// Builds the problem of a way to write numbers below zero that there is not.
pub(super) fn unusable_negative(at: RegistryPlace, word: &str) -> Problem {
    unusable(at, "negative", &format!("`brackets` for `(5)`, or `trailing` for `5-`; `{word}` is neither"))
}

/// Builds the problem of a type that is none.
pub(super) fn unknown_type(at: RegistryPlace, column: &str, word: &str) -> Problem {
    // Financial years are years with a first month.
    let types = ColumnType::ALL.iter().filter(|kind| !matches!(kind, ColumnType::FinancialYear { .. }));
    let types = types.map(|kind| format!("`{}`", kind.word())).collect::<Vec<_>>().join(", ");
    let message = format!("column `{column}` has the unknown type `{word}`");
    let unknown = Problem::error(&code::data::UNKNOWN_TYPE, at.into(), message)
        .note("a cell is text until a type says how to read it");
    let nearest = match word.to_ascii_lowercase().as_str() {
        "int" | "whole" | "count" | "bigint" => Some("integer"),
        "decimal" | "float" | "double" | "num" | "numeric" | "percent" => Some("number"),
        "text" | "str" | "varchar" | "any" | "id" => Some("string"),
        "bool" => Some("boolean"),
        "month" | "year-month" | "year_month" => Some("yearmonth"),
        "financial_year" | "financial-year" | "fiscalyear" | "fiscal_year" | "academicyear" | "academic_year" => {
            return unknown
                .help("write `year`, with `starts`, the first month of such a year: `{ type: year, starts: 4 }`");
        }
        "semester" | "halfyear" | "half-year" | "half_year" => Some("half"),
        "isoweek" | "iso_week" | "weeks" => Some("week"),
        "datetime" | "day" => Some("date"),
        other => ColumnType::ALL.into_iter().map(ColumnType::word).find(|kind| *kind == other),
    };
    match nearest {
        Some(nearest) => unknown.help(format!("did you mean `{nearest}`? The types are {types}")),
        None => unknown.help(format!("write one of {types}")),
    }
}

/// Builds the problem of financial years of which nobody says when they begin.
pub(super) fn no_first_month(at: RegistryPlace, column: &str) -> Problem {
    let message = format!("nothing says in which month the years of column `{column}` begin");
    Problem::error(&code::data::UNUSABLE_SETTING, at.into(), message)
        .note("2024/25 is another stretch of time in Britain, in Australia and in a school")
        .help("add `starts`, the number of the month: `{ type: year, starts: 4 }` for April")
}

/// Builds the problem of a format that cannot be used.
pub(super) fn unusable_format(at: RegistryPlace, column: &str, format: &str, wanted: &str) -> Problem {
    let message = format!("the format `{format}` of column `{column}` cannot be used");
    Problem::error(&code::data::UNUSABLE_FORMAT, at.into(), message)
        .label(wanted)
        .note("`03/11/2025` is a day in March or in November: only the format says which")
}

/// Builds the problem of a constraint that cannot be used.
pub(super) fn unusable_constraint(at: RegistryPlace, column: &str, key: &str, wanted: String) -> Problem {
    let message = format!("the constraint `{key}` of column `{column}` cannot be used");
    Problem::error(&code::data::UNUSABLE_CONSTRAINT, at.into(), message)
        .label(wanted)
        .note("a constraint that is not checked would promise something that nobody looked at")
        .help("correct it, or remove it")
}

/// Builds the problem of a setting that cannot be used.
pub(crate) fn unusable(at: RegistryPlace, key: &str, wanted: &str) -> Problem {
    Problem::error(&code::data::UNUSABLE_SETTING, at.into(), format!("`{key}` cannot be used as it is written"))
        .label(wanted)
        .note("the file is not read until it is clear how it is written")
}

/// Returns the words for what marks mean.
pub(super) fn meanings() -> String {
    const MEANINGS: [&str; 10] = [
        "provisional",
        "revised",
        "estimated",
        "break",
        "confidential",
        "not-available",
        "not-applicable",
        "low-reliability",
        "zero",
        "normal",
    ];
    MEANINGS.map(|word| format!("`{word}`")).join(", ")
}
