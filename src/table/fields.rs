//! Names of columns and values as YAML that an author can paste.

/// Returns the entry of a column under `fields`.
pub(crate) fn entry(name: &str, header: Option<&str>, kind: &str) -> String {
    match header {
        None => format!("{}: {kind}", key(name)),
        Some(header) => format!("{}: {{ of: {}, type: {kind} }}", key(name), key(header)),
    }
}

/// Returns whether some readers of YAML take a plain word for true, false or nothing.
pub(crate) fn is_reserved(word: &str) -> bool {
    const RESERVED: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
    RESERVED.contains(&word.to_ascii_lowercase().as_str())
}

/// Returns a name as a key of YAML, in quotes where it would be read as something else.
pub(crate) fn key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !name.ends_with(' ')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '(' | ')' | '/' | '.' | '-'))
        && !is_reserved(name);
    if plain { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_yaml_would_misread_them() {
        assert_eq!(key("Month (abbv)"), "Month (abbv)");
        assert_eq!(key("Fälle"), "Fälle");
        for (name, written) in
            [("no", "\"no\""), ("2025", "\"2025\""), ("a: b", "\"a: b\""), ("a \"b\"", r#""a \"b\"""#), ("~", "\"~\"")]
        {
            assert_eq!(key(name), written);
        }
    }
}
