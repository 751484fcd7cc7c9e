//! An entry as its author would write it: a key and a value on each line, in quotes only where YAML asks for them.

use serde_yaml::Value;

use crate::table::fields;

/// A new entry, its keys in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewEntry {
    /// Its section, as in `claims`.
    pub section: &'static str,
    /// Its id.
    pub id: String,
    /// What it says.
    pub keys: Vec<(String, Written)>,
    /// Whether it stands on one line, in braces.
    pub is_one_line: bool,
}

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// Words.
    Words(String),
    /// Several, in brackets.
    Several(Vec<String>),
    /// Further keys.
    Keys(Vec<(String, Written)>),
    /// Further keys, in braces on one line.
    Braces(Vec<(String, Written)>),
    /// YAML that stands on one line as it is.
    Yaml(String),
    /// Lines of YAML below the key, each a key with its value.
    Lines(Vec<String>),
}

impl NewEntry {
    /// Returns an entry that says nothing yet.
    pub(crate) fn new(section: &'static str, id: impl Into<String>) -> Self {
        Self { section, id: id.into(), keys: Vec::new(), is_one_line: false }
    }

    /// Says something at a path of keys such as `said.by`.
    pub(crate) fn say(&mut self, path: &str, value: Written) {
        put(&mut self.keys, path, value);
    }

    /// Returns whether it says something under a key.
    pub(crate) fn says(&self, key: &str) -> bool {
        self.keys.iter().any(|(said, _)| said == key)
    }

    /// Returns the words under a key.
    pub(crate) fn words(&self, key: &str) -> Option<&str> {
        self.keys.iter().find_map(|(said, value)| match value {
            Written::Words(words) if said == key => Some(words.as_str()),
            _ => None,
        })
    }

    /// Returns the entry's lines, the id's first, with `deep` for its first step and `step` for each further one.
    pub(super) fn lines(&self, deep: &str, step: &str) -> Vec<String> {
        if self.is_one_line {
            return vec![format!("{deep}{}", self.in_braces())];
        }
        let mut lines = vec![format!("{deep}{}:", self.id)];
        write(&self.keys, &format!("{deep}{step}"), step, &mut lines);
        lines
    }
}

impl NewEntry {
    /// Returns the entry as it stands in braces, on one line.
    pub(crate) fn in_braces(&self) -> String {
        match self.keys.as_slice() {
            // A string where a mapping would do is a name.
            [(key, Written::Words(name))] if self.section == "parties" && key == "name" => {
                format!("{}: {}", self.id, in_brackets(name))
            }
            keys => format!("{}: {}", self.id, braced(keys)),
        }
    }
}

fn braced(keys: &[(String, Written)]) -> String {
    let keys = keys.iter().map(|(key, value)| {
        let value = match value {
            Written::Words(words) => in_brackets(words),
            Written::Several(each) => listed(each),
            Written::Keys(below) | Written::Braces(below) => braced(below),
            Written::Yaml(yaml) => yaml.clone(),
            Written::Lines(below) => format!("{{ {} }}", below.join(", ")),
        };
        format!("{}: {value}", fields::key(key))
    });
    format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
}

fn listed(each: &[String]) -> String {
    let each: Vec<String> = each.iter().map(|words| in_brackets(words)).collect();
    format!("[{}]", each.join(", "))
}

fn put(keys: &mut Vec<(String, Written)>, path: &str, value: Written) {
    let Some((first, rest)) = path.split_once('.') else {
        keys.push((path.to_owned(), value));
        return;
    };
    let at = keys.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
        keys.push((first.to_owned(), Written::Keys(Vec::new())));
        keys.len() - 1
    });
    if let Written::Keys(below) = &mut keys[at].1 {
        put(below, rest, value);
    }
}

fn write(keys: &[(String, Written)], deep: &str, step: &str, lines: &mut Vec<String>) {
    for (key, value) in keys {
        let key = fields::key(key);
        match value {
            Written::Words(words) => lines.push(format!("{deep}{key}: {}", alone(words))),
            Written::Several(each) => lines.push(format!("{deep}{key}: {}", listed(each))),
            Written::Braces(below) => lines.push(format!("{deep}{key}: {}", braced(below))),
            Written::Lines(below) => {
                lines.push(format!("{deep}{key}:"));
                lines.extend(below.iter().map(|line| format!("{deep}{step}{line}")));
            }
            Written::Yaml(yaml) => lines.push(format!("{deep}{key}: {yaml}")),
            Written::Keys(below) => {
                lines.push(format!("{deep}{key}:"));
                write(below, &format!("{deep}{step}"), step, lines);
            }
        }
    }
}

/// Returns words as a value on a line of its own.
fn alone(words: &str) -> String {
    reads_as_itself(words, &format!("key: {words}\n"), |value| value.get("key").cloned())
}

/// Returns words as an item between brackets.
pub(crate) fn in_brackets(words: &str) -> String {
    reads_as_itself(words, &format!("[{words}]\n"), |value| match value.as_sequence()?.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    })
}

/// Returns words plain where YAML reads them so as they are, and in quotes where it would not.
fn reads_as_itself(words: &str, line: &str, found: impl Fn(&Value) -> Option<Value>) -> String {
    let read = serde_yaml::from_str::<Value>(line).ok().and_then(|value| found(&value));
    let is_plain = words.starts_with(char::is_alphanumeric) && read.is_some_and(|read| read.as_str() == Some(words));
    if is_plain && !fields::is_reserved(words) {
        return words.to_owned();
    }
    serde_json::Value::from(words).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_yaml_would_misread_them() {
        for plain in
            ["An opinion article", "2025-12", "just over 30,000", "Ministry (old)", "it's", "https://a.example"]
        {
            assert_eq!(alone(plain), plain);
        }
        for (words, quoted) in [
            ("{{ value }}", r#""{{ value }}""#),
            ("a: b", r#""a: b""#),
            ("a # b", r#""a # b""#),
            ("27", r#""27""#),
            ("yes", r#""yes""#),
            ("null", r#""null""#),
            ("- a", r#""- a""#),
            ("", r#""""#),
            ("\"a\" b", r#""\"a\" b""#),
            ("a\nb", r#""a\nb""#),
            ("a ", r#""a ""#),
            ("*a", r#""*a""#),
        ] {
            assert_eq!(alone(words), quoted);
        }
        assert_eq!(in_brackets("a, b"), r#""a, b""#);
        assert_eq!(in_brackets("a b"), "a b");
    }

    #[test]
    fn keys_of_one_mapping_stand_together() {
        let mut entry = NewEntry::new("claims", "a");
        let words = |words: &str| Written::Words(words.into());
        entry.say("said.by", words("X"));
        entry.say("quantity", words("just over 5"));
        entry.say("said.date", words("2025"));
        entry.say("blocks", Written::Several(vec!["b".into(), "c".into()]));
        assert_eq!(
            entry.lines("  ", "  "),
            [
                "  a:",
                "    said:",
                "      by: X",
                "      date: \"2025\"",
                "    quantity: just over 5",
                "    blocks: [b, c]"
            ]
        );
    }
}
