//! By what a file is known again without being read: where the system keeps it, its size, and when it was changed.

use cap_std::fs::Metadata;

/// What the system says of a file. Two that are equal are of the same bytes, if the file had been at rest before the first was
/// taken: two changes within one tick of the clock give the same times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// How many bytes it has.
    pub size: u64,
    /// Which file it is, and on which device.
    pub file: (u64, u64),
    /// When its bytes were changed, in nanoseconds.
    pub modified: i64,
    /// When anything of it was changed, which nobody can set.
    pub changed: i64,
}

impl Stat {
    /// A mark before which no file was at rest.
    pub const NEVER: Self = Self { size: 0, file: (0, 0), modified: i64::MIN, changed: i64::MIN };

    /// Returns what is known of a file; none on a system that does not say when it was changed.
    #[cfg(unix)]
    pub(super) fn of(found: &Metadata) -> Option<Self> {
        use cap_std::fs::MetadataExt as _;
        let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(Self {
            size: found.len(),
            file: (found.dev(), found.ino()),
            modified: nanoseconds(found.mtime(), found.mtime_nsec())?,
            changed: nanoseconds(found.ctime(), found.ctime_nsec())?,
        })
    }

    /// Returns what is known of a file; none on a system that does not say when it was changed.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Returns whether the file had been at rest for a while before `mark` was made on the same device.
    pub fn rested_before(&self, mark: &Self) -> bool {
        const WHILE: i64 = 2_000_000_000;
        self.file.0 == mark.file.0 && self.modified.max(self.changed).saturating_add(WHILE) < mark.modified
    }
}
