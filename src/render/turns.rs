//! What of a page's words depends on those around them: a number beside a word of direction is printed without its own, and each
//! clause that says how a claim stands has another form than the one before.

use std::collections::{BTreeMap, BTreeSet};

use crate::markdown::escape::{self, Position};
use crate::markdown::marks::{self, MarkToken};
use crate::outcome::StandingLabel;
use crate::view::{Mark, Views};

/// How much clean text before a number is kept.
const KEPT: usize = 400;

/// Returns a marked text in which the numbers beside words of direction are printed without one, and each clause that says how a
/// claim stands has another form than the one before.
pub(super) fn once(printed: &str, views: &Views) -> String {
    let tokens: Vec<MarkToken<'_>> = marks::tokens(printed).collect();
    let mut out = String::with_capacity(printed.len());
    let mut clean = String::new();
    let mut turns: BTreeMap<StandingLabel, usize> = BTreeMap::new();
    // The author's own clause for a claim is said once.
    let mut said = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at] {
            MarkToken::Text(text) => {
                out.push_str(text);
                clean.push_str(text);
            }
            MarkToken::Open(mark) => {
                marks::open(mark, &mut out);
                let anew = alone(&tokens[at..], mark).and_then(|length| {
                    if let Mark::Qualifier(claim) = mark {
                        let own = views.own_qualifier(claim).filter(|_| said.insert(claim));
                        let words = own.unwrap_or_else(|| {
                            let told = views.evaluation.claim(claim).told;
                            let turn = turns.entry(told).or_default();
                            *turn += 1;
                            told.qualifier(*turn - 1, views.language())
                        });
                        return Some((length, words.to_owned()));
                    }
                    let behind = clean_behind(&tokens[at + length..]);
                    views.bare_beside(mark, &clean, &behind).map(|words| (length, words))
                });
                if let Some((length, words)) = anew {
                    escape::text(&words, Position::Inside, &mut out);
                    marks::close(&mut out);
                    clean.push_str(&words);
                    at += length;
                    continue;
                }
            }
            MarkToken::Close => marks::close(&mut out),
            MarkToken::Broken => return printed.to_owned(),
        }
        if clean.len() > 2 * KEPT {
            let from = (clean.len() - KEPT..clean.len()).find(|at| clean.is_char_boundary(*at)).unwrap_or(clean.len());
            clean.drain(..from);
        }
        at += 1;
    }
    out
}

/// Returns how many tokens a mark has with its words and its end, where it covers words alone.
fn alone(tokens: &[MarkToken<'_>], mark: Mark) -> Option<usize> {
    let number = matches!(mark, Mark::Figure(_) | Mark::Value(..) | Mark::Qualifier(_));
    matches!(tokens, [_, MarkToken::Text(_), MarkToken::Close, ..] if number).then_some(3)
}

/// Returns the text that follows, as far as it may belong to a number.
fn clean_behind(tokens: &[MarkToken<'_>]) -> String {
    const LOOKED_AT: usize = 8;
    let texts = tokens.iter().take(LOOKED_AT).filter_map(|token| match token {
        MarkToken::Text(text) => Some(*text),
        _ => None,
    });
    texts.collect()
}
