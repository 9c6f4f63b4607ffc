//! What a package has of the command line: manual pages, and completions for shells. Both are made
//! from the commands themselves.

use std::path::{Path, PathBuf};

use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::{ManualArguments, command};
use super::report::{Purpose, Report};
use super::write::Writer;

pub fn run(arguments: &ManualArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    let mut files = completions(&arguments.into);
    match pages(&arguments.into) {
        Ok(pages) => files.extend(pages),
        Err(error) => report.fault(format!("写不出手册：{error}"), "请报告这个错误"),
    }
    let writer = Writer::after([]);
    if report
        .ok(writer.write(&files, "请核对文件夹和权限"))
        .is_some()
    {
        let count = files.len();
        report.done.push(format!("写了 {count} 个文件"));
    }
    report
}

/// `man/hongtou.1`, and one a command: `man/hongtou-build.1`.
fn pages(into: &Path) -> std::io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let whole = command();
    let mut pages = vec![page(into, whole.get_name(), whole.clone())?];
    for inner in whole.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        let name = format!("hongtou-{}", inner.get_name());
        let inner = inner.clone().display_name(name.clone());
        pages.push(page(into, &name, inner)?);
    }
    Ok(pages)
}

fn page(into: &Path, name: &str, command: clap::Command) -> std::io::Result<(PathBuf, Vec<u8>)> {
    let path = into.join("man").join(format!("{name}.1"));
    let mut text = Vec::new();
    Man::new(command).render(&mut text)?;
    Ok((path, text))
}

fn completions(into: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let shells = [
        (Shell::Bash, "hongtou.bash"),
        (Shell::Zsh, "_hongtou"),
        (Shell::Fish, "hongtou.fish"),
        (Shell::PowerShell, "hongtou.ps1"),
    ];
    let written = shells.into_iter().map(|(shell, name)| {
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut command(), "hongtou", &mut text);
        (into.join("completions").join(name), text)
    });
    written.collect()
}
