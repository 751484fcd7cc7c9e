//! Problems for a workflow on GitHub: one command a line, which becomes an annotation at the line of the file.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use super::Texts;
use super::clean::{clean, clean_lines};
use super::region::Region;
use crate::diagnostic::Problem;

/// Returns a problem as a workflow command, ending in a line break; `folder` leads from the repository to the project, and
/// ends in `/` unless it is empty.
pub fn workflow_command(problem: &Problem, texts: &Texts, folder: &str) -> String {
    let mut properties = String::new();
    if let Some(file) = problem.at.place.file() {
        let _ = write!(properties, "file={},", property(&format!("{folder}{file}")));
    }
    if let Some(Region { line, column, end_line, end_column }) = Region::of(&problem.at.place, texts) {
        let _ = write!(properties, "line={line},col={column},endLine={end_line},endColumn={end_column},");
    }
    let title = property(&format!("{} {}", problem.code.id, problem.code.name));
    let notes = problem.notes.iter().map(|note| format!("\nnote: {note}"));
    let helps = problem.helps.iter().map(|help| format!("\nhelp: {help}"));
    let message: String = std::iter::once(problem.message.clone()).chain(notes).chain(helps).collect();
    format!("::{} {properties}title={title}::{}\n", problem.severity.word(), escaped(&clean_lines(&message)))
}

fn escaped(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(words: &str) -> String {
    escaped(&clean(words)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code::registry::NOT_YAML;
    use crate::text::Place;
    use crate::text::{Span, Text};
    use crate::world::ProjectPath;

    #[test]
    fn what_would_end_a_command_or_begin_another_is_escaped() {
        let file = ProjectPath::fixed("claims/a, 100%.yaml");
        let texts = Texts::from([(file.clone(), Text::new("a: [\n"))]);
        let hostile = "50% of\r\n::error::x, y: z";
        let problem = Problem::warning(&NOT_YAML, Place::Text(file, Span::new(3, 4)), hostile);
        assert_eq!(
            workflow_command(&problem.note("why").help("do this"), &texts, "desk/"),
            "::warning file=desk/claims/a%2C 100%25.yaml,line=1,col=4,endLine=1,endColumn=5,title=R001 not-yaml\
             ::50%25 of␍%0A::error::x, y: z%0Anote: why%0Ahelp: do this\n"
        );
    }

    #[test]
    fn the_project_as_a_whole_has_no_file() {
        let problem = Problem::error(&NOT_YAML, Place::Project, "no brief");
        assert_eq!(workflow_command(&problem, &Texts::new(), ""), "::error title=R001 not-yaml::no brief\n");
    }
}
