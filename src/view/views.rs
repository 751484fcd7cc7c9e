//! The views of a project: each made once, when it is first asked for, on whatever core asks.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::evaluate;
use crate::language::{Labels, Language, fill};
use crate::model::{
    Chart, Claim, Dataset, Entry, Facet, Figure, Key, Measure, Model, Party, RegistryText, Section, Selection, Source,
    Speaker, TableEntry, Unit, Unknown,
};
use crate::number::{Date, Number};
use crate::outcome::{Evaluation, Outcome, Recoverable, Shown, Withheld};
use crate::quantity::{Bound, Judgement, Quantity};
use crate::reads::{self, Reads};
use crate::vocabulary::Standing;

use crate::view::teller::Teller;
use crate::view::{
    BriefView, ChartView, ClaimView, DatasetView, Mark, MarkedText, Meaning, MeasureView, NumberView, PartyView,
    PublicationView, SourceView, TableView, UnknownView,
};

/// Everything that is told of a project.
pub struct Views {
    /// What the registry means.
    pub model: Arc<Model>,
    /// What it comes to.
    pub evaluation: Arc<Evaluation>,
    claims: SectionViews<Claim, ClaimView>,
    sources: SectionViews<Source, SourceView>,
    datasets: SectionViews<Dataset, DatasetView>,
    parties: SectionViews<Party, PartyView>,
    measures: SectionViews<Measure, MeasureView>,
    unknowns: SectionViews<Unknown, UnknownView>,
    figures: SectionViews<Figure, Option<NumberView>>,
    tables: SectionViews<TableEntry, TableView>,
    charts: SectionViews<Chart, ChartView>,
    publication: OnceLock<(PublicationView, Reads)>,
}

/// Where the rows of selections are looked up.
pub struct Rows<'v>(evaluate::Rows<'v>);

impl Rows<'_> {
    /// Returns the rows of the first dataset that a selection takes, in the order of the file.
    pub fn of(&self, selection: &Selection) -> Vec<usize> {
        self.0.of(selection)
    }

    /// Returns the rows of the joined dataset that belong to some rows of a selection, each once, in the order of its file.
    pub fn partners(&self, selection: &Selection, rows: &[usize]) -> Vec<usize> {
        self.0.partners(selection, rows)
    }
}

/// The views of one section of the registry, by the keys of its entries, each with what was read for it.
struct SectionViews<T, V> {
    made: Vec<OnceLock<(V, Reads)>>,
    of: std::marker::PhantomData<fn() -> T>,
}

impl<T: Entry, V> SectionViews<T, V> {
    fn of(section: &Section<T>) -> Self {
        let mut made = Vec::new();
        made.resize_with(section.len(), OnceLock::new);
        Self { made, of: std::marker::PhantomData }
    }

    fn get(&self, key: Key<T>, make: impl FnOnce() -> V) -> &V {
        let (view, reads) = self.made[key.index()].get_or_init(|| reads::noting(make));
        reads::add(reads);
        view
    }
}

impl fmt::Debug for Views {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Views").finish_non_exhaustive()
    }
}

impl Views {
    /// Returns the views of what a registry means and comes to; none of them is made yet.
    pub fn new(model: &Arc<Model>, evaluation: &Arc<Evaluation>) -> Self {
        Self {
            claims: SectionViews::of(&model.claims),
            sources: SectionViews::of(&model.sources),
            datasets: SectionViews::of(&model.datasets),
            parties: SectionViews::of(&model.parties),
            measures: SectionViews::of(&model.measures),
            unknowns: SectionViews::of(&model.unknowns),
            figures: SectionViews::of(&model.figures),
            tables: SectionViews::of(&model.tables),
            charts: SectionViews::of(&model.charts),
            publication: OnceLock::new(),
            model: Arc::clone(model),
            evaluation: Arc::clone(evaluation),
        }
    }

    /// Returns what the views are put into words with.
    pub(super) fn teller(&self) -> Teller<'_> {
        Teller::new(&self.model, &self.evaluation)
    }

    /// Returns the language of the briefs.
    pub fn language(&self) -> Language {
        self.model.publication.language
    }

    /// Returns the words of that language.
    pub fn words(&self) -> &'static Labels {
        self.language().text()
    }

    /// Returns what the publication writes over the section that no brief can lose, or a part of it, in words of its own.
    pub fn heading(&self, name: &str) -> Option<&str> {
        self.model.publication.heading(name)
    }

    /// Returns a sentence of the language with its gaps filled.
    pub fn fill(&self, sentence: &str, values: &[(&str, &MarkedText)]) -> MarkedText {
        MarkedText::filled(sentence, values)
    }

    /// Returns a sentence of the language with its gaps filled by words.
    pub fn say(&self, sentence: &str, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(sentence, &values)
    }

    /// Returns a day that is written as in data, in the words of the language.
    pub fn day(&self, written: &str) -> String {
        Date::parse(written).map_or_else(|_| written.to_owned(), |day| self.language().date(day))
    }

    /// Returns a number of a unit in words.
    pub fn amount(&self, number: Number, unit: Unit, decimals: u32) -> String {
        self.teller().number(number, unit, decimals)
    }

    /// Returns the bare size of a printed number, where the words around it say which way it went.
    pub fn bare_beside(&self, mark: Mark, before: &str, behind: &str) -> Option<String> {
        self.teller().bare_beside(mark, before, behind)
    }

    /// Returns a text of the registry with its references printed; `of` is the claim whose `{{ value }}` it may name.
    pub fn prose(&self, prose: &RegistryText, of: Option<Key<Claim>>) -> MarkedText {
        self.teller().prose(prose, of)
    }

    /// Returns a value in words, where the author names so many decimals.
    pub fn outcome(&self, outcome: &Outcome, decimals: Option<u32>) -> String {
        self.teller().outcome(outcome, decimals)
    }

    /// Returns the places of the names that a claim gives another place; nothing where it gives none.
    pub fn placed(&self, outcome: &Outcome) -> String {
        self.teller().placed(outcome)
    }

    /// Returns what is printed instead of a number that is withheld.
    pub fn withheld(&self, why: Withheld) -> &'static str {
        self.teller().withheld(why)
    }

    /// Returns what the publication means by words that say too little by themselves.
    pub fn bound(&self, bound: &Bound) -> String {
        self.teller().bound(bound)
    }

    /// Returns the name of a party, or the words for somebody who is none.
    pub fn speaker(&self, speaker: &Speaker) -> MarkedText {
        self.teller().named(speaker)
    }

    /// Returns what a claim counts: its own measure, or that of its tested figure.
    pub fn measure_of(&self, claim: Key<Claim>) -> Option<Key<Measure>> {
        self.teller().measure_of(claim)
    }

    /// Returns what a number makes of a quantity; none where the two do not speak of the same kind of thing.
    pub fn judge(&self, quantity: &Quantity, outcome: &Outcome, number: Number) -> Option<Judgement> {
        evaluate::judge(&self.model, quantity, outcome, number)
    }

    /// Returns which evidence a claim lacks for a standing, and what it has, with ids in backticks.
    pub fn missing(&self, claim: Key<Claim>, needed: Standing) -> String {
        evaluate::missing(&self.model, &self.model.claims[claim], self.evaluation.claim(claim), needed)
    }

    /// Returns what the standing of a claim would be if every body behind it said what it stands to gain, and had nothing.
    pub fn if_interests_were_stated(&self, claim: Key<Claim>) -> Standing {
        evaluate::if_interests_were_stated(&self.model, &self.model.claims[claim], self.evaluation.claim(claim))
    }

    /// Returns the small counts that can be worked out of what is printed together.
    pub fn recoverable(&self, printed: &[Shown]) -> Vec<Recoverable> {
        evaluate::recoverable(&self.model, &self.evaluation, printed)
    }

    /// Returns where the rows of selections are looked up, each column read once.
    pub fn rows(&self) -> Rows<'_> {
        Rows(evaluate::Rows::of_model(&self.model))
    }

    /// Returns whether small counts of any of these measures are withheld, so that nothing may tell its exact numbers.
    pub fn is_guarded(&self, measures: impl IntoIterator<Item = Key<Measure>>) -> bool {
        measures.into_iter().any(|measure| evaluate::is_guarded(&self.model, measure))
    }

    /// Returns whether the cells that an outcome is made of may not be told one by one: it is withheld, or one of them is.
    pub fn hides_cells(&self, outcome: &Outcome) -> bool {
        outcome.withheld.is_some() || !evaluate::withheld_behind(&self.model, outcome).is_empty()
    }

    /// Returns every label of a standing with what it means, the best borne out first.
    pub fn meanings(&self) -> Vec<Meaning> {
        self.teller().meanings()
    }

    /// Returns every brief, in the author's order.
    pub fn briefs(&self) -> Vec<BriefView> {
        reads::alone();
        let briefs: Vec<_> = self.model.briefs.iter().collect();
        briefs.into_par_iter().map(|(key, id, brief)| BriefView::of(&self.teller(), key, id, brief)).collect()
    }

    /// Returns a claim.
    pub fn claim(&self, key: Key<Claim>) -> &ClaimView {
        self.claims.get(key, || ClaimView::of(&self.teller(), key))
    }

    /// Returns the author's own clause that says inside a sentence how a claim stands, where one is written for that standing.
    pub fn own_qualifier(&self, claim: Key<Claim>) -> Option<&str> {
        let standing = self.evaluation.claim(claim).standing;
        let own = self.model.claims[claim].qualifiers.iter().find(|own| own.standing == standing)?;
        Some(&own.words)
    }

    /// Returns the clause that says inside a sentence how a claim stands: the author's own, or one of the language's in turn.
    pub fn qualifier(&self, claim: Key<Claim>, turn: usize) -> &str {
        let told = self.evaluation.claim(claim).told;
        self.own_qualifier(claim).unwrap_or_else(|| told.qualifier(turn, self.language()))
    }

    /// Returns a source.
    pub fn source(&self, key: Key<Source>) -> &SourceView {
        self.sources.get(key, || SourceView::of(&self.teller(), key))
    }

    /// Returns a dataset.
    pub fn dataset(&self, key: Key<Dataset>) -> &DatasetView {
        self.datasets.get(key, || DatasetView::of(&self.teller(), key))
    }

    /// Returns a party.
    pub fn party(&self, key: Key<Party>) -> &PartyView {
        self.parties.get(key, || PartyView::of(&self.teller(), key))
    }

    /// Returns a measure.
    pub fn measure(&self, key: Key<Measure>) -> &MeasureView {
        self.measures.get(key, || MeasureView::of(&self.teller(), key))
    }

    /// Returns an open question.
    pub fn unknown(&self, key: Key<Unknown>) -> &UnknownView {
        self.unknowns.get(key, || UnknownView::of(&self.teller(), key))
    }

    /// Returns the printed value of a figure; none where a problem stopped it.
    pub fn figure(&self, key: Key<Figure>) -> Option<&NumberView> {
        self.figures.get(key, || NumberView::of_figure(&self.teller(), key)).as_ref()
    }

    /// Returns something of the printed value of a figure.
    pub fn figure_part(&self, key: Key<Figure>, facet: Facet) -> Option<MarkedText> {
        self.teller().figure_part(key, facet)
    }

    /// Returns something of the tested figure of a claim.
    pub fn value_part(&self, key: Key<Claim>, facet: Facet) -> Option<MarkedText> {
        self.teller().value(key, None, facet)
    }

    /// Returns a table.
    pub fn table(&self, key: Key<TableEntry>) -> &TableView {
        self.tables.get(key, || {
            let table = TableView::of(&self.teller(), key);
            match self.model.tables[key].chart.filter(|_| table.caption.is_empty()) {
                Some(chart) => TableView { caption: self.chart(chart).caption.clone(), ..table },
                None => table,
            }
        })
    }

    /// Returns a chart.
    pub fn chart(&self, key: Key<Chart>) -> &ChartView {
        self.charts.get(key, || ChartView::of(&self.teller(), key))
    }

    /// Returns who publishes.
    pub fn publication(&self) -> &PublicationView {
        let made = self.publication.get_or_init(|| reads::noting(|| PublicationView::of(&self.teller())));
        reads::add(&made.1);
        &made.0
    }

    /// Returns the number that a mark stands for; none of a mark that stands for something else.
    pub fn number(&self, mark: Mark) -> Option<&NumberView> {
        match mark {
            Mark::Figure(figure) => self.figure(figure),
            Mark::Value(claim, reading) => self.claim(claim).readings.get(usize::from(reading))?.number.as_ref(),
            Mark::Quantity(claim, which) => self.claim(claim).stated(which),
            _ => None,
        }
    }

    /// Returns the numbers that marks stand for, in order of first use, and behind them the figures that those are made of.
    pub fn numbers(&self, marks: impl IntoIterator<Item = Mark>) -> Vec<&NumberView> {
        let mut seen = BTreeSet::new();
        let mut marks: Vec<Mark> = marks.into_iter().collect();
        let mut numbers = Vec::new();
        let mut next = 0;
        while let Some(mark) = marks.get(next).copied() {
            next += 1;
            if !matches!(mark, Mark::Figure(_) | Mark::Value(..) | Mark::Quantity(..)) || !seen.insert(mark) {
                continue;
            }
            if let Some(number) = self.number(mark) {
                marks.extend(number.parts.iter().map(|figure| Mark::Figure(*figure)));
                numbers.push(number);
            }
        }
        numbers
    }
}
