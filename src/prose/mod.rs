//! What authors wrote, read once: passages, sentences and their words, names, references, voice, contrast, numerals, and the
//! indexes by which a number or a quotation is found in what the registry holds. It knows no rule.

pub(crate) mod amounts;
pub(crate) mod attribution;
pub(crate) mod authored;
pub(crate) mod claim_refs;
pub(crate) mod contrast;
pub(crate) mod elided;
pub(crate) mod included;
pub(crate) mod likelihood;
pub(crate) mod naming;
pub(crate) mod number_index;
pub(crate) mod number_source;
pub(crate) mod numeral;
pub(crate) mod passage;
pub(crate) mod printed;
pub(crate) mod qualified;
pub(crate) mod quotation_index;
pub(crate) mod references;
pub(crate) mod sentence;
pub(crate) mod usage;
pub(crate) mod voice;
