//! Which of many things lead back to each other, by whatever ways: templates that extend and include one another.

/// How one thing was met on the way.
#[derive(Clone, Copy)]
struct Visit {
    /// When.
    nth: usize,
    /// The earliest that it leads back to.
    back: usize,
    /// Whether its circle is still open.
    open: bool,
}

/// Returns a number for each of `count` things: two have the same one where each leads to the other by way of `leads`.
///
/// This is Tarjan's walk, with a stack of its own: a chain of includes can be as long as a project.
pub(crate) fn numbers(count: usize, leads: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut met: Vec<Option<Visit>> = vec![None; count];
    let mut numbers = vec![0; count];
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for start in 0..count {
        if met[start].is_some() {
            continue;
        }
        let mut way: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
        let mut enter = |at: usize, met: &mut Vec<Option<Visit>>, open: &mut Vec<usize>| {
            met[at] = Some(Visit { nth: next, back: next, open: true });
            next += 1;
            open.push(at);
            (at, leads(at).into_iter())
        };
        way.push(enter(start, &mut met, &mut open));
        while let Some((at, rest)) = way.last_mut() {
            let at = *at;
            if let Some(to) = rest.next() {
                match met[to] {
                    None => way.push(enter(to, &mut met, &mut open)),
                    Some(Visit { nth, open: true, .. }) => reaches(&mut met, at, nth),
                    Some(_) => {}
                }
                continue;
            }
            way.pop();
            let Some(Visit { nth, back, .. }) = met[at] else { continue };
            if nth != back {
                if let Some((above, _)) = way.last() {
                    reaches(&mut met, *above, back);
                }
                continue;
            }
            while let Some(member) = open.pop() {
                numbers[member] = at;
                if let Some(met) = &mut met[member] {
                    met.open = false;
                }
                if member == at {
                    break;
                }
            }
        }
    }
    numbers
}

/// Notes that one thing leads back to what was met at some time.
fn reaches(met: &mut [Option<Visit>], at: usize, back: usize) {
    if let Some(met) = &mut met[at] {
        met.back = met.back.min(back);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(edges: &[&[usize]]) -> Vec<Vec<usize>> {
        let numbers = numbers(edges.len(), |at| edges[at].to_vec());
        let mut circles: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
        for (at, number) in numbers.into_iter().enumerate() {
            circles.entry(number).or_default().push(at);
        }
        let mut circles: Vec<Vec<usize>> = circles.into_values().collect();
        circles.sort();
        circles
    }

    #[test]
    fn those_that_lead_back_to_each_other_are_one_circle() {
        assert_eq!(circles(&[&[1], &[2], &[0], &[0]]), [vec![0, 1, 2], vec![3]]);
        assert_eq!(circles(&[&[1, 2], &[3], &[3], &[]]), [vec![0], vec![1], vec![2], vec![3]]);
        assert_eq!(circles(&[&[1], &[0, 2], &[3], &[2]]), [vec![0, 1], vec![2, 3]]);
        assert_eq!(circles(&[&[2], &[0], &[3], &[1]]), [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn a_chain_of_a_million_needs_no_stack() {
        let numbers = numbers(1_000_000, |at| if at + 1 < 1_000_000 { vec![at + 1] } else { Vec::new() });
        assert!(numbers.iter().enumerate().all(|(at, number)| at == *number));
    }
}
