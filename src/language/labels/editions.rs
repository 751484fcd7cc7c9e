//! What a page says of its editions, and of what changed from one to the next.

use serde::{Deserialize, Serialize};

use super::Plural;

labels! {
    /// What a page says of its editions.
    Editions {
        /// Which edition it is: `{number}`, `{date}`, `{kind}`.
        accepted,
        /// A draft before the first edition.
        draft_first,
        /// A draft after an edition: `{number}`, `{date}`.
        draft,
        /// A draft, where it is cited.
        cited,
        /// What must be read of a draft before the first edition.
        notice_first,
        /// What must be read of a draft after one: `{number}`, `{date}`.
        notice_draft,
        /// What must be read of a correction: `{kind}`, `{number}`, `{date}`.
        notice,
        /// Since when something was wrong: `{since}`.
        since,
        /// What must be read of a brief that is withdrawn: `{date}`.
        withdrawn,
        /// What must be read of a brief over which a concern stands: `{date}`, `{number}`.
        concern,
        /// What is added to a withdrawal or concern that was ended since: `{date}`.
        reinstated,
        /// Over what changed in an edition.
        changes,
        /// Over what a draft changes.
        draft_changes,
        /// Over the list of editions.
        history,
        /// Over the corrections in it.
        corrections,
        /// Over the other editions in it.
        others,
        /// One edition in the list: `{number}`, `{date}`, `{kind}`.
        entry,
        /// Why an edition was made.
        kinds: EditionKinds,
        /// A number that is printed in another way: `{label}`, `{new}`, `{old}`.
        number,
        /// The tested figure of a claim, printed in another way: `{claim}`, `{new}`, `{old}`.
        tested,
        /// Numbers that are not named one by one.
        more_numbers: Plural,
        /// Lists of numbers that are printed in another way.
        series: Plural,
        /// A claim whose standing is another: `{claim}`, `{new}`, `{old}`.
        flipped,
        /// A claim of which a reader is told something else, on the same standing: `{claim}`, `{new}`, `{old}`.
        told,
        /// A claim that is worded anew: `{claim}`.
        reworded,
        /// A claim that is new, `{claim}`, `{standing}`.
        claim_new,
        /// A claim that is gone: `{claim}`.
        claim_gone,
        /// A question that is new: `{question}`.
        opened,
        /// A question that is worded anew: `{question}`.
        asked_anew,
        /// A question that is gone: `{question}`.
        closed,
        /// A source that no longer stands as it did: `{title}`, `{status}`.
        source,
        /// A definition that is another: `{label}`.
        definition,
        /// A new release of data: `{title}`, `{vintage}`.
        release,
        /// Data that changed within a release: `{title}`, `{vintage}`.
        mended,
        /// Rows of printed tables.
        rows: Plural,
        /// Sentences that are new, gone or rewritten.
        sentences: Plural,
        /// Where nothing that a reader sees has changed.
        nothing,
        /// Across the pages of a draft.
        watermark,
        /// The title of an edition in the feed: `{kind}`, `{question}`.
        titled,
        /// The same of an edition of a brief that was withdrawn since: `{kind}`, `{question}`.
        titled_withdrawn,
        /// The same of an edition of a brief that had been withdrawn before and stayed so: `{kind}`, `{question}`.
        titled_still_withdrawn,
        /// Of a brief that the registry no longer has.
        gone,
        /// Before the brief that was changed last: `{date}`, `{kind}`.
        newest,
        /// The name of the feed.
        feed,
        /// Instead of words that were taken out for a person's safety.
        redacted,
    }
}

labels! {
    /// Why an edition was made.
    EditionKinds {
        /// The first.
        first,
        /// A new release of the data.
        data_update,
        /// A new source or claim.
        new_evidence,
        /// Something was wrong.
        correction,
        /// It could be misread.
        clarification,
        /// Wording.
        editorial,
        /// There is reason to doubt it.
        expression_of_concern,
        /// It should not be relied on.
        withdrawal,
        /// Words were taken out.
        redaction,
        /// It can be relied on again.
        reinstatement,
    }
}
