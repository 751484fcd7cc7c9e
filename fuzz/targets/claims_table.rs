#![no_main]
//! See [`knowns_fuzz::claims_table`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::claims_table(bytes));
