//! Datasets that lost remembered cells within a release, while a number that rests on them moved: whichever cells those are now, what was
//! printed of them was corrected.

use std::collections::BTreeSet;

use super::changes::Changes;
use super::current::CurrentBrief;

impl Changes {
    /// Keeps those datasets that a number which moved rests on.
    pub(super) fn moved_on(&self, lost: BTreeSet<String>, now: &CurrentBrief) -> BTreeSet<String> {
        if lost.is_empty() {
            return lost;
        }
        let figures = self.figures.iter().filter_map(|change| {
            let (old, new) = change.both()?;
            let moved = (&old.printed, &old.digest) != (&new.printed, &new.digest);
            (moved && !new.is_of_another_period_than(old)).then_some(("figures.", change.id.as_str()))
        });
        let claims = self.claims.iter().filter_map(|change| {
            let (old, new) = change.both()?;
            (old.values != new.values && !new.is_of_another_period_than(old)).then_some(("claims.", change.id.as_str()))
        });
        let mut on: BTreeSet<String> = BTreeSet::new();
        for (kind, id) in figures.chain(claims) {
            let cells = now.cells_of(id);
            on.extend(cells.iter().filter_map(|cell| Some(cell.split_once('/')?.0.to_owned())));
            on.extend(extents(now, &format!("{kind}{id}")));
        }
        lost.into_iter().filter(|dataset| on.contains(dataset)).collect()
    }
}

/// Returns the datasets of the cells that a number rests on and that are not remembered one by one.
fn extents(now: &CurrentBrief, of: &str) -> Vec<String> {
    let content = now.content.read();
    let is = |id: &str| id == of || id.strip_prefix(of).is_some_and(|rest| rest.starts_with('/'));
    content.extents().filter(|(id, _)| is(id)).map(|(_, extent)| extent.dataset.clone()).collect()
}
