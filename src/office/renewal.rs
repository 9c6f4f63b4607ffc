//! Next year's input from this year's.

use super::fault;
use super::run::Run;
use crate::calendar::Period;
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
    /// The input of a later period, made from this one.
    ///
    /// # Errors
    /// What is wrong with this year, or that the other is not later.
    pub fn renewal(&self, period: Period) -> Result<Renewal, Vec<Diagnostic>> {
        let last = self.year().ok_or_else(|| self.findings().to_vec())?;
        let before = last.notice.period;
        let Some(between) = period.since(before) else {
            let example = before.plus(1).stem();
            return Err(vec![fault(
                format!("{} 和 {} 不是一样长的时期", period.stem(), before.stem()),
                format!("新的一期要写成 {example} 的样子"),
            )]);
        };
        if between <= 0 {
            return Err(vec![fault(
                format!("{} 不是 {} 以后的一期", period.stem(), before.stem()),
                "新的一期要晚于上一期的数据",
            )]);
        }
        let text = &self.sources().get(self.input()).text;
        Ok(Renewal {
            text: renew(self.office().model(), last, text, period),
            warning: skipped(before, between),
        })
    }
}

/// Where periods lie between the two, the end of the one is not the beginning of the other.
fn skipped(before: Period, distance: i32) -> Option<Diagnostic> {
    let between: Vec<String> = (1..distance).map(|on| before.plus(on).stem()).collect();
    let between = between.join("、");
    let (now, last) = (before.plus(distance).stem(), before.cycle().last_name());
    let message = format!(
        "{now} 与 {} 之间隔了 {between}，没有{last}末的数可以结转，各项都待填",
        before.stem()
    );
    let hint = format!("有 {between} 的数据，就从最近一期的文件起：hongtou new {now} --from …");
    (!between.is_empty()).then(|| Diagnostic::warning(Code::NoLastYear, message).hint(hint))
}
