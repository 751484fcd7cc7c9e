//! Names that templates print, checked against the registry before anything is printed, so that all the wrong ones are
//! reported at once and each with the name that comes closest.

use crate::diagnostic::Problems;
use crate::model::{Brief, Id, Model};
use crate::text::near::nearest;

use super::environment::is_html;
use super::objects::{BRIEF_PARTS, Kind, PUBLICATION_PARTS};
use super::sheet::Sheets;
use super::{label, problem};

const ROOTS: [&str; 4] = ["brief", "publication", "words", "panel"];

/// Reports names that nothing has, in any template.
pub(super) fn check(sheets: &Sheets, model: &Model, problems: &mut Problems) -> bool {
    let mut sound = true;
    // The shells of HTML pages print what the tool hands them, not the registry.
    for (name, sheet) in sheets.iter().filter(|(name, _)| !is_html(name)) {
        for (path, span) in &sheet.read.paths {
            if let Some((message, near, instead)) = fault(path, model) {
                problems.push(problem::unknown(sheets.place(name, Some(*span)), message, near.as_deref(), &instead));
                sound = false;
            }
        }
    }
    sound
}

/// Reports claims and unknowns that a brief's templates print and the brief does not list.
pub(super) fn check_listed(
    sheets: &Sheets,
    template: &str,
    model: &Model,
    id: &Id,
    brief: &Brief,
    problems: &mut Problems,
) -> bool {
    let mut sound = true;
    for name in sheets.closure(template) {
        let Some(sheet) = sheets.get(name) else { continue };
        for (path, span) in &sheet.read.paths {
            let [kind, entry, ..] = path.as_slice() else { continue };
            let unlisted = match kind.as_str() {
                "claims" => model.claims.find(entry).is_some_and(|it| !crate::compose::Composer::lists(brief, it)),
                "unknowns" => model.unknowns.find(entry).is_some_and(|it| !brief.unknowns.contains(&it)),
                _ => false,
            };
            if unlisted {
                problems.push(problem::unlisted(sheets.place(name, Some(*span)), kind, entry, id.as_str()));
                sound = false;
            }
        }
    }
    sound
}

type Fault = (String, Option<String>, String);

fn fault(path: &[String], model: &Model) -> Option<Fault> {
    let (root, rest) = path.split_first()?;
    let sections = Kind::ALL;
    let near = |wanted: &str, known: &[&str]| nearest(wanted, known.iter().copied()).map(str::to_owned);
    let listed = |known: &[&str]| format!("its parts are `{}`", known.join("`, `"));
    let parts: &[&str] = match root.as_str() {
        "brief" => BRIEF_PARTS,
        "publication" => PUBLICATION_PARTS,
        "words" => label::NAMES,
        "panel" => &["begin", "end"],
        other => {
            let Some((kind, _, parts)) = sections.into_iter().find(|(_, name, _)| *name == other) else {
                let roots: Vec<&str> = ROOTS.into_iter().chain(sections.map(|(_, name, _)| name)).collect();
                let instead = format!("a template can print from `{}`", roots.join("`, `"));
                return Some((format!("nothing is called `{other}`"), near(other, &roots), instead));
            };
            let id = rest.first()?;
            if !has(kind, model, id) {
                let near = near(id, &ids(kind, model)).map(|near| format!("{other}.{near}"));
                return Some((
                    format!("no entry of `{other}` is called `{id}`"),
                    near,
                    format!("declare it under `{other}`"),
                ));
            }
            let part = rest.get(1)?;
            let known = parts.contains(&part.as_str());
            return (!known).then(|| (format!("`{other}.{id}` has no `{part}`"), near(part, parts), listed(parts)));
        }
    };
    let part = rest.first()?;
    (!parts.contains(&part.as_str())).then(|| (format!("`{root}` has no `{part}`"), near(part, parts), listed(parts)))
}

fn has(kind: Kind, model: &Model, id: &str) -> bool {
    match kind {
        Kind::Figures => model.figures.find(id).is_some(),
        Kind::Claims => model.claims.find(id).is_some(),
        Kind::Sources => model.sources.find(id).is_some(),
        Kind::Measures => model.measures.find(id).is_some(),
        Kind::Parties => model.parties.find(id).is_some(),
        Kind::Unknowns => model.unknowns.find(id).is_some(),
        Kind::Tables => model.tables.find(id).is_some(),
        Kind::Datasets => model.datasets.find(id).is_some(),
    }
}

fn ids(kind: Kind, model: &Model) -> Vec<&str> {
    fn of<T>(section: &crate::model::Registered<T>) -> Vec<&str> {
        section.iter().map(|(_, id, _)| id.as_str()).collect()
    }
    match kind {
        Kind::Figures => of(&model.figures),
        Kind::Claims => of(&model.claims),
        Kind::Sources => of(&model.sources),
        Kind::Measures => of(&model.measures),
        Kind::Parties => of(&model.parties),
        Kind::Unknowns => of(&model.unknowns),
        Kind::Tables => of(&model.tables),
        Kind::Datasets => of(&model.datasets),
    }
}
