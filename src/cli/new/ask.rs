//! What was not given is asked for in plain words, where somebody sits at the terminal.

use super::New;
use super::kinds::{EntryField, FieldValue};
use crate::cli::terminal::Terminal;
use crate::load::Project;
use crate::registry::{Registry, described, schema};

impl New {
    /// Asks for the id and for every key that is worth asking for and was not given; stops where nobody answers.
    pub(super) fn ask(&mut self, project: &Project, terminal: &mut Terminal) {
        let schema = schema();
        if self.id.is_none() {
            let form = if self.kind.section == "briefs" { "border-november" } else { "november_2025" };
            terminal.line(&format!("id: the name by which others refer to it, as in `{form}`"));
            self.id = answered(terminal);
        }
        for key in self.kind.fields().filter(|key| key.is_asked) {
            let group = self.kind.group(key.path);
            let alike = group.unwrap_or_default();
            if self.said.contains_key(key.path) || alike.iter().any(|path| self.said.contains_key(path)) {
                continue;
            }
            let later = self.kind.fields().skip_while(|other| other.path != key.path).skip(1);
            let mut later = later.filter(|other| other.is_asked);
            let must = group.is_some() && !later.any(|other| alike.contains(&other.path));
            let described = described(&schema, self.kind.section, key.path);
            let says = described.as_ref().map_or("", |key| key.says.trim_end_matches('.'));
            terminal.line(&format!("\n{}: {says}", key.path.replace('.', " ")));
            if let Some(example) = described.as_ref().and_then(|key| key.example.as_ref()) {
                terminal.line(&format!("  for example: {example}"));
            }
            let default = offered(key, project, terminal);
            match &default {
                Some(default) => terminal.line(&format!("  Enter for: {}", default.join(", "))),
                None if must => {}
                None => terminal.line("  Enter to leave it out"),
            }
            let answer = answered(terminal).map(|words| divided(key, &words)).or(default);
            match answer {
                Some(answer) => drop(self.said.insert(key.path, answer)),
                None if must => return,
                None => {}
            }
        }
    }
}

/// Returns what was answered; nothing where that was nothing.
fn answered(terminal: &mut Terminal) -> Option<String> {
    terminal.answer("> ").filter(|words| !words.is_empty())
}

/// Returns the words of an answer, one by one where the key takes several.
fn divided(key: &EntryField, words: &str) -> Vec<String> {
    match key.takes {
        FieldValue::Words | FieldValue::Conditions => vec![words.to_owned()],
        FieldValue::Questions if words.contains(' ') && !words.contains(',') => vec![words.to_owned()],
        FieldValue::Several | FieldValue::Ids(_) | FieldValue::Questions => {
            let each = words.split([',', ' ']).filter(|word| !word.is_empty());
            each.map(str::to_owned).collect()
        }
    }
}

/// Names the entries to choose from; returns those that stand in no brief yet.
fn offered(key: &EntryField, project: &Project, terminal: &mut Terminal) -> Option<Vec<String>> {
    let section = match key.takes {
        FieldValue::Ids(section) => section,
        FieldValue::Questions => "unknowns",
        _ => return None,
    };
    let mut free = Vec::new();
    for (id, words) in project.files.iter().flat_map(|file| entries(&file.registry, section)) {
        terminal.line(&format!("  {id}  {words}"));
        let mut briefs = project.files.iter().flat_map(|file| file.registry.briefs.iter());
        if !briefs.any(|brief| brief.value.claims.0.contains(&id) || brief.value.unknowns.0.contains(&id)) {
            free.push(id);
        }
    }
    Some(free).filter(|free| !free.is_empty())
}

/// Returns the entries of a section with what each says.
fn entries(registry: &Registry, section: &str) -> Vec<(String, String)> {
    if section == "claims" {
        let each = registry.claims.iter();
        each.map(|entry| (entry.id.clone(), entry.value.statement.clone().unwrap_or_default())).collect()
    } else {
        let each = registry.unknowns.iter();
        each.map(|entry| (entry.id.clone(), entry.value.question.clone().unwrap_or_default())).collect()
    }
}
