//! The way from a node of a registry file down to one of its parts, which is known by its number.

use crate::text::{Part, RegistryPlace, Step};

use super::node::{Node, NodeKind, Pair};

/// A pair of a mapping, with all pairs of that mapping.
type Around<'a> = (&'a Pair, &'a [Pair]);

/// Lengthens `place` from `node` down to the node with this number; returns the last pair on the way and the keys around it.
pub(super) fn trail<'a>(node: &'a Node, number: u32, place: &mut RegistryPlace) -> (Option<&'a Pair>, Vec<&'a str>) {
    let mut way = Vec::new();
    find(node, number, &mut way);
    let mut last = None;
    for (step, around) in way {
        place.steps.push(step);
        last = around;
    }
    let Some((pair, around)) = last else { return (None, Vec::new()) };
    if pair.key.number == number {
        place.part = Part::Key;
    }
    (Some(pair), around.iter().filter_map(|pair| pair.key.words()).collect())
}

/// Collects the steps from `node` down to the node with this number; returns whether it is there.
fn find<'a>(node: &'a Node, number: u32, way: &mut Vec<(Step, Option<Around<'a>>)>) -> bool {
    if node.number == number {
        return true;
    }
    match &node.kind {
        NodeKind::List(items) => items.iter().enumerate().any(|(index, item)| {
            way.push((index.into(), None));
            find(item, number, way) || way.pop().is_none()
        }),
        NodeKind::Mapping(pairs) => pairs.iter().any(|pair| {
            way.push((pair.key.words().unwrap_or_default().into(), Some((pair, pairs))));
            pair.key.number == number || find(&pair.value, number, way) || way.pop().is_none()
        }),
        _ => false,
    }
}
