//! `releases`: what is kept and what needs each; what nothing needs is removed once somebody agrees.

use snapbox::{assert_data_eq, str};

use super::{NEW, accepted, files};
use crate::project::Project;

/// Returns a project with four releases, of which an edition rests on the first, and in between nothing.
fn grown() -> Project {
    let project = accepted();
    assert_eq!(project.run(&format!("update monthly={NEW}")).code, 0);
    for (day, november) in [("2026-01-06", "30380"), ("2026-02-04", "30390"), ("2026-03-04", "30391")] {
        project.write("next.csv", super::DECEMBER.replace("30375", november));
        let said = project.run(&format!("update monthly=next.csv --vintage {day}"));
        assert_eq!(said.code, 0, "{}", said.whole());
    }
    project
}

#[test]
fn each_kept_release_is_listed_with_what_needs_it() {
    let project = grown();
    assert_data_eq!(
        project.run("releases").whole(),
        str![[r#"
$ knowns releases
exit code 0

--- stdout
data/releases/monthly/2025-11-04-0bc2e29af258.csv (68 bytes)
  release 2025-11-04 of `monthly`
  `october` is judged by it
  edition 1 of border-october rests on it
data/releases/monthly/2025-12-04-369eed824990.csv (82 bytes)
  release 2025-12-04 of `monthly`
  nothing needs it
data/releases/monthly/2026-01-06-b22a778c80eb.csv (82 bytes)
  release 2026-01-06 of `monthly`
  nothing needs it
data/releases/monthly/2026-02-04-17ad50616e46.csv (82 bytes)
  release 2026-02-04 of `monthly`
  says what the present release revised

2 releases are not needed; `knowns releases --prune` removes what nothing needs

"#]]
    );
    assert_eq!(project.run("releases monthly").stdout, project.run("releases").stdout);
    assert_data_eq!(
        project.run("releases montly").whole(),
        str![[r#"
$ knowns releases montly
exit code 2

--- stderr
error: `montly` is no dataset
help: did you mean `monthly`?

"#]]
    );
    assert_data_eq!(
        accepted().run("releases").whole(),
        str![[r#"
$ knowns releases
exit code 0

--- stdout
no release is kept

"#]]
    );
}

#[test]
fn what_nothing_needs_is_removed_once_somebody_agrees() {
    let project = grown();
    project.write("data/releases/monthly/left.csv", "left behind\n");
    let before = files(&project);
    let shown = project.run("releases --prune");
    assert_eq!((shown.code, files(&project)), (1, before), "{}", shown.whole());
    let said = project.run("releases --prune --yes");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns releases --prune --yes
exit code 0

--- stdout
data/releases/monthly/2025-11-04-0bc2e29af258.csv (68 bytes)
  release 2025-11-04 of `monthly`
  `october` is judged by it
  edition 1 of border-october rests on it
data/releases/monthly/2025-12-04-369eed824990.csv (82 bytes)
  release 2025-12-04 of `monthly`
  nothing needs it
data/releases/monthly/2026-01-06-b22a778c80eb.csv (82 bytes)
  release 2026-01-06 of `monthly`
  nothing needs it
data/releases/monthly/2026-02-04-17ad50616e46.csv (82 bytes)
  release 2026-02-04 of `monthly`
  says what the present release revised

--- a/claims.yaml
+++ b/claims.yaml
@@ -14 +14 @@
-    earlier: [{ file: data/releases/monthly/2025-11-04-0bc2e29af258.csv, vintage: 2025-11-04 }, { file: data/releases/monthly/2025-12-04-369eed824990.csv, vintage: 2025-12-04 }, { file: data/releases/monthly/2026-01-06-b22a778c80eb.csv, vintage: 2026-01-06 }, { file: data/releases/monthly/2026-02-04-17ad50616e46.csv, vintage: 2026-02-04 }]
+    earlier: [{ file: data/releases/monthly/2025-11-04-0bc2e29af258.csv, vintage: 2025-11-04 }, { file: data/releases/monthly/2026-02-04-17ad50616e46.csv, vintage: 2026-02-04 }]

remove data/releases/monthly/2025-12-04-369eed824990.csv
remove data/releases/monthly/2026-01-06-b22a778c80eb.csv
removed 2 releases

"#]]
    );
    let kept: Vec<String> = project.files("data/releases").into_keys().collect();
    // What somebody put there under another name is theirs.
    assert_eq!(project.read("data/releases/monthly/left.csv"), "left behind\n");
    assert_eq!(kept.len(), 3, "{kept:?}");
    assert!(kept.iter().any(|path| path.starts_with("monthly/2025-11-04-")), "an edition rests on it: {kept:?}");
    assert!(
        kept.iter().any(|path| path.starts_with("monthly/2026-02-04-")),
        "the last is what revisions are told by: {kept:?}"
    );
    let diff = project.run("diff");
    assert!(diff.stdout.contains("(revised)") || diff.code == 1, "{}", diff.whole());
    assert_eq!(project.run("releases --prune --yes").code, 0);
    assert_eq!(project.files("data/releases").len(), 3);
}

#[test]
fn a_release_by_which_a_claim_was_right_when_said_stays() {
    let project = grown();
    // It was said while the second release was the latest.
    project.replace("claims.yaml", "date: 2025-11 }", "date: 2025-12-20 }");
    let said = project.run("releases --prune --yes");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(said.stdout.contains("`october` is judged by it"), "{}", said.whole());
    let kept: Vec<String> = project.files("data/releases").into_keys().collect();
    assert!(kept.iter().any(|path| path.starts_with("monthly/2025-12-04-")), "{kept:?}");
}

#[test]
fn a_release_that_somebody_keeps_by_hand_is_theirs() {
    let project = grown();
    let kept: Vec<String> = project.files("data/releases").into_keys().collect();
    let path = kept.iter().find(|path| path.starts_with("monthly/2026-01-06-")).unwrap();
    let path = format!("data/releases/{path}");
    project.write("data/january.csv", project.bytes(&path));
    project.remove(&path);
    project.replace("claims.yaml", &path, "data/january.csv");
    let said = project.run("releases --prune --yes");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(said.stdout.contains("data/january.csv (82 bytes)\n  release 2026-01-06 of `monthly`\n  nothing needs it\n  somebody keeps it by hand"), "{}", said.whole());
    assert!(!project.bytes("data/january.csv").is_empty() && project.read("claims.yaml").contains("data/january.csv"));
}
