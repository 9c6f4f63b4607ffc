//! What the figures themselves can show.

mod accepted;
mod answers;
mod explain;
mod footing;
mod properties;
mod words;
