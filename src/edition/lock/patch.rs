//! An entry told by what of it differs from another: a merge patch (RFC 7396), so that a text that stayed stands once.

use serde_json::{Map, Value};

use crate::edition::entry::Entry;

/// Returns what of `earlier` differs from `later`, where that is shorter than all of it.
pub(super) fn differs(later: &Entry, earlier: &Entry) -> Option<String> {
    let whole = earlier.to_json();
    let (Value::Object(later), Value::Object(earlier)) = (value(later)?, value(earlier)?) else { return None };
    let patch = Value::Object(difference(&later, &earlier)).to_string();
    (patch.len() < whole.len()).then_some(patch)
}

/// Returns an entry with what differs in place; none where that makes no entry of its kind.
pub(super) fn patched(later: &Entry, patch: &Value) -> Option<Entry> {
    let mut entry = value(later)?;
    apply(&mut entry, patch);
    Entry::read(later.kind(), &entry.to_string()).ok()
}

fn value(entry: &Entry) -> Option<Value> {
    serde_json::from_str(&entry.to_json()).ok()
}

fn difference(later: &Map<String, Value>, earlier: &Map<String, Value>) -> Map<String, Value> {
    let differ = earlier.iter().filter(|(key, was)| later.get(*key) != Some(was)).map(|(key, was)| {
        let was = match (later.get(key), was) {
            (Some(Value::Object(later)), Value::Object(was)) => Value::Object(difference(later, was)),
            _ => was.clone(),
        };
        (key.clone(), was)
    });
    let new = later.keys().filter(|key| !earlier.contains_key(*key)).map(|key| (key.clone(), Value::Null));
    differ.chain(new).collect()
}

fn apply(to: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *to = patch.clone();
        return;
    };
    if !to.is_object() {
        *to = Value::Object(Map::new());
    }
    let Value::Object(to) = to else { return };
    for (key, patch) in patch {
        if patch.is_null() {
            to.shift_remove(key);
        } else {
            apply(to.entry(key.clone()).or_insert(Value::Null), patch);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{Figure, Measure};

    fn figure(printed: &str, period: Option<&str>, parts: &[(&str, &str)]) -> Entry {
        let parts = parts.iter().map(|(name, words)| ((*name).to_owned(), (*words).into())).collect();
        let period = period.map(str::to_owned);
        Entry::Figure(Figure {
            label: "encounters of a month".into(),
            printed: printed.into(),
            digest: None,
            period,
            parts,
        })
    }

    #[test]
    fn an_entry_told_by_what_differs_is_the_entry() {
        let later = figure("30,401", Some("latest: 2025-11"), &[("met.others", "the north"), ("met.value", "3")]);
        for (earlier, told) in [
            (
                figure("30,375", Some("latest: 2025-11"), &[("met.others", "the north"), ("met.value", "3")]),
                r#"{"printed":"30,375"}"#,
            ),
            (
                figure("30,401", None, &[("met.others", "the south")]),
                r#"{"parts":{"met.others":"the south","met.value":null},"period":null}"#,
            ),
            (figure("30,401", Some("latest: 2025-11"), &[]), r#"{"parts":null}"#),
        ] {
            let patch = differs(&later, &earlier).unwrap();
            assert_eq!(patch, told);
            assert_eq!(patched(&later, &serde_json::from_str(&patch).unwrap()), Some(earlier));
        }
    }

    #[test]
    fn what_has_no_parts_is_told_whole() {
        let measure = |words: &str| Entry::Measure(Measure(words.into()));
        assert_eq!(differs(&measure("Recorded stops."), &measure("Stops.")), None);
        assert_eq!(patched(&figure("1", None, &[]), &serde_json::json!({ "printed": 7 })), None);
    }
}
