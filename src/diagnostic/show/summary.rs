//! The last line: how many problems, and what became of the reports.

use crate::diagnostic::{Problems, Severity};

/// Returns "3 errors, 1 warning", or nothing where there are no problems.
pub fn summary(problems: &Problems) -> Option<String> {
    let counted = [(problems.count(Severity::Error), "error"), (problems.count(Severity::Warning), "warning")];
    let parts: Vec<String> = counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| many(n, word)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Returns "1 error" or "3 errors".
pub fn many(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// Returns a count with a comma between thousands.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::diagnostic::code::registry::NOT_YAML;
    use crate::text::Place;

    #[test]
    fn the_last_line_counts_errors_before_warnings() {
        let mut problems = Problems::default();
        assert_eq!(summary(&problems), None);
        problems.push(Problem::warning(&NOT_YAML, Place::Project, "a"));
        assert_eq!(summary(&problems).as_deref(), Some("1 warning"));
        problems.push(Problem::error(&NOT_YAML, Place::Project, "b"));
        problems.push(Problem::error(&NOT_YAML, Place::Project, "c"));
        assert_eq!(summary(&problems).as_deref(), Some("2 errors, 1 warning"));
    }
}
