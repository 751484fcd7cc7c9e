//! Templates as text: every `.md`, `.html`, `.xml` and `.css` file below `templates/`.

use rayon::prelude::*;

use crate::diagnostic::code::registry::OTHER_KIND;
use crate::diagnostic::{Problem, Problems, code};
use crate::digest::Digest;
use crate::text::{Place, Text};
use crate::world::{ProjectPath, World};

use crate::diagnostic::other_kind;

use super::{Project, not_inside, refused, unreadable, unseen};

const TEMPLATE: &str = "template";

/// The most bytes that one template or style may have.
pub(crate) const LARGEST: u64 = 1 << 20;
/// The most bytes that all of them may have together: each is read and understood, whether or not a brief uses it.
pub(crate) const LARGEST_TOGETHER: u64 = 64 << 20;

/// Reads every template into `project`.
pub(super) fn read(world: &dyn World, project: &mut Project, problems: &mut Problems) {
    let folder = ProjectPath::fixed("templates");
    let listed = match world.list(&folder) {
        Ok(listed) => listed,
        Err(why) => {
            let place = Place::File(folder.clone());
            problems.push(unreadable(&code::registry::UNREADABLE_FILE, place, &folder, &why));
            return;
        }
    };
    let is_template =
        |path: &ProjectPath| [".md", ".html", ".xml", ".css"].iter().any(|end| path.as_str().ends_with(end));
    let sized: Vec<(ProjectPath, u64)> =
        listed.into_iter().filter(is_template).map(|path| (path.clone(), world.size(&path).unwrap_or(0))).collect();
    if sized.iter().map(|(_, size)| size.min(&LARGEST)).sum::<u64>() > LARGEST_TOGETHER {
        problems.push(refused::large_templates(&folder));
        project.unread.extend(sized.into_iter().map(|(path, _)| path));
        return;
    }
    let found: Vec<_> = sized
        .into_par_iter()
        .map(|(path, size)| match size {
            0..=LARGEST => (one(world, &path), path),
            _ => (Err(vec![refused::large_template(&path)]), path),
        })
        .collect();
    for (template, path) in found {
        match template {
            Ok((text, digest)) => {
                project.inputs.insert(path.clone(), digest);
                project.templates.insert(path, text);
            }
            Err(met) => {
                problems.extend(met);
                project.unread.insert(path);
            }
        }
    }
}

fn one(world: &dyn World, path: &ProjectPath) -> Result<(Text, Digest), Vec<Problem>> {
    let place = || Place::File(path.clone());
    path.portable().map_err(|fault| vec![not_inside(place(), path.as_str(), fault)])?;
    let bytes =
        world.read(path).map_err(|why| vec![unreadable(&code::registry::UNREADABLE_FILE, place(), path, &why)])?;
    let digest = Digest::of(&bytes);
    if let Some(kind) = other_kind::of(&bytes) {
        return Err(vec![kind.problem(&OTHER_KIND, path, TEMPLATE)]);
    }
    let words = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        vec![refused::not_utf8(path, error.as_bytes(), valid)]
    })?;
    let text = Text::new(words.strip_prefix('\u{FEFF}').unwrap_or(&words));
    // A template for a page is a page; one for Markdown is none.
    let words_alone = ![".html", ".xml", ".css"].iter().any(|ending| path.as_str().ends_with(ending));
    if let Some(problem) = other_kind::of_text(&OTHER_KIND, path, &text, TEMPLATE, words_alone) {
        return Err(vec![problem]);
    }
    let unseen = unseen::in_template(path, text.as_str());
    if unseen.is_empty() {
        return Ok((text, digest));
    }
    Err(unseen.into_iter().map(|found| refused::character(path, &text, found)).collect())
}
