//! The texts a run has read, and places in them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// The decoded text of one file. Places count bytes of this text, so a byte
/// order mark and carriage returns, which Windows editors add, are gone.
#[derive(Debug)]
pub struct Source {
    /// The path as the user knows it.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Which cell of a workbook it is; nothing: a file of lines.
    pub cell: Option<CellName>,
    /// The byte with which each line begins, rising.
    line_starts: Vec<usize>,
}

/// A cell of a workbook, as a reader finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellName {
    /// The sheet's name.
    pub sheet: String,
    /// The cell's: D7.
    pub cell: String,
}

impl Source {
    /// How a reader finds it: a file's name, or 工作簿、工作表、单元格.
    pub fn told(&self) -> String {
        match &self.cell {
            Some(CellName { sheet, cell }) => format!("{} {sheet}!{cell}", self.name),
            None => self.name.clone(),
        }
    }

    fn new(name: String, text: String) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            name,
            line_starts: std::iter::once(0).chain(breaks).collect(),
            text,
            cell: None,
        }
    }

    /// The line, from 1, of a byte, found by binary search.
    pub fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at)
    }

    /// The bytes of a line, from 1, without its line break.
    pub fn line_span(&self, line: usize) -> Range<usize> {
        let start = self.line_starts[line - 1];
        let next = self.line_starts.get(line);
        start..next.map_or(self.text.len(), |next| next - 1)
    }

    fn line_column(&self, at: usize) -> LineColumn {
        let at = self.text.floor_char_boundary(at);
        let line = self.line(at);
        let start = self.line_starts[line - 1];
        LineColumn {
            line,
            column: self.text[start..at].chars().count() + 1,
        }
    }
}

/// Names a source among the [`Sources`] of one run and of those it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

/// A range of bytes in a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// In which text.
    pub source: SourceId,
    /// Which bytes of it.
    pub span: Range<usize>,
}

/// Line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
}

/// The texts of one run. They may stand on texts that many runs share, such as
/// the templates: no id of the one is an id of the other.
#[derive(Debug, Default)]
pub struct Sources {
    base: Option<Arc<Sources>>,
    own: Vec<Source>,
}

impl Sources {
    /// A run's sources, none yet, on sources that it shares with other runs.
    pub fn on(base: Arc<Self>) -> Self {
        Self {
            base: Some(base),
            own: Vec::new(),
        }
    }

    /// Takes in a text under the name by which the user knows it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.own.push(Source::new(name.into(), text.into()));
        SourceId(self.shared() + self.own.len() - 1)
    }

    /// Takes in what a cell of a workbook shows; the place is all of it.
    pub fn add_cell(
        &mut self,
        book: impl Into<String>,
        cell: CellName,
        text: impl Into<String>,
    ) -> Place {
        let text = text.into();
        let length = text.len();
        let id = self.add(book, text);
        if let Some(own) = self.own.last_mut() {
            own.cell = Some(cell);
        }
        Place::new(id, 0..length)
    }

    /// The text of an id that these sources, or those below them, have given.
    pub fn get(&self, id: SourceId) -> &Source {
        match &self.base {
            Some(base) if id.0 < self.shared() => base.get(id),
            _ => &self.own[id.0 - self.shared()],
        }
    }

    /// Where a place begins.
    pub fn line_column(&self, place: &Place) -> LineColumn {
        self.get(place.source).line_column(place.span.start)
    }

    /// How many sources there are below these.
    fn shared(&self) -> usize {
        self.base
            .as_ref()
            .map_or(0, |base| base.shared() + base.own.len())
    }
}

/// A text as it may be shown: what would move a terminal's cursor, turn a line round or not be
/// seen at all stands as `U+XXXX`. Line breaks and tabs stay.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| {
        if is_unprintable(c) {
            format!("U+{:04X}", u32::from(c))
        } else {
            c.to_string()
        }
    });
    Cow::Owned(shown.collect())
}

/// Whether a character prints nothing and may turn a line round: controls other than line breaks
/// and tabs, separators of lines, zero-width, joining, bidirectional and tag characters, variation
/// selectors.
pub fn is_unprintable(c: char) -> bool {
    let is_format = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}');
    is_format || c.is_control() && c != '\n' && c != '\t'
}

impl Place {
    /// The bytes `span` of a source.
    pub fn new(source: SourceId, span: Range<usize>) -> Self {
        Self { source, span }
    }
}

/// What a file's bytes turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded {
    /// Sound UTF-8.
    Utf8(String),
    /// Not UTF-8.
    Other {
        /// The text as well as can be made out.
        text: String,
        /// Why it is not UTF-8.
        fault: EncodingFault,
        /// The byte of the text with which that begins.
        first: usize,
    },
    /// No text at all: a picture, a Word document.
    Binary,
}

/// Why a text is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingFault {
    /// Another encoding throughout, by its name.
    Encoding(&'static str),
    /// UTF-8 but for some bytes.
    Bytes,
}

/// Decodes a file as an editor would, taking off a byte order mark and
/// carriage returns. Bytes of another encoding are decoded as well as can be,
/// so that the other faults of the file can be told in the same run.
pub fn decode(bytes: &[u8]) -> Decoded {
    let mark = encoding_rs::Encoding::for_bom(bytes);
    let (encoding, mark) = mark.unwrap_or((encoding_rs::UTF_8, 0));
    let body = &bytes[mark..];
    if encoding != encoding_rs::UTF_8 {
        let (text, _) = encoding.decode_without_bom_handling(body);
        return other(
            &text,
            EncodingFault::Encoding(encoding.name()),
            char::is_ascii,
        );
    }
    if body.contains(&0) {
        return Decoded::Binary;
    }
    if let Ok(text) = std::str::from_utf8(body) {
        return Decoded::Utf8(unix_lines(text));
    }
    let lossy = String::from_utf8_lossy(body);
    let broken = lossy.matches(char::REPLACEMENT_CHARACTER).count();
    let sound = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if broken * 4 <= sound {
        let is_sound = |c: &char| *c != char::REPLACEMENT_CHARACTER;
        return other(&lossy, EncodingFault::Bytes, is_sound);
    }
    let (text, has_errors) = encoding_rs::GB18030.decode_without_bom_handling(body);
    if has_errors && text.matches(char::REPLACEMENT_CHARACTER).count() * 4 > text.chars().count() {
        return Decoded::Binary;
    }
    other(
        &text,
        EncodingFault::Encoding("GBK（ANSI）"),
        char::is_ascii,
    )
}

/// `first` is where the first character stands that is not as it should be.
fn other(text: &str, fault: EncodingFault, is_good: impl Fn(&char) -> bool) -> Decoded {
    let text = unix_lines(text);
    Decoded::Other {
        first: text.find(|c: char| !is_good(&c)).unwrap_or(0),
        fault,
        text,
    }
}

fn unix_lines(text: &str) -> String {
    if !text.contains('\r') {
        return text.to_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}
