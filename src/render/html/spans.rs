//! What stretches of a page become in HTML: a printed number leads to where it comes from, a standing to its reason, a count has
//! its sign. Spans never overlap; of nested marks the outermost that becomes an element wins. What they lead to are popovers: rows
//! and items that stand in the page as they are, and can be raised over it.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::model::{Claim, Key};
use crate::render::html::{Elsewhere, PageWords, escape};
use crate::view::{Deferred, Half, Mark};

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Popover {
    /// A row of "Where each number comes from", by its number.
    From(u32),
    /// The item that gives the reason of a standing, by its number.
    Why(usize),
}

impl fmt::Display for Popover {
    /// Writes its id.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::From(row) => write!(f, "from-{row}"),
            Self::Why(nth) => write!(f, "why-{nth}"),
        }
    }
}

/// All of a page.
#[derive(Debug, Default)]
pub(super) struct Popovers {
    /// By the event that begins it.
    at: BTreeMap<usize, Popover>,
    /// The number of the item that gives the reason of a claim's standing.
    why: BTreeMap<Key<Claim>, usize>,
}

impl Popovers {
    /// Returns what a reader can open, each once: the first row and the first item of a kind.
    pub(super) fn of(events: &[(Event<'_>, Range<usize>)], marks: &[(Range<usize>, Mark)]) -> Self {
        let mut popovers = Self::default();
        let wanted = |mark: &Mark| matches!(mark, Mark::Origin(_) | Mark::Reason(_));
        let mut marks = marks.iter().filter(|(_, mark)| wanted(mark)).peekable();
        for (at, (event, range)) in events.iter().enumerate() {
            if !matches!(event, Event::Start(Tag::Item | Tag::TableRow)) {
                continue;
            }
            while marks.next_if(|(mark, _)| mark.start < range.start).is_some() {}
            while let Some((_, mark)) = marks.next_if(|(mark, _)| mark.end <= range.end) {
                match mark {
                    Mark::Origin(row) => {
                        popovers.at.entry(at).or_insert(Popover::From(*row));
                    }
                    Mark::Reason(claim) if !popovers.why.contains_key(claim) && !popovers.at.contains_key(&at) => {
                        let nth = popovers.why.len() + 1;
                        popovers.why.insert(*claim, nth);
                        popovers.at.insert(at, Popover::Why(nth));
                    }
                    _ => {}
                }
            }
        }
        popovers
    }

    /// Returns the event that begins one.
    pub(super) fn begin(&self, wanted: Popover) -> Option<usize> {
        self.at.iter().find_map(|(event, popover)| (*popover == wanted).then_some(*event))
    }

    /// Returns whether there is any of the kind of this one.
    pub(super) fn has_kind_of(&self, of: Popover) -> bool {
        let kind = std::mem::discriminant(&of);
        self.at.values().any(|popover| std::mem::discriminant(popover) == kind)
    }

    /// Returns what begins at an event.
    pub(super) fn at(&self, event: usize) -> Option<Popover> {
        self.at.get(&event).copied()
    }

    /// Returns the numbers of the items that give the reason of a claim's standing.
    pub(super) fn whys(&self) -> &BTreeMap<Key<Claim>, usize> {
        &self.why
    }
}

/// Where the popovers and the sources of a page are.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchors<'a> {
    /// The page that holds what this one does not, and how many sources this one lists.
    elsewhere: Option<(&'a str, usize)>,
    /// Whether rows stand in this page, and whether reasons do.
    here: [bool; 2],
}

impl<'a> Anchors<'a> {
    /// Returns where the popovers are of a page that holds these itself.
    pub(super) fn of(popovers: &Popovers, elsewhere: Option<Elsewhere<'a>>) -> Self {
        let here = [Popover::From(0), Popover::Why(0)].map(|kind| popovers.has_kind_of(kind));
        Self { elsewhere: elsewhere.map(|elsewhere| (elsewhere.file, elsewhere.sources)), here }
    }

    /// Returns the page that holds a popover; nothing for this page.
    pub(super) fn page_of(&self, popover: Popover) -> &'a str {
        if self.is_here(popover) { "" } else { self.elsewhere.map_or("", |(file, _)| file) }
    }

    /// Returns whether a popover stands in this page.
    pub(super) fn is_here(&self, popover: Popover) -> bool {
        self.here[usize::from(matches!(popover, Popover::Why(_)))]
    }

    /// Returns the page that lists a source, by its number; none for this page.
    pub(super) fn page_of_source(&self, name: &str) -> Option<&'a str> {
        let (file, listed) = self.elsewhere?;
        name.parse::<usize>().is_ok_and(|number| number > listed).then_some(file)
    }
}

/// The element that a span becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SpanElement {
    /// A link to a row of "Where each number comes from".
    Number(usize),
    /// A standing, by its word, and the number of the item that gives its reason.
    Standing(&'static str, Option<usize>),
    /// A clause that says how a claim stands, and the number of the item that gives its reason.
    Qualifier(usize),
    /// How many findings a part of the panel has.
    Count(Half),
    /// Words in another language, by its tag.
    Language(String),
    /// What stands between two such counts, and is not seen where each has a place of its own.
    Between,
}

/// A stretch of the Markdown and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InlineSpan {
    /// Where.
    pub(super) range: Range<usize>,
    /// What.
    pub(super) element: SpanElement,
}

/// How many bytes stand between two counts of one line at the most: a semicolon and a space.
const BETWEEN: usize = 2;

/// Returns the spans in order.
pub(super) fn inline_spans(
    marks: &[(Range<usize>, Mark)],
    why: impl Fn(Key<Claim>) -> Option<usize>,
    row: impl Fn(Mark) -> Option<usize>,
    standing: impl Fn(Mark) -> Option<&'static str>,
    languages: &BTreeMap<Mark, String>,
) -> Vec<InlineSpan> {
    let mut inline_spans: Vec<InlineSpan> = Vec::new();
    for (range, mark) in marks {
        let element = match mark {
            Mark::Figure(_) | Mark::Value(..) | Mark::Quantity(..) => row(*mark).map(SpanElement::Number),
            Mark::Standing(claim) => standing(*mark).map(|word| SpanElement::Standing(word, why(*claim))),
            Mark::Qualifier(claim) => why(*claim).map(SpanElement::Qualifier),
            Mark::Count(half) => Some(SpanElement::Count(*half)),
            Mark::Foreign(..) => languages.get(mark).cloned().map(SpanElement::Language),
            _ => None,
        };
        let end = inline_spans.last().map_or(0, |last| last.range.end);
        let Some(element) = element.filter(|_| end <= range.start && !range.is_empty()) else { continue };
        let counted =
            |span: Option<&InlineSpan>| matches!(span, Some(InlineSpan { element: SpanElement::Count(_), .. }));
        if matches!(element, SpanElement::Count(_)) && counted(inline_spans.last()) && range.start - end <= BETWEEN {
            inline_spans.push(InlineSpan { range: end..range.start, element: SpanElement::Between });
        }
        inline_spans.push(InlineSpan { range: range.clone(), element });
    }
    inline_spans
}

impl InlineSpan {
    /// Returns the popover that it leads to, from where it stands: none leads to itself, and no reason to another.
    pub(super) fn leads(&self, from: Option<Popover>) -> Option<Popover> {
        let to = match &self.element {
            SpanElement::Number(row) => Popover::From(u32::try_from(*row).ok()?),
            SpanElement::Standing(_, why) => Popover::Why((*why)?),
            SpanElement::Qualifier(why) => Popover::Why(*why),
            SpanElement::Count(_) | SpanElement::Between | SpanElement::Language(_) => return None,
        };
        let is_why = |popover: Popover| matches!(popover, Popover::Why(_));
        let leads = from.is_none_or(|from| from != to && !(is_why(from) && is_why(to)));
        leads.then_some(to)
    }

    /// Writes the beginning of its element; `inside` is the popover it stands in, and `page` the one that holds what it leads to.
    pub(super) fn open(&self, inside: Option<Popover>, anchors: &Anchors<'_>, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match &self.element {
            SpanElement::Language(tag) => write!(out, "<span lang=\"{tag}\">"),
            SpanElement::Number(_) | SpanElement::Qualifier(_) => write!(out, "<span class=\"n\">"),
            SpanElement::Standing(word, _) => write!(out, "<span class=\"standing standing-{word}\">"),
            SpanElement::Count(half) => write!(out, "<span class=\"tally tally-{}\">", half.word()),
            SpanElement::Between => write!(out, "<span class=\"between\">"),
        };
        if let Some(popover) = self.leads(inside) {
            let page = anchors.page_of(popover);
            let _ = write!(out, "<a href=\"{page}#{popover}\" tabindex=\"-1\">");
        }
        match &self.element {
            SpanElement::Standing(word, _) => sign(word, out),
            SpanElement::Count(half) => sign(half.word(), out),
            SpanElement::Number(_) | SpanElement::Qualifier(_) | SpanElement::Between | SpanElement::Language(_) => {}
        }
    }

    /// Writes the end of its element, whose words stand at `text` in what is written; where it leads to a popover, a button raises it.
    pub(super) fn close(&self, inside: Option<Popover>, text: Range<usize>, words: PageWords<'_>, out: &mut String) {
        if let Some(popover) = self.leads(inside) {
            let form = if matches!(popover, Popover::From(_)) { words.from } else { words.why };
            let (before, after) = form.split_once("{words}").unwrap_or((form, ""));
            let _ = write!(out, "</a><button popovertarget=\"{popover}\" aria-label=\"");
            escape(before, out);
            out.extend_from_within(text);
            escape(after, out);
            out.push_str("\"></button>");
        }
        out.push_str("</span>");
    }
}

/// Writes what opens the grounds of a standing: a sign that leads to them, and the button that raises them.
pub(super) fn grounds(nth: usize, anchors: &Anchors<'_>, words: PageWords<'_>, out: &mut String) {
    let popover = Popover::Why(nth);
    let page = anchors.page_of(popover);
    let _ =
        write!(out, "\u{a0}<span class=\"grounds\"><a href=\"{page}#{popover}\" tabindex=\"-1\" aria-hidden=\"true\">");
    sign("grounds", out);
    let _ = write!(out, "</a><button popovertarget=\"{popover}\" aria-label=\"");
    escape(words.grounds, out);
    out.push_str("\"></button></span>");
}

/// Writes the sign of a standing or of a part of the panel: a shape, drawn once in the shell of the page. What is not rated
/// is no grade among others and has none.
pub(crate) fn sign(word: &str, out: &mut String) {
    if word.starts_with("not-") {
        return;
    }
    let _ = write!(out, "<svg aria-hidden=\"true\"><use href=\"#sign-{word}\"/></svg>");
}

/// The places of what blocks are asked about.
#[derive(Debug, Default)]
pub(super) struct BlockMarks {
    /// The captions of tables that are not empty.
    pub(super) captions: OrderedRanges,
    /// How much is known, claimed and unknown.
    pub(super) counts: OrderedRanges,
    /// What must be read before anything else.
    pub(super) notices: OrderedRanges,
    /// The panel.
    pub(super) panels: OrderedRanges,
    /// Tables and charts, each with what stands between its picture and its rows.
    pub(super) tables: OrderedRanges,
    /// What can be folded.
    pub(super) folds: OrderedRanges,
    /// The lines that lead a group of the panel.
    pub(super) leads: OrderedRanges,
    /// Where the grounds of a standing can be opened, in order.
    pub(super) grounds: Vec<(usize, Key<Claim>)>,
}

/// Ranges in the order in which they begin, each with the last end up to it.
#[derive(Debug, Default)]
pub(super) struct OrderedRanges(Vec<(Range<usize>, usize)>);

impl BlockMarks {
    /// Returns the places of the marks of a page.
    pub(super) fn of(marks: &[(Range<usize>, Mark)]) -> Self {
        let of = |wanted: &dyn Fn(Mark) -> bool| {
            OrderedRanges::of(marks.iter().filter(|(_, mark)| wanted(*mark)).map(|(range, _)| range.clone()))
        };
        let captions = marks.iter().filter(|(range, mark)| *mark == Mark::Caption && !range.is_empty());
        Self {
            captions: OrderedRanges::of(captions.map(|(range, _)| range.clone())),
            counts: of(&|mark| matches!(mark, Mark::Count(_))),
            notices: of(&|mark| mark == Mark::Deferred(Deferred::Notice)),
            panels: of(&|mark| mark == Mark::Panel),
            tables: of(&|mark| matches!(mark, Mark::Table(_))),
            folds: of(&|mark| mark == Mark::Fold),
            leads: of(&|mark| mark == Mark::Lead),
            grounds: marks
                .iter()
                .filter_map(
                    |(range, mark)| if let Mark::Why(claim) = mark { Some((range.start, *claim)) } else { None },
                )
                .collect(),
        }
    }
}

impl OrderedRanges {
    fn of(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<Range<usize>> = ranges.collect();
        ranges.sort_by_key(|range| range.start);
        let mut last = 0;
        let with_last = ranges.into_iter().map(|range| {
            last = last.max(range.end);
            (range, last)
        });
        Self(with_last.collect())
    }

    /// Returns whether one of them covers a byte.
    pub(super) fn cover(&self, at: usize) -> bool {
        let begun = self.0.partition_point(|(range, _)| range.start <= at);
        self.0[..begun].last().is_some_and(|(_, last)| *last > at)
    }

    /// Returns the end of the last one that covers a byte.
    pub(super) fn end_of(&self, at: usize) -> Option<usize> {
        let begun = self.0.partition_point(|(range, _)| range.start <= at);
        self.0[..begun].last().map(|(range, _)| range.end).filter(|end| *end > at)
    }

    /// Returns the one that covers a byte, of those that lie in no other.
    pub(super) fn around(&self, at: usize) -> Option<&Range<usize>> {
        let begun = self.0.partition_point(|(range, _)| range.start <= at);
        self.0[..begun].last().map(|(range, _)| range).filter(|range| range.contains(&at))
    }

    /// Returns whether one of them begins within a range.
    pub(super) fn begin_in(&self, within: &Range<usize>) -> bool {
        let first = self.0.partition_point(|(range, _)| range.start < within.start);
        self.0.get(first).is_some_and(|(range, _)| range.start < within.end)
    }

    /// Returns the first that lies within a range.
    pub(super) fn within(&self, within: &Range<usize>) -> Option<Range<usize>> {
        let first = self.0.partition_point(|(range, _)| range.start < within.start);
        let mut begun = self.0[first..].iter().map(|(range, _)| range).take_while(|range| range.start < within.end);
        begun.find(|range| range.end <= within.end).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_covers_begins_and_lies_within_is_found() {
        let ranges = OrderedRanges::of([20..30, 2..10, 4..6].into_iter());
        let covered: Vec<usize> = (0..32).filter(|at| ranges.cover(*at)).collect();
        assert_eq!(covered, (2..10).chain(20..30).collect::<Vec<_>>());
        assert!(ranges.begin_in(&(3..5)) && !ranges.begin_in(&(5..20)) && ranges.begin_in(&(5..21)));
        assert_eq!(ranges.within(&(1..8)), Some(4..6));
        assert_eq!(ranges.within(&(2..10)), Some(2..10));
        assert_eq!(ranges.within(&(11..29)), None);
    }
}
