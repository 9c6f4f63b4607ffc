//! Forms, and what comes back from them.

mod editor;
mod own_shape;
mod property;
mod walk;
