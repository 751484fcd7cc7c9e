//! The words of the pages around the briefs: the registry, open questions, method.

use serde::{Deserialize, Serialize};

use super::Plural;

labels! {
    /// The words of the pages around the briefs.
    Around {
        /// Names the way to the other pages.
        navigation,
        /// Over the list of what is on a page.
        contents,
        /// The page of what is open.
        open_questions,
        /// The page of statements.
        claims,
        /// The page of who speaks.
        parties,
        /// The page of what is counted.
        measures,
        /// A choice by topic.
        topic,
        /// A choice by standing.
        standing,
        /// A choice by brief.
        brief,
        /// What the publication is, where it does not say so itself.
        site,
        /// Opens the choices.
        choose,
        /// The choice that hides nothing.
        all,
        /// Where two choices leave nothing.
        nothing_matches,
        /// Before the briefs that wait for an edition.
        left_out,
        /// Where a page has no entry.
        nothing,
        /// Behind a list that is cut short.
        more: Plural,
        /// Opens a long list.
        show: Plural,
        /// Over the lines that show a brief on another site.
        embed,
        /// What these lines do, and how a single statement is shown.
        embed_means,
        /// Leads from a fragment on another site to its brief.
        embed_link,
        /// The name of a part of a page: `{title}`, `{page}`.
        page,
        /// Names the list of parts.
        parts,
        /// What the page of statements is.
        claims_about,
        /// What the page of sources is.
        sources_about,
        /// What the page of parties is.
        parties_about,
        /// What the page of measures is.
        measures_about,
        /// What the page of open questions is.
        questions_about,
        /// Read aloud of the address of an entry.
        address,
        /// Where it was said.
        said_in,
        /// Over another place in which a claim was said.
        said_again,
        /// The words, verbatim.
        quote,
        /// What a statement counts.
        counts,
        /// What speaks for or against it.
        evidence,
        /// Where somebody looked.
        looked,
        /// The questions that leave it open.
        open,
        /// What a question leaves open.
        blocks,
        /// What it belongs to.
        part_of,
        /// The briefs that use it.
        used_by,
        /// What rests on a source.
        rests,
        /// What a party says.
        says,
        /// What counts a measure.
        counted,
        /// What counts as a party's.
        published,
        /// The measures that a party keeps.
        keeps,
        /// The questions that a party could answer.
        holds,
        /// What a party is.
        kind,
        /// What a party stands to gain.
        interests,
        /// Somebody looked and found none.
        no_interests,
        /// The same with the day: `{date}`.
        no_interests_on,
        /// It is not stated.
        interests_unstated,
        /// Why a party counts by itself.
        independent,
        /// A party's address.
        website,
        /// What a source only passes on.
        relays,
        /// What one of a measure is.
        unit,
        /// The dataset that is the count.
        record,
        /// A share: `{numerator}`, `{denominator}`.
        share_of,
        /// A rate: `{numerator}`, `{denominator}`, `{n}`.
        rate_of,
        /// A plain quotient: `{numerator}`, `{denominator}`.
        quotient_of,
        /// An amount without the change of prices: `{amount}`, `{index}`, `{prices}`.
        real_of,
        /// What may be added over places, not over time.
        at_moment,
        /// What is the running total of another: `{measure}`.
        running_total,
        /// What a number above zero says and one below: `{above}`, `{below}`.
        signs_mean,
        /// What a measure may stand in for.
        stands_for,
        /// Over how small counts are kept back.
        sensitive,
        /// How small counts are kept back.
        sensitive_means,
        /// Over the questions with a day.
        dated,
        /// Over the questions without one.
        undated,
        /// To which day the pages speak: `{date}`.
        as_of,
        /// A day that has passed: `{date}`.
        overdue,
        /// What the page on method is.
        method_about,
        /// Over the table of standings.
        how_decided,
        /// How a standing comes about.
        how_decided_means,
        /// How sources are counted.
        origins_mean,
        /// Over the words of a standing.
        word,
        /// Over what they mean.
        meaning,
        /// What each standing means.
        meanings: Meanings,
        /// Over what is proved and what not.
        proved,
        /// What is proved and what not.
        proved_means,
        /// What unknown and unsupported do not mean.
        unknown_means,
        /// Over the scales of verdicts.
        verdicts,
        /// What a verdict is.
        verdicts_mean,
        /// Over the standing that a word needs.
        needs,
        /// Before the command that compares.
        verify,
        /// The way to the manifest.
        machine,
        /// How evidence stands to a statement.
        stance: Stances,
        /// How the author of evidence knows.
        basis: Bases,
        /// What one of a measure is.
        units: Units,
    }
}

labels! {
    /// What each standing means.
    Meanings {
        /// The record, or what stands for it, bears it out.
        established,
        /// The record contradicts it.
        record_contradicts,
        /// Sources contradict it.
        sources_contradict,
        /// A source without an interest that we read.
        independent,
        /// Sources of which one of the two is not known.
        held_back,
        /// A source that shows less than it says.
        shows_less,
        /// We found none.
        none_found,
        /// Those who say it, or who have an interest.
        self_reported,
        /// Sources disagree.
        disagree,
        /// The record bears it out and somebody disputes it.
        record_disputed,
        /// Somebody disputes it, and that is not enough to refute it.
        disputed,
        /// Readings disagree.
        depends_on_reading,
        /// Right when said.
        outdated,
        /// Somebody looked.
        nothing_found,
        /// What is offered counts for nothing.
        nothing_counts,
        /// Nobody looked.
        not_checked,
        /// An opinion or forecast.
        not_assessed,
        /// On provisional data.
        provisional,
        /// On revised data.
        on_revised,
    }
}

labels! {
    /// How evidence stands to a statement.
    Stances {
        /// For it.
        supports,
        /// For it, and known only through others.
        supports_retold,
        /// The word of the speaker.
        own_word,
        /// The place where it was said.
        place_said,
        /// Offered for it, and adds nothing.
        supports_not_counted,
        /// Offered against it, and adds nothing.
        disputes_not_counted,
        /// Against it.
        disputes,
        /// Could not tell.
        cannot_verify,
        /// Neither.
        context,
    }
}

labels! {
    /// How the author of evidence knows.
    Bases {
        /// From a register.
        record,
        /// From a document.
        document,
        /// From a court.
        court,
        /// By seeing it.
        observation,
        /// By asking.
        interview,
        /// By working it out.
        analysis,
        /// Because they say so.
        says_so,
        /// By looking.
        search,
        /// It does not say.
        unstated,
    }
}

labels! {
    /// What one of a measure is.
    Units {
        /// Things that happen.
        events,
        /// People.
        persons,
        /// Cases.
        cases,
        /// Reports received.
        reports,
        /// Money.
        amount,
        /// A part of a whole.
        share,
        /// So many per so many.
        rate,
        /// How much more or less there is than before.
        change,
    }
}
