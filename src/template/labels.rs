//! The words of the language that built-in templates print, by name: `{{ words.known }}`.

use crate::language::Labels;

/// Lists the words that templates can print.
macro_rules! named {
    ($($name:literal => $($field:ident).+,)*) => {
        /// The names, for "did you mean".
        pub(crate) const NAMES: &[&str] = &[$($name),*];

        /// Returns all of these words.
        pub(crate) fn labels(labels: &Labels) -> Vec<&str> {
            vec![$(labels.$($field).+.as_str()),*]
        }

        /// Returns the words of this name.
        pub(crate) fn find<'l>(labels: &'l Labels, name: &str) -> Option<&'l str> {
            match name {
                $($name => Some(&labels.$($field).+),)*
                _ => None,
            }
        }
    };
}

named! {
    "answer" => headings.answer,
    "known_and_unknown" => headings.known_and_unknown,
    "known" => headings.known,
    "claimed" => headings.claimed,
    "unknown" => headings.unknown,
    "numbers" => headings.numbers,
    "standing" => headings.standing,
    "read" => headings.read,
    "counts" => headings.counts,
    "also_said" => headings.also_said,
    "sources" => headings.sources,
    "limitations" => headings.limitations,
    "method" => headings.method,
    "would_change" => headings.would_change,
    "about" => headings.about,
    "corrections" => headings.corrections,
    "licence" => headings.licence,
    "cite" => headings.cite,
    "reproduce" => headings.reproduce,
    "tables" => pages.tables,
    "what_known_means" => phrases.what_known_means,
    "what_claimed_means" => phrases.what_claimed_means,
    "what_unknown_means" => phrases.what_unknown_means,
    "what_also_said_means" => phrases.what_also_said_means,
    "what_is_proved" => phrases.what_is_proved,
    "nothing_known" => phrases.nothing_known,
    "nothing_claimed" => phrases.nothing_claimed,
    "nothing_unknown" => phrases.nothing_unknown,
    "how_to_reproduce" => pages.reproduce,
    "standing_of_answer" => fields.standing,
    "read_as" => fields.reading,
    "said_by" => fields.said_by,
    "reviewed" => fields.reviewed,
    "why" => fields.why,
    "verdict" => fields.verdict,
    "would_settle" => fields.would_settle,
    "holder" => fields.holder,
    "asked" => fields.asked,
    "next_check" => fields.next_check,
    "as_of" => fields.as_of,
    "data" => fields.data,
    "edition" => fields.edition,
    "by" => fields.by,
    "publisher" => fields.publisher,
    "funding" => fields.funding,
    "conflicts" => fields.conflicts,
    "contact" => fields.contact,
    "topics" => fields.topics,
    "reply" => fields.reply,
}
