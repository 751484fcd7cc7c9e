//! The words of the built-in templates and of reasons: a field for each, so that a word missing in a language fails a test.
//!
//! To add one, add a field here and a line in every language's file.

use serde::Deserialize;

use super::Plural;

/// Declares a group of labels with its fields.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $(: $kind:ty)?,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: labels!(@kind $($kind)?),)* }
    };
    (@kind) => { String };
    (@kind $kind:ty) => { $kind };
}

labels! {
    /// Everything the tool says to readers by itself.
    Labels {
        /// Headings of a brief.
        headings: Headings,
        /// Standings in the reader's words.
        standings: Standings,
        /// Why a question is open.
        unknowns: Unknowns,
        /// Names of columns and lines.
        fields: Fields,
        /// Fixed sentences and phrases.
        phrases: Phrases,
        /// Phrases with a count.
        counts: Counts,
        /// Sentences of documents and pages.
        pages: Pages,
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
    /// Standings in the reader's words.
    Standings {
        /// An opinion, or a forecast before its date.
        not_assessed,
        /// Nobody looked.
        not_checked,
        /// It held when it was said.
        outdated,
        /// The record contradicts it.
        refuted,
        /// Independent sources disagree.
        contested,
        /// Borne out.
        established,
        /// One independent source.
        reported,
        /// Interested origins only: the agency speaks of itself.
        self_reported_agency,
        /// Interested origins only: critics.
        self_reported_critics,
        /// Interested origins only, neither of those.
        self_reported,
        /// Nothing direct supports it.
        unsupported,
        /// Behind a number or standing in which provisional cells take part.
        provisional,
        /// Behind a number in which revised cells take part.
        revised,
        /// Behind a number in which provisional and revised cells take part.
        provisional_revised,
        /// Behind a standing in which revised cells take part: the standing itself was not revised.
        on_revised,
        /// Behind a standing in which provisional and revised cells take part.
        provisional_on_revised,
    }
}

labels! {
    /// Why a question is open.
    Unknowns {
        /// Nobody collects it.
        not_collected,
        /// It is collected and kept.
        not_published,
        /// Those who count it mean different things.
        inconsistent_definitions,
        /// Somebody says so and nobody checked.
        not_verified,
        /// Sources disagree.
        conflicting,
        /// Two records exist and nobody joined them.
        not_linked,
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
        /// The period.
        period,
        /// A release.
        vintage,
    }
}

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
        /// Said of data: `{date}`.
        /// Said of a source known through another: `{source}`.
        known_through,
        /// Said of a source that was not seen.
        not_seen,
        /// Said of a source that was seen.
        seen,
        /// Said of a refuted claim, before the true statement: `{claim}`.
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
        /// A search without result: `{place}`.
        /// A search without result, with a day: `{place}`, `{date}`.
        /// A cell: `{file}`, `{row}`, `{column}`.
        cell,
        /// Where a link leads back to.
        back_to_text,
        /// Where a calculation is from: `{parts}`.
        calculated_from,
        /// Read on a day: `{date}`.
        accessed,
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
        /// A page that must not be found.
        /// Skips to the text.
        skip_to_content,
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
labels! {
    /// Sentences of documents and pages.
    Pages {
        /// A statement behind the name of whoever makes it: `{who}`, `{claim}`.
        attributed,
        /// The house's own verdict and the words it could have used: `{word}`, `{words}`.
        verdict,
        /// A refuted statement: `{claim}`.
        refuted,
        /// A refuted statement and who made it: `{who}`, `{claim}`.
        refuted_said,
        /// A tested value under its reading: `{reading}`, `{value}`.
        tested,
        /// A series too long to print every value of.
        series,
        long_series,
        /// A title: `{words}`.
        quoted,
        /// A source without title or description.
        untitled,
        /// A source known through another: `{source}` is a numbered reference.
        known_through,
        /// A number that only our own statement gives.
        our_words,
        /// A dataset and its release: `{title}`, `{vintage}`.
        release,
        /// A release: `{vintage}`.
        vintage,
        /// A short digest: `{digest}`.
        digest,
        /// One cell: `{file}`, `{row}`, `{column}`, `{digest}`.
        cell,
        /// One cell whose digest is not given: `{file}`, `{row}`, `{column}`.
        cell_withheld,
        /// A column of all rows: `{file}`, `{column}`, `{rows}`.
        cells,
        /// A column of selected rows: `{file}`, `{column}`, `{rows}`, `{conditions}`.
        cells_where,
        /// All rows: `{file}`, `{rows}`.
        rows,
        /// Selected rows: `{file}`, `{rows}`, `{conditions}`.
        rows_where,
        /// A condition: `{column}`, `{value}`.
        is,
        /// A condition: `{column}`, `{value}`.
        is_not,
        /// A condition of numbers: `{column}`, `{value}`.
        at_least,
        /// A condition of numbers: `{column}`, `{value}`.
        more_than,
        /// A condition of numbers: `{column}`, `{value}`.
        at_most,
        /// A condition of numbers: `{column}`, `{value}`.
        less_than,
        /// A condition of times: `{column}`, `{value}`.
        from,
        /// A condition of times: `{column}`, `{value}`.
        after,
        /// A condition of times: `{column}`, `{value}`.
        until,
        /// A condition of times: `{column}`, `{value}`.
        before,
        /// A condition: `{column}`, `{value}`.
        matches,
        /// Where a table's rows are from: `{file}`.
        table_from,
        /// A table's caption in Markdown: `{caption}`.
        caption,
        /// A table without a caption, read aloud.
        table,
        /// A footnote's number, read aloud before it.
        source,
        /// Before the number of an edition or "unpublished".
        edition,
        /// A claim held under a reading.
        holds,
        /// A claim failed under a reading.
        fails,
        /// A reading that could not be decided.
        undecided,
        /// An origin in favour: `{name}`.
        supports,
        /// An origin against: `{name}`.
        disputes,
        /// Said of an origin with an interest.
        interested,
        /// A reply: `{name}`.
        reply,
        /// How to cite: `{publisher}`, `{question}`, `{title}`, `{date}`, `{edition}`.
        cite_as,
        /// How to reproduce.
        reproduce,
        /// A list of what was read.
        read,
        /// A list of what was not read.
        not_read,
        /// Beside a definition: `{label}`, `{why}`.
        distinct,
        /// Nothing was read.
        nothing_read,
        /// The description of a page: `{answer}`, `{standing}`.
        description,
        /// Who wrote it, with what they did: `{name}`, `{role}`.
        author,
        /// The way from a brief to the list of all.
        all_briefs,
        /// The standing of a claim that holds under one reading and not under another.
        depends_on_reading,
        /// The caption of the table of numbers.
        numbers,
        /// Over the tables that a brief lists.
        tables,
    }
}
