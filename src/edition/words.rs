//! What changed between two editions, in sentences a reader understands. Each is kept with the edition it is about, so it is
//! words alone and prints no mark.

use std::collections::BTreeSet;

use crate::language::{Labels, Language, fill};
use crate::model::Model;
use crate::text::capital;

use super::changes::{Change, Changes, NumberOf};
use super::entry::{Claim, Dataset};
use super::flagged::Flagged;
use super::ledger::EditionKind;

/// How many numbers are named one by one.
const NAMED: usize = 8;

/// Returns what changed, the conclusions first; a line that says so where a reader sees nothing of it.
pub fn told_changes(model: &Model, changes: &Changes) -> Vec<String> {
    Teller { model, language: model.publication.language }.told(changes)
}

/// What changes are put into words with.
struct Teller<'a> {
    model: &'a Model,
    language: Language,
}

impl Teller<'_> {
    fn words(&self) -> &'static Labels {
        self.language.text()
    }

    fn told(&self, changes: &Changes) -> Vec<String> {
        let mut told = Vec::new();
        let words = &self.words().editions;
        for (_, old, new) in changes.flips() {
            let claim = unstopped(&new.statement);
            told.push(say(
                &words.flipped,
                &[("claim", claim), ("new", new.words.to_string()), ("old", old.words.to_string())],
            ));
        }
        for (old, new) in changes.claims.iter().filter_map(Change::both) {
            if old.standing == new.standing && !old.words.says_as(&new.words) {
                let claim = unstopped(&new.statement);
                let values = [("claim", claim), ("new", new.words.to_string()), ("old", old.words.to_string())];
                told.push(say(&words.told, &values));
            }
        }
        self.numbers(changes, &mut told);
        for change in &changes.claims {
            match (&change.old, &change.new) {
                (Some(old), Some(new)) if old.statement != new.statement => {
                    told.push(say(&words.reworded, &[("claim", new.statement.clone())]));
                }
                (None, Some(new)) => {
                    let values = [("claim", new.statement.clone()), ("standing", new.words.to_string())];
                    told.push(say(&words.claim_new, &values));
                }
                (Some(gone), None) => told.push(say(&words.claim_gone, &[("claim", gone.statement.clone())])),
                _ => {}
            }
        }
        self.others(changes, &mut told);
        if told.is_empty() {
            told.push(words.nothing.clone());
        }
        told
    }

    fn numbers(&self, changes: &Changes, told: &mut Vec<String>) {
        let words = &self.words().editions;
        let answers: BTreeSet<&str> = changes.claims.iter().filter(|claim| is_answer(claim)).map(|c| &*c.id).collect();
        let mut revised = changes.revised();
        let mut seen = BTreeSet::new();
        // A figure that a claim tests is printed under both names, and the figure's says what it is; what is printed of a number
        // that is another is told with it.
        revised.retain(|revised| seen.insert((revised.old, revised.new)));
        let whole: BTreeSet<&str> = revised.iter().map(|revised| revised.id).filter(|id| !id.contains('.')).collect();
        revised.retain(|revised| {
            revised.of != NumberOf::Part || revised.id.split('.').next().is_none_or(|owner| !whole.contains(owner))
        });
        revised.sort_by_key(|revised| !answers.contains(revised.id));
        // A whole series is told by the claim it decides, and by the rows of its table.
        let (single, series): (Vec<_>, Vec<_>) = revised.into_iter().partition(|revised| {
            let both = [revised.old, revised.new];
            let is_number = |words: &&Flagged| words.as_str().contains(|c: char| c.is_ascii_digit());
            let is_told = revised.of != NumberOf::Part || both.iter().all(is_number);
            is_told && both.iter().all(|words| words.is_one(self.language))
        });
        for revised in single.iter().take(NAMED) {
            let (new, old) = (revised.new.to_string(), revised.old.to_string());
            let label = unstopped(revised.label);
            told.push(if revised.of == NumberOf::Claim {
                say(&words.tested, &[("claim", label), ("new", new), ("old", old)])
            } else {
                say(&words.number, &[("label", capital(&label)), ("new", new), ("old", old)])
            });
        }
        for (count, words) in [(single.len().saturating_sub(NAMED), &words.more_numbers), (series.len(), &words.series)]
        {
            if count > 0 {
                told.push(words.say(count as u64, self.language));
            }
        }
    }

    fn others(&self, changes: &Changes, told: &mut Vec<String>) {
        let words = &self.words().editions;
        for change in &changes.unknowns {
            match (&change.old, &change.new) {
                (None, Some(new)) => told.push(say(&words.opened, &[("question", new.question.clone())])),
                (Some(old), None) => told.push(say(&words.closed, &[("question", old.question.clone())])),
                (Some(old), Some(new)) if old.question != new.question => {
                    told.push(say(&words.asked_anew, &[("question", new.question.clone())]));
                }
                _ => {}
            }
        }
        for (old, new) in changes.sources.iter().filter_map(Change::both) {
            let phrases = &self.words().phrases;
            let status = match new.status.as_str() {
                "retracted" => &phrases.retracted,
                "corrected" => &phrases.corrected,
                "superseded" => &phrases.superseded,
                _ => continue,
            };
            if old.status != new.status {
                told.push(say(&words.source, &[("title", new.title.clone()), ("status", status.clone())]));
            }
        }
        for change in changes.measures.iter().filter(|change| change.both().is_some()) {
            let measure = self.model.measures.find(&change.id);
            let label = measure.map_or_else(|| change.id.clone(), |key| self.model.measures[key].label.clone());
            told.push(say(&words.definition, &[("label", label)]));
        }
        told.extend(changes.datasets.iter().filter_map(|change| self.dataset_change(change)));
        if !changes.rows.is_empty() {
            told.push(words.rows.say(changes.rows.len() as u64, self.language));
        }
        if !changes.sentences.is_empty() {
            // A sentence that was rewritten is gone in one wording and new in another.
            let (new, gone) = (changes.sentences.iter().filter(|c| c.old.is_none()).count(), changes.sentences.len());
            let count = new.max(gone - new);
            told.push(words.sentences.say(count as u64, self.language));
        }
    }

    fn dataset_change(&self, change: &Change<Dataset>) -> Option<String> {
        let words = &self.words().editions;
        let new = change.new.as_ref()?;
        let vintage = new.vintage.as_deref()?;
        let vintage = self.language.release(vintage);
        let dataset = &self.model.datasets[self.model.datasets.find(&change.id)?];
        let title = dataset.title.clone().unwrap_or_else(|| dataset.file.to_string());
        let sentence = match &change.old {
            Some(old) if old.vintage == new.vintage && old.sha256 == new.sha256 => return None,
            Some(old) if old.vintage == new.vintage => &words.mended,
            _ => &words.release,
        };
        Some(say(sentence, &[("title", title), ("vintage", vintage)]))
    }
}

impl EditionKind {
    /// Returns why an edition was made, in the reader's words.
    pub fn in_words(self, language: Language) -> &'static str {
        let kinds = &language.text().editions.kinds;
        match self {
            Self::First => &kinds.first,
            Self::DataUpdate => &kinds.data_update,
            Self::NewEvidence => &kinds.new_evidence,
            Self::Correction => &kinds.correction,
            Self::Clarification => &kinds.clarification,
            Self::Editorial => &kinds.editorial,
            Self::ExpressionOfConcern => &kinds.expression_of_concern,
            Self::Withdrawal => &kinds.withdrawal,
            Self::Redaction => &kinds.redaction,
            Self::Reinstatement => &kinds.reinstatement,
        }
    }
}

/// Returns a sentence with its gaps filled by words.
fn say(sentence: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(sentence, &values)
}

fn is_answer(change: &Change<Claim>) -> bool {
    change.old.iter().chain(&change.new).any(|claim| claim.answer)
}

/// Returns a statement without the full stop at its end.
fn unstopped(words: &str) -> String {
    words.trim_end().trim_end_matches('.').to_owned()
}
