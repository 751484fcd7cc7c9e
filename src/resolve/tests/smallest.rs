//! The smallest useful registry, as `init` writes it.

use crate::model::{Aggregate, Calculation, Predicate, Speaker, TestOf};
use crate::vocabulary::{ClaimKind, Role};

use super::{of_files, said};

const SMALLEST: &str = include_str!("../../cli/init/claims.yaml");

#[test]
fn it_has_no_problem_and_means_what_it_says() {
    let csv = "month,total\n2025-10,30551\n2025-11,30375\n";
    let (model, problems) = of_files(&[("claims.yaml", SMALLEST), ("data/encounters.csv", csv)]);
    assert_eq!(said(&problems), Vec::<String>::new());

    let (_, _, claim) = model.claims.iter().next().unwrap();
    assert_eq!((claim.kind, claim.role), (ClaimKind::Quantity, Role::Reviewed));
    assert_eq!(claim.said.as_ref().unwrap().by, Some(Speaker::Words("An opinion article".into())));
    assert_eq!(claim.measure, model.measures.find("encounters"), "the measure is known from the data");
    let TestOf::Inline(calculation) = &claim.tests[0].of else { panic!("the test is written in place") };
    let Calculation::Select(selection) = calculation.as_ref() else { panic!("the test selects") };
    assert_eq!(selection.aggregate, Aggregate::Sum(1));
    let months = 2025 * 12 + 10;
    assert!(matches!(&selection.filters[0].predicate, Predicate::In(values) if *values == [months]));

    let (_, _, brief) = model.briefs.iter().next().unwrap();
    assert_eq!(brief.answer, brief.claims, "the first claim answers");
    assert_eq!(brief.template, None);
}
