//! Lets connections in, a few at a time, each in a thread of its own and waited for until a moment, not a byte longer. Where all
//! room is taken, whoever came first has had the longest time and goes: a new one never waits for one that is slow.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::request::{Request, Response, Status, begin_events};
use super::site::{self, EVENTS, ICON, SCRIPT, STYLE, ServedPages, Serving};
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
        // What is made for frames of other sites is shown as it will be: without our script.
        Some(page) if address.starts_with("/embed/") => Response::file(address, page.to_vec()).framed(),
        Some(page) if is_page => Response::html(Status::Found, site::live(&page, site)),
        Some(page) => Response::file(address, page.to_vec()),
        None if !site.has_pages() => Response::html(Status::NoPages, site::only_problems(site)),
        None => Response::html(Status::Missing, site::nothing_here(site)),
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

/// Room for connections.
#[derive(Clone)]
struct ConnectionLimit {
    inside: Arc<(Mutex<OpenConnections>, Condvar)>,
}

struct OpenConnections {
    /// How many more there is room for.
    free: usize,
    /// Those that may be told to go, by when they came.
    guests: BTreeMap<u64, Arc<TcpStream>>,
    came: u64,
}

/// A connection that takes up room until it is dropped.
pub(super) struct Connection {
    stream: Arc<TcpStream>,
    came: u64,
    room: ConnectionLimit,
}

impl ConnectionLimit {
    /// Returns room for so many.
    fn for_at_most(free: usize) -> Self {
        let inside = OpenConnections { free, guests: BTreeMap::new(), came: 0 };
        Self { inside: Arc::new((Mutex::new(inside), Condvar::new())) }
    }

    /// Lets a connection in; where there is no room, the one that came first goes.
    fn enter(&self, stream: TcpStream) -> Connection {
        let mut inside = self.lock();
        while inside.free == 0 {
            if let Some((_, first)) = inside.guests.pop_first() {
                // Whoever waits for it finds it closed, and leaves.
                let _ = first.shutdown(Shutdown::Both);
            }
            inside = self.inside.1.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        let (came, stream) = (inside.came, Arc::new(stream));
        inside.free -= 1;
        inside.came += 1;
        inside.guests.insert(came, Arc::clone(&stream));
        drop(inside);
        Connection { stream, came, room: self.clone() }
    }

    fn lock(&self) -> MutexGuard<'_, OpenConnections> {
        self.inside.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Lets it stay for as long as it likes.
    fn stay(&self) {
        self.room.lock().guests.remove(&self.came);
    }
}

impl Deref for Connection {
    type Target = TcpStream;

    fn deref(&self) -> &TcpStream {
        &self.stream
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut inside = self.room.lock();
        inside.guests.remove(&self.came);
        inside.free += 1;
        drop(inside);
        self.room.inside.1.notify_all();
    }
}

/// Returns the moment.
pub(super) fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "how long somebody may take is not a part of any page")]
    Instant::now()
}

/// Reads from a connection and writes to it until a moment.
struct DeadlineStream<'a> {
    stream: &'a TcpStream,
    until: Instant,
}

impl<'a> DeadlineStream<'a> {
    /// Returns the connection, as it is waited for until a moment.
    pub(super) fn new(stream: &'a TcpStream, until: Instant) -> Self {
        Self { stream, until }
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for DeadlineStream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(into)
    }
}

impl Write for DeadlineStream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod server_tests {
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

#[cfg(test)]
mod room_tests {
    use std::io::Read as _;
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    use super::*;

    #[test]
    fn whoever_came_first_goes_and_who_may_stay_stays() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let room = ConnectionLimit::for_at_most(2);
        let mut clients = Vec::new();
        let mut enter = |room: &ConnectionLimit| {
            clients.push(TcpStream::connect(listener.local_addr().unwrap()).unwrap());
            room.enter(listener.accept().unwrap().0)
        };
        let stays = enter(&room);
        stays.stay();
        let slow = enter(&room);
        let waits = thread::spawn(move || (&*slow).read(&mut [0; 8]).unwrap());
        let third = enter(&room);
        assert_eq!(waits.join().unwrap(), 0, "the slow one was told to go");
        drop(stays);
        let fourth = enter(&room);
        assert!(third.peer_addr().is_ok() && fourth.peer_addr().is_ok());
        assert_eq!(room.lock().free, 0);
        drop((third, fourth));
        let inside = room.lock();
        assert_eq!((inside.free, inside.guests.len()), (2, 0));
    }
}

#[cfg(test)]
mod patient_tests {
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    use super::*;

    /// Returns both ends of a connection.
    fn both() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (client, listener.accept().unwrap().0)
    }

    #[test]
    fn who_sends_a_byte_at_a_time_is_waited_for_no_longer_than_who_sends_none() {
        let (mut client, server) = both();
        let drips = thread::spawn(move || {
            while client.write_all(b"x").is_ok() {
                thread::sleep(Duration::from_millis(10));
            }
        });
        let begun = now();
        let mut stream = DeadlineStream::new(&server, begun + Duration::from_millis(200));
        let read = io::copy(&mut stream, &mut io::sink());
        assert!(matches!(read.unwrap_err().kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock));
        assert!((200..60_000).contains(&begun.elapsed().as_millis()));
        drop(server);
        drips.join().unwrap();
    }

    #[test]
    fn who_takes_a_byte_at_a_time_is_waited_for_no_longer_than_who_takes_none() {
        let (mut client, server) = both();
        let sips = thread::spawn(move || {
            let mut sip = [0; 8 * 1024];
            while client.read_exact(&mut sip).is_ok() {
                thread::sleep(Duration::from_millis(10));
            }
        });
        let begun = now();
        let mut stream = DeadlineStream::new(&server, begun + Duration::from_millis(200));
        assert!(stream.write_all(&vec![b'x'; 1 << 28]).is_err());
        assert!(begun.elapsed() < Duration::from_mins(1));
        drop(server);
        sips.join().unwrap();
    }
}
