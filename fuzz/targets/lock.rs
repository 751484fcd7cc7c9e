#![no_main]
//! See [`knowns_fuzz::lock`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::lock(bytes));
