//! The interval of an estimate: in each language, from two bounds and from a standard error, and what of it is refused.

use std::path::Path;

use crate::project::Project;

fn project() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/intervals-and-categories");
    Project::copy(&folder)
}

#[test]
fn an_interval_is_told_in_the_words_of_each_language() {
    for (language, bounds, error) in [
        ("en", "12.1% (95% confidence interval 11.4 to 12.8)", "12.1% (90% confidence interval 11.5 to 12.7)"),
        (
            "es",
            "12,1\u{a0}% (intervalo de confianza del 95\u{a0}%: 11,4 a 12,8)",
            "12,1\u{a0}% (intervalo de confianza del 90\u{a0}%: 11,5 a 12,7)",
        ),
        (
            "fr",
            "12,1\u{202f}% (intervalle de confiance à 95\u{202f}%\u{a0}: 11,4 à 12,8)",
            "12,1\u{202f}% (intervalle de confiance à 90\u{202f}%\u{a0}: 11,5 à 12,7)",
        ),
        (
            "de",
            "12,1\u{a0}% (95-%-Konfidenzintervall 11,4 bis 12,8)",
            "12,1\u{a0}% (90-%-Konfidenzintervall 11,5 bis 12,7)",
        ),
    ] {
        let project = project();
        project.replace("claims.yaml", "publication: {", &format!("publication: {{ language: {language},"));
        for (figure, told) in [("uplands", bounds), ("by_error", error)] {
            let said = project.run(&format!("trace {figure}")).stdout;
            assert!(said.contains(&format!("value: {told}\n")), "{language}\n{said}");
        }
    }
}

#[test]
fn a_level_that_nobody_says_is_not_told_and_a_standard_error_without_one_has_no_ends() {
    let project = project();
    project.replace("claims.yaml", "high: Upper, level: 95 }", "high: Upper }");
    let said = project.run("trace uplands").stdout;
    assert!(said.contains("value: 12.1% (11.4 to 12.8)\n"), "{said}");
    project.replace("claims.yaml", "{ error: Error, level: 90 }", "{ error: Error }");
    let said = project.run("trace by_error").stdout;
    assert!(said.contains("value: 12.1%\n"), "{said}");
    let said = project.run("check").stdout;
    assert!(said.contains("chart `worked_out` draws intervals of 1 column"), "{said}");
}

#[test]
fn a_figure_without_an_interval_has_no_ends() {
    let project = project();
    project.replace("claims.yaml", "value: Estimate }\n  lowlands", "sum: Estimate }\n  lowlands");
    project.replace("claims.yaml", "value: Estimate }\n    reading", "sum: Estimate }\n    reading");
    let said = project.run("check").stdout;
    assert!(said.contains("`value` has no `low` that a text can print"), "{said}");
    assert!(said.contains("a column that has an `interval`"), "{said}");
}

#[test]
fn a_category_that_cannot_be_told_apart_is_refused() {
    for (from, to, why) in [
        ("color: Area, mark: line", "color: Year, mark: line", "drawn already"),
        ("color: Area, mark: line", "color: Area, facet: Area, mark: line", "keep one of"),
        ("color: Area, mark: line", "color: Area, mark: area", "give each label a panel"),
        ("columns: Estimate, color: Area", "columns: [Estimate, Error], color: Area", "name one column"),
        ("figures: [uplands, lowlands], mark", "figures: [uplands, lowlands], color: Area, mark", "`color`"),
        ("color: Area, mark: line", "color: Place, mark: line", "`Place`"),
    ] {
        let project = project();
        project.replace("claims.yaml", from, to);
        let said = project.run("check");
        assert!(said.code == 1 && said.stdout.contains(why), "{to}\n{}", said.whole());
    }
}
