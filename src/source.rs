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
    /// Not UTF-8: the text as well as can be made out, why it is not, and
    /// where that begins.
    Other {
        text: String,
        fault: EncodingFault,
        first: usize,
    },
    /// No text at all: a picture, a Word document.
    Binary,
}

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
            let expected = EncodingFault::Encoding(name);
            let Decoded::Other {
                text,
                fault,
                first: at,
            } = decode(bytes)
            else {
                panic!("{name} was taken for UTF-8");
            };
            assert_eq!((fault, at), (expected, first));
            assert!(text.contains("城区"));
        }
    }

    #[test]
    fn a_stray_byte_is_found_and_binary_is_no_text() {
        let mut bytes = "a = 1 # 城区泽州\n".as_bytes().to_vec();
        bytes.insert(2, 0xff);
        assert_eq!(
            decode(&bytes),
            Decoded::Other {
                text: "a \u{fffd}= 1 # 城区泽州\n".into(),
                fault: EncodingFault::Bytes,
                first: 2,
            }
        );
        assert_eq!(decode(b"\x89PNG\r\n\0\0"), Decoded::Binary);
    }
}
