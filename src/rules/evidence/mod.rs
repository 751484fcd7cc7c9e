//! Rules about evidence: sources, origins, standings, and tests against statements.

pub(crate) mod alone;
pub(crate) mod base;
pub(crate) mod comparison;
pub(crate) mod condition;
pub(crate) mod differs;
pub(crate) mod direction;
pub(crate) mod ends;
pub(crate) mod every;
pub(crate) mod label;
pub(crate) mod lengths;
pub(crate) mod moving;
pub(crate) mod newest;
pub(crate) mod origins;
pub(crate) mod period;
pub(crate) mod printed;
pub(crate) mod record;
mod sides;
pub(crate) mod since;
pub(crate) mod sources;
pub(crate) mod standing;
pub(crate) mod superlative;
pub(crate) mod test;
pub(crate) mod voices;
