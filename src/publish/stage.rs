//! Puts several files in place as one change: stages each, writes down what is to be done, then does it step by step.
//!
//! The first step decides. Whoever is killed before it has changed nothing; whoever is killed after it finds the rest done
//! by the next command, by the journal. On a failure every step is taken back.

use std::path::Path;

use rayon::prelude::*;

use super::folder::Folder;
use super::journal::{self, Journal};
use super::step::{After, Before, Step, names};
use crate::Error;

/// Makes every step in `folder`; on failure what was done is taken back.
pub(crate) fn carry_out(folder: &dyn Folder, staging: &str, steps: &[Step<'_>]) -> Result<(), Error> {
    if steps.is_empty() {
        return Ok(());
    }
    let mut done = 0;
    let result = stage(folder, staging, steps).and_then(|()| put_in_place(folder, staging, steps, &mut done));
    // What cannot be taken back is finished by the next command, so the journal has to stay.
    if result.is_ok() || take_back(folder, staging, &steps[..done]).is_ok() {
        // What stays behind is cleared by the next command; the files are as they should be either way.
        let _ = journal::clear(folder, staging);
    }
    result
}

fn stage(folder: &dyn Folder, staging: &str, steps: &[Step<'_>]) -> Result<(), Error> {
    let path = Path::new(staging);
    folder.clear(staging).map_err(Error::system("clear", path))?;
    folder.make(staging).map_err(Error::system("make the folder", path))?;
    steps.par_iter().try_for_each(|step| {
        let Some(bytes) = step.after.bytes() else { return Ok(()) };
        let staged = format!("{staging}/{}", step.staged);
        let mut put = folder.put(&staged, &bytes);
        if matches!(step.after, After::Keeps(_)) && step.before != Before::Absent {
            put = put.and_then(|()| folder.allow_as(step.path, &staged));
        }
        if matches!(step.after, After::Keeps(_) | After::Lasts(_)) {
            put = put.and_then(|()| folder.sync(&staged));
        }
        put.map_err(Error::system("write", Path::new(step.path)))
    })?;
    Journal::of(steps).put(folder, staging)
}

fn put_in_place(folder: &dyn Folder, staging: &str, steps: &[Step<'_>], done: &mut usize) -> Result<(), Error> {
    let mut made = "";
    for step in steps {
        let parent = step.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if parent != made && !parent.is_empty() && !step.after.is_gone() {
            folder.make(parent).map_err(Error::system("make the folder", Path::new(parent)))?;
            made = parent;
        }
        one(folder, staging, step)?;
        *done += 1;
    }
    Ok(())
}

/// Makes one step, and keeps what was there before.
fn one(folder: &dyn Folder, staging: &str, step: &Step<'_>) -> Result<(), Error> {
    let path = Path::new(step.path);
    let (staged, kept) = names(staging, &step.staged);
    if step.after.is_gone() {
        return folder.rename(step.path, &kept).map_err(Error::system("remove", path));
    }
    if step.before != Before::Absent {
        folder.keep(step.path, &kept).map_err(Error::system("keep a copy of", path))?;
    }
    folder.rename(&staged, step.path).map_err(Error::system("write", path))
}

/// Takes steps back, the last first, up to one that cannot be: what is staged is whole again after each.
fn take_back(folder: &dyn Folder, staging: &str, done: &[Step<'_>]) -> std::io::Result<()> {
    done.iter().rev().try_for_each(|step| {
        let (staged, kept) = names(staging, &step.staged);
        match (step.after.is_gone(), step.before) {
            (true, _) => folder.rename(&kept, step.path),
            (false, Before::Absent) => folder.rename(step.path, &staged),
            (false, Before::Present(_)) => {
                folder.keep(step.path, &staged)?;
                folder.rename(&kept, step.path)
            }
        }
    })
}
