//! Rules about the structure of a brief.

pub(crate) mod dangling_footnote;
pub(crate) mod empty_half;
pub(crate) mod evidence_without_locator;
pub(crate) mod expired_waiver;
pub(crate) mod idle_waiver;
pub(crate) mod long_answer;
pub(crate) mod lost_section;
pub(crate) mod no_byline;
pub(crate) mod no_data_date;
pub(crate) mod no_limitations;
pub(crate) mod no_method;
