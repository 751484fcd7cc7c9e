//! `serve`: pages from memory for this machine alone, and what an open page is told when a file was saved.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::Receiver;

use snapbox::{assert_data_eq, str};

use crate::project::Project;
use crate::running::{PATIENCE, Running, lines_of, save};

/// A server on a project.
pub(crate) struct Server {
    running: Running,
    port: u16,
}

impl Server {
    /// Starts it; it ends with what is returned.
    pub(crate) fn of(project: &Project) -> Self {
        let running = Running::start(project, "serve --port 0");
        let line = running.line();
        let port = line.strip_prefix("serving http://127.0.0.1:").and_then(|rest| rest.split_once('/')).unwrap().0;
        let port = port.parse().unwrap();
        Self { running, port }
    }

    /// Sends these bytes; returns the connection.
    pub(crate) fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.replace("PORT", &self.port.to_string()).as_bytes()).unwrap();
        stream
    }

    /// Sends these bytes; returns the whole answer.
    pub(crate) fn raw(&self, request: &str) -> String {
        let mut answer = String::new();
        self.send(request).read_to_string(&mut answer).unwrap();
        answer.replace("\r\n", "\n")
    }

    /// Asks as a browser would; returns the status, and the body without the stamp.
    pub(crate) fn get(&self, address: &str) -> (String, String) {
        let answer = self.raw(&format!("GET {address} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"));
        let (head, body) = answer.split_once("\n\n").unwrap();
        (head.lines().next().unwrap().to_owned(), body.to_owned())
    }

    /// Listens to what an open page is told.
    pub(crate) fn listen(&self) -> Events {
        let stream =
            self.send("GET /.knowns/events HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n\r\n");
        Events(lines_of(stream))
    }
}

/// What an open page is told.
pub(crate) struct Events(Receiver<String>);

impl Events {
    /// Returns the next stamp and the problems as HTML.
    pub(crate) fn next(&self) -> (String, String) {
        loop {
            let line = self.0.recv_timeout(PATIENCE).unwrap();
            if let Some(event) = line.strip_prefix("data: ") {
                let event: serde_json::Value = serde_json::from_str(event).unwrap();
                let word = |key: &str| event[key].as_str().unwrap().to_owned();
                return (word("pages"), word("problems"));
            }
        }
    }

    /// Waits for something that was told; files are saved in steps, of which each may be seen.
    fn until(&self, is: impl Fn(&(String, String)) -> bool) -> (String, String) {
        loop {
            let event = self.next();
            if is(&event) {
                return event;
            }
        }
    }
}

#[test]
fn every_page_that_build_would_write_is_served_and_only_html_has_the_script() {
    let project = Project::smallest();
    let server = Server::of(&project);
    let built = Project::smallest();
    assert_eq!(built.run("build").code, 0);
    let written = built.files("reports");
    assert!(written.len() > 3);
    for (name, bytes) in &written {
        let (status, body) = server.get(&format!("/{name}"));
        assert_eq!(status, "HTTP/1.1 200 OK", "{name}");
        let is_html = name.rsplit_once('.').is_some_and(|(_, extension)| extension == "html");
        let without: String = body.lines().filter(|line| !line.starts_with("<script src=")).collect();
        // The policy of a page stops every script; the answer says which may run here.
        let policy = "<meta http-equiv=\"Content-Security-Policy\"";
        let written = String::from_utf8_lossy(bytes);
        assert_eq!(written.contains(policy), is_html, "{name}");
        assert_eq!(without, written.lines().filter(|line| !line.starts_with(policy)).collect::<String>(), "{name}");
        assert_eq!(body.contains("/.knowns/live.js"), is_html, "{name}");
    }
    assert_eq!(server.get("/"), server.get("/index.html?x=1"));
    assert!(server.get("/.knowns/live.js").1.contains("EventSource"));
    assert_data_eq!(
        server.raw("HEAD /manifest.json HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"),
        str![[r#"
HTTP/1.1 200 OK
Content-Type: application/json
Content-Length: [..]
Cache-Control: no-store
X-Content-Type-Options: nosniff
Cross-Origin-Resource-Policy: same-origin
Referrer-Policy: no-referrer
Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
Connection: close


"#]]
    );
}

#[test]
fn nothing_but_pages_can_be_reached() {
    let project = Project::smallest();
    project.write("secret.html", "secret");
    let server = Server::of(&project);
    for address in [
        "/nothing.html",
        "/../claims.yaml",
        "/..%2fclaims.yaml",
        "/%2e%2e/claims.yaml",
        "/../secret.html",
        "/./index.html",
        "//index.html",
        "/\\index.html",
        "/..\\claims.yaml",
        "/claims.yaml",
        "/reports/index.html",
        "/index.html\0",
        "/index.html%00",
        "/etc/passwd",
        "//etc/passwd",
        "index.html",
        "http://localhost/index.html",
        "/.knowns/lock",
        "/.knowns/",
        "*",
    ] {
        let (status, body) = server.get(address);
        assert_eq!(status, "HTTP/1.1 404 Not Found", "{address}");
        assert!(body.contains("<h1>There is not a page here</h1>"), "{address}");
    }
}

#[test]
fn a_request_under_another_name_from_another_page_or_to_change_something_is_refused_in_plain_words() {
    let server = Server::of(&Project::smallest());
    let long = format!("GET /index.html HTTP/1.1\r\nHost: localhost:PORT\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    let said: Vec<String> = [
        "GET / HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /.knowns/events HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: http://evil.example\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 3\r\n\r\nabc",
        "nonsense\r\n\r\n",
        &long,
        &"GET /x".repeat(5_000),
    ]
    .iter()
    .map(|request| {
        let answer = server.raw(request);
        format!("{}\n{}", answer.lines().next().unwrap(), answer.split_once("\n\n").unwrap().1)
    })
    .collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
HTTP/1.1 403 Forbidden
this server answers only its own pages, under http://localhost or http://127.0.0.1 with its port

HTTP/1.1 403 Forbidden
this server answers only its own pages, under http://localhost or http://127.0.0.1 with its port

HTTP/1.1 403 Forbidden
this server answers only its own pages, under http://localhost or http://127.0.0.1 with its port

HTTP/1.1 403 Forbidden
this server answers only its own pages, under http://localhost or http://127.0.0.1 with its port

HTTP/1.1 405 Method Not Allowed
pages can only be read here

HTTP/1.1 400 Bad Request
this is not a request that a browser makes

HTTP/1.1 431 Request Header Fields Too Large
the request is too long

HTTP/1.1 431 Request Header Fields Too Large
the request is too long

"#]]
    );
}

#[test]
fn a_client_that_says_nothing_holds_up_no_other() {
    let server = Server::of(&Project::smallest());
    let slow: Vec<TcpStream> = (0..20).map(|_| server.send("GET / HTTP/1.1\r\n")).collect();
    assert_eq!(server.get("/").0, "HTTP/1.1 200 OK");
    drop(slow);
}

#[test]
fn a_saved_change_is_told_and_the_new_page_served() {
    let project = Project::smallest();
    let server = Server::of(&project);
    let events = server.listen();
    let (first, problems) = events.next();
    assert_eq!(problems, "");
    assert!(server.get("/").1.contains(&format!("data-pages=\"{first}\"")));

    project.replace("claims.yaml", "Were November encounters just", "Were encounters in November just");
    let (second, _) = events.until(|(pages, problems)| *pages != first && problems.is_empty());
    assert!(server.get("/").1.contains("Were encounters in November just"));

    // A template that comes later, in a folder that comes with it, saved as editors do.
    let template = "{% extends \"knowns/brief.md\" %}{% block body %}A word of ours.{% endblock %}";
    project.write("templates/.new", template);
    std::fs::rename(project.path("templates/.new"), project.path("templates/border-november.md")).unwrap();
    events.until(|(pages, problems)| *pages != second && problems.is_empty());
    assert!(server.get("/border-november.md").1.contains("A word of ours."));
}

#[test]
fn problems_are_told_over_the_last_good_page_until_they_are_mended() {
    let project = Project::smallest();
    let server = Server::of(&project);
    let events = server.listen();
    let (stamp, _) = events.next();
    let good = server.get("/border-november.html");
    let whole = project.read("claims.yaml");

    save(&project, "claims.yaml", "publisher: cbp, vintage", "publisher: <b>, vintage");
    let (pages, problems) = events.until(|(_, problems)| problems.contains("&lt;b&gt;"));
    assert_eq!(pages, stamp);
    assert_data_eq!(
        problems,
        str![[r#"
<details class="errors" open><summary>1 error</summary><pre tabindex="0">error[R101]: dataset `monthly` refers to the party `&lt;b&gt;`, which is not registered
 --&gt; claims.yaml:7:73
  |
7 | … file: data/encounters.csv, measure: encounters, publisher: &lt;b&gt;, vintage: 2025-12-04 }   # fields infer…
  |                                                              ^^^ no party has this id
  |
  = note: a reader could not follow this reference any further
  = help: add `&lt;b&gt;` under `parties`, or name one that is there
</pre></details>

"#]]
    );
    assert_eq!(server.get("/border-november.html"), good);

    project.remove("claims.yaml");
    events.until(|(_, problems)| problems.contains("claims.yaml"));
    project.write("claims.yaml", &whole[..whole.len() / 2]);
    project.write("claims.yaml", whole);
    assert_eq!(events.until(|(_, problems)| problems.is_empty()).0, stamp);
}

#[test]
fn warnings_are_folded_and_stand_after_errors() {
    let project = Project::smallest();
    project.replace("claims.yaml", "were just over 30,000.", "were just over 31,000.");
    let (_, problems) = Server::of(&project).listen().next();
    let at = |words: &str| problems.find(words).unwrap_or(usize::MAX);
    assert!(at("class=\"warnings\"><summary>") < usize::MAX, "{problems}");
    assert!(at("class=\"errors\" open") < at("class=\"warnings\""), "{problems}");
}

#[test]
fn where_the_first_run_fails_the_problems_are_the_page_until_they_are_mended() {
    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1", "registry: [");
    let server = Server::of(&project);
    let events = server.listen();
    let (stamp, _) = events.next();
    let (status, page) = server.get("/");
    assert_eq!(status, "HTTP/1.1 503 Service Unavailable");
    assert_data_eq!(
        page.replace(&stamp, "STAMP"),
        str![[r#"
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No page can be made yet</title>
<link rel="stylesheet" href="/.knowns/live.css">
</head>
<body>
<h1>No page can be made yet</h1>
<details class="errors" open><summary>1 error</summary><pre tabindex="0">error[R001]: inside brackets, items are not separated by commas
 --&gt; claims.yaml:3:1
  |
3 | parties: { cbp: U.S. Customs and Border Protection }        # a string where an object would do is a name
  | ^
  |
  = note: the mistake is often one line above the line named
  = help: put a comma between items, close the bracket, or put a text with `, ` or `: ` in quotes
</pre></details>
<script src="/.knowns/live.js" data-pages="STAMP" data-alone></script>
</body>
</html>

"#]]
    );
    project.replace("claims.yaml", "registry: [", "registry: 1");
    events.until(|(pages, problems)| *pages != stamp && problems.is_empty());
    assert_eq!(server.get("/").0, "HTTP/1.1 200 OK");
}

#[test]
fn nothing_is_written() {
    let project = Project::smallest();
    let files = |project: &Project| -> BTreeMap<_, _> { project.files("") };
    let before = files(&project);
    let server = Server::of(&project);
    let events = server.listen();
    let (first, _) = events.next();
    project.replace("claims.yaml", "Were November", "Were the November");
    events.until(|(pages, problems)| *pages != first && problems.is_empty());
    project.replace("claims.yaml", "Were the November", "Were November");
    events.until(|(pages, problems)| *pages != first && problems.is_empty());
    assert_eq!(server.get("/").0, "HTTP/1.1 200 OK");
    assert_eq!(files(&project), before);
}

#[test]
fn what_is_not_accepted_is_shown_as_the_draft_that_it_is() {
    let project = Project::smallest();
    assert_eq!(project.run("accept --yes --by Ann").code, 0);
    project.replace("claims.yaml", "Were November", "Were the November");
    let page = Server::of(&project).get("/border-november.html").1;
    assert!(page.contains("class=\"brief draft\"") && page.contains("Were the November"), "{page}");
    assert!(!project.path("drafts").exists());
}

#[test]
fn a_port_that_is_taken_is_told_and_without_one_the_next_is_tried() {
    let project = Project::smallest();
    let server = Server::of(&project);
    let said = project.run(&format!("serve --port {}", server.port)).whole();
    assert_data_eq!(
        said.replace(&server.port.to_string(), "PORT"),
        str![[r#"
$ knowns serve --port PORT
exit code 2

--- stderr
error: could not listen on `127.0.0.1:PORT`: [..]
help: name another port with `--port`, or none at all

"#]]
    );
    let one = Running::start(&project, "serve");
    let two = Running::start(&project, "serve");
    assert_ne!(one.line(), two.line());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    let server = Server::of(&Project::smallest());
    assert!(server.running.interrupt());
}
