//! What an office is given to read: texts, and what their bytes were.

use super::faults::fault;
use crate::calendar::{Cycle, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Decoded, EncodingFault, Place, SourceId, Sources, decode};

/// A file's text under the name by which its reader knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    name: String,
    text: String,
    /// It is not UTF-8, and where that begins.
    fault: Option<(EncodingFault, usize)>,
}

impl TextFile {
    /// A text in memory.
    pub fn of_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            fault: None,
        }
    }

    /// A file's bytes. Those of another encoding are still read, so that the file's other faults
    /// are told in the same run.
    ///
    /// # Errors
    /// That it is no text.
    pub fn of_bytes(name: String, bytes: &[u8]) -> Result<Self, Diagnostic> {
        match decode(bytes) {
            Decoded::Utf8(text) => Ok(Self::of_text(name, text)),
            Decoded::Other { text, fault, first } => Ok(Self {
                name,
                text,
                fault: Some((fault, first)),
            }),
            Decoded::Binary => Err(fault(
                format!("{name} 不是文本文件"),
                "数据文件是 UTF-8 编码的 .toml 文本，用记事本一类的编辑器打开和保存",
            )),
        }
    }

    /// The text, as well as it can be made out.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file's name as its reader knows it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Takes the text up, and tells if it was not UTF-8.
    pub(super) fn take_up(self, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> SourceId {
        let found = self.fault.map(|(fault, first)| {
            let length = self.text[first..].chars().next().map_or(0, char::len_utf8);
            (fault, first..first + length)
        });
        let source = sources.add(self.name, self.text);
        let Some((fault, span)) = found else {
            return source;
        };
        let (message, label, hint) = match fault {
            EncodingFault::Encoding(encoding) => (
                format!("文件不是 UTF-8 编码，看来是 {encoding}"),
                "从这里起",
                "请在编辑器里“另存为”，编码选 UTF-8",
            ),
            EncodingFault::Bytes => (
                "文件里有损坏的字节，不是 UTF-8 文字".to_owned(),
                "第一处",
                "请把这里的字删掉重打，再保存",
            ),
        };
        findings.push(
            Diagnostic::error(Code::BadEncoding, message)
                .label(Place::new(source, span), label)
                .hint(hint),
        );
        source
    }
}

/// A period's input, and what is known of the periods before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The period's figures and texts.
    pub file: TextFile,
    /// The files of earlier periods.
    pub earlier: EarlierFiles,
    /// Where its figures came from, as `import` wrote it; empty: nobody knows.
    pub origins: String,
}

/// The files of the periods to which an input may look back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierFiles {
    /// Of the period before.
    pub last: EarlierFile,
    /// Of the same period of the year before.
    pub same: EarlierFile,
    /// Whether the input has to go on from the period before. If not, only figures that the
    /// templates name are looked up there.
    pub continues: bool,
}

/// The file of an earlier period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EarlierFile {
    /// Nobody knows of one.
    #[default]
    Unasked,
    /// It is there.
    File(TextFile),
    /// It can't be read, for this reason.
    Unreadable(Diagnostic),
    /// It is not there.
    Missing {
        /// The name that it would have: `2022.toml`.
        name: String,
        /// The newest period of which there is a file, before this one.
        newest: Option<Period>,
    },
}

impl Input {
    /// A text in memory; nothing is known of earlier periods.
    pub fn of_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        TextFile::of_text(name, text).into()
    }

    /// The same input, with where its figures came from.
    #[must_use]
    pub fn from_workbooks(mut self, origins: String) -> Self {
        self.origins = origins;
        self
    }

    /// The same input, with what is known of earlier periods.
    #[must_use]
    pub fn after(mut self, earlier: EarlierFiles) -> Self {
        self.earlier = earlier;
        self
    }
}

impl From<TextFile> for Input {
    fn from(file: TextFile) -> Self {
        Self {
            file,
            earlier: EarlierFiles::default(),
            origins: String::new(),
        }
    }
}

/// The period that an input says, before it is read as a whole.
pub fn period_said(text: &str) -> Option<Period> {
    let number = |key| said(text, key)?.parse::<i32>().ok();
    let year = number("year")?;
    let parts = [Cycle::Half, Cycle::Quarter, Cycle::Month].into_iter();
    let mut parts = parts.filter_map(|cycle| {
        let part = number(cycle.key()?.0)?;
        let is_there = (1..=cycle.per_year()).contains(&part);
        is_there.then(|| Period::of(cycle, year, part))
    });
    Some(parts.next().unwrap_or(Period::year_of(year)))
}

/// The kind of notice that an input says it is of.
pub fn kind_said(text: &str) -> Option<&str> {
    let name = said(text, "kind")?;
    let name = name.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
    (!name.is_empty()).then_some(name)
}

/// What stands behind a key above the first table.
fn said<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let lines = text.lines().take_while(|line| !line.starts_with('['));
    let mut values = lines.filter_map(|line| {
        let value = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
        Some(value.split('#').next()?.trim())
    });
    values.next()
}
