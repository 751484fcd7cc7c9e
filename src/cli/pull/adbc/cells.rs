//! Cells of Arrow as text, exactly: what has no exact form as text is refused by the name of its type.

use std::fmt::Write as _;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field, TimeUnit};

use crate::pull::AnswerColumn;
use crate::snapshot::ValueType;

/// Under which the driver for `PostgreSQL` names the type that a column has there.
const POSTGRESQL_TYPE: &str = "POSTGRESQL:type";

/// The types of `PostgreSQL` whose whole numbers are what they look like; money comes as its hundredths.
const WHOLE: [&str; 3] = ["int2", "int4", "int8"];

/// Returns a column of an answer.
pub(super) fn column(field: &Field) -> AnswerColumn {
    let engine_type = field.metadata().get(POSTGRESQL_TYPE).map(String::as_str);
    let kind = match (field.data_type(), engine_type) {
        // Decimals of any length come as their digits.
        (DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View, Some("numeric")) => Ok(ValueType::Decimal),
        (data, Some(name)) if data.is_integer() && !WHOLE.contains(&name) => Err(name.to_owned()),
        (data, name) => kind(data).ok_or_else(|| name.map_or_else(|| data.to_string(), str::to_owned)),
    };
    AnswerColumn { name: field.name().clone(), kind }
}

/// Returns what the cells of a type are; none of one without an exact form as text.
fn kind(data: &DataType) -> Option<ValueType> {
    Some(match data {
        DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => ValueType::String,
        DataType::Boolean => ValueType::Boolean,
        whole if whole.is_integer() => ValueType::Integer,
        DataType::Decimal32(..) | DataType::Decimal64(..) | DataType::Decimal128(..) | DataType::Decimal256(..) => {
            ValueType::Decimal
        }
        DataType::Float32 => ValueType::Float,
        DataType::Float64 => ValueType::Double,
        DataType::Date32 | DataType::Date64 => ValueType::Date,
        DataType::Time32(_) | DataType::Time64(_) => ValueType::Time,
        DataType::Timestamp(_, None) => ValueType::DateTime,
        DataType::Timestamp(_, Some(_)) => ValueType::DateTimeStamp,
        DataType::Dictionary(_, values) => return kind(values),
        _ => return None,
    })
}

/// Writes a cell; returns whether there is one, which there is not where it is null.
pub(super) fn write(column: &ArrayRef, row: usize, text: &mut String) -> bool {
    if column.is_null(row) || matches!(column.data_type(), DataType::Null) {
        return false;
    }
    /// To a text everything can be written.
    macro_rules! say {
        ($value:expr) => {{
            _ = write!(text, "{}", $value);
        }};
    }
    macro_rules! plain {
        ($kind:ty) => {
            say!(column.as_primitive::<$kind>().value(row))
        };
    }
    macro_rules! decimal {
        ($kind:ty) => {
            say!(column.as_primitive::<$kind>().value_as_string(row))
        };
    }
    /// A day or time that the calendar does not have is written so that it is refused.
    macro_rules! time {
        ($method:ident, $kind:ty) => {
            match column.as_primitive::<$kind>().$method(row) {
                Some(time) => say!(time),
                None => text.push_str("out of range"),
            }
        };
    }
    match column.data_type() {
        DataType::Utf8 => text.push_str(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => text.push_str(column.as_string::<i64>().value(row)),
        DataType::Utf8View => text.push_str(column.as_string_view().value(row)),
        DataType::Boolean => say!(column.as_boolean().value(row)),
        DataType::Int8 => plain!(Int8Type),
        DataType::Int16 => plain!(Int16Type),
        DataType::Int32 => plain!(Int32Type),
        DataType::Int64 => plain!(Int64Type),
        DataType::UInt8 => plain!(UInt8Type),
        DataType::UInt16 => plain!(UInt16Type),
        DataType::UInt32 => plain!(UInt32Type),
        DataType::UInt64 => plain!(UInt64Type),
        // Zero has no sign.
        DataType::Float32 => say!(column.as_primitive::<Float32Type>().value(row) + 0.0),
        DataType::Float64 => say!(column.as_primitive::<Float64Type>().value(row) + 0.0),
        DataType::Decimal32(..) => decimal!(Decimal32Type),
        DataType::Decimal64(..) => decimal!(Decimal64Type),
        DataType::Decimal128(..) => decimal!(Decimal128Type),
        DataType::Decimal256(..) => decimal!(Decimal256Type),
        DataType::Date32 => time!(value_as_date, Date32Type),
        DataType::Date64 => time!(value_as_date, Date64Type),
        DataType::Time32(TimeUnit::Second) => time!(value_as_time, Time32SecondType),
        DataType::Time32(_) => time!(value_as_time, Time32MillisecondType),
        DataType::Time64(TimeUnit::Microsecond) => time!(value_as_time, Time64MicrosecondType),
        DataType::Time64(_) => time!(value_as_time, Time64NanosecondType),
        DataType::Timestamp(unit, zone) => {
            match unit {
                TimeUnit::Second => time!(value_as_datetime, TimestampSecondType),
                TimeUnit::Millisecond => time!(value_as_datetime, TimestampMillisecondType),
                TimeUnit::Microsecond => time!(value_as_datetime, TimestampMicrosecondType),
                TimeUnit::Nanosecond => time!(value_as_datetime, TimestampNanosecondType),
            }
            *text = text.replacen(' ', "T", 1);
            shorten(text);
            if zone.is_some() {
                text.push('Z');
            }
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            // The one key of this row: all of them would be made anew for each cell.
            let mut place = String::new();
            let keys = dictionary.keys();
            let is_there = keys.is_valid(row) && write(&keys.slice(row, 1), 0, &mut place);
            let place = place.parse().ok().filter(|place| is_there && *place < dictionary.values().len());
            return place.is_some_and(|place| write(dictionary.values(), place, text));
        }
        // Such a column was refused before its cells were asked for.
        _ => return false,
    }
    if matches!(column.data_type(), DataType::Time32(_) | DataType::Time64(_)) {
        shorten(text);
    }
    true
}

/// Takes zeros from the end of a fraction of a second, of which engines keep as many as they count in.
fn shorten(text: &mut String) {
    if text.contains('.') {
        let length = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(length);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use arrow_array::{
        BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array, StringArray,
        TimestampMicrosecondArray, TimestampNanosecondArray,
    };

    use super::*;

    fn cells(column: impl Array + 'static) -> Vec<Option<String>> {
        let column: ArrayRef = Arc::new(column);
        let cell = |row| {
            let mut text = String::new();
            write(&column, row, &mut text).then_some(text)
        };
        (0..column.len()).map(cell).collect()
    }

    fn some(words: &[&str]) -> Vec<Option<String>> {
        words.iter().map(|words| Some((*words).to_owned())).collect()
    }

    #[test]
    fn cells_are_written_exactly() {
        let decimals = Decimal128Array::from(vec![1050, -5, 0]).with_precision_and_scale(20, 2).unwrap();
        assert_eq!(cells(decimals), some(&["10.50", "-0.05", "0.00"]));
        assert_eq!(
            cells(StringArray::from(vec![Some(""), None, Some("a")])),
            [Some(String::new()), None, Some("a".into())]
        );
        assert_eq!(cells(Int64Array::from(vec![i64::MIN])), some(&["-9223372036854775808"]));
        assert_eq!(cells(BooleanArray::from(vec![true])), some(&["true"]));
        assert_eq!(cells(Date32Array::from(vec![20_000, -1])), some(&["2024-10-04", "1969-12-31"]));
        let floats = Float64Array::from(vec![0.1 + 0.2, 1e21, -0.0, 1e-7, f64::NAN]);
        assert_eq!(cells(floats), some(&["0.30000000000000004", "1000000000000000000000", "0", "0.0000001", "NaN"]));
        let words: DictionaryArray<Int64Type> = vec![Some("b"), None, Some("a"), Some("b")].into_iter().collect();
        assert_eq!(cells(words), [Some("b".into()), None, Some("a".into()), Some("b".into())]);
    }

    #[test]
    fn moments_are_the_same_text_whatever_an_engine_counts_in() {
        let micro = TimestampMicrosecondArray::from(vec![1_500_000, 1_000_000]).with_timezone("UTC");
        assert_eq!(cells(micro), some(&["1970-01-01T00:00:01.5Z", "1970-01-01T00:00:01Z"]));
        let nano = TimestampNanosecondArray::from(vec![1_500_000_000, 1_000_000_000]);
        assert_eq!(cells(nano), some(&["1970-01-01T00:00:01.5", "1970-01-01T00:00:01"]));
    }

    #[test]
    fn a_type_without_an_exact_form_is_refused_by_its_name() {
        let column_of = |data: DataType, engine_type: &str| {
            let metadata: HashMap<String, String> = [(POSTGRESQL_TYPE.to_owned(), engine_type.to_owned())].into();
            column(&Field::new("a", data, true).with_metadata(metadata)).kind
        };
        assert_eq!(column(&Field::new("a", DataType::Binary, true)).kind, Err("Binary".to_owned()));
        assert_eq!(column_of(DataType::FixedSizeBinary(16), "uuid"), Err("uuid".to_owned()));
        assert_eq!(column_of(DataType::Utf8, "numeric"), Ok(ValueType::Decimal));
        assert_eq!(column_of(DataType::Int64, "money"), Err("money".to_owned()));
        assert_eq!(column_of(DataType::Int64, "int8"), Ok(ValueType::Integer));
    }
}
