//! Order and circles: who must be understood before whom, and who refers to themselves by way of others.

/// What a walk along all references found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Walk {
    /// Every entry, those it refers to first.
    pub(super) order: Vec<usize>,
    /// Each circle met, beginning with its first entry in the author's order.
    pub(super) circles: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Untouched,
    Open,
    Done,
}

/// Walks from each of `count` entries along `references`. It keeps its own stack: a chain can be as long as a registry.
pub(super) fn walk(count: usize, references: impl Fn(usize) -> Vec<usize>) -> Walk {
    let mut walk = Walk { order: Vec::with_capacity(count), circles: Vec::new() };
    let mut states = vec![State::Untouched; count];
    let mut open: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
    for start in 0..count {
        if states[start] != State::Untouched {
            continue;
        }
        states[start] = State::Open;
        open.push((start, references(start).into_iter()));
        while let Some((here, rest)) = open.last_mut() {
            let here = *here;
            let Some(next) = rest.next() else {
                states[here] = State::Done;
                walk.order.push(here);
                open.pop();
                continue;
            };
            match states[next] {
                State::Done => {}
                State::Untouched => {
                    states[next] = State::Open;
                    open.push((next, references(next).into_iter()));
                }
                State::Open => walk.circles.push(circle(&open, next)),
            }
        }
    }
    walk
}

/// Returns the open entries from `back_to` on, turned so that the first of them in the author's order begins.
fn circle(open: &[(usize, std::vec::IntoIter<usize>)], back_to: usize) -> Vec<usize> {
    let from = open.iter().position(|(entry, _)| *entry == back_to).unwrap_or(0);
    let mut circle: Vec<usize> = open[from..].iter().map(|(entry, _)| *entry).collect();
    let first = circle.iter().enumerate().min_by_key(|(_, entry)| **entry).map_or(0, |(at, _)| at);
    circle.rotate_left(first);
    circle
}

#[cfg(test)]
mod tests {
    use super::*;

    fn along(edges: &[&[usize]]) -> Walk {
        walk(edges.len(), |entry| edges[entry].to_vec())
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        assert_eq!(along(&[&[2], &[], &[1]]), Walk { order: vec![1, 2, 0], circles: vec![] });
    }

    #[test]
    fn a_circle_begins_with_its_first_entry() {
        assert_eq!(along(&[&[], &[3], &[1], &[2]]).circles, vec![vec![1, 3, 2]]);
        assert_eq!(along(&[&[0]]).circles, vec![vec![0]]);
    }

    #[test]
    fn a_chain_of_a_million_needs_no_stack() {
        let walk = walk(1_000_000, |entry| if entry + 1 < 1_000_000 { vec![entry + 1] } else { vec![] });
        assert_eq!(walk.order.first(), Some(&999_999));
    }
}
