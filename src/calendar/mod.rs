//! Days, and the periods that notices report on: years, halves, quarters, months.

mod day;
mod period;
mod said;
mod time;

pub use day::Day;
pub use period::{Cycle, Period};
pub use time::{Time, TimeForm};
