use hongtou::explain::{explain, find};

use super::arguments::ExplainArguments;
use super::check::make;
use super::report::{Purpose, Report};

pub fn run(arguments: &ExplainArguments) -> Report {
    let mut report = Report {
        purpose: Purpose::Answer,
        ..Report::default()
    };
    let Some(made) = make(&arguments.input, &mut report) else {
        return report;
    };
    let found = find(&arguments.what, &made.work);
    if found.is_empty() {
        report.fault(
            format!("通报里没有“{}”", arguments.what),
            "请写印出的数（125.0%、2037套）、附件的一格（附件3 阳城县 支出进度），或数据的名称",
        );
    }
    if found.len() > 1 {
        report
            .done
            .push(format!("有 {} 项数据是这个数：\n", found.len()));
    }
    for id in found {
        let tree = explain(id, &made.work, &made.model, &report.sources);
        report.done.push(tree.render());
    }
    report
}
