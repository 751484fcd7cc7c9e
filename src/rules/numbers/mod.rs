//! Rules about numbers: where they are from, what is said beside them, parts, cells.

pub(crate) mod amounts;
pub(crate) mod cells;
mod from_to;
pub(crate) mod in_statement;
pub(crate) mod parts;
pub(crate) mod quantity;
pub(crate) mod stated;
pub(crate) mod untraced;
pub(crate) mod value;
pub(crate) mod wholes;
