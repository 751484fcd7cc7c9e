//! Tests that ask something of a series.

use crate::model::Trend;
use crate::vocabulary::Direction;

use super::{problems, resolved};

fn registry(test: &str) -> String {
    format!("claims:\n  a:\n    statement: They fell.\n    reading: By month.\n    test: {{ of: monthly, {test} }}\n")
}

fn trend(test: &str) -> Trend {
    let (model, found) = resolved(&registry(&format!("by: month, sum: total, {test}")));
    assert_eq!(super::said(&found), Vec::<String>::new());
    let (_, _, claim) = model.claims.iter().next().unwrap();
    claim.tests[0].trend.clone().unwrap()
}

#[test]
fn each_question_is_understood() {
    assert!(matches!(trend("falls: every-step"), Trend::EveryStep(Direction::Falls)));
    assert!(matches!(trend("rises: 5"), Trend::Steps(Direction::Rises, _)));
    assert!(matches!(trend("lowest_since: 2025-01"), Trend::ExtremeSince(Direction::Falls, _)));
    assert!(matches!(trend("highest_since: 2024"), Trend::ExtremeSince(Direction::Rises, _)));
    assert!(matches!(trend("doubled: first-to-last"), Trend::Doubled));
}

#[test]
fn questions_need_a_series_and_series_a_question() {
    let said = |test: &str| problems(&registry(test));
    assert_eq!(said("sum: total, falls: every-step"), ["F011: `falls` asks for a series; one number is tested"]);
    assert_eq!(
        said("sum: total, by: state, falls: every-step"),
        ["F011: `falls` asks for an order; the series runs along a column without one"]
    );
    assert_eq!(said("sum: total, by: month"), ["F011: the test of claim `a` is a series of which nothing is asked"]);
    assert_eq!(
        said("sum: total, by: month, falls: every-step, doubled: first-to-last"),
        ["F002: a test asks `falls` and `doubled` at once"]
    );
    assert_eq!(said("sum: total, by: month, falls: every_step"), ["R104: `every_step` is not a number of steps"]);
    assert_eq!(said("sum: total, by: month, doubled: yes"), ["R104: `yes` is not a way of doubling"]);
}
