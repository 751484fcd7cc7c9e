//! Rows with their lines, and quotes as they stand in the file.

use crate::world::ProjectPath;

use csv::ByteRecord;

use crate::csv::dialect::Dialect;
use crate::csv::rows::*;
use crate::csv::source_lines::SourceLines;

fn read(content: &str, dialect: &Dialect) -> Vec<(usize, usize, Vec<String>)> {
    let file = ProjectPath::fixed("x.csv");
    let sheet = SourceLines::new(&file, content);
    let mut rows = Rows::new(sheet, dialect);
    let mut record = ByteRecord::new();
    let mut found = Vec::new();
    loop {
        match rows.next(&mut record) {
            Next::Row(row) => {
                let cells = (0..record.len()).map(|n| sheet.content[rows.cell(row, n)].to_owned()).collect();
                found.push((row.line, row.blank, cells));
            }
            Next::End => return found,
            Next::Fault(row, fault) => panic!("{row:?} {fault:?}"),
        }
    }
}

fn dialect() -> Dialect {
    Dialect::plain()
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn lines_are_right_whatever_ends_them() {
    for newline in ["\n", "\r\n", "\r"] {
        let content = "a,b\n1,2\n\n\n3,\"x\ny\"\n5,6\n\n".replace('\n', newline);
        let quoted = format!("\"x{newline}y\"");
        let expected = vec![
            (1, 0, cells(&["a", "b"])),
            (2, 0, cells(&["1", "2"])),
            (5, 2, cells(&["3", &quoted])),
            (7, 0, cells(&["5", "6"])),
        ];
        assert_eq!(read(&content, &dialect()), expected, "{newline:?}");
    }
}

#[test]
fn titles_above_and_notes_below_are_left_out() {
    let content = "\u{feff}\"Title\r\n\r\na,b\r\n1,2\r\nNote: \"x\r\nSource\r\n\r\n";
    let dialect = Dialect { skip_rows: 2, footer_rows: 2, ..dialect() };
    assert_eq!(read(content, &dialect), [(3, 0, cells(&["a", "b"])), (4, 0, cells(&["1", "2"]))]);
    assert_eq!(read("a\n1\n", &Dialect { skip_rows: 9, ..dialect }), []);
}

fn check(row: &str) -> Option<QuoteFault> {
    quote_fault(row.as_bytes(), b',', b'"')
}

#[test]
fn quotes_that_mean_what_they_say_pass() {
    for row in ["a,\"b\",c", "\"a\"\"b\",\"\"\r\n", "\"a\nb\",c\n", "5\" pipe,6\"", "\"\"", "a,\"\"\"\""] {
        assert_eq!(check(row), None, "{row:?}");
    }
}

#[test]
fn quotes_that_the_reader_would_forgive_are_faults() {
    assert_eq!(check("a,\"b,c\nd"), Some(QuoteFault::Unclosed { opened: 2 }));
    assert_eq!(check("a,\"x\"y,c"), Some(QuoteFault::TextAfter { opened: 2, text: 5 }));
    assert_eq!(check("a,\"x\\\"y\",c"), Some(QuoteFault::TextAfter { opened: 2, text: 6 }));
    assert_eq!(check("a, \"x\",c"), Some(QuoteFault::SpaceBefore { quote: 3 }));
    assert_eq!(check("\"a\"\"\n"), Some(QuoteFault::Unclosed { opened: 0 }));
}

#[test]
fn a_cell_is_found_in_its_row() {
    let row = "ab,\"c,\"\"d\",,e\r\n";
    let cells: Vec<&str> = (0..5).map(|n| &row[cell(row.as_bytes(), n, b',', Some(b'"'))]).collect();
    assert_eq!(cells, ["ab", "\"c,\"\"d\"", "", "e", ""]);
}
