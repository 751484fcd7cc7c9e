//! Bytes in little room (DEFLATE, RFC 1951): what is held until all is made, and what lies packed in an archive.

use std::io::{Read, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Bytes in as little room as costs little time; they leave as they came.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    packed: Box<[u8]>,
    length: usize,
}

impl Packed {
    /// Returns `bytes` packed; none where that gains too little.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::fast());
        encoder.write_all(bytes).ok()?;
        let packed = encoder.finish().ok().filter(|packed| packed.len() < bytes.len() / 2)?;
        Some(Self { packed: packed.into(), length: bytes.len() })
    }

    /// Returns the bytes.
    ///
    /// # Panics
    /// Panics where what was packed cannot be unpacked: that is a fault in memory, not input.
    pub(crate) fn unpacked(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.length);
        unpacking(&self.packed).read_to_end(&mut bytes).expect("what was packed here can be unpacked");
        bytes
    }
}

/// Returns a reader of what lies packed in `bytes`.
pub(crate) fn unpacking(bytes: &[u8]) -> impl Read {
    DeflateDecoder::new(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_takes_less_room_and_leaves_as_it_came() {
        let page = "<p>There were <b>12</b> visits.</p>\n".repeat(1_000);
        let packed = Packed::of(page.as_bytes()).unwrap();
        assert!(packed.packed.len() * 20 < page.len(), "{}", packed.packed.len());
        assert_eq!(packed.unpacked(), page.as_bytes());
    }

    #[test]
    fn what_would_gain_little_is_not_packed() {
        let noise: Vec<u8> = crate::digest::Digest::of(b"noise").to_string().bytes().collect();
        assert!(Packed::of(&noise).is_none());
        assert!(Packed::of(b"").is_none());
    }
}
