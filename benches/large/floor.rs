//! The floor: one thread that parses the YAML, reads and sums the CSVs, and writes as many bytes as the reports have.

use std::fs;
use std::path::Path;

/// Does the least work that any tool for this job must do.
pub(crate) fn run(root: &Path, reports: &Path, out: &Path) {
    let mut sum = 0_u64;
    for entry in sorted(&root.join("claims")).into_iter().chain([root.join("claims.yaml")]) {
        let text = fs::read_to_string(entry).unwrap();
        let value: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        sum += u64::from(value.is_mapping());
    }
    for entry in sorted(&root.join("data")) {
        let bytes = fs::read(entry).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap() {
            let digits = &record[3];
            sum += digits.iter().fold(0, |total, digit| total * 10 + u64::from(digit - b'0'));
        }
    }
    fs::create_dir_all(out).unwrap();
    for report in sorted(reports) {
        let length = usize::try_from(fs::metadata(&report).unwrap().len()).unwrap();
        let filled = vec![b'a' + u8::try_from(sum % 26).unwrap(); length];
        fs::write(out.join(report.file_name().unwrap()), filled).unwrap();
    }
}

fn sorted(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
