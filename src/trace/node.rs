//! A tree of where something comes from, as words for people and as JSON for programs.

use serde_json::{Map, Value};

/// Something, what is known of it, and what it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TraceNode {
    /// What kind of thing it is: `figure`, `claim`, `dataset`, `cell`, `source` …
    pub kind: &'static str,
    /// Its id, or whatever names it.
    pub name: String,
    /// What is known of it, in order.
    pub facts: Vec<(&'static str, Value)>,
    /// What it comes from.
    pub from: Vec<TraceNode>,
}

impl TraceNode {
    /// Returns a node without facts.
    pub(super) fn new(kind: &'static str, name: impl Into<String>) -> Self {
        Self { kind, name: name.into(), ..Self::default() }
    }

    /// Adds a fact.
    #[must_use]
    pub(super) fn fact(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// Adds a fact where there is one.
    #[must_use]
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.fact(name, value),
            None => self,
        }
    }

    /// Adds what it comes from.
    #[must_use]
    pub(super) fn from(mut self, nodes: impl IntoIterator<Item = Self>) -> Self {
        self.from.extend(nodes);
        self
    }

    /// Returns the tree as JSON.
    pub(crate) fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("kind".into(), self.kind.into());
        object.insert("name".into(), self.name.as_str().into());
        for (name, value) in &self.facts {
            object.insert(name.replace(' ', "_"), value.clone());
        }
        if !self.from.is_empty() {
            object.insert("from".into(), self.from.iter().map(Self::to_json).collect());
        }
        object.into()
    }

    /// Returns the tree as lines for people.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        self.print(&mut text, "", "");
        text
    }

    fn print(&self, text: &mut String, first: &str, rest: &str) {
        let mut line = |prefix: &str, words: &str| {
            text.push_str(prefix);
            // One line each: what stands in a file cannot break the tree.
            text.extend(words.chars().map(|c| if c == '\n' { ' ' } else { c }));
            text.push('\n');
        };
        line(first, format!("{} {}", self.kind, self.name).trim_end());
        let beside = if self.from.is_empty() { "   " } else { "│  " };
        for (name, value) in &self.facts {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            line(&format!("{rest}{beside}"), &format!("{name}: {value}"));
        }
        for (index, node) in self.from.iter().enumerate() {
            let last = index + 1 == self.from.len();
            let (first, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            node.print(text, &format!("{rest}{first}"), &format!("{rest}{below}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_prints_its_facts_before_what_it_comes_from() {
        let cell = TraceNode::new("cell", "30375").fact("line", 14);
        let node = TraceNode::new("figure", "november")
            .fact("value", "30,375")
            .from([cell, TraceNode::new("source", "cbp\nx")]);
        let text = "figure november\n│  value: 30,375\n├─ cell 30375\n│     line: 14\n└─ source cbp x\n";
        assert_eq!(node.to_text(), text);
        assert_eq!(node.to_json()["from"][0]["line"], 14);
    }
}
