//! Descriptions that were written for the new file, and what of a release is said beside its file.

use super::{FLIPPED, NOVEMBER, accepted, files, project};
use crate::project::Project;

/// Describes the dataset as its new file asks, and updates it.
fn updated(project: &Project, described: &str, new: &str) -> String {
    project.replace("claims.yaml", "    vintage:", &format!("{described}    vintage:"));
    project.write("new.csv", new);
    let said = project.run("update monthly=new.csv --vintage 2025-12-04 --as-of 2025-12-05");
    assert_eq!(said.code, 0, "{}", said.whole());
    let built = project.run("build");
    assert_eq!(built.code, 0, "{}", built.whole());
    said.stdout
}

#[test]
fn the_release_that_is_kept_is_read_in_its_own_form() {
    let semicolons = format!("Encounters\nby month\n{}", FLIPPED.replace(',', ";"));
    let units = FLIPPED.replacen('\n', "\n-,number\n", 1);
    for (described, new, kept) in [
        ("    footer_rows: 1\n", format!("{FLIPPED}Source: Office\n"), ", footer_rows: 0 }"),
        ("    skip_below: 1\n", units, ", skip_below: 0 }"),
        ("    delimiter: \";\"\n    skip_rows: 2\n", semicolons, ", delimiter: \",\", skip_rows: 0 }"),
    ] {
        let project = accepted();
        let said = updated(&project, described, &new);
        let registry = project.read("claims.yaml");
        assert!(registry.contains(kept), "{described}{registry}");
        // October and July are the last and the first of the kept release.
        assert!(said.contains("3 cells behind printed numbers revised"), "{said}");
        assert!(said.contains("established → outdated"), "{said}");
    }
}

#[test]
fn a_form_that_both_releases_have_is_said_once() {
    let project = project();
    project.write("data/encounters.csv", format!("{NOVEMBER}Source: Office\n"));
    project.replace("claims.yaml", "    vintage:", "    footer_rows: 1\n    vintage:");
    assert_eq!(project.run("accept --by Ann").code, 0);
    updated(&project, "", &format!("{FLIPPED}Source: Office\n"));
    assert!(!project.read("claims.yaml").contains("footer_rows: 0"));
}

#[test]
fn what_cannot_be_read_once_it_is_kept_is_refused() {
    let project = accepted();
    project.write("data/encounters.csv", NOVEMBER.replace("26162", "many"));
    project.write("new.csv", FLIPPED);
    let before = files(&project);
    let said = project.run("update monthly=new.csv --vintage 2025-12-04 --as-of 2025-12-05");
    assert_eq!(said.code, 1, "{}", said.whole());
    assert!(said.stdout.contains("D030") && said.stdout.contains("nothing was updated"), "{}", said.whole());
    assert_eq!(files(&project), before);
}

#[test]
fn two_releases_of_one_file_are_refused() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "figures:\n",
        "  again: { file: data/encounters.csv, publisher: cbp, vintage: 2025-11-04, measure: encounters, fields: { month: yearmonth, total: integer } }\nfigures:\n",
    );
    project.write("new.csv", FLIPPED);
    let before = files(&project);
    let said = project.run("update monthly=new.csv --vintage monthly=2025-12-04 --vintage again=2025-12-05");
    assert_eq!(said.code, 2, "{}", said.whole());
    assert!(said.stderr.contains("2025-12-04 of `monthly`, and 2025-12-05 of `again`"), "{}", said.whole());
    assert_eq!(files(&project), before);
}

#[test]
fn a_release_that_was_put_in_place_by_hand_is_not_called_nothing_new() {
    let project = accepted();
    project.write("data/encounters.csv", FLIPPED);
    let said = project.run("update monthly=data/encounters.csv --vintage 2025-12-04");
    assert_eq!(said.code, 2, "{}", said.whole());
    assert!(said.stderr.contains("git checkout -- data/encounters.csv"), "{}", said.whole());
}

#[test]
fn what_a_build_warns_of_in_the_new_data_is_told() {
    let project = accepted();
    project.write("new.csv", FLIPPED.replace("30375", "-30375"));
    for format in ["text", "markdown", "json"] {
        let said = project.run(&format!(
            "update monthly=new.csv --vintage 2025-12-04 --as-of 2025-12-05 --dry-run --format {format}"
        ));
        assert_eq!(said.code, 0, "{}", said.whole());
        assert!(said.stdout.contains("F120"), "{}", said.whole());
    }
}

#[test]
fn one_new_label_among_many_is_named_and_one_that_is_spelt_nearly_alike_is_proposed() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "figures:\n",
        "  areas: { file: data/areas.csv, publisher: cbp, measure: encounters, vintage: 2025-11, fields: { n: integer } }\nfigures:\n",
    );
    let areas = (0..220).map(|at| format!("D{at:03},{at}\n")).collect::<Vec<_>>().concat();
    project.write("data/areas.csv", format!("area,n\n{areas}"));
    project.write("new.csv", format!("area,n\n{areas}").replace("D017,", "D917,"));
    let said = project.run("update areas=new.csv --vintage 2025-12 --dry-run");
    assert!(said.stdout.contains("D102") && said.stdout.contains("`D917`"), "{}", said.whole());
    project.write("new.csv", format!("area,n\n{areas}d018,7\n"));
    let said = project.run("update areas=new.csv --vintage 2025-12 --dry-run");
    assert!(said.stdout.contains("labels: { d018: D018 }"), "{}", said.whole());
    assert!(!said.stdout.contains("nothing to do"), "{}", said.whole());
}
