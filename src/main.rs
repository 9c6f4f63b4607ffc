//! The command `hongtou`: see `cli`.

use std::process::ExitCode;

use hongtou::guard::is_guarded;
use mimalloc::MiMalloc;

mod cli;
mod window;

/// Typst allocates much and in many threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_guarded() {
            told(panic);
        }
    }));
    cli::run(window::run)
}
