//! The brief as data: what its page says, for programs that use it again. Every sentence is made where those of the page are
//! made, every number is a string of digits, and what readers do not see is not here.

mod brief;
mod claim;
mod edition;
mod number;
mod party;
mod publication;
mod quantity;
mod shape;
mod source;
mod table;
mod unknown;

use serde_json::{Value, json};

use crate::diagnostic::show::to_text;
use crate::edition::Imprint;
use crate::evaluate::{self, Outcome};
use crate::model::{Key, Registered};
use crate::number::Number;
use crate::view::{Composer, MarkedText};

use crate::render::deferred::Finished;
use crate::render::linked_data::inert;
use crate::template::objects::Subject;
use shape::{Definitions, Part};

/// The version of the page: it grows when a key changes its meaning or goes; new keys leave it as it is.
const VERSION: usize = 1;

/// Returns the bytes of a finished brief as data.
pub(super) fn page(subject: &Subject, finished: &Finished, imprint: &Imprint) -> Vec<u8> {
    let value = brief::of(subject, finished, imprint).value().unwrap_or_default();
    inert(&to_text(&value)).into_bytes()
}

/// Returns the JSON Schema (2020-12) of a brief as data, made of the types that write it.
pub fn schema() -> Value {
    let mut definitions = Definitions::new();
    let brief = brief::Brief::shape(&mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A brief of knowns as data",
        "$ref": brief["$ref"],
        "$defs": definitions,
    })
}

/// Returns the words of a line; none where there is nothing to read.
fn words(line: &MarkedText) -> Option<String> {
    (!line.is_empty()).then(|| line.plain())
}

/// Returns the id of an entry.
fn id<T>(section: &Registered<T>, key: Key<T>) -> String {
    section.id(key).to_string()
}

/// Returns a number of an outcome as plain digits: exact, or where small counts are guarded no more exact than it is
/// printed, for what is withheld could be worked out from the rest.
fn digits(composer: &Composer<'_>, outcome: &Outcome, number: Number, decimals: u32) -> String {
    let guarded = outcome.measures.iter().any(|measure| evaluate::is_guarded(composer.model, *measure));
    (if guarded { number.rounded(decimals) } else { number }).to_string()
}
