//! Rules about time.

pub(crate) mod forecast_due;
pub(crate) mod review_passed;
pub(crate) mod source_newer_than_as_of;
pub(crate) mod unknown_overdue;
