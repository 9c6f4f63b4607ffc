//! A period's figures as workbooks: forms to be filled in, and what was filled in read back.
//!
//! A form and its reader share one thing, the [`Spot`]: every sheet has a hidden row and a hidden
//! column with the names of its columns and rows, so that a cell is known by its own coordinates
//! wherever it was moved to. Where these are lost, heads and names of rows tell ([`read`]).
//! Nothing here knows of files: bytes and texts come in, and go out.

pub mod apply;
pub mod edit;
pub mod fill;
pub mod form;
pub mod origins;
pub mod read;
pub mod rows;
mod spot;

pub use spot::{Address, Slot, Spot, Target, Wanted, slot};
