//! A large file read in chunks on all cores.
//!
//! Only a file without anything to tell is read so: whatever a chunk finds at fault, and whatever makes a column of another type,
//! depends on what stands before it, and the whole is then read row by row. So is a file in which a border between two chunks lies
//! within a cell in quotes: the chunk before it ends in a quote that is never closed. Where columns are filled down, a chunk begins
//! with a row in which each of them has a label of its own.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use csv::ByteRecord;
use rayon::prelude::*;

use super::column_builder::ColumnBuilder;
use super::dialect::Dialect;
use super::field::trimmed;
use super::guess::Guess;
use super::reading::Reading;
use super::rows::{Next, Rows};
use super::source_lines::SourceLines;

/// So many bytes at the least are worth another core.
pub(super) const LEAST: usize = 1 << 20;

/// Chunks for each core: one that has more to do than the others keeps nobody waiting for long.
const PER_CORE: usize = 4;

/// Reads the rows in chunks of `least` bytes or more; returns whether it did.
pub(super) fn read(reading: &mut Reading<'_>, dialect: &Dialect, least: usize, guesses: &[Guess]) -> bool {
    let plan = reading.plan;
    // What such a column repeats is put together of cells above it, each from another row.
    if plan.fields[plan.width()..].iter().flatten().any(|field| field.fill_down) {
        return false;
    }
    let Some((bytes, line)) = reading.rows.rest() else { return false };
    let most = bytes.len() / (rayon::current_num_threads() * PER_CORE);
    let borders = borders(reading.sheet, &bytes, least.max(most).max(1));
    let borders = at_labels(reading, dialect, borders);
    if borders.len() < 2 {
        return false;
    }
    let breaks: Vec<usize> = borders.par_iter().map(|chunk| reading.sheet.count(chunk.clone())).collect();
    let mut chunks = Vec::with_capacity(borders.len());
    let mut at = line;
    for (chunk, breaks) in borders.into_iter().zip(breaks) {
        chunks.push((chunk, at));
        at += breaks;
    }
    let stopped = AtomicBool::new(false);
    let (sheet, header, look) = (reading.sheet, reading.header, reading.look);
    let read: Option<Vec<Reading<'_>>> = chunks
        .into_par_iter()
        .map(|(chunk, line)| {
            let rows = Rows::within(*sheet, dialect, chunk, line);
            let read = one(Reading::of(sheet, header, rows, plan, look), guesses, &stopped);
            stopped.fetch_or(read.is_none(), Ordering::Relaxed);
            read
        })
        .collect();
    let Some(read) = read else { return false };
    join(reading, read).is_some()
}

/// Reads one chunk; nothing where it has something to tell.
fn one<'a>(mut reading: Reading<'a>, guesses: &[Guess], stopped: &AtomicBool) -> Option<Reading<'a>> {
    let mut own = guesses.to_vec();
    let (mut record, mut last) = (ByteRecord::new(), ByteRecord::new());
    loop {
        match reading.rows.next(&mut record) {
            Next::Row(row) => {
                reading.rows.join_rest(row, &mut record, reading.plan.width());
                reading.take(row, &mut record, &mut last, &mut own);
            }
            Next::End => break,
            Next::Fault(..) => return None,
        }
        if !reading.breaches.is_empty() || stopped.load(Ordering::Relaxed) {
            return None;
        }
    }
    (own == guesses && reading.foot.first().is_none()).then_some(reading)
}

/// Puts what the chunks hold together; nothing where it does not fit.
fn join<'a>(whole: &mut Reading<'a>, read: Vec<Reading<'a>>) -> Option<()> {
    let mut parts: Vec<Vec<ColumnBuilder<'a>>> = whole.sinks.iter().map(|_| Vec::with_capacity(read.len())).collect();
    let (mut lines, mut count) = (std::mem::take(&mut whole.lines), 0);
    for reading in read {
        lines.join(count, &reading.lines, reading.count);
        let above = u32::try_from(count).ok()?;
        for (all, own) in whole.stands.iter_mut().zip(&reading.stands) {
            all.extend(own.iter().map(|row| row + above));
        }
        count += reading.count;
        for (parts, sink) in parts.iter_mut().zip(reading.sinks) {
            parts.extend(sink.map(|(_, sink)| sink));
        }
    }
    let joined: Option<Vec<Option<ColumnBuilder<'a>>>> = parts
        .into_par_iter()
        .map(|parts| if parts.is_empty() { Some(None) } else { ColumnBuilder::joined(parts).map(Some) })
        .collect();
    for (sink, joined) in whole.sinks.iter_mut().zip(joined?) {
        if let (Some((_, sink)), Some(joined)) = (sink, joined) {
            *sink = joined;
        }
    }
    (whole.lines, whole.count) = (lines, count);
    Some(())
}

/// Returns chunks that begin where each column that is filled down has a label of its own; those that have no such row become part of
/// the one before.
fn at_labels(reading: &Reading<'_>, dialect: &Dialect, chunks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let plan = reading.plan;
    let is_filled_down = |index: &usize| plan.fields[*index].as_ref().is_some_and(|field| field.fill_down);
    let columns: Vec<usize> = (0..plan.width()).filter(is_filled_down).collect();
    if columns.is_empty() {
        return chunks;
    }
    let begins = |chunk: &Range<usize>| {
        let mut rows = Rows::within(*reading.sheet, dialect, chunk.clone(), 0);
        let (mut record, mut is_first) = (ByteRecord::new(), true);
        while let Next::Row(row) = rows.next(&mut record) {
            let has_label = |at: &usize| record.get(*at).is_some_and(|cell| !trimmed(cell).is_empty());
            // Neither behind a blank line nor before one, as other chunks begin.
            if columns.iter().all(has_label) && (is_first || row.blank == 0) {
                return Some(row.start);
            }
            is_first = false;
        }
        None
    };
    let mut found: Vec<Range<usize>> = Vec::with_capacity(chunks.len());
    let starts: Vec<Option<usize>> = chunks
        .par_iter()
        .enumerate()
        .map(|(at, chunk)| if at == 0 { Some(chunk.start) } else { begins(chunk) })
        .collect();
    for (chunk, start) in chunks.into_iter().zip(starts) {
        if let Some(before) = found.last_mut() {
            before.end = start.unwrap_or(chunk.end);
        }
        found.extend(start.map(|start| start..chunk.end));
    }
    found
}

/// Returns stretches of at least so many bytes, each of which ends with a line, and neither with a blank one nor before one.
fn borders(sheet: &SourceLines<'_>, bytes: &Range<usize>, least: usize) -> Vec<Range<usize>> {
    let content = sheet.content.as_bytes();
    let is_break = |at: usize| content.get(at).is_some_and(|byte| matches!(byte, b'\n' | b'\r'));
    let ends_a_line = |at: usize| {
        let line = if at > 0 && content[at - 1] == b'\r' && content[at] == b'\n' { at - 1 } else { at };
        line > bytes.start && !is_break(line - 1) && !is_break(at + 1)
    };
    let mut chunks = Vec::new();
    let mut start = bytes.start;
    while bytes.end.saturating_sub(start) > least {
        let breaks = content[start + least - 1..bytes.end].iter().enumerate();
        let breaks = breaks.filter(|(_, byte)| **byte == sheet.newline).map(|(at, _)| start + least - 1 + at);
        let Some(end) = breaks.filter(|at| ends_a_line(*at)).map(|at| at + 1).find(|end| *end < bytes.end) else {
            break;
        };
        chunks.push(start..end);
        start = end;
    }
    chunks.push(start..bytes.end);
    chunks
}
