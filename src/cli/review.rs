//! Leads an editor through what an edition would change: what moved one at a time, the invisible rest in one step.

use super::terminal::{Answer, Terminal};
use crate::edition::{Change, Changes, CurrentBrief, Editions, State};
use crate::pipeline::Run;

use super::project;

/// Returns whether the editor accepts every step; where nobody sits there to be asked, whoever wrote the command has decided.
pub(super) fn through(run: &Run, editions: &Editions, briefs: &[String], terminal: &mut Terminal) -> bool {
    if !terminal.is_attended() {
        return true;
    }
    briefs.iter().all(|id| {
        let at = editions.briefs.iter().position(|brief| brief == id);
        let steps = at.map_or_else(
            || vec!["it is no longer in the registry".to_owned()],
            |at| match &editions.states[at] {
                State::New => vec!["its first edition".to_owned()],
                State::Accepted => vec!["it says what its last edition says".to_owned()],
                State::Changed(changes) => steps(run, changes, &editions.now[at]),
            },
        );
        let count = steps.len();
        steps.iter().enumerate().all(|(index, step)| {
            terminal.line(&format!("\n{id}, {} of {count}\n{step}", index + 1));
            terminal.ask("accept? [y/N] ") == Answer::Yes
        })
    })
}

/// Returns what is asked about: each flip, each number, each sentence, and everything else at once.
fn steps(run: &Run, changes: &Changes, now: &CurrentBrief) -> Vec<String> {
    let mut steps = Vec::new();
    for (id, old, new) in changes.flips() {
        let mut step =
            format!("standing of `{id}`: {} → {}\n  {}\n  {}", old.standing, new.standing, new.statement, new.reason);
        step.push_str(&cells(changes, id, now));
        steps.push(step);
    }
    for revised in changes.revised() {
        let mut step = format!("`{}`: {} → {}\n  {}", revised.id, revised.old, revised.new, revised.label);
        step.push_str(&cells(changes, revised.id, now));
        steps.push(step);
    }
    for leaning in &changes.leaning {
        let place = now.places.get(&leaning.id).map(|place| project::line(run, place)).unwrap_or_default();
        steps.push(format!("a sentence leans on {}\n  {place}\n  {}", leaning.on.join(", "), leaning.text));
    }
    for change in &changes.sentences {
        let place = now.places.get(&change.id).map(|place| format!("\n  {}", project::line(run, place)));
        steps.push(match (&change.old, &change.new) {
            (_, Some(new)) => format!("a new sentence{}\n  {}", place.unwrap_or_default(), new.text),
            (Some(old), None) => format!("a sentence is gone\n  {}", old.text),
            (None, None) => continue,
        });
    }
    let rest = rest(changes);
    if !rest.is_empty() {
        steps.push(format!("the rest: {}", rest.join(", ")));
    }
    steps
}

/// Returns the changed cells behind a figure or claim, each on a line.
fn cells(changes: &Changes, id: &str, now: &CurrentBrief) -> String {
    let shown = changes.cells_of(id, now).map(|Change { id, old, new }| {
        let written =
            |cell: &Option<crate::edition::Cell>| cell.as_ref().map_or("none", |cell| cell.0.as_str()).to_owned();
        format!("\n    {id}: {} → {}", written(old), written(new))
    });
    shown.collect()
}

fn rest(changes: &Changes) -> Vec<String> {
    let counted = [
        (changes.datasets.len(), "dataset"),
        (changes.sources.len(), "source"),
        (changes.unknowns.len(), "open question"),
        (changes.measures.len(), "definition"),
        (changes.rows.len(), "row of a table"),
        (changes.cells.len(), "cell"),
        (changes.invisible(), "number that prints as before"),
    ];
    let some = counted.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, what)| if count == 1 { format!("1 {what}") } else { format!("{count} × {what}") }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::edition::{Edition, EditionKind, Lock};
    use crate::pipeline::{Options, watched};
    use crate::world::Memory;

    const REGISTRY: &str = include_str!("init/claims.yaml");
    const DATA: &str = include_str!("init/encounters.csv");

    fn run(data: &str, lock: Option<Arc<Lock>>) -> Run {
        let world = Memory::with([("claims.yaml", REGISTRY), ("data/encounters.csv", data)]);
        watched(&world, &Options { editions: true, lock, ..Options::default() }, &|_| {})
    }

    #[test]
    fn an_editor_is_led_through_what_moved_and_the_rest_is_one_step() {
        let first = run(DATA, None).editions.unwrap();
        let edition = Edition {
            date: "2025-12-15".into(),
            kind: EditionKind::First,
            by: Vec::new(),
            note: None,
            since: None,
            withdrawn: false,
            changes: Vec::new(),
            question: String::new(),
            answer: String::new(),
            standing: String::new(),
        };
        let mut lock = Lock::default();
        lock.briefs.entry(first.briefs[0].clone()).or_default().accept(edition, first.now[0].content.clone());
        let run = run(&DATA.replace(",30375", ",27375"), Some(Arc::new(lock)));
        let editions = run.editions.as_ref().unwrap();
        let State::Changed(changes) = &editions.states[0] else { panic!("{:?}", editions.states) };
        assert_eq!(
            steps(&run, changes, &editions.now[0]),
            [
                "standing of `november`: established → refuted\n  Encounters in November were just over 30,000.\n  The record \
                 kept by U.S. Customs and Border Protection says otherwise: 27,375.\n    monthly/2025-11/total: 30375 → 27375",
                "`november`: 30,375 → 27,375\n  Encounters in November were just over 30,000.\n    monthly/2025-11/total: 30375 → \
                 27375",
                "the rest: 1 dataset, 1 cell",
            ]
        );
    }
}
