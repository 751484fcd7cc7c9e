//! What a publisher says of a number in a status column: the codes of SDMX (`CL_OBS_STATUS`), those of Eurostat beside them,
//! and the words for the same.
//!
//! Codes stand in either case, several together (`bp`) or apart (`p, r`), in brackets, or as words in English, Spanish, German
//! or French. What is none of these is not guessed at.

use serde::{Deserialize, Serialize};

/// A code, what it is called, and what it says of the number beside it.
struct Code {
    letter: char,
    name: &'static str,
    says: Caveats,
}

/// What is said of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Caveats(u16);

impl Caveats {
    /// Nothing that a reader of the number must know: it is normal, or said of the series and not of the number.
    pub const NONE: Self = Self(0);
    /// It may still change.
    pub const PROVISIONAL: Self = Self(1);
    /// It was changed since it was first released.
    pub const REVISED: Self = Self(1 << 1);
    /// It is an estimate, or was imputed.
    pub const ESTIMATED: Self = Self(1 << 2);
    /// It is a forecast.
    pub const FORECAST: Self = Self(1 << 3);
    /// It is made by a method that is being tried out.
    pub const EXPERIMENTAL: Self = Self(1 << 4);
    /// Nobody has checked it yet.
    pub const UNVALIDATED: Self = Self(1 << 5);
    /// It rests on too little to be relied on.
    pub const UNRELIABLE: Self = Self(1 << 6);
    /// There is no number: it is missing, cannot exist, or is not given out.
    pub const NO_NUMBER: Self = Self(1 << 7);
    /// A new way of counting begins with it.
    pub const BREAK: Self = Self(1 << 8);
    /// It is zero, whatever stands for it: offices write a dash where there is exactly nothing.
    pub const ZERO: Self = Self(1 << 9);

    /// Returns whether all of these are said.
    pub fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// Returns what either says.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns this without what the other says.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns what is said of a number that is there: neither that it is missing nor that a new way of counting begins.
    #[must_use]
    pub fn of_number(self) -> Self {
        self.without(Self::NO_NUMBER).without(Self::BREAK).without(Self::ZERO)
    }

    /// Returns what is said beside whether it is provisional or revised.
    #[must_use]
    pub fn beside(self) -> Self {
        self.without(Self::PROVISIONAL).without(Self::REVISED)
    }

    /// Returns the words, as programs read them, of what is said of a number beside whether it is provisional or revised.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let all = [
            (Self::ESTIMATED, "estimated"),
            (Self::FORECAST, "forecast"),
            (Self::EXPERIMENTAL, "experimental"),
            (Self::UNVALIDATED, "unvalidated"),
            (Self::UNRELIABLE, "low-reliability"),
        ];
        all.into_iter().filter(move |(caveat, _)| self.has(*caveat)).map(|(_, word)| word)
    }

    /// Returns whether nothing is said.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

const fn code(letter: char, name: &'static str, says: Caveats) -> Code {
    Code { letter, name, says }
}

/// Every code that is known, in the order of the alphabet. `C`, `R` and `Z` are Eurostat's, the others SDMX's.
const CODES: [Code; 23] = [
    code('A', "normal value", Caveats::NONE),
    code('B', "break in time series", Caveats::BREAK),
    code('C', "confidential", Caveats::NO_NUMBER),
    code('D', "definition differs", Caveats::NONE),
    code('E', "estimated value", Caveats::ESTIMATED),
    code('F', "forecast value", Caveats::FORECAST),
    code('G', "experimental value", Caveats::EXPERIMENTAL),
    code('H', "missing value, holiday or weekend", Caveats::NO_NUMBER),
    code('I', "imputed value", Caveats::ESTIMATED),
    code('J', "derogation", Caveats::NONE),
    code('K', "data included in another category", Caveats::NO_NUMBER),
    code('L', "missing value, data exist but were not collected", Caveats::NO_NUMBER),
    code('M', "missing value, data cannot exist", Caveats::NO_NUMBER),
    code('N', "not significant", Caveats::NONE),
    code('O', "missing value", Caveats::NO_NUMBER),
    code('P', "provisional value", Caveats::PROVISIONAL),
    code('Q', "missing value, suppressed", Caveats::NO_NUMBER),
    code('R', "revised value", Caveats::REVISED),
    code('S', "strike or other special event", Caveats::NONE),
    code('U', "low reliability", Caveats::UNRELIABLE),
    code('V', "unvalidated value", Caveats::UNVALIDATED),
    code('W', "includes data from another category", Caveats::NONE),
    code('Z', "not applicable", Caveats::NO_NUMBER),
];

/// Words for the same, in lower case.
const WORDS: [(&[&str], Caveats); 12] = [
    (
        &[
            "final",
            "normal",
            "official",
            "actual",
            "observed",
            "definitive",
            "definitivo",
            "definitiva",
            "endgültig",
            "définitif",
            "définitive",
            "ok",
            "strike and other special events",
        ],
        Caveats::NONE,
    ),
    (
        &[
            "provisional",
            "prov",
            "preliminary",
            "prelim",
            "pre",
            "prel",
            "preliminar",
            "avance",
            "vorläufig",
            "vorl",
            "provisoire",
            "flash",
        ],
        Caveats::PROVISIONAL,
    ),
    (
        &["revised", "rev", "revisado", "revisada", "revidiert", "berichtigt", "révisé", "révisée", "revision"],
        Caveats::REVISED,
    ),
    (
        &[
            "estimated",
            "estimate",
            "est",
            "eurostat estimate",
            "estimado",
            "estimada",
            "estimación",
            "geschätzt",
            "estimé",
            "estimée",
            "imputed",
            "imputado",
            "imputada",
        ],
        Caveats::ESTIMATED,
    ),
    (&["forecast", "projection", "projected", "previsión", "prognose", "prévision"], Caveats::FORECAST),
    (&["experimental"], Caveats::EXPERIMENTAL),
    (&["unvalidated", "not validated", "unverified"], Caveats::UNVALIDATED),
    (&["unreliable", "not reliable", "baja fiabilidad", "poco fiable"], Caveats::UNRELIABLE),
    (
        &[
            "missing",
            "not available",
            "na",
            "n/a",
            "n.a.",
            "no disponible",
            "suppressed",
            "not applicable",
            "confidencial",
            "no data",
        ],
        Caveats::NO_NUMBER,
    ),
    (&["definition differs", "see metadata"], Caveats::NONE),
    (
        &["break", "time series break", "series break", "break in series", "zeitreihenbruch", "ruptura", "rupture"],
        Caveats::BREAK,
    ),
    (&["zero", "nil", "cero", "zéro"], Caveats::ZERO),
];

/// Short words that are spelt with letters of codes and are none.
const NO_CODES: [&str; 12] = ["no", "si", "sí", "is", "in", "un", "new", "neu", "old", "bad", "de", "per"];

/// How many codes stand together at most.
const MOST: usize = 4;

impl Caveats {
    /// Returns what a cell of a status column says.
    ///
    /// # Errors
    /// It holds something that is no known code; that part is returned.
    pub fn parse(written: &str) -> Result<Self, String> {
        let lower = written.trim().to_lowercase();
        if let Some(says) = phrase(&lower) {
            return Ok(says);
        }
        let separates = |c: char| matches!(c, ',' | ';' | '/' | '|' | '+' | '&' | '(' | ')' | '[' | ']');
        let mut said = Self::NONE;
        let pieces = written.split(separates).map(str::trim).filter(|piece| !piece.is_empty());
        for piece in pieces {
            said = said.and(match phrase(&piece.to_lowercase()) {
                Some(says) => says,
                // What stands apart by spaces alone is a list of codes: a phrase would have been found.
                None => piece
                    .split_whitespace()
                    .try_fold(Self::NONE, |said, word| Ok::<_, String>(said.and(word_or_codes(word)?)))?,
            });
        }
        Ok(said)
    }

    /// Returns what a code is called in SDMX; none for what is no single code.
    pub fn name(written: &str) -> Option<&'static str> {
        let mut letters = written.chars();
        let (letter, None) = (letters.next()?, letters.next()) else { return None };
        CODES.iter().find(|code| code.letter.eq_ignore_ascii_case(&letter)).map(|code| code.name)
    }

    /// Returns every code that is known with its name: `P` (provisional value).
    pub fn known() -> impl Iterator<Item = String> {
        CODES.iter().map(|code| format!("`{}` ({})", code.letter, code.name))
    }
}

/// Returns what a whole phrase says.
fn phrase(lower: &str) -> Option<Caveats> {
    let bare = lower.trim_matches(['(', ')', '[', ']', '.']).trim();
    // Registries write `low-reliability`, files `low reliability`.
    let (bare, lower) = (&*bare.replace('-', " "), &*lower.replace('-', " "));
    let is = |known: &str| known == bare || known == lower || known.strip_suffix(" value") == Some(bare);
    let listed = WORDS.iter().find(|(words, _)| words.iter().any(|word| is(word))).map(|(_, says)| *says);
    listed.or_else(|| CODES.iter().find(|code| is(code.name)).map(|code| code.says))
}

/// Returns what a word says: a word for a status, or one code, or several that stand together.
fn word_or_codes(word: &str) -> Result<Caveats, String> {
    let lower = word.to_lowercase();
    if let Some(says) = phrase(&lower) {
        return Ok(says);
    }
    let unknown = || Err(word.to_owned());
    let letters: Vec<char> = word.chars().collect();
    let mut once = letters.clone();
    once.sort_unstable();
    once.dedup();
    if letters.len() > MOST || once.len() < letters.len() || NO_CODES.contains(&lower.as_str()) {
        return unknown();
    }
    let mut said = Caveats::NONE;
    for letter in &letters {
        // A small `s` was Eurostat's own estimate; SDMX's `S` is a strike.
        if *letter == 's' {
            said = said.and(Caveats::ESTIMATED);
            continue;
        }
        let Some(code) = CODES.iter().find(|code| code.letter.eq_ignore_ascii_case(letter)) else { return unknown() };
        said = said.and(code.says);
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_understood_in_either_case_together_apart_and_in_words() {
        let (p, r, e) = (Caveats::PROVISIONAL, Caveats::REVISED, Caveats::ESTIMATED);
        for (written, says) in [
            ("", Caveats::NONE),
            ("A", Caveats::NONE),
            ("a", Caveats::NONE),
            ("P", p),
            ("p", p),
            (" p ", p),
            ("(p)", p),
            ("[p]", p),
            ("bp", p.and(Caveats::BREAK)),
            ("BP", p.and(Caveats::BREAK)),
            ("b p", p.and(Caveats::BREAK)),
            ("ep", e.and(p)),
            ("bep", e.and(p).and(Caveats::BREAK)),
            ("p, r", p.and(r)),
            ("p/r", p.and(r)),
            ("b;p", p.and(Caveats::BREAK)),
            ("p|r", p.and(r)),
            ("p+e", p.and(e)),
            ("provisional", p),
            ("Provisional", p),
            ("Provisional value", p),
            ("Provisional (p)", p),
            ("preliminary", p),
            ("vorläufig", p),
            ("provisional, revised", p.and(r)),
            ("revised", r),
            ("r", r),
            ("final", Caveats::NONE),
            ("Estimated value (E)", e),
            ("estimated", e),
            ("s", e),
            ("S", Caveats::NONE),
            ("low reliability", Caveats::UNRELIABLE),
            ("u", Caveats::UNRELIABLE),
            ("f", Caveats::FORECAST),
            ("Missing value; suppressed", Caveats::NO_NUMBER),
            ("c", Caveats::NO_NUMBER),
            ("n/a", Caveats::NO_NUMBER),
            ("break in time series", Caveats::BREAK),
            ("b", Caveats::BREAK),
            ("not-available", Caveats::NO_NUMBER),
            ("not-applicable", Caveats::NO_NUMBER),
            ("confidential", Caveats::NO_NUMBER),
            ("low-reliability", Caveats::UNRELIABLE),
            ("normal", Caveats::NONE),
            ("break", Caveats::BREAK),
            ("zero", Caveats::ZERO),
        ] {
            assert_eq!(Caveats::parse(written), Ok(says), "{written}");
        }
    }

    #[test]
    fn what_is_no_code_is_not_guessed_at() {
        for (written, part) in [
            ("X", "X"),
            ("px", "px"),
            ("p, x", "x"),
            ("yes", "yes"),
            ("no", "no"),
            ("*", "*"),
            ("pp", "pp"),
            ("beprs", "beprs"),
            ("checked by hand", "checked"),
            ("1", "1"),
            ("-", "-"),
        ] {
            assert_eq!(Caveats::parse(written), Err(part.to_owned()), "{written}");
        }
    }

    #[test]
    fn every_letter_is_listed_once_in_order() {
        assert!(CODES.windows(2).all(|pair| pair[0].letter < pair[1].letter));
        assert_eq!(Caveats::known().count(), CODES.len());
    }
}
