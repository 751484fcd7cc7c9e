//! The fixed phrases of briefs.

use serde::{Deserialize, Serialize};

labels! {
    /// Fixed sentences and phrases.
    Phrases {
        /// What "known" means here.
        what_known_means,
        /// What the section of claims holds.
        what_claimed_means,
        /// What the section of unknowns holds.
        what_unknown_means,
        /// What the appendix holds.
        what_also_said_means,
        /// What the tool proves and what it does not.
        what_is_proved,
        /// The edition line before there are editions.
        unpublished,
        /// Said of a source known through another: `{source}`.
        known_through,
        /// Said of a source that was not seen.
        not_seen,
        /// Said of a source of which it is not stated whether it was seen.
        not_said,
        /// Said of a source that was seen.
        seen,
        /// Attribution: `{who}`.
        said_by,
        /// Attribution with a day: `{who}`, `{date}`.
        said_by_on,
        /// Where the speaker is not known.
        unnamed_speaker,
        /// Where nothing was known of a half.
        nothing_known,
        /// Where nothing is open.
        nothing_unknown,
        /// Where nothing is only claimed.
        nothing_claimed,
        /// A cell: `{file}`, `{row}`, `{column}`.
        cell,
        /// Where a calculation is from: `{parts}`.
        calculated_from,
        /// Read on a day: `{date}`.
        accessed,
        /// Words in the language of the brief: `{words}`.
        translated,
        /// Words in the language of the brief, and who translated them: `{words}`, `{who}`.
        translated_by,
        /// Where a copy is kept: `{address}`.
        archived,
        /// When a copy was made and where it is kept: `{date}`, `{address}`.
        archived_on,
        /// A source that is no longer where it was.
        gone,
        /// Said before a retracted source.
        retracted,
        /// Said before a corrected source.
        corrected,
        /// Said before a superseded source.
        superseded,
        /// Instead of a small count that is withheld.
        fewer_than_five,
        /// Instead of a number with which such a count could be worked out.
        not_shown,
        /// Below a table: what stands for a small count, `{words}`.
        fewer_than_five_means,
        /// Below a table: what stands for a number that protects one, `{words}`.
        not_shown_means,
        /// Instead of how many rows there are, where each is one of a small count.
        fewer_than_five_rows,
        /// Skips to the text.
        skip_to_content,
    }
}
