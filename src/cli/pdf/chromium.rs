//! Chromium: a brief's page of the web is printed as a browser would, and dated by its edition.

use std::ffi::OsString;
use std::path::Path;

use super::Manner;
use super::program::{self, Job, PRINTED};
use super::published::{Files, Published};
use crate::Error;
use crate::number::Date;
use crate::paper::Imprint;
use crate::world::Disk;

/// What it is called, and where it stands on a Mac.
pub(super) const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// The page, in the folder that it is called in.
const PAGE: &str = "brief.html";

/// Returns what a brief is printed from.
pub(super) fn job(world: &Disk, manner: &Manner, published: &Published) -> Result<Job, Error> {
    let mut of = Files::new();
    let imprint = published.imprint(world, &mut of)?;
    let page = published.page(world, "html", &mut of)?.unwrap_or_default();
    let files = vec![(PAGE.to_owned(), leading_out(&page, &imprint).into_bytes())];
    let date = imprint.date();
    let mut called: Vec<OsString> = arguments(Path::new(""));
    called.push(date.to_string().into());
    Ok(Job { given: program::given(&manner.program, &called, &files), files, date, of })
}

/// Returns how Chromium is called in a folder.
pub(super) fn arguments(folder: &Path) -> Vec<OsString> {
    let fixed = [
        "--headless",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-background-networking",
        "--no-first-run",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--export-tagged-pdf",
    ];
    let mut all: Vec<OsString> = fixed.iter().map(OsString::from).collect();
    if is_root(folder) {
        // Chromium refuses to start as root with its sandbox; the page holds no script, and nothing is fetched.
        all.push("--no-sandbox".into());
    }
    let with = |name: &str, path: &Path| {
        let mut argument = OsString::from(name);
        argument.push(path);
        argument
    };
    all.push(with("--user-data-dir=", &folder.join("profile")));
    all.push(with("--print-to-pdf=", &folder.join(PRINTED)));
    all.push(with("", &folder.join(PAGE)));
    all
}

#[cfg(unix)]
fn is_root(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    folder.metadata().is_ok_and(|found| found.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}

/// Returns a page whose links lead somewhere from paper: to the web, or within the page. Others would name the folder in which the
/// page was printed.
fn leading_out(page: &str, imprint: &Imprint) -> String {
    const HREF: &str = " href=\"";
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once(HREF) {
        out.push_str(before);
        let address = behind.split('"').next().unwrap_or_default();
        let is_whole = ["#", "http:", "https:", "mailto:"].iter().any(|begin| address.starts_with(begin));
        match imprint.address_of(address) {
            _ if is_whole => out.extend([HREF, address]),
            Some(whole) => out.extend([HREF, &whole]),
            None => out.extend([" data-href=\"", address]),
        }
        rest = &behind[address.len()..];
    }
    out.push_str(rest);
    out
}

/// Returns a PDF with the day of its edition for the moments at which it was made and changed, at the same length; none where they
/// do not stand where Chromium writes them.
pub(super) fn dated(mut printed: Vec<u8>, date: Date) -> Option<Vec<u8>> {
    let moment = format!("{}000000+00'00'", date.to_string().replace('-', ""));
    for name in [b"/CreationDate".as_slice(), b"/ModDate"] {
        let at = printed.windows(name.len()).position(|found| found == name)? + name.len();
        let at = at + printed[at..].iter().take(2).position(|byte| *byte == b'(')?;
        let written = printed.get(at..at + 3 + moment.len() + 1)?;
        let is_moment =
            written.starts_with(b"(D:") && written.ends_with(b")") && written[3..17].iter().all(u8::is_ascii_digit);
        if !is_moment {
            return None;
        }
        printed[at + 3..at + 3 + moment.len()].copy_from_slice(moment.as_bytes());
    }
    Some(printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imprint(url: &str) -> Imprint {
        let data = format!(
            "{{ \"language\": \"en\", \"question\": \"How many?\", \"as_of\": \"2025-12-31\", \"edition\": {{ \"words\": \"1\", \"status\": \"accepted\" }},\
             \"publication\": {{ \"title\": \"Rain\"{url} }} }}"
        );
        Imprint::read(data.as_bytes()).unwrap()
    }

    fn day() -> Date {
        Date::parse("2025-12-31").unwrap()
    }

    #[test]
    fn a_moment_is_replaced_at_its_own_length() {
        let printed =
            b"%PDF-1.4 /CreationDate (D:20261130154012+00'00')\n/ModDate (D:20261130154012+00'00')>>".to_vec();
        let dated = dated(printed.clone(), day()).unwrap();
        assert_eq!(dated.len(), printed.len());
        assert_eq!(dated, b"%PDF-1.4 /CreationDate (D:20251231000000+00'00')\n/ModDate (D:20251231000000+00'00')>>");
    }

    #[test]
    fn a_pdf_whose_moments_are_written_otherwise_is_refused() {
        for other in
            ["%PDF-1.4", "%PDF /CreationDate (D:2026) /ModDate (D:2026)", "%PDF /CreationDate <feff> /ModDate <feff>"]
        {
            assert_eq!(dated(other.as_bytes().to_vec(), day()), None, "{other}");
        }
    }

    #[test]
    fn links_lead_to_the_web_or_nowhere() {
        let page = "<a href=\"#x\">a</a> <a href=\"https://e.example/\">b</a> <a href=\"method.html\">c</a>";
        assert_eq!(leading_out(page, &imprint("")), page.replace(" href=\"method", " data-href=\"method"));
        let there = leading_out(page, &imprint(", \"url\": \"https://desk.example/\""));
        assert_eq!(there, page.replace("\"method", "\"https://desk.example/method"));
    }
}
