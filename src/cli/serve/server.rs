//! Lets connections in, a few at a time, each in a thread of its own: one that is slow holds up no other.

use std::io::{self, Write as _};
use std::net::{Shutdown, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Response, Status, begin_events};
use super::page::{self, EVENTS, ICON, SCRIPT, STYLE};
use super::patient::{DeadlineStream, now};
use super::request::Request;
use super::room::{Connection, ConnectionLimit};
use super::site::{ServedPages, Serving};
use crate::Error;

/// How many connections are open at once.
const MOST: usize = 64;

/// How many of them may listen for changes.
const MOST_LISTENERS: usize = 32;

/// When a connection must have asked, been answered, and ended, counted from its beginning. A browser on the same machine
/// takes some thousandths of a second.
const ASKED: Duration = Duration::from_millis(600);
const ANSWERED: Duration = Duration::from_millis(900);
const ENDED: Duration = Duration::from_secs(1);

/// How long a listener may take to receive what it is told.
const TOLD: Duration = Duration::from_secs(1);

/// How often a listener is told that nothing happened, by which one that is gone is found.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// How long is waited where the system has no connection to give, as where too many files are open.
const BREATH: Duration = Duration::from_millis(20);

/// What answers.
pub(super) struct Server {
    /// What is served.
    pub(super) served: Arc<Serving>,
    /// By which port.
    pub(super) port: u16,
}

impl Server {
    /// Answers from now on, beside everything else.
    pub(super) fn open(self, listener: TcpListener) -> Result<(), Error> {
        let name = format!("127.0.0.1:{}", self.port);
        let server = Arc::new(self);
        let (room, listening) = (ConnectionLimit::for_at_most(MOST), Listeners::of(MOST_LISTENERS));
        let answering = move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else {
                    thread::sleep(BREATH);
                    continue;
                };
                let guest = room.enter(stream);
                let (server, listening) = (Arc::clone(&server), listening.clone());
                // Where the system has no thread left, the connection is closed.
                let _ = thread::Builder::new().spawn(move || server.answer(&guest, &listening));
            }
        };
        let begun = thread::Builder::new().spawn(answering);
        begun.map(drop).map_err(Error::system("start threads to answer at", Path::new(&name)))
    }

    fn answer(&self, guest: &Connection, listening: &Listeners) {
        let begun = now();
        if guest.set_nodelay(true).is_err() {
            return;
        }
        let until = |moment: Duration| DeadlineStream::new(guest, begun + moment);
        // Who is gone, or does not read, is not waited for.
        let _ = match Request::read(&mut until(ASKED), self.port) {
            Ok(Request { address, is_head }) if address == EVENTS => match listening.take() {
                Some(_place) if !is_head => {
                    guest.stay();
                    self.tell(guest)
                }
                Some(_place) => begin_events(&mut until(ANSWERED)),
                None => Response::words(Status::TooMany).send(&mut until(ANSWERED), is_head),
            },
            Ok(Request { address, is_head }) => {
                answer(&self.served.site(), &address).send(&mut until(ANSWERED), is_head)
            }
            Err(status) => Response::words(status).send(&mut until(ANSWERED), false),
        };
        close(guest, begun + ENDED);
    }

    /// Tells a listener what is served, now and whenever that changes, for as long as it listens.
    fn tell(&self, guest: &Connection) -> io::Result<()> {
        let stream = || DeadlineStream::new(guest, now() + TOLD);
        begin_events(&mut stream())?;
        let mut site = self.served.site();
        loop {
            stream().write_all(format!("data: {}\n\n", site.event()).as_bytes())?;
            site = loop {
                match self.served.after(&site, SIGN_OF_LIFE) {
                    Some(site) => break site,
                    None => stream().write_all(b":\n\n")?,
                }
            };
        }
    }
}

/// Returns the answer to whoever asks for an address.
fn answer(site: &ServedPages, address: &str) -> Response {
    if let Some((_, file)) = [SCRIPT, STYLE, ICON].into_iter().find(|(at, _)| *at == address) {
        return Response::file(address, file.into());
    }
    let address = if address == "/" { "/index.html" } else { address };
    let is_page = Path::new(address).extension().is_some_and(|extension| extension == "html");
    match site.page(address) {
        Some(page) if is_page => Response::html(Status::Found, page::live(page, site)),
        Some(page) => Response::file(address, page.to_vec()),
        None if !site.has_pages() => Response::html(Status::NoPages, page::only_problems(site)),
        None => Response::html(Status::Missing, page::nothing_here(site)),
    }
}

/// Ends a connection; what was sent unasked is read first, for else the answer would be lost.
fn close(guest: &Connection, until: Instant) {
    if guest.shutdown(Shutdown::Write).is_ok() {
        let _ = io::copy(&mut DeadlineStream::new(guest, until), &mut io::sink());
    }
}

/// Places of which each can be taken by one at a time.
#[derive(Clone)]
struct Listeners {
    free: Arc<AtomicUsize>,
}

/// A place that is given back when it is dropped.
struct ListenerPlace(Arc<AtomicUsize>);

impl Listeners {
    fn of(most: usize) -> Self {
        Self { free: Arc::new(AtomicUsize::new(most)) }
    }

    /// Returns a place, where one is free.
    fn take(&self) -> Option<ListenerPlace> {
        let taken = self.free.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |free| free.checked_sub(1));
        taken.ok().map(|_| ListenerPlace(Arc::clone(&self.free)))
    }
}

impl Drop for ListenerPlace {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_taken_once_and_given_back() {
        let places = Listeners::of(2);
        let (first, second) = (places.take(), places.take());
        assert!(first.is_some() && second.is_some() && places.take().is_none());
        drop(first);
        assert!(places.take().is_some());
    }
}
