//! The command line: parses, dispatches, prints. The only part that knows the
//! file system and the terminal.

mod arguments;
mod audit;
mod build;
mod check;
mod fonts;
mod layout;
mod places;
mod report;

use std::process::ExitCode;

use arguments::Command;
use report::Report;

/// Exit status: 0 done, 1 findings, 2 wrong use.
pub fn run() -> ExitCode {
    let command = match arguments::parse() {
        Ok(command) => command,
        Err(status) => return ExitCode::from(status),
    };
    let report = match command {
        Command::Build(build) => build::run(&build),
        Command::Check(check) => check::run(&check),
        Command::Audit(audit) => audit::run(&audit),
        Command::Fonts(fonts) => fonts::run(&fonts),
    };
    print(&report)
}

fn print(report: &Report) -> ExitCode {
    anstream::eprint!("{}", report.rendered());
    if report.has_errors() {
        anstream::eprintln!("{}", report.summary());
        return ExitCode::from(1);
    }
    for line in &report.done {
        anstream::println!("{line}");
    }
    ExitCode::from(u8::from(report.has_failed))
}
