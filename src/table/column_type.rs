//! The types of columns, in Table Schema's words, and the periods among them.

use serde::{Deserialize, Serialize};

use crate::number::{Granularity, Period, TimePeriod};

use super::calendar::financial_year;

/// The type of a column, in Table Schema's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ColumnType {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A month.
    YearMonth,
    /// A quarter of a calendar year.
    Quarter,
    /// A half of a calendar year.
    Half,
    /// A week of ISO 8601.
    Week,
    /// A year.
    Year,
    /// A term of an academic year: autumn, spring, summer.
    Term,
    /// A period of any other length, such as the year to June; such periods may overlap.
    Period,
    /// A financial or academic year, which lies in two calendar years.
    FinancialYear {
        /// The month in which it begins, from one.
        starts: u8,
    },
}

impl ColumnType {
    /// Every type.
    pub const ALL: [Self; 13] = [
        Self::String,
        Self::Integer,
        Self::Number,
        Self::Boolean,
        Self::Date,
        Self::YearMonth,
        Self::Quarter,
        Self::Half,
        Self::Week,
        Self::Year,
        Self::Term,
        Self::Period,
        Self::FinancialYear { starts: 1 },
    ];

    /// Returns the word of Table Schema.
    pub fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::YearMonth => "yearmonth",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Week => "week",
            Self::Year => "year",
            Self::Term => "term",
            Self::Period => "period",
            Self::FinancialYear { .. } => "financialyear",
        }
    }

    /// Returns the type with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns whether its cells can be added up.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }

    /// Returns how long each of its cells is; none for what is no time.
    pub fn length(self) -> Option<Granularity> {
        Some(match self {
            Self::Date => Granularity::Day,
            Self::YearMonth => Granularity::Month,
            Self::Quarter => Granularity::Quarter,
            Self::Half => Granularity::Half,
            Self::Week => Granularity::Week,
            Self::Year => Granularity::Year,
            Self::Term => Granularity::Term,
            Self::Period => Granularity::Other,
            Self::FinancialYear { starts } => Granularity::FinancialYear { starts },
            Self::String | Self::Integer | Self::Number | Self::Boolean => return None,
        })
    }

    /// Returns whether its cells are days, weeks, months, quarters, years or other periods.
    pub fn is_time(self) -> bool {
        self.length().is_some()
    }

    /// Returns the period that words such as `2020/21` name in a column of financial years; none for other words and columns.
    pub fn financial_year(self, words: &str) -> Option<Period> {
        let Self::FinancialYear { starts } = self else { return None };
        Period::financial_year(i16::try_from(financial_year(words)?).ok()?, starts)
    }

    /// Returns a value of a column of times as SDMX writes it, a financial year as `2024/25`; a bare number for other types.
    pub fn at(self, encoded: i64) -> String {
        match self.length() {
            Some(length) => TimePeriod::new(length, encoded).map(|period| period.to_string()).unwrap_or_default(),
            None => encoded.to_string(),
        }
    }

    /// Returns whether its cells are periods that follow each other without a gap: of a series of them none may be missing.
    pub fn is_period(self) -> bool {
        self.is_time() && !matches!(self, Self::Date | Self::Period)
    }
}
