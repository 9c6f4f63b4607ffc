//! The command `hongtou`: see `cli`.

use std::process::ExitCode;

use hongtou::panics::are_caught;
use mimalloc::MiMalloc;

mod cli;
mod window;

/// Typst allocates much and in many threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !are_caught() {
            told(panic);
        }
    }));
    cli::run(window::run)
}
