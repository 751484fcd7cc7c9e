//! Rules about measures: the words for them, tables and charts, stretches of time.

pub(crate) mod charts;
pub(crate) mod periods;
pub(crate) mod tables;
pub(crate) mod words;
