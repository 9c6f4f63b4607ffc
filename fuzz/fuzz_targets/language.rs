//! The language of the templates: formulas, conditions, wording.
#![no_main]

#[path = "../../tests/robust/harness.rs"]
#[allow(dead_code, reason = "each target needs a part of it")]
mod harness;

libfuzzer_sys::fuzz_target!(|text: &str| harness::read_language(text));
