//! The cells of a dataset that a number is from, as far as readers are told of them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::number::Number;
use crate::text::Id;

use crate::view::MarkedText;

/// Cells of a dataset.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Cells")]
pub struct CellsView {
    /// The dataset, by its id.
    pub dataset: Id,
    /// The file, in the project.
    pub file: String,
    /// The column; absent where rows were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What each cell is multiplied by; absent where it stands for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<Number>,
    /// The line of the file, from one, where it is one cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The sheet, where the file is a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell as a spreadsheet calls it, where it is one of a workbook: `C12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The first digits of the SHA-256 of that cell as written; absent where a small count could be guessed from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// How many rows were taken; absent where that would tell a small count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    /// What selects the rows, in words: all must hold.
    pub conditions: Vec<MarkedText>,
    /// The cell as published, where it is one that is multiplied and may be shown.
    #[serde(skip)]
    pub published: Option<String>,
}
