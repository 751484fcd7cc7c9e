//! What is wrong with a translation: a text that is printed and was not translated, a template of which nothing is printed, a claim
//! that comes to something else than in the main language.

use std::collections::BTreeSet;

use crate::diagnostic::code::evidence::TRANSLATION_DIFFERS;
use crate::diagnostic::code::reference::{NO_TEXT_IN_LANGUAGE, TEMPLATE_LANGUAGE};
use crate::diagnostic::{Code, Problem, Problems};
use crate::language::{Language, Languages};
use crate::load::Project;
use crate::model::{Calculation, Claim, Key, Model};
use crate::outcome::Evaluation;
use crate::quantity::Quantity;
use crate::reads::{Readable, Reads};
use crate::text::{Place, RegistryPlace, Step};
use crate::vocabulary::Standing;
use crate::world::ProjectPath;

/// The problem of a text without words in a language.
pub(super) static MISSING: &Code = &NO_TEXT_IN_LANGUAGE;

/// Takes out what is said of texts that are in another language than the project is looked at in: they are held to the rules of
/// their own.
pub(super) fn without_untranslated(project: &Project, problems: &mut Problems) {
    problems.retain(|problem| match &problem.at.place {
        Place::Registry(place) => problem.code == MISSING || !project.is_untranslated(place),
        _ => true,
    });
}

/// Returns the texts without words in a language that its briefs, in which this was read, may print.
pub(super) fn missing(project: &Project, model: &Model, reads: &Reads) -> Vec<Problem> {
    let languages = &model.publication.languages;
    if languages.is_main() || model.briefs.is_empty() {
        return Vec::new();
    }
    let read: BTreeSet<(Readable, usize)> = reads.iter().map(|note| (note.section(), note.entry())).collect();
    let is_read = |place: &&RegistryPlace| match place.steps.as_slice() {
        [Step::Key(section), ..] if section == "publication" => true,
        [Step::Key(section), Step::Key(id), ..] => {
            let of_rows = project.made.iter().filter(|(_, made)| made.of == *id).map(|(made, _)| made.as_str());
            let all = std::iter::once(id.as_str()).chain(of_rows);
            all.filter_map(|id| entry(model, section, id)).any(|entry| read.contains(&entry))
        }
        _ => false,
    };
    project.untranslated.iter().filter(is_read).map(|place| not_translated(place, languages.own())).collect()
}

/// Returns the entry that an author declares under an id.
fn entry(model: &Model, section: &str, id: &str) -> Option<(Readable, usize)> {
    let brief = || format!("{id}{}", model.publication.languages.ending_of(model.publication.language));
    Some(match section {
        "parties" => (Readable::Parties, model.parties.find(id)?.index()),
        "measures" => (Readable::Measures, model.measures.find(id)?.index()),
        "sources" => (Readable::Sources, model.sources.find(id)?.index()),
        "datasets" | "views" => (Readable::Datasets, model.datasets.find(id)?.index()),
        "figures" => (Readable::Figures, model.figures.find(id)?.index()),
        "tables" | "charts" => (Readable::Tables, model.tables.find(id)?.index()),
        "claims" => (Readable::Claims, model.claims.find(id)?.index()),
        "unknowns" => (Readable::Unknowns, model.unknowns.find(id)?.index()),
        "briefs" => (Readable::Briefs, model.briefs.find(&brief())?.index()),
        _ => return None,
    })
}

/// Builds the problem of a text that a page may print and that was not translated.
fn not_translated(place: &RegistryPlace, language: Language) -> Problem {
    let (path, tag) = (crate::load::path(&place.steps), language.tag());
    Problem::error(MISSING, Place::from(place.clone()), format!("`{path}` has no text in `{tag}`"))
        .note(format!(
            "a brief that is published in `{tag}` rests on this entry, and would print the words of another language"
        ))
        .help(format!("write a mapping of languages in its place, with `{tag}: …`"))
}

/// Returns the templates that are named after a language in which their brief is not published.
pub(super) fn without_brief(project: &Project, model: &Model) -> Vec<Problem> {
    let languages = &model.publication.languages;
    let of = |path: &ProjectPath| {
        let name = path.as_str().strip_prefix("templates/")?.strip_suffix(".md")?;
        let (stem, language) = languages.split(name);
        let template = format!("templates/{stem}.md");
        let is_own =
            |id: &str, own: Option<&ProjectPath>| id == stem || own.is_some_and(|own| own.as_str() == template);
        let (_, id, _) = model.briefs.iter().find(|(_, id, brief)| {
            is_own(id.as_str(), brief.template.as_ref()) && !brief.languages.contains(&language)
        })?;
        Some(not_published(path, id.as_str(), language))
    };
    project.left_out.keys().filter_map(of).collect()
}

/// Builds the problem of a template in a language in which its brief is not published.
fn not_published(file: &ProjectPath, brief: &str, language: Language) -> Problem {
    let tag = language.tag();
    let message = format!("`{file}` is a template in `{tag}`, in which brief `{brief}` is not published");
    Problem::error(&TEMPLATE_LANGUAGE, Place::File(file.clone()), message)
        .note("no page is made of it, and nobody would notice")
        .help(format!("add `{tag}` to the `languages` of the brief, or take the file out"))
}

/// Returns what the claims and figures of a translation come to otherwise than in the main language.
pub(super) fn differences(main: (&Model, &Evaluation), own: (&Model, &Evaluation)) -> Vec<Problem> {
    let mut found = Vec::new();
    let languages = &own.0.publication.languages;
    let printed: BTreeSet<Key<Claim>> =
        own.0.briefs.iter().flat_map(|(_, _, brief)| brief.claims.iter().chain(&brief.answer).copied()).collect();
    for key in printed {
        let id = own.0.claims.id(key);
        let Some(in_main) = main.0.claims.find(id.as_str()) else { continue };
        let (said, meant) = (&own.0.claims[key], &main.0.claims[in_main]);
        let whole = [
            ("quantity", said.quantity.as_ref(), meant.quantity.as_ref()),
            ("from", said.from.as_ref(), meant.from.as_ref()),
            ("to", said.to.as_ref(), meant.to.as_ref()),
        ];
        let before = found.len();
        for (name, said_here, meant_there) in whole {
            let place = said.place.clone().then(name);
            found.extend(otherwise(place, (&format!("claim `{id}`"), languages), said_here, meant_there));
        }
        for (nth, (here, there)) in said.evidence.iter().zip(&meant.evidence).enumerate() {
            let place = said.place.clone().then("evidence").then(nth).then("quantity");
            let who = format!("the evidence of claim `{id}`");
            found.extend(otherwise(place, (&who, languages), here.quantity.as_ref(), there.quantity.as_ref()));
        }
        let standings = [own.1.claim(key).standing, main.1.claim(in_main).standing];
        if found.len() == before && standings[0] != standings[1] {
            let [here, there] = standings.map(Standing::word);
            let message = format!(
                "claim `{id}` is `{here}` in `{}`, and `{there}` in `{}`",
                languages.own().tag(),
                languages.main().tag()
            );
            found.push(differs(said.place.clone().then("statement"), message));
        }
    }
    for (key, id, figure) in own.0.figures.iter() {
        let Some(in_main) = main.0.figures.find(id.as_str()).filter(|in_main| *in_main == key) else { continue };
        if let (Calculation::Quote(here), Calculation::Quote(there)) =
            (&figure.calculation, &main.0.figures[in_main].calculation)
        {
            let (here, there) = (Some(&here.quantity), Some(&there.quantity));
            found.extend(otherwise(
                figure.place.clone().then("quote"),
                (&format!("figure `{id}`"), languages),
                here,
                there,
            ));
        }
    }
    found
}

/// Returns the problem of a quantity that has other bounds than in the main language.
fn otherwise(
    place: RegistryPlace,
    (who, languages): (&str, &Languages),
    here: Option<&Quantity>,
    there: Option<&Quantity>,
) -> Option<Problem> {
    let (here, there) = here.zip(there)?;
    let same = here.hard == there.hard && here.fair == there.fair && here.change() == there.change();
    let message = format!(
        "{who} says `{}` in `{}`, which is not `{}` in `{}`",
        here.words,
        languages.own().tag(),
        there.words,
        languages.main().tag()
    );
    (!same).then(|| differs(place, message))
}

/// Builds the problem of a translation that says something else.
fn differs(place: RegistryPlace, message: String) -> Problem {
    Problem::error(&TRANSLATION_DIFFERS, Place::from(place), message)
        .note("a translation is the same brief for other readers: it must not say more than the original, nor less")
        .help("translate it with words of the same bounds, or correct the one that is wrong")
}
