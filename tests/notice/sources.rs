//! The texts of a run, places in them, and what their bytes were.

use std::borrow::Cow;
use std::sync::Arc;

use hongtou::source::{Decoded, EncodingFault, LineColumn, Place, Sources, decode, shown};

#[test]
fn places_count_lines_and_characters() {
    let mut sources = Sources::default();
    let id = sources.add("a.toml", "甲 = 1\n乙 = 二\n");
    let at = LineColumn { line: 2, column: 5 };
    assert_eq!(sources.line_column(&Place::new(id, 14..17)), at);
    assert_eq!(sources.line_column(&Place::new(id, 15..17)), at);
}

#[test]
fn a_place_is_found_as_by_counting() {
    let text = "\n甲\n\n乙 = \"二\"\n丙".repeat(50);
    let mut sources = Sources::default();
    let id = sources.add("a.toml", text.as_str());
    for at in 0..=text.len() + 3 {
        let before = &text[..text.floor_char_boundary(at)];
        let last = before.rsplit('\n').next().unwrap();
        let counted = LineColumn {
            line: before.matches('\n').count() + 1,
            column: last.chars().count() + 1,
        };
        assert_eq!(sources.line_column(&Place::new(id, at..at)), counted);
    }
}

#[test]
fn runs_share_what_they_stand_on_and_nothing_else() {
    let mut templates = Sources::default();
    let shared = templates.add("notice.toml", "甲");
    let templates = Arc::new(templates);
    let runs = ["乙", "丙"].map(|text| {
        let mut run = Sources::on(Arc::clone(&templates));
        let id = run.add("2023.toml", text);
        (run, id, text)
    });
    for (run, id, text) in &runs {
        assert_ne!(*id, shared);
        assert_eq!(
            (run.get(*id).text.as_str(), run.get(shared).text.as_str()),
            (*text, "甲")
        );
    }
    let mut above = Sources::on(Arc::new(Sources::on(templates)));
    let id = above.add("2024.toml", "丁");
    assert_eq!(
        (above.get(id).text.as_str(), above.get(shared).text.as_str()),
        ("丁", "甲")
    );
}

#[test]
fn what_cannot_be_seen_is_shown_by_its_number() {
    let text = "城\u{1b}[31m区\u{202e}\u{200b}\0\r\u{9b}";
    assert_eq!(shown(text), "城U+001B[31m区U+202EU+200BU+0000U+000DU+009B");
    assert!(matches!(shown("沁水县 \n\t𠮷、é"), Cow::Borrowed(_)));
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
