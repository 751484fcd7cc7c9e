//! Days and periods: `2025-11-03`, `2025-11`, `2025`, `2025-Q4`, `FY2025`, `2025-02/2025-11`, `to 2025-07-24`.

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub jiff::civil::Date);

/// A stretch of time as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    /// Its first day; none for "to …".
    pub first: Option<Date>,
    /// Its last day.
    pub last: Date,
    /// The words.
    pub words: String,
}
