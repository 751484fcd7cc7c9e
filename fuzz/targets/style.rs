#![no_main]
//! See [`knowns_fuzz::style`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::style(bytes));
