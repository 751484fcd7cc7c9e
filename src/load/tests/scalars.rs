//! Scalars keep the words they are written with.

use super::sound;
use crate::registry::{Condition, Limit, Scalar};

const WRITTEN: [&str; 14] =
    ["1.10", "012", "no", "1e3", "0x1F", "2025-11", "1_000", "TRUE", "+5", "-0", ".5", "30375", "1.5", "1.0"];

#[test]
fn a_condition_keeps_the_words_of_its_value() {
    for written in WRITTEN {
        let project = sound(&format!("figures:\n  a: {{ of: b, where: {{ rate: {written} }} }}\n"));
        let condition = &project.files[0].registry.figures.0[0].value.conditions.0[0].value;
        assert_eq!(*condition, Condition::Is(Scalar(written.to_owned())), "{written}");
    }
}

#[test]
fn a_list_and_bounds_keep_the_words_of_their_values() {
    for written in WRITTEN {
        let project =
            sound(&format!("tables:\n  a:\n    where:\n      x: [{written}, ~]\n      y: {{ gte: {written} }}\n"));
        let conditions = &project.files[0].registry.tables.0[0].value.conditions.0;
        let Condition::OneOf(list) = &conditions[0].value else { panic!("a list") };
        assert_eq!(list, &[Scalar(written.to_owned()), Scalar("~".to_owned())]);
        let Condition::Within(bounds) = &conditions[1].value else { panic!("bounds") };
        assert_eq!(bounds.gte, Some(Limit::Value(Scalar(written.to_owned()))));
    }
}

#[test]
fn words_that_stand_for_an_object_or_a_list_are_kept() {
    for written in WRITTEN {
        let project = sound(&format!("parties: {{ a: {written} }}\nmeasures: {{ b: {{ aliases: {written} }} }}\n"));
        let registry = &project.files[0].registry;
        assert_eq!(registry.parties.0[0].value.name.as_deref(), Some(written));
        assert_eq!(registry.measures.0[0].value.aliases.0, [written]);
    }
}

#[test]
fn quotes_are_no_part_of_the_words() {
    let project = sound("figures:\n  a: { where: { x: \"1.10\", y: '012', z: \"no\" } }\n");
    let conditions = &project.files[0].registry.figures.0[0].value.conditions.0;
    let words: Vec<_> = conditions.iter().map(|entry| entry.value.clone()).collect();
    assert_eq!(words, ["1.10", "012", "no"].map(|words| Condition::Is(Scalar(words.to_owned()))));
}

#[test]
fn nothing_is_no_condition() {
    assert_eq!(
        super::said("figures:\n  a: { where: { x: ~ } }\n"),
        [
            "R012 3:20 `~` `x` of `where` of figure `a` must be a value, a list of values, or a mapping of gt, gte, lt, lte, \
          not, matches, top, bottom, not nothing"
        ]
    );
}

#[test]
fn a_key_without_a_value_is_as_if_it_were_not_written() {
    let project = sound("parties:\nmeasures:\n  a:\n    aliases:\n    label: ~\n    distinct_from:\nclaims:\n  c:\n");
    let registry = &project.files[0].registry;
    assert!(registry.parties.0.is_empty() && registry.measures.0[0].value.aliases.is_empty());
    assert_eq!(registry.measures.0[0].value.label, None);
    assert_eq!(registry.claims.0[0].id, "c");
}
