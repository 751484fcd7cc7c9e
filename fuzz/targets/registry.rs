#![no_main]
//! See [`knowns_fuzz::registry`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::registry(bytes));
