//! What the stage makes of small tables and of the real record of monthly encounters, checked by hand.

mod figures;
mod marks;
mod readings;
mod reasons;
mod revisions;
mod small;
mod spans;

use crate::model::{Dataset, Key, Measure};

use super::sample::Sample;

/// Encounters nationwide, October 2023 to November 2025, as CBP published them.
const RECORD: &str = "\
month:yearmonth,unaccompanied:integer,total:integer
2023-10,11569,309024
2023-11,12834,308605
2023-12,13510,370883
2024-01,8559,242530
2024-02,10427,256071
2024-03,8880,246505
2024-04,8563,247929
2024-05,8678,240924
2024-06,7501,204932
2024-07,6387,170180
2024-08,7186,158893
2024-09,6578,144666
2024-10,6640,142742
2024-11,6486,124972
2024-12,6858,124482
2025-01,3258,81479
2025-02,835,28613
2025-03,702,29013
2025-04,871,29197
2025-05,1086,29470
2025-06,722,25185
2025-07,514,24589
2025-08,717,26162
2025-09,895,26002
2025-10,930,30551
2025-11,788,30375
";

fn record() -> (Sample, Key<Measure>, Key<Dataset>) {
    let mut sample = Sample::new();
    let encounters = sample.measure("encounters");
    let monthly = sample.dataset("monthly", Some(encounters), RECORD);
    (sample, encounters, monthly)
}
