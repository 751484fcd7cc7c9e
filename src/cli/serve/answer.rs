//! What is answered: a status, a body, and headers that let a page do nothing but be read.

use std::io::{self, Write};
use std::path::Path;

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Here it is.
    Found,
    /// It is no request.
    NotUnderstood,
    /// It came by another name, or from another page.
    NotOurs,
    /// There is no such page.
    Missing,
    /// Only reading is allowed.
    NotAllowed,
    /// It took too long.
    TooSlow,
    /// It is too long.
    TooLarge,
    /// No page can be made.
    NoPages,
    /// Too many ask at once.
    TooMany,
}

impl Status {
    /// Returns its number with its name.
    fn line(self) -> &'static str {
        match self {
            Self::Found => "200 OK",
            Self::NotUnderstood => "400 Bad Request",
            Self::NotOurs => "403 Forbidden",
            Self::Missing => "404 Not Found",
            Self::NotAllowed => "405 Method Not Allowed",
            Self::TooSlow => "408 Request Timeout",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::NoPages | Self::TooMany => "503 Service Unavailable",
        }
    }

    /// Returns what is said to whoever reads the answer.
    fn words(self) -> &'static str {
        match self {
            Self::Found => "",
            Self::NotUnderstood => "this is not a request that a browser makes\n",
            Self::NotOurs => {
                "this server answers only its own pages, under http://localhost or http://127.0.0.1 with its port\n"
            }
            Self::Missing => "there is no page here\n",
            Self::NotAllowed => "pages can only be read here\n",
            Self::TooSlow => "the request took too long\n",
            Self::TooLarge => "the request is too long\n",
            Self::NoPages => "no page can be made yet\n",
            Self::TooMany => "too many pages are open at once: close some\n",
        }
    }
}

/// What every answer says: nothing is kept, nothing is guessed, and a page can load nothing but its own parts.
const GUARDED: &str = "Cache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Referrer-Policy: no-referrer\r\n\
    Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
    Connection: close\r\n";

/// A whole answer.
#[derive(Debug)]
pub(super) struct Response {
    status: Status,
    kind: &'static str,
    body: Vec<u8>,
}

impl Response {
    /// Returns a page in HTML.
    pub(super) fn html(status: Status, body: Vec<u8>) -> Self {
        Self { status, kind: HTML, body }
    }

    /// Returns a file by its name.
    pub(super) fn file(name: &str, body: Vec<u8>) -> Self {
        Self { status: Status::Found, kind: kind(name), body }
    }

    /// Returns an answer in a few words.
    pub(super) fn words(status: Status) -> Self {
        Self { status, kind: PLAIN, body: status.words().into() }
    }

    /// Sends it, or only its head.
    pub(super) fn send(&self, to: &mut impl Write, is_head: bool) -> io::Result<()> {
        let allow = if self.status == Status::NotAllowed { "Allow: GET, HEAD\r\n" } else { "" };
        let (line, kind, length) = (self.status.line(), self.kind, self.body.len());
        let head =
            format!("HTTP/1.1 {line}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{allow}{GUARDED}\r\n");
        let body = if is_head { &[][..] } else { &self.body };
        to.write_all(&[head.as_bytes(), body].concat())?;
        to.flush()
    }
}

/// Sends the head of an answer that goes on for as long as somebody listens.
pub(super) fn begin_events(to: &mut impl Write) -> io::Result<()> {
    to.write_all(format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{GUARDED}\r\n").as_bytes())
}

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";

fn kind(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("html") => HTML,
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        // No page ends in `ico`; the sign of the tab is a drawing like others.
        Some("svg" | "ico") => "image/svg+xml",
        Some("xml") => "text/xml; charset=utf-8",
        Some("md" | "txt" | "csv") => PLAIN,
        _ => "application/octet-stream",
    }
}
