#![no_main]
//! See [`knowns_fuzz::page`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::page(bytes));
