//! What was kept in an input step by step, beside it in a file: it can be taken back, also after the
//! program was ended.

use std::fs;
use std::path::Path;

use hongtou::diagnostic::Diagnostic;
use hongtou::model::Model;
use hongtou::office::fault;
use hongtou::workbook::Target;
use hongtou::workbook::edit::{Changed, turn_back};
use serde::{Deserialize, Serialize};

/// So many steps can be taken back.
const MOST: usize = 100;
/// Of whole texts no more are kept than these bytes, but for the last step: the file is read often.
const MOST_BYTES: usize = 4 << 20;
/// What the file's name ends with, beside the input.
pub const ENDING: &str = "edits.json";

/// All steps of an input.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Journal {
    /// Those that were made, the oldest first.
    done: Vec<Step>,
    /// Those that were taken back, the last of them last.
    undone: Vec<Step>,
}

/// One step: what was kept at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// 2024-01-05 09:30.
    pub when: String,
    /// What a reader calls it.
    pub label: String,
    what: What,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// Figures and texts, one by one.
    Values(Vec<Value>),
    /// The input as a whole.
    Text { before: String, after: String },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Value {
    sort: String,
    name: String,
    label: String,
    before: String,
    after: String,
}

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    Back,
    Again,
}

impl Journal {
    /// The journal of an input. One that can't be read is as good as none: only steps back are lost.
    pub fn of(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// The journal as a file.
    pub fn text(&self) -> Vec<u8> {
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text.into_bytes()
    }

    /// Notes figures and texts that were changed.
    pub fn values(&mut self, changes: &[Changed], when: String) {
        let value = |change: &Changed| {
            let (sort, name) = change.target.parts();
            Value {
                sort: sort.to_owned(),
                name,
                label: change.label.clone(),
                before: change.before.clone(),
                after: change.after.clone(),
            }
        };
        let label = match changes {
            [one] => format!(
                "{} {} → {}",
                one.label,
                shown(&one.before),
                shown(&one.after)
            ),
            [first, ..] => format!("{}等 {} 处", first.label, changes.len()),
            [] => return,
        };
        let what = What::Values(changes.iter().map(value).collect());
        self.push(Step { when, label, what });
    }

    /// Notes that the input was changed as a whole.
    pub fn text_changed(&mut self, label: &str, before: &str, after: &str, when: String) {
        let (before, after) = (before.to_owned(), after.to_owned());
        self.push(Step {
            when,
            label: label.to_owned(),
            what: What::Text { before, after },
        });
    }

    fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
        let mut over = self.done.len().saturating_sub(MOST);
        let mut bytes = 0;
        for (at, step) in self.done.iter().enumerate().rev().skip(1) {
            bytes += step.size();
            if bytes > MOST_BYTES {
                over = over.max(at + 1);
                break;
            }
        }
        self.done.drain(..over);
    }

    /// The step that would be taken next.
    pub fn next(&self, way: Way) -> Option<&Step> {
        match way {
            Way::Back => self.done.last(),
            Way::Again => self.undone.last(),
        }
    }

    /// Takes the next step: the input's text behind it.
    ///
    /// # Errors
    /// That there is none, or that what it would change was changed since.
    pub fn step(&mut self, way: Way, text: &str, model: &Model) -> Result<String, Diagnostic> {
        const HINT: &str = "这一处后来又在别处改过，请直接改";
        let (from, to) = match way {
            Way::Back => (&mut self.done, &mut self.undone),
            Way::Again => (&mut self.undone, &mut self.done),
        };
        let step = from
            .pop()
            .ok_or_else(|| fault("没有可以撤销或重做的改动", "请直接改"))?;
        let after = match &step.what {
            What::Text { before, after } => {
                let (expected, wanted) = match way {
                    Way::Back => (after, before),
                    Way::Again => (before, after),
                };
                if expected == text {
                    Ok(wanted.clone())
                } else {
                    Err(fault(
                        format!("“{}”撤销不了：数据文件后来又改过", step.label),
                        HINT,
                    ))
                }
            }
            What::Values(values) => {
                let changes: Option<Vec<Changed>> = values.iter().map(Value::change).collect();
                let changes = changes.unwrap_or_default();
                let changes = match way {
                    Way::Back => changes,
                    Way::Again => changes.iter().rev().map(Changed::reversed).collect(),
                };
                turn_back(text, model, &changes).map_err(|(label, now)| {
                    let message = format!("撤销不了：{label}现在是 {}", shown(&now));
                    fault(message, HINT)
                })
            }
        };
        match after {
            Ok(after) => {
                to.push(step);
                Ok(after)
            }
            Err(finding) => {
                from.push(step);
                Err(finding)
            }
        }
    }
}

impl Step {
    /// How many bytes of whole texts it holds.
    fn size(&self) -> usize {
        match &self.what {
            What::Values(_) => 0,
            What::Text { before, after } => before.len() + after.len(),
        }
    }
}

impl Value {
    fn change(&self) -> Option<Changed> {
        Some(Changed {
            target: Target::of_parts(&self.sort, &self.name)?,
            label: self.label.clone(),
            before: self.before.clone(),
            after: self.after.clone(),
        })
    }
}

/// A literal for a reader.
pub fn shown(literal: &str) -> String {
    const MOST: usize = 24;
    let bare = literal.trim_matches('"').trim();
    let mut short: String = bare.chars().take(MOST).collect();
    if bare.chars().count() > MOST {
        short.push('…');
    }
    if short.is_empty() {
        "空白".to_owned()
    } else {
        short
    }
}
