//! The words of the built-in templates and of reasons: a field for each, so that a word missing in a language fails a test.
//!
//! To add one, add a field here and a line in every language's file.

use serde::{Deserialize, Serialize};

use super::Plural;

/// Declares a group of labels with its fields.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $(: $kind:ty)?,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: labels!(@kind $($kind)?),)* }
    };
    (@kind) => { String };
    (@kind $kind:ty) => { $kind };
}

mod around;
mod editions;
mod pages;
mod panel;
mod phrases;
mod told;

pub use around::Meanings;

use around::Around;
use editions::Editions;
use pages::Pages;
use panel::Panel;
use phrases::Phrases;
use told::{Qualifiers, Told};

labels! {
    /// Everything the tool says to readers by itself.
    Labels {
        /// Headings of a brief.
        headings: Headings,
        /// Standings in the reader's words.
        standings: Standings,
        /// What a reader is told of each standing.
        told: Told,
        /// Each standing as a clause of a sentence.
        qualifiers: Qualifiers,
        /// Why a question is open.
        unknowns: Unknowns,
        /// Names of columns and lines.
        fields: Fields,
        /// Fixed sentences and phrases.
        phrases: Phrases,
        /// Phrases with a count.
        counts: Counts,
        /// What the panel says, and the answer's standing.
        panel: Panel,
        /// Sentences of documents and pages.
        pages: Pages,
        /// What a page says of its editions.
        editions: Editions,
        /// Words of the pages around the briefs.
        around: Around,
    }
}

labels! {
    /// Headings of a brief.
    Headings {
        /// Over the answer.
        answer,
        /// Over the section with both halves.
        known_and_unknown,
        /// Over what is established or refuted.
        known,
        /// Over what is said.
        claimed,
        /// Over what is open.
        unknown,
        /// Over the table of numbers.
        numbers,
        /// Over the reasons.
        standing,
        /// Over what was read.
        read,
        /// Over the definitions.
        counts,
        /// Over the appendix.
        also_said,
        /// Over the references.
        sources,
        /// Over what the brief does not cover.
        limitations,
        /// Over how the work is done.
        method,
        /// Over what would change the answer.
        would_change,
        /// Over the links to the evidence.
        evidence,
        /// Over the open questions with all that is said of them.
        questions,
        /// Over who wrote, checked and paid.
        about,
        /// Over how mistakes are corrected.
        corrections,
        /// Over the licence.
        licence,
        /// Over how to cite.
        cite,
        /// Over how to reproduce.
        reproduce,
        /// Over the list of briefs.
        briefs,
    }
}

labels! {
    /// Standings by what they need, as a scale of verdicts names them, and what is said behind a number or a standing.
    Standings {
        /// An opinion, or a forecast before its date.
        not_assessed,
        /// Nobody here looked.
        not_checked,
        /// It held when it was said.
        outdated,
        /// It is contradicted.
        refuted,
        /// It is disputed, or depends on how it is read.
        contested,
        /// It is borne out.
        established,
        /// Somebody without an interest says so, for all that is known.
        reported,
        /// Those who say it themselves, or who have an interest.
        self_reported,
        /// Nothing direct supports it.
        unsupported,
        /// Behind a number or standing in which provisional cells take part.
        provisional,
        /// Behind a number in which revised cells take part.
        revised,
        /// Behind a standing in which revised cells take part: the standing itself was not revised.
        on_revised,
        /// Behind a number in which estimated cells take part.
        estimated,
        /// Behind a number in which forecasts take part.
        forecast,
        /// Behind a number in which experimental cells take part.
        experimental,
        /// Behind a number in which cells take part that nobody has validated.
        unvalidated,
        /// Behind a number in which cells of low reliability take part.
        unreliable,
        /// Behind a standing that leans on provisional cells, while its own are not.
        on_provisional,
        /// Behind a standing in which estimated cells take part.
        on_estimated,
        /// Behind a standing in which forecasts take part.
        on_forecast,
        /// Behind a standing in which experimental cells take part.
        on_experimental,
        /// Behind a standing in which cells take part that nobody has validated.
        on_unvalidated,
        /// Behind a standing in which cells of low reliability take part.
        on_unreliable,
    }
}

labels! {
    /// Why a question is open.
    Unknowns {
        /// We found nobody who collects it.
        not_collected,
        /// We found nothing published.
        not_published,
        /// Those who count it mean different things.
        inconsistent_definitions,
        /// Somebody says so, and we found no check.
        not_verified,
        /// Sources disagree.
        conflicting,
        /// Two records exist, and we found them joined nowhere.
        not_linked,
        /// It is published without how it was made.
        method_undisclosed,
        /// It will be known later.
        not_yet,
    }
}

labels! {
    /// Names of columns and lines.
    Fields {
        /// Of a number in the table of numbers.
        number,
        /// What a number counts.
        what_it_counts,
        /// Where a number is from.
        from,
        /// A row of a file.
        row,
        /// A column of a file.
        column,
        /// A file.
        file,
        /// A source.
        source,
        /// A claim.
        claim,
        /// The standing of a claim.
        standing,
        /// The reason of a standing.
        reason,
        /// Who said it.
        said_by,
        /// A reading.
        reading,
        /// Why a question is open.
        why,
        verdict,
        /// What would settle it.
        would_settle,
        /// Who holds the answer.
        holder,
        /// Whom somebody asked.
        asked,
        /// When somebody last looked at it.
        reviewed,
        /// When it is looked at again.
        next_check,
        /// The day of the data.
        as_of,
        data,
        /// The edition.
        edition,
        /// Who wrote it.
        by,
        /// The publisher.
        publisher,
        /// Who pays.
        funding,
        /// Interests of the publisher.
        conflicts,
        /// Where to write.
        contact,
        /// What it is about.
        topics,
        /// How the record words it.
        definition,
        /// Which measures it is not.
        not_the_same_as,
        /// Who keeps a count.
        kept_by,
        /// A reply of an interested party.
        reply,
        /// A number in the words in which it is printed.
        as_printed,
        /// The period.
        period,
        /// A release.
        vintage,
    }
}

labels! {
    /// Phrases with a count.
    Counts {
        /// What is known.
        known: Plural,
        /// What is claimed.
        claimed: Plural,
        /// What is open.
        unknown: Plural,
        /// Claims.
        claims: Plural,
        /// Sources.
        sources: Plural,
        /// Origins.
        origins: Plural,
        /// Cells.
        cells: Plural,
        /// Rows.
        rows: Plural,
        /// Steps of a series.
        steps: Plural,
    }
}
