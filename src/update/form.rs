//! In which form the present release is written, where the description of its dataset is that of the new one already: somebody wrote it
//! for the new file, and read by it the release that is kept gives no table, or loses rows.

use crate::csv;
use crate::diagnostic::{Problem, Severity};
use crate::load::proposed;
use crate::registry::{Dataset, Release};
use crate::table::Table;
use crate::world::ProjectPath;

use super::registered::Registered;

/// The keys that take lines away which could be rows.
const LINES: [&str; 2] = ["skip_below", "footer_rows"];

/// Returns what, of the bytes of the present release and of the new one, is to be said of the present of a dataset once it is kept: keys of its form, each with its value.
pub(super) fn of_present(
    one: &Registered<'_>,
    path: &ProjectPath,
    [was, is]: [&[u8]; 2],
) -> Vec<(&'static str, String)> {
    let at = one.at();
    let read = |bytes: &[u8], dataset: &Dataset| {
        let (table, problems) = csv::read(bytes, path, dataset, &at);
        table.filter(|_| !problems.iter().any(is_error))
    };
    let with = |said: &[(&'static str, String)]| {
        let mut release = Release::default();
        for (key, value) in said {
            release.say(key, value);
        }
        one.dataset.of_release(&release).into_owned()
    };
    let Some(present) = read(was, one.dataset) else {
        // What cannot be read by the description and can be in another form is of that form.
        let others = proposed::other_form(was, path, one.dataset, &at);
        let said: Vec<_> = others
            .into_iter()
            .filter_map(|other| {
                let (key, plain) = Release::FORM.iter().find(|(key, _)| *key == other.key)?;
                let shown = other.shown.and_then(|yaml| serde_yaml::from_str(&yaml).ok());
                Some((*key, shown.unwrap_or_else(|| (*plain).to_owned())))
            })
            .collect();
        return if read(was, &with(&said)).is_some() { said } else { Vec::new() };
    };
    let plain = |key: &&'static str| {
        let said = vec![(*key, "0".to_owned())];
        let is_said = one.dataset.form(key).is_some_and(|said| said != "0");
        let whole = is_said.then(|| read(was, &with(&said))).flatten()?;
        // Lines that read as rows here and not in the new release are rows.
        let new_whole = read(is, &with(&said));
        let new_read = read(is, one.dataset);
        let is_row_there = new_whole.zip(new_read).is_some_and(|(whole, read)| is_alike(&whole, &read));
        (whole.rows > present.rows && is_alike(&whole, &present) && !is_row_there).then_some(said)
    };
    LINES.iter().filter_map(plain).flatten().collect()
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}

/// Returns whether two tables have the same columns of the same types.
fn is_alike(one: &Table, other: &Table) -> bool {
    let columns =
        |table: &Table| table.columns.iter().map(|column| (column.name.clone(), column.kind)).collect::<Vec<_>>();
    columns(one) == columns(other)
}
