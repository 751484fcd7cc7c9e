//! The rule on numbers that come from no figure, claim or source.

use std::collections::BTreeSet;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Language;
use crate::markdown::FinishedPage;
use crate::markdown::{BlockKind, blocks};
use crate::model::{
    Calculation, Claim, Figure, Filter, Key, Model, Operation, Predicate, RankedPart, Selection, TableOf, Trend,
};
use crate::number::Number;
use crate::prose::number_index::NumberIndex;
use crate::prose::numeral;
use crate::prose::passage::{Home, PRINTED, Passage, Reference, Setting, Written};
use crate::prose::sentence::{self, Sentence};
use crate::quantity::{Quantity, Spoken};
use crate::rules::context::Context;
use crate::rules::numbers::amounts::Named;
use crate::rules::rule::{Check, Rule};
use crate::table::Column;
use crate::text::{Place, Span, Step};
use crate::view::{BriefView, Mark};
use crate::vocabulary::Level;
use crate::world::ProjectPath;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&UNTRACED_NUMERAL];

/// A number in the text comes from no figure, claim or source.
static UNTRACED_NUMERAL: Rule =
    Rule { code: &code::UNTRACED_NUMERAL, level: Level::Error, check: Check::Written(written, printed) };

/// Looks at the numbers that an author typed.
fn written(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>], found: &mut Problems) {
    for sentence in sentences {
        for spoken in &sentence.numbers {
            let counts = numeral::counts(passage, sentence, spoken);
            let is_known =
                || is_quoted(context, passage, sentence, spoken) || is_of_a_measure(context, passage, spoken);
            if counts && !is_known() && !traced(context, passage, spoken) {
                found.push(typed(context, passage, spoken));
            }
        }
    }
}

/// Looks at a finished page for numbers that it says in no way that is known: in no text that an author wrote, no name, no
/// reference and no label, and with no mark.
fn printed(context: &Context<'_>, document: &BriefView, page: &FinishedPage<'_>, found: &mut Problems) {
    let facts = page.facts;
    let (mut own, mut counted) = (None, None);
    for passage in unmarked(page) {
        let left: Vec<Spoken> = Spoken::all_in(&passage.text, context.language())
            .into_iter()
            .filter(|spoken| !context.says_number(&passage.text, spoken.core))
            .filter(|spoken| {
                let own = own.get_or_insert_with(|| made_for(context, document));
                let mut counted = || *counted.get_or_insert_with(|| most_counted_by_the_template(context, document));
                !own.has(&passage.text, spoken.core)
                    && spoken.named.is_none_or(|named| counted().is_none_or(|most| named > most))
            })
            .collect();
        if left.is_empty() {
            continue;
        }
        let left: BTreeSet<Span> = left.iter().map(|spoken| spoken.core).collect();
        for sentence in context.prose.sentences(&passage) {
            for spoken in sentence.numbers.iter().filter(|spoken| left.contains(&spoken.core)) {
                if numeral::counts(&passage, &sentence, spoken) && !is_quoted(context, &passage, &sentence, spoken) {
                    found.push(unseen(document, facts.template.clone(), &passage.text[spoken.span.range()]));
                }
            }
        }
    }
}

/// Returns the blocks of a page, with one character for each stretch that a mark accounts for.
fn unmarked(page: &FinishedPage<'_>) -> Vec<Passage<'static>> {
    let made = &page.facts.made;
    // A statement is a text that an author wrote; what it prints by name has a mark of its own.
    let marks = page.marks.iter().filter(|used| !matches!(used.mark, Mark::Claim(_))).map(|used| used.span);
    // What is made for the page may stand within a line of others: which edition it is.
    let mut marked: Vec<Span> = marks.chain(made.iter().copied()).collect();
    marked.sort_unstable();
    let mut passages = Vec::new();
    let mut next = 0;
    for block in blocks(page.text) {
        let begins = block.words.first().map_or(0, |(_, range)| range.start);
        if made.iter().any(|span| span.range().contains(&begins)) {
            continue;
        }
        let (mut text, mut references) = (String::new(), Vec::new());
        for (words, range) in &block.words {
            while next > 0 && marked[next.min(marked.len()) - 1].end > range.start {
                next -= 1;
            }
            let mut at = range.start;
            while at < range.end {
                while next < marked.len() && marked[next].end <= at {
                    next += 1;
                }
                let mark = marked.get(next).filter(|mark| mark.start < range.end);
                match mark {
                    Some(mark) if mark.start <= at => {
                        if !text.ends_with(PRINTED) {
                            text.push(PRINTED);
                            references.push(Reference::Other);
                        }
                        at = mark.end.min(range.end);
                    }
                    _ => {
                        let end = mark.map_or(range.end, |mark| mark.start);
                        // Where the parser changed the words (an entity), they have no places of their own.
                        let plain = words.len() == range.len();
                        text.push_str(if plain { &words[at - range.start..end - range.start] } else { words });
                        at = if plain { end } else { range.end };
                    }
                }
            }
        }
        if block.kind == BlockKind::Heading {
            text = String::from(without_section_number(&text));
        }
        let written = Written::at(Home::Template(ProjectPath::fixed("reports")));
        let (text, references) = (text.into(), references.into());
        passages.push(Passage { setting: Setting::About, text, references, written, lead: None });
    }
    passages
}

/// Returns a heading without the number that a page gives its sections.
fn without_section_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < text.len() { rest.strip_prefix(". ").unwrap_or(text) } else { text }
}

/// Returns the numbers that the tool makes for this page alone: counts, dates, reasons, who stands behind what.
fn made_for(context: &Context<'_>, document: &BriefView) -> NumberIndex {
    let mut known = NumberIndex::empty(context.language());
    let rests = document.panel.iter().map(|part| &part.more_words);
    document.counts.iter().chain(rests).for_each(|line| known.add(&line.plain()));
    known.add(&document.data_date.plain());
    known.add(&document.cite_as.plain());
    for claim in &context.model.briefs[document.brief].claims {
        let claim = context.views.claim(*claim);
        known.add(&claim.reason.plain());
        claim.origins.iter().chain(&claim.replies).for_each(|line| known.add(&line.plain()));
        claim.readings.iter().for_each(|reading| known.add(&reading.result_words.plain()));
    }
    known
}

/// Returns the greatest number that a template may have printed by counting what it prints; none where it counts nothing.
fn most_counted_by_the_template(context: &Context<'_>, document: &BriefView) -> Option<Number> {
    let brief = &context.model.briefs[document.brief];
    let lengths = [
        document.known.len(),
        document.claimed.len(),
        document.unknown.len(),
        document.not_rated.len(),
        document.tables.len(),
        document.limitations.len(),
        brief.claims.len(),
    ];
    let longest = lengths.iter().max().copied().unwrap_or_default();
    let template = brief.template.as_ref().map(|path| path.as_str().trim_start_matches("templates/"));
    let used = context.prose.templates.closure(template?);
    let mut own = context.prose.templates.readable_of(&used).filter(|(_, sheet)| sheet.path.is_some());
    let counts = own.any(|(_, sheet)| {
        ["|length", "| length", "|count", "| count", "loop.index"].iter().any(|it| sheet.text.as_str().contains(it))
    });
    counts.then(|| i64::try_from(longest).unwrap_or(i64::MAX).into())
}

/// Returns whether a number stands in quotation marks in words that are registered with a source.
fn is_quoted(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, spoken: &Spoken) -> bool {
    let at = sentence.word_at(spoken.core.start);
    if !context.prose.quotable().knows(&passage.text[spoken.core.range()]) {
        return false;
    }
    if !sentence.words.get(at).is_some_and(|word| word.quoted) {
        return false;
    }
    let inside =
        |at: &usize| sentence.words[*at].quoted && !matches!(sentence.words[*at].kind, sentence::WordKind::Printed(_));
    let first = (0..=at).rev().take_while(inside).last().unwrap_or(at);
    let last = (at..sentence.words.len()).take_while(inside).last().unwrap_or(at);
    let quoted = &passage.text[sentence.words[first].span.start..sentence.words[last].span.end];
    // Two quotations side by side are looked at one by one, and what was left out of one leaves stretches that stand by
    // themselves; that they belong together is for L005 to say.
    let quoted = quoted.replace("...", "…");
    let mut parts = quoted.split(['“', '”', '"', '«', '»', '…', '[', ']']);
    let number = &passage.text[spoken.core.range()];
    parts.any(|part| part.contains(number) && context.prose.quotable().has(number, part))
}

fn typed(context: &Context<'_>, passage: &Passage<'_>, spoken: &Spoken) -> Problem {
    let words = &passage.text[spoken.span.range()];
    let briefs = || context.prose.briefs_of(passage);
    let registered = spoken.named.map_or(&[][..], |named| context.amounts().naming(named));
    let own = registered.iter().find(|named| named.is_said_in(context.model, &briefs())).copied();
    let help = match own.filter(|own| !matches!(own, Named::Claim(claim) if passage.claim() == Some(*claim))) {
        Some(own) => format!("print it by its name: `{{{{ {} }}}}`", own.path(context.model)),
        None => {
            "declare it as a figure, selected from data or quoted from a source, and print it by its name".to_owned()
        }
    };
    UNTRACED_NUMERAL
        .problem(passage.place(spoken.span), format!("“{words}” comes from no figure, claim or source"))
        .note("a reader cannot follow it back, and it stays behind when the data or the source change")
        .help(help)
}

fn unseen(document: &BriefView, template: Place, words: &str) -> Problem {
    let message =
        format!("the page of brief `{}` says “{words}”, and nothing says where it is from", document.id.as_str());
    UNTRACED_NUMERAL
        .problem(template, message)
        .note(
            "the template prints it in a way that leaves no trace: as a fixed value, or from a text that no rule reads",
        )
        .help("declare it as a figure, and print it by its name")
}

/// Returns whether a number of a passage is one that the entry in whose text it stands answers for.
pub(crate) fn traced(context: &Context<'_>, passage: &Passage<'_>, spoken: &Spoken) -> bool {
    let model = context.model;
    let words = &passage.text[spoken.core.range()];
    let number = Wanted { named: spoken.named, words: words.to_lowercase(), language: context.language() };
    match passage.setting {
        // A definition says what is counted, and counts nothing.
        Setting::Definition(_) => true,
        Setting::Note(_) if is_beside_evidence(passage, spoken) => true,
        Setting::Statement(claim)
        | Setting::Phrase(claim)
        | Setting::Qualifier(claim, _)
        | Setting::Instead(claim)
        | Setting::Reading(claim)
        | Setting::Note(claim) => {
            let entry = &model.claims[claim];
            let whole = entry.part_of.map(|whole| &model.claims[whole]);
            let is_reading = matches!(passage.setting, Setting::Reading(_));
            number.is_of_claim(model, entry)
                || is_reading && is_how_many(context, claim, spoken.named)
                || whole.is_some_and(|whole| whole.stated().any(|(_, said)| number.is(said)))
        }
        Setting::Title(brief) => {
            let brief = &model.briefs[brief];
            let claims = brief.claims.iter().chain(&brief.answer);
            claims.flat_map(|claim| model.claims[*claim].stated()).any(|(_, said)| number.is(said))
        }
        Setting::Label(figure) => number.is_of_calculation(model, &model.figures[figure].calculation),
        Setting::Caption(table) | Setting::TableNote(table) => match &model.tables[table].of {
            TableOf::Rows { of, filters, .. } => number.is_asked(model, *of, filters),
            TableOf::Figures(figures) => {
                figures.iter().any(|figure| number.is_of_calculation(model, &model.figures[*figure].calculation))
            }
        },
        Setting::Summary(_)
        | Setting::Limitation(_)
        | Setting::Unknown(_)
        | Setting::About
        | Setting::Heading(_)
        | Setting::Body(_)
        | Setting::Cell(_) => false,
    }
}

/// Returns whether a number stands between the same words in what a measure is called, or means: “seen within four hours”.
fn is_of_a_measure(context: &Context<'_>, passage: &Passage<'_>, spoken: &Spoken) -> bool {
    let (before, behind) = (&passage.text[..spoken.core.start], &passage.text[spoken.core.end..]);
    let (Some(before), Some(behind)) = (before.split_whitespace().next_back(), behind.split_whitespace().next()) else {
        return false;
    };
    let plain = |words: &str| words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let core = passage.text[spoken.core.range()].to_lowercase();
    let window = format!("{} {core} {}", plain(before), plain(behind));
    context.model.measures.iter().any(|(_, _, measure)| {
        let texts = [Some(&measure.label), measure.unit.as_ref(), measure.definition.as_ref()];
        texts.into_iter().flatten().chain(&measure.aliases).any(|text| text.to_lowercase().contains(&window))
    })
}

/// Returns whether a number is how many rows, or different labels of a column, a test of a claim takes: “all eight countries”. Once
/// they are more, it is not.
fn is_how_many(context: &Context<'_>, claim: Key<Claim>, named: Option<Number>) -> bool {
    let Some(named) = named else { return false };
    let is = |count: usize| i64::try_from(count).is_ok_and(|count| named == Number::from(count));
    context.ties().tests(claim).iter().flatten().any(|part| {
        let table = &context.model.datasets[part.selection.of].table;
        let different = |column: &Column| {
            let values: BTreeSet<i64> = part.rows.iter().filter_map(|row| column.label(*row)).collect();
            values.len()
        };
        let labels = table.columns.iter().filter(|column| !column.kind.is_numeric());
        is(part.rows.len()) || labels.map(different).any(is)
    })
}

/// Returns whether a remark stands beside an item of evidence, whose source and place in it say where its numbers are from.
fn is_beside_evidence(passage: &Passage<'_>, spoken: &Spoken) -> bool {
    let Place::Registry(place) = passage.place(spoken.span) else { return false };
    place.steps.iter().any(|step| matches!(step, Step::Key(key) if key == "evidence"))
}

/// A number that is looked for.
struct Wanted {
    named: Option<Number>,
    words: String,
    language: Language,
}

impl Wanted {
    fn is(&self, quantity: &Quantity) -> bool {
        match self.named {
            Some(named) => {
                let in_words = quantity.exact().is_none() || quantity.says_of_how_many();
                quantity.exact() == Some(named) || in_words && self.is_in(&quantity.words)
            }
            None => quantity.words.to_lowercase().contains(&self.words),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        let all = Spoken::all_in(text, self.language);
        all.iter().any(|spoken| match (self.named, spoken.named) {
            (Some(wanted), Some(named)) => wanted == named,
            _ => text[spoken.core.range()].to_lowercase().contains(&self.words),
        })
    }

    fn is_of_claim(&self, model: &Model, claim: &Claim) -> bool {
        let own =
            claim.stated().map(|(_, said)| said).chain(claim.evidence.iter().filter_map(|item| item.quantity.as_ref()));
        own.into_iter().any(|quantity| self.is(quantity))
            || claim.told().any(|quote| self.is_in(quote))
            || claim.tests.iter().any(|test| {
                let steps = match &test.trend {
                    Some(Trend::Steps(_, quantity)) => self.is(quantity),
                    Some(Trend::Last(_, steps)) => {
                        let steps = i64::try_from(*steps).ok().map(crate::number::Number::from);
                        steps.is_some() && self.named == steps
                    }
                    _ => false,
                };
                steps || self.is_of_calculation(model, test.calculation(&model.figures))
            })
    }

    fn is_of_calculation(&self, model: &Model, calculation: &Calculation) -> bool {
        match calculation {
            Calculation::Select(Selection { of, filters, .. }) => self.is_asked(model, *of, filters),
            Calculation::Quote(quotation) => self.is(&quotation.quantity),
            Calculation::Derive(operation) => {
                let on_values = match operation {
                    Operation::HoldsEach { conditions, .. } => conditions.as_slice(),
                    _ => &[],
                };
                let is_part = |part: &Key<Figure>| model.figures.id(*part).is_part();
                self.named.is_some_and(|named| on_values.iter().any(|condition| condition.to == named))
                    || operation
                        .parts()
                        .into_iter()
                        .filter(is_part)
                        .any(|part| self.is_of_calculation(model, &model.figures[part].calculation))
            }
        }
    }

    /// Returns whether it is a bound or value that a condition names: "counties with at least 10,000 people".
    fn is_asked(&self, model: &Model, of: Key<crate::model::Dataset>, filters: &[Filter]) -> bool {
        let columns = &model.datasets[of].table.columns;
        filters.iter().any(|filter| {
            let Some(column) = columns.get(filter.column) else { return false };
            let is = |encoded: i64| self.named.is_some() && column.number_of(encoded) == self.named;
            match &filter.predicate {
                Predicate::In(values) | Predicate::NotIn(values) => {
                    let mut named = values.iter().filter(|encoded| **encoded != Predicate::EMPTY);
                    named.any(|encoded| is(*encoded) || self.is_in(&column.format(*encoded)))
                }
                Predicate::Within { low, high } => low.iter().chain(high).any(|(encoded, _)| is(*encoded)),
                Predicate::Ranked(ranked) => match ranked.part {
                    RankedPart::Rows(rows) => i64::try_from(rows).is_ok_and(|rows| self.named == Some(rows.into())),
                    RankedPart::Percent(percent) => self.named == Some(percent),
                },
                Predicate::Matches(_) | Predicate::Related(_) => false,
            }
        })
    }
}
