//! Whether the words that a redaction takes out are gone from every page: those that would be made, and those that stay.

use std::path::Path;

use super::opened;
use super::progress::Progress;
use crate::Error;
use crate::edition::{Accepted, Lock, Refusal, letters};
use crate::pipeline::{How, Purpose};
use crate::render::Page;
use crate::world::{Disk, World};

/// Refuses a redaction while its words stand in a page.
///
/// # Errors
/// A page that the new lock would make says them, or the published page of a brief that is not accepted with it.
pub(super) fn check(world: &Disk, lock: &Lock, words: &[String], accepted: &[Accepted]) -> Result<(), Error> {
    let words: Vec<String> = words.iter().map(|words| letters(words)).filter(|words| !words.is_empty()).collect();
    let progress = Progress::start();
    let how = How { editions: true, lock: Some(lock.clone()), purpose: Purpose::Accept, ..How::default() };
    let run = opened::run_how(world, &how, &progress);
    drop(progress);
    // A page of HTML says what its Markdown says, with tags between the letters.
    let is_html = |page: &&Page| Path::new(page.path.as_str()).extension().is_some_and(|end| end == "html");
    let made = run.pages.iter().flatten().filter(|page| !is_html(page));
    let made = made.map(|page| (page.path.clone(), page.bytes.clone()));
    let stays = run.documents.iter().filter(|document| accepted.iter().all(|one| one.brief != document.id.as_str()));
    let stays = stays.filter_map(|document| Page::path_of(&document.id, "md"));
    let stays = stays.filter_map(|path| Some((path.clone(), world.read(&path).ok()?)));
    for (path, bytes) in made.chain(stays) {
        let page = letters(&String::from_utf8_lossy(&bytes));
        if words.iter().any(|words| page.contains(words)) {
            return Err(Error::Refused(Refusal::StillThere { place: path.to_string() }));
        }
    }
    Ok(())
}
