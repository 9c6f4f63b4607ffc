//! The text files a run has read, and places in them.

use std::ops::Range;

/// The decoded text of one file. Places count bytes of this text, so a byte
/// order mark and carriage returns, which Windows editors add, are gone.
#[derive(Debug)]
pub struct Source {
    /// The path as the user knows it.
    pub name: String,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

/// A range of bytes in a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub source: SourceId,
    pub span: Range<usize>,
}

/// Line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.0.push(Source {
            name: name.into(),
            text: text.into(),
        });
        SourceId(self.0.len() - 1)
    }

    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0]
    }

    pub fn line_column(&self, place: &Place) -> LineColumn {
        let text = &self.get(place.source).text;
        let before = &text[..floor_boundary(text, place.span.start)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

impl Place {
    pub fn new(source: SourceId, span: Range<usize>) -> Self {
        Self { source, span }
    }
}

/// The nearest character boundary at or before `at`.
pub fn floor_boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// What a file's bytes turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded {
    Utf8(String),
    /// Not UTF-8: the text under the likeliest other encoding, that encoding's
    /// name, and where the text stops being plain ASCII.
    Other {
        text: String,
        encoding: &'static str,
        first: usize,
    },
}

/// Decodes a file as an editor would, taking off a byte order mark and
/// carriage returns. Bytes of another encoding are decoded as well as can be,
/// so that the other faults of the file can be told in the same run.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let body = &bytes[mark..];
    if encoding == encoding_rs::UTF_8
        && let Ok(text) = std::str::from_utf8(body)
    {
        return Decoded::Utf8(unix_lines(text));
    }
    let encoding = if encoding == encoding_rs::UTF_8 {
        encoding_rs::GB18030
    } else {
        encoding
    };
    let (text, _) = encoding.decode_without_bom_handling(body);
    let text = unix_lines(&text);
    Decoded::Other {
        first: text.find(|c: char| !c.is_ascii()).unwrap_or(0),
        encoding: if encoding == encoding_rs::GB18030 {
            "GBK（ANSI）"
        } else {
            encoding.name()
        },
        text,
    }
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", "甲 = 1\n乙 = 二\n");
        let at = LineColumn { line: 2, column: 5 };
        assert_eq!(sources.line_column(&Place::new(id, 14..17)), at);
        assert_eq!(sources.line_column(&Place::new(id, 15..17)), at);
    }

    #[test]
    fn what_a_windows_editor_adds_is_taken_off() {
        let bytes = "\u{feff}甲 = 1\r\n乙 = 2\r\n".as_bytes();
        assert_eq!(decode(bytes), Decoded::Utf8("甲 = 1\n乙 = 2\n".into()));
    }

    #[test]
    fn other_encodings_are_named_and_still_read() {
        let (gbk, ..) = encoding_rs::GBK.encode("a = 1 # 城区\n");
        let utf16: Vec<u8> = "\u{feff}城区"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, name, first) in [(&gbk[..], "GBK（ANSI）", 8), (&utf16, "UTF-16LE", 0)] {
            let Decoded::Other {
                text,
                encoding,
                first: at,
            } = decode(bytes)
            else {
                panic!("{name} was taken for UTF-8");
            };
            assert_eq!((encoding, at), (name, first));
            assert!(text.contains("城区"));
        }
    }
}
