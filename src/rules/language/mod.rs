//! Rules about words.

pub(crate) mod cause_without_evidence;
pub(crate) mod confidence_and_likelihood;
pub(crate) mod false_for_unsupported;
pub(crate) mod mixed_likelihood_scales;
pub(crate) mod quotation_not_verbatim;
pub(crate) mod superlative_without_test;
pub(crate) mod verb_stronger_than_standing;
