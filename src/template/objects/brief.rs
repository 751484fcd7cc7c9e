//! The parts of the brief and of the publication.

use crate::model::{Key, TableEntry};
use crate::view::{Deferred, FindingView, Mark, MarkedText};
use crate::vocabulary::Standing;

use crate::template::objects::{
    BriefContext, ObjectKind, Value, ViewObject, lines, markdown, maybe, shown, some, words,
};

impl ViewObject {
    /// Returns a part of the brief.
    pub(super) fn brief(&self, part: &str) -> Option<Value> {
        let (views, document) = (&*self.context.views, &self.context.document);
        let brief = self.context.brief();
        let found =
            |findings: &[FindingView]| self.nodes(findings.iter().map(|finding| ObjectKind::Claim(finding.claim)));
        let late = |late: Deferred| shown(&MarkedText::empty(Mark::Deferred(late)));
        Some(match part {
            "id" => Value::from(document.id.as_str()),
            "question" => shown(&document.question),
            "answer" | "summary" => shown(&document.answer),
            "standing" => shown(&document.standing),
            "claims" => self.nodes(brief.claims.iter().map(|claim| ObjectKind::Claim(*claim))),
            "unknowns" => self.nodes(brief.unknowns.iter().map(|unknown| ObjectKind::Unknown(*unknown))),
            "tables" => self.nodes(self.listed(false)),
            "charts" => self.nodes(self.listed(true)),
            "known" => found(&document.known),
            "claimed" => found(&document.claimed),
            "unknown" => self.nodes(document.unknown.iter().map(|unknown| ObjectKind::Unknown(*unknown))),
            "not_rated" => found(&document.not_rated),
            "decided" => {
                let rated = brief.claims.iter().filter(|claim| {
                    let standing = views.claim(**claim).standing;
                    !matches!(standing, Standing::NotAssessed | Standing::NotChecked)
                });
                self.nodes(rated.map(|claim| ObjectKind::Claim(*claim)))
            }
            "would_change" => {
                let blocking = brief.unknowns.iter().filter(|unknown| {
                    let entry = &views.model.unknowns[**unknown];
                    entry.would_resolve.is_some() && entry.blocks.iter().any(|claim| document.answering.contains(claim))
                });
                self.nodes(blocking.map(|unknown| ObjectKind::Unknown(*unknown)))
            }
            "data_date" => shown(&document.data_date),
            "counts" => lines(&document.counts),
            "byline" => some(brief.byline.as_deref()),
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
            "cite_as" => shown(&document.cite_as),
            _ => return None,
        })
    }

    /// Returns the tables that the brief lists: those that are drawn, or those that are not.
    fn listed(&self, drawn: bool) -> impl Iterator<Item = ObjectKind> {
        let BriefContext { views, document, .. } = &*self.context;
        let model = &views.model;
        let wanted = move |table: &&Key<TableEntry>| model.tables[**table].chart.is_some() == drawn;
        document.tables.iter().filter(wanted).map(|table| ObjectKind::Table(*table))
    }

    /// Returns a part of the publication.
    pub(super) fn publication(&self, part: &str) -> Option<Value> {
        let views = &*self.context.views;
        let publication = views.publication();
        Some(match part {
            "title" => markdown(words(&publication.title)),
            "publisher" => markdown(words(&publication.publisher)),
            "as_of" => some(views.model.publication.as_of.map(|day| views.language().date(day)).as_deref()),
            "authors" => lines(publication.authors.iter().map(|author| &author.words)),
            "licence" => maybe(publication.licence.as_ref().map(|licence| &licence.words)),
            "contact" => maybe(publication.contact_words.as_ref()),
            "method" => some(publication.method.as_deref()),
            "corrections" => some(publication.corrections.as_deref()),
            "funding" => some(publication.funding.as_deref()),
            "conflicts" => some(publication.conflicts.as_deref()),
            "language" => Value::from(views.language().tag()),
            _ => return None,
        })
    }
}
