//! Words of a language, as data: how numbers, dates and lists are printed, and the words of the built-in templates.

/// A language that briefs can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}
