//! What lies in a ZIP archive, such as a workbook, counted before anything of it is read.

use std::io::Read;

use crate::deflate::unpacking;

/// A file inside an archive.
pub(super) struct Part<'a> {
    pub(super) name: &'a [u8],
    method: u16,
    packed: usize,
    header: usize,
}

impl Part<'_> {
    /// Returns how many bytes it has once it is unpacked; none where these are more than `most`. They are counted, for what an
    /// archive says of itself need not be so.
    pub(super) fn unpacked(&self, bytes: &[u8], most: u64) -> Option<u64> {
        let local = bytes.get(self.header..)?;
        let skip = 30 + usize::from(short(local, 26)?) + usize::from(short(local, 28)?);
        let rest = local.get(skip..)?;
        let packed = &rest[..self.packed.min(rest.len())];
        if self.method != 8 {
            let size = packed.len() as u64;
            return (size <= most).then_some(size);
        }
        let mut inflated = unpacking(packed).take(most + 1);
        let mut chunk = [0; 1 << 14];
        let mut size = 0;
        // A damaged part ends where it cannot be read further; that is found when it is read.
        while let Ok(read @ 1..) = inflated.read(&mut chunk) {
            size += read as u64;
        }
        (size <= most).then_some(size)
    }
}

/// Returns the parts of an archive, by its directory at the end; none where it has none.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    const MOST: usize = 10_000;
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let end = tail + bytes.get(tail..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = usize::from(short(bytes.get(end..)?, 10)?);
    if count > MOST {
        return None;
    }
    let mut at = long(bytes.get(end..)?, 16)?;
    let mut parts = Vec::new();
    for _ in 0..count {
        let entry = bytes.get(at..).filter(|entry| entry.starts_with(b"PK\x01\x02"))?;
        let lengths = [28, 30, 32].map(|place| short(entry, place).map(usize::from));
        let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
        parts.push(Part {
            name: entry.get(46..46 + name)?,
            method: short(entry, 10)?,
            packed: long(entry, 20)?,
            header: long(entry, 42)?,
        });
        at += 46 + name + extra + comment;
    }
    Some(parts)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_archive_holds_is_counted_and_not_believed() {
        let bytes = include_bytes!("../../tests/workbooks/calls.xlsx");
        let parts = parts(bytes).unwrap();
        let sizes: Vec<u64> = parts.iter().filter_map(|part| part.unpacked(bytes, 1 << 30)).collect();
        assert_eq!(sizes.len(), parts.len());
        let largest = *sizes.iter().max().unwrap();
        assert!(parts.iter().any(|part| part.unpacked(bytes, largest - 1).is_none()));
    }
}
