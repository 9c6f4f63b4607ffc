//! A made-up year of as many counties as wanted, to try the program on:
//! `cargo run --release --example made_year -- YEAR COUNTIES [PLACE] [--wrong N | --broken N]`.

#![allow(
    clippy::unwrap_used,
    reason = "numbers small enough for every type; text that is written to memory"
)]

use std::env::args;
use std::process::ExitCode;

#[path = "../tests/shared/counties.rs"]
mod counties;
#[path = "../tests/shared/faults.rs"]
mod faults;

use counties::City;
use faults::{with_broken_lines, with_wrong_digits};

fn main() -> ExitCode {
    let arguments: Vec<String> = args().skip(1).collect();
    if let Some(text) = made(&arguments) {
        anstream::print!("{text}");
        ExitCode::SUCCESS
    } else {
        anstream::eprintln!("made_year YEAR COUNTIES [PLACE] [--wrong N | --broken N]");
        ExitCode::from(2)
    }
}

fn made(arguments: &[String]) -> Option<String> {
    let fault = arguments
        .iter()
        .position(|argument| argument.starts_with("--"));
    let (numbers, fault) = arguments.split_at(fault.unwrap_or(arguments.len()));
    let numbers: Option<Vec<u64>> = numbers.iter().map(|number| number.parse().ok()).collect();
    let (year, counties, place) = match numbers?[..] {
        [year, counties] => (year, counties, 0),
        [year, counties, place] => (year, counties, place),
        _ => return None,
    };
    let text = City {
        year,
        counties,
        place,
    }
    .toml();
    match fault {
        [] => Some(text),
        [flag, many] if flag == "--wrong" => Some(with_wrong_digits(&text, many.parse().ok()?)),
        [flag, many] if flag == "--broken" => Some(with_broken_lines(&text, many.parse().ok()?)),
        _ => None,
    }
}
