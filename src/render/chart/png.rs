//! Pixels as a PNG file: an image with a list of its colours, without interlacing, in the plainest form that the standard knows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::render::chart::raster::Pixels;

/// How hard the bytes are packed, of ten.
const LEVEL: u8 = 7;

/// How many colours a picture has at the most.
const COLOURS: usize = 256;

/// Returns the bytes of a file: a list of colours, and which of them each pixel has.
pub(super) fn bytes(pixels: &Pixels) -> Vec<u8> {
    let (colours, places) = colours(pixels);
    let mut raw = Vec::with_capacity((pixels.width + 1) * pixels.height);
    for row in pixels.bytes.chunks(pixels.width * 3) {
        // Each line says first how it is filtered: not at all.
        raw.push(0);
        for run in row.as_chunks().0.chunk_by(|a: &[u8; 3], b| a == b) {
            let place = places.get(&run[0]).copied().unwrap_or(0);
            raw.extend(std::iter::repeat_n(place, run.len()));
        }
    }
    let mut head = Vec::with_capacity(13);
    for length in [pixels.width, pixels.height] {
        head.extend(u32::try_from(length).unwrap_or(0).to_be_bytes());
    }
    // Eight bits that name a colour of the list; packed, filtered and laid out as the standard says.
    head.extend([8, 3, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let packed = compress_to_vec_zlib(&raw, LEVEL);
    for (kind, data) in [(b"IHDR", &head), (b"PLTE", &colours.concat()), (b"IDAT", &packed), (b"IEND", &Vec::new())] {
        out.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
        let from = out.len();
        out.extend_from_slice(kind);
        out.extend_from_slice(data);
        let sum = checksum(&out[from..]);
        out.extend(sum.to_be_bytes());
    }
    out
}

/// Returns the colours of a picture, the most frequent first, and which of them stands for each that it has: of more than can be listed
/// the nearest.
fn colours(pixels: &Pixels) -> (Vec<[u8; 3]>, BTreeMap<[u8; 3], u8>) {
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for run in pixels.bytes.as_chunks().0.chunk_by(|a: &[u8; 3], b| a == b) {
        *counts.entry(run[0]).or_default() += run.len();
    }
    let mut colours: Vec<[u8; 3]> = counts.keys().copied().collect();
    colours.sort_by_key(|colour| (Reverse(counts[colour]), *colour));
    let listed = colours[..colours.len().min(COLOURS)].to_vec();
    let apart =
        |a: &[u8; 3], b: &[u8; 3]| -> u32 { a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum() };
    let nearest = |colour: &[u8; 3]| {
        (0..=u8::MAX).zip(&listed).min_by_key(|(_, other)| apart(colour, other)).map_or(0, |(at, _)| at)
    };
    let own = (0..=u8::MAX).zip(&listed).map(|(at, colour)| (*colour, at));
    let others = colours.iter().skip(COLOURS).map(|colour| (*colour, nearest(colour)));
    let places = own.chain(others).collect();
    (listed, places)
}

/// Returns the cyclic redundancy check of some bytes.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_the_standard_says() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        let file = bytes(&Pixels { width: 3, height: 1, bytes: vec![255, 0, 0, 0, 0, 255, 255, 0, 0] });
        assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&file[8..29], b"\0\0\0\rIHDR\0\0\0\x03\0\0\0\x01\x08\x03\0\0\0");
        assert_eq!(&file[33..47], b"\0\0\0\x06PLTE\xff\0\0\0\0\xff");
        let packed = &file[59..file.len() - 16];
        let raw = miniz_oxide::inflate::decompress_to_vec_zlib(packed).unwrap();
        assert_eq!(raw, [0, 0, 1, 0]);
        assert_eq!(&file[file.len() - 8..], b"IEND\xae\x42\x60\x82");
    }

    #[test]
    fn a_picture_of_too_many_colours_keeps_those_it_has_most_of() {
        let bytes = (0..300_u16).flat_map(|nth| [u8::try_from(nth % 256).unwrap(), u8::from(nth > 255), 0]);
        let mut pixels = Pixels { width: 300, height: 1, bytes: bytes.collect() };
        pixels.bytes.extend([7, 1, 0, 7, 1, 0]);
        pixels.width = 302;
        let (listed, places) = colours(&pixels);
        assert_eq!((listed.len(), listed[0], places.len()), (256, [7, 1, 0], 300));
        assert_eq!(places[&[7, 1, 0]], 0);
    }
}
