//! Sentences that lean on what moved.

use snapbox::{assert_data_eq, str};

use super::{accepted, told};

#[test]
fn what_was_accepted_and_has_not_moved_is_silent() {
    let project = accepted();
    assert_data_eq!(
        project.run("check").whole(),
        str![[r#"
$ knowns check
exit code 0

--- stdout
no problems

"#]]
    );
}

#[test]
fn each_sentence_on_a_number_or_standing_that_moved_is_named_once_and_no_other_is() {
    let project = accepted();
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
    project.replace("data/encounters.csv", "30375", "27375");
    assert_data_eq!(
        project.run("check").whole(),
        str![[r#"
$ knowns check
exit code 0

--- stdout
warning[E240]: claim `over` is contradicted, and readers cannot see what was said
  --> claims.yaml:20:11
   |
20 |     said: { by: An opinion article, date: 2025-12-20 }
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = note: the `statement` is our wording; the page tells it as ours, and no review in its data for machines rates it
   = help: copy the words as they were said into `said.quote`

warning[V002]: what this sentence leans on has moved (`figures.november`: 30,375 → 27,375)
  --> claims.yaml:36:18
   |
36 |     limitations: One month of one record, with {{ figures.november }} encounters in it.
   |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepted when it was otherwise
   |
   = note: the tool prints what is so now, but it cannot read what the words around it say
   = help: read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, rewrite it first

warning[V002]: what this sentence leans on has moved (`figures.november`: 30,375 → 27,375)
 --> templates/border.md:5:1
  |
5 | Only {{ figures.november }} encounters were recorded, and the fall went on.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepted when it was otherwise
  |
  = note: the tool prints what is so now, but it cannot read what the words around it say
  = help: read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, rewrite it first

warning[V002]: what this sentence leans on has moved (`claims.over`: established → refuted)
 --> templates/border.md:7:1
  |
7 | The article is right: it is {{ claims.over.standing }} that there were that many.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepted when it was otherwise
  |
  = note: the tool prints what is so now, but it cannot read what the words around it say
  = help: read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, rewrite it first

4 warnings

"#]]
    );
}

#[test]
fn a_trend_that_is_a_claim_never_goes_stale_and_the_same_in_words_does() {
    let project = accepted();
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
    project.replace("data/encounters.csv", "30375", "41200");
    let said = told(&project);
    assert!(said.iter().any(|line| line.starts_with("templates/border.md:5:") && line.contains("V002")), "{said:#?}");
    let sentence = |line: &&String| line.starts_with("templates/border.md:9:") || line.contains("claims.fell");
    assert_eq!(said.iter().find(sentence), None, "{said:#?}");
    project.replace(
        "templates/border.md",
        "{{ claims.fell.sentence }}",
        "As the record has it, {{ claims.fell.sentence }}",
    );
    super::accept(&project);
    project.replace("data/encounters.csv", "41200", "30375");
    let said = told(&project);
    assert_eq!(said.iter().filter(|line| line.contains("claims.fell")).count(), 1, "words of our own: {said:#?}");
}

#[test]
fn a_sentence_that_was_rewritten_is_accepted_with_the_next_edition() {
    let project = accepted();
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
    project.replace("data/encounters.csv", "30375", "30350");
    project.replace("templates/border.md", "Only {{", "As many as {{");
    project.replace("claims.yaml", "One month of one record, with", "One month, with");
    assert_eq!(told(&project), Vec::<String>::new());
}

#[test]
fn a_publication_makes_it_an_error_leaves_it_out_or_waives_it_in_one_place() {
    let project = accepted();
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
    project.replace("data/encounters.csv", "30375", "30350");
    let stale =
        |project: &crate::project::Project| told(project).into_iter().filter(|line| line.contains("V002")).count();
    assert_eq!((project.run("check").code, stale(&project)), (0, 2));
    project.replace("claims.yaml", "2026-02-01,", "2026-02-01, rules: { stale-sentence: error },");
    assert_eq!((project.run("check").code, stale(&project)), (1, 2));
    project.replace("claims.yaml", "stale-sentence: error", "stale-sentence: off");
    assert_eq!((project.run("check").code, stale(&project)), (0, 0));
    project.replace("claims.yaml", "rules: { stale-sentence: off },", "");
    let waiver = "waivers: [ { rule: stale-sentence, place: templates/border.md, words: Only, reason: Read on Monday., owner: A. Editor } ]\n";
    project.write("claims.yaml", project.read("claims.yaml") + waiver);
    assert_eq!((project.run("check").code, stale(&project)), (0, 1));
}

#[test]
fn a_sentence_that_is_an_error_can_still_be_accepted() {
    let project = accepted();
    project.replace("claims.yaml", "2026-02-01,", "2026-02-01, rules: { stale-sentence: error },");
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
    project.replace("data/encounters.csv", "30375", "30350");
    assert_eq!(project.run("build").code, 1);
    let said = project.run("accept --yes --kind data-update");
    assert_eq!((said.code, &*said.stderr), (0, ""), "{}", said.whole());
    assert_eq!(told(&project), Vec::<String>::new());
}

#[test]
fn a_sentence_that_prints_anything_of_a_claim_leans_on_its_standing() {
    for printed in ["quantity", "said", "cite", "value", "standing", "statement", "sentence"] {
        let project = accepted();
        let sentence = format!("The paper is right about this, and {{{{ claims.over.{printed} }}}} is what it says.");
        project.replace(
            "templates/border.md",
            "The article is right: it is {{ claims.over.standing }} that there were that many.",
            &sentence,
        );
        super::accept(&project);
        project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
        project.replace("data/encounters.csv", "30375", "30376");
        let leans = |line: &&String| {
            line.starts_with("templates/border.md:7:") && line.contains("`claims.over`: established →")
        };
        assert_eq!(told(&project).iter().find(leans), None, "{printed}: the standing is what it was");
        project.replace("data/encounters.csv", "30376", "27375");
        assert!(told(&project).iter().any(|line| leans(&line)), "{printed}: {:#?}", told(&project));
    }
}

#[test]
fn a_branch_that_is_not_printed_says_nothing_though_its_letters_are_on_the_page() {
    let project = accepted();
    let branch = "{% if claims.over is refuted %}Are no persons.{% else %}They are stops.{% endif %}\n{% endblock %}";
    project.replace("templates/border.md", "{% endblock %}", branch);
    super::accept(&project);
    let lock = String::from_utf8(project.bytes("claims.lock")).unwrap();
    let has = |sentence: &str| lock.contains(&format!("\"text\":\"{sentence}\""));
    assert!(has("Recorded stops are no persons.") && has("They are stops."), "{lock}");
    assert!(!has("Are no persons."), "{lock}");
    // Whatever turns the choice changes what the brief says.
    project.replace("data/encounters.csv", "30375", "27375");
    super::accept(&project);
    let lock = String::from_utf8(project.bytes("claims.lock")).unwrap();
    assert!(lock.contains("\"text\":\"Are no persons.\"") && !lock.contains("They are stops."), "{lock}");
}
