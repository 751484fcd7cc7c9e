//! What holds for any file at all.

use proptest::prelude::*;

use super::read;

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
