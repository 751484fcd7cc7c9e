//! Which release a file is: what is given, or what it says.

use std::time::Duration;

use super::source::Source;
use super::told::Told;
use super::{Update, vintage};
use crate::Error;
use crate::cli::terminal::Terminal;
use crate::load::Project;
use crate::model::released;
use crate::update::{self, DataFile, NewRelease, NotKnown, NotUpdated};
use crate::world::{Disk, World as _};

impl Update {
    /// Returns the new release of a file; none where there is nothing new.
    pub(super) fn release<'a>(
        &self,
        world: &Disk,
        of: DataFile<'a>,
        source: &Source,
        told: &mut Told,
        terminal: &mut Terminal,
    ) -> Result<Option<NewRelease<'a>>, Error> {
        let present = world.read_at_most(&of.path, update::LARGEST);
        let present = present.map_err(|_| {
            NotUpdated::new(
                format!("the present file of {} could not be read: `{}`", of.named(), of.path),
                "`knowns check` says what is in the way; a dataset that has no file yet is begun with `knowns new dataset`",
            )
        })?;
        let bytes = source.read(Duration::from_secs(self.within))?;
        if bytes == present {
            self.is_in_place(&of, source)?;
            told.same(&of, source);
            return Ok(None);
        }
        let vintage = self.vintage_of(&of, source, &bytes, told, terminal)?;
        Ok(Some(NewRelease { of, present, bytes, vintage }))
    }

    /// Refuses a release that somebody put in the place of the present one by hand, while the registry speaks of that one.
    fn is_in_place(&self, of: &DataFile<'_>, source: &Source) -> Result<(), NotUpdated> {
        let of_one = |id: &str| self.vintage.iter().find(|(of, _)| of.as_deref().is_none_or(|of| of == id));
        for one in &of.datasets {
            let (Some((_, given)), Some(old)) = (of_one(one.id), one.dataset.vintage.as_deref()) else { continue };
            if given != old && update::is_newer(given, old) == Some(true) {
                return Err(NotUpdated::new(
                    format!(
                        "`{}` holds what `{}` holds, and `{}` says of it that it is the release {old}: the release that it replaced is no longer there to be kept",
                        of.path,
                        source.written(),
                        one.id
                    ),
                    format!(
                        "copy the new file to another place, put the old one back (`git checkout -- {}`), then update from the copy",
                        of.path
                    ),
                ));
            }
        }
        Ok(())
    }

    /// Returns which release a file is: what is given, or else what it says.
    fn vintage_of(
        &self,
        of: &DataFile<'_>,
        source: &Source,
        bytes: &[u8],
        told: &mut Told,
        terminal: &mut Terminal,
    ) -> Result<String, Error> {
        let one = of.datasets[0];
        let named = update::named(bytes, &of.path, one, &source.name());
        let given = |wanted: &str| self.vintage.iter().find(|(of, _)| of.as_deref() == Some(wanted));
        let given = of.datasets.iter().find_map(|one| given(one.id));
        let alone = self.vintage.iter().find(|(of, _)| of.is_none());
        if let Some((_, words)) = given.or(alone) {
            let other = named.iter().find(|other| released(words).is_none_or(|given| !other.vintage.covers(&given)));
            told.given(&of.path, words, other);
            return Ok(words.clone());
        }
        let name = source.written();
        let given = |words: &str| {
            let several = self.datasets.len() > 1 || self.all;
            if several { format!("`--vintage {}={words}`", one.id) } else { format!("`--vintage {words}`") }
        };
        match update::agreed(&named, &source.name()) {
            // What is not out yet on the day that is given is another day than that of the release.
            Ok(found) if self.as_of.is_some_and(|day| found.vintage.first.is_some_and(|first| first > day)) => {
                let day = self.as_of.map(|day| format!(", {day}")).unwrap_or_default();
                Err(NotUpdated::new(
                    format!(
                        "{}, which is after the day of `--as-of`{day}: `{name}` would be a release to come",
                        found.says
                    ),
                    format!(
                        "say which release it is: {} where that is right, and another day else",
                        given(&found.vintage.words)
                    ),
                )
                .into())
            }
            Ok(found) => {
                told.found(&of.path, &found);
                Ok(found.vintage.words)
            }
            Err(NotKnown::Disagree(one, other)) => Err(NotUpdated::new(
                format!("it is not clear which release `{name}` is: {}, and {}", one.says, other.says),
                format!("say it: {} or {}", given(&one.vintage.words), given(&other.vintage.words)),
            )
            .into()),
            Err(NotKnown::Silent { month }) if terminal.is_attended() => {
                let hint = month.map(|month| format!(" (its name holds {month})")).unwrap_or_default();
                let answer = terminal.answer(&format!("which release of {} is `{name}`?{hint} > ", of.named()));
                let words = answer.unwrap_or_default();
                let (_, words) =
                    vintage(&words).map_err(|why| NotUpdated::new(why, "nothing was changed; ask again"))?;
                told.given(&of.path, &words, None);
                Ok(words)
            }
            Err(NotKnown::Silent { month }) => {
                let example = month.clone().unwrap_or_else(|| "2025-12-04".to_owned());
                let why = match month {
                    Some(month) => format!(
                        "`{name}` does not say which release it is: its name holds {month}, which may be the month that it speaks of"
                    ),
                    None => format!("`{name}` does not say which release it is"),
                };
                Err(NotUpdated::new(why, format!("say it, as the publisher does: {}", given(&example))).into())
            }
        }
    }

    /// Refuses a vintage that is given and is of nothing that is updated, or could be of several.
    pub(super) fn unused_vintages(
        &self,
        project: &Project,
        sources: &[(DataFile<'_>, Source)],
    ) -> Result<(), NotUpdated> {
        let alone = self.vintage.iter().any(|(of, _)| of.is_none());
        if alone && (sources.len() > 1 || self.all || self.vintage.len() > 1) {
            return Err(NotUpdated::new(
                "of several datasets it has to be said which is of that release",
                "write `--vintage DATASET=VINTAGE` for each",
            ));
        }
        for (of, _) in sources {
            let given = self.vintage.iter().filter_map(|(id, words)| Some((id.as_deref()?, words)));
            let mut given = given.filter(|(id, _)| of.datasets.iter().any(|one| one.id == *id));
            if let Some((id, words)) = given.next()
                && let Some((other, others)) = given.find(|(_, others)| *others != words)
            {
                return Err(NotUpdated::new(
                    format!(
                        "{} are read from one file, `{}`, and two releases are given: {words} of `{id}`, and {others} of `{other}`",
                        of.named(),
                        of.path
                    ),
                    "name one release; where it is another of the two that is new, give each a file of its own",
                ));
            }
        }
        for id in self.vintage.iter().filter_map(|(of, _)| of.as_deref()) {
            let path = update::data_file(project, id)?.path;
            if sources.iter().all(|(of, _)| of.path != path) {
                let help = if self.all {
                    format!("`--all` takes what has an `origin`: write the address of its file under `{id}`")
                } else {
                    format!("name its file too: `{id}=FILE`")
                };
                return Err(NotUpdated::new(format!("a release of `{id}` is given, and `{id}` is not updated"), help));
            }
        }
        Ok(())
    }
}
