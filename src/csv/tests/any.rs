//! What holds for any file at all.

use proptest::prelude::*;

use super::{line, read, whole};

/// What ends a line.
const NEWLINES: [&str; 3] = ["\n", "\r\n", "\r"];

/// A cell as it stands in a file, in quotes or not, perhaps with line breaks of its own.
#[derive(Debug, Clone)]
struct Written {
    words: String,
    quoted: bool,
}

fn any_cell() -> impl Strategy<Value = Written> {
    prop_oneof![
        4 => "[a-z0-9]{1,4}".prop_map(|words| Written { words, quoted: false }),
        1 => "[a-z0-9 ,\n]{1,6}x".prop_map(|words| Written { words, quoted: true }),
    ]
}

fn row_of(cells: &[Written]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|Written { words, quoted }| if *quoted { format!("\"{words}\"") } else { words.clone() })
        .collect();
    cells.join(",")
}

/// A cell of a file that nobody made easy: numbers that grow longer, words, nothing, quotes with breaks of lines in them, and, now
/// and then, what is at fault.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[0-9]{1,3}",
        2 => "-?[0-9]{1,7}\\.[0-9]{1,4}",
        3 => "[a-cé]{0,3}",
        1 => "[0-9]{15,17}",
        2 => "[a-c, ]{0,4}".prop_map(|words| format!("\"{words}\"")),
        1 => "[a-c]{0,2}".prop_map(|words| format!("\"{words}\n{words}\"")),
        1 => "[a-c]{0,2}".prop_map(|words| format!("\"{words}\"\"{words}\"")),
    ]
}

proptest! {
    /// A file is the same table, with the same problems at the same places, in whatever chunks it is read.
    #[test]
    fn chunks_change_nothing(
        rows in prop::collection::vec((prop::collection::vec(hostile(), 3), 0_u16..400), 1..40),
        newline in prop::sample::select(NEWLINES.to_vec()),
        declared in prop::sample::select(vec![
            "",
            "{ fields: { a: string, b: string, c: string } }",
            "{ fields: { a: string, b: { type: number, missingValues: ['', a, b, c] }, c: string }, repeated: leave-out }",
            "{ quote_char: none, fields: { a: string, b: string, c: string } }",
            "{ flags: { a: revised, b: provisional }, fields: { a: integer, b: number, c: string } }",
            "{ fill_down: [a], fields: { a: string, b: string, c: string } }",
            "{ fill_down: [a, b], fields: { a: string, b: string, c: string } }",
            "{ fill_down: [c], fields: { a: { of: [a, b], type: string }, c: string } }",
            "{ rest_of_line: c, fields: { a: string, b: string, c: string } }",
            "{ fields: { a: string, b: { type: number, bareNumber: false, missingValues: ['', a, b, c] }, c: string } }",
        ]),
        signs in prop::sample::select(vec!["", "$", "%"]),
        numbers in any::<bool>(),
        chunk in 1_usize..120,
    ) {
        let mut file = format!("a,b,c{newline}");
        for (number, (cells, odd)) in rows.iter().enumerate() {
            let cells: Vec<String> = if numbers { vec![number.to_string(), format!("{number}.5{signs}"), cells[2].clone()] } else { cells.clone() };
            file.push_str(&cells.join(","));
            match odd {
                0 => file.push_str(newline),
                1 => file.push('"'),
                2 => file.push_str(",x"),
                3 => file.extend([newline, "Source: nobody"]),
                _ => {}
            }
            file.push_str(newline);
        }
        prop_assert_eq!(whole(declared, &file, chunk), whole(declared, &file, usize::MAX), "{:?}", file);
    }
}

proptest! {
    /// The line of every row, and of a cell at fault, is the one that counting the lines of the file gives.
    #[test]
    fn every_cell_stands_on_the_line_that_an_editor_shows(
        titles in prop::collection::vec("[a-z ]{0,8}", 0..3),
        rows in prop::collection::vec((0_usize..3, prop::collection::vec(any_cell(), 2)), 1..12),
        notes in prop::collection::vec("[a-z]{1,8}", 0..3),
        quotes in any::<bool>(),
        newline in prop::sample::select(NEWLINES.to_vec()),
        mark in any::<bool>(),
        fault in any::<prop::sample::Index>(),
    ) {
        let mut lines: Vec<String> = titles.clone();
        lines.push("a,b,n".to_owned());
        let (mut at, mut expected) = (lines.len() + 1, Vec::new());
        let fault = fault.index(rows.len());
        for (index, (blank, cells)) in rows.iter().enumerate() {
            let cells: Vec<Written> = cells.iter().map(|cell| Written { quoted: cell.quoted && quotes, ..cell.clone() }).collect();
            let cells: Vec<Written> = cells
                .into_iter()
                .map(|cell| if cell.quoted { cell } else { Written { words: cell.words.replace(['\n', ',', ' '], ""), ..cell } })
                .collect();
            // A blank line right below the header stands above the first row.
            lines.extend(std::iter::repeat_n(String::new(), *blank));
            at += blank;
            let last = if index == fault { "nine" } else { "9" };
            let row = format!("{},{last}", row_of(&cells));
            expected.push(at);
            at += row.matches('\n').count() + 1;
            lines.push(row);
        }
        lines.extend(notes.iter().cloned());
        let (skip, foot) = (titles.len(), notes.len());
        let mark = if mark { "\u{feff}" } else { "" };
        let file = format!("{mark}{}{newline}", lines.join("\n").replace('\n', newline));
        let declared = format!("{{ skip_rows: {skip}, header_rows: 1, skip_below: 0, footer_rows: {foot}, fields: {{ a: string, b: string, n: integer }} }}");
        let (table, problems) = read(&declared, &file);
        let table = table.unwrap();
        prop_assert_eq!((0..table.rows).map(|row| table.line(row) as usize).collect::<Vec<_>>(), expected.clone(), "{:?}", file);
        // The cell of words among numbers stands on the line where its row ends.
        let ends = expected[fault] + row_of(&rows[fault].1).matches('\n').count() * usize::from(quotes);
        let said = problems.iter().map(line).find(|said| said.contains("D030")).unwrap();
        prop_assert!(said.starts_with(&format!("{ends}:")), "{} is not on line {}: {:?}", said, ends, file);
    }

    #[test]
    fn a_table_that_is_written_is_read_again_cell_by_cell(
        rows in prop::collection::vec(prop::collection::vec("[ -~éß\n\t\"]{0,6}", 3), 1..20),
        crlf in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let file = writer.into_inner().unwrap();
        let (table, problems) = read("fields: { a: string, b: string, c: string }", &file);
        let table = table.unwrap();
        let whole: Vec<_> = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim_ascii().is_empty())).collect();
        prop_assert!(problems.iter().all(|problem| problem.code.id == "D024"));
        prop_assert_eq!(table.rows, whole.len());
        for (index, row) in whole.into_iter().enumerate() {
            for (column, cell) in table.columns.iter().zip(row) {
                // A cell of nothing but white space is an empty one.
                let filled = if cell.trim().is_empty() { "" } else { cell.as_str() };
                prop_assert_eq!(column.written(index), filled);
            }
        }
    }

    #[test]
    fn numbers_that_are_written_are_read_again(values in prop::collection::vec((-1_000_000_000_i64..1_000_000_000, 0_u32..6), 1..50)) {
        let written: Vec<String> = values
            .iter()
            .map(|(mantissa, scale)| crate::number::Number::new(i128::from(*mantissa), *scale).unwrap().to_string())
            .collect();
        let (table, problems) = read("fields: { n: number }", format!("n\n{}\n", written.join("\n")));
        prop_assert_eq!(problems, []);
        let column = &table.unwrap().columns[0];
        for (row, number) in written.iter().enumerate() {
            prop_assert_eq!(&column.number(row).unwrap().to_string(), number);
        }
    }

    #[test]
    fn a_table_that_is_kept_as_data_is_the_same_table(
        rows in prop::collection::vec(("[a-cé ]{0,3}", -300_i64..300_000, "[0-9]{1,3}\\.?[0-9]{0,2}", 1_900_u32..2_100), 1..30),
    ) {
        let lines: Vec<String> = rows.iter().map(|(word, n, share, year)| format!("{word},{n},{share},{year}-11,x")).collect();
        let file = format!("w,n,s,m,i\n{}\n", lines.join("\n"));
        let (table, _) = read("fields: { w: string, n: { type: integer, multiplier: 1000 }, s: number, m: yearmonth, i: {} }", file);
        let table = table.unwrap();
        let kept = serde_json::to_string(&table).unwrap();
        let again: crate::table::Table = serde_json::from_str(&kept).unwrap();
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), kept);
        for (column, same) in table.columns.iter().zip(&again.columns) {
            for row in 0..table.rows {
                prop_assert_eq!(column.written(row), same.written(row));
                prop_assert_eq!(column.number(row), same.number(row));
                prop_assert_eq!(column.encode(&column.written(row)), same.encode(&same.written(row)));
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[a-c0-9,;\"\r\n .\t-]{0,80}") {
        for declared in ["", "{ skip_rows: 1, footer_rows: 1, group_char: ',' }", "fields: { a: number, b: date }"] {
            read(declared, &bytes);
            read(declared, &text);
        }
    }
}
