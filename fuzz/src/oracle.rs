//! What the tool promises of every input, in code that shares nothing with it.

use knowns::diagnostic::human::{self, Colour};
use knowns::diagnostic::{Problem, Texts, formats};
use knowns::edition::Lock;
use knowns::number::Number;
use knowns::pipeline::Run;
use knowns::quantity::{Bounds, Judgement, Quantity, QuantityFault, Spoken};
use knowns::render::Page;
use knowns::text::{Place, Span, Text};
use serde_json::Value;

use super::html;

/// Holds every problem of a run against what is promised of them, and returns them as JSON.
pub fn problems(run: &Run) -> String {
    let (problems, texts) = (&run.problems, &run.texts);
    for one in problems.iter() {
        terminal(&human::problem(one, texts, Colour::No));
        let command = formats::workflow_command(one, texts, "");
        terminal(&command);
        assert!(command.starts_with("::") && command.matches('\n').count() == 1, "a problem is one command: {command}");
    }
    let sarif = formats::to_text(&formats::sarif(problems, texts, ""));
    json(&sarif);
    let told = formats::to_text(&formats::problems_json(problems, texts));
    json(&told);
    assert!(!told.is_empty(), "programs are told something");
    if run.pages.is_none() {
        assert!(!problems.is_empty(), "no pages, and nothing says why");
    }
    told
}

/// Holds the problem of a file that stands by itself against what is promised of it.
pub fn problem(problem: &Problem, text: &str) {
    let mut texts = Texts::default();
    if let Place::Text(path, _) = &problem.at.place {
        texts.insert(path.clone(), Text::new(text));
    }
    terminal(&human::problem(problem, &texts, Colour::No));
}

/// Holds words for a terminal against what a terminal could be made to do.
pub fn terminal(words: &str) {
    let acting = words.chars().find(|c| {
        c.is_control() && *c != '\n'
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    });
    assert_eq!(acting, None, "a terminal acts on what is said: {words:?}");
}

/// Holds JSON for programs against the format: valid, and nothing in it that acts on a terminal.
pub fn json(words: &str) {
    assert!(serde_json::from_str::<Value>(words).is_ok(), "JSON reads as JSON: {words}");
    terminal(words);
}

/// Holds pages against what may reach a reader's machine.
pub fn pages(pages: &[Page]) {
    for page in pages {
        let path = page.path.as_str();
        let bytes = page.bytes();
        let words = std::str::from_utf8(&bytes).unwrap_or_else(|_| panic!("{path} is UTF-8"));
        let acting =
            words.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202A}'..='\u{202E}'));
        assert_eq!(acting, None, "{path} carries what acts on a terminal or turns words around");
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html" | "svg") => html::harmless(path, words),
            Some("md") => markdown(path, words),
            Some("json") => assert!(serde_json::from_str::<Value>(words).is_ok(), "{path} reads as JSON"),
            _ => {}
        }
    }
}

/// Holds a Markdown page against what a reader of Markdown would make of it.
fn markdown(path: &str, words: &str) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(words, options) {
        match event {
            Event::Html(tag) | Event::InlineHtml(tag) => {
                assert!(tag.trim().starts_with("<!-- -->"), "{path} holds HTML: {tag}");
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => html::address(path, &dest_url),
            _ => {}
        }
    }
}

/// Holds a lock against its own format.
pub fn lock(lock: &Lock) {
    let text = lock.to_text();
    match Lock::read(&text) {
        Ok(read) => assert_eq!(read, *lock, "a lock reads as it was written"),
        Err(fault) => panic!("a lock that was just written cannot be read: {fault:?}\n{text}"),
    }
}

/// Holds a span against the words it is of.
pub fn within(span: Span, words: &str) {
    assert!(words.get(span.range()).is_some_and(|part| !part.is_empty()), "{span:?} is a part of {words:?}");
}

/// Holds a number that a text names against the text.
pub fn spoken(spoken: &Spoken, words: &str) {
    within(spoken.span, words);
    within(spoken.core, words);
    assert!(spoken.span.start <= spoken.core.start && spoken.core.end <= spoken.span.end, "{spoken:?} in {words:?}");
    if let Some(number) = spoken.named {
        self::number(number);
    }
}

/// Holds a quantity against its bounds.
pub fn quantity(quantity: &Quantity) {
    let Quantity { words, hard, fair, .. } = quantity;
    for bounds in [hard, fair] {
        assert!(!bounds.is_empty(), "no number is {words:?}: {bounds:?}");
    }
    assert!(fair.lie_within(hard), "{words:?} is fair where it is untrue: {fair:?} in {hard:?}");
    for number in ends(hard).chain(ends(fair)) {
        self::number(number);
        let expected = match (hard.contain(number), fair.contain(number)) {
            (true, true) => Judgement::Fits,
            (true, false) => Judgement::TrueButUninformative,
            (false, _) => Judgement::Fails,
        };
        // A number is compared as precisely as it is said, so that one just outside may round to one within, and no other way.
        let judged = quantity.judge(number);
        assert!(
            judged == expected || expected != Judgement::Fits,
            "{number} of {words:?}: {judged:?}, not {expected:?}"
        );
    }
}

fn ends(bounds: &Bounds) -> impl Iterator<Item = Number> {
    [bounds.low, bounds.high].into_iter().flatten().map(|(number, _)| number)
}

/// Holds a number against its digits.
pub fn number(number: Number) {
    assert_eq!(Number::parse(&number.to_string()), Some(number), "a number reads as it is written");
}

/// Holds why words are no quantity against the words.
pub fn fault(fault: &QuantityFault, words: &str) {
    assert!(words.get(fault.span.range()).is_some(), "{:?} is a part of {words:?}", fault.span);
}
