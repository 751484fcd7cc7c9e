//! Codes for problems of templates and what they print: family T.

use super::codes;

codes! { "template":
    /// A template is not written in the template language.
    NOT_UNDERSTOOD = "T001" "template-not-understood";
    /// A template calculates, orders or compares.
    CALCULATES = "T002" "calculation-in-template";
    /// A template uses something that templates have no use for.
    CONSTRUCT = "T003" "construct-in-template";
    /// A template names something that does not exist.
    UNKNOWN_NAME = "T004" "unknown-name-in-template";
    /// A template prints a claim or unknown that its brief does not list.
    UNLISTED = "T005" "unlisted-in-brief";
    /// A template is named that does not exist.
    MISSING = "T006" "missing-template";
    /// Templates include each other in a circle.
    CIRCLE = "T007" "circular-template";
    /// A template does not end.
    ENDLESS = "T008" "endless-template";
    /// A template fails while it prints.
    FAILED = "T009" "template-failed";
    /// A template holds, or leaves open, a character that marks are made of.
    RESERVED = "T010" "reserved-character";
    /// A template holds HTML.
    HTML = "T011" "html-in-template";
    /// A template links to something that is no page.
    LINK = "T012" "link-in-template";
    /// A style sheet has no place, or reaches outside the page.
    STYLE = "T013" "style-not-allowed";
    /// A tag, a chain, a choice or a template beyond all reason.
    TOO_LARGE = "T014" "template-too-large";
    /// A template makes a character that nobody sees.
    UNSEEN = "T015" "unseen-character-on-page";
    /// Signs of Markdown stand close behind a bare address.
    ADDRESS = "T018" "signs-behind-address";
    /// A page holds what can run, or act for its reader.
    RUNS = "T019" "live-page";
    /// A page fetches something.
    FETCHES = "T020" "page-that-fetches";
}
