//! What a claim's test speaks of, beside what its statement speaks of: the rules that tie the two read both here.
//!
//! A test is taken apart into the selections that it is made of (`part`), each with the rows it takes, their times and their
//! labels. A statement is read for the times and labels that it names (`labels`). Both are made once, when first asked for.

mod calendar;
mod compared;
mod interval;
mod labels;
mod part;
mod spoken;
mod text;
mod time;

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::model::{Claim, Dataset, Figure, Key, Model};
use crate::reads::{self, Readable, Reads};
use crate::view::{Rows, Views};

pub(crate) use calendar::Calendar;
pub(crate) use compared::{Compared, clause_of, comparisons};
pub(crate) use interval::Interval;
pub(crate) use labels::{Label, Labels, names};
pub(crate) use part::{Does, Extreme, Part, labels_of};
pub(crate) use spoken::{Superlative, every_step, has, is_open, running, says, superlatives};
pub(crate) use text::Text;
pub(crate) use time::{is_inside, join, meet, of_period, overlap_in_part, same, words};

/// What tests and statements speak of.
#[derive(Debug, Default)]
pub(crate) struct Ties<'a> {
    calendars: Vec<OnceLock<Calendar>>,
    labels: Vec<OnceLock<Labels>>,
    /// By claim, and by its tests, with what was read for them.
    tests: Vec<(Vec<Vec<Part<'a>>>, Reads)>,
    /// By figure, but of those that are a part of another.
    figures: Vec<(Vec<Part<'a>>, Reads)>,
    statements: Vec<Text<'a>>,
}

impl<'a> Ties<'a> {
    /// Returns what the tests and statements of a model speak of.
    pub(crate) fn of(views: &'a Views) -> Self {
        reads::alone();
        let model = &*views.model;
        let language = model.publication.language;
        let mut ties = Self {
            calendars: model.datasets.keys().map(|_| OnceLock::new()).collect(),
            labels: model.datasets.keys().map(|_| OnceLock::new()).collect(),
            tests: Vec::new(),
            figures: Vec::new(),
            statements: Vec::new(),
        };
        let rows = views.rows();
        let claims: Vec<Key<Claim>> = model.claims.keys().collect();
        let statement = |claim: &Key<Claim>| Text::of(&model.claims[*claim].statement, language);
        ties.statements = claims.par_iter().with_min_len(16).map(statement).collect();
        let of_claim = |claim: Key<Claim>| {
            reads::noting(|| {
                let tests = model.claims[claim].tests.iter();
                tests.map(|test| part::parts(&Reader { model, ties: &ties, rows: &rows }, test)).collect()
            })
        };
        let tests = claims.into_par_iter().with_min_len(16).map(of_claim).collect();
        ties.tests = tests;
        let figures: Vec<(Key<Figure>, bool)> = model.figures.iter().map(|(key, id, _)| (key, id.is_part())).collect();
        let of_figure = |(figure, is_part): (Key<Figure>, bool)| {
            let reader = Reader { model, ties: &ties, rows: &rows };
            reads::noting(|| if is_part { Vec::new() } else { part::parts_of(&reader, figure) })
        };
        let figures = figures.into_par_iter().with_min_len(16).map(of_figure).collect();
        ties.figures = figures;
        ties
    }

    /// Returns the selections that each test of a claim is made of.
    pub(crate) fn tests(&self, claim: Key<Claim>) -> &[Vec<Part<'a>>] {
        let (tests, reads) = &self.tests[claim.index()];
        reads::add(reads);
        tests
    }

    /// Returns the selections that a declared figure is made of.
    pub(crate) fn figure(&self, figure: Key<Figure>) -> &[Part<'a>] {
        let (parts, reads) = &self.figures[figure.index()];
        reads::add(reads);
        parts
    }

    /// Returns the statement of a claim.
    pub(crate) fn statement(&self, claim: Key<Claim>) -> &Text<'a> {
        reads::note(Readable::Claims, claim.index());
        &self.statements[claim.index()]
    }

    /// Returns which columns of a dataset are times.
    pub(crate) fn calendar(&self, model: &Model, dataset: Key<Dataset>) -> &Calendar {
        let of = &model.datasets[dataset];
        self.calendars[dataset.index()].get_or_init(|| Calendar::of(of, model.publication.language))
    }

    /// Returns the labels of a dataset.
    pub(crate) fn labels(&self, model: &Model, dataset: Key<Dataset>) -> &Labels {
        let (of, calendar) = (&model.datasets[dataset], self.calendar(model, dataset));
        self.labels[dataset.index()].get_or_init(|| Labels::of(of, calendar, model.publication.language))
    }
}

/// Takes tests apart.
struct Reader<'r, 'a> {
    model: &'a Model,
    ties: &'r Ties<'a>,
    rows: &'r Rows<'a>,
}
