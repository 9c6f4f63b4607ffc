//! The notice from its figures: what the program promises, by example.

mod bad_input;
mod change;
mod command;
mod published;
mod rules;
mod support;
mod templates;
mod years;
