//! One registry file, from bytes to what it says.
//!
//! The whole file goes straight into [`Registry`] where nothing speaks against it. Where something does, the careful read
//! says everything that is wrong, at its place, and keeps what is sound.

use crate::diagnostic::code::registry::OTHER_KIND;
use crate::diagnostic::{Problem, other_kind};
use crate::registry::Registry;
use crate::text::near::nearest;
use crate::text::{Place, RegistryPlace, Span, Step, Text};
use crate::world::ProjectPath;

use super::tree::{self, Kind, Tree};
use super::{careful, cut, guard, refused, syntax, unfit};

/// Which registry file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `claims.yaml`.
    Main,
    /// A file named under `include`.
    Included,
}

/// What came of a registry file.
#[derive(Debug)]
pub(super) struct Outcome {
    /// What it says, as far as it could be read.
    pub(super) registry: Registry,
    /// Whether all of it was read. Where not, what seems to be missing may only be unread.
    pub(super) whole: bool,
    /// What is wrong in it.
    pub(super) problems: Vec<Problem>,
}

impl Outcome {
    fn unread(problems: Vec<Problem>) -> Self {
        Self { registry: Registry::default(), whole: false, problems }
    }
}

/// Returns the text of a registry file's bytes, a byte order mark dropped.
pub(super) fn text(file: &ProjectPath, bytes: Vec<u8>) -> Result<Text, Box<Problem>> {
    if bytes.len() > guard::LARGEST_FILE {
        return Err(Box::new(refused::large_file(file)));
    }
    if let Some(kind) = other_kind::of(&bytes) {
        return Err(Box::new(kind.problem(&OTHER_KIND, file, wanted(file))));
    }
    let words = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Box::new(refused::not_utf8(file, error.as_bytes(), valid))
    })?;
    Ok(Text::new(words.strip_prefix('\u{FEFF}').unwrap_or(&words)))
}

/// Returns what a registry file says.
pub(super) fn read(file: &ProjectPath, text: &Text, role: Role) -> Outcome {
    let problems = guard::forbidden(file, text.as_str());
    if !problems.is_empty() {
        return Outcome::unread(problems);
    }
    if let Some(problem) = another_kind(file, text) {
        return Outcome::unread(vec![problem]);
    }
    if file.is_table() {
        return carefully(file, text, role);
    }
    let cut = cut::problems(file, text.as_str());
    let mut outcome = yaml(file, text, role);
    outcome.problems.extend(cut);
    outcome
}

fn yaml(file: &ProjectPath, text: &Text, role: Role) -> Outcome {
    let straight = (!guard::is_suspect(text.as_str())).then(|| serde_yaml::from_str::<Registry>(text.as_str()));
    match straight {
        Some(Ok(registry)) if fits(&registry, role) => Outcome { registry, whole: true, problems: Vec::new() },
        straight => {
            let outcome = carefully(file, text, role);
            match straight {
                Some(Err(error)) if outcome.problems.is_empty() => {
                    Outcome::unread(vec![syntax::typed(file, text, &error)])
                }
                _ => outcome,
            }
        }
    }
}

/// Returns what a file of registry entries should be.
fn wanted(file: &ProjectPath) -> &'static str {
    if file.is_table() { "table of claims" } else { "registry" }
}

/// Returns the problem of a text that is of another kind, or of two at once.
fn another_kind(file: &ProjectPath, text: &Text) -> Option<Problem> {
    if file.is_table()
        && let Some(kind) = other_kind::of_table(text.as_str())
    {
        return Some(kind.problem(&OTHER_KIND, file, wanted(file)));
    }
    other_kind::of_text(&OTHER_KIND, file, text, wanted(file), true)
}

/// Returns whether the file has what its role asks for and nothing that it forbids.
fn fits(registry: &Registry, role: Role) -> bool {
    match role {
        Role::Main => registry.registry.as_deref() == Some("1"),
        Role::Included => registry.registry.is_none() && registry.publication.is_none() && registry.include.is_empty(),
    }
}

fn carefully(file: &ProjectPath, text: &Text, role: Role) -> Outcome {
    let Tree { root, mut problems } = match tree::build(file, text.as_str()) {
        Ok(tree) => tree,
        Err(problem) => return Outcome::unread(vec![*problem]),
    };
    let Some(root) = root.filter(|root| !root.is_nothing()) else {
        // A file without a value may hold a refused one: that has been said.
        if role == Role::Main && problems.is_empty() {
            problems.push(unfit::no_registry(Place::File(file.clone()), "the file is empty"));
        }
        return Outcome { whole: problems.is_empty(), ..Outcome::unread(problems) };
    };
    let Kind::Mapping(pairs) = &root.kind else {
        let (found, span) = match &root.kind {
            Kind::List(items) => ("this is a list", items.first().map_or(root.span, |item| item.span)),
            _ => ("this is text", root.span),
        };
        if !matches!(root.kind, Kind::Refused) {
            problems.push(unfit::no_registry(Place::Text(file.clone(), span), found));
        }
        return Outcome::unread(problems);
    };
    let mut outcome = careful::read(file, pairs, role);
    // What was refused held values that are now missing.
    outcome.whole &= problems.is_empty();
    outcome.problems.splice(0..0, problems);
    if role == Role::Main {
        let first = pairs.first().map_or(Span::new(0, 0), |pair| pair.key.span);
        let version = version(file, &outcome.registry, first, pairs.iter().filter_map(|pair| pair.key.words()));
        if outcome.registry.registry.as_deref().is_some_and(|written| written != "1") {
            // In another version everything may mean something else.
            return Outcome::unread(version.into_iter().collect());
        }
        outcome.problems.extend(version);
    }
    outcome
}

fn version<'a>(
    file: &ProjectPath,
    registry: &Registry,
    first: Span,
    mut sections: impl Iterator<Item = &'a str>,
) -> Option<Problem> {
    match registry.registry.as_deref() {
        Some("1") => None,
        None => {
            // A section mistyped for `registry`, or one that could not be read, has been reported as such.
            let known = unfit::section_names();
            let near = sections.any(|name| nearest(name, known.iter().copied()) == Some("registry"));
            (!near).then(|| refused::version(Place::Text(file.clone(), first), None))
        }
        written => {
            let place = RegistryPlace::value(file.clone(), vec![Step::from("registry")]);
            Some(refused::version(place.into(), written))
        }
    }
}
