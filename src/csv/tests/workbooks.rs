//! Sheets of workbooks: read as tables, every cell by its address, and nothing believed of a hostile file. The files are made by
//! `tests/workbooks/make.py`.

use super::*;

fn book(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/workbooks/");
    #[expect(clippy::disallowed_methods, reason = "a test reads its files")]
    std::fs::read(format!("{folder}{name}")).unwrap()
}

const CALLS: &str = "{ sheet: Table 1, skip_rows: 2, footer_rows: 1, flags: { p: provisional },
    fields: { Day: date, Harbour: string, Calls: integer, Share: number } }";

#[test]
fn a_sheet_is_read_as_a_table_and_its_rows_are_lines() {
    let (table, problems) = read(CALLS, book("calls.xlsx"));
    let table = table.unwrap();
    assert_eq!(problems, []);
    let row = |row: usize| table.columns.iter().map(|column| column.written(row).into_owned()).collect::<Vec<_>>();
    assert_eq!(row(0), ["2024-02-29", "Aldmoor", "1200", "0.1250"], "a cell is its stored value");
    assert_eq!(row(3), ["2024-03-01", "Brackwater", "790", "0.0823"]);
    assert_eq!((table.line(2), table.cell_of_sheet(2, 2).as_deref()), (6, Some("C6")));
    assert_eq!(table.sheet.unwrap().name, "Table 1");
}

#[test]
fn a_table_that_begins_elsewhere_is_told_by_its_range_or_found() {
    for declared in ["", "range: C5:D7", "sheet: calls"] {
        let (table, problems) = read(declared, book("corner.xlsx"));
        let table = table.unwrap();
        assert_eq!((problems, table.rows, table.line(0)), (vec![], 2, 6), "{declared}");
        assert_eq!(table.cell_of_sheet(1, 1).as_deref(), Some("D7"));
    }
    assert_eq!(cells("range: C5:D6", book("corner.xlsx")), [["Aldmoor", "5"]]);
    let wrong = problems("{ range: C5:D7, fields: { Harbour: string, Calls: boolean } }", book("corner.xlsx"));
    assert!(wrong[0].contains("`5` in column `Calls`"), "{wrong:?}");
    let (_, found) = read("{ range: C5:D7, fields: { Harbour: string, Calls: boolean } }", book("corner.xlsx"));
    let Place::Line(at) = &found[0].at.place else { panic!("a cell has a place") };
    assert_eq!((at.cell.as_deref(), at.text.as_str()), (Some("sheet “Calls”, cell D6"), "Aldmoor|5"));
}

#[test]
fn a_workbook_of_open_document_is_read_too() {
    let read = cells("missingValues: [\"\"]", book("calls.ods"));
    assert_eq!(read, [["2024-02-29", "Aldmoor", "1200", "0.1250"], ["2024-02-29", "Brackwater", "815", "0.0849"]]);
}

#[test]
fn the_only_sheet_that_is_shown_is_the_one_that_is_meant() {
    let (table, _) = read("flags: { p: provisional }", book("one-shown.xlsx"));
    assert_eq!(table.unwrap().rows, 4);
    assert_eq!(read("sheet: Old", book("one-shown.xlsx")).0.unwrap().rows, 1, "a hidden one may be named");
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    for (declared, name, said) in [
        ("", "calls.xlsx", "D074: `x.csv` has 3 sheets, and nothing says which is meant (declare `sheet: Notes`"),
        (
            "sheet: Table 2",
            "calls.xlsx",
            "D074: `x.csv` has no sheet `Table 2` (the workbook has `Notes`, `Table 1`, `Raw` (hidden))",
        ),
        ("", "unsaved.xlsx", "D075: sheet “Calls”, cell B3 of `x.csv` holds a formula without a value"),
        ("", "errors.xlsx", "D075: sheet “Calls”, cell B3 of `x.csv` shows the error `#REF!`"),
        ("", "digits.xlsx", "D075: sheet “Calls”, cell B2 of `x.csv` holds a number of more than 15 digits"),
        ("", "far.xlsx", "D025: the sheet `Calls` of `x.csv` has 17179869184 cells from its first to its last"),
        ("", "locked.xlsx", "D070: the workbook is protected by a password"),
        ("", "old.xls", "D070: the file is a workbook of Excel 97 (`.xls`)"),
        ("", "binary.xlsb", "D070: the file is a binary workbook (`.xlsb`)"),
        ("", "cut.xlsx", "D070: the workbook cannot be read"),
        ("delimiter: ;", "corner.xlsx", "D002: `delimiter` cannot be used as it is written"),
        ("range: D7", "corner.xlsx", "D002: `range` cannot be used as it is written"),
    ] {
        let problems = problems(declared, book(name));
        assert!(problems.len() == 1 && problems[0].contains(said), "{name}: {problems:?}");
    }
    assert!(problems("sheet: One", "a,b\n1,2\n")[0].contains("names a part of a workbook, and `x.csv` is none"));
    assert_eq!(cells("missingValues: [\"\", \"#REF!\"]", book("errors.xlsx"))[1], ["Brackwater", ""]);
    assert_eq!(cells("range: A1:B2", book("unsaved.xlsx")), [["Aldmoor", "5"]]);
    assert_eq!(cells("range: A1:B2", book("far.xlsx")), [["Aldmoor", "5"]]);
}

#[test]
fn a_workbook_that_is_cut_or_changed_anywhere_ends_in_a_problem_or_a_table() {
    for name in ["calls.xlsx", "calls.ods"] {
        let whole = book(name);
        for at in (0..whole.len()).step_by(37) {
            let _ = read("sheet: Table 1", &whole[..at]);
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            let _ = read("sheet: Table 1", changed);
        }
    }
}
