//! Exact arithmetic: what a figure is made of. No floating point anywhere.

mod decimal;
mod exact;
mod interval;
mod numerals;

pub use decimal::{Decimal, DecimalError};
pub use exact::Exact;
pub use interval::Interval;
