//! The tags of a template as the engine's lexer sees them: what stands in strings, comments and raw blocks is none.
//!
//! They are read once, in one pass, before anything is parsed: the parser and the compiler go down one step for every link of
//! a chain and every block within another, so how long and how deep that may be is decided here.

use minijinja::Error;
use minijinja::machinery::{self, Token, tokenize};
use minijinja::syntax::SyntaxConfig;

use crate::text::Span;

/// The most bytes of one tag.
pub(crate) const LONGEST_TAG: usize = 4096;
/// The most links of a chain within a tag: parts, filters, tests, operators.
pub(crate) const MOST_LINKS: usize = 200;
/// The most brackets within each other.
pub(crate) const MOST_BRACKETS: usize = 20;
/// The most blocks within each other.
pub(crate) const MOST_BLOCKS: usize = 50;
/// The most `elif` of one choice, and of all choices around one place.
pub(crate) const MOST_BRANCHES: usize = 200;
/// The most tags of one template.
pub(crate) const MOST_TAGS: usize = 10_000;

/// The most tags that all ways to read a template may have together: each way takes one branch of every choice.
const MOST_TAGS_READ: usize = 400_000;
/// The most bytes that all ways to read a template may have together.
const MOST_READ: usize = 32 << 20;

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    /// Bytes between the beginning of a tag and its end.
    Tag,
    /// Links of a chain, or brackets within brackets.
    Links,
    /// Blocks within blocks.
    Blocks,
    /// Branches of a choice.
    Branches,
    /// Tags.
    Tags,
    /// Ways to read the whole: branches times its length.
    Ways,
}

/// A tag.
#[derive(Debug)]
pub(crate) struct Tag<'s> {
    /// Its bytes with its delimiters; to the end of the text where it has no end.
    pub(crate) span: Span,
    /// The word it begins with; none where it prints.
    pub(crate) word: Option<&'s str>,
    /// The texts in quotation marks within it: their bytes, marks included, and what they say.
    pub(crate) quoted: Vec<(Span, String)>,
    /// Whether it ends.
    pub(crate) ends: bool,
    /// Whether it gives something a name with `=`.
    assigns: bool,
}

/// The tags of a template.
#[derive(Debug, Default)]
pub(crate) struct Tags<'s> {
    /// All of them, in order; to the first that cannot be read, or of which there is too much.
    pub(crate) all: Vec<Tag<'s>>,
    /// What there is too much of, and where.
    pub(crate) excess: Option<(Excess, Span)>,
    /// Where a tag holds what the lexer cannot read.
    pub(crate) stuck: Option<usize>,
}

/// Returns the tags of a template.
pub(crate) fn read(source: &str) -> Tags<'_> {
    let mut reading =
        TagReader { source, tags: Tags::default(), open: None, blocks: Vec::new(), widest: (0, Span::new(0, 0)) };
    for token in tokenize(source, false, syntax()) {
        let Ok((token, at)) = token else {
            reading.stop();
            break;
        };
        reading.take(token, span(at, source));
        if reading.tags.excess.is_some() {
            break;
        }
    }
    reading.stop();
    let (elifs, last) = reading.widest;
    let mut tags = reading.tags;
    let ways = elifs + 2;
    if elifs > 0 && tags.excess.is_none() && (ways * tags.all.len() > MOST_TAGS_READ || ways * source.len() > MOST_READ)
    {
        tags.excess = Some((Excess::Ways, last));
    }
    tags
}

/// Returns a place of the engine's syntax tree as bytes of the template.
pub(crate) fn span(span: machinery::Span, source: &str) -> Span {
    Span::touched(source, span.start_offset as usize..span.end_offset as usize)
}

/// Returns where the engine says that something is wrong, as bytes of the template.
#[expect(clippy::disallowed_methods, reason = "this is the one place that takes the engine's own offsets")]
pub(crate) fn range(error: &Error, source: &str) -> Option<Span> {
    error.range().map(|range| Span::touched(source, range))
}

struct TagReader<'s> {
    source: &'s str,
    tags: Tags<'s>,
    open: Option<OpenTag<'s>>,
    /// How many `elif` each block around has had.
    blocks: Vec<usize>,
    /// The most that one has had, and the last of them.
    widest: (usize, Span),
}

/// The tag that is being read.
struct OpenTag<'s> {
    tag: Tag<'s>,
    /// Where its last token ends.
    last: usize,
    /// The links so far of what stands in each bracket, outermost first.
    links: Vec<usize>,
}

impl<'s> TagReader<'s> {
    fn take(&mut self, token: Token<'s>, at: Span) {
        match token {
            Token::VariableStart | Token::BlockStart => {
                let tag = Tag { span: at, word: None, quoted: Vec::new(), ends: false, assigns: false };
                self.open = Some(OpenTag { tag, last: at.end, links: vec![0] });
                if self.tags.all.len() >= MOST_TAGS {
                    self.tags.excess = Some((Excess::Tags, at));
                }
            }
            Token::TemplateData(_) => {}
            token => self.within(token, at),
        }
    }

    fn within(&mut self, token: Token<'s>, at: Span) {
        let Some(open) = &mut self.open else { return };
        if at.end - open.tag.span.start > LONGEST_TAG {
            self.tags.excess = Some((Excess::Tag, Span::touched(self.source, open.tag.span.start..open.last)));
            return;
        }
        let first = open.last == open.tag.span.end && self.source[open.tag.span.range()].contains('%');
        open.last = at.end;
        match token {
            Token::VariableEnd | Token::BlockEnd => self.close(),
            Token::Comma => {
                if let Some(links) = open.links.last_mut() {
                    *links = 0;
                }
            }
            Token::ParenClose | Token::BracketClose | Token::BraceClose => {
                if open.links.len() > 1 {
                    open.links.pop();
                }
            }
            Token::Ident(word) if first => open.tag.word = Some(word),
            Token::Assign => open.tag.assigns = true,
            Token::Str(words) => open.tag.quoted.push((at, words.to_owned())),
            Token::String(words) => open.tag.quoted.push((at, words.into_string())),
            Token::Colon | Token::Int(_) | Token::Int128(_) | Token::Float(_) => {}
            Token::Ident(word) if !matches!(word, "and" | "or" | "not" | "is" | "in" | "if" | "else") => {}
            token => {
                if let Some(links) = open.links.last_mut() {
                    *links += 1;
                }
                if matches!(token, Token::ParenOpen | Token::BracketOpen | Token::BraceOpen) {
                    open.links.push(0);
                }
                if open.links.len() > MOST_BRACKETS || open.links.iter().sum::<usize>() > MOST_LINKS {
                    self.tags.excess = Some((Excess::Links, Span::new(open.tag.span.start, at.end)));
                }
            }
        }
    }

    /// Ends the tag that is being read, and looks at the blocks around it.
    fn close(&mut self) {
        let Some(OpenTag { mut tag, last, .. }) = self.open.take() else { return };
        tag.span.end = last;
        tag.ends = true;
        let excess = match tag.word {
            Some("for" | "if" | "block" | "with" | "macro" | "call" | "filter" | "autoescape") => self.enter(),
            Some("set") if !tag.assigns => self.enter(),
            Some("elif") => {
                if let Some(branches) = self.blocks.last_mut() {
                    *branches += 1;
                    if *branches > self.widest.0 {
                        self.widest = (*branches, tag.span);
                    }
                }
                (self.blocks.iter().sum::<usize>() > MOST_BRANCHES).then_some(Excess::Branches)
            }
            Some(word) if word.starts_with("end") => {
                self.blocks.pop();
                None
            }
            _ => None,
        };
        self.tags.excess = excess.map(|excess| (excess, tag.span));
        self.tags.all.push(tag);
    }

    fn enter(&mut self) -> Option<Excess> {
        self.blocks.push(0);
        (self.blocks.len() > MOST_BLOCKS).then_some(Excess::Blocks)
    }

    /// Notes the tag that has no end.
    fn stop(&mut self) {
        let Some(OpenTag { mut tag, last, .. }) = self.open.take() else { return };
        let blank = |c: char| c.is_ascii_whitespace();
        self.tags.stuck = Some(self.source.len() - self.source[last..].trim_start_matches(blank).len());
        tag.span.end = self.source.len();
        self.tags.all.push(tag);
    }
}

/// How templates are written: a tag alone on its line leaves no line behind.
pub(crate) fn syntax() -> SyntaxConfig {
    let built = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    built.expect("the default delimiters do not clash")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excess(source: &str) -> Option<Excess> {
        read(source).excess.map(|(excess, _)| excess)
    }

    #[test]
    fn strings_comments_and_raw_blocks_are_no_tags() {
        let source = "{% raw %}{{ a }}{% endraw %}{# {{ b }} #}{{ '}} {{ c' }}{%- if d -%} {{e}} {% endif %}";
        let tags = read(source);
        let shown: Vec<&str> = tags.all.iter().map(|tag| &source[tag.span.range()]).collect();
        assert_eq!(shown, ["{{ '}} {{ c' }}", "{%- if d -%}", "{{e}}", "{% endif %}"]);
        assert_eq!(tags.all[0].quoted, [(Span::new(44, 53), "}} {{ c".to_owned())]);
        let words: Vec<Option<&str>> = tags.all.iter().map(|tag| tag.word).collect();
        assert_eq!(words, [None, Some("if"), None, Some("endif")]);
    }

    #[test]
    fn what_stands_between_tags_may_be_long() {
        let long = "words ".repeat(10_000);
        for source in [
            long.clone(),
            format!("{{% raw %}}{long}{{{{{{% endraw %}}"),
            format!("{{# {long} #}}{{{{ a }}}}"),
            format!("{{% block body %}}{long}{{% endblock %}}"),
        ] {
            assert_eq!(excess(&source), None, "{source:.40}");
        }
    }

    #[test]
    fn lists_of_names_and_plain_choices_are_no_chains() {
        let names = (0..150).map(|n| format!("claims.november_{n}")).collect::<Vec<_>>().join(", ");
        assert_eq!(excess(&format!("{{% for c in [{names}] %}}{{% endfor %}}")), None);
        let conditions = vec!["claims.a is refuted"; 40].join(" and ");
        assert_eq!(excess(&format!("{{% if {conditions} %}}{{% endif %}}")), None);
        let branches = "{% elif a %}".repeat(MOST_BRANCHES);
        assert_eq!(excess(&format!("{{% if a %}}{branches}{{% endif %}}").repeat(3)), None);
        assert_eq!(excess(&"{% if a %}{% endif %}{% set b = 1 %}".repeat(1_000)), None);
    }

    #[test]
    fn too_much_is_found_before_anything_is_parsed() {
        for (source, found) in [
            (format!("{{{{ {} }}}}", " ".repeat(LONGEST_TAG)), Excess::Tag),
            (format!("{{{{ '{}' }}}}", "a".repeat(LONGEST_TAG)), Excess::Tag),
            (format!("{{{{ a{} }}}}", ".a".repeat(MOST_LINKS + 1)), Excess::Links),
            (format!("{{{{ {}a }}}}", "not ".repeat(MOST_LINKS + 1)), Excess::Links),
            (format!("{{{{ {}a }}}}", "-".repeat(MOST_LINKS + 1)), Excess::Links),
            (format!("{{{{ a{} }}}}", "[0]".repeat(MOST_LINKS + 1)), Excess::Links),
            (format!("{{{{ {}", "(".repeat(MOST_BRACKETS)), Excess::Links),
            ("{% if a %}".repeat(MOST_BLOCKS + 1), Excess::Blocks),
            ("{% set a %}".repeat(MOST_BLOCKS + 1), Excess::Blocks),
            (format!("{{% if a %}}{}", "{% elif a %}".repeat(MOST_BRANCHES + 1)), Excess::Branches),
            (format!("{{% if a %}}{}", "{% elif a %}".repeat(50)).repeat(5), Excess::Branches),
            ("{{a}}".repeat(MOST_TAGS + 1), Excess::Tags),
            (format!("{{% if a %}}{}{{% endif %}}{}", "{% elif a %}".repeat(100), "{{a}}".repeat(9_000)), Excess::Ways),
            (
                format!("{{% if a %}}{}{{% endif %}}{}", "{% elif a %}".repeat(100), "words ".repeat(100_000)),
                Excess::Ways,
            ),
        ] {
            assert_eq!(excess(&source), Some(found), "{source:.40}");
        }
    }
}
