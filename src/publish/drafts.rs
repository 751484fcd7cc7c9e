//! `drafts/`: pages that nobody has accepted yet, written as reports are, but out of sight of git.

use super::{Manifest, Output, Plan, carry_out, plan};
use crate::Error;
use crate::render::Page;
use crate::world::Disk;

/// Writes `pages` of `drafts/` and their manifest; `reports/` is not touched.
pub fn drafts<'a>(world: &Disk, pages: &'a [Page], manifest: &Manifest) -> Result<Plan<'a>, Error> {
    carry_out(world, || Ok(plan(world, Output::Drafts, pages, manifest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::failing::{Failing, carry_out, files, manifest, pages, put};
    use crate::publish::folder::{Folder, OnDisk};
    use crate::publish::reports;
    use crate::render::Content;
    use crate::world::{ProjectPath, World};

    const IGNORE: &str = "drafts/.gitignore";
    const MANIFEST: &str = "drafts/manifest.json";

    /// Returns a project with reports, and the pages that are its drafts.
    fn project() -> (tempfile::TempDir, Disk, Vec<Page>) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        let accepted = pages(&[("reports/a.md", "a1"), ("reports/b.md", "b1")]);
        reports(&world, &accepted, &manifest(&accepted)).unwrap();
        let new = pages(&[("reports/a.md", "a2"), ("reports/d/e.md", "e2")]);
        let drafts = new.into_iter().map(|page| page.moved_to(Output::Drafts.folder())).collect();
        (folder, world, drafts)
    }

    fn names(world: &Disk) -> Vec<String> {
        files(world, "drafts").into_keys().collect()
    }

    #[test]
    fn drafts_stand_beside_the_reports_and_out_of_git() {
        let (_folder, world, pages) = project();
        let before = files(&world, "reports");
        let plan = drafts(&world, &pages, &manifest(&pages)).unwrap();
        assert!(plan.problems.is_empty() && plan.foreign.is_empty());
        assert_eq!(names(&world), [IGNORE, "drafts/a.md", "drafts/d/e.md", MANIFEST]);
        assert_eq!(world.read(&ProjectPath::fixed(IGNORE)).unwrap(), b"*\n");
        assert_eq!(Manifest::read(&files(&world, "drafts")[MANIFEST]), Ok(manifest(&pages)));
        assert_eq!(files(&world, "reports"), before);
        assert!(drafts(&world, &pages, &manifest(&pages)).unwrap().is_empty());
    }

    #[test]
    fn an_ignore_file_of_the_authors_own_stays() {
        let (_folder, world, pages) = project();
        OnDisk::of(&world).make("drafts").unwrap();
        put(&world, IGNORE, "*.html\n");
        drafts(&world, &pages, &manifest(&pages)).unwrap();
        assert_eq!(world.read(&ProjectPath::fixed(IGNORE)).unwrap(), b"*.html\n");
    }

    #[test]
    fn files_of_others_among_the_drafts_stay_and_are_named() {
        let (_folder, world, pages) = project();
        drafts(&world, &pages, &manifest(&pages)).unwrap();
        put(&world, "drafts/notes.md", "mine");
        put(&world, "drafts/a.md", "edited");
        put(&world, "drafts/d/e.md", "edited too");
        let fewer = &pages[..1];
        let plan = drafts(&world, fewer, &manifest(fewer)).unwrap();
        assert_eq!(plan.edited, [ProjectPath::fixed("drafts/a.md")]);
        assert_eq!(plan.orphans, [ProjectPath::fixed("drafts/d/e.md")]);
        assert_eq!(plan.foreign, [ProjectPath::fixed("drafts/notes.md")]);
        assert_eq!(names(&world), [IGNORE, "drafts/a.md", "drafts/d/e.md", MANIFEST, "drafts/notes.md"]);

        let in_the_way = [Page { path: ProjectPath::fixed("drafts/notes.md"), ..pages[0].clone() }];
        let plan = drafts(&world, &in_the_way, &manifest(&in_the_way)).unwrap();
        assert!(plan.problems.any_errors());
        assert_eq!(world.read(&ProjectPath::fixed("drafts/notes.md")).unwrap(), b"mine");
    }

    #[test]
    fn a_draft_build_that_fails_or_is_killed_is_finished_by_the_next_and_never_touches_reports() {
        for (fails, killed) in (0..20).flat_map(|fails| [(fails, false), (fails, true)]) {
            let (_folder, world, pages) = project();
            let before = files(&world, "reports");
            let failing = Failing::at(&world, fails, killed);
            let planned = plan(&world, Output::Drafts, &pages, &manifest(&pages));
            let failed = carry_out(&failing, &planned).is_err();
            assert_eq!(files(&world, "reports"), before);
            if failed && !killed {
                assert!(names(&world).is_empty(), "failing at step {fails}");
            }
            // Reports that are written meanwhile do not make the tool forget its drafts.
            let other = crate::publish::failing::pages(&[("reports/a.md", "a3")]);
            reports(&world, &other, &manifest(&other)).unwrap();
            let fewer = [Page { content: Content::of(b"a4".to_vec()), ..pages[0].clone() }];
            let next = drafts(&world, &fewer, &manifest(&fewer)).unwrap();
            assert!(!next.problems.any_errors(), "step {fails}: {:?}", next.problems);
            assert_eq!(names(&world), [IGNORE, "drafts/a.md", MANIFEST], "step {fails}");
        }
    }
}
