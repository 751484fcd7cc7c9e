//! Room for so many connections at once. Where all of it is taken, whoever came first has had the longest time and goes: a new
//! one never waits for one that is slow.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Room for connections.
#[derive(Clone)]
pub(super) struct ConnectionLimit {
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
    pub(super) fn for_at_most(free: usize) -> Self {
        let inside = OpenConnections { free, guests: BTreeMap::new(), came: 0 };
        Self { inside: Arc::new((Mutex::new(inside), Condvar::new())) }
    }

    /// Lets a connection in; where there is no room, the one that came first goes.
    pub(super) fn enter(&self, stream: TcpStream) -> Connection {
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
    pub(super) fn stay(&self) {
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

#[cfg(test)]
mod tests {
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
