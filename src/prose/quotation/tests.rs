//! Which quotations stand in a text as they are, which lose a word that turns their sense, and which put one in.

use super::elided::{Change, Stands, Text};
use super::quoted::Quoted;
use crate::language::Language;

fn has(text: &str, quotation: &str) -> Option<Stands> {
    let language = if text.contains(['ñ', 'í', 'é']) { Language::spanish() } else { Language::ENGLISH };
    Text::of(text).has(&Quoted::of(quotation), language)
}

#[test]
fn quotations_stand_word_by_word() {
    let text = "We’ve located more than 62,000 children, and that is 'a lot' — so far.";
    for quotation in [
        "located more than 62,000 children",
        "We've located more than 62,000 children, and that is ‘a lot’ – so far",
        "more than 62,000 children,",
        "We’ve located … children",
        "located [...] children",
        "[they] located more than 62,000 [girls and boys], and that",
        "Located more than",
        "located more than \u{FDE0} children",
    ] {
        assert_eq!(has(text, quotation), Some(Stands::Truly), "{quotation}");
    }
    for quotation in [
        "located more than 62,000 kids",
        "more located than 62,000",
        "children … located",
        "ocated more than",
        "located More than 62,000",
        "nothing of this",
        "[l]ocated 62,000 children",
    ] {
        assert_eq!(has(text, quotation), None, "{quotation}");
    }
}

#[test]
fn what_was_left_out_or_put_in_may_turn_the_sense() {
    for (text, quotation, words) in [
        ("The keeper may not close the sluice before May.", "The keeper may … close the sluice", "not"),
        ("The keeper may not close the sluice before May.", "The keeper may [well] close the sluice", "not"),
        ("We don't know how many came. They were tired.", "We … know how many came", "don't"),
        ("We know nothing of it. They were counted twice.", "We know … They were counted", "nothing"),
        ("He said that nobody, in the end, was hurt.", "He said that … was hurt", "nobody"),
        ("If you do not object, the keeper must leave.", "If … the keeper must leave", "not"),
        ("The keeper who does not pay must leave.", "The keeper … must leave", "not"),
        ("They failed to count the boats.", "They … count the boats", "failed to"),
        ("They sold up to 500 boats.", "They sold … 500 boats", "up to"),
        ("They sold almost 500 boats.", "They sold [...] 500 boats", "almost"),
        ("They sold 500 or more boats to us.", "They sold 500 … boats to us", "or more"),
        ("They met the alleged thieves at noon.", "They met the … thieves at noon", "alleged"),
        ("El guarda no puede cerrar la compuerta, según decía.", "El guarda … puede cerrar la compuerta", "no"),
        ("Se vendieron casi 500 barcas, según decía él.", "Se vendieron … 500 barcas", "casi"),
        ("Nunca vendían las barcas sin permiso del puerto.", "vendían las barcas … permiso del puerto", "sin"),
    ] {
        let change = Change::LeftOut(words.to_owned());
        assert_eq!(has(text, quotation), Some(Stands::Falsely(change)), "{text} / {quotation}");
    }
    for (text, quotation, words) in [
        ("Prices did fall in May.", "Prices did [not] fall", "not"),
        ("Prices did fall in May.", "did [not] fall in May", "not"),
        ("All prices fell in May.", "[Not] all prices fell", "Not"),
        ("Prices will fall in May.", "Prices [will never] fall", "will never"),
    ] {
        let change = Change::PutIn(words.to_owned());
        assert_eq!(has(text, quotation), Some(Stands::Falsely(change)), "{text} / {quotation}");
    }
    let doubtful = has("The plan, not yet published, cuts costs.", "The plan … cuts costs");
    assert_eq!(doubtful, Some(Stands::Doubtfully(Change::LeftOut("not".into()))));
}

#[test]
fn an_honest_gap_is_silent() {
    for (text, quotation) in [
        ("The keeper may not close the sluice.", "[t]he keeper may not close the sluice"),
        ("The keeper may not close the sluice.", "[The] keeper may not close"),
        ("The keeper may not close the sluice.", "The keeper [cannot] close the sluice"),
        ("The keeper may not close teh sluice.", "may not close teh [sic] sluice"),
        ("The keeper, whom nobody knows, closed the sluice.", "The keeper … closed the sluice"),
        ("They came at noon. We did not see them. They left at dusk.", "They came at noon. … They left at dusk."),
        ("They came at noon. We did not see them. They left at dusk.", "They came at noon. […] They left at dusk."),
        ("They counted not only the boats but the crews.", "They counted … the boats but the crews"),
        ("There is, no doubt, a reason for it.", "There is … a reason for it"),
        ("They sold up to 500 boats and 20 nets.", "They sold up to 500 … nets"),
        ("They sold about half of the 500 boats.", "They sold … 500 boats"),
        ("The keeper may not close the sluice, and cannot open it.", "may not close … and cannot open it"),
        (
            "The keeper sold his boats at a loss to the town.",
            "The keeper sold his boats [without a gain for himself] to the town",
        ),
        ("It was a sin to sell the boats and the nets to him.", "It was a … to sell the boats"),
        ("They said no. They did not say why.", "They said no."),
    ] {
        assert_eq!(has(text, quotation), Some(Stands::Truly), "{text} / {quotation}");
    }
}

#[test]
fn the_best_of_several_places_counts() {
    let text = "They did not leave. In the end they did leave the port.";
    assert_eq!(has(text, "they did … the port"), Some(Stands::Truly));
}
