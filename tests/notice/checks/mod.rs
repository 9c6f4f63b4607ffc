//! What the figures themselves can show.

mod accepted;
mod explain;
mod footing;
mod properties;
mod words;
