//! On which line of its file a row begins: nothing to store while each row takes one line, a number per row otherwise.

/// The line on which each row begins, from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// Row zero stands on this line and each row takes one.
    From(u32),
    /// The line of each row, ascending.
    Each(Vec<u32>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::From(2)
    }
}

impl Lines {
    /// Returns the line of a row.
    pub fn of(&self, row: usize) -> u32 {
        match self {
            Self::From(first) => first.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
            Self::Each(lines) => lines.get(row).copied().unwrap_or(u32::MAX),
        }
    }

    /// Returns the row that begins on a line, or before it and has not ended.
    pub fn row_at(&self, line: u32) -> Option<usize> {
        match self {
            Self::From(first) => line.checked_sub(*first).map(|row| row as usize),
            Self::Each(lines) => lines.partition_point(|start| *start <= line).checked_sub(1),
        }
    }

    /// Adds the line of row number `row`, which is the next one.
    pub fn push(&mut self, row: usize, line: u32) {
        match self {
            Self::From(first) if row == 0 => *first = line,
            Self::From(_) if self.of(row) == line => {}
            Self::From(first) => {
                let mut lines: Vec<u32> = (*first..).take(row).collect();
                lines.push(line);
                *self = Self::Each(lines);
            }
            Self::Each(lines) => lines.push(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_follow_rows_that_span_several() {
        let mut lines = Lines::default();
        for (row, line) in [3, 4, 7, 8].into_iter().enumerate() {
            lines.push(row, line);
        }
        assert_eq!((0..4).map(|row| lines.of(row)).collect::<Vec<_>>(), [3, 4, 7, 8]);
        assert_eq!(lines.row_at(2), None);
        assert_eq!(lines.row_at(6), Some(1));
        assert_eq!(lines.row_at(7), Some(2));
        let mut plain = Lines::default();
        plain.push(0, 2);
        plain.push(1, 3);
        assert_eq!(plain, Lines::From(2));
        assert_eq!(plain.row_at(3), Some(1));
    }
}
