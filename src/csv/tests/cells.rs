//! The cells, types and lines of files as people publish them.

use super::{cells, line, read};
use crate::table::ColumnType;
use crate::table::described::{self, Surroundings};

#[test]
fn the_raw_file_of_the_border_agency_is_read_with_nothing_declared() {
    let file = "\
Fiscal Year,Month Grouping,Month (abbv),Land Border Region,State,Demographic,Title of Authority,Encounter Count
2023,FYTD,NOV,Northern Land Border,AK,Single Adults,Title 8,1
2024,FYTD,NOV,Other,CA,\"Accompanied, Minors\",Title 8,12
2026 (FYTD),FYTD,OCT,Southwest Land Border,TX,FMUA,Title 8,1204
";
    let (table, problems) = read("", file);
    let table = table.unwrap();
    assert_eq!(problems, []);
    let counts = &table.columns[table.column("Encounter Count").unwrap()];
    assert_eq!((0..3).map(|row| counts.number(row).unwrap().to_string()).collect::<Vec<_>>(), ["1", "12", "1204"]);
    let years = &table.columns[0];
    assert_eq!(years.written(2), "2026 (FYTD)");
    let oddity = years.oddity.as_ref().unwrap();
    assert_eq!((oddity.line, oddity.written.as_str()), (4, "2026 (FYTD)"));
    assert_eq!(
        described::describe(&table, &Surroundings::default()).fields,
        [
            "Fiscal Year: string",
            "Month Grouping: string",
            "Month (abbv): string",
            "Land Border Region: string",
            "State: string",
            "Demographic: string",
            "Title of Authority: string",
            "Encounter Count: integer",
        ]
    );
}

#[test]
fn types_are_inferred_cautiously() {
    let file = "id,zip,n,x,day,month,flag,mixed,empty,phone,long\n\
        7,01234,5,1.5,2025-11-03,2025-11,true,1,,+49,12345678901234567890\n\
        8,99999,,2,2025-11-04,2025-12,false,b,,+50,1\n";
    let (table, problems) = read("", file);
    assert_eq!(problems, []);
    let kinds: Vec<&str> = table.unwrap().columns.iter().map(|column| column.kind.word()).collect();
    let expected = "integer string integer number date yearmonth boolean string string string string";
    assert_eq!(kinds.join(" "), expected);
    assert_eq!(cells("", "zip\n01234\n1\n"), [["01234"], ["1"]]);
}

#[test]
fn a_late_cell_changes_the_type_of_the_whole_column() {
    for (late, kind, first) in
        [("n/a", ColumnType::String, "1"), ("0.25", ColumnType::Number, "1.00"), ("", ColumnType::Integer, "1")]
    {
        let file = format!("a,b\n{}{late},1\n", "1,1\n".repeat(5_000));
        let (table, problems) = read("", file);
        let table = table.unwrap();
        assert_eq!((problems.len(), table.rows, table.columns[0].kind), (0, 5_001, kind), "{late}");
        assert_eq!(table.columns[0].written(0), first);
    }
    let late_numbers = format!("a,b\n{}7,1\n", ",1\n".repeat(500));
    assert_eq!(read("", late_numbers).0.unwrap().columns[0].kind, ColumnType::Integer);
}

#[test]
fn a_column_that_came_out_as_text_says_why() {
    let oddity = |file: &str| read("", file).0.unwrap().columns[0].oddity.clone();
    let grouped = oddity("n\n\"2,484\"\n\"3,100\"\n").unwrap();
    assert_eq!(grouped.help.unwrap(), "declare `group_char: \",\"`, the character between thousands");
    let absent = oddity("n\n3\nn/a\n").unwrap();
    assert_eq!(
        (absent.line, absent.help.unwrap()),
        (3, "if it stands for \"no value\", declare `missingValues: [\"\", \"n/a\"]`".to_owned())
    );
    assert_eq!(oddity("n\nTexas\nOhio\n"), None);
}

#[test]
fn every_way_to_write_a_file_is_read() {
    let plain = [["2025-11", "2484"], ["", "1"]];
    for (declared, file) in [
        ("", "\u{feff}m,n\r\n2025-11,2484\r\n,1\r\n".as_bytes().to_vec()),
        ("", b"m,n\r2025-11,2484\r,1".to_vec()),
        ("delimiter: ';'", b"m;n\n2025-11;2484\n;1\n".to_vec()),
        ("delimiter: \"\\t\"", b"m\tn\n2025-11\t2484\n\t1\n".to_vec()),
        ("delimiter: '\\t'", b"m\tn\n2025-11\t2484\n\t1\n".to_vec()),
        ("quote_char: \"'\"", b"m,n\n'2025-11','2484'\n,1\n".to_vec()),
        ("group_char: ','", b"m,n\n2025-11,\"2,484\"\n,1\n".to_vec()),
        ("{ delimiter: ;, group_char: ., decimal_char: ',' }", b"m;n\n2025-11;2.484\n;1\n".to_vec()),
        ("{ skip_rows: 2, footer_rows: 1 }", b"Title\n\nm,n\n2025-11,2484\n,1\nSource: us\n".to_vec()),
        ("missingValues: ['', '-', '..']", b"m,n\n2025-11,2484\n-,1\n".to_vec()),
        ("encoding: utf-16", utf_16("m,n\n2025-11,2484\n,1\n")),
    ] {
        assert_eq!(cells(declared, file), plain, "{declared}");
    }
    assert_eq!(cells("encoding: windows-1252", b"name\ncaf\xE9 \x80\n"), [["café €"]]);
    assert_eq!(cells("", "a,b\n\"x\ny\",\"say \"\"so\"\"\"\n"), [["x\ny", "say \"so\""]]);
}

fn utf_16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn declared_types_are_read_as_declared() {
    let declared = "\
fields:
  id: string
  day: { type: date, format: '%d/%m/%Y' }
  month: { type: yearmonth, format: '%b %Y' }
  year: year
  price: { type: number, bareNumber: false, groupChar: ',' }
  share: { type: number, bareNumber: false }
  ok: { type: boolean, trueValues: ['yes'], falseValues: ['no'] }
  note: { type: string, missingValues: ['none'] }
";
    let file = "ok,id,day,month,year,price,share,note\nyes,007,3/11/2025,NOV 2025,2025,\"$20,000\",12.5%,none\n";
    assert_eq!(cells(declared, file), [["true", "007", "2025-11-03", "2025-11", "2025", "20000", "12.5", ""]]);
}

#[test]
fn lines_are_right_after_quoted_breaks_and_blank_lines() {
    for newline in ["\n", "\r\n"] {
        let file = "a,n\n\"x\n\ny\",1\n\nb,2\nc,n/a\n".replace('\n', newline);
        let (table, problems) = read("fields: { a: string, n: integer }", &file);
        let table = table.unwrap();
        assert_eq!((0..3).map(|row| table.line(row)).collect::<Vec<_>>(), [2, 6, 7], "{newline:?}");
        assert_eq!(
            (1..=8).map(|line| table.row_at(line)).collect::<Vec<_>>()[..7],
            [None, Some(0), Some(0), Some(0), Some(0), Some(1), Some(2)]
        );
        assert!(problems.iter().any(|problem| line(problem).starts_with("7:3 \"n/a\" D030")), "{newline:?}");
    }
}

#[test]
fn a_cell_has_the_digest_that_sha256sum_gives() {
    let (table, _) = read("", "n,x\n30375,1.5\n2,0.25\n");
    let table = table.unwrap();
    assert_eq!(table.columns[0].digest(0), crate::digest::Digest::of(b"30375"));
    assert_eq!(table.columns[1].digest(0), crate::digest::Digest::of(b"1.5"));
}

#[test]
fn a_file_without_a_header_is_read_with_names_from_fields() {
    let file = "\"Title\",\"A rate\"\n\"Unit\",\"%\"\n\"1989\",\"5.2\"\n\"1990\",\"7.0\"\n";
    for declared in [
        "{ skip_rows: 2, header_rows: 0, fields: { year: year, rate: number } }",
        "{ skip_rows: 2, header_rows: 0, fields: { rate: { of: column 2, type: number }, year: { of: column 1, type: year } } }",
    ] {
        let (table, problems) = read(declared, file);
        let table = table.unwrap();
        assert_eq!(problems, [], "{declared}");
        assert_eq!(table.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["year", "rate"]);
        assert_eq!((table.rows, table.line(0), table.columns[1].in_file()), (2, 3, "2"));
    }
    let (table, problems) = read("{ skip_rows: 2, header_rows: 0 }", file);
    assert_eq!(problems, []);
    let proposed = ["value: { of: column 1, type: integer }", "column 2: number"];
    assert_eq!(described::describe(&table.unwrap(), &Surroundings::default()).fields, proposed);
}

#[test]
fn columns_are_named_by_the_registry_where_the_file_names_them_otherwise() {
    let file = ",month,n,n,\n1,2025-01,5,6,\n2,2025-02,7,8,\n";
    let declared = "fields: { row: { of: column 1 }, men: { of: n }, women: { of: column 4 } }";
    let (table, problems) = read(declared, file);
    let table = table.unwrap();
    assert_eq!(problems, []);
    let names: Vec<_> = table.columns.iter().map(|column| (column.name.as_str(), column.in_file())).collect();
    // A column without a name and without a cell is left out.
    assert_eq!(names, [("row", "1"), ("month", "month"), ("men", "n"), ("women", "4")]);
    assert_eq!(
        described::describe(&table, &Surroundings::default()).fields,
        [
            "row: { of: column 1, type: integer }",
            "month: yearmonth",
            "men: { of: \"n\", type: integer }",
            "women: { of: column 4, type: integer }",
        ]
    );
    assert_eq!(cells("", "a,b,\n1,2\n3,4\n"), [["1", "2"], ["3", "4"]]);
}

#[test]
fn names_in_several_rows_and_rows_of_units_are_read_as_declared() {
    let file = "Title\n;North;;South;\nyear;men;women;men;women\n2015;1;2;3;4\n2016;2;3;4;5\n";
    let (table, problems) = read("{ delimiter: ;, skip_rows: 1, header_rows: 2 }", file);
    let table = table.unwrap();
    assert_eq!(problems, []);
    let names: Vec<_> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["year", "North / men", "North / women", "South / men", "South / women"]);
    assert_eq!((table.rows, table.line(0)), (2, 4));

    let units = "month,n\n,persons\n2025-01,10\n2025-02,20\n";
    let (table, problems) = read("{ skip_below: 1, fields: { month: yearmonth, n: integer } }", units);
    assert_eq!((problems, table.unwrap().line(0)), (Vec::new(), 3));
    // A blank line is a line: it never takes the place of a row of data.
    let blank = "month,n\n\n,persons\n2025-01,10\n2025-02,20\n";
    assert_eq!(read("{ skip_below: 2 }", blank).0.unwrap().rows, 2);
    assert!(read("{ skip_below: 1 }", blank).1.iter().any(|problem| line(problem).contains("D023")));
}

#[test]
fn a_line_that_names_the_separator_is_left_out() {
    for first in ["sep=;", "SEP=;", "\"sep=;\""] {
        let (table, problems) = read("", format!("{first}\r\nmonth;n\r\n2025-01;5\r\n"));
        let table = table.unwrap();
        assert_eq!((problems, table.rows, table.line(0)), (Vec::new(), 1, 3), "{first}");
    }
    assert_eq!(cells("skip_rows: 2", "sep=;\nTitle\na;b\n1;2\n"), [["1", "2"]]);
    assert_eq!(cells("", "sep=\na\n")[0][0], "a");
}

#[test]
fn the_last_column_takes_the_rest_of_the_line_where_it_is_declared() {
    let file = "a,b,remark\n1,2,one, two, three\n3,4,\n5,6,none\n";
    assert_eq!(
        cells("rest_of_line: remark", file),
        [["1", "2", "one, two, three"], ["3", "4", ""], ["5", "6", "none"]]
    );
    assert_eq!(
        super::problems("rest_of_line: b", file)[0],
        "\"rest_of_line\" D002: `rest_of_line` cannot be used as it is written [the last column: only that can take the rest of a line]"
    );
}
