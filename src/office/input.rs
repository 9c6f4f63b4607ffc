//! What an office is given to read: texts, and what their bytes were.

use super::faults::fault;
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

/// One year's input, and what is known of the year before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The year's figures and texts.
    pub file: TextFile,
    /// The file of the year before.
    pub last: LastYear,
}

/// The file of the year before an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LastYear {
    /// Nobody asks whether the one year goes on from the other.
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
        /// The newest year of which there is a file, before this one.
        newest: Option<i32>,
    },
}

impl Input {
    /// A text in memory; nothing is asked of the year before.
    pub fn of_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        TextFile::of_text(name, text).into()
    }

    /// The same input, to be held against the year before.
    #[must_use]
    pub fn after(mut self, last: LastYear) -> Self {
        self.last = last;
        self
    }
}

impl From<TextFile> for Input {
    fn from(file: TextFile) -> Self {
        Self {
            file,
            last: LastYear::Unasked,
        }
    }
}

/// The year that an input says, before it is read as a whole.
pub fn year_said(text: &str) -> Option<i32> {
    text.lines().find_map(|line| {
        let value = line.strip_prefix("year")?.trim_start().strip_prefix('=')?;
        value.split('#').next()?.trim().parse().ok()
    })
}
