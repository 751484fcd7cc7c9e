//! Names that templates print, checked against the registry before anything is printed, so that all the wrong ones are
//! reported at once and each with the name that comes closest.

use crate::diagnostic::{Problem, Problems};
use crate::model::{Brief, Model, NUMBER_PARTS, Part};
use crate::template::objects::{BRIEF_PARTS, PUBLICATION_PARTS, TemplateSection, WORDS};
use crate::template::templates::Templates;
use crate::template::{is_markup, problem};
use crate::text::near::{Near, near};
use crate::text::{Id, Place, Span};
use crate::vocabulary::EntryKind;

const ROOTS: [&str; 4] = ["brief", "publication", "words", "panel"];

/// What a template of briefs that are made for rows can print from beside these.
const ROW: &str = "row";

/// Reports names that nothing has, in any template.
pub(crate) fn check(templates: &Templates, model: &Model, problems: &mut Problems) -> bool {
    let (mut sound, mut left) = (true, problem::MOST_NEAR);
    // The shells of HTML pages and the feed print what the tool hands them, not the registry.
    for (name, template) in templates.iter().filter(|(name, _)| !is_markup(name)) {
        for (path, span) in &template.read.paths {
            if let Some(fault) = fault(path, model, &mut left) {
                problems.push(fault.problem(path, templates.place(name, Some(*span))));
                sound = false;
            }
        }
    }
    sound
}

/// Reports claims and unknowns that a brief's templates print and the brief does not list.
pub(crate) fn check_listed(
    templates: &Templates,
    template: &str,
    model: &Model,
    id: &Id,
    brief: &Brief,
    problems: &mut Problems,
) -> bool {
    let mut sound = true;
    for name in templates.closure(template) {
        let Some(template) = templates.get(name) else { continue };
        for (path, span) in &template.read.paths {
            let [kind, entry, ..] = path.as_slice() else { continue };
            let unlisted = match kind.as_str() {
                "claims" => {
                    let own = model.of_rows.meant(EntryKind::Claim, entry, brief.row.as_ref());
                    model.claims.find(own.as_deref().unwrap_or(entry)).is_some_and(|it| !brief.lists(it))
                }
                "unknowns" => {
                    let own = model.of_rows.meant(EntryKind::Unknown, entry, brief.row.as_ref());
                    let unknown = model.unknowns.find(own.as_deref().unwrap_or(entry));
                    unknown.is_some_and(|it| !brief.unknowns.contains(&it))
                }
                _ => false,
            };
            if unlisted {
                problems.push(problem::unlisted(templates.place(name, Some(*span)), kind, entry, id.as_str()));
                sound = false;
            }
        }
    }
    sound
}

/// A name of a path that nothing has.
struct NameFault<'a> {
    message: String,
    /// Which name of the path it is.
    at: usize,
    near: Option<Near<'a>>,
    /// What to do where no other name is near.
    instead: String,
}

impl NameFault<'_> {
    fn problem(self, path: &[String], place: Place) -> Problem {
        let wrong = &path[self.at];
        let before: usize = path[..self.at].iter().map(|name| name.len() + ".".len()).sum();
        let near = self.near.map(|near| {
            // An id is suggested as it is printed, with its section before it.
            if self.at == 1 && TemplateSection::ALL.iter().any(|(_, name, _)| *name == path[0]) {
                format!("{}.{}", path[0], near.word)
            } else {
                near.word.to_owned()
            }
        });
        let slip = match &place {
            Place::Text(file, span) => {
                let start = span.start + before;
                Place::Text(file.clone(), Span::new(start, start + wrong.len()))
            }
            other => other.clone(),
        };
        problem::unknown(place, self.message, near.as_deref(), &self.instead).slip_at(slip, wrong, self.near)
    }
}

/// Returns what is wrong with a path; `left` is how many more ids may be held against a misspelt one.
fn fault<'a>(path: &[String], model: &'a Model, left: &mut usize) -> Option<NameFault<'a>> {
    let (root, rest) = path.split_first()?;
    let sections = TemplateSection::ALL;
    let listed = |known: &[&str]| format!("its parts are `{}`", known.join("`, `"));
    let parts: &'static [&'static str] = match root.as_str() {
        "brief" => BRIEF_PARTS,
        "publication" => PUBLICATION_PARTS,
        "words" => WORDS,
        "panel" => &["begin", "fold", "lead", "end"],
        ROW if !model.of_rows.columns.is_empty() => {
            let column = rest.first()?;
            return (!model.of_rows.columns.contains(column)).then(|| NameFault {
                message: format!("no row that has a brief has a `{column}` in words"),
                at: 1,
                near: near(column, model.of_rows.columns.iter().map(String::as_str)),
                instead: "name a column of texts; a number is printed as a figure".to_owned(),
            });
        }
        other => {
            let Some((kind, _, parts)) = sections.into_iter().find(|(_, name, _)| *name == other) else {
                let roots: Vec<&'static str> = ROOTS.into_iter().chain(sections.map(|(_, name, _)| name)).collect();
                return Some(NameFault {
                    message: format!("nothing is called `{other}`"),
                    at: 0,
                    near: near(other, roots.iter().copied()),
                    instead: format!("a template can print from `{}`", roots.join("`, `")),
                });
            };
            let id = rest.first()?;
            let made = kind.entries().and_then(|kind| model.of_rows.first(kind, id));
            if made.is_none() && !has(kind, model, id) {
                let ids = if *left > 0 { ids(kind, model) } else { Vec::new() };
                *left = left.saturating_sub(ids.len());
                return Some(NameFault {
                    message: format!("no entry of `{other}` is called `{id}`"),
                    at: 1,
                    near: near(id, ids),
                    instead: format!("declare it under `{other}`"),
                });
            }
            let part = rest.get(1)?;
            if !parts.contains(&part.as_str()) {
                return Some(NameFault {
                    message: format!("`{other}.{id}` has no `{part}`"),
                    at: 2,
                    near: near(part, parts.iter().copied()),
                    instead: listed(parts),
                });
            }
            return of_number(kind, path, made.unwrap_or(id), model);
        }
    };
    let part = rest.first()?;
    (!parts.contains(&part.as_str())).then(|| NameFault {
        message: format!("`{root}` has no `{part}`"),
        at: 1,
        near: near(part, parts.iter().copied()),
        instead: listed(parts),
    })
}

/// Returns which name of a part stands for nothing that the number has: a count has no `from`.
fn of_number<'a>(kind: TemplateSection, path: &[String], id: &str, model: &Model) -> Option<NameFault<'a>> {
    let mut of = match kind {
        TemplateSection::Figures => &model.figures[model.figures.find(id)?].calculation,
        TemplateSection::Claims if path[2] == "value" => {
            let tested = model.claims[model.claims.find(id)?].tests.first()?;
            tested.calculation(&model.figures)
        }
        _ => return None,
    };
    let from = if kind == TemplateSection::Figures { 2 } else { 3 };
    for (at, name) in path.iter().enumerate().skip(from) {
        match of.part(name, &model.figures) {
            Some(Part::Figure(figure)) => of = &model.figures[figure].calculation,
            Some(Part::Facet(_)) => {}
            None if !NUMBER_PARTS.contains(&name.as_str()) && kind == TemplateSection::Figures => return None,
            None => {
                return Some(NameFault {
                    message: format!("`{}` has no `{name}`", path[..at].join(".")),
                    at,
                    near: near(name, NUMBER_PARTS.into_iter().filter(|known| known != name)),
                    instead: "a change, difference, ratio or index has `from` and `to`, a share `part` and `whole`; a change \
                              or difference has a `size`, a count of what holds `number`, `whole` and `others`, a run `first` \
                              and `last`"
                        .to_owned(),
                });
            }
        }
    }
    None
}

fn has(kind: TemplateSection, model: &Model, id: &str) -> bool {
    match kind {
        TemplateSection::Figures => model.figures.find(id).is_some(),
        TemplateSection::Claims => model.claims.find(id).is_some(),
        TemplateSection::Sources => model.sources.find(id).is_some(),
        TemplateSection::Measures => model.measures.find(id).is_some(),
        TemplateSection::Parties => model.parties.find(id).is_some(),
        TemplateSection::Unknowns => model.unknowns.find(id).is_some(),
        TemplateSection::Tables => model.tables.find(id).is_some_and(|table| model.tables[table].chart.is_none()),
        TemplateSection::Charts => model.charts.find(id).is_some(),
        TemplateSection::Datasets => model.datasets.find(id).is_some(),
    }
}

fn ids(kind: TemplateSection, model: &Model) -> Vec<&str> {
    fn of<T: crate::model::Entry>(section: &crate::model::Section<T>) -> Vec<&str> {
        section.iter().map(|(_, id, _)| id.as_str()).collect()
    }
    match kind {
        TemplateSection::Figures => of(&model.figures),
        TemplateSection::Claims => of(&model.claims),
        TemplateSection::Sources => of(&model.sources),
        TemplateSection::Measures => of(&model.measures),
        TemplateSection::Parties => of(&model.parties),
        TemplateSection::Unknowns => of(&model.unknowns),
        TemplateSection::Tables => {
            let printed = model.tables.iter().filter(|(_, _, table)| table.chart.is_none());
            printed.map(|(_, id, _)| id.as_str()).collect()
        }
        TemplateSection::Charts => of(&model.charts),
        TemplateSection::Datasets => of(&model.datasets),
    }
}
