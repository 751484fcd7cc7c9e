//! Templates: very many blocks, branches, includes and names that are misspelt.

use super::{count, fill, kinds, many};
use crate::project::Project;

/// Returns the project with a chain of templates: what the first says, and what the one of each number does.
fn chain(n: usize, length: usize, first: &str, link: impl Fn(usize, bool) -> String) -> Project {
    let links = count(n, length);
    let project = Project::template("").file("templates/landings-june.md", first);
    (0..links).fold(project, |project, at| project.file(&format!("templates/p{at}.md"), link(at, at + 1 == links)))
}

kinds! {
    "templates:blocks" => |n| Project::template(&many(n, |at| format!("{{% block b{at} %}}a{{% endblock %}}\n"))),
    "templates:branches" => |n| Project::template(&fill(n, "{% if brief.claims %}It rose.{% else %}It fell.{% endif %}\n")),
    "templates:loops" => |n| Project::template(&fill(n, "{% for it in brief.claims %}a{% endfor %}\n")),
    "templates:comments" => |n| Project::template(&fill(n, "{# a #}")),
    "templates:constants" => |n| Project::template(&fill(n, "{{ 'a' }}")),
    "templates:misspelt" => |n| Project::template(&many(n, |at| format!("{{{{ claims.jun{at}.value }}}}\n"))),
    "templates:unknown-figures" => |n| Project::template(&many(n, |at| format!("{{{{ figures.f{at} }}}} "))),
    "templates:names" => |n| Project::template(&many(n, |at| format!("{{% set a{at} = claims.june %}}{{{{ a{at}.value }}}}"))),
    "templates:includes-missing" => |n| Project::template(&many(n, |at| format!("{{% include \"x{at}.md\" %}}\n"))),
    "templates:includes" => |n| {
        let includes = many(n / 2, |at| format!("{{% include \"p{at}.md\" %}}\n"));
        let files = includes.lines().count();
        (0..files).fold(Project::template(&includes), |project, at| project.file(&format!("templates/p{at}.md"), "It rained.\n"))
    },
    "templates:includes-chained" => |n| chain(n, 40, "{% include \"p0.md\" %}", |at, last| {
        if last { "end".to_owned() } else { format!("a {{% include \"p{}.md\" %}}\n", at + 1) }
    }),
    "templates:extends-chained" => |n| chain(n, 60, "{% extends \"p0.md\" %}", |at, last| {
        let next = if last { "knowns/brief.md".to_owned() } else { format!("p{}.md", at + 1) };
        format!("{{% extends \"{next}\" %}}{{% block body %}}{{{{ super() }}}}a{{% endblock %}}")
    }),
    "templates:unused" => |n| {
        let files = count(n, 60);
        (0..files).fold(Project::template(""), |project, at| {
            project.file(&format!("templates/u{at}.md"), "{% extends \"knowns/brief.md\" %}{% block body %}a{% endblock %}")
        })
    },
    "templates:theme-rules" => |n| Project::template("").file("templates/knowns/theme.css", fill(n, "a { content: \"x\"; color: red; }\n")),
    "templates:theme-addresses" => |n| Project::template("").file("templates/knowns/theme.css", fill(n, "url(")),
    "templates:theme-comments" => |n| Project::template("").file("templates/knowns/theme.css", fill(n, "/* a */ ")),
}
