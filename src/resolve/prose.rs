//! The texts that readers see: references in double braces are found and linked, and nothing else is allowed in them.

use std::collections::HashMap;

use crate::model::{Calculation, Claim, ClaimPart, Dataset, Facet, Figure, Key, Part, Piece, RegistryText, Section};
use crate::registry;
use crate::table::Interval;
use crate::text::Span;

use super::figure;
use super::figure_type::FigureType;
use super::links::{Scope, Written};
use super::registry_path::RegistryPath;
use super::{problem, problem as wrong};

/// What texts may refer to.
pub(super) struct Readers<'a> {
    /// The claims as written: whether one has a quantity or a test.
    pub(super) claims: &'a [Written<'a, registry::Claim>],
    /// What each figure comes to; none where that is not known.
    pub(super) shapes: &'a [Option<FigureType>],
    /// The datasets, whose columns may tell an interval.
    pub(super) datasets: &'a Section<Dataset>,
    /// The figures, of whose parts a text may speak.
    pub(super) figures: &'a Section<Figure>,
    /// The calculations of tests that are made of other figures.
    pub(super) tests: &'a HashMap<String, Option<Calculation>>,
}

/// What names of parts stand for: another figure, or something of the number itself; else which of the names stands for nothing.
type Followed = Result<(Option<Key<Figure>>, Facet), usize>;

/// Whose text is read: only the text of a claim with a test has a `{{ value }}`.
#[derive(Debug, Clone, Copy)]
enum Within<'a> {
    TestedClaim(&'a str, &'a registry::Claim),
    UntestedClaim,
    Elsewhere,
}

impl Readers<'_> {
    /// Returns a text of an entry other than a claim.
    pub(super) fn prose(&self, text: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> RegistryText {
        self.read(text, Within::Elsewhere, at, scope)
    }

    /// Returns an optional text of an entry other than a claim.
    pub(super) fn prose_if(
        &self,
        text: Option<&String>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<RegistryText> {
        text.map(|text| self.prose(text, at, scope))
    }

    /// Returns a text of a claim.
    pub(super) fn of_claim(
        &self,
        (id, claim): (&str, &registry::Claim),
        text: &str,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> RegistryText {
        let within = if claim.test.is_empty() { Within::UntestedClaim } else { Within::TestedClaim(id, claim) };
        self.read(text, within, at, scope)
    }

    fn read(&self, text: &str, within: Within<'_>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> RegistryText {
        let mut pieces = Vec::new();
        let mut rest = 0;
        while let Some(found) = text[rest..].find(['{', '}']) {
            let start = rest + found;
            let here = &text[start..];
            let double = ["{{", "}}", "{%", "%}", "{#", "#}"].into_iter().find(|mark| here.starts_with(mark));
            let logic_end = start > rest && matches!(text.get(start - 1..=start), Some("%}" | "#}"));
            match double {
                Some("{{") => {
                    let Some(close) = text[start + 2..].find("}}").map(|close| start + 2 + close) else {
                        scope.problems.push(wrong::unbalanced(at, Span::new(start, start + 2), "{{"));
                        break;
                    };
                    words(&mut pieces, &text[rest..start], rest);
                    let inner = &text[start + 2..close];
                    if let Some(open) = inner.find("{{") {
                        let open = start + 2 + open;
                        scope.problems.push(wrong::unbalanced(at, Span::new(start, start + 2), "{{"));
                        rest = open;
                        continue;
                    }
                    let piece = self.reference(inner, start + 2, within, at, scope);
                    pieces.extend(piece.map(|piece| (piece, start)));
                    rest = close + 2;
                }
                Some("}}") => {
                    scope.problems.push(wrong::unbalanced(at, Span::new(start, start + 2), "}}"));
                    break;
                }
                Some(mark) => {
                    scope.problems.push(wrong::logic(at, Span::new(start, start + 2), mark));
                    break;
                }
                None if logic_end => {
                    scope.problems.push(wrong::logic(at, Span::new(start - 1, start + 1), &text[start - 1..=start]));
                    break;
                }
                None => {
                    words(&mut pieces, &text[rest..=start], rest);
                    rest = start + 1;
                }
            }
        }
        words(&mut pieces, &text[rest..], rest);
        RegistryText::written(pieces)
    }

    fn reference(
        &self,
        inner: &str,
        from: usize,
        within: Within<'_>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Piece> {
        let name = inner.trim();
        let start = from + (inner.len() - inner.trim_start().len());
        let place = |part: &str, offset: usize| Span::new(start + offset, start + offset + part.len());
        let whole = place(name, 0);
        if name.is_empty() {
            scope.problems.push(wrong::empty(at, Span::new(from.saturating_sub(2), from + inner.len() + 2)));
            return None;
        }
        if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-')) {
            scope.problems.push(wrong::logic(at, whole, name));
            return None;
        }
        let mut parts = name.split('.');
        let (section, id, part) = (parts.next()?, parts.next(), parts.next());
        let more: Vec<&str> = parts.collect();
        let id_at = section.len() + 1;
        let part_at = id_at + id.map_or(0, str::len) + 1;
        match (section, id, part) {
            ("value", ..) => match within {
                Within::TestedClaim(of, claim) => {
                    let names: Vec<&str> = name.split('.').skip(1).collect();
                    if names.is_empty() {
                        return Some(Piece::Value(Facet::All));
                    }
                    let part = self.part_of_test(of, claim, &names, scope)?;
                    return self.part(part, &Piece::Value, (name, 1, &names), (at, start), scope);
                }
                _ => scope.problems.push(wrong::no_value_here(at, whole, matches!(within, Within::UntestedClaim))),
            },
            ("figures", Some(id), part) if !id.is_empty() => {
                let key: Key<Figure> = scope.link_within(id, at, place(id, id_at))?;
                let names: Vec<&str> = part.into_iter().chain(more).collect();
                let part = if names.is_empty() {
                    Ok((Some(key), Facet::All))
                } else {
                    self.follow(&self.figures[key].calculation, &names)
                        .map(|(figure, facet)| (figure.or(Some(key)), facet))
                };
                let own = |facet| Piece::Figure(key, facet);
                return self.part(part, &own, (name, 2, &names), (at, start), scope);
            }
            ("claims", Some(id), Some("value")) if !more.is_empty() => {
                let key: Key<Claim> = scope.link_within(id, at, place(id, id_at))?;
                let written = &self.claims[key.index()];
                let part = self.part_of_test(written.id.as_str(), written.entry, &more, scope)?;
                let own = |facet| Piece::Claim(key, ClaimPart::Value(facet));
                return self.part(part, &own, (name, 3, &more), (at, start), scope);
            }
            ("claims", Some(id), part) if more.is_empty() => {
                let key: Key<Claim> = scope.link_within(id, at, place(id, id_at))?;
                let Some(part) = part else { return Some(Piece::Claim(key, ClaimPart::Statement)) };
                let Some((_, meaning)) = PARTS.iter().find(|(word, _)| *word == part) else {
                    let near = problem::nearest(part, PARTS.iter().map(|(word, _)| *word));
                    scope.problems.push(wrong::unknown_part(at, place(part, part_at), part, near));
                    return None;
                };
                if self.lacks(key, *meaning) {
                    scope.problems.push(wrong::absent_part(at, place(part, part_at), id, part));
                    return None;
                }
                return Some(Piece::Claim(key, *meaning));
            }
            ("claims" | "figures", ..) => scope.problems.push(wrong::incomplete(at, whole, section)),
            _ => {
                let near = problem::nearest(section, ["figures", "claims", "value"]);
                scope.problems.push(wrong::unknown_name(at, place(section, 0), section, name, near));
            }
        }
        None
    }

    /// Returns what names of parts behind the tested figure of a claim stand for; none where a problem was met.
    fn part_of_test(&self, id: &str, claim: &registry::Claim, names: &[&str], scope: &Scope<'_>) -> Option<Followed> {
        let tested = self.tested(id, claim, scope)?;
        let first = claim.test.iter().next()?;
        let is_series = tested.map_or(first.by.is_some(), |tested| tested.is_series(self.figures));
        if let ([name], true) = (names, is_series)
            && let Some(facet) = Facet::of_series(name, !first.trends().is_empty())
        {
            return Some(Ok((None, facet)));
        }
        let of_cell = |name: &&str| match *name {
            "period" => Some(Facet::Period),
            estimate => Facet::of_estimate(estimate).filter(|_| self.is_estimate(first, scope)),
        };
        if let ([name], None) = (names, tested)
            && let Some(facet) = of_cell(name)
        {
            return Some(Ok((None, facet)));
        }
        Some(tested.map_or(Err(0), |tested| self.follow(tested, names)))
    }

    /// Returns whether a test takes one cell of a column that tells an interval.
    fn is_estimate(&self, test: &registry::Figure, scope: &Scope<'_>) -> bool {
        let column = || {
            let table = &self.datasets[scope.links.find::<Dataset>(test.of.as_ref()?)?].table;
            table.columns[table.column(test.value.as_ref()?)?].form.interval.as_ref()
        };
        test.by.is_none() && column().is_some_and(Interval::is_told)
    }

    /// Returns how the number of a claim's first test is got: the inner none where it is made of nothing else, the outer none
    /// where a problem was met.
    #[expect(clippy::option_option, reason = "a test without parts is no problem")]
    fn tested(&self, id: &str, claim: &registry::Claim, scope: &Scope<'_>) -> Option<Option<&Calculation>> {
        match &claim.test.iter().next()?.figure {
            Some(figure) => scope.links.find::<Figure>(figure).map(|key| Some(&self.figures[key].calculation)),
            None => match self.tests.get(&figure::of_test(id, 0)) {
                Some(made) => made.as_ref().map(Some),
                None => Some(None),
            },
        }
    }

    /// Follows the names of parts to what they stand for: another figure, or something of the number itself; else which of the
    /// names stands for nothing.
    fn follow(&self, from: &Calculation, names: &[&str]) -> Followed {
        let (mut calculation, mut figure, mut last) = (from, None, Facet::All);
        for (at, name) in names.iter().enumerate() {
            match calculation.part(name, self.figures).filter(|_| last == Facet::All).ok_or(at)? {
                Part::Figure(part) => {
                    figure = Some(part);
                    calculation = &self.figures[part].calculation;
                }
                Part::Facet(facet) => last = facet,
            }
        }
        Ok((figure, last))
    }

    /// Returns what names of parts print, behind so many other names; `own` is the number itself.
    fn part(
        &self,
        found: Followed,
        own: &dyn Fn(Facet) -> Piece,
        (name, before, names): (&str, usize, &[&str]),
        (at, start): (&RegistryPath<'_>, usize),
        scope: &mut Scope<'_>,
    ) -> Option<Piece> {
        let upto = |count: usize| name.split('.').take(count).collect::<Vec<_>>().join(".");
        match found {
            Ok((Some(figure), facet)) => {
                if facet == Facet::All && self.shapes.get(figure.index()) == Some(&Some(FigureType::Series)) {
                    let whole = Span::new(start, start + name.len());
                    scope.problems.push(wrong::series(at, whole, self.figures.id(figure).as_str()));
                    return None;
                }
                Some(Piece::Figure(figure, facet))
            }
            Ok((None, facet)) => Some(own(facet)),
            Err(wrong_at) => {
                let owner = upto(before + wrong_at);
                let from = start + owner.len() + 1;
                let part = names[wrong_at];
                scope.problems.push(wrong::no_part(at, Span::new(from, from + part.len()), &owner, part));
                None
            }
        }
    }

    /// Returns whether the claim has no such part.
    fn lacks(&self, key: Key<Claim>, part: ClaimPart) -> bool {
        let claim = self.claims[key.index()].entry;
        match part {
            ClaimPart::Statement | ClaimPart::Standing => false,
            ClaimPart::Phrase => claim.phrase.is_none(),
            ClaimPart::Quantity => claim.quantity.is_none(),
            ClaimPart::Value(_) => claim.test.is_empty(),
        }
    }
}

const PARTS: [(&str, ClaimPart); 4] = [
    ("quantity", ClaimPart::Quantity),
    ("value", ClaimPart::Value(Facet::All)),
    ("standing", ClaimPart::Standing),
    ("phrase", ClaimPart::Phrase),
];

fn words(pieces: &mut Vec<(Piece, usize)>, words: &str, at: usize) {
    if words.is_empty() {
        return;
    }
    if let Some((Piece::Words(before), _)) = pieces.last_mut() {
        before.push_str(words);
    } else {
        pieces.push((Piece::Words(words.to_owned()), at));
    }
}
