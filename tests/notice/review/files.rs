//! Files that are no Word file of this notice are refused, in Chinese.

use hongtou::office::Sent;

use super::edited::Word;
use super::{Case, shipped};

#[test]
fn what_is_no_file_of_the_notice_is_refused() {
    let case = Case::of(shipped("inquiry", "2023-q3"));
    let told = |bytes: &[u8]| {
        let refused = case
            .office
            .review(&case.input, &Sent::default(), "x.docx", bytes)
            .unwrap_err();
        refused.findings[0].message.clone()
    };
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0];
    let wide = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    compound.extend(wide("WordDocument"));
    assert!(told(&compound).contains("旧式"), "{}", told(&compound));
    let mut locked = compound[..4].to_vec();
    locked.extend(wide("EncryptedPackage"));
    assert!(told(&locked).contains("密码"));
    assert!(told(b"").contains("是空的"));
    assert!(told(b"\xEF\xBB\xBF text").contains("不是 Word 文件"));
    assert!(told(b"{\\rtf1").contains("RTF"));
    assert!(told(b"%PDF-1.7").contains("PDF"));
    assert!(told(&case.word[..case.word.len() / 2]).contains("损坏"));
    // A part that unfolds to more than any notice has.
    let mut bomb = Word::open(&case.word);
    bomb.put("word/document.xml", vec![b' '; 40 << 20]);
    assert!(told(&bomb.bytes()).contains("太大"));
    // Definitions by which a small part unfolds.
    let mut laughs = Word::open(&case.word);
    let xml = laughs.xml();
    let (_, rest) = xml.split_once("?>").unwrap();
    laughs.put(
        "word/document.xml",
        format!("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>{rest}"),
    );
    assert!(told(&laughs.bytes()).contains("损坏"));
    let mut without = Word::open(&case.word);
    without
        .parts
        .retain(|(name, _)| name != "word/document.xml");
    assert!(told(&without.bytes()).contains("损坏"));
    let mut broken = Word::open(&case.word);
    broken.put("word/document.xml", &xml.as_bytes()[..xml.len() / 2]);
    assert!(told(&broken.bytes()).contains("损坏"));
    let mut deep = Word::open(&case.word);
    let (open, close) = (
        "<w:sdt><w:sdtContent>".repeat(400),
        "</w:sdtContent></w:sdt>".repeat(400),
    );
    deep.put(
        "word/document.xml",
        xml.replace("<w:body>", &format!("<w:body>{open}"))
            .replace("</w:body>", &format!("{close}</w:body>")),
    );
    let _ = case
        .office
        .review(&case.input, &Sent::default(), "x.docx", &deep.bytes());
    // Another notice's file.
    let other = Case::of(shipped("progress", "2023-q3"));
    assert!(
        told(&other.word).contains("不像是这一期"),
        "{}",
        told(&other.word)
    );
}
