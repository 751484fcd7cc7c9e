//! Counted stretches, weeks and lengths as statements tell them.

use super::tests::shown;
use super::*;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

#[test]
fn counted_stretches_are_read_in_every_language() {
    for (tag, text, expected) in [
        ("en", "In the first six months of 2024 there were 12.", "During 2024-01..2024-06"),
        ("en", "In the last three months of 2024 there were 12.", "During 2024-10..2024-12"),
        ("en", "In the last quarter of 2024 there were 12.", "During 2024-10..2024-12"),
        ("en", "In the three months to March 2024 there were 12.", "During 2024-01..2024-03"),
        ("en", "In the four months to June there were 12.", "During month 3+4"),
        ("en", "In the three months to January there were 12.", "During month 11+3"),
        ("en", "In the 12 months to June 2024 there were 12.", "During 2023-07..2024-06"),
        ("en", "In 06/2023 there were 12.", "During 2023-06..2023-06"),
        ("en", "Paid on 03/06/2023 or so.", "Aside 2023-01..2023-12"),
        ("en", "In June and July 2024 there were 12.", "During 2024-06..2024-06; During 2024-07..2024-07"),
        (
            "en",
            "In May, June and July 2024 there were 12.",
            "During 2024-05..2024-05; During 2024-06..2024-06; During 2024-07..2024-07",
        ),
        ("en", "In December and January 2024 there were 12.", "During 2023-12..2023-12; During 2024-01..2024-01"),
        ("en", "In the year 2023, there were 12 in June.", "During 2023-01..2023-12; During 2023-06..2023-06"),
        ("en", "There were 12 in June of last year, 2023.", "During 2023-06..2023-06; During 2023-01..2023-12"),
        ("en", "2023's June had 12.", "During 2023-06..2023-06"),
        ("en", "In June there were 12, as in 2023.", "During month 6+1; Base 2023-01..2023-12"),
        (
            "en",
            "In 2021 there were 12, more than ten years before, in 2012.",
            "During 2021-01..2021-12; Base 2012-01..2012-12",
        ),
        ("en", "More than in the same quarter of 2023.", "Base 2023-01..2023-12"),
        ("en", "Until June 2024 it rose.", "Until 2024-06..2024-06"),
        ("de", "In den ersten sechs Monaten 2024 waren es 12.", "During 2024-01..2024-06"),
        ("de", "In den drei Monaten bis März 2024 waren es 12.", "During 2024-01..2024-03"),
        ("de", "Im Juni und Juli 2024 waren es 12.", "During 2024-06..2024-06; During 2024-07..2024-07"),
        ("de", "Im Jahr 2023 waren es im Juni 12.", "During 2023-01..2023-12; During 2023-06..2023-06"),
        ("de", "Bis Juni 2024 stieg es.", "Until 2024-06..2024-06"),
        ("fr", "Au cours des six premiers mois de 2024, il y en a eu 12.", "During 2024-01..2024-06"),
        ("fr", "En juin et juillet 2024, il y en a eu 12.", "During 2024-06..2024-06; During 2024-07..2024-07"),
        ("fr", "Jusqu'en juin 2024, cela a augmenté.", "Until 2024-06..2024-06"),
        ("es", "En los primeros seis meses de 2024 hubo 12.", "During 2024-01..2024-06"),
        ("es", "En los tres meses hasta marzo de 2024 hubo 12.", "During 2024-01..2024-03"),
        ("es", "En junio y julio de 2024 hubo 12.", "During 2024-06..2024-06; During 2024-07..2024-07"),
        ("es", "Hasta junio de 2024 subió.", "Until 2024-06..2024-06"),
    ] {
        assert_eq!(shown(language(tag), text).join("; "), expected, "{text}");
    }
}

#[test]
fn weeks_are_those_of_their_year_in_every_language() {
    for (tag, text, expected) in [
        ("en", "In week 10 of 2026 there were 12.", Some("2026-03-02")),
        ("en", "In the second week of 2021 there were 12.", Some("2021-01-11")),
        ("en", "In the 2nd week of 2021 there were 12.", Some("2021-01-11")),
        ("en", "In the last week of 2020 there were 12.", Some("2020-12-28")),
        ("en", "In the first two weeks of 2021 there were 12.", Some("2021-01-04")),
        ("en", "In 2021-W02 there were 12.", Some("2021-01-11")),
        ("en", "In week 60 of 2021 there were 12.", Some("2021-01-01")),
        ("de", "In der zweiten Woche 2021 waren es 12.", Some("2021-01-11")),
        ("de", "In der 2. Kalenderwoche 2021 waren es 12.", Some("2021-01-11")),
        ("de", "In KW 10/2026 waren es 12.", Some("2026-03-02")),
        ("fr", "Pendant la deuxième semaine de 2021, il y en a eu 12.", Some("2021-01-11")),
        ("fr", "La semaine 10 de 2026, il y en a eu 12.", Some("2026-03-02")),
        ("es", "En la segunda semana de 2021 hubo 12.", Some("2021-01-11")),
        ("es", "En la semana 10 de 2026 hubo 12.", Some("2026-03-02")),
    ] {
        let named = language(tag).times_in(text);
        let first = named.first().and_then(|named| named.when.days()).map(|days| days.first.to_string());
        assert_eq!(first.as_deref(), expected, "{text}");
    }
}

#[test]
fn lengths_are_read_with_what_they_do() {
    for (tag, text, expected) in [
        ("en", "20% more than ten years before.", vec![(120, 0, How::Before)]),
        ("en", "20% more than a decade earlier.", vec![(120, 0, How::Before)]),
        ("en", "20% more than twenty-five years ago.", vec![(300, 0, How::Before)]),
        ("en", "20% more than two weeks before.", vec![(0, 2, How::Before)]),
        ("en", "Up 20% over the five years to 2021.", vec![(60, 0, How::Over)]),
        ("en", "The highest in thirty years.", vec![(360, 0, How::Over)]),
        ("en", "It rose every month for two years.", vec![(24, 0, How::Over)]),
        ("en", "In the last twelve months there were 12.", vec![(12, 0, How::Last)]),
        ("en", "So far this year there were 12.", vec![(0, 0, How::SoFar)]),
        ("en", "There were 12 months and 3 dogs.", vec![]),
        ("de", "20 % mehr als vor zehn Jahren.", vec![(120, 0, How::Before)]),
        ("de", "20 % mehr als zehn Jahre zuvor.", vec![(120, 0, How::Before)]),
        ("de", "In den letzten zwölf Monaten waren es 12.", vec![(12, 0, How::Last)]),
        ("de", "Der höchste Wert in dreißig Jahren.", vec![(360, 0, How::Over)]),
        ("fr", "20 % de plus qu'il y a dix ans.", vec![(120, 0, How::Before)]),
        ("fr", "20 % de plus que dix ans plus tôt.", vec![(120, 0, How::Before)]),
        ("fr", "Au cours des douze derniers mois, il y en a eu 12.", vec![(12, 0, How::Last)]),
        ("es", "Un 20 % más que hace diez años.", vec![(120, 0, How::Before)]),
        ("es", "Un 20 % más que diez años antes.", vec![(120, 0, How::Before)]),
        ("es", "En los últimos doce meses hubo 12.", vec![(12, 0, How::Last)]),
    ] {
        let told = language(tag).lengths_in(text);
        let told: Vec<_> = told.iter().map(|told| (told.months, told.weeks, told.how)).collect();
        assert_eq!(told, expected, "{text}");
    }
}

#[test]
fn years_that_lie_in_two_have_days_where_their_beginning_is_known() {
    let split = When::Fiscal(2023, 2024, None);
    let days = |when: When| when.days().map(|days| (days.first.to_string(), days.last.to_string()));
    assert_eq!(days(split.starting_in(4)), Some(("2023-04-01".into(), "2024-03-31".into())));
    assert_eq!(days(When::Fiscal(2021, 2024, Some(9))), Some(("2021-09-01".into(), "2024-08-31".into())));
    let range = Language::ENGLISH.times_in("From 2021/22 to 2023/24 it rose.")[0].when;
    assert_eq!(range.ends(), Some((When::Fiscal(2021, 2022, None), When::Fiscal(2023, 2024, None))));
    assert_eq!(days(range.starting_in(4)), Some(("2021-04-01".into(), "2024-03-31".into())));
    assert!(range.is_of_split_years() && !When::Fiscal(2024, 2024, None).is_of_split_years());
}
