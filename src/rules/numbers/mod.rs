//! Rules about numbers.

pub(crate) mod amounts;
pub(crate) mod included;
pub(crate) mod over_exact_number;
pub(crate) mod part_greater_than_whole;
pub(crate) mod percent_for_points;
pub(crate) mod provisional_unmarked;
pub(crate) mod qualifier_dropped;
pub(crate) mod quantity_against_value;
pub(crate) mod quantity_not_in_statement;
pub(crate) mod small_count_recoverable;
pub(crate) mod source;
pub(crate) mod two_values_for_one_thing;
pub(crate) mod untraced_numeral;
