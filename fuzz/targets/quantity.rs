#![no_main]
//! See [`knowns_fuzz::quantity`].

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| knowns_fuzz::quantity(bytes));
