//! The layout, as the audit measures it: clean on every kind of notice, and
//! each rule seen when it is broken.

#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    reason = "a test that meets the unexpected shall fail; its tables are as long as they are"
)]

mod broken;
mod command;
mod contract;
mod limits;
mod made_up;
mod ofd;
mod pdf;
mod random;
#[path = "../shared/mod.rs"]
mod shared;
mod support;
