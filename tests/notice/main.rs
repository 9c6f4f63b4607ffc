//! The notice from its figures: what the program promises, by example.

#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::print_stdout,
    reason = "a test that meets the unexpected shall fail; its answers are as long as they are"
)]

mod annex_texts;
mod any_period;
mod any_year;
mod archive;
mod bad_input;
mod change;
mod charts;
mod checks;
mod command;
mod constructs;
mod continuity;
#[path = "../shared/counties.rs"]
mod counties;
mod dates;
mod dice;
mod diff;
mod docx;
mod earlier;
mod earlier_words;
mod elements;
#[path = "../shared/faults.rs"]
mod faults;
mod files;
mod filling;
mod footnotes;
mod forms;
mod ground;
mod heads;
mod inquiry;
mod invention;
#[path = "../shared/json_schema.rs"]
mod json_schema;
mod kinds;
mod language;
mod layers;
mod many;
mod many_counties;
mod next_year;
mod numbers;
mod office;
mod parts;
mod phrases;
mod print_forms;
mod published;
mod reasons;
mod redline;
mod reference;
mod renew;
mod review;
mod rows;
mod rules;
mod sample;
mod schemas;
#[path = "../shared/mod.rs"]
mod shared;
mod shipped;
mod sources;
mod stranger;
mod support;
mod tables;
mod template_faults;
mod templates;
mod texts;
mod trial;
mod versions;
mod walk;
mod watch;
mod weighted;
mod workbook;
mod writer;
mod years;
