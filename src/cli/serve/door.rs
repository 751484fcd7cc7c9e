//! Lets connections in, a few at a time, each in a thread of its own: one that is slow holds up no other.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::answer::{Answer, Status, begin_events};
use super::page::{self, EVENTS, ICON, SCRIPT, STYLE};
use super::request::Request;
use super::site::{Served, Site};
use crate::Error;

/// How many connections are open at once.
const MOST: usize = 64;

/// How many of them may listen for changes.
const MOST_LISTENERS: usize = 32;

/// How long a connection may take to receive what it is sent.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a listener is told that nothing happened, by which one that is gone is found.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// How much of what nobody asked for is read, so that the answer is not lost with it.
const DRAINED: u64 = 256 * 1024;

/// What answers.
pub(super) struct Door {
    /// What is served.
    pub(super) served: Arc<Served>,
    /// By which port.
    pub(super) port: u16,
}

impl Door {
    /// Answers from now on, beside everything else.
    pub(super) fn open(self, listener: TcpListener) -> Result<(), Error> {
        let name = format!("127.0.0.1:{}", self.port);
        let door = Arc::new(self);
        let (open, listening) = (Places::of(MOST), Places::of(MOST_LISTENERS));
        let answering = move || {
            for stream in listener.incoming().flatten() {
                let Some(place) = open.take() else {
                    refuse(stream);
                    continue;
                };
                let (door, listening) = (Arc::clone(&door), listening.clone());
                // Where the system has no thread left, the connection is closed.
                let _ = thread::Builder::new().spawn(move || {
                    door.answer(stream, &listening);
                    drop(place);
                });
            }
        };
        thread::Builder::new().spawn(answering).map(drop).map_err(Error::system("answer at", Path::new(&name)))
    }

    fn answer(&self, mut stream: TcpStream, listening: &Places) {
        if stream.set_write_timeout(Some(PATIENCE)).is_err() || stream.set_nodelay(true).is_err() {
            return;
        }
        // Who is gone, or does not read, is not waited for.
        let _ = match Request::read(&mut stream, self.port) {
            Ok(Request { address, is_head }) if address == EVENTS => match listening.take() {
                Some(_place) => self.tell(&mut stream, is_head),
                None => Answer::words(Status::TooMany).send(&mut stream, is_head),
            },
            Ok(Request { address, is_head }) => answer(&self.served.site(), &address).send(&mut stream, is_head),
            Err(status) => Answer::words(status).send(&mut stream, false),
        };
        close(stream);
    }

    /// Tells a listener what is served, now and whenever that changes, for as long as it listens.
    fn tell(&self, stream: &mut TcpStream, is_head: bool) -> std::io::Result<()> {
        begin_events(stream)?;
        if is_head {
            return Ok(());
        }
        let mut site = self.served.site();
        loop {
            stream.write_all(format!("data: {}\n\n", site.event()).as_bytes())?;
            site = loop {
                match self.served.after(&site, SIGN_OF_LIFE) {
                    Some(site) => break site,
                    None => stream.write_all(b":\n\n")?,
                }
            };
        }
    }
}

/// Returns the answer to whoever asks for an address.
fn answer(site: &Site, address: &str) -> Answer {
    if let Some((_, file)) = [SCRIPT, STYLE, ICON].into_iter().find(|(at, _)| *at == address) {
        return Answer::file(address, file.into());
    }
    let address = if address == "/" { "/index.html" } else { address };
    let is_page = Path::new(address).extension().is_some_and(|extension| extension == "html");
    match site.page(address) {
        Some(page) if is_page => Answer::html(Status::Found, page::live(page, site)),
        Some(page) => Answer::file(address, page.to_vec()),
        None if !site.has_pages() => Answer::html(Status::NoPages, page::only_problems(site)),
        None => Answer::html(Status::Missing, page::nothing_here(site)),
    }
}

/// Turns somebody away.
fn refuse(mut stream: TcpStream) {
    let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
    let _ = Answer::words(Status::TooMany).send(&mut stream, false);
}

/// Ends a connection; what was sent unasked is read first, for else the answer would be lost.
fn close(stream: TcpStream) {
    let ended = stream.shutdown(Shutdown::Write);
    if ended.is_ok() && stream.set_read_timeout(Some(Duration::from_millis(200))).is_ok() {
        let _ = std::io::copy(&mut stream.take(DRAINED), &mut std::io::sink());
    }
}

/// Places of which each can be taken by one at a time.
#[derive(Clone)]
struct Places {
    free: Arc<AtomicUsize>,
}

/// A place that is given back when it is dropped.
struct Place(Arc<AtomicUsize>);

impl Places {
    fn of(most: usize) -> Self {
        Self { free: Arc::new(AtomicUsize::new(most)) }
    }

    /// Returns a place, where one is free.
    fn take(&self) -> Option<Place> {
        let taken = self.free.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |free| free.checked_sub(1));
        taken.ok().map(|_| Place(Arc::clone(&self.free)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_taken_once_and_given_back() {
        let places = Places::of(2);
        let (first, second) = (places.take(), places.take());
        assert!(first.is_some() && second.is_some() && places.take().is_none());
        drop(first);
        assert!(places.take().is_some());
    }
}
