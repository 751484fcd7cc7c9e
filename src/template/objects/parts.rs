//! The parts of each kind of object: of the brief and the publication, of a claim, and of the other entries.

use crate::markdown::{Layer, layout, marks, slug};
use crate::model::{Claim, Figure, Key, Part, Party, Stated, TableEntry, Unknown};
use crate::template::objects::{
    BriefContext, ObjectKind, Value, ViewObject, catalog, id, lines, markdown, maybe, shown, some, words,
};
use crate::view::{ClaimView, Deferred, FindingView, Half, Mark, MarkedText};
use crate::vocabulary::Standing;

impl ViewObject {
    /// Returns a part of whatever the object is.
    pub(super) fn part(&self, part: &str) -> Option<Value> {
        let views = &*self.context.views;
        Some(match self.what {
            ObjectKind::Brief => return self.brief(part),
            ObjectKind::Publication => return self.publication(part),
            ObjectKind::Row => {
                let (_, cell) = self.context.brief().row.as_ref()?.cells.iter().find(|(column, _)| column == part)?;
                return Some(some(Some(cell.as_str()).filter(|cell| !cell.is_empty())));
            }
            ObjectKind::Section(kind) => return self.entry(kind, part),
            ObjectKind::Claim(claim) => return self.claim(claim, part),
            ObjectKind::Words => markdown(words(views.heading(part).or(catalog::word(views.words(), part))?)),
            ObjectKind::Panel => {
                let mut out = String::new();
                match part {
                    "begin" => marks::open(Mark::Panel, &mut out),
                    "fold" => marks::open(Mark::Fold, &mut out),
                    "lead" => marks::open(Mark::Lead, &mut out),
                    "end" => marks::close(&mut out),
                    _ => return None,
                }
                markdown(out)
            }
            ObjectKind::Group(half, more, at) => {
                let group = self.context.document.panel[half as usize].group(more, at)?;
                let filled = |line: &MarkedText| if line.is_empty() { Value::from(()) } else { shown(line) };
                match part {
                    "who" => filled(&group.who),
                    "standing" => filled(&group.standing),
                    "lines" => lines(&group.lines),
                    _ => return None,
                }
            }
            ObjectKind::Reading(claim, reading) => {
                let reading = views.claim(claim).readings.get(reading)?;
                match part {
                    "words" => maybe(reading.words.as_ref()),
                    "value" => maybe(reading.told.as_ref()),
                    "result" => shown(&reading.result_words),
                    _ => return None,
                }
            }
            ObjectKind::Figure(figure) => return self.figure(figure, part),
            ObjectKind::Value(claim) => match views.model.claims[claim].part_of_value(part, &views.model.figures)? {
                Part::Figure(figure) => self.node(ObjectKind::Figure(figure)),
                Part::Facet(facet) => maybe(views.value_part(claim, facet).as_ref()),
            },
            ObjectKind::Source(source) => {
                let view = views.source(source);
                match part {
                    "id" => Value::from(view.id.as_str()),
                    "title" => shown(&view.called),
                    "publisher" => some(view.publisher_name.as_deref()),
                    "reference" => shown(&view.reference),
                    "seen" => shown(&view.seen_words),
                    _ => return None,
                }
            }
            ObjectKind::Measure(measure) => {
                let view = views.measure(measure);
                match part {
                    "id" => Value::from(view.id.as_str()),
                    "label" => shown(&view.called),
                    "definition" => some(view.definition.as_deref()),
                    "kept_by" => self.party(views.model.measures[measure].kept_by),
                    _ => return None,
                }
            }
            ObjectKind::Party(party) => {
                let view = views.party(party);
                match part {
                    "id" => Value::from(view.id.as_str()),
                    "name" => markdown(words(&view.name)),
                    "kind" => some(view.kind.as_deref()),
                    _ => return None,
                }
            }
            ObjectKind::Unknown(unknown) => return self.unknown(unknown, part),
            ObjectKind::Table(table) => match part {
                "id" => id(&views.model.tables, table),
                "caption" => shown(&views.table(table).caption),
                _ => return None,
            },
            ObjectKind::Dataset(dataset) => {
                let view = views.dataset(dataset);
                match part {
                    "id" => Value::from(view.id.as_str()),
                    "title" => markdown(words(&view.title)),
                    "vintage" => some(view.vintage_words.as_deref()),
                    "cite" => shown(&view.cite),
                    "file" => markdown(words(&view.file)),
                    _ => return None,
                }
            }
        })
    }

    /// Returns a part of a figure.
    fn figure(&self, figure: Key<Figure>, part: &str) -> Option<Value> {
        let views = &*self.context.views;
        let (entry, number) = (&views.model.figures[figure], views.figure(figure));
        Some(match part {
            "id" => id(&views.model.figures, figure),
            "label" => some(entry.label.as_deref()),
            "measure" => {
                let measure = number.and_then(|number| number.of.first().copied());
                measure.map_or(Value::from(()), |measure| self.node(ObjectKind::Measure(measure)))
            }
            "cite" => maybe(number.map(|number| &number.cite)),
            _ => match entry.calculation.part(part, &views.model.figures)? {
                Part::Figure(figure) => self.node(ObjectKind::Figure(figure)),
                Part::Facet(facet) => maybe(views.figure_part(figure, facet).as_ref()),
            },
        })
    }

    /// Returns a part of an open question.
    fn unknown(&self, unknown: Key<Unknown>, part: &str) -> Option<Value> {
        let views = &*self.context.views;
        let view = views.unknown(unknown);
        let filled = |line: &MarkedText| if line.is_empty() { Value::from(()) } else { shown(line) };
        Some(match part {
            "id" => Value::from(view.id.as_str()),
            "question" => shown(&view.question),
            "reason" => filled(&view.reason_words),
            "because" => filled(&view.because),
            "would_resolve" => filled(&view.would_resolve),
            "holder" => self.party(views.model.unknowns[unknown].holder),
            "asked" => some(view.asked.as_deref()),
            "next_check" => some(view.next_check.map(|day| views.language().date(day)).as_deref()),
            _ => return None,
        })
    }

    fn party(&self, party: Option<Key<Party>>) -> Value {
        party.map_or(Value::from(()), |party| self.node(ObjectKind::Party(party)))
    }

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
            "lead_in" => maybe(document.lead_in.as_ref()),
            "known_first" => self.groups(Half::Known, false),
            "known_more" => self.groups(Half::Known, true),
            "known_rest" => shown(&document.panel[Half::Known as usize].more_words),
            "claimed_first" => self.groups(Half::Claimed, false),
            "claimed_more" => self.groups(Half::Claimed, true),
            "claimed_rest" => shown(&document.panel[Half::Claimed as usize].more_words),
            "unknown_first" => self.groups(Half::Unknown, false),
            "unknown_more" => self.groups(Half::Unknown, true),
            "unknown_rest" => shown(&document.panel[Half::Unknown as usize].more_words),
            "evidence" => self.evidence(),
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

    /// Returns the groups of a part of the panel: those that come first, or what is to be unfolded, with how much that is.
    fn groups(&self, half: Half, more: bool) -> Value {
        let part = &self.context.document.panel[half as usize];
        let groups = if more { &part.more } else { &part.first };
        self.nodes((0..groups.len()).map(|at| ObjectKind::Group(half, more, at)))
    }

    /// Returns a link to each section of the evidence that a reader looks for.
    fn evidence(&self) -> Value {
        let (views, document) = (&*self.context.views, &self.context.document);
        let headings = &views.words().headings;
        let sections = [
            (&headings.numbers, true),
            (&headings.standing, !(document.known.is_empty() && document.claimed.is_empty())),
            (&headings.questions, !document.unknown.is_empty()),
            (&headings.counts, true),
            (&headings.also_said, !document.not_rated.is_empty()),
            (&headings.read, true),
            (&headings.cite, true),
        ];
        let file = layout::page_file(&document.id, Layer::Evidence);
        let link = |heading: &str| markdown(format!("[{}]({file}.md#{})", words(heading), slug(heading)));
        sections.into_iter().filter(|(_, there)| *there).map(|(heading, _)| link(heading)).collect()
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

    /// Returns a part of a claim.
    pub(super) fn claim(&self, claim: Key<Claim>, part: &str) -> Option<Value> {
        let view = self.context.views.claim(claim);
        let said = view.said.as_ref();
        Some(match part {
            "id" => Value::from(view.id.as_str()),
            "statement" => shown(&view.statement),
            "phrase" => maybe(view.phrase.as_ref()),
            "sentence" => shown(self.sentence(claim, view)),
            "quantity" => maybe(view.stated(Stated::Quantity).map(|number| &number.shown)),
            "value" => view.value().map_or(Value::from(()), |_| self.node(ObjectKind::Value(claim))),
            "period" => some(view.value().and_then(|number| number.period.as_deref())),
            "standing" => shown(&view.standing_words),
            "qualifier" => {
                let words = self.context.views.qualifier(claim, 0);
                shown(&MarkedText::marked(Mark::Qualifier(claim), words))
            }
            "reason" => shown(&view.reason.clone().under(Mark::Reason(claim))),
            "instead" => maybe(view.alternative.as_ref()),
            "reading" => maybe(view.readings.first().and_then(|reading| reading.words.as_ref())),
            "said" => maybe(view.said_by.as_ref()),
            "speaker" => maybe(view.who.as_ref()),
            "quote" => maybe(view.places().next().and_then(|said| said.quote_words.as_ref())),
            "translation" => some(said.and_then(|said| said.translation.as_ref()).map(|it| it.text.as_str())),
            "places" => lines(&view.places),
            "reviewed" => maybe(view.reviewed.as_ref().map(|reviewed| &reviewed.words)),
            "cite" => shown(&view.cite),
            "measure" => view.counts.map_or(Value::from(()), |key| self.node(ObjectKind::Measure(key))),
            "verdict" => maybe(view.verdict_words.as_ref()),
            "readings" => self.nodes((0..view.readings.len()).map(|reading| ObjectKind::Reading(claim, reading))),
            "replies" => lines(&view.replies),
            "evidence" => lines(&view.origins),
            _ => return None,
        })
    }

    /// Returns the sentence of the brief, where a speaker's name in full comes first; otherwise one by itself.
    fn sentence<'a>(&'a self, claim: Key<Claim>, view: &'a ClaimView) -> &'a MarkedText {
        let told = self.context.document.finding(claim);
        told.map_or(&view.sentence, |FindingView { sentence, .. }| sentence)
    }
}
