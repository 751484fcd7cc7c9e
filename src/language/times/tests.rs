//! Times as statements name them.

use super::*;

fn day(written: &str) -> Date {
    Date::parse(written).unwrap()
}

pub(super) fn shown(language: Language, text: &str) -> Vec<String> {
    let named = language.times_in(text);
    let month = |date: Date| format!("{:04}-{:02}", date.year(), date.month());
    named
        .iter()
        .map(|named| {
            let when = match named.when {
                When::One(days) if days.first == days.last => days.first.to_string(),
                When::One(days) => format!("{}..{}", month(days.first), month(days.last)),
                When::Range(first, last) => {
                    let end = |days: Days| format!("{}..{}", month(days.first), month(days.last));
                    format!("{} to {}", end(first), end(last))
                }
                When::Fiscal(first, last, _) => format!("{first}/{last}"),
                When::Months(month, count) => format!("month {month}+{count}"),
            };
            format!("{:?} {when}", named.role)
        })
        .collect()
}

#[test]
fn english_statements_say_of_which_time_they_are() {
    for (text, expected) in [
        ("Encounters in November 2025 were just over 30,000.", "During 2025-11..2025-11"),
        ("In January, births fell.", "During month 1+1"),
        ("Births may fall and march on.", ""),
        ("May voters decide?", ""),
        ("In May the office counted 12.", "During month 5+1"),
        ("In 2024, 1,709 people were killed.", "During 2024-01..2024-12"),
        ("In the first half of 2025 sales fell.", "During 2025-01..2025-06"),
        ("In the third quarter of 2024 output rose.", "During 2024-07..2024-09"),
        ("Output rose in Q3 2024.", "During 2024-07..2024-09"),
        ("In the fourth quarter output rose.", "During month 10+3"),
        ("Unemployment rose over the year to the fourth quarter of 2024.", "Aside 2024-10..2024-12"),
        ("Deaths in the year to March 2024 were 400.", "During 2023-04..2024-03"),
        ("Smoking fell between 2022 and 2023.", "During 2022-01..2022-12 to 2023-01..2023-12"),
        ("Deaths fell from 2019 to 2024.", "During 2019-01..2019-12 to 2024-01..2024-12"),
        ("The rate rose from 4.2% in 2019 to 5.3% in 2024.", "During 2019-01..2019-12 to 2024-01..2024-12"),
        ("From January to June 2024 sales fell.", "During 2024-01..2024-01 to 2024-06..2024-06"),
        ("Deaths in 2024 were the fewest since 2012.", "During 2024-01..2024-12; Since 2012-01..2012-12"),
        ("They rose in 2024, compared with 2019.", "During 2024-01..2024-12; Base 2019-01..2019-12"),
        ("There were more in 2024 than in 2019.", "During 2024-01..2024-12; Base 2019-01..2019-12"),
        ("Births fell by 13% from 2023.", "Base 2023-01..2023-12"),
        ("By early December 2025, 62,000 had been located.", "Aside 2025-12..2025-12"),
        ("As of 2024 there were 12.", "Aside 2024-01..2024-12"),
        ("The 2021 Act changed that.", "Aside 2021-01..2021-12"),
        ("People born in 1950 are counted.", "Aside 1950-01..1950-12"),
        ("The office counted 2,024 people and 2024 dogs.", "Aside 2024-01..2024-12"),
        ("Starts rose in 2023/24.", "During 2023/2024"),
        ("Starts rose in 2010-11.", "During 2010/2011"),
        ("In fiscal year 2024 there were 12.", "During 2024/2024"),
        ("In FY2024 there were 12.", "During 2024/2024"),
        ("November's total was a fraction of that of October 2024.", "During month 11+1; Base 2024-10..2024-10"),
        ("Half as many as in December 2024.", "Base 2024-12..2024-12"),
        ("In 2024-11 there were 12.", "During 2024-11..2024-11"),
        ("On 3 November 2025 there were 12.", "During 2025-11-03"),
        ("On November 3, 2025, there were 12.", "During 2025-11-03"),
        ("More than 500 encounters in November 2025.", "During 2025-11..2025-11"),
        ("Encounters recorded by CBP in November 2025.", "During 2025-11..2025-11"),
        ("Sales fell by 13 in 2024.", "During 2024-01..2024-12"),
        ("The 1990s were long, and 2024 too.", "Aside 2024-01..2024-12"),
        ("It cost $2024 or 20.24 or 2024% more.", ""),
    ] {
        assert_eq!(shown(Language::ENGLISH, text).join("; "), expected, "{text}");
    }
}

#[test]
fn spanish_statements_say_of_which_time_they_are() {
    for (text, expected) in [
        ("En noviembre de 2025 hubo 30.000 encuentros.", "During 2025-11..2025-11"),
        ("En enero los nacimientos bajaron.", "During month 1+1"),
        ("En 2024 murieron 1.709 personas.", "During 2024-01..2024-12"),
        ("En el tercer trimestre de 2024 subió.", "During 2024-07..2024-09"),
        ("En el primer semestre de 2025 bajaron.", "During 2025-01..2025-06"),
        ("Bajó entre 2022 y 2023.", "During 2022-01..2022-12 to 2023-01..2023-12"),
        ("Bajó de 2019 a 2024.", "During 2019-01..2019-12 to 2024-01..2024-12"),
        ("El menor número desde 2012.", "Since 2012-01..2012-12"),
        ("Hubo más en 2024 que en 2019.", "During 2024-01..2024-12; Base 2019-01..2019-12"),
        ("La Ley de 2021 lo cambió.", "Aside 2021-01..2021-12"),
    ] {
        assert_eq!(shown(Language::spanish(), text).join("; "), expected, "{text}");
    }
}

#[test]
fn french_statements_say_of_which_time_they_are() {
    for (text, expected) in [
        ("En novembre 2025, 30 000 personnes ont été comptées.", "During 2025-11..2025-11"),
        ("En janvier, les naissances ont baissé.", "During month 1+1"),
        ("Au troisième trimestre 2024, la production a augmenté.", "During 2024-07..2024-09"),
        ("Au 3e trimestre de 2024, la production a augmenté.", "During 2024-07..2024-09"),
        ("Au premier semestre 2025, les ventes ont baissé.", "During 2025-01..2025-06"),
        ("Le tabagisme a reculé entre 2022 et 2023.", "During 2022-01..2022-12 to 2023-01..2023-12"),
        ("Les décès ont baissé de 2019 à 2024.", "During 2019-01..2019-12 to 2024-01..2024-12"),
        ("Le plus bas depuis 2012.", "Since 2012-01..2012-12"),
        ("Il y en a eu plus en 2024 qu’en 2019.", "During 2024-01..2024-12; Base 2019-01..2019-12"),
        ("Moins en 2024, par rapport à 2019.", "During 2024-01..2024-12; Base 2019-01..2019-12"),
        ("Le 1er novembre 2025, il y en avait 12.", "During 2025-11-01"),
        ("La loi de 2021 a changé cela.", "Aside 2021-01..2021-12"),
        ("Les personnes nées en 1950 sont comptées.", "Aside 1950-01..1950-12"),
    ] {
        assert_eq!(shown(Language::parse("fr").unwrap(), text).join("; "), expected, "{text}");
    }
}

#[test]
fn german_statements_say_of_which_time_they_are() {
    for (text, expected) in [
        ("Im November 2025 wurden 30.000 Personen gezählt.", "During 2025-11..2025-11"),
        ("Im Januar sanken die Geburten.", "During month 1+1"),
        ("Im dritten Quartal 2024 stieg die Produktion.", "During 2024-07..2024-09"),
        ("Im 3. Quartal 2024 stieg die Produktion.", "During 2024-07..2024-09"),
        ("Im ersten Halbjahr 2025 sanken die Verkäufe.", "During 2025-01..2025-06"),
        ("2024 starben 400 Menschen.", "Aside 2024-01..2024-12"),
        ("Im Jahr 2024 starben 400 Menschen.", "During 2024-01..2024-12"),
        ("Es sank zwischen 2022 und 2023.", "During 2022-01..2022-12 to 2023-01..2023-12"),
        ("Es sank von 2019 bis 2024.", "During 2019-01..2019-12 to 2024-01..2024-12"),
        ("So wenige wie seit 2012 nicht.", "Since 2012-01..2012-12"),
        ("Im Jahr 2024 waren es mehr als im Jahr 2019.", "During 2024-01..2024-12; Base 2019-01..2019-12"),
        ("Im Jahr 2024 weniger, verglichen mit 2019.", "During 2024-01..2024-12; Base 2019-01..2019-12"),
        ("Am 3. November 2025 waren es 12.", "During 2025-11-03"),
        ("Das Gesetz von 2021 änderte das.", "Aside 2021-01..2021-12"),
        ("Gezählt werden 1950 Geborene.", "Aside 1950-01..1950-12"),
    ] {
        assert_eq!(shown(Language::parse("de").unwrap(), text).join("; "), expected, "{text}");
    }
}

#[test]
fn labels_are_times_where_they_are_nothing_else() {
    for (label, expected) in [
        ("2023/24", Some("2023-01-01")),
        ("2023-24", Some("2023-01-01")),
        ("Oct-Dec 2023", Some("2023-10-01")),
        ("Nov-Jan 2024", Some("2023-11-01")),
        ("Q3 2024", Some("2024-07-01")),
        ("2024 Q3", Some("2024-07-01")),
        ("2024Q3", Some("2024-07-01")),
        ("2024-Q3", Some("2024-07-01")),
        ("2024M11", Some("2024-11-01")),
        ("Nov 2024", Some("2024-11-01")),
        ("November 2024", Some("2024-11-01")),
        ("Bavaria", None),
        ("under 15", None),
        ("2024 and before", None),
    ] {
        let when = Language::ENGLISH.time_of_label(label);
        assert_eq!(when.and_then(When::days).map(|days| days.first), expected.map(day), "{label}");
    }
    assert_eq!(Language::ENGLISH.time_of_label("January"), Some(When::Months(1, 1)));
    assert_eq!(Language::ENGLISH.time_of_label("Q3"), Some(When::Months(7, 3)));
}
