//! Quotations: what may be quoted, and how a quotation stands in it.

mod elided;
mod index;
mod quoted;
#[cfg(test)]
mod tests;

pub(crate) use elided::{Change, Stands};
pub(crate) use index::{QuotationIndex, is_part};
pub(crate) use quoted::Quoted;
