//! Markdown in a template: much of one sign, and blocks by the thousand.

use super::{count, fill, kinds, many};
use crate::project::Project;

kinds! {
    "markdown:brackets" => |n| Project::template(&fill(n, "[")),
    "markdown:images" => |n| Project::template(&fill(n, "![")),
    "markdown:links-open" => |n| Project::template(&fill(n, "[a](")),
    "markdown:titles-open" => |n| Project::template(&fill(n, "[a](b \"")),
    "markdown:emphasis-open" => |n| Project::template(&fill(n, "*a **b ")),
    "markdown:emphasis-mixed" => |n| Project::template(&fill(n, "_a*b**c_ ")),
    "markdown:strikes" => |n| Project::template(&fill(n, "~~a ~b")),
    "markdown:backticks" => |n| Project::template(&many(n, |at| format!("e{}", "`".repeat(at % 400 + 1)))),
    "markdown:html" => |n| Project::template(&fill(n, "<a b=\"")),
    "markdown:html-ends" => |n| Project::template(&fill(n, "x <i>a</i> ")),
    "markdown:less-than" => |n| Project::template(&fill(n, "< ")),
    "markdown:quotes-nested" => |n| Project::template(&many(n, |at| format!("{} a\n\n", "> ".repeat(at % 60)))),
    "markdown:lists-nested" => |n| Project::template(&many(n, |at| format!("{}- a\n", "  ".repeat(at % 40)))),
    "markdown:lists" => |n| Project::template(&fill(n, "- a\n")),
    "markdown:headings" => |n| Project::template(&fill(n, "## Same words\n\ntext\n\n")),
    "markdown:headings-alone" => |n| Project::template(&many(n, |at| format!("{} h{at}\n", "#".repeat(at % 6 + 1)))),
    "markdown:headings-numbered" => |n| Project::template(&many(n, |at| format!("## a {}\n\nb\n\n## a\n\nb\n\n", at + 2))),
    "markdown:notes" => |n| Project::template(&many(n, |at| format!("[^n{at}]: a\n\n"))),
    "markdown:notes-cited" => |n| Project::template(&many(n, |at| format!("a[^n{at}]\n\n[^n{at}]: b\n\n"))),
    "markdown:notes-missing" => |n| Project::template(&many(n, |at| format!("a[^n{at}] "))),
    "markdown:notes-open" => |n| Project::template(&fill(n, "[^1[")),
    "markdown:references" => |n| Project::template(&many(n, |at| format!("[r{at}]: https://a.example/{at}\n")) ),
    "markdown:table-wide" => |n| {
        let width = count(n, 6);
        let row = |cell: &str| format!("|{}\n", cell.repeat(width));
        Project::template(&format!("{}{}{}", row("a|"), row("-|"), row("b|")))
    },
    "markdown:table-long" => |n| Project::template(&format!("|a|b|\n|-|-|\n{}", fill(n, "|c|d|\n"))),
    "markdown:tables" => |n| Project::template(&fill(n, "|a|b|\n|-|-|\n|c|d|\n\nx\n\n")),
    "markdown:entities" => |n| Project::template(&fill(n, "&amp;&lt; ")),
    "markdown:breaks" => |n| Project::template(&fill(n, "a  \n")),
    "markdown:code" => |n| Project::template(&fill(n, "a `b 5` ")),
    "markdown:paragraphs" => |n| Project::template(&fill(n, "It rained.\n\n")),
    "markdown:paragraphs-that-lead" => |n| Project::template(&fill(n, "It rained:\n\n- here\n- there\n\n")),
}
