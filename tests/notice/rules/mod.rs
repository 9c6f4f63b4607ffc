//! Every branch of every section's rules, on figures other than 2023's.

mod audit;
mod closing;
mod continued;
mod funds;
mod loans;
mod overdue;
mod survey;
mod targets;
