//! Templates as text: every `.md`, `.html` and `.css` file below `templates/`.

use rayon::prelude::*;

use crate::diagnostic::code::registry::OTHER_KIND;
use crate::diagnostic::{Place, Problem, Problems, code};
use crate::digest::Digest;
use crate::text::Text;
use crate::world::{ProjectPath, World};

use super::{Project, other_kind, refused, unreadable};

const TEMPLATE: &str = "template";

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
    let found: Vec<_> = listed
        .into_par_iter()
        .filter(|path| [".md", ".html", ".css"].iter().any(|ending| path.as_str().ends_with(ending)))
        .map(|path| (one(world, &path), path))
        .collect();
    for (template, path) in found {
        match template {
            Ok((text, digest)) => {
                project.inputs.insert(path.clone(), digest);
                project.templates.insert(path, text);
            }
            Err(problem) => {
                problems.push(*problem);
                project.unread.insert(path);
            }
        }
    }
}

fn one(world: &dyn World, path: &ProjectPath) -> Result<(Text, Digest), Box<Problem>> {
    let place = || Place::File(path.clone());
    let bytes =
        world.read(path).map_err(|why| Box::new(unreadable(&code::registry::UNREADABLE_FILE, place(), path, &why)))?;
    let digest = Digest::of(&bytes);
    if let Some(kind) = other_kind::of(&bytes) {
        return Err(Box::new(kind.problem(&OTHER_KIND, path, TEMPLATE)));
    }
    let words = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Box::new(refused::not_utf8(path, error.as_bytes(), valid))
    })?;
    let text = Text::new(words.strip_prefix('\u{FEFF}').unwrap_or(&words));
    // A template for a page is a page; one for Markdown is none.
    let words_alone = ![".html", ".css"].iter().any(|ending| path.as_str().ends_with(ending));
    match other_kind::of_text(&OTHER_KIND, path, &text, TEMPLATE, words_alone) {
        Some(problem) => Err(Box::new(problem)),
        None => Ok((text, digest)),
    }
}
