//! The most that is read of each kind of file, by the names that tell them apart.

pub(crate) use super::datasets::LARGEST_TOGETHER as MOST_DATA;
pub(crate) use super::guard::{LARGEST_FILE, LARGEST_TOGETHER as MOST_REGISTRY, LARGEST_VALUE, MOST_NESTED};
pub(crate) use super::templates::{LARGEST as LARGEST_TEMPLATE, LARGEST_TOGETHER as MOST_TEMPLATES};
pub(crate) use crate::csv::LARGEST as LARGEST_DATA;
