//! Conditions of a `where`.

use crate::diagnostic::Severity;
use crate::model::{Calculation, Predicate};

use super::{help, problems, resolved};

fn where_(condition: &str) -> String {
    format!("figures: {{ x: {{ of: monthly, where: {condition}, sum: total }} }}")
}

fn predicates(condition: &str) -> Vec<Predicate> {
    let (model, problems) = resolved(&where_(condition));
    assert_eq!(super::said(&problems), Vec::<String>::new());
    let (_, _, figure) = model.figures.iter().next().unwrap();
    let Calculation::Select(selection) = &figure.calculation else { panic!("a selection") };
    selection.filters.iter().map(|filter| filter.predicate.clone()).collect()
}

const NOVEMBER: i64 = 2025 * 12 + 10;

#[test]
fn conditions_become_filters_in_the_columns_encoding() {
    assert!(matches!(&predicates("{ month: 2025-11 }")[..], [Predicate::In(v)] if *v == [NOVEMBER]));
    assert!(
        matches!(&predicates("{ month: [2025-10, 2025-11] }")[..], [Predicate::In(v)] if *v == [NOVEMBER - 1, NOVEMBER])
    );
    assert!(matches!(
        predicates("{ month: { gte: 2025-10, lt: 2025-11 } }")[..],
        [Predicate::Within { low: Some((low, true)), high: Some((NOVEMBER, false)) }] if low == NOVEMBER - 1
    ));
    assert!(matches!(
        predicates("{ month: 2025 }")[..],
        [Predicate::Within { low: Some((low, true)), high: Some((high, true)) }] if (low, high) == (NOVEMBER - 10, NOVEMBER + 1)
    ));
    assert!(matches!(&predicates("{ state: { not: Texas } }")[..], [Predicate::NotIn(v)] if v.len() == 1));
    assert!(matches!(&predicates("{ state: { matches: ^Tex } }")[..], [Predicate::Matches(_)]));
}

#[test]
fn words_that_are_no_value_of_the_column_are_refused() {
    assert_eq!(problems(&where_("{ month: 2025-13 }")), ["F006: `2025-13` is not a value of column `month`"]);
    assert_eq!(problems(&where_("{ total: many }")), ["F006: `many` is not a value of column `total`"]);
    assert_eq!(problems(&where_("{ total: {} }")), ["F006: the condition on column `total` asks nothing"]);
    assert_eq!(problems(&where_("{ total: { gt: 1, gte: 2 } }")), ["F006: `gt` and `gte` bound the same side"]);
}

#[test]
fn a_word_that_stands_nowhere_is_a_warning_with_the_nearest() {
    let (_, found) = resolved(&where_("{ state: Texsa }"));
    assert_eq!(super::said(&found), ["F007: `Texsa` appears nowhere in column `state`"]);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(help(&where_("{ state: Texsa }")), "did you mean `Texas`?");
}

#[test]
fn comparisons_need_columns_of_their_type() {
    assert_eq!(
        problems(&where_("{ state: { gt: Texas } }")),
        ["F005: column `state` holds text, which has no greater and less"]
    );
    assert_eq!(
        problems(&where_("{ month: { matches: 2025 } }")),
        ["F005: column `month` holds months; `matches` is for text"]
    );
    assert_eq!(problems(&where_("{ state: { matches: '(a' } }")), ["F008: `(a` is not a pattern: unclosed group"]);
    assert_eq!(problems(&where_("{ stat: Texas }")), ["F004: dataset `monthly` has no column `stat`"]);
}
