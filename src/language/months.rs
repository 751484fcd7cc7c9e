//! Names of months in the languages that official files come in, for a German office's file is read in Spanish too.

/// The languages by their tags, with the names of their months and how these are shortened otherwise than to their first three letters.
#[expect(clippy::type_complexity, reason = "a table of words")]
const LANGUAGES: [(&str, [&str; 12], &[(&str, u8)]); 9] = [
    (
        "en",
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        &[("sept", 9)],
    ),
    (
        "es",
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        &[("sept", 9), ("set", 9), ("setiembre", 9)],
    ),
    (
        "de",
        [
            "januar",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ],
        &[("jänner", 1), ("feber", 2), ("mrz", 3), ("maerz", 3), ("sept", 9)],
    ),
    (
        "fr",
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        &[
            ("janv", 1),
            ("févr", 2),
            ("fevrier", 2),
            ("fev", 2),
            ("avr", 4),
            ("juil", 7),
            ("aout", 8),
            ("sept", 9),
            ("decembre", 12),
            ("dec", 12),
        ],
    ),
    (
        "it",
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        &[("sett", 9)],
    ),
    (
        "pt",
        [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
        &[("marco", 3)],
    ),
    (
        "nl",
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        &[("mrt", 3), ("sept", 9)],
    ),
    (
        "sv",
        [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
        &[("sept", 9)],
    ),
    (
        "da",
        [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
        &[("sept", 9)],
    ),
];

/// Returns the tags of the languages whose months are known.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(tag, ..)| *tag)
}

/// Returns the month that a word names in any of the languages, from one: `Januar`, `Aug`, `sept`, in any case.
pub fn number(word: &str) -> Option<u8> {
    in_any(word, |_| true)
}

/// Returns the month that a word names in one language.
pub fn number_in(word: &str, language: &str) -> Option<u8> {
    in_any(word, |tag| tag == language)
}

fn in_any(word: &str, is_meant: impl Fn(&str) -> bool) -> Option<u8> {
    let word = word.to_lowercase();
    let of = |(_, names, short): &(&str, [&str; 12], &[(&str, u8)])| {
        let is = |name: &&str| {
            word == *name || word.chars().count() == 3 && name.starts_with(&*word) && name.chars().count() > 3
        };
        let named = (1..).zip(names).find(|(_, name)| is(name)).map(|(month, _)| month);
        named.or_else(|| short.iter().find(|(name, _)| *name == word).map(|(_, month)| *month))
    };
    // `juni` and `juli` are alike in their first two letters only, `juin` and `juillet` in three: a short form of two is none.
    LANGUAGES.iter().filter(|(tag, ..)| is_meant(tag)).find_map(of).filter(|_| word != "jui")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_names_two_months() {
        for (tag, names, short) in LANGUAGES {
            for (month, name) in (1..).zip(names) {
                let first: String = name.chars().take(3).collect();
                assert_eq!(number(name), Some(month), "{tag} {name}");
                assert!(number(&first) == Some(month) || first == "jui", "{tag} {first}");
                assert_eq!(number_in(&name.to_uppercase(), tag), Some(month), "{tag} {name}");
            }
            for (name, month) in short {
                assert_eq!(number(name), Some(*month), "{tag} {name}");
            }
        }
        for none in ["marx", "sep.", "", "ja", "janua", "monat"] {
            assert_eq!(number(none), None, "{none}");
        }
        assert_eq!(number_in("januar", "en"), None);
    }
}
