//! The window: the figures, the pages and all that is found, in a browser on this machine. It serves
//! the loopback address alone; what it does, the commands do.

mod answers;
mod desks;
mod edits;
mod guard;
mod journal;
mod listen;
mod pages;
mod remarks;
mod results;
mod routes;
mod rows;
mod told;
mod view;
mod windows;
mod workbooks;

use crate::cli::arguments::OpenArguments;
use crate::cli::report::Report;

/// Serves until it is told to end.
pub fn run(arguments: &OpenArguments) -> Report {
    let mut report = Report::default();
    if let Err(finding) = listen::serve(arguments) {
        report.findings.push(finding);
    }
    report
}
