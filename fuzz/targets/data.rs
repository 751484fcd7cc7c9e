#![no_main]
//! See [`knowns_fuzz::data`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::data(bytes));
