//! The commands that lay out.
