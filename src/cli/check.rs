use hongtou::model::{Model, load};
use hongtou::notice::Notice;
use hongtou::pipeline::finish;
use hongtou::source::SourceId;

use super::arguments::InputArguments;
use super::places::{self, Templates};
use super::report::Report;

/// What was read and made before any layout.
pub struct Made {
    pub model: Model,
    pub templates: Templates,
    pub input: SourceId,
    pub notice: Notice,
}

pub fn run(arguments: &InputArguments) -> Report {
    let mut report = Report::default();
    if make(arguments, &mut report).is_some() {
        report.done.push("检查完毕，没有错误。".to_owned());
    }
    report
}

/// Reads the templates and the input and makes the notice; with an error
/// there is none.
pub fn make(arguments: &InputArguments, report: &mut Report) -> Option<Made> {
    let folder = places::folder(arguments.templates.as_deref(), "templates", report);
    let path = places::input(arguments.input.as_deref(), report);
    let (folder, path) = (folder?, path?);
    let templates = places::templates(&folder, report);
    let input = places::read_text(&path, report)?;
    let model = match load(&templates.model, &report.sources) {
        Ok(model) => model,
        Err(findings) => {
            report.findings.extend(findings);
            return None;
        }
    };
    let (notice, findings) = finish(&model, input, &report.sources);
    report.findings.extend(findings);
    Some(Made {
        notice: notice.filter(|_| !report.has_errors())?,
        model,
        templates,
        input,
    })
}
