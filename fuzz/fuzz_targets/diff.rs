//! Two years beside each other: 2022 and 2023, each changed by the fuzzer's numbers.
#![no_main]

#[path = "../../tests/notice/dice.rs"]
#[allow(dead_code, reason = "each target needs a part of it")]
mod dice;
#[path = "../../tests/robust/harness.rs"]
#[allow(dead_code, reason = "each target needs a part of it")]
mod harness;
#[path = "../../tests/robust/mutate.rs"]
#[allow(dead_code, reason = "each target needs a part of it")]
mod mutate;

libfuzzer_sys::fuzz_target!(|seeds: (u64, u64)| {
    let year =
        |year, seed| mutate::with_other_figures(&harness::year(year), &mut dice::Dice::new(seed));
    harness::diff_years(&year(2022, seeds.0), &year(2023, seeds.1));
});
