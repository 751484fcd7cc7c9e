//! What only somebody else says is printed in our own voice.
#![doc = include_str!("../pages/unattributed-self-report.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::{Standing, Trace};
use crate::model::{Claim, Figure, Interests, Key, Source};
use crate::prose::attribution::{Paragraph, Whose};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{CslType, Level, Role};

pub(crate) static RULE: Rule =
    Rule { code: &code::UNATTRIBUTED_SELF_REPORT, level: Level::Error, check: Check::Passage(check) };

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    if passage.references.is_empty() || is_told_elsewhere(passage.setting) {
        return;
    }
    let paragraph = Paragraph { prose: context.prose, passage, sentences };
    let mut met = Vec::new();
    let mut silent: Vec<Whose> = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for (word, reference) in sentence.references(passage) {
            let Some(said) = Said::of(context, reference).filter(|said| !met.contains(said)) else { continue };
            met.push(said);
            let whose = said.whose(context);
            // To name the speaker once is enough; so is to say once that nobody does.
            if !paragraph.attributes(at, word, &whose) && !silent.iter().any(|other| other.is_also(&whose)) {
                found.push(problem(context, passage, sentence, said));
                silent.push(whose);
            }
        }
    }
}

/// Returns whether a text is printed behind the name of its speaker or beside where it is from, or asserts nothing.
fn is_told_elsewhere(setting: Setting) -> bool {
    use Setting::{About, Cell, Definition, Label, Note, Reading, Statement, Title};
    matches!(setting, Statement(_) | Reading(_) | Note(_) | Title(_) | Definition(_) | Label(_) | Cell(_) | About)
}

/// Something that may only be printed as somebody's word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Claim(Key<Claim>),
    Quoted(Key<Figure>, Key<Source>),
}

impl Said {
    fn of(context: &Context<'_>, reference: Reference) -> Option<Self> {
        match reference {
            Reference::Claim(claim, Printed::Statement | Printed::Quantity | Printed::Quote) => {
                needs_a_speaker(context, claim).then_some(Self::Claim(claim))
            }
            Reference::Figure(figure) => {
                let source = quoted(context, figure, 0)?;
                (!is_register(context, source)).then_some(Self::Quoted(figure, source))
            }
            _ => None,
        }
    }

    fn whose(self, context: &Context<'_>) -> Whose {
        match self {
            Self::Claim(claim) => Whose::claim(context.prose, claim),
            Self::Quoted(_, source) => Whose::said_in(context.prose, source),
        }
    }
}

/// Returns whether a claim may only be printed as somebody's word. What we looked for ourselves and did not find is ours.
fn needs_a_speaker(context: &Context<'_>, claim: Key<Claim>) -> bool {
    let (entry, assessment) = (&context.model.claims[claim], context.evaluation.claim(claim));
    match assessment.standing {
        Standing::Established => false,
        Standing::NotAssessed | Standing::NotChecked => entry.said.is_some(),
        _ => entry.role != Role::Finding || entry.looked.is_empty() || !assessment.origins.is_empty(),
    }
}

/// Returns the source whose words a figure is, or is made of.
fn quoted(context: &Context<'_>, figure: Key<Figure>, depth: usize) -> Option<Key<Source>> {
    /// Figures are made of figures, and a circle of them is a problem of its own.
    const DEEPEST: usize = 4;
    match &context.evaluation.figure(figure)?.trace {
        Trace::Source { source, .. } => Some(*source),
        Trace::Figures(parts) if depth < DEEPEST => parts.iter().find_map(|part| quoted(context, *part, depth + 1)),
        Trace::Figures(_) | Trace::Cells { .. } => None,
    }
}

/// Returns whether a source is a register that does not tell of its own work: its numbers need no more than their source.
fn is_register(context: &Context<'_>, source: Key<Source>) -> bool {
    let entry = &context.model.sources[source];
    let of_itself = |party| matches!(context.model.parties[party].interests, Interests::Declared(_));
    let is_data = entry.kind == Some(CslType::Dataset);
    entry.is_register() && entry.is_read_and_stands() && (is_data || !entry.publisher.is_some_and(of_itself))
}

fn problem(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, said: Said) -> Problem {
    let composer = context.composer();
    let (what, speaker, instead) = match said {
        Said::Claim(claim) => {
            let id = context.model.claims.id(claim);
            let what = format!("claim `{id}` ({})", composer.standing(claim).plain());
            (what, composer.speaker(claim).map(|line| line.plain()), format!("; or print `claims.{id}.sentence`"))
        }
        Said::Quoted(figure, source) => {
            let (id, from) = (context.model.figures.id(figure), context.model.sources.id(source));
            let publisher =
                context.model.sources[source].publisher.map(|party| context.model.parties[party].short().to_owned());
            (format!("figure `{id}`, in the words of source `{from}`,"), publisher, String::new())
        }
    };
    let who = speaker.map_or_else(|| "who says so".to_owned(), |name| format!("“according to {name}”"));
    RULE.problem(passage.place(sentence.span), format!("{what} is printed here as if it were ours"))
        .note("a reader takes what nobody is named for as what we found")
        .help(format!("say it in the paragraph: {who}{instead}"))
}
