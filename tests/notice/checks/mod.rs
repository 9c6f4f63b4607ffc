//! What the figures themselves can show.

mod accepted;
mod answers;
mod explain;
mod footing;
mod guards;
mod properties;
mod swaps;
mod words;
