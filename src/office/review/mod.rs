//! A Word file that came back: what it says otherwise, and what of that can be put into the input
//! without adding a finding.

mod together;
mod trial;

use self::trial::Trial;
use super::input::Input;
use super::run::Run;
use super::sent::Sent;
use super::{Office, Refusal, fault};
use crate::archive::digest;
use crate::diagnostic::Diagnostic;
use crate::returned::{self, Fault, Returned};
use crate::review::{Ground, Review, review};

/// What came of a file that was returned.
#[derive(Debug, Default)]
pub struct Reviewed {
    /// What it says otherwise, and what came of it.
    pub review: Review,
    /// The input's text with all that can be put in; nothing where nothing can.
    pub text: Option<String>,
    /// The input's text as it was read.
    pub before: String,
    /// What has to be known of the file itself.
    pub remarks: Vec<String>,
}

/// Reviewers leave more than that as it is, in per mille.
const USUAL: usize = 850;

impl Office {
    /// Holds a Word file against the notice that an input makes, and against the version that it came from. Nothing
    /// is written.
    ///
    /// # Errors
    /// That the file can't be read or is of another notice; what is wrong with the input.
    pub fn review(
        &self,
        input: &Input,
        sent: &Sent,
        name: &str,
        bytes: &[u8],
    ) -> Result<Reviewed, Refusal> {
        let file = returned::read(bytes).map_err(|fault| of_file(name, &fault))?;
        let run = self.read(input.clone(), true);
        if run.year().is_none() {
            let (_, findings, sources) = run.into_parts();
            return Err(Refusal { findings, sources });
        }
        if is_named_otherwise(self, &file, &run) {
            return Err(of_another(name, &file, &run).into());
        }
        let is_current = is_current(&file, &run);
        let opened = sent.opened().filter(|_| !is_current);
        let version = opened
            .as_ref()
            .map(|(office, input)| (office, office.read(input.clone(), true)));
        let first = version
            .as_ref()
            .and_then(|(office, run)| office.ground(run));
        let trial = Trial::new(self, input, (&run, first), &file);
        let review = self.ground(&run).and_then(|now| review(now, first, &file));
        let Some(mut review) = review else {
            return Err(of_another(name, &file, &run).into());
        };
        let kept = trial.settle(&mut review);
        trial.tell_what_follows(&mut review);
        let before = input.file.text().to_owned();
        let of_version = (!is_current).then(|| sent.remark(first.is_some()));
        let unlike = "和送出的通报不同的地方很多，请核对它是不是这一期的";
        let unlike = (review.alike < USUAL).then(|| unlike.to_owned());
        Ok(Reviewed {
            remarks: of_version.into_iter().chain(unlike).collect(),
            text: kept.filter(|text| *text != before),
            review,
            before,
        })
    }

    fn ground<'r>(&'r self, run: &'r Run) -> Option<Ground<'r>> {
        Some(Ground {
            model: self.model(),
            year: run.year()?,
            sources: run.sources(),
        })
    }
}

/// Why a file can't be read, and the way out.
fn of_file(name: &str, fault: &Fault) -> Diagnostic {
    let save = "请用 Word 或 WPS 打开它，另存为 .docx，再运行一次";
    let other = "请核对文件名，这里要的是退回来的 Word 文件（.docx）";
    let (message, hint) = match fault {
        Fault::Empty => (
            format!("{name} 是空的，里面什么也没有"),
            "多半是没有传完，请退改的人重发",
        ),
        Fault::NotOne(Some(what)) => (format!("{name} 不是 Word 文件，是{what}"), other),
        Fault::NotOne(None) => (format!("{name} 不是 Word 文件（.docx）"), save),
        Fault::Foreign(what) => (format!("{name} 不是 .docx，是{what}"), save),
        Fault::Old => (format!("{name} 是旧式的 Word 文件（.doc）"), save),
        Fault::Encrypted => (
            format!("{name} 设了打开密码，读不了"),
            "请用 Word 或 WPS 打开它，去掉密码，另存一份",
        ),
        Fault::TooLarge => (
            format!("{name} 展开后太大，不像是通报"),
            "请核对是不是退回来的那份文件；里面插了大图片的，请删去图片另存一份",
        ),
        Fault::Damaged(part) => (
            format!("{name} 已损坏：里面的 {part} 缺失或读不了"),
            "请用 Word 或 WPS 打开并修复，另存一份；打不开的，请退改的人重发",
        ),
    };
    super::fault(message, hint)
}

/// Whether a file's own properties name another kind or period.
fn is_named_otherwise(office: &Office, file: &Returned, run: &Run) -> bool {
    let period = run.notice().map(|notice| notice.period.stem());
    file.origin.as_ref().is_some_and(|origin| {
        let is_other_kind =
            !origin.kind.is_empty() && !office.kind().is_empty() && origin.kind != office.kind();
        is_other_kind || Some(&origin.period) != period.as_ref()
    })
}

/// That a file is of another notice.
fn of_another(name: &str, file: &Returned, run: &Run) -> Diagnostic {
    let own = run
        .notice()
        .map(|notice| notice.period.to_string())
        .unwrap_or_default();
    let from = file
        .origin
        .as_ref()
        .map(|origin| format!("{} {}", origin.kind, origin.period));
    let from = from.map_or_else(String::new, |from| {
        format!("；它的属性里写的是 {}", from.trim())
    });
    fault(
        format!("{name} 和{own}的通报没有多少相同的字，不像是这一期的修改稿{from}"),
        "请写明是哪一期的：hongtou review 文件.docx 数据文件",
    )
}

/// Whether a file says that it is of the notice as it is now.
fn is_current(file: &Returned, run: &Run) -> bool {
    let text = run.text().unwrap_or_default();
    file.origin
        .as_ref()
        .is_some_and(|origin| origin.text == digest(text.as_bytes()))
}
