//! `docs/safety.md` names every limit as it is.

#![expect(
    clippy::disallowed_methods,
    reason = "the test reads a page of the documentation, and writes what is to be expected"
)]

use std::fs;
use std::path::Path;

const BEGINS: &str = "| what | at most |\n|---|---|\n";

#[test]
fn the_page_on_safety_names_the_limits_as_they_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/safety.md");
    let page = fs::read_to_string(&path).unwrap();
    let rows = knowns::limits::all().into_iter().map(|(what, most)| format!("| {what} | {most} |\n"));
    let table = format!("{BEGINS}{}", rows.collect::<String>());
    let at = page.find(BEGINS).unwrap();
    let end = at + page[at..].find("\n\n").unwrap() + 1;
    if std::env::var("SNAPSHOTS").is_ok_and(|wanted| wanted == "overwrite") {
        fs::write(&path, format!("{}{table}{}", &page[..at], &page[end..])).unwrap();
    } else {
        assert_eq!(
            &page[at..end],
            table,
            "run the tests with SNAPSHOTS=overwrite and read the difference of docs/safety.md"
        );
    }
}
