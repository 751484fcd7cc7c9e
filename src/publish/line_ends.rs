//! Files that differ from what they were in their line ends alone, as git makes them where `core.autocrlf` is set: each line
//! feed became a carriage return and a line feed.

use std::collections::BTreeMap;

use crate::digest::Digest;
use crate::publish::{Manifest, Output};
use crate::world::{ProjectPath, Unreadable, World};

/// Returns every file that the reports on disk were made from and that now differs in its line ends alone, as it was.
pub fn restored(world: &dyn World) -> BTreeMap<ProjectPath, Vec<u8>> {
    let Ok(Some(made)) = Manifest::standing(world, Output::Reports) else { return BTreeMap::new() };
    let was = made.inputs.iter().filter_map(|(path, digest)| {
        let path = ProjectPath::parse(path).ok()?;
        let bytes = world.read(&path).ok()?;
        let fed = with_line_feeds(&bytes);
        (fed.len() < bytes.len() && Digest::of(&fed).to_string() == *digest).then_some((path, fed))
    });
    was.collect()
}

/// Serves every file of the world below with line feeds alone at the ends of its lines.
#[derive(Debug, Clone)]
pub struct LineFeeds<W>(pub W);

impl<W: World> World for LineFeeds<W> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        self.0.read(path).map(|bytes| with_line_feeds(&bytes))
    }

    fn size(&self, path: &ProjectPath) -> Result<u64, Unreadable> {
        // What is asked is whether it is too large to be read, and it is read as it stands.
        self.0.size(path)
    }

    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        self.0.list(folder)
    }
}

/// Returns bytes without the carriage returns that stand before line feeds or at the end.
fn with_line_feeds(bytes: &[u8]) -> Vec<u8> {
    let next = |at: usize| bytes.get(at + 1).is_none_or(|next| *next == b'\n');
    let kept = bytes.iter().enumerate().filter(|(at, byte)| !(**byte == b'\r' && next(*at)));
    kept.map(|(_, byte)| *byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_carriage_return_before_a_line_feed_or_the_end_is_part_of_a_line_end() {
        for (bytes, fed) in
            [("a\r\nb\r\n", "a\nb\n"), ("a\rb\n", "a\rb\n"), ("a\r\r\n", "a\r\n"), ("a\r\nb\r", "a\nb"), ("", "")]
        {
            assert_eq!(with_line_feeds(bytes.as_bytes()), fed.as_bytes(), "{bytes:?}");
        }
    }
}
