//! What the pages around the briefs tell: no statement without its standing, nothing that no brief uses, no small count.

use std::path::Path;

use super::{PAGES, built, entry};
use crate::project::Project;

/// Returns a project of `tests/briefs`, built.
fn case(name: &str) -> Project {
    built(Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs").join(name)))
}

#[test]
fn an_entry_that_no_brief_uses_is_told_to_nobody() {
    let project = Project::smallest();
    let unused = "claims:\n  secret: { statement: A draft of a statement., said: { by: insider } }\n";
    project.replace("claims.yaml", "claims:\n", unused);
    project.replace("claims.yaml", "parties: {", "parties: { insider: An insider,");
    let unknown = "unknowns:\n  later: { question: What is not asked yet?, because: Nobody asks., would_resolve: An answer., blocks: secret }\n";
    project.replace("claims.yaml", "unknowns:\n", unknown);
    project.replace("claims.yaml", "measures:\n", "measures:\n  leads: { counts: leads, definition: Hints. }\n");
    let project = built(project);
    for page in PAGES {
        let page = project.read(&format!("reports/{page}"));
        for words in ["draft of a statement", "insider", "not asked yet", "leads"] {
            assert!(!page.contains(words), "`{words}` is used by no brief: {page}");
        }
    }
}

#[test]
fn every_statement_stands_behind_its_speaker_and_before_its_standing() {
    let project = case("every-standing");
    let claims = project.read("reports/registry/claims.html");
    for page in PAGES.iter().filter(|page| **page != "registry/claims.html") {
        let page = project.read(&format!("reports/{page}"));
        for (at, _) in page.match_indices("claims.html#") {
            let item = page[at..].split_once("</li>").unwrap().0;
            assert!(item.contains(" — <span class=\"standing standing-"), "{item}");
        }
    }
    // A refuted statement is led by what is true instead, and quoted.
    for heading in claims.split("<article ").skip(1) {
        let (_, decided) = heading.split_once("<p class=\"decided\">").unwrap();
        assert!(decided.starts_with("<span class=\"standing standing-"), "{decided}");
        if decided.starts_with("<span class=\"standing standing-refuted\">") {
            assert!(
                heading.contains("The record contradicts a claim by")
                    || heading.contains("The record contradicts what"),
                "{heading}"
            );
        }
    }
    assert!(claims.contains("standing-refuted") && claims.contains("standing-unsupported"));
}

#[test]
fn a_claim_leads_to_all_that_it_rests_on_and_back() {
    let project = built(Project::smallest());
    let claim = entry(&project.read("reports/registry/claims.html"), "november");
    for wanted in [
        "<h3>Encounters in November were just over 30,000.</h3>",
        "<use href=\"#sign-established\"/></svg>established</span>.",
        "<dd>An opinion article, December 2025</dd>",
        "<dd><a href=\"measures.html#encounters\">encounters</a></dd>",
        "All recorded encounters nationwide in November 2025: 30,375; the claim holds.",
        "<li><a href=\"../border-november.html\">Were November encounters just over 30,000?</a></li>",
    ] {
        assert!(claim.contains(wanted), "{wanted}\nis not in\n{claim}");
    }
    let measure = entry(&project.read("reports/registry/measures.html"), "encounters");
    assert!(measure.contains("<a href=\"parties.html#cbp\">U.S. Customs and Border Protection</a>"), "{measure}");
    assert!(measure.contains("<a href=\"claims.html#november\">"), "{measure}");
    let party = entry(&project.read("reports/registry/parties.html"), "cbp");
    assert!(party.contains("<a href=\"measures.html#encounters\">encounters</a>"), "{party}");
}

#[test]
fn open_questions_stand_by_the_day_of_their_next_check() {
    let project = Project::smallest();
    let more = "unknowns:
  late: { question: Which is late?, because: It is., would_resolve: A count., next_check: 2025-12-01 }
  soon: { question: Which is soon?, because: It is., would_resolve: A count., next_check: 2026-02-01 }
  sooner: { question: Which is sooner?, because: It is., would_resolve: A count., next_check: 2026-01-01 }
";
    project.replace("claims.yaml", "unknowns:\n", more);
    project.replace("claims.yaml", "unknowns: [victims]", "unknowns: [victims, soon, late, sooner]");
    let page = built(project).read("reports/open-questions.html");
    let (contents, entries) = page.split_once("<section").unwrap();
    assert!(
        contents
            .contains("<a href=\"#late\">Which is late?</a> <span class=\"counts\">1 December 2025, overdue</span>")
    );
    let at = |words: &str| entries.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
    let order = [
        "Which is late?",
        "Which is sooner?",
        "Which is soon?",
        "Without a day for the next check",
        "How many of them",
    ];
    assert!(order.is_sorted_by_key(|words| at(words)), "{page}");
    assert!(entry(&page, "late").contains("<dd>1 December 2025, overdue</dd>"), "{page}");
    assert!(entry(&page, "sooner").contains("<dd>1 January 2026</dd>"), "{page}");
}

#[test]
fn small_counts_are_kept_back_around_the_briefs_too() {
    let project = case("small-counts");
    let (claims, method) = (project.read("reports/registry/claims.html"), project.read("reports/method.html"));
    assert!(
        claims.contains("fewer than 5") && method.contains("so that nobody can be found in the numbers"),
        "{claims}"
    );
    // What is withheld is a number from 1 to 4: none stands as a tested value.
    for tested in claims.split("<dt>Read as</dt>").skip(1) {
        let tested = tested.split_once("</dd>").unwrap().0;
        let values = tested.split("; the claim").filter_map(|part| part.rsplit(": ").next());
        assert!(values.clone().all(|value| !["1", "2", "3", "4"].contains(&value)), "{tested}");
    }
}

#[test]
fn the_pages_speak_the_language_of_the_publication() {
    let project = case("en-espanol");
    for (page, title) in [
        ("index.html", "Informes"),
        ("method.html", "Método"),
        ("open-questions.html", "Preguntas abiertas"),
        ("registry/claims.html", "Afirmaciones"),
        ("registry/measures.html", "Qué se cuenta"),
        ("registry/parties.html", "Personas y organismos"),
        ("registry/sources.html", "Fuentes"),
    ] {
        let page = project.read(&format!("reports/{page}"));
        assert!(page.contains("<html lang=\"es\">") && page.contains(&format!("<h1>{title}</h1>")), "{page}");
        for english in ["Used in", "Said by", "Open questions", "Method<", "established<"] {
            assert!(!page.contains(english), "{english}: {page}");
        }
    }
}

#[test]
fn what_authors_write_is_words_and_never_markup_or_style() {
    let project = Project::smallest();
    let hostile = "</style><script>alert(1)</script>\\\"'";
    project.replace("claims.yaml", "    limitations:", &format!("    topics: [\"{hostile}\", two]\n    limitations:"));
    project.replace(
        "claims.yaml",
        "cbp: U.S. Customs and Border Protection",
        &format!("cbp: {{ name: \"{hostile}\", url: \"javascript:alert(1)\" }}"),
    );
    project.replace("claims.yaml", "  encounters: { counts", &format!("  encounters: {{ label: \"{hostile}\", counts"));
    let project = built(project);
    for page in PAGES {
        let page = project.read(&format!("reports/{page}"));
        assert!(!page.contains("<script") && !page.contains("href=\"javascript:"), "{page}");
        assert_eq!(page.matches("</style>").count(), 1, "{page}");
    }
}

#[test]
fn a_choice_hides_what_it_does_not_name_and_says_where_nothing_is_left() {
    let project = Project::smallest();
    project.replace("claims.yaml", "    limitations:", "    topics: [border, counts]\n    limitations:");
    project.replace(
        "claims.yaml",
        "claims:\n",
        "claims:\n  rain: { statement: It rained., said: { by: A neighbour }, looked: { where: the gauge, date: 2025-12-01 } }\n",
    );
    let registry = project.read("claims.yaml");
    let second = "  did-it-rain:\n    question: Did it rain?\n    topics: [weather]\n    claims: [rain]\n    unknowns: [victims]\n    limitations: None.\n";
    project.write("claims.yaml", registry.trim_end().to_owned() + "\n" + second);
    let index = built(project).read("reports/index.html");
    for wanted in [
        "<label><input type=\"radio\" name=\"topic\" checked> all</label>",
        "<label><input type=\"radio\" name=\"topic\" id=\"topic-3\"> Weather</label>",
        "<li class=\"filtered topic-1 topic-2 standing-1\">",
        "<li class=\"filtered topic-3 standing-2\">",
        "main:has(#topic-3:checked) .filtered:not(.topic-3) { display: none; }",
        "main:has(#topic-3:checked):has(#standing-1:checked) .nothing { display: block; }",
    ] {
        assert!(index.contains(wanted), "{wanted}\nis not in\n{index}");
    }
    assert!(!index.contains("main:has(#topic-3:checked):has(#standing-2:checked)"), "one brief has both");
    let one = built(Project::smallest()).read("reports/index.html");
    assert!(!one.contains("<fieldset"), "with one brief there is nothing to choose");
}

#[test]
fn what_a_party_stands_to_gain_is_held_to_the_rules_like_all_that_readers_see() {
    let project = Project::smallest();
    let party = "cbp: { name: U.S. Customs and Border Protection, interests: It was paid 4711 dollars for each. }";
    project.replace("claims.yaml", "cbp: U.S. Customs and Border Protection", party);
    let said = project.run("check");
    assert!(said.stdout.contains("4711") && said.stdout.contains("[N00"), "{}", said.whole());
}

#[test]
fn a_measure_says_what_it_is_worked_out_from() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/measures-worked-out-from-others");
    let project = built(Project::copy(&case));
    let page = project.read("reports/registry/measures.html");
    let households = "<a href=\"measures.html#households\">households</a>";
    for (id, said) in [
        ("burglary_rate", format!("<dd>so many for so many; burglaries per 1,000 {households}</dd>")),
        ("solved", "<dd>a share of a whole; burglaries in percent of burglaries</dd>".to_owned()),
        ("loss_each", "<dd>so many for so many; loss divided by burglaries</dd>".to_owned()),
        ("real_loss", "<dd>money; loss in prices of 2020, by consumer prices</dd>".to_owned()),
        ("households", "<dd>households; the number at a moment, added over places and not over time</dd>".to_owned()),
        ("so_far", "; the running total of burglaries</dd>".to_owned()),
        ("balance", "<dd>a person; above zero: more came than left; below zero: more left than came</dd>".to_owned()),
    ] {
        let entry = entry(&page, id);
        assert!(entry.contains(&said), "{entry}");
    }
}
