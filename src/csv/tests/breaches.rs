//! The problems of files, word for word.

use super::{problems, read};

#[test]
fn a_breach_names_the_declaration_to_paste() {
    let integer = "fields: { n: integer }";
    for (declared, cell, said) in [
        (
            integer,
            "n/a",
            "3:1 \"n/a\" D030: `n/a` in column `n` is not a whole number (if it stands for \"no value\", declare `missingValues: [\"\", \"n/a\"]`)",
        ),
        (
            integer,
            "\"2,484\"",
            "3:1 \"\\\"2,484\\\"\" D030: `2,484` in column `n` is not a whole number (declare `group_char: \",\"`, the character between thousands)",
        ),
        (
            integer,
            "$20",
            "3:1 \"$20\" D030: `$20` in column `n` is not a whole number (declare `\"n\": { type: integer, bareNumber: false }`)",
        ),
        (
            integer,
            "1e5",
            "3:1 \"1e5\" D030: `1e5` in column `n` is not a whole number (get the file with all digits: a spreadsheet has shortened this number, and perhaps others)",
        ),
        (
            integer,
            "2.5",
            "3:1 \"2.5\" D030: `2.5` in column `n` is not a whole number (declare the type `number`: `\"n\": number`)",
        ),
        (
            integer,
            "788*",
            "3:1 \"788*\" D030: `788*` in column `n` is not a whole number (if `*` is a mark, say what it means: `flags: { \"*\": provisional }` on the dataset, with one of `provisional`, `revised`, `estimated`, `confidential`, `low reliability` or `normal`)",
        ),
        (
            integer,
            "99999999999999999999",
            "3:1 \"99999999999999999999\" D031: `99999999999999999999` in column `n` has more digits than can be kept exactly (if the cells are ids, declare `\"n\": string`)",
        ),
        (
            "fields: { n: date }",
            "13/11/2025",
            "3:1 \"13/11/2025\" D032: `13/11/2025` in column `n` is not a day written as in `2025-11-03` (declare `format: \"%d/%m/%Y\"`)",
        ),
        (
            "fields: { n: date }",
            "03/11/2025",
            "3:1 \"03/11/2025\" D032: `03/11/2025` in column `n` is not a day written as in `2025-11-03` (declare `format: \"%d/%m/%Y\"`, or `format: \"%m/%d/%Y\"` if that is how the file is written)",
        ),
        (
            "fields: { n: yearmonth }",
            "202511",
            "3:1 \"202511\" D032: `202511` in column `n` is not a month written as in `2025-11` (declare `format: \"%Y%m\"`)",
        ),
        (
            "fields: { n: year }",
            "2010-11",
            "3:1 \"2010-11\" D032: `2010-11` in column `n` is not a year written as in `2025` (`2010-11` can be a month or a year that ends in the next one: declare `\"n\": yearmonth`, or `\"n\": { type: year, starts: 4 }`, with the month in which such a year begins)",
        ),
        (
            "fields: { n: period }",
            "Nov-Jan 2023",
            "3:1 \"Nov-Jan 2023\" D032: `Nov-Jan 2023` in column `n` is not a period written as in `YE Jun 2024` or `Oct-Dec 2024` (declare `year_of: last` if `Nov-Jan 2023` is 2022-11/2023-01, or `year_of: first` if it is 2023-11/2024-01)",
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
        "2:1 \"\" D030: an empty cell in column `n` is not a whole number (if it stands for \"no value\", declare `missingValues: [\"x\", \"\"]`)"
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
            "3:1 \"\" D040: a cell of column `id` is missing (where the file leaves such cells empty, take back `required` or `primaryKey`; otherwise ask the publisher)",
            "4:4 \"-1\" D043: `-1` in column `n` is less than 0 (lower the minimum where the number is meant; where it stands for \"no value\", declare `missingValues: [\"\", \"-1\"]`)",
            "5:1 \"abc\" D044: `abc` in column `id` does not match `[A-Z]{2}` (widen the pattern where the cell is right; otherwise ask the publisher)",
            "5:5 \"11\" D043: `11` in column `n` is more than 10 (raise the maximum where the number is meant; where it stands for \"no value\", declare `missingValues: [\"\", \"11\"]`)",
            "5:8 \"South-West\" D045: `South-West` in column `region` is not one of the allowed values (did you mean `southwest`? Otherwise add the value to `enum`)",
            "5:19 \"3\" D045: `3` in column `x` is not one of the allowed values (add its value to `enum` where it is right; otherwise ask the publisher)",
            "4:1 \"AB\" D041: `AB` already appears in column `id` (take back `unique` where both rows are meant; where one is published twice, cell for cell, declare `repeated: leave-out`)",
        ]
    );
}

#[test]
fn a_primary_key_is_filled_and_unique_as_a_whole() {
    let file = "month,region,n\n2025-10,a,1\n2025-10,b,2\n2025-10,a,3\n2025-11,,4\n";
    assert_eq!(
        problems("primaryKey: [month, region]", file),
        [
            "5:9 \"\" D040: a cell of column `region` is missing (where the file leaves such cells empty, take back `required` or `primaryKey`; otherwise ask the publisher)",
            "4:1 \"2025-10\" D042: two rows have the same key: `month` 2025-10, `region` a (add the column that tells them apart to `primaryKey`; `repeated: leave-out` where a row is published twice, cell for cell)",
        ]
    );
    assert_eq!(
        problems("primaryKey: Month", "month\n2025-10\n"),
        [
            "\"primaryKey\" D026: the primary key names `Month`, which is not a column of `x.csv` (did you mean `month`?)"
        ]
    );
}

#[test]
fn the_traps_of_csv_are_problems() {
    for (file, said) in [
        ("", "file D012: the file is empty (get the file again: not even the names of its columns are there)"),
        ("\n\n", "file D012: the file is empty (get the file again: not even the names of its columns are there)"),
        (
            "a,b\n",
            "file D013: the file names its columns and has no rows (get the file again, or declare its `fields` if it is meant to be empty)",
        ),
        (
            "a;b\n1;2,5\n",
            "1:2 \";\" D014: the cells seem to be separated by `;`, not by `,` [this seems to separate cells] (declare `delimiter: \";\"`)",
        ),
        (
            "a\tb\n1\t2\n",
            "1:2 \"\\t\" D014: the cells seem to be separated by tabs, not by `,` [this seems to separate cells] (declare `delimiter: \"\\t\"`)",
        ),
        (
            "Title\n\na,b\n1,2\n",
            "1:1 \"Title\" D015: the columns seem to be named on line 3, below a title or a note [this line is read as the header] (declare `skip_rows: 2`)",
        ),
        (
            "a,b,a\n1,2,3\n",
            "1:5 \"a\" D016: two columns are named `a` [the second] (name this one under `fields`, such as `a (2): { of: column 3 }`)",
        ),
        (
            "a,b\n1,2\n3\n4,5\n",
            "3:1 \"3\" D020: this row has 1 cell, the header has 2 [the row ends here] (if the file was cut off, download it again; if notes begin here, declare `footer_rows`; otherwise ask the publisher)",
        ),
        (
            "a,b\n1,2\nSource: us\n",
            "3:1 \"Source: us\" D020: this row has 1 cell, the header has 2 [the row ends here] (if this line and those below it are notes, declare `footer_rows: 1`)",
        ),
        (
            "a,b\r\n1,2,3\r\n4,5\r\n",
            "2:5 \"3\" D020: this row has 3 cells, the header has 2 [the first cell too many] (say which character separates the cells (`delimiter`); where one holds it without quotes, ask the publisher for a file with them)",
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
            "2:4 \"\\\"\" D022: there is a space before an opening quote [this quote opens nothing] (delete the space before the quote)",
        ),
        (
            "a,b\n1,2\n\n3,4\n",
            "3:1 \"\" D023 warning: there is a blank line between rows (look at what follows: if it is another table or a note, leave it out with `footer_rows`)",
        ),
        (
            "a,b\n1,2\n,\n",
            "3:1 \",\" D024 warning: this row has no filled cell (look at what follows: if it is another table or a note, leave it out with `footer_rows`)",
        ),
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
fn a_table_without_rows_is_read_where_its_columns_are_declared() {
    assert_eq!(
        problems("fields: { a: integer }", "a\n"),
        ["file D013 warning: the file names its columns and has no rows (get the file again if it should hold rows)"]
    );
    assert!(read("fields: { a: integer }", "a\n").0.is_some() && read("", "a\n").0.is_none());
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
            "\"group_char\" D002: `group_char` cannot be used as it is written [one character that separates thousands, such as `,` or a space]",
            "\"a\" D001: column `a` has the unknown type `int` (did you mean `integer`? The types are `string`, `integer`, `number`, `boolean`, `date`, `yearmonth`, `quarter`, `half`, `week`, `year`, `term`, `period`)",
            "\"format\" D003: the format `%d/%m` of column `b` cannot be used [a date needs one year, one month and one day, such as `%d/%m/%Y`]",
            "\"minimum\" D004: the constraint `minimum` of column `c` cannot be used [`none` is not a value of type `integer`] (correct it, or remove it)",
            "\"pattern\" D004: the constraint `pattern` of column `d` cannot be used [`(` is not a regular expression] (correct it, or remove it)",
        ]
    );
}

#[test]
fn ten_thousand_breaches_are_four_problems_for_each_kind_and_column() {
    let file = format!("n,m\n{}", "n/a,x\n".repeat(10_000));
    let said: Vec<String> =
        read("fields: { n: integer, m: integer }", file).1.into_iter().map(|problem| problem.message).collect();
    assert_eq!(said.len(), 8);
    let rest = "`n/a` in column `n` is not a whole number, and 9996 more after it are like this";
    assert!(said.iter().any(|message| message == rest), "{said:#?}");
}

#[test]
fn units_in_one_column_may_not_differ() {
    assert_eq!(
        problems("fields: { n: { type: number, bareNumber: false } }", "n\n$20\n€20\n"),
        [
            "3:1 \"€20\" D034: `€20` in column `n` is not in `$`, as the cells above it are (ask the publisher for a column of each unit; until then no number may rest on this one: `\"n\": string`)"
        ]
    );
}
