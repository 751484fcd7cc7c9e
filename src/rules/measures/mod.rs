//! Rules about measures.

pub(crate) mod activity_as_outcome;
pub(crate) mod evidence_of_another_measure;
pub(crate) mod proxy_unnamed;
pub(crate) mod same_event_in_two_wordings;
pub(crate) mod table_of_another_measure;
pub(crate) mod totals_as_growth;
pub(crate) mod two_measures_on_one_axis;
pub(crate) mod unlike_periods;
pub(crate) mod words_of_another_measure;
