#![no_main]
//! See [`knowns_fuzz::manifest`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::manifest(bytes));
