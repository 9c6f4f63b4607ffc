//! The window: an input that is edited, and the server that shows it.
#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    reason = "a test that meets the unexpected shall fail"
)]

mod editing;
mod guard;
mod keeping;
mod long;
mod pointing;
mod server;

use std::path::PathBuf;

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
