//! Codes for problems of the folder `reports/` and what stands in it: family O.

use super::codes;

codes! { "output":
    /// `reports` is a link or a file.
    REPORTS_NOT_A_FOLDER = "O001" "reports-not-a-folder";
    /// A file that the tool did not write stands where a report goes.
    REPORT_NOT_OURS = "O002" "report-not-ours";
    /// A folder stands where a report goes.
    FOLDER_IN_THE_WAY = "O003" "folder-in-the-way";
    /// The manifest of the last build cannot be used.
    MANIFEST_UNREADABLE = "O004" "manifest-unreadable";
    /// Two briefs, or two pages, would be written to one file.
    SAME_REPORT_TWICE = "O005" "same-report-twice";
}
