//! The input reader: any bytes at all.
#![no_main]

#[path = "../../tests/robust/harness.rs"]
#[allow(dead_code, reason = "each target needs a part of it")]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::read_input(bytes));
