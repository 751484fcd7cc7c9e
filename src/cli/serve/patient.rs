//! A connection that is waited for until a moment, and not a byte longer: one that sends or takes a little at a time is slow too.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Returns the moment.
pub(super) fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "how long somebody may take is not a part of any page")]
    Instant::now()
}

/// Reads from a connection and writes to it until a moment.
pub(super) struct DeadlineStream<'a> {
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
mod tests {
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
        assert!((200..5_000).contains(&begun.elapsed().as_millis()));
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
        assert!(begun.elapsed() < Duration::from_secs(5));
        drop(server);
        sips.join().unwrap();
    }
}
