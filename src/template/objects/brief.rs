//! The parts of the brief and of the publication.

use crate::evaluate::Standing;
use crate::model::{Key, TableEntry};
use crate::view::{Composer, Deferred, FindingView, Mark, MarkedText};

use crate::template::objects::{Node, Subject, Value, What, lines, markdown, maybe, shown, words};

impl Node {
    /// Returns a part of the brief.
    pub(super) fn brief(&self, part: &str) -> Option<Value> {
        let composer = self.subject.composer();
        let document = &self.subject.document;
        let brief = self.subject.brief();
        let found = |findings: &[FindingView]| self.nodes(findings.iter().map(|finding| What::Claim(finding.claim)));
        let late = |late: Deferred| shown(&Composer::empty(Mark::Deferred(late)));
        Some(match part {
            "id" => Value::from(document.id.as_str()),
            "question" => shown(&document.question),
            "answer" | "summary" => shown(&document.answer),
            "standing" => shown(&document.standing),
            "claims" => self.nodes(brief.claims.iter().map(|claim| What::Claim(*claim))),
            "unknowns" => self.nodes(brief.unknowns.iter().map(|unknown| What::Unknown(*unknown))),
            "tables" => self.nodes(self.listed(false)),
            "charts" => self.nodes(self.listed(true)),
            "known" => found(&document.known),
            "claimed" => found(&document.claimed),
            "unknown" => self.nodes(document.unknown.iter().map(|unknown| What::Unknown(*unknown))),
            "not_rated" => found(&document.not_rated),
            "decided" => {
                let rated = brief.claims.iter().filter(|claim| {
                    let standing = self.subject.views.evaluation.claim(**claim).standing;
                    !matches!(standing, Standing::NotAssessed | Standing::NotChecked)
                });
                self.nodes(rated.map(|claim| What::Claim(*claim)))
            }
            "would_change" => {
                let answers = composer.answering(brief);
                let blocking = brief.unknowns.iter().filter(|unknown| {
                    let entry = &self.subject.views.model.unknowns[**unknown];
                    entry.would_resolve.is_some() && entry.blocks.iter().any(|claim| answers.contains(claim))
                });
                self.nodes(blocking.map(|unknown| What::Unknown(*unknown)))
            }
            "data_date" => shown(&document.data_date),
            "counts" => lines(&composer.counts(document)),
            "byline" => maybe(brief.byline.as_deref().map(MarkedText::words)),
            "limitations" => lines(&document.limitations),
            "topics" => brief.topics.iter().map(|topic| markdown(words(topic))).collect(),
            "unprinted_tables" => late(Deferred::Tables),
            "definitions" => late(Deferred::Definitions),
            "numbers" => late(Deferred::Origins),
            "read" => late(Deferred::Read),
            "references" => late(Deferred::References),
            "edition" => late(Deferred::Edition),
            "notice" => late(Deferred::Notice),
            "changes" => late(Deferred::Changes),
            "history" => late(Deferred::History),
            "cite_as" => shown(&composer.cite_as(document)),
            _ => return None,
        })
    }

    /// Returns the tables that the brief lists: those that are drawn, or those that are not.
    fn listed(&self, drawn: bool) -> impl Iterator<Item = What> {
        let Subject { views, document, .. } = &*self.subject;
        let model = &views.model;
        let wanted = move |table: &&Key<TableEntry>| model.tables[**table].chart.is_some() == drawn;
        document.tables.iter().filter(wanted).map(|table| What::Table(*table))
    }

    /// Returns a part of the publication.
    pub(super) fn publication(&self, part: &str) -> Option<Value> {
        let publication = &self.subject.views.model.publication;
        let composer = self.subject.composer();
        let said = |words: &Option<String>| maybe(words.as_deref().map(MarkedText::words));
        Some(match part {
            "title" => markdown(words(&publication.title)),
            "publisher" => markdown(words(&composer.publisher_name())),
            "as_of" => maybe(publication.as_of.map(|day| MarkedText::words(composer.language().date(day)))),
            "authors" => lines(&composer.authors()),
            "licence" => maybe(composer.licence()),
            "contact" => maybe(publication.contact.as_deref().map(|contact| composer.contact(contact))),
            "method" => said(&publication.method),
            "corrections" => said(&publication.corrections),
            "funding" => said(&publication.funding),
            "conflicts" => said(&publication.conflicts),
            "language" => Value::from(publication.language.tag()),
            _ => return None,
        })
    }
}
