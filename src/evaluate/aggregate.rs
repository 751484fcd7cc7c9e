//! What is made of the selected rows, as one number or as a series: exact, and refused where a cell is missing or there is nothing
//! to count.

use crate::model::Aggregate;
use crate::number::Number;
use crate::vocabulary::{self, Caveats};

use crate::diagnostic::code::figure::COUNT_BELOW_ZERO;
use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::flags::Marks;
use crate::evaluate::join::Frame;
use crate::outcome::{Point, Value};
use crate::table::Column;

/// A number made of rows, with the decimals it deserves in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Aggregated {
    /// The number.
    pub(super) number: Number,
    /// Decimals to print.
    pub(super) decimals: u32,
}

/// Returns the aggregate of some rows of a dataset, which `dataset` names.
pub(super) fn aggregate(
    frame: &Frame<'_>,
    wanted: Aggregate,
    rows: &[u32],
    dataset: &str,
) -> Result<Aggregated, EvaluationFault> {
    let whole = |count: usize| {
        let number = i64::try_from(count).map(Number::from).map_err(|_| EvaluationFault::TooLong)?;
        Ok(Aggregated { number, decimals: 0 })
    };
    let filled = |column: usize| {
        let reader = frame.reader(column);
        rows.iter().filter_map(move |row| reader.get(*row as usize))
    };
    let over =
        |column: usize, name: &'static str, make: &dyn Fn(&Amounts<'_>) -> Result<Aggregated, EvaluationFault>| {
            let amounts = Amounts::of(frame, column, rows)?;
            if rows.is_empty() {
                return Err(EvaluationFault::NothingSelected { aggregate: name, dataset: dataset.to_owned() });
            }
            make(&amounts)
        };
    match wanted {
        Aggregate::Count(None) => whole(rows.len()),
        Aggregate::Count(Some(column)) => whole(filled(column).count()),
        Aggregate::Distinct(column) => {
            // Two empty cells may stand for one value or for two.
            let mut values =
                rows.iter().map(|row| cell(frame, column, *row)).collect::<Result<Vec<i64>, EvaluationFault>>()?;
            values.sort_unstable();
            values.dedup();
            whole(values.len())
        }
        Aggregate::Sum(column) => over(column, "sum", &|amounts| amounts.exactly(amounts.sum())),
        Aggregate::Mean(column) => over(column, "mean", &|amounts| amounts.mean()),
        Aggregate::Weighted { column, weight } => {
            over(column, "mean", &|amounts| weighted(frame, (column, weight), rows, amounts.column.scale()))
        }
        Aggregate::Median(column) => over(column, "median", &|amounts| amounts.percentile(5_000)),
        Aggregate::Percentile { column, at } => over(column, "percentile", &|amounts| amounts.percentile(at)),
        Aggregate::Min(column) => over(column, "least", &|amounts| amounts.one(amounts.values.iter().min())),
        Aggregate::Max(column) => over(column, "greatest", &|amounts| amounts.one(amounts.values.iter().max())),
        Aggregate::Value(column) => over(column, "value", &|amounts| {
            if rows.len() < 2 {
                return amounts.one(amounts.values.first());
            }
            let line = |at: usize| frame.locate(column, rows[at] as usize).1;
            Err(EvaluationFault::SeveralRows {
                count: rows.len(),
                dataset: dataset.to_owned(),
                lines: (line(0), line(1)),
            })
        }),
    }
}

/// Returns the encoded value of a cell that must not be empty.
fn cell(frame: &Frame<'_>, column: usize, row: u32) -> Result<i64, EvaluationFault> {
    frame.reader(column).get(row as usize).ok_or_else(|| {
        let (file, line) = frame.locate(column, row as usize);
        EvaluationFault::MissingCell { file, line, column: frame.column(column).name.clone() }
    })
}

/// The amounts of the selected rows, none of them missing.
struct Amounts<'f> {
    values: Vec<i64>,
    column: &'f Column,
}

impl<'f> Amounts<'f> {
    fn of(frame: &Frame<'f>, column: usize, rows: &[u32]) -> Result<Self, EvaluationFault> {
        let amounts = frame.column(column);
        if !amounts.kind.is_numeric() {
            return Err(EvaluationFault::Consequence);
        }
        if let Some((second, found)) = frame.found(column, rows) {
            let cells = frame.column(column);
            let filled = |row: &u32| {
                cells.label(*row as usize).ok_or_else(|| EvaluationFault::MissingCell {
                    file: second.file.to_string(),
                    line: second.table.line(*row as usize),
                    column: cells.name.clone(),
                })
            };
            return Ok(Self { values: found.iter().map(filled).collect::<Result<_, _>>()?, column: amounts });
        }
        let values = rows.iter().map(|row| cell(frame, column, *row));
        Ok(Self { values: values.collect::<Result<_, _>>()?, column: amounts })
    }

    /// Returns the sum of the mantissas, which fits: there are fewer than 2^32 rows of 64 bits.
    fn sum(&self) -> i128 {
        self.values.iter().copied().map(i128::from).sum()
    }

    fn one(&self, value: Option<&i64>) -> Result<Aggregated, EvaluationFault> {
        self.exactly(value.copied().map(i128::from).unwrap_or_default())
    }

    /// Returns a number of the column, printed as its cells are.
    fn exactly(&self, mantissa: i128) -> Result<Aggregated, EvaluationFault> {
        let number = Number::new(mantissa, self.column.scale()).ok_or(EvaluationFault::TooLong)?;
        Ok(Aggregated { number, decimals: self.column.decimals_of(number) })
    }

    fn mean(&self) -> Result<Aggregated, EvaluationFault> {
        let sum = self.exactly(self.sum())?.number;
        let count = i64::try_from(self.values.len()).map_err(|_| EvaluationFault::TooLong)?;
        let number = sum.over(count.into()).map_err(|fault| EvaluationFault::of_number(fault, "the number of rows"))?;
        Ok(Aggregated { number, decimals: 1 })
    }

    /// The value below which so many hundredths of a percent of the rows lie: of the median one half. Between two ranks it lies
    /// on the line from one value to the next, which between the middle two is half their sum.
    fn percentile(&self, at: u32) -> Result<Aggregated, EvaluationFault> {
        let mut values = self.values.clone();
        values.sort_unstable();
        let (lower, part) = vocabulary::aggregate::rank(values.len(), at);
        let below = i128::from(values[lower]);
        let above = values.get(lower + 1).copied().map_or(below, i128::from);
        let between = (above - below) * i128::from(part);
        if between % 10_000 == 0 {
            return self.exactly(below + between / 10_000);
        }
        let number = Number::new(below * 10_000 + between, self.column.scale() + 4).ok_or(EvaluationFault::TooLong)?;
        // Between the middle two lies one decimal more.
        Ok(Aggregated { number, decimals: self.column.scale() + 1 })
    }
}

/// Returns the mean in which each row counts as often as its weight says.
fn weighted(
    frame: &Frame<'_>,
    (column, weight): (usize, usize),
    rows: &[u32],
    scale: u32,
) -> Result<Aggregated, EvaluationFault> {
    let (mut sum, mut weights) = (0_i128, 0_i128);
    for row in rows {
        let (value, weight) = (i128::from(cell(frame, column, *row)?), i128::from(cell(frame, weight, *row)?));
        if weight < 0 {
            return Err(below_zero(frame, column, *row));
        }
        let product = value.checked_mul(weight).and_then(|product| sum.checked_add(product));
        sum = product.ok_or(EvaluationFault::TooLong)?;
        weights += weight;
    }
    let sum = Number::new(sum, scale).ok_or(EvaluationFault::TooLong)?;
    let weights = Number::new(weights, 0).ok_or(EvaluationFault::TooLong)?;
    let number = sum.over(weights).map_err(|fault| EvaluationFault::of_number(fault, "the sum of the weights"))?;
    Ok(Aggregated { number, decimals: 1 })
}

fn below_zero(frame: &Frame<'_>, column: usize, row: u32) -> EvaluationFault {
    let (file, line) = frame.locate(column, row as usize);
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &COUNT_BELOW_ZERO,
        what: format!("takes a weight below zero, on line {line} of {file}"),
        note: "a row that counts less than not at all would take away from the mean".into(),
        help: "weigh by how many there are of what the column is the mean or the rate".into(),
    }))
}

/// Returns the series of some rows by a column: dates and numbers ascending, words in the order of their first use in the
/// file. Also the decimals to print.
pub(super) fn series(
    frame: &Frame<'_>,
    wanted: Aggregate,
    by: usize,
    rows: &[u32],
    dataset: &str,
    marks: &Marks<'_>,
) -> Result<(Value, u32), EvaluationFault> {
    let reader = frame.reader(by);
    let at = |row: &u32| {
        reader.get(*row as usize).map(|at| (at, *row)).ok_or_else(|| {
            let (file, line) = frame.locate(by, *row as usize);
            EvaluationFault::MissingCell { file, line, column: frame.column(by).name.clone() }
        })
    };
    let mut placed: Vec<(i64, u32)> = rows.iter().map(at).collect::<Result<_, _>>()?;
    placed.sort_unstable();
    if placed.is_empty() {
        return Err(EvaluationFault::NothingSelected { aggregate: "series", dataset: dataset.to_owned() });
    }
    let mut decimals = 0;
    let mut points = Vec::new();
    for group in placed.chunk_by(|a, b| a.0 == b.0) {
        let rows: Vec<u32> = group.iter().map(|(_, row)| *row).collect();
        let Aggregated { number, decimals: own } = aggregate(frame, wanted, &rows, dataset)?;
        decimals = decimals.max(own);
        let said = marks.number(&rows);
        let (provisional, revised) = (said.has(Caveats::PROVISIONAL), said.has(Caveats::REVISED));
        points.push(Point { at: group[0].0, number, provisional, revised, caveats: said.beside(), withheld: false });
    }
    Ok((Value::Series(points), decimals))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, digits};
    use super::*;

    fn ask(csv: &str, wanted: &[(&str, &str)], aggregate: fn(usize) -> Aggregate) -> Result<(String, u32), String> {
        let mut sample = Sample::new();
        let of = sample.dataset("d", None, csv);
        let selection = sample.select(of, wanted, aggregate, "n");
        sample.ask(selection).map(|outcome| (digits(&outcome), outcome.decimals))
    }

    const TABLE: &str = "k,n:integer\na,3\na,4\nb,10\nb,10\nc,\n";

    #[test]
    fn each_aggregate_is_exact_and_has_its_decimals() {
        let of_a = [("k", "a")];
        for (aggregate, expected) in [
            (Aggregate::Sum as fn(usize) -> Aggregate, ("7", 0)),
            (Aggregate::Mean, ("3.5", 1)),
            (Aggregate::Median, ("3.5", 1)),
            (Aggregate::Min, ("3", 0)),
            (Aggregate::Max, ("4", 0)),
            (|_| Aggregate::Count(None), ("2", 0)),
            (Aggregate::Distinct, ("2", 0)),
        ] {
            assert_eq!(ask(TABLE, &of_a, aggregate), Ok((expected.0.to_owned(), expected.1)));
        }
        assert_eq!(ask(TABLE, &[("k", "b")], Aggregate::Distinct), Ok(("1".into(), 0)));
        assert_eq!(ask(TABLE, &[("k", "b")], Aggregate::Median), Ok(("10".into(), 0)));
        assert_eq!(ask("n:number\n0.10\n0.20\n", &[], Aggregate::Sum), Ok(("0.3".into(), 2)));
        assert_eq!(ask("n:number\n0.25\n", &[], Aggregate::Value), Ok(("0.25".into(), 2)));
    }

    #[test]
    fn a_missing_cell_is_a_problem_that_names_it_and_never_zero() {
        for aggregate in
            [Aggregate::Sum, Aggregate::Mean, Aggregate::Median, Aggregate::Min, Aggregate::Max, Aggregate::Value]
        {
            let problem = ask(TABLE, &[("k", "c")], aggregate).unwrap_err();
            assert_eq!(problem, "F101: figure `asked` needs a cell that is empty: `n` on line 6 of data/d.csv");
        }
        assert_eq!(ask(TABLE, &[("k", "c")], |at| Aggregate::Count(Some(at))), Ok(("0".into(), 0)));
        assert_eq!(ask(TABLE, &[("k", "c")], |_| Aggregate::Count(None)), Ok(("1".into(), 0)));
        let problem = ask(TABLE, &[], Aggregate::Distinct).unwrap_err();
        assert_eq!(problem, "F101: figure `asked` needs a cell that is empty: `n` on line 6 of data/d.csv");
    }

    #[test]
    fn nothing_selected_is_a_problem_and_never_zero() {
        for aggregate in [Aggregate::Sum, Aggregate::Mean, Aggregate::Median, Aggregate::Max, Aggregate::Value] {
            let problem = ask(TABLE, &[("k", "nowhere")], aggregate).unwrap_err();
            assert!(problem.starts_with("F102: figure `asked` asks for the "), "{problem}");
        }
        assert_eq!(ask(TABLE, &[("k", "nowhere")], |_| Aggregate::Count(None)), Ok(("0".into(), 0)));
    }

    #[test]
    fn the_one_value_of_several_rows_is_a_problem_with_their_number() {
        let problem = ask(TABLE, &[("k", "b")], Aggregate::Value).unwrap_err();
        assert_eq!(problem, "F103: figure `asked` asks for the one value of 2 rows of `d` (lines 4, 5 …)");
    }

    #[test]
    fn a_sum_beyond_what_a_cell_can_hold_is_exact() {
        let big = i64::MAX.to_string();
        let table = format!("n:integer\n{big}\n{big}\n{big}\n");
        assert_eq!(ask(&table, &[], Aggregate::Sum).unwrap().0, (i128::from(i64::MAX) * 3).to_string());
    }
}
