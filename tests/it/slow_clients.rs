//! Clients that take their time: each is ended within a second, and holds up no other.

#![expect(clippy::disallowed_methods, reason = "how long a client is waited for is measured")]

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use crate::project::Project;
use crate::serve::Server;

const WHOLE: &str = "GET / HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";

/// How somebody takes his time.
#[derive(Debug, Clone, Copy)]
enum Slow {
    /// Says nothing.
    Silent,
    /// Asks a letter at a time.
    Asking,
    /// Asks for ever, with one line after another.
    Endless,
    /// Has its answer, and goes on to send a letter at a time.
    Dripping,
    /// Has its answer, and does not take it.
    NotTaking,
    /// Says that it will send no more, before it asked.
    HalfClosed,
}

const KINDS: [Slow; 6] = [Slow::Silent, Slow::Asking, Slow::Endless, Slow::Dripping, Slow::NotTaking, Slow::HalfClosed];

impl Slow {
    /// Connects, and takes its time until it is ended; returns how long that took.
    fn until_ended(self, mut stream: TcpStream) -> Duration {
        let begun = Instant::now();
        if matches!(self, Self::HalfClosed) {
            stream.shutdown(Shutdown::Write).unwrap();
        }
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        while begun.elapsed() < Duration::from_secs(20) {
            let sent = match self {
                Self::Silent | Self::NotTaking | Self::HalfClosed => Ok(()),
                Self::Asking | Self::Dripping => stream.write_all(b"x"),
                Self::Endless => stream.write_all(b"X: x\r\n"),
            };
            if sent.is_err() {
                break;
            }
            if matches!(self, Self::NotTaking) {
                // That the other end is closed is seen without reading: what is sent is refused.
                thread::sleep(Duration::from_millis(100));
                if begun.elapsed() > Duration::from_millis(1_200) && stream.write_all(b"x").is_err() {
                    break;
                }
                continue;
            }
            match stream.read(&mut [0; 8 * 1024]) {
                Ok(0) if !matches!(self, Self::Dripping) => break,
                // It has said all it will, and still listens: only sending fails once it is gone.
                Ok(0) => thread::sleep(Duration::from_millis(100)),
                Ok(_) => {}
                Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                }
                Err(_) => break,
            }
        }
        begun.elapsed()
    }

    fn asks(self) -> &'static str {
        match self {
            Self::Silent | Self::HalfClosed => "",
            Self::Asking | Self::Endless => "GET / HTTP/1.1\r\n",
            Self::Dripping | Self::NotTaking => WHOLE,
        }
    }
}

/// Asks for a page as a browser would; it must come in time.
fn served_in_time(server: &Server) {
    let begun = Instant::now();
    let (status, body) = server.get("/border-november.html");
    assert_eq!(status, "HTTP/1.1 200 OK");
    assert!(body.contains("</html>"));
    assert!(begun.elapsed() < Duration::from_secs(2), "an honest reader waited {:?}", begun.elapsed());
}

#[test]
fn each_of_a_few_is_ended_within_a_second() {
    let server = Server::of(&Project::smallest());
    thread::scope(|scope| {
        let ended: Vec<_> = KINDS
            .into_iter()
            .map(|kind| {
                let stream = server.send(kind.asks());
                (kind, scope.spawn(move || kind.until_ended(stream)))
            })
            .collect();
        for (kind, took) in ended {
            let took = took.join().unwrap();
            // One second, and what a busy machine and the steps of a tenth add.
            assert!(took < Duration::from_millis(2_500), "{kind:?} was ended after {took:?}");
        }
    });
    served_in_time(&server);
}

#[test]
fn more_of_them_than_there_is_room_for_hold_up_nobody_and_who_listens_stays() {
    let project = Project::smallest();
    let server = Server::of(&project);
    let listeners: Vec<_> = (0..8).map(|_| server.listen()).collect();
    let first: Vec<_> = listeners.iter().map(|listener| listener.next().0).collect();
    thread::scope(|scope| {
        for kind in KINDS.iter().cycle().take(150) {
            let stream = server.send(kind.asks());
            scope.spawn(|| kind.until_ended(stream));
        }
        for _ in 0..5 {
            served_in_time(&server);
        }
    });
    served_in_time(&server);
    project.replace("claims.yaml", "Were November", "Were the November");
    for (listener, first) in listeners.iter().zip(first) {
        assert_ne!(listener.next().0, first);
    }
}

#[test]
fn only_so_many_may_listen_and_the_others_are_told() {
    let server = Server::of(&Project::smallest());
    let listeners: Vec<_> = (0..32).map(|_| server.listen()).collect();
    for listener in &listeners {
        listener.next();
    }
    let one_more = server.get("/.knowns/events");
    assert_eq!(one_more.0, "HTTP/1.1 503 Service Unavailable");
    assert!(one_more.1.contains("close some"));
    served_in_time(&server);
}
