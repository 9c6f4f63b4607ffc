//! The window: an input that is edited, and the server that shows it.
#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    reason = "a test that meets the unexpected shall fail"
)]

mod editing;
mod guard;
mod keeping;
mod pointing;
mod server;
#[path = "../shared/mod.rs"]
mod shared;
