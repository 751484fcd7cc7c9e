//! Kinds of texts that may be written for each language: a reader is asked for each by its name.

/// What kind of text it is: which words stand for every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A text: only words without a letter, and single words that are no words (ids, addresses), stand for all languages.
    Text,
    /// A name, which stands for all languages where it begins with a capital, or is one word.
    Name,
    /// An id, an address or a name in one word, or a text.
    Speaker,
    /// A quantity: only digits stand for all languages.
    Quantity,
    /// A list of texts, or a list for each language.
    List,
    /// A mapping whose keys are words of a language, or one for each language.
    Words,
    /// The same, of which a language may have none.
    Bounds,
    /// A mapping, or words that stand for a text in it.
    ShortText,
    /// The same for a name.
    ShortName,
    /// The same for a speaker.
    ShortSpeaker,
    /// The same for what is in no language.
    Short,
    /// One item or a list.
    Many,
}

impl TextKind {
    const ALL: [(&'static str, Self); 12] = [
        ("a text", Self::Text),
        ("a name", Self::Name),
        ("a speaker", Self::Speaker),
        ("a quantity", Self::Quantity),
        ("a list of texts", Self::List),
        ("words", Self::Words),
        ("bounds of words", Self::Bounds),
        ("a short text", Self::ShortText),
        ("a short name", Self::ShortName),
        ("a short speaker", Self::ShortSpeaker),
        ("a short form", Self::Short),
        ("one or many", Self::Many),
    ];

    /// Returns the kind that a reader is asked for by this name.
    pub fn asked(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find_map(|(known, kind)| (known == name).then_some(kind))
    }

    /// Returns the name by which a reader is asked for it.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find_map(|(name, kind)| (kind == self).then_some(name)).unwrap_or_default()
    }
}
