//! Many inputs at once: each for itself, their results told in the order of the inputs.

use std::io::{IsTerminal, stderr};
use std::path::Path;

use hongtou::at_once;
use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{KindFolder, shown};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::{FontArguments, ManyArguments};
use super::choice::{Chosen, Shelf};
use super::desk::Desk;
use super::report::{Purpose, Report};

/// What a command was given to work on.
pub enum Inputs {
    /// One input, named or the newest, told of at length.
    One(Chosen),
    /// Several, told of in a line each.
    Many(Vec<Chosen>),
}

/// The inputs that a command names.
pub fn inputs(arguments: &ManyArguments) -> Result<Inputs, Vec<Diagnostic>> {
    let shelf = Shelf::of(arguments.templates.as_deref()).map_err(|fault| vec![fault])?;
    let (named, _) = shelf
        .named(&arguments.inputs)
        .map_err(|fault| vec![fault])?;
    let mut chosen = shelf.many(&arguments.inputs)?;
    // A folder, or a pattern, is many, whatever is in it.
    let is_one = chosen.len() == 1
        && named
            .iter()
            .eq(chosen.iter().map(|one| &one.path).take(named.len()));
    if is_one {
        return Ok(Inputs::One(chosen.remove(0)));
    }
    Ok(Inputs::Many(chosen))
}

/// Has each input worked on, as many at once as there are processors. A failing one stops no other.
pub fn each(
    fonts: &FontArguments,
    inputs: &[Chosen],
    one: impl Fn(&Desk, &Path) -> Report + Sync,
) -> Report {
    let mut report = Report::default();
    let Some(desks) = desks(fonts, inputs, &mut report) else {
        return report;
    };
    let desk_of = |kind: &KindFolder| desks.iter().find(|(known, _)| known == kind);
    let with_desks = inputs
        .iter()
        .filter_map(|input| Some((input.path.as_path(), &desk_of(&input.kind)?.1)));
    let bar = bar(inputs.len());
    let mut failed = 0;
    let mut is_answer = false;
    let worked = at_once::each(
        &with_desks.collect::<Vec<_>>(),
        |(path, desk)| one(desk, path),
        |(path, _), report| {
            failed += usize::from(report.has_errors());
            is_answer |= report.answer.is_some();
            bar.inc(1);
            bar.suspend(|| tell(path, &report));
        },
    );
    bar.finish_and_clear();
    if let Err(error) = worked {
        report.fault(format!("系统不让再开线程：{error}"), "关掉一些程序，再试");
        return report;
    }
    report.has_failed = failed > 0;
    if !is_answer {
        let all = inputs.len();
        report.done.push(match failed {
            0 => format!("共 {all} 份，全部完成。"),
            _ => format!("共 {all} 份，{} 份完成，{failed} 份有错误。", all - failed),
        });
    }
    report
}

/// The offices of all the kinds of the inputs.
fn desks(
    fonts: &FontArguments,
    inputs: &[Chosen],
    report: &mut Report,
) -> Option<Vec<(KindFolder, Desk)>> {
    let mut desks: Vec<(KindFolder, Desk)> = Vec::new();
    for Chosen { kind, .. } in inputs {
        if desks.iter().all(|(known, _)| known != kind) {
            desks.push((kind.clone(), Desk::open(kind, Some(fonts), report)?));
        }
    }
    Some(desks)
}

/// How far it is, on a terminal alone.
fn bar(all: usize) -> ProgressBar {
    let target = if stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let length = u64::try_from(all).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(length), target);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len}　还要 {eta}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// One line of an input, and before it what was found in it.
fn tell(path: &Path, report: &Report) {
    if let Some(answer) = &report.answer {
        anstream::print!("{answer}");
        return;
    }
    let name = shown(path);
    // Of what was built, one line is enough.
    let is_told = report.has_errors() || report.purpose == Purpose::Check;
    let findings = report.rendered();
    if is_told && !findings.is_empty() {
        anstream::eprintln!("{name}：\n{}", findings.trim_end());
    }
    if report.has_errors() {
        anstream::println!("✗ {name}　{}", report.summary());
    } else {
        let done = report.done.first().map_or("", String::as_str);
        anstream::println!("✓ {name}　{done}{}", report.warnings());
    }
}
