use hongtou::explain::answer;

use super::arguments::ExplainArguments;
use super::desk;
use super::report::{Purpose, Report};

pub fn run(arguments: &ExplainArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    explain(arguments, &mut report);
    report
}

fn explain(arguments: &ExplainArguments, report: &mut Report) -> Option<()> {
    let (desk, path) = desk::of(&arguments.input, None, report)?;
    // What is still to be filled in is told as such.
    let run = desk::read(&desk, &path, true, report)?;
    let what = &arguments.what;
    let model = desk.office.model();
    let trees = answer(what, run.year()?, model, run.sources(), run.input());
    if trees.is_empty() {
        report.fault(
            format!("通报里没有“{what}”"),
            "请写印出的数（125.0%、2037套）、附件的一格（附件3 行名 栏名）、通报里的词句（圆满完成、9月25日、第三节），或数据的名称",
        );
    }
    if trees.len() > 1 {
        let several = format!("有 {} 项数据是这个数：\n", trees.len());
        report.done.push(several);
    }
    let trees = trees.iter().map(hongtou::explain::Tree::render);
    report.done.extend(trees);
    Some(())
}
