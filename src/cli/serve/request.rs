//! What a browser asks for and what it is answered: a request is read with a limit on its size, and refused unless it comes from a
//! page of this server, or from its reader; an answer has headers that let a page do nothing but be read.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

/// How much may be written before the empty line.
const LIMIT: usize = 8 * 1024;

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// What is asked for, without what follows a `?`.
    pub(super) address: String,
    /// Whether only the head of the answer is wanted.
    pub(super) is_head: bool,
}

impl Request {
    /// Reads a request from what ends it where it takes too long; returns why it is not answered where it is not.
    pub(super) fn read(stream: &mut impl Read, port: u16) -> Result<Self, Status> {
        let mut head = Vec::new();
        let mut piece = [0; 1024];
        loop {
            match stream.read(&mut piece) {
                Ok(0) => return Err(Status::NotUnderstood),
                Ok(read) => head.extend_from_slice(&piece[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return Err(Status::TooSlow),
            }
            if let Some(end) = head.windows(4).position(|bytes| bytes == b"\r\n\r\n").filter(|end| *end <= LIMIT) {
                return Self::parse(&head[..end], port);
            }
            if head.len() > LIMIT {
                return Err(Status::TooLarge);
            }
        }
    }

    /// Understands a request whose lines are whole.
    fn parse(head: &[u8], port: u16) -> Result<Self, Status> {
        let head = str::from_utf8(head).map_err(|_| Status::NotUnderstood)?;
        let mut lines = head.split("\r\n");
        let words: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
        let [method, address, "HTTP/1.0" | "HTTP/1.1"] = words[..] else { return Err(Status::NotUnderstood) };
        let (mut hosts, mut origins) = (Vec::new(), Vec::new());
        for line in lines {
            let (name, value) = line.split_once(':').ok_or(Status::NotUnderstood)?;
            match name.to_ascii_lowercase().as_str() {
                "host" => hosts.push(value.trim()),
                "origin" => origins.push(value.trim()),
                _ => {}
            }
        }
        // A name of somebody else that leads here would make their pages ours.
        let [host] = hosts[..] else { return Err(Status::NotOurs) };
        if !is_ours(host, port) {
            return Err(Status::NotOurs);
        }
        if !origins.iter().all(|origin| origin.strip_prefix("http://").is_some_and(|host| is_ours(host, port))) {
            return Err(Status::NotOurs);
        }
        let is_head = match method {
            "GET" => false,
            "HEAD" => true,
            _ => return Err(Status::NotAllowed),
        };
        let address = address.split_once('?').map_or(address, |(address, _)| address).to_owned();
        Ok(Self { address, is_head })
    }
}

/// Returns whether a host and port are this server's.
fn is_ours(host: &str, port: u16) -> bool {
    let host = host.to_ascii_lowercase();
    let names = ["localhost", "127.0.0.1", "[::1]"];
    names.iter().any(|name| match host.strip_prefix(name) {
        Some("") => port == 80,
        Some(rest) => rest.strip_prefix(':') == Some(&port.to_string()),
        None => false,
    })
}

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

/// That no other site may show a page in a frame, and that any may.
const NO_FRAME: &str = "frame-ancestors 'none'";
const ANY_FRAME: &str = "frame-ancestors *";

/// A whole answer.
#[derive(Debug)]
pub(super) struct Response {
    status: Status,
    kind: &'static str,
    body: Vec<u8>,
    /// Whether another site may show it in a frame.
    framed: bool,
}

impl Response {
    /// Returns a page in HTML.
    pub(super) fn html(status: Status, body: Vec<u8>) -> Self {
        Self { status, kind: HTML, body, framed: false }
    }

    /// Returns a file by its name.
    pub(super) fn file(name: &str, body: Vec<u8>) -> Self {
        Self { status: Status::Found, kind: content_type(name), body, framed: false }
    }

    /// Returns an answer in a few words.
    pub(super) fn words(status: Status) -> Self {
        Self { status, kind: PLAIN, body: status.words().into(), framed: false }
    }

    /// Returns the answer as one that another site may show in a frame, as fragments are made for.
    pub(super) fn framed(self) -> Self {
        Self { framed: true, ..self }
    }

    /// Sends it, or only its head.
    pub(super) fn send(&self, to: &mut impl Write, is_head: bool) -> io::Result<()> {
        let allow = if self.status == Status::NotAllowed { "Allow: GET, HEAD\r\n" } else { "" };
        let (line, kind, length) = (self.status.line(), self.kind, self.body.len());
        let guarded =
            if self.framed { Cow::Owned(GUARDED.replace(NO_FRAME, ANY_FRAME)) } else { Cow::Borrowed(GUARDED) };
        let head =
            format!("HTTP/1.1 {line}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{allow}{guarded}\r\n");
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

fn content_type(name: &str) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(head: &str) -> Result<Request, Status> {
        Request::parse(head.replace('\n', "\r\n").as_bytes(), 8017)
    }

    #[test]
    fn a_request_names_an_address() {
        let request = parse("GET /index.html?x=1 HTTP/1.1\nHost: localhost:8017\nOrigin: http://127.0.0.1:8017");
        assert_eq!(request, Ok(Request { address: "/index.html".into(), is_head: false }));
        assert!(parse("HEAD / HTTP/1.0\nHOST: [::1]:8017").is_ok_and(|request| request.is_head));
    }

    #[test]
    fn only_names_of_this_machine_with_the_port_are_answered() {
        for host in [
            "evil.example",
            "evil.example:8017",
            "localhost",
            "localhost:80",
            "localhost.evil.example:8017",
            "127.0.0.1:80171",
            "127.0.0.1:08017",
            "127.0.0.2:8017",
            "user@localhost:8017",
            "",
        ] {
            assert_eq!(parse(&format!("GET / HTTP/1.1\nHost: {host}")), Err(Status::NotOurs), "{host}");
        }
        for head in [
            "GET / HTTP/1.1",
            "GET / HTTP/1.1\nHost: localhost:8017\nHost: evil.example",
            "GET / HTTP/1.1\nHost: localhost:8017\nOrigin: http://evil.example",
            "GET / HTTP/1.1\nHost: localhost:8017\nOrigin: https://localhost:8017",
            "GET / HTTP/1.1\nHost: localhost:8017\nOrigin: null",
        ] {
            assert_eq!(parse(head), Err(Status::NotOurs), "{head}");
        }
    }

    #[test]
    fn what_is_no_request_is_not_understood_and_what_would_change_something_is_not_allowed() {
        for head in ["", "GET /", "GET / HTTP/2", "GET  / HTTP/1.1", "GET / HTTP/1.1\nno colon", "GET / x HTTP/1.1"] {
            assert_eq!(parse(head), Err(Status::NotUnderstood), "{head}");
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "get"] {
            let head = format!("{method} / HTTP/1.1\nHost: localhost:8017");
            assert_eq!(parse(&head), Err(Status::NotAllowed), "{method}");
        }
    }
}
