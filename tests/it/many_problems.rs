//! Of many problems of one kind some are listed, and all are counted.

use crate::project::Project;

/// Returns a project in which so many claims name a measure that there is not.
fn misspelt(count: usize) -> Project {
    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [\"claims/*.yaml\"]\n");
    let claim = |at| format!("  c{at}: {{ statement: It was so., measure: nothing_{at} }}\n");
    project.write("claims/more.yaml", format!("claims:\n{}", (0..count).map(claim).collect::<String>()));
    project
}

#[test]
fn of_many_problems_of_a_kind_people_get_the_first_and_the_count_of_all() {
    let listed = |count: usize| {
        let said = misspelt(count).run("check").whole();
        let counted = said.lines().find(|line| line.contains("more of this kind")).map(str::trim).map(str::to_owned);
        (said.matches("error[R101]").count(), counted, said.lines().last().unwrap_or_default().to_owned())
    };
    assert_eq!(listed(40), (40, None, "40 errors".to_owned()));
    let counted = "= note: 1,460 more of this kind in this file are not listed".to_owned();
    assert_eq!(listed(1_500), (40, Some(counted), "1500 errors".to_owned()));
    assert_eq!(misspelt(1_500).run("check --format github").stdout.lines().count(), 40);
}

#[test]
fn of_many_problems_of_a_kind_programs_get_a_thousand_and_the_count_of_all() {
    let project = misspelt(1_500);
    let json: serde_json::Value = serde_json::from_str(&project.run("check --format json").stdout).unwrap();
    let problems = json["problems"].as_array().unwrap();
    assert_eq!((&json["errors"], problems.len()), (&1_500.into(), 1_000));
    assert_eq!((&problems[998]["more"], &problems[999]["more"]), (&0.into(), &500.into()));
    let log: serde_json::Value = serde_json::from_str(&project.run("check --format sarif").stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!((results.len(), &results[999]["occurrenceCount"]), (1_000, &501.into()));
    assert_eq!(results[998].get("occurrenceCount"), None);
}
