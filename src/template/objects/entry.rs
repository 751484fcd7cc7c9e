//! The parts of the other entries: readings, figures, sources, measures, parties, unknowns, tables, datasets.

use crate::markdown::marks;
use crate::template::labels;
use crate::view::{Mark, MarkedText};

use crate::template::objects::{Node, Value, What, id, markdown, maybe, shown, words};

impl Node {
    /// Returns a part of whatever the object is.
    pub(super) fn part(&self, part: &str) -> Option<Value> {
        let model = &self.subject.views.model;
        let composer = self.subject.composer();
        Some(match self.what {
            What::Brief => return self.brief(part),
            What::Publication => return self.publication(part),
            What::Section(kind) => return self.entry(kind, part),
            What::Claim(claim) => return self.claim(claim, part),
            What::Words => markdown(words(labels::find(composer.words(), part)?)),
            What::Panel => {
                let mut out = String::new();
                match part {
                    "begin" => marks::open(Mark::Panel, &mut out),
                    "end" => marks::close(&mut out),
                    _ => return None,
                }
                markdown(out)
            }
            What::Reading(claim, reading) => match part {
                "words" => maybe(composer.reading(claim, reading)),
                "value" => maybe(composer.value(claim, Some(reading))),
                "result" => shown(&composer.result(claim, reading)),
                _ => return None,
            },
            What::Figure(figure) => match part {
                "id" => id(&model.figures, figure),
                "label" => maybe(model.figures[figure].label.as_deref().map(MarkedText::words)),
                "measure" => {
                    let measure =
                        self.subject.views.evaluation.figure(figure).and_then(|it| it.measures.first().copied());
                    measure.map_or(Value::from(()), |measure| self.node(What::Measure(measure)))
                }
                "cite" => {
                    maybe(self.subject.views.evaluation.figure(figure).map(|outcome| composer.cite_outcome(outcome)))
                }
                _ => return None,
            },
            What::Source(source) => match part {
                "id" => id(&model.sources, source),
                "title" => shown(&composer.title(source)),
                "publisher" => maybe(composer.publisher(source)),
                "reference" => shown(&composer.reference(source)),
                "seen" => shown(&composer.seen(source)),
                _ => return None,
            },
            What::Measure(measure) => match part {
                "id" => id(&model.measures, measure),
                "label" => shown(&composer.measure(measure)),
                "definition" => maybe(model.measures[measure].definition.as_deref().map(MarkedText::words)),
                "kept_by" => {
                    model.measures[measure].kept_by.map_or(Value::from(()), |party| self.node(What::Party(party)))
                }
                _ => return None,
            },
            What::Party(party) => match part {
                "id" => id(&model.parties, party),
                "name" => markdown(words(&model.parties[party].name)),
                "kind" => maybe(model.parties[party].kind.as_deref().map(MarkedText::words)),
                _ => return None,
            },
            What::Unknown(unknown) => {
                let (entry, told) = (&model.unknowns[unknown], self.subject.views.unknown(unknown));
                let filled = |line: &MarkedText| if line.is_empty() { Value::from(()) } else { shown(line) };
                match part {
                    "id" => id(&model.unknowns, unknown),
                    "question" => shown(&told.question),
                    "reason" => filled(&told.reason_words),
                    "because" => filled(&told.because),
                    "would_resolve" => filled(&told.would_resolve),
                    "holder" => entry.holder.map_or(Value::from(()), |party| self.node(What::Party(party))),
                    "asked" => maybe(entry.asked.as_deref().map(MarkedText::words)),
                    "next_check" => maybe(entry.next_check.map(|day| MarkedText::words(composer.language().date(day)))),
                    _ => return None,
                }
            }
            What::Table(table) => match part {
                "id" => id(&model.tables, table),
                "caption" => shown(&self.subject.views.table(table).caption),
                _ => return None,
            },
            What::Dataset(dataset) => {
                let entry = &model.datasets[dataset];
                match part {
                    "id" => id(&model.datasets, dataset),
                    "title" => markdown(words(&composer.dataset_title(dataset))),
                    "vintage" => maybe(entry.vintage.as_deref().map(|it| MarkedText::words(composer.vintage(it)))),
                    "cite" => shown(&composer.cite_dataset(dataset)),
                    "file" => markdown(words(entry.file.as_str())),
                    _ => return None,
                }
            }
        })
    }
}
