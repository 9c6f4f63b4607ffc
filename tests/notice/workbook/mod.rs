//! Forms, and what comes back from them.

mod broken;
mod editor;
mod listing;
mod own_shape;
mod property;
mod walk;
