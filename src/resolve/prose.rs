//! The texts that readers see: references in double braces are found and linked, and nothing else is allowed in them.

use crate::model::{Claim, ClaimPart, Figure, Key, Piece, RegistryText};
use crate::registry;
use crate::text::Span;

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
}

/// Whose text is read: only the text of a claim with a test has a `{{ value }}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    TestedClaim,
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
        claim: &registry::Claim,
        text: &str,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> RegistryText {
        let within = if claim.test.is_empty() { Within::UntestedClaim } else { Within::TestedClaim };
        self.read(text, within, at, scope)
    }

    fn read(&self, text: &str, within: Within, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> RegistryText {
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
        within: Within,
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
        let (section, id, part, more) = (parts.next()?, parts.next(), parts.next(), parts.next());
        let id_at = section.len() + 1;
        let part_at = id_at + id.map_or(0, str::len) + 1;
        match (section, id, part, more) {
            ("value", None, None, None) => {
                if within == Within::TestedClaim {
                    return Some(Piece::Value);
                }
                scope.problems.push(wrong::no_value_here(at, whole, within == Within::UntestedClaim));
            }
            ("figures", Some(id), None, None) => {
                let key: Key<Figure> = scope.link_within(id, at, place(id, id_at))?;
                if self.shapes.get(key.index()) == Some(&Some(FigureType::Series)) {
                    scope.problems.push(wrong::series(at, place(id, id_at), id));
                    return None;
                }
                return Some(Piece::Figure(key));
            }
            ("claims", Some(id), part, None) => {
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
            ("figures", Some(_), Some(part), _) => {
                let tail = &name[part_at..];
                scope.problems.push(wrong::no_parts(at, place(tail, part_at), part));
            }
            ("claims" | "figures", ..) => scope.problems.push(wrong::incomplete(at, whole, section)),
            _ => {
                let near = problem::nearest(section, ["figures", "claims", "value"]);
                scope.problems.push(wrong::unknown_name(at, place(section, 0), section, name, near));
            }
        }
        None
    }

    /// Returns whether the claim has no such part.
    fn lacks(&self, key: Key<Claim>, part: ClaimPart) -> bool {
        let claim = self.claims[key.index()].entry;
        match part {
            ClaimPart::Statement | ClaimPart::Standing => false,
            ClaimPart::Quantity => claim.quantity.is_none(),
            ClaimPart::Value => claim.test.is_empty(),
        }
    }
}

const PARTS: [(&str, ClaimPart); 3] =
    [("quantity", ClaimPart::Quantity), ("value", ClaimPart::Value), ("standing", ClaimPart::Standing)];

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
