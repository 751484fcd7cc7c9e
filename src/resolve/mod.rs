//! From words to meaning: ids become keys, conditions become filters, quantities and dates are understood.
//!
//! Every mistake is collected as a problem and the rest goes on, so that an author sees them all at once. Where a problem
//! stands the model holds a stand-in; it is whole, and fit to be evaluated, only when no error was met.

mod aggregates;
mod asked;
mod bounds;
mod brief;
mod chart;
mod claim;
mod columns;
mod comparison;
mod dataset;
mod dataset_problem;
mod figure;
mod figure_problem;
mod figure_type;
mod holds;
mod layout;
mod links;
mod measure;
mod operation;
mod order;
mod periods;
mod problem;
mod prose;
mod publication;
mod question;
mod rate;
mod real;
mod registry_path;
mod related;
pub(crate) mod rows;
mod selection;
mod sought;
mod source;
mod table;
mod taken;
mod test;
mod test_problem;
#[cfg(test)]
mod tests;
mod values;
mod verdict;
mod view;

use crate::diagnostic::code::registry::{
    ANCHOR_OR_TAG, BAD_PATH, NOT_A_REGISTRY, NOT_UTF8, NOT_YAML, SEVERAL_DOCUMENTS, TOO_LARGE, UNREADABLE_FILE,
};
use crate::diagnostic::{Problem, Problems};
use crate::language::Language;
use crate::load::Project;
use crate::model::{Dataset, Measure, Model, OfRows, Party, Publication, Section, Source};
use crate::text::{Place, Step};
use crate::vocabulary::EntryKind;

use figure_type::Facts;
use links::{Asked, Links, Scope, Sections};
use prose::Readers;
use selection::Used;
use test::Bench;

pub(crate) use order::{declared, references};
pub(crate) use values::is_download;

/// Returns the model of a project, with the problems met.
pub(crate) fn model(project: &Project, problems: &mut Problems) -> Model {
    let (sections, links) = Sections::of(project);
    linked(project, &sections, &links, problems)
}

/// Returns the model of what stands in the sections.
fn linked(project: &Project, sections: &Sections<'_>, links: &Links<'_>, problems: &mut Problems) -> Model {
    let is_whole = !problems.iter().any(loses_a_file);
    let scope = &mut scope(project, links, is_whole, problems);
    let mut used = Used::new();
    let Grounds { publication, parties, measures, sources, datasets } = grounds(project, sections, scope);

    let mut figures = figure::all(&sections.figures, &sections.claims, (&datasets, &measures), &mut used, scope);
    let order = order::of_figures(&figures.all, &mut figures.understood, &sections.figures, scope);
    let unjudged = vec![None; figures.all.len()];
    let mut facts = Facts { datasets: &datasets, measures: &measures, figures: &figures.all, known: unjudged };
    figure_type::of_all(&mut facts, &order, &figures.understood, scope);
    let shapes: Vec<_> = facts.known.iter().map(|known| known.map(|known| known.shape)).collect();

    let readers = Readers {
        claims: &sections.claims,
        shapes: &shapes,
        datasets: &datasets,
        figures: &figures.all,
        tests: &figures.tests,
    };
    let mut tables = table::tables(&sections.tables, &datasets, &readers, scope);
    let charts = chart::charts(&sections.charts, &datasets, &readers, &mut tables, scope);
    let bench = Bench { readers: &readers, facts: &facts, datasets: &datasets, compared: &figures.tests };
    let claims = claim::claims(&sections.claims, &bench, &publication.scales, &mut used, scope);
    order::of_claims(&claims, &sections.claims, scope);
    let unknowns = brief::unknowns(&sections.unknowns, &readers, scope);
    let briefs = brief::briefs(project, &sections.briefs, &readers, &charts, scope);
    dataset::check_columns(&used, &datasets, &sections.datasets, scope);
    let waivers = publication::waivers(project, scope);

    Model {
        publication,
        parties,
        measures,
        sources,
        figures: figures.all,
        datasets,
        tables,
        charts,
        claims,
        unknowns,
        briefs,
        waivers,
        of_rows: of_rows(project),
    }
}

/// Returns what templates may say of rows, and which entries are made for them.
fn of_rows(project: &Project) -> OfRows {
    let mut of_rows = OfRows::default();
    if project.made.is_empty() {
        return of_rows;
    }
    for (section, id) in project.files.iter().flat_map(|file| file.registry.ids()) {
        let (Some(kind), Some(made)) = (EntryKind::of_section(section), project.made.get(id)) else { continue };
        if kind == EntryKind::Brief {
            of_rows.columns.extend(made.row.cells.iter().map(|(column, _)| column.clone()));
        }
        of_rows.first.entry(kind).or_default().entry(made.of.clone()).or_insert_with(|| id.to_owned());
    }
    of_rows
}

/// Returns a scope in the default language, before it is known in which the publication is written.
fn scope<'a>(project: &'a Project, links: &'a Links<'a>, is_whole: bool, problems: &'a mut Problems) -> Scope<'a> {
    let (language, bounds) = (Language::default(), [].into());
    Scope { links, language, project, bounds, is_whole, problems, near: Asked::new(Asked::MOST) }
}

/// What everything else of a registry rests on.
struct Grounds {
    publication: Publication,
    parties: Section<Party>,
    measures: Section<Measure>,
    sources: Section<Source>,
    datasets: Section<Dataset>,
}

/// Returns who publishes, what is counted, what was read and the tables; the scope is then in the publication's language.
fn grounds(project: &Project, sections: &Sections<'_>, scope: &mut Scope<'_>) -> Grounds {
    let mut publication = publication::understood(project, scope);
    let parties = source::parties(&sections.parties, scope);
    publication::recognize(&mut publication, &parties);
    order::of_parties(&parties, &sections.parties, scope);
    let measures = measure::measures(&sections.measures, scope);
    let sources = source::sources(&sections.sources, scope);
    order::of_sources(&sources, &sections.sources, scope);
    let mut datasets = dataset::all(project, &sections.datasets, scope);
    view::all(&sections.views, &mut datasets, &measures, scope);
    Grounds { publication, parties, measures, sources, datasets }
}

/// Returns whether a problem kept a registry file from being read.
fn loses_a_file(problem: &Problem) -> bool {
    let lost = [&NOT_YAML, &NOT_UTF8, &TOO_LARGE, &ANCHOR_OR_TAG, &SEVERAL_DOCUMENTS, &NOT_A_REGISTRY, &BAD_PATH];
    let includes = match &problem.at.place {
        Place::Registry(place) => place.steps.first() == Some(&Step::from("include")),
        _ => false,
    };
    lost.contains(&problem.code) || problem.code == &UNREADABLE_FILE && includes
}
