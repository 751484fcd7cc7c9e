//! Rules about words: likelihood, strength, quotations, superlatives.

pub(crate) mod likelihood;
pub(crate) mod quotation;
pub(crate) mod strength;
pub(crate) mod superlative;
