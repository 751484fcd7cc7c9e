#![no_main]
//! See [`knowns_fuzz::template`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::template(bytes));
