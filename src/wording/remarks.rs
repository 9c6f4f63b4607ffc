//! What comes up while phrases are said: thresholds that a figure is close to, blanks where a
//! sentence needs a figure, lists of unequal length.

use super::{Phraser, Remarks};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::Figure;
use crate::language::Condition;
use crate::model::{Kind, Meaning, Placed};
use crate::number::Exact;
use crate::source::Place;
use crate::verdict::{Look, Outcome, Scope, Side, Sight};

impl Remarks {
    /// Adds a finding, once.
    pub(super) fn find(&mut self, finding: Diagnostic) {
        if self.messages.insert(finding.message.clone()) {
            self.findings.push(finding);
        }
    }
}

impl<'a> Phraser<'a> {
    /// What a condition comes to; without one it holds. What it counts is said, so that
    /// the rules of it are known.
    pub fn ask(&mut self, when: Option<&'a Placed<Condition>>, scope: Scope<'a>) -> Outcome {
        let Some(when) = when else {
            return Outcome::Yes;
        };
        let verdict = self.judge.verdict(&when.value, scope);
        self.remark(&verdict.looks, &when.place, scope);
        verdict.outcome
    }

    fn remark(&mut self, looks: &[Look<'a>], place: &Place, scope: Scope<'a>) {
        for look in looks {
            match &look.sight {
                Sight::Compared(left, right) => {
                    self.remark_of_near(left, right, place);
                    self.remark_of_near(right, left, place);
                }
                Sight::Items(items) => {
                    for item in items {
                        self.remark(&item.looks, place, scope);
                    }
                }
                Sight::Counted { name, .. } => {
                    let meaning = self.judge.model.meaning(scope.section, name);
                    if let Some(Meaning::Phrase(section, phrase)) = meaning {
                        self.phrase(section, phrase);
                    }
                }
                Sight::Said(..) | Sight::SaidBoth(_) | Sight::Blank(_) | Sight::Present(_) => {}
            }
        }
    }

    fn remark_of_near(&mut self, side: &Side<'a>, other: &Side<'a>, rule: &Place) {
        let (Some(figure), Some(threshold)) = (side.figure(), other.value()) else {
            return;
        };
        if !is_near(figure, &threshold) {
            return;
        }
        let exact = in_full(figure);
        let sign = figure.measure.sign_or_unit();
        let message = format!(
            "{}为 {exact}，离措辞的界限 {threshold}{sign} 很近",
            figure.label
        );
        let finding = Diagnostic::note(Code::NearThreshold, message)
            .at_all(self.judge.figures.typed_places(&[figure.id]))
            .label(rule.clone(), "这条规则")
            .subject(&figure.key, format!("{exact}/{threshold}"));
        self.remarks.find(finding);
    }

    /// A sentence needs a figure that is blank: it would print as a gap.
    pub(super) fn find_blank(&mut self, figure: &Figure) {
        let state = if figure.unknown {
            "未知（?）"
        } else {
            "空白"
        };
        let message = format!(
            "正文里要写“{}”（{}），而它是{state}",
            figure.label, figure.key
        );
        let finding = Diagnostic::error(Code::BlankInWording, message)
            .at_all(self.judge.figures.typed_places(&[figure.id]))
            .hint(if figure.measure.kind == Kind::Date {
                "请填上日期；或在正文里去掉这一处"
            } else {
                "请填上数字，没有就填 0；或在正文里去掉这一处"
            });
        self.remarks.find(finding);
    }

    /// The same of words that an earlier period did not say.
    pub(super) fn find_blank_words(&mut self, row: &str, name: &str) {
        let label = self.judge.model.words_label(name);
        let message = format!("正文里要写{row}的“{label}”（{name}），而它是空白");
        let finding = Diagnostic::error(Code::BlankInWording, message);
        let hint = format!("请在模板里给这句话加条件：not blank({name})");
        self.remarks.find(finding.hint(hint));
    }

    pub(super) fn find_unequal(&mut self, arguments: &[String], counts: &[usize]) {
        let counts: Vec<_> = counts.iter().map(usize::to_string).collect();
        let message = format!(
            "“分别”前后的两列不一样长：{} 各有 {} 项",
            arguments.join("、"),
            counts.join("、")
        );
        let finding = Diagnostic::error(Code::BadTemplate, message);
        self.remarks
            .find(finding.hint("请在模板里让两列用同一个清单和同样的条件"));
    }
}

/// Within a unit of the last printed place, and not on the threshold itself.
fn is_near(figure: &Figure, threshold: &Exact) -> bool {
    let (Some(value), Some(places)) = (&figure.value, figure.measure.places) else {
        return false;
    };
    let distance = (value - threshold).abs();
    figure.measure.kind.is_rate() && !distance.is_zero() && distance <= Exact::unit(places)
}

fn in_full(figure: &Figure) -> String {
    let value = figure.value.as_ref();
    let told = value.map(|value| figure.measure.in_full(value));
    told.unwrap_or_default()
}
