use hongtou::explain::answer;

use super::arguments::ExplainArguments;
use super::check::make_as;
use super::report::{Purpose, Report};

pub fn run(arguments: &ExplainArguments) -> Report {
    let mut report = Report {
        purpose: Purpose::Answer,
        ..Report::default()
    };
    // What is still to be filled in is told as such.
    let Some(made) = make_as(&arguments.input, true, &mut report) else {
        return report;
    };
    let what = &arguments.what;
    let trees = answer(what, &made.work, &made.model, &report.sources, made.input);
    if trees.is_empty() {
        report.fault(
            format!("通报里没有“{what}”"),
            "请写印出的数（125.0%、2037套）、附件的一格（附件3 阳城县 支出进度）、通报里的词句（圆满完成、9月25日、第三节），或数据的名称",
        );
    }
    if trees.len() > 1 {
        report
            .done
            .push(format!("有 {} 项数据是这个数：\n", trees.len()));
    }
    report
        .done
        .extend(trees.iter().map(hongtou::explain::Tree::render));
    report
}
