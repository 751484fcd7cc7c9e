//! Numbers as files write them: what is read, what is refused, and what is said of it.

use std::cmp::Ordering;

use crate::csv::number::*;
use crate::csv::problems::{CellFault, Hint, Negative};

fn read(form: &NumberForm, cell: &str) -> Result<(i64, u32), CellFault> {
    form.read(cell.as_bytes()).map(|value| (value.mantissa, value.decimals))
}

#[test]
fn plain_numbers_are_read_exactly() {
    let form = NumberForm::PLAIN;
    for (cell, value) in [
        ("30375", (30375, 0)),
        (" 7 ", (7, 0)),
        ("-0.50", (-50, 2)),
        ("-0", (0, 0)),
        ("+5", (5, 0)),
        ("\u{2212}5", (-5, 0)),
        (".5", (5, 1)),
        ("5.", (5, 0)),
        ("007", (7, 0)),
        ("9223372036854775807", (i64::MAX, 0)),
    ] {
        assert_eq!(read(&form, cell), Ok(value), "{cell}");
    }
    for cell in ["9223372036854775808", "99999999999999999999", "0.1234567890123456789"] {
        assert_eq!(read(&form, cell), Err(CellFault::TooManyDigits), "{cell}");
    }
}

#[test]
fn a_cell_that_is_no_number_says_what_it_looks_like() {
    for (cell, hint) in [
        ("", Hint::Empty),
        ("n/a", Hint::NoValue),
        ("-", Hint::NoValue),
        ("..", Hint::NoValue),
        ("2,484", Hint::Group(',')),
        ("2 484", Hint::Group(' ')),
        ("1.234.567", Hint::Group('.')),
        ("12,5", Hint::DecimalComma),
        ("12.5%", Hint::Unit(None)),
        ("$20", Hint::Unit(None)),
        ("$20,000", Hint::Unit(Some(','))),
        ("1e5", Hint::Exponent),
        ("(20)", Hint::Negative(Negative::Brackets)),
        ("($1.50)", Hint::Negative(Negative::Brackets)),
        ("(1,234)", Hint::Negative(Negative::Brackets)),
        ("20-", Hint::Negative(Negative::Trailing)),
        ("(see note)", Hint::Unknown),
        ("1.2E+11", Hint::Exponent),
        ("788*", Hint::Remark),
        ("20 million", Hint::Remark),
        ("20-30", Hint::Remark),
        ("many", Hint::Unknown),
        ("--5", Hint::Unknown),
    ] {
        assert_eq!(read(&NumberForm::PLAIN, cell), Err(CellFault::NotANumber(hint)), "{cell}");
    }
}

#[test]
fn thousands_are_grouped_by_three() {
    let form = NumberForm { group: Some(','), ..NumberForm::PLAIN };
    assert_eq!(read(&form, "2,484"), Ok((2484, 0)));
    assert_eq!(read(&form, "-1,234,567.89"), Ok((-123_456_789, 2)));
    assert_eq!(read(&form, "12,34,567"), Ok((1_234_567, 0)));
    assert_eq!(read(&form, "2484"), Ok((2484, 0)));
    for cell in ["12,5", "1,2345", ",123", "1,,234", "1234,567", "1,23.4"] {
        assert!(read(&form, cell).is_err(), "{cell}");
    }
    let french = NumberForm { group: Some(' '), decimal: b',', ..NumberForm::PLAIN };
    assert_eq!(read(&french, "2\u{202f}484,5"), Ok((24845, 1)));
    assert_eq!(read(&french, "2\u{a0}484"), Ok((2484, 0)));
}

#[test]
fn units_are_dropped_only_where_they_change_nothing() {
    let form = NumberForm { group: Some(','), bare: false, ..NumberForm::PLAIN };
    for (cell, value) in [
        ("$20,000", (20_000, 0)),
        ("-$20", (-20, 0)),
        ("$-20", (-20, 0)),
        ("US$ 20", (20, 0)),
        ("20 EUR", (20, 0)),
        ("12.5%", (125, 1)),
        ("12.5 %", (125, 1)),
        ("€1,234.50", (123_450, 2)),
    ] {
        assert_eq!(read(&form, cell), Ok(value), "{cell}");
    }
    for cell in ["20 million", "20k", "20M", "20 bn", "20 MIO", "about 20", "20-30", "--20", "-$-20"] {
        assert!(read(&form, cell).is_err(), "{cell}");
    }
}

#[test]
fn doubles_are_read_as_programs_write_them_and_never_as_spreadsheets_cut_them() {
    for (cell, value) in [
        ("-8.4e-05", (-84, 6)),
        ("8.40E-05", (84, 6)),
        ("1e+05", (100_000, 0)),
        ("1.5e+00", (15, 1)),
        ("1.25e+1", (125, 1)),
        ("0.0e+00", (0, 0)),
        ("2.500e-1", (25, 2)),
    ] {
        assert_eq!(read(&NumberForm::PLAIN, cell), Ok(value), "{cell}");
    }
    for cell in ["1e5", "1E5", "1.2E+11", "1e+", "1e+1.5", "e-05", "1e-05x"] {
        assert!(matches!(read(&NumberForm::PLAIN, cell), Err(CellFault::NotANumber(_))), "{cell}");
    }
    for cell in ["1e-25", "1e+25"] {
        assert!(read(&NumberForm::PLAIN, cell).is_err(), "{cell}");
    }
}

#[test]
fn decimals_that_are_not_kept_are_rounded_once_half_away_from_zero() {
    let form = NumberForm { keep: Some(2), ..NumberForm::PLAIN };
    for (cell, value) in [
        ("3.7283999999999997", (373, 2)),
        ("-0.125", (-13, 2)),
        ("0.30000000000000004", (30, 2)),
        ("1234567.995000000000000000001", (123_456_800, 2)),
        ("2.5", (25, 1)),
        ("1.25e-01", (13, 2)),
        ("7", (7, 0)),
    ] {
        assert_eq!(read(&form, cell), Ok(value), "{cell}");
    }
}

#[test]
fn numbers_below_zero_are_read_as_declared() {
    let brackets =
        NumberForm { negative: Some(Negative::Brackets), group: Some(','), bare: false, ..NumberForm::PLAIN };
    for (cell, value) in [("(5)", (-5, 0)), ("($1,234.50)", (-123_450, 2)), ("-5", (-5, 0)), ("5", (5, 0))] {
        assert_eq!(read(&brackets, cell), Ok(value), "{cell}");
    }
    assert!(read(&brackets, "(-5)").is_err() && read(&brackets, "5-").is_err());
    let trailing = NumberForm { negative: Some(Negative::Trailing), ..NumberForm::PLAIN };
    assert_eq!(read(&trailing, "5-"), Ok((-5, 0)));
    assert_eq!(read(&trailing, "-5"), Ok((-5, 0)));
    assert!(read(&trailing, "-5-").is_err());
}

#[test]
fn values_compare_whatever_their_decimals() {
    let value = |mantissa, decimals| Digits { mantissa, decimals };
    assert_eq!(value(25, 1).compare(value(250, 2)), Ordering::Equal);
    assert_eq!(value(i64::MAX, 0).compare(value(i64::MAX, 18)), Ordering::Greater);
    assert_eq!(value(-1, 18).compare(Digits::whole(0)), Ordering::Less);
}
