//! `hongtou samples`: the sample inputs that came with the program, copied to where one may write.

use std::path::Path;

use hongtou::office::fault;
use hongtou::office::folder::{reason, shown};
use hongtou::office::home::{Surroundings, copy_new};

use super::arguments::SamplesArguments;
use super::report::{Purpose, Report};

pub fn run(arguments: &SamplesArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    copy(arguments, &mut report);
    report
}

fn copy(arguments: &SamplesArguments, report: &mut Report) -> Option<()> {
    const MISSING: &str = "请重新安装，或在程序所在的文件夹里运行";
    let around = Surroundings::of_process();
    let Some(to) = arguments.into.clone().or_else(|| around.work()) else {
        report.fault(
            "不知道放到哪个文件夹",
            "请写上文件夹，例如 hongtou samples 红头",
        );
        return None;
    };
    let Some(samples) = around.samples() else {
        report.fault("没有找到随程序带的样例数据", MISSING);
        return None;
    };
    let mut wanted = vec![(samples, to.join("inputs"))];
    if arguments.with_templates {
        match around.folder("templates") {
            Some(templates) => wanted.push((templates, to.join("templates"))),
            None => report.fault("没有找到随程序带的模板", MISSING),
        }
    }
    for (from, into) in wanted {
        let count = report.ok(copied(&from, &into))?;
        report.done.push(match count {
            0 => format!("{} 里都已经有了，没有动", shown(&into)),
            count => format!("复制了 {count} 个文件到 {}", shown(&into)),
        });
    }
    report.done.push(format!(
        "在 {} 里填数据；hongtou build 写出的通报在 out 里",
        shown(&to)
    ));
    Some(())
}

fn copied(from: &Path, into: &Path) -> Result<usize, hongtou::diagnostic::Diagnostic> {
    let copies = copy_new(from, into).map_err(|error| {
        let what = format!("写不了 {}：{}", shown(into), reason(&error));
        fault(what, "请另写一个文件夹，例如 hongtou samples 红头")
    })?;
    Ok(copies.len())
}
