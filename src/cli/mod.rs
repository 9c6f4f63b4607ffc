//! The command line: parses, dispatches, prints. The only part that knows the
//! file system and the terminal.

pub mod archive;
pub mod arguments;
mod audit;
pub mod build;
mod check;
pub mod choice;
pub mod clock;
pub mod desk;
pub mod diff;
mod explain;
mod fonts;
mod form;
mod grounds;
mod guard;
mod impact;
pub mod import;
mod kind;
pub mod list;
mod manual;
mod many;
pub mod new;
mod places;
pub mod remarks;
pub mod report;
pub mod review;
pub mod rules;
pub mod samples;
pub mod schema;
mod trial;
pub mod versions;
mod watch;
pub mod write;

use std::process::ExitCode;

use arguments::{Command, OpenArguments};
use report::Report;

/// What opens the window, which stands above the commands.
pub type Open = fn(&OpenArguments) -> Report;

/// Exit status: 0 done, 1 findings or two notices that differ, 2 wrong use.
pub fn run(open: Open) -> ExitCode {
    let command = match arguments::parse() {
        Ok(command) => command,
        Err(status) => return ExitCode::from(status),
    };
    let report = match command {
        Command::Build(build) => build::run(&build),
        Command::Check(check) => check::run(&check),
        Command::Explain(explain) => explain::run(&explain),
        Command::Impact(impact) => impact::run(&impact),
        Command::Try(trial) => trial::run(&trial),
        Command::Rules(rules) => rules::run(&rules),
        Command::Diff(diff) => diff::run(&diff),
        Command::Audit(audit) => audit::run(&audit),
        Command::Fonts(fonts) => fonts::run(&fonts),
        Command::Watch(watch) => watch::run(&watch),
        Command::New(new) => new::run(&new),
        Command::Form(form) => form::run(&form),
        Command::Import(import) => import::run(&import),
        Command::Remarks(remarks) => remarks::run(&remarks),
        Command::Review(review) => review::run(&review),
        Command::Versions(versions) => versions::list(&versions),
        Command::Issue(issue) => versions::issue(&issue),
        Command::Open(arguments) => open(&arguments),
        Command::List(list) => list::run(&list),
        Command::Kind(kind) => kind::run(&kind),
        Command::Schema(schema) => schema::run(&schema),
        Command::Samples(samples) => samples::run(&samples),
        Command::Manual(manual) => manual::run(&manual),
    };
    print(&report)
}

fn print(report: &Report) -> ExitCode {
    if let Some(answer) = &report.answer {
        anstream::print!("{answer}");
        return ExitCode::from(u8::from(report.has_errors()));
    }
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
