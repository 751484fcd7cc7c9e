//! What whole files give: their cells, or their problems word for word.

use proptest::prelude::*;

use crate::diagnostic::{Place, Problem, RegistryPlace, Severity};
use crate::load::infer;
use crate::model::{ColumnType, Table};
use crate::registry::Dataset;
use crate::world::ProjectPath;

/// Reads a file as the YAML of its dataset declares.
fn read(declared: &str, bytes: impl AsRef<[u8]>) -> (Option<Table>, Vec<Problem>) {
    let dataset: Dataset =
        if declared.is_empty() { Dataset::default() } else { serde_yaml::from_str(declared).unwrap() };
    let at = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), vec!["datasets".into(), "x".into()]);
    super::read(bytes.as_ref(), &ProjectPath::fixed("x.csv"), &dataset, &at)
}

/// Returns the cells of a file that has no problems.
fn cells(declared: &str, bytes: impl AsRef<[u8]>) -> Vec<Vec<String>> {
    let (table, problems) = read(declared, bytes);
    assert_eq!(problems, [], "no problems");
    let table = table.unwrap();
    (0..table.rows).map(|row| table.columns.iter().map(|column| column.written(row).into_owned()).collect()).collect()
}

/// Returns each problem of a file as `place code: message [label] (help)`.
fn problems(declared: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    read(declared, bytes).1.iter().map(line).collect()
}

fn line(problem: &Problem) -> String {
    let place = match &problem.at.place {
        Place::Line(at) => format!("{}:{} {:?}", at.line, at.column, &at.text[at.span.range()]),
        Place::Registry(at) => format!("{:?}", at.steps.last().unwrap()).replace("Key(", "").replace(')', ""),
        Place::File(_) => "file".to_owned(),
        other => panic!("{other:?} is no place of a data file"),
    };
    let label = if problem.at.text.is_empty() { String::new() } else { format!(" [{}]", problem.at.text) };
    let help = problem.helps.iter().map(|help| format!(" ({help})")).collect::<String>();
    let warning = if problem.severity == Severity::Warning { " warning" } else { "" };
    format!("{place} {}{warning}: {}{label}{help}", problem.code.id, problem.message)
}

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
        infer::describe(&table),
        "\
fields:
  Fiscal Year: string
  Month Grouping: string
  Month (abbv): string
  Land Border Region: string
  State: string
  Demographic: string
  Title of Authority: string
  Encounter Count: integer
"
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
fn a_breach_names_the_declaration_to_paste() {
    let integer = "fields: { n: integer }";
    for (declared, cell, said) in [
        (
            integer,
            "n/a",
            "3:1 \"n/a\" D030: `n/a` in column `n` is no whole number (if it stands for \"no value\", declare `missingValues: [\"\", \"n/a\"]`)",
        ),
        (
            integer,
            "\"2,484\"",
            "3:1 \"\\\"2,484\\\"\" D030: `2,484` in column `n` is no whole number (declare `group_char: \",\"`, the character between thousands)",
        ),
        (
            integer,
            "$20",
            "3:1 \"$20\" D030: `$20` in column `n` is no whole number (declare `\"n\": { type: integer, bareNumber: false }`)",
        ),
        (
            integer,
            "1e5",
            "3:1 \"1e5\" D030: `1e5` in column `n` is no whole number (write out all digits; a spreadsheet has shortened this number, and perhaps others)",
        ),
        (
            integer,
            "2.5",
            "3:1 \"2.5\" D030: `2.5` in column `n` is no whole number (declare the type `number`: `\"n\": number`)",
        ),
        (
            integer,
            "788*",
            "3:1 \"788*\" D030: `788*` in column `n` is no whole number (move the remark out of the cell, into a column of its own)",
        ),
        (
            integer,
            "99999999999999999999",
            "3:1 \"99999999999999999999\" D031: `99999999999999999999` in column `n` has more digits than can be kept exactly (round the cell, or declare the column as `string` if its cells are ids)",
        ),
        (
            "fields: { n: date }",
            "13/11/2025",
            "3:1 \"13/11/2025\" D032: `13/11/2025` in column `n` is no day written as in `2025-11-03` (declare `format: \"%d/%m/%Y\"`)",
        ),
        (
            "fields: { n: date }",
            "03/11/2025",
            "3:1 \"03/11/2025\" D032: `03/11/2025` in column `n` is no day written as in `2025-11-03` (declare `format: \"%d/%m/%Y\"`, or `format: \"%m/%d/%Y\"` if that is how the file is written)",
        ),
        (
            "fields: { n: yearmonth }",
            "Nov 2025",
            "3:1 \"Nov 2025\" D032: `Nov 2025` in column `n` is no month written as in `2025-11` (declare `format: \"%b %Y\"`)",
        ),
        (
            "fields: { n: boolean }",
            "yes",
            "3:1 \"yes\" D033: `yes` in column `n` is neither true nor false (declare `trueValues` and `falseValues`, such as `trueValues: [\"yes\"]`)",
        ),
    ] {
        assert_eq!(problems(declared, format!("n\n\n{cell}\n").replacen("\n\n", "\n\"\"\n", 1)), [said], "{cell}");
    }
    let note = "{ fields: { n: integer }, missingValues: [x] }";
    assert_eq!(
        problems(note, "n,m\n,1\n")[0],
        "2:1 \"\" D030: an empty cell in column `n` is no whole number (if it stands for \"no value\", declare `missingValues: [\"x\", \"\"]`)"
    );
}

#[test]
fn constraints_are_kept() {
    let declared = "\
fields:
  id: { type: string, constraints: { required: true, unique: true, pattern: '[A-Z]{2}' } }
  n: { type: integer, constraints: { minimum: 0, maximum: 10 } }
  region: { type: string, constraints: { enum: [southwest, northern] } }
  x: { type: number, constraints: { enum: [0.5, 2] } }
";
    let file = "id,n,region,x\nAB,0,southwest,0.50\n,10,northern,2\nAB,-1,,2\nabc,11,South-West,3\n";
    assert_eq!(
        problems(declared, file),
        [
            "3:1 \"\" D040: a cell of column `id` is missing (fill the cell, or take back `required` or `primaryKey`)",
            "4:4 \"-1\" D043: `-1` in column `n` is less than 0 (correct the cell, or lower the minimum)",
            "5:1 \"abc\" D044: `abc` in column `id` does not match `[A-Z]{2}` (correct the cell, or widen the pattern)",
            "5:5 \"11\" D043: `11` in column `n` is more than 10 (correct the cell, or raise the maximum)",
            "5:8 \"South-West\" D045: `South-West` in column `region` is none of the values allowed (did you mean `southwest`? Otherwise add the value to `enum`)",
            "5:19 \"3\" D045: `3` in column `x` is none of the values allowed (correct the cell, or add its value to `enum`)",
            "4:1 \"AB\" D041: `AB` stands in column `id` already (delete the row that should not be there, or take back `unique`)",
        ]
    );
}

#[test]
fn a_primary_key_is_filled_and_unique_as_a_whole() {
    let file = "month,region,n\n2025-10,a,1\n2025-10,b,2\n2025-10,a,3\n2025-11,,4\n";
    assert_eq!(
        problems("primaryKey: [month, region]", file),
        [
            "5:9 \"\" D040: a cell of column `region` is missing (fill the cell, or take back `required` or `primaryKey`)",
            "4:1 \"2025-10\" D042: two rows have the same key: `month` 2025-10, `region` a (delete the row that should not be there, or add the column that tells them apart to `primaryKey`)",
        ]
    );
    assert_eq!(
        problems("primaryKey: Month", "month\n2025-10\n"),
        ["\"primaryKey\" D026: the primary key names `Month`, which is no column of `x.csv` (did you mean `month`?)"]
    );
}

#[test]
fn the_traps_of_csv_are_problems() {
    for (file, said) in [
        ("", "file D012: the file is empty (export the file again, with the names of its columns in the first line)"),
        (
            "\n\n",
            "file D012: the file is empty (export the file again, with the names of its columns in the first line)",
        ),
        (
            "a,b\n",
            "file D013 warning: the file names its columns and has no rows (export the file again if it should hold rows)",
        ),
        (
            "a;b\n1;2,5\n",
            "1:2 \";\" D014: the file has one column whose name holds `;` [this seems to stand between cells] (declare `delimiter: \";\"`)",
        ),
        (
            "a\tb\n1\t2\n",
            "1:2 \"\\t\" D014: the file has one column whose name holds tabs [this seems to stand between cells] (declare `delimiter: \"\\t\"`)",
        ),
        (
            "Title\n\na,b\n1,2\n",
            "1:1 \"Title\" D015: the columns seem to be named on line 3, below a title or a note [this line is read as the header] (declare `skip_rows: 2`)",
        ),
        ("a,b,a\n1,2,3\n", "1:5 \"a\" D016: two columns are named `a` [the second] (give each column its own name)"),
        (
            "a,b,\n1,2,\n",
            "1:5 \"\" D017: column 3 of the header has no name [nothing stands here] (name the column, or delete the separator at the end of each line)",
        ),
        (
            "a,b\n1,2\n3\n4,5\n",
            "3:1 \"3\" D020: this row has 1 cell, the header has 2 [the row ends here] (if this line and those below it are notes, declare `footer_rows: 2`)",
        ),
        (
            "a,b\r\n1,2,3\r\n4,5\r\n",
            "2:5 \"3\" D020: this row has 3 cells, the header has 2 [the first cell too many] (put a cell that holds the separator in quotes)",
        ),
        (
            "a,b\n1,\"x\n4,5\n",
            "2:3 \"\\\"\" D021: a quote is opened and never closed [it opens here] (close the quote, write it twice (`\"\"`) if it belongs to the text, or declare `quote_char: none` if quotes mean nothing in this file)",
        ),
        (
            "a,b\n1,\"x\"y\n4,5\n",
            "2:6 \"y\" D022: text follows a closing quote [the cell should end before this] (write a quote that belongs to the text twice: `\"\"`)",
        ),
        (
            "a,b\n1,\"x\n4,\"y\"\n",
            "3:4 \"y\" D022: text follows the quote that closes a cell opened on line 2 [the cell should end before this] (write a quote that belongs to the text twice: `\"\"`)",
        ),
        (
            "a,b\n1, \"x\"\n",
            "2:4 \"\\\"\" D022: a space stands before an opening quote [this quote opens nothing] (delete the space before the quote)",
        ),
        (
            "a,b\n1,2\n\n3,4\n",
            "3:1 \"\" D023 warning: a blank line stands between rows (delete it, or declare `footer_rows: 2` if notes follow)",
        ),
        ("a,b\n1,2\n,\n", "3:1 \",\" D024: this row has no filled cell (delete it)"),
        (
            "a,b\n1,\0\n",
            "2:3 \"\\0\" D011: the file holds the character U+0000 [a NUL, which stands in every second byte of UTF-16] (declare `encoding: utf-16le` if the file is UTF-16, or export it again)",
        ),
        (
            "a,b\n1,\u{fdd0}\n",
            "2:3 \"\\u{fdd0}\" D011: the file holds the character U+FDD0 [a character that is set aside for marks inside programs] (delete it)",
        ),
    ] {
        assert_eq!(problems("", file), [said], "{file:?}");
    }
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
fn declared_columns_and_the_header_must_agree() {
    assert_eq!(
        problems("fields: { Total: integer, month: yearmonth }", "month,total,note\n2025-11,1,x\n"),
        [
            "\"Total\" D018: the file `x.csv` has no column `Total` (did you mean `total`?)",
            "\"fields\" D019 warning: columns `total`, `note` of `x.csv` are not declared (add to `fields`: `total: integer`, `note: string`)",
        ]
    );
    let (table, _) = read("fields: { Total: integer, month: yearmonth }", "month,total\n2025-11,1\n");
    assert!(table.unwrap().columns.iter().any(|column| column.name == "Total" && column.is_missing(0)));
}

#[test]
fn declarations_that_cannot_be_used_are_problems() {
    let declared = "\
group_char: ab
fields:
  a: { type: int }
  b: { type: date, format: '%d/%m' }
  c: { type: integer, constraints: { minimum: none } }
  d: { type: string, constraints: { pattern: '(' } }
";
    assert_eq!(
        problems(declared, "a,b,c,d\n1,,1,x\n"),
        [
            "\"group_char\" D002: `group_char` cannot be used as it is written [one character that stands between thousands, such as `,` or a space]",
            "\"a\" D001: column `a` has the type `int`, which there is not (did you mean `integer`? The types are `string`, `integer`, `number`, `boolean`, `date`, `yearmonth`, `year`)",
            "\"format\" D003: the format `%d/%m` of column `b` cannot be used [a date needs one year, one month and one day, such as `%d/%m/%Y`]",
            "\"minimum\" D004: the constraint `minimum` of column `c` cannot be used [`none` is no value of type `integer`]",
            "\"pattern\" D004: the constraint `pattern` of column `d` cannot be used [`(` is no regular expression]",
        ]
    );
}

#[test]
fn ten_thousand_breaches_are_four_problems_for_each_kind_and_column() {
    let file = format!("n,m\n{}", "n/a,x\n".repeat(10_000));
    let said: Vec<String> =
        read("fields: { n: integer, m: integer }", file).1.into_iter().map(|problem| problem.message).collect();
    assert_eq!(said.len(), 8);
    let rest = "`n/a` in column `n` is no whole number, and 9996 more after it are like this";
    assert!(said.iter().any(|message| message == rest), "{said:#?}");
}

#[test]
fn units_in_one_column_may_not_differ() {
    assert_eq!(
        problems("fields: { n: { type: number, bareNumber: false } }", "n\n$20\n€20\n"),
        [
            "3:1 \"€20\" D034: `€20` in column `n` is not in `$`, as the cells above it are (give each unit a column of its own)"
        ]
    );
}

#[test]
fn a_cell_has_the_digest_that_sha256sum_gives() {
    let (table, _) = read("", "n,x\n30375,1.5\n2,0.25\n");
    let table = table.unwrap();
    assert_eq!(table.columns[0].digest(0), crate::digest::Digest::of(b"30375"));
    assert_eq!(table.columns[1].digest(0), crate::digest::Digest::of(b"1.5"));
}

proptest! {
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
                prop_assert_eq!(column.written(index), cell.as_str());
            }
        }
    }

    #[test]
    fn numbers_that_are_written_are_read_again(values in prop::collection::vec((-1_000_000_000_i64..1_000_000_000, 0_u32..6), 1..50)) {
        let written: Vec<String> = values
            .iter()
            .map(|(mantissa, scale)| crate::model::Number::new(i128::from(*mantissa), *scale).unwrap().to_string())
            .collect();
        let (table, problems) = read("fields: { n: number }", format!("n\n{}\n", written.join("\n")));
        prop_assert_eq!(problems, []);
        let column = &table.unwrap().columns[0];
        for (row, number) in written.iter().enumerate() {
            prop_assert_eq!(&column.number(row).unwrap().to_string(), number);
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
