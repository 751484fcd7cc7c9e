//! Charts and tables: what they show, as it is printed, and the numbers that are drawn.

use crate::evaluate;
use crate::model::{Key, TableEntry, TableOf};
use crate::view::{ChartCell, ChartRow, Composer, MarkedText};

use crate::render::json::shape::part;
use crate::render::json::{id, words};

part! {
    /// A table as it is printed.
    pub(super) struct Table {
        /// Its id.
        pub(super) id: String,
        /// What it shows.
        pub(super) caption: String,
        /// The headings of its columns.
        pub(super) columns: Vec<Column>,
        /// Its rows: each cell as printed.
        pub(super) rows: Vec<Vec<String>>,
        /// A remark.
        pub(super) note: Option<String>,
        /// What is printed instead of numbers that are withheld, and why.
        pub(super) withheld: Option<String>,
        /// Where its rows are from, in words.
        pub(super) from: Option<String>,
    }
}

part! {
    /// A column of a table.
    pub(super) struct Column {
        /// Its heading.
        pub(super) heading: String,
        /// Whether its cells are numbers.
        pub(super) numbers: bool,
    }
}

part! {
    /// A chart: a table that is drawn.
    pub(super) struct Chart {
        /// Its id.
        pub(super) id: String,
        /// The finding it shows.
        pub(super) caption: String,
        /// What it is drawn with: `line`, `bar`, `dot`, `range`.
        pub(super) mark: String,
        /// What its numbers count.
        pub(super) counts: Option<String>,
        /// What is drawn at each place along the axis.
        pub(super) names: Vec<String>,
        /// The places along the axis.
        pub(super) rows: Vec<Place>,
        /// What the claim under test says of it.
        pub(super) claimed: Option<String>,
    }
}

part! {
    /// A place along the axis of a chart.
    pub(super) struct Place {
        /// What stands there.
        pub(super) label: String,
        /// What is drawn there.
        pub(super) cells: Vec<Drawn>,
        /// Whether the claim under test is about it.
        pub(super) tested: bool,
    }
}

part! {
    /// Something drawn.
    pub(super) struct Drawn {
        /// As printed, or what is printed instead of a number.
        pub(super) shown: String,
        /// The lower number, as plain digits; absent where it is missing or withheld, or where
        /// small counts are guarded.
        pub(super) lower: Option<String>,
        /// The upper number: the lower one but in a range.
        pub(super) upper: Option<String>,
        /// Whether it is provisional.
        pub(super) provisional: bool,
    }
}

/// Returns a table.
pub(super) fn of(composer: &Composer<'_>, table: Key<TableEntry>) -> Table {
    let block = composer.table(table);
    Table {
        id: id(&composer.model.tables, table),
        caption: block.caption.plain(),
        columns: block
            .head
            .iter()
            .map(|(heading, numbers)| Column { heading: heading.plain(), numbers: *numbers })
            .collect(),
        rows: block.rows.iter().map(|row| row.iter().map(MarkedText::plain).collect()).collect(),
        note: words(&block.note),
        withheld: words(&block.withheld),
        from: words(&block.from),
    }
}

/// Returns a chart.
pub(super) fn chart(composer: &Composer<'_>, table: Key<TableEntry>) -> Chart {
    let model = composer.model;
    let entry = &model.tables[table];
    let drawn = entry.chart.map(|chart| (id(&model.charts, chart), composer.chart(chart)));
    let (id, block) = drawn.expect("only tables with a chart are drawn");
    // Of a dataset the printed cells are the exact ones; a figure may be printed less exactly than it is.
    let exact = match &entry.of {
        TableOf::Rows { .. } => true,
        TableOf::Figures(figures) => {
            let outcomes = figures.iter().filter_map(|figure| composer.evaluation.figure(*figure));
            !outcomes.flat_map(|outcome| &outcome.measures).any(|measure| evaluate::is_guarded(model, *measure))
        }
    };
    let cell = |cell: &ChartCell| Drawn {
        shown: cell.words.clone(),
        lower: cell.low.filter(|_| exact).map(|number| number.to_string()),
        upper: cell.high.filter(|_| exact).map(|number| number.to_string()),
        provisional: cell.provisional,
    };
    let place = |row: &ChartRow| Place {
        label: row.label.clone(),
        cells: row.cells.iter().map(cell).collect(),
        tested: row.is_tested(),
    };
    Chart {
        id,
        caption: block.caption.plain(),
        mark: block.mark.word().to_owned(),
        counts: Some(block.counts).filter(|counts| !counts.is_empty()),
        names: block.names,
        rows: block.rows.iter().map(place).collect(),
        claimed: block.claimed.as_ref().map(|claimed| claimed.words.plain()),
    }
}
