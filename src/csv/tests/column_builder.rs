//! Columns as they are filled, cell by cell.

use super::super::column_builder::ColumnBuilder;
use super::super::field::Field;
use super::super::problems::CellFault;
use crate::table::ColumnType;

fn field(kind: ColumnType) -> Field {
    Field { kind, inferred: false, ..Field::plain("x".to_owned()) }
}

#[test]
fn decimals_share_one_scale_and_stay_exact() {
    let field = field(ColumnType::Number);
    let mut sink = ColumnBuilder::new(&field);
    for cell in ["1", "", "2.5", "-0.25", "3"] {
        sink.push(cell.as_bytes()).unwrap();
    }
    let column = sink.finish();
    let cells: Vec<_> = (0..5).map(|row| column.written(row).into_owned()).collect();
    assert_eq!(cells, ["1.00", "", "2.50", "-0.25", "3.00"]);
}

#[test]
fn a_scale_that_does_not_fit_is_a_fault_and_never_a_wrong_number() {
    let field = field(ColumnType::Number);
    let mut sink = ColumnBuilder::new(&field);
    sink.push(b"9000000000000000000").unwrap();
    assert_eq!(sink.push(b"0.5"), Err(CellFault::TooManyDigits));
    sink.push(b"7").unwrap();
    let column = sink.finish();
    assert_eq!(column.written(0), "9000000000000000000");
    assert!(column.is_missing(1));
    let mut sink = ColumnBuilder::new(&field);
    sink.push(b"0.5").unwrap();
    assert_eq!(sink.push(b"9000000000000000000"), Err(CellFault::TooManyDigits));
}

#[test]
fn units_may_not_be_mixed() {
    let mut field = field(ColumnType::Number);
    field.number.bare = false;
    let mut sink = ColumnBuilder::new(&field);
    assert_eq!(sink.push(b"$20"), Ok(()));
    assert_eq!(sink.push(b"20"), Ok(()));
    assert_eq!(sink.push("€20".as_bytes()), Err(CellFault::OtherUnit));
    assert_eq!(sink.unit(), "$");
}

#[test]
fn a_sign_of_percent_stands_in_every_cell_or_in_none() {
    let mut field = field(ColumnType::Number);
    field.number.bare = false;
    let mut signs_first = ColumnBuilder::new(&field);
    for (cell, came) in [("12%", Ok(())), ("0", Ok(())), ("0.14", Err(CellFault::SomeParts)), ("9 %", Ok(()))] {
        assert_eq!(signs_first.push(cell.as_bytes()), came, "{cell}");
    }
    let mut bare_first = ColumnBuilder::new(&field);
    for (cell, came) in [("0.14", Ok(())), ("12%", Err(CellFault::SomeParts)), ("0", Ok(()))] {
        assert_eq!(bare_first.push(cell.as_bytes()), came, "{cell}");
    }
}

#[test]
fn a_multiplied_cell_is_exact_and_still_known_as_published() {
    let mut field = field(ColumnType::Number);
    for (multiplier, published, value) in [
        ("1000", ["71.4", "0.25", "-3"], ["71400", "250", "-3000"]),
        ("1000000", ["1.5", "2", "0.000001"], ["1500000", "2000000", "1"]),
        ("0.01", ["1250", "7", "-1"], ["12.50", "0.07", "-0.01"]),
        ("12", ["2.5", "10", "0.5"], ["30", "120", "6"]),
    ] {
        field.multiplier = crate::number::Number::parse(multiplier);
        let mut sink = ColumnBuilder::new(&field);
        for cell in published {
            sink.push(cell.as_bytes()).unwrap();
        }
        let column = sink.finish();
        for row in 0..3 {
            let number = |written: &str| crate::number::Number::parse(written).unwrap();
            assert_eq!(column.number(row), Some(number(value[row])), "{multiplier}");
            assert_eq!(number(&column.written(row)), number(published[row]), "{multiplier}");
        }
    }
    field.multiplier = crate::number::Number::parse("1000000");
    assert_eq!(ColumnBuilder::new(&field).push(b"9223372036854775807"), Err(CellFault::TooManyDigits));
}

#[test]
fn a_cell_at_fault_is_not_repeated_unseen() {
    let field = field(ColumnType::Integer);
    let mut sink = ColumnBuilder::new(&field);
    assert!(!sink.repeat());
    sink.push(b"7").unwrap();
    assert!(sink.repeat());
    assert!(sink.push(b"n/a").is_err());
    assert!(!sink.repeat());
    assert_eq!(sink.finish().encoded(1), Some(7));
}
