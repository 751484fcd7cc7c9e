//! Whether a column holds differences of two others: of two percentages they are percentage points.

use super::{Lineage, Made};

impl Lineage {
    /// Returns whether the cells of a column are differences of two others, as they are or chosen among them.
    pub fn is_difference(&self, column: usize) -> bool {
        let (mut here, mut column) = (self, column);
        loop {
            let Self::Made(layer) = here else { return false };
            match layer.columns.get(column) {
                Some(Made::Operands { how, .. } | Made::Against { how, .. }) => return *how == "difference",
                Some(
                    Made::Kept(below)
                    | Made::Members { column: below, .. }
                    | Made::Chosen { column: below, .. }
                    | Made::Window { column: below, .. },
                ) => (here, column) = (&layer.below, *below),
                Some(Made::LookedUp(_, below)) => {
                    let Some(beside) = &layer.beside else { return false };
                    (here, column) = (beside, *below);
                }
                Some(Made::Header(_) | Made::Folded(_) | Made::Counted(_) | Made::Ranked { .. }) | None => {
                    return false;
                }
            }
        }
    }
}
