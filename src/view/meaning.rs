//! What each standing means, in the words that readers see.

use crate::language::Meanings;
use crate::outcome::Told;

use crate::view::teller::Teller;

/// What readers are told of a standing, and what it means.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// The labels that mean it; none of what is added to one, such as "(provisional)".
    pub told: &'static [Told],
    /// Their words.
    pub said: Vec<&'static str>,
    /// What that means, in sentences.
    pub means: &'static str,
}

impl Teller<'_> {
    /// Returns every label with what it means, the best borne out first.
    pub(super) fn meanings(&self) -> Vec<Meaning> {
        let (words, means) = (&self.words().standings, &self.words().around.meanings);
        let told = ROWS.iter().map(|(told, means_of)| {
            let said = told.iter().map(|told| told.in_words(self.language())).collect();
            Meaning { told, said, means: means_of(means) }
        });
        let added = [(&words.provisional, &means.provisional), (&words.on_revised, &means.on_revised)];
        let added = added.map(|(said, means)| Meaning { told: &[], said: vec![said.as_str()], means });
        told.chain(added).collect()
    }
}

/// Labels that mean one thing, and the sentence that says what.
type Row = (&'static [Told], fn(&'static Meanings) -> &'static str);

const ROWS: &[Row] = &[
    (&[Told::Established], |means| &means.established),
    (&[Told::RecordContradicts], |means| &means.record_contradicts),
    (&[Told::SourcesContradict], |means| &means.sources_contradict),
    (&[Told::OneIndependent, Told::MoreIndependent], |means| &means.independent),
    (
        &[
            Told::OneNotSeen,
            Told::OneNotSaid,
            Told::OneUnstated,
            Told::OneUnknown,
            Told::OneNothingSaid,
            Told::MoreNotSeen,
            Told::MoreNotSaid,
            Told::MoreUnstated,
            Told::MoreHeldBack,
        ],
        |means| &means.held_back,
    ),
    (&[Told::OneReplaced, Told::Charge, Told::OneWord], |means| &means.shows_less),
    (&[Told::NoneFound], |means| &means.none_found),
    (&[Told::Agency, Told::Government, Told::Critics, Told::Speaker, Told::Concerned], |means| &means.self_reported),
    (&[Told::IndependentDisagree, Told::SourcesDisagree], |means| &means.disagree),
    (&[Told::RecordDisputed], |means| &means.record_disputed),
    (&[Told::OneDisputes, Told::MoreDispute], |means| &means.disputed),
    (&[Told::DependsOnReading], |means| &means.depends_on_reading),
    (&[Told::Outdated, Told::OutdatedOnce], |means| &means.outdated),
    (&[Told::NothingFound], |means| &means.nothing_found),
    (&[Told::NothingCounts, Told::NothingOffered], |means| &means.nothing_counts),
    (&[Told::NotChecked], |means| &means.not_checked),
    (&[Told::NotAssessed], |means| &means.not_assessed),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_one_meaning_of_one_standing() {
        let mut met: Vec<Told> = ROWS.iter().flat_map(|(told, _)| told.iter().copied()).collect();
        assert!(ROWS.iter().all(|(told, _)| told.iter().all(|of| of.standing() == told[0].standing())));
        met.sort_unstable();
        assert_eq!(met, Told::ALL);
    }
}
