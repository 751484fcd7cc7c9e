//! Quantities hold against the tables of each language, and against words nobody thought of.

mod documented;
mod english;
mod french;
mod german;
mod not_understood;
mod spanish;

use proptest::prelude::*;

use super::*;
use english::ENGLISH;
use french::FRENCH;
use german::GERMAN;
use not_understood::NOT_UNDERSTOOD;
use spanish::SPANISH;

#[test]
fn english_words_have_their_bounds() {
    holds(ENGLISH, Language::ENGLISH);
}

#[test]
fn spanish_words_have_their_bounds() {
    holds(SPANISH, Language::spanish());
}

#[test]
fn french_words_have_their_bounds() {
    holds(FRENCH, Language::parse("fr").unwrap());
}

#[test]
fn german_words_have_their_bounds() {
    holds(GERMAN, Language::parse("de").unwrap());
}

#[test]
fn what_is_not_understood_is_named() {
    for (words, part, kind) in NOT_UNDERSTOOD {
        let fault = Quantity::parse(words, Language::ENGLISH).expect_err(words);
        assert_eq!((&words[fault.span.range()], format!("{:?}", fault.kind).as_str()), (*part, *kind), "{words}");
    }
}

#[test]
fn the_words_of_the_first_briefs_decide_as_they_should() {
    use Judgement::{Fails, Fits, TrueButUninformative};
    for (words, number, judgement) in [
        ("just over 30,000", 30_375, Fits),
        ("just over 30,000", 27_375, Fails),
        ("just over 30,000", 30_000, Fails),
        ("just over 30,000", 32_500, TrueButUninformative),
        ("just over 30,000", 39_000, Fails),
        ("more than 62,000", 62_400, Fits),
        ("more than 62,000", 400_000, TrueButUninformative),
        ("more than 62,000", 62_000, Fails),
        ("nearly 25,000", 24_600, Fits),
        ("nearly 25,000", 25_100, Fails),
        ("hundreds of thousands", 300_000, Fits),
        ("hundreds of thousands", 1_200_000, TrueButUninformative),
        ("hundreds of thousands", 95_000, Fails),
        ("up to $20,000", 18_000, Fits),
    ] {
        let quantity = Quantity::parse(words, Language::ENGLISH).unwrap();
        assert_eq!(quantity.judge(number.into()), judgement, "{number} as {words}");
    }
}

#[test]
fn a_quantity_knows_its_number_qualifier_and_unit() {
    let said = |words| {
        let quantity = Quantity::parse(words, Language::ENGLISH).unwrap();
        (quantity.exact().map(|number| number.to_string()), quantity.qualifier(), quantity.unit())
    };
    assert_eq!(said("more than 62,000"), (Some("62000".into()), Some(Qualifier::MoreThan), SaidUnit::Plain));
    assert_eq!(said("62,000 and counting"), (Some("62000".into()), Some(Qualifier::AtLeast), SaidUnit::Plain));
    assert_eq!(said("up to $20,000"), (Some("20000".into()), Some(Qualifier::UpTo), SaidUnit::Money("$")));
    assert_eq!(said("half"), (Some("50".into()), None, SaidUnit::Percent));
    assert_eq!(said("doubled"), (Some("2".into()), None, SaidUnit::Times));
    assert_eq!(said("thousands"), (None, None, SaidUnit::Plain));
    assert_eq!(said("10 to 20%"), (None, None, SaidUnit::Percent));
}

#[test]
fn quantities_agree_where_a_number_would_make_both_true() {
    let agree = |a, b| {
        let [a, b] = [a, b].map(|words| Quantity::parse(words, Language::ENGLISH).unwrap());
        assert_eq!(a.overlaps(&b), b.overlaps(&a));
        a.overlaps(&b)
    };
    assert!(agree("more than 62,000", "62,500"));
    assert!(agree("nearly 25,000", "24,600"));
    assert!(!agree("more than 62,000", "nearly 25,000"));
    assert!(!agree("50%", "$50"));
    assert!(agree("half", "50%"));
}

fn holds(table: &[(&str, &str, &str)], language: Language) {
    let mut wrong = Vec::new();
    for (words, hard, fair) in table {
        let quantity = match Quantity::parse(words, language) {
            Ok(quantity) => quantity,
            Err(fault) => {
                wrong.push(format!("{words}: {fault:?}"));
                continue;
            }
        };
        let fair = if fair.is_empty() { hard } else { fair };
        let found = (shown(quantity.hard), shown(quantity.fair));
        if (found.0.as_str(), found.1.as_str()) != (*hard, *fair) {
            wrong.push(format!("{words}: {found:?}, not {:?}", (hard, fair)));
        }
        assert!(quantity.fair.lie_within(&quantity.hard), "{words}: the fair bound lies within the hard one");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn shown(bounds: Bounds) -> String {
    let plain = |number: Number| number.rounded(4).to_string();
    match (bounds.low, bounds.high) {
        (Some((low, _)), Some((high, _))) if low == high => format!("={}", plain(low)),
        (low, high) => {
            let low = low.map_or("(..".into(), |(n, shut)| format!("{}{}", if shut { '[' } else { '(' }, plain(n)));
            let high = high.map_or("..)".into(), |(n, shut)| format!("{}{}", plain(n), if shut { ']' } else { ')' }));
            format!("{low}, {high}")
        }
    }
}

/// Returns whether a value is `said` to so many decimals, by an arithmetic of its own: in whole units of the last of 6.
fn rounds_to(value: i64, said: i64, decimals: u32) -> bool {
    let unit = 10_i64.pow(6 - decimals);
    let size = (value.abs() + unit / 2) / unit * unit;
    size * value.signum() == said
}

/// Returns millionths as a number.
fn millionths(number: i64) -> Number {
    Number::new(number.into(), 6).unwrap()
}

#[test]
fn an_end_of_a_range_is_not_rounded_out_of_it() {
    for words in ["between 0 and 0.1234567890123456789012345678%", "between 0.1234567890123456789012345678 and 1%"] {
        let quantity = Quantity::parse(words, Language::ENGLISH).unwrap();
        for (end, _) in [quantity.hard.low, quantity.hard.high].into_iter().flatten() {
            assert_eq!(quantity.judge(end), Judgement::Fits, "{end} of {words}");
        }
    }
}

proptest! {
    #[test]
    fn a_true_statement_of_a_change_holds_and_a_false_one_does_not(
        value in -30_000_000_i64..30_000_000,
        decimals in 0_u32..4,
        near in -2_i64..3,
        words in 0_usize..8,
    ) {
        let unit = 10_i64.pow(6 - decimals);
        let said = ((value.abs() + unit / 2) / unit + near).max(1) * unit;
        let printed = Language::ENGLISH.number(millionths(said), decimals);
        let (words, way, bound) = [
            (format!("fell by {printed}%"), -1, None),
            (format!("rose by {printed}%"), 1, None),
            (format!("{printed}% fewer"), -1, None),
            (format!("a rise of {printed}%"), 1, None),
            (format!("fell by more than {printed}%"), -1, Some(1)),
            (format!("up at least {printed}%"), 1, Some(2)),
            (format!("down by less than {printed}%"), -1, Some(-1)),
            (format!("rose by at most {printed}%"), 1, Some(-2)),
        ][words].clone();
        let goes = value.signum() == way;
        let truth = goes && match bound {
            None => rounds_to(value, said * way, decimals),
            Some(1) => value.abs() > said,
            Some(2) => value.abs() >= said,
            Some(-1) => value.abs() < said,
            _ => value.abs() <= said,
        };
        let quantity = Quantity::parse(&words, Language::ENGLISH).unwrap();
        prop_assert_eq!(quantity.judge(millionths(value)) != Judgement::Fails, truth, "{} of {}", words, value);
    }

    #[test]
    fn a_value_that_is_not_whole_is_compared_as_it_would_be_said(value in 0_i64..9_000_000_000, near in -1_i64..2) {
        let said = (value + 500_000) / 1_000_000 + near;
        let quantity = Quantity::parse(&Language::ENGLISH.number(said.into(), 0), Language::ENGLISH).unwrap();
        prop_assert_eq!(quantity.judge(millionths(value)) == Judgement::Fits, near == 0);
        prop_assert_eq!(quantity.judge(said.into()), Judgement::Fits);
        prop_assert_eq!(quantity.judge((said + 1).into()), Judgement::Fails, "a count stays exact");
    }

    #[test]
    fn no_bound_is_empty(mantissa in 0_i128..10_i128.pow(28), scale in 0_u32..29, words in 0_usize..8) {
        let number = Number::new(mantissa, scale).unwrap();
        let words = ["", "about ", "nearly ", "just over ", "more than ", "fell by ", "fell by nearly ", "up to "][words];
        if let Ok(quantity) = Quantity::parse(&format!("{words}{number}"), Language::ENGLISH) {
            prop_assert!(!quantity.hard.is_empty() && !quantity.fair.is_empty(), "{}{}", words, number);
        }
    }

    #[test]
    fn every_part_of_a_whole_is_a_share(part in 1_i64..500, whole in 1_i64..500) {
        prop_assume!(part <= whole);
        for words in [format!("{part} in {whole}"), format!("about {part} in {whole}"), format!("more than {part} in {whole}")] {
            prop_assert!(Quantity::parse(&words, Language::ENGLISH).is_ok(), "{}", words);
        }
        let exact = Number::from(part).percent_of(whole.into()).unwrap();
        let judge = |words: String| Quantity::parse(&words, Language::ENGLISH).unwrap().judge(exact);
        prop_assert_eq!(judge(format!("{part} in {whole}")), Judgement::Fits);
        prop_assert_eq!(judge(format!("more than {part} in {whole}")), Judgement::Fails);
        prop_assert_ne!(judge(format!("exactly {part} in {whole}")), Judgement::Fails);
    }

    #[test]
    fn no_words_make_it_panic(words in "[0-9a-z $%.,–-]{0,40}|\\PC{0,40}") {
        for language in Language::all() {
            if let Err(fault) = Quantity::parse(&words, language) {
                prop_assert!(words.get(fault.span.range()).is_some());
            }
        }
    }

    #[test]
    fn every_word_may_stand_beside_every_other(picked in proptest::collection::vec(0_usize..1000, 1..6)) {
        let of = |tag| Language::parse(tag).unwrap();
        for (language, table) in [(of("en"), ENGLISH), (of("es"), SPANISH), (of("fr"), FRENCH), (of("de"), GERMAN)] {
            let words: Vec<&str> = table.iter().flat_map(|(words, ..)| words.split(' ')).collect();
            let words: Vec<&str> = picked.iter().map(|index| words[index % words.len()]).collect();
            if let Ok(quantity) = Quantity::parse(&words.join(" "), language) {
                prop_assert!(!quantity.hard.is_empty(), "{words:?} can be met");
                prop_assert!(quantity.fair.lie_within(&quantity.hard), "{words:?}");
            }
        }
    }

    #[test]
    fn between_two_numbers_that_fit_every_number_fits(
        row in 0..ENGLISH.len(),
        a in 0_i64..1_000_000,
        b in 0_i64..1_000_000,
        c in 0_i64..1_000_000,
    ) {
        let quantity = Quantity::parse(ENGLISH[row].0, Language::ENGLISH).unwrap();
        let mut three = [a, b, c];
        three.sort_unstable();
        let [first, middle, last] = three.map(|number| quantity.judge(number.into()));
        if first == Judgement::Fits && last == Judgement::Fits {
            prop_assert_eq!(middle, Judgement::Fits);
        }
        if first != Judgement::Fails && last != Judgement::Fails {
            prop_assert_ne!(middle, Judgement::Fails);
        }
    }

    #[test]
    fn a_printed_number_is_read_back(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..6) {
        let number = Number::new(mantissa.into(), scale).unwrap();
        for language in Language::all() {
            let printed = language.number(number, number.decimals());
            if tokens::has_two_readings(printed.trim_start_matches('\u{2212}'), &language.vocabulary().numbers) {
                let refused = Quantity::parse(&printed, language).is_err();
                prop_assert!(refused, "{}", printed);
                continue;
            }
            let read = Quantity::parse(&printed, language).unwrap();
            prop_assert_eq!(read.exact(), Some(number), "{}", printed);
        }
    }
}

#[test]
fn so_many_of_how_many_are_held_against_both_numbers() {
    let judge = |words: &str, number: i64, whole: i64| {
        Quantity::parse(words, Language::ENGLISH).unwrap().judge_of(number.into(), whole.into())
    };
    assert_eq!(judge("eight of the twelve", 8, 12), Some(Judgement::Fits));
    assert_eq!(judge("eight of the twelve", 7, 12), Some(Judgement::Fails));
    assert_eq!(judge("eight of the twelve", 8, 11), Some(Judgement::Fails), "the twelve are twelve");
    assert_eq!(judge("10 of 27", 10, 27), Some(Judgement::Fits));
    assert_eq!(judge("at least eight of twelve", 9, 12), Some(Judgement::Fits));
    assert_eq!(judge("one in three", 4, 12), None, "a share, whatever the number");
    assert_eq!(judge("every", 12, 12), None);
}
