//! Registries of a size that only machines write.

use std::fmt::Write as _;

use super::{problems, resolved};

#[test]
fn a_chain_of_figures_longer_than_any_stack_is_understood() {
    let mut figures =
        String::from("figures:\n  first: { of: monthly, sum: total }\n  f0: { of: monthly, max: total }\n");
    for n in 1..5_000 {
        writeln!(figures, "  f{n}: {{ total: [first, f{}] }}", n - 1).unwrap();
    }
    assert_eq!(problems(&figures), Vec::<String>::new());
}

#[test]
fn twenty_thousand_claims_resolve() {
    let mut claims = String::from("claims:\n");
    for n in 0..20_000 {
        writeln!(
            claims,
            "  c{n}:\n    statement: \"Claim {n} is {{{{ value }}}}.\"\n    quantity: 5\n    measure: encounters\n    said: {{ by: cbp, date: 2025-12 }}\n    test: {{ of: monthly, where: {{ month: 2025-11 }}, sum: total }}\n    reading: All.\n    evidence: [{{ dataset: monthly, stance: supports, basis: record }}]"
        )
        .unwrap();
    }
    let (model, found) = resolved(&claims);
    assert_eq!(super::said(&found), Vec::<String>::new());
    assert_eq!(model.claims.len(), 20_000);
}
