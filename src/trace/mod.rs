//! From what is printed back to where it comes from: a figure, a claim or a line of a report, down to the cells of a file,
//! their digest and their source, or to the place in a source and who said it.

mod cells;
mod claim;
mod figure;
mod node;
mod page;
mod source;
mod table;

use std::collections::BTreeSet;

pub use node::TraceNode;

use crate::model::{Claim, Figure, Key, Model, Prose};
use crate::outcome::Evaluation;
use crate::render::Page;
use crate::view::Views;

/// What a trace is drawn from.
pub struct Tracer<'a> {
    views: &'a Views,
    model: &'a Model,
    evaluation: &'a Evaluation,
    /// Figures that were followed already: each is followed once.
    seen: BTreeSet<Key<Figure>>,
    /// Claims that were followed already.
    seen_claims: BTreeSet<Key<Claim>>,
}

impl<'a> Tracer<'a> {
    /// Returns a tracer of everything that is told.
    pub fn new(views: &'a Views) -> Self {
        let (model, evaluation) = (&*views.model, &*views.evaluation);
        Self { views, model, evaluation, seen: BTreeSet::new(), seen_claims: BTreeSet::new() }
    }

    /// Returns where the figure or claim with this id comes from; none where there is neither.
    pub fn id(&mut self, id: &str) -> Option<TraceNode> {
        if let Some(figure) = self.model.figures.find(id) {
            return Some(self.figure(figure));
        }
        self.model.claims.find(id).map(|claim| self.claim(claim))
    }

    /// Returns where everything on a line of a page comes from; none where the page has no such line.
    pub fn line(&mut self, page: &Page, line: usize) -> Option<TraceNode> {
        self.page_line(page, line)
    }

    /// Returns a text of the registry with its references printed; `of` is the claim whose `{{ value }}` it may name.
    fn prose(&self, prose: &Prose, of: Option<Key<Claim>>) -> String {
        self.views.prose(prose, of).plain()
    }

    /// Returns every id that can be traced.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let model = self.model;
        model.figures.iter().map(|(_, id, _)| id.as_str()).chain(model.claims.iter().map(|(_, id, _)| id.as_str()))
    }
}
