//! The command `hongtou`: see `cli`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

mod cli;
mod window;

/// Typst allocates much and in many threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::run(window::run)
}
