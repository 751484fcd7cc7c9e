//! What is told in JSON is what is told in words.

use serde_json::Value;

use super::{NEW, accepted, project};
use crate::project::Project;

fn json(project: &Project, command: &str) -> (i32, Value) {
    let said = project.run(&format!("{command} --format json"));
    (said.code, serde_json::from_str(&said.stdout).unwrap_or_else(|_| panic!("{}", said.whole())))
}

/// Returns the codes of problems that are listed.
fn codes(listed: &Value) -> Vec<&str> {
    listed.as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect()
}

#[test]
fn a_program_is_told_what_does_not_fit_and_what_is_in_the_way_of_building() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "figures:\n",
        "  by_area: { file: data/areas.csv, publisher: cbp, vintage: 2025-11, primaryKey: [month, area] }\nfigures:\n",
    );
    project
        .write("data/areas.csv", "month,area,n\n2025-09,North,5\n2025-09,South,6\n2025-10,North,5\n2025-10,South,6\n");
    project
        .write("areas.csv", "month,area,n\n2025-10,North,5\n2025-10,Southern,6\n2025-11,North,5\n2025-11,Southern,7\n");
    let (code, told) = json(&project, "update by_area=areas.csv --vintage 2025-12-04 --dry-run");
    assert_eq!(code, 0);
    assert_eq!(codes(&told["findings"]), ["D102", "D103"], "{told:#}");
    assert_eq!((&told["errors"], codes(&told["problems"])), (&1.into(), vec!["W003"]), "{told:#}");
    assert!(told["differences"].is_object() && told["not_compared"].is_null(), "{told:#}");
    assert_eq!(told["files"], 3);
    assert!(told["registry"].as_str().unwrap().contains("+++ b/claims.yaml"), "{told:#}");
}

#[test]
fn a_program_is_told_why_nothing_was_compared() {
    let (code, told) = json(&project(), &format!("update monthly={NEW} --as-of 2025-12-05 --dry-run"));
    assert_eq!((code, &told["differences"]), (0, &Value::Null));
    assert_eq!(told["not_compared"], "no edition was accepted yet, so there is nothing to compare with");
    // What was wrong before is no reason not to update, and is told.
    let project = accepted();
    project.replace("claims.yaml", "sum: total }\nclaims", "sum: totals }\nclaims");
    let (code, told) = json(&project, &format!("update monthly={NEW} --as-of 2025-12-05 --dry-run"));
    assert_eq!(code, 0, "{told:#}");
    assert!(told["not_compared"].as_str().unwrap().starts_with("nothing was compared: 1 error"), "{told:#}");
    assert_eq!(codes(&told["problems"]).len(), 1, "{told:#}");
}

#[test]
fn what_stands_in_the_way_is_told_with_the_releases() {
    let project = accepted();
    project.write("new.csv", super::DECEMBER.replace("month,total", "month,total_recorded"));
    let (code, told) = json(&project, "update monthly=new.csv --vintage 2025-12-04");
    assert_eq!((code, codes(&told["problems"])), (1, vec!["D100"]));
    assert!(told["releases"][0].as_str().unwrap().starts_with("`monthly`: release 2025-11-04"), "{told:#}");
    assert_eq!(told["updated"], serde_json::json!([]));
}

#[test]
fn a_registry_that_cannot_be_read_is_told_in_the_form_that_is_asked_for() {
    let project = project();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1\npublication: {}\n");
    let (code, told) = json(&project, &format!("update monthly={NEW}"));
    assert_eq!(code, 1);
    assert!(told["errors"].as_u64().unwrap() > 0 && !codes(&told["problems"]).is_empty(), "{told:#}");
    let said = project.run(&format!("update monthly={NEW} --format markdown"));
    assert!(said.code == 1 && said.stdout.starts_with("## Nothing was updated: "), "{}", said.whole());
    let said = project.run(&format!("update monthly={NEW}"));
    assert!(said.code == 1 && said.stdout.starts_with("error["), "{}", said.whole());
}
