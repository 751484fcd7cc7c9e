//! Where a link may lead: web pages, mail, places of this page and pages beside it; never a script or data.

/// Returns the address where a link may lead there.
pub(crate) fn allowed(address: &str) -> Option<&str> {
    let address = address.trim();
    if address.starts_with("//") || address.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let scheme = match address.find([':', '/', '?', '#']) {
        Some(at) if address[at..].starts_with(':') => &address[..at],
        _ => return Some(address),
    };
    ["http", "https", "mailto"].iter().any(|good| scheme.eq_ignore_ascii_case(good)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_pages_and_never_to_scripts_or_data() {
        for good in ["https://example.org/a:b", "HTTP://x", "mailto:desk@example.org", "#from-1", "other.html", "a/b:c"]
        {
            assert_eq!(allowed(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "\\\\x",
        ] {
            assert_eq!(allowed(bad), None, "{bad}");
        }
    }
}
