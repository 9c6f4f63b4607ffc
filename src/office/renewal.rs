//! Next year's input from this year's.

use super::fault;
use super::run::Run;
use crate::diagnostic::{Code, Diagnostic};
use crate::renew::renew;

/// The next year's input, to be filled in.
pub struct Renewal {
    /// Its text.
    pub text: String,
    /// That years lie between the two, where they do.
    pub warning: Option<Diagnostic>,
}

impl Run<'_> {
    /// The input of a later year, made from this one.
    ///
    /// # Errors
    /// What is wrong with this year, or that the other is not later.
    pub fn renewal(&self, year: i32) -> Result<Renewal, Vec<Diagnostic>> {
        let last = self.year().ok_or_else(|| self.findings().to_vec())?;
        if year <= last.notice.year {
            return Err(vec![fault(
                format!("{year} 不是 {} 以后的年度", last.notice.year),
                "新的年度要晚于上一年的数据",
            )]);
        }
        let text = &self.sources().get(self.input()).text;
        Ok(Renewal {
            text: renew(self.office().model(), last, text, year),
            warning: skipped(last.notice.year, year),
        })
    }
}

/// Where years lie between the two, the end of the one is not the beginning of the other.
fn skipped(last: i32, year: i32) -> Option<Diagnostic> {
    let between: Vec<String> = (last + 1..year).map(|year| year.to_string()).collect();
    let between = between.join("、");
    let message =
        format!("{year} 与 {last} 之间隔了 {between} 年，没有上年末的数可以结转，各项都待填");
    let hint =
        format!("有 {between} 年度的数据，就从最近一年的文件起：hongtou new {year} --from …");
    (!between.is_empty()).then(|| Diagnostic::warning(Code::NoLastYear, message).hint(hint))
}
