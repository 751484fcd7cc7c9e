//! The parts of the other entries: readings, figures, sources, measures, parties, unknowns, tables, datasets.

use crate::markdown::marks;
use crate::model::{Key, Party, Unknown};
use crate::template::labels;
use crate::view::{Mark, MarkedText};

use crate::template::objects::{ObjectKind, Value, ViewObject, id, markdown, maybe, shown, some, words};

impl ViewObject {
    /// Returns a part of whatever the object is.
    pub(super) fn part(&self, part: &str) -> Option<Value> {
        let views = &*self.context.views;
        Some(match self.what {
            ObjectKind::Brief => return self.brief(part),
            ObjectKind::Publication => return self.publication(part),
            ObjectKind::Section(kind) => return self.entry(kind, part),
            ObjectKind::Claim(claim) => return self.claim(claim, part),
            ObjectKind::Words => markdown(words(labels::find(views.words(), part)?)),
            ObjectKind::Panel => {
                let mut out = String::new();
                match part {
                    "begin" => marks::open(Mark::Panel, &mut out),
                    "end" => marks::close(&mut out),
                    _ => return None,
                }
                markdown(out)
            }
            ObjectKind::Reading(claim, reading) => {
                let reading = views.claim(claim).readings.get(reading)?;
                match part {
                    "words" => maybe(reading.words.as_ref()),
                    "value" => maybe(reading.number.as_ref().map(|number| &number.shown)),
                    "result" => markdown(words(reading.result_words)),
                    _ => return None,
                }
            }
            ObjectKind::Figure(figure) => {
                let (entry, number) = (&views.model.figures[figure], views.figure(figure));
                match part {
                    "id" => id(&views.model.figures, figure),
                    "label" => some(entry.label.as_deref()),
                    "measure" => {
                        let measure = number.and_then(|number| number.of.first().copied());
                        measure.map_or(Value::from(()), |measure| self.node(ObjectKind::Measure(measure)))
                    }
                    "cite" => maybe(number.map(|number| &number.cite)),
                    _ => return None,
                }
            }
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
}
