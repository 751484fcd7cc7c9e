//! Whether the words that a redaction takes out are gone from every page: those that would be made, and those that stay.

use std::path::Path;
use std::sync::Arc;

use super::project;
use super::terminal::Progress;
use crate::Error;
use crate::edition::{Accepted, Editions, Lock, Refusal, letters};
use crate::pipeline::{Options, Purpose};
use crate::publish::LARGEST_PAGE;
use crate::render::Page;
use crate::world::{Disk, ProjectPath, World};

/// Refuses a redaction while its words stand in a page.
///
/// # Errors
/// A page that the new lock would make says them, or the published page of a brief that is not accepted with it.
pub(super) fn check(world: &Disk, lock: &Arc<Lock>, words: &[String], accepted: &[Accepted]) -> Result<(), Error> {
    let words: Vec<String> = words.iter().map(|words| letters(words)).filter(|words| !words.is_empty()).collect();
    let progress = Progress::start();
    let how = Options { editions: true, lock: Some(Arc::clone(lock)), purpose: Purpose::Accept, ..Options::default() };
    let run = project::run_options(world, &how, &progress);
    drop(progress);
    let is = |path: &ProjectPath, ending: &str| Path::new(path.as_str()).extension().is_some_and(|end| end == ending);
    // The HTML page of a brief says what its Markdown says; the pages around the briefs have no Markdown.
    let made = run.pages.iter().flatten().filter(|page| page.brief.is_none() || !is(&page.path, "html"));
    let made = made.map(|page| (page.path.clone(), page.bytes().into_owned()));
    let stays = run.documents.iter().filter(|document| accepted.iter().all(|one| one.brief != document.id.as_str()));
    let stays = stays.flat_map(|document| ["md", "json"].map(|extension| Page::path_of(&document.id, extension)));
    // The page of a brief that the registry no longer has stands until the brief is withdrawn.
    let gone = run.editions.iter().flat_map(Editions::gone).filter(|id| accepted.iter().all(|one| one.brief != *id));
    let gone = gone
        .flat_map(|id| ["md", "json"].map(|extension| ProjectPath::parse(&format!("reports/{id}.{extension}")).ok()));
    let stays = stays
        .chain(gone)
        .flatten()
        .filter_map(|path| Some((path.clone(), world.read_at_most(&path, LARGEST_PAGE).ok()?)));
    // The same words are named where people read them, before where programs do.
    let (data, read): (Vec<_>, Vec<_>) = made.chain(stays).partition(|(path, _)| is(path, "json"));
    for (path, bytes) in read.into_iter().chain(data) {
        let text = String::from_utf8_lossy(&bytes);
        let plain = match path.as_str() {
            _ if is(&path, "html") => words_of(&text),
            // In data a sign may be written by its number, whose letters are none of the words.
            _ if is(&path, "json") => match serde_json::from_slice::<serde_json::Value>(&bytes) {
                Ok(value) => value.to_string(),
                Err(_) => text.into_owned(),
            },
            _ => text.into_owned(),
        };
        let page = letters(&plain);
        if words.iter().any(|words| page.contains(words)) {
            return Err(Error::Refused(Refusal::StillThere { place: path.to_string() }));
        }
    }
    Ok(())
}

/// Returns what a reader reads of a page of HTML: no tags, no style, nothing for an escaped sign, which is no letter.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, here) = rest.split_at(at);
        words.push_str(before);
        let end = if here.starts_with("<style") {
            "</style>"
        } else if here.starts_with('<') {
            ">"
        } else {
            ";"
        };
        rest = here.find(end).map_or("", |at| &here[at + end.len()..]);
    }
    words + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_reads_of_a_page_has_no_tags_and_no_style() {
        let html = "<style>p { color: red }</style><p class=\"a\">Clerk <b>Ja</b>ne R&amp;oe</p>, so";
        assert_eq!(words_of(html), "Clerk Jane Roe, so");
    }
}
