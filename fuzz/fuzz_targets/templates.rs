//! The templates: the first byte says which file holds the rest.
#![no_main]

#[path = "../../tests/robust/harness.rs"]
#[allow(dead_code, reason = "each target needs a part of it")]
mod harness;

libfuzzer_sys::fuzz_target!(|file: (u8, &str)| {
    let names: Vec<&String> = harness::BENCH.files.keys().collect();
    harness::load_templates(names[usize::from(file.0) % names.len()], file.1);
});
