//! The pages as OFD: every package keeps the tables of GB/T 33190, and what is read back from it lies
//! where the layout put it, glyph by glyph, and is measured as the layout's own pages are.
//! `CASES=500 cargo test --release --test layout ofd::random` tries 2,000 random notices.

#![allow(clippy::disallowed_types, reason = "outlines of fonts come as floats")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hongtou::audit::audit;
use hongtou::notice::{Block, BlockKind, Notice};
use hongtou::ofd;
use hongtou::pages::{Area, Character, Length, Pages, Shape, Text};
use hongtou::typeset::{Attached, LayoutFault, OfdFault};
use hongtou::wording::Span;
use proptest::prelude::*;
use ttf_parser::Face;

use crate::random;
use crate::support::{Edit, broken, cases, laid_out, office, root};

#[path = "../../crates/ofd-writer/tests/standard/mod.rs"]
mod standard;

fn package(notice: &Notice, edits: &[Edit]) -> Result<Vec<u8>, Vec<LayoutFault>> {
    let attached = vec![Attached {
        name: "数据.toml".to_owned(),
        usage: "数据",
        data: b"year = 2023\n".to_vec(),
    }];
    laid_out(notice, edits).ofd(notice, attached)
}

/// All that differs between the pages and what is read back from their package.
fn differences(notice: &Notice) -> Vec<String> {
    let own = laid_out(notice, &[]).into_pages();
    let package = package(notice, &[]).unwrap();
    let read = ofd::pages(&package).unwrap();
    let mut differences = standard::faults(&package);
    differences.extend(between(&own, &read));
    differences.extend(broken(&audit(notice, &office().roles, &read)));
    differences
}

fn between(own: &Pages, read: &Pages) -> Vec<String> {
    let mut differences = Vec::new();
    if own.parts != read.parts {
        differences.push("the parts differ".to_owned());
    }
    if own.pages.len() != read.pages.len() {
        differences.push(format!("{} pages", read.pages.len()));
    }
    for (own, read) in own.pages.iter().zip(&read.pages) {
        let mut told = |what: String| differences.push(format!("page {}: {what}", own.number));
        if (own.width, own.height) != (read.width, read.height) {
            told("another size".to_owned());
        }
        if own.texts.len() != read.texts.len() || own.shapes.len() != read.shapes.len() {
            told("not as many objects".to_owned());
        }
        for (own, read) in own.texts.iter().zip(&read.texts) {
            if !same_text(own, read) {
                told(format!("{own:?}\n  {read:?}"));
            }
        }
        for (own, read) in own.shapes.iter().zip(&read.shapes) {
            if !same_shape(own, read) {
                told(format!("{own:?}\n  {read:?}"));
            }
        }
    }
    differences
}

/// What two roundings to a micrometre may come to.
fn near(one: Length, other: Length) -> bool {
    (one - other).abs() <= Length::micrometres(2)
}

fn near_areas(one: &Area, other: &Area) -> bool {
    let edges = |area: &Area| [area.left, area.top, area.right, area.bottom];
    edges(one)
        .into_iter()
        .zip(edges(other))
        .all(|(one, other)| near(one, other))
}

fn same_text(own: &Text, read: &Text) -> bool {
    let ink = match (&own.ink, &read.ink) {
        (Some(own), Some(read)) => near_areas(own, read),
        (own, read) => own.is_none() && read.is_none(),
    };
    (own.part, &own.family, &own.colour) == (read.part, &read.family, &read.colour)
        && near(own.size, read.size)
        && near(own.baseline, read.baseline)
        && own.characters.len() == read.characters.len()
        && own
            .characters
            .iter()
            .zip(&read.characters)
            .all(|(own, read)| same_character(own, read))
        && ink
}

fn same_character(own: &Character, read: &Character) -> bool {
    own.text == read.text
        && near(own.natural, read.natural)
        && near(own.origin.0, read.origin.0)
        && near(own.origin.1, read.origin.1)
        && near_areas(&own.area, &read.area)
}

fn same_shape(own: &Shape, read: &Shape) -> bool {
    let stroke = match (&own.stroke, &read.stroke) {
        (Some(own), Some(read)) => near(own.thickness, read.thickness) && own.colour == read.colour,
        (own, read) => own.is_none() && read.is_none(),
    };
    own.part == read.part && own.fill == read.fill && near_areas(&own.area, &read.area) && stroke
}

#[test]
fn the_published_notice_comes_back() {
    let notice = &office().notice;
    assert_eq!(differences(notice), [""; 0]);
    let read = ofd::pages(&package(notice, &[]).unwrap()).unwrap();
    assert!(audit(notice, &office().roles, &read).passed());
}

/// 通用规范汉字表, as the fonts' own test has it.
#[test]
fn the_common_characters_come_back_each_by_its_own_glyph() {
    let table = std::fs::read_to_string(root().join("fonts/8105.txt")).unwrap();
    let characters: Vec<char> = table.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(characters.len(), 8105);
    let paragraphs = characters.chunks(500).map(|characters| Block {
        id: "made.up".to_owned(),
        kind: BlockKind::Paragraph,
        spans: vec![Span::text(&characters.iter().collect::<String>())],
    });
    let notice = Notice {
        body: paragraphs.collect(),
        annexes: Vec::new(),
        ..office().notice.clone()
    };
    let own = laid_out(&notice, &[]).into_pages();
    let package = package(&notice, &[]).unwrap();
    let read = ofd::pages(&package).unwrap();
    assert_eq!(standard::faults(&package), [""; 0]);
    assert_eq!(between(&own, &read), [""; 0]);
    let texts = read.pages.iter().flat_map(|page| &page.texts);
    let said: String = texts.map(Text::text).collect();
    assert!(characters.iter().all(|character| said.contains(*character)));
    // Some figures are set in glyphs that are not their fonts' first choice.
    let mut strange = glyphs_that_no_font_has(&package);
    strange.retain(|character| characters.contains(character));
    assert_eq!(strange, [' '; 0]);
}

/// Characters of embedded fonts whose outline is that of no font in the folder.
fn glyphs_that_no_font_has(package: &[u8]) -> Vec<char> {
    let folder = std::fs::read_dir(root().join("fonts")).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    let files: Vec<Vec<u8>> = paths
        .filter(|path| path.extension().is_some_and(|e| e == "ttf" || e == "otf"))
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    let originals: Vec<Face> = files
        .iter()
        .map(|file| Face::parse(file, 0).unwrap())
        .collect();
    let mut strange = Vec::new();
    for (_, bytes) in standard::files(package)
        .iter()
        .filter(|(name, _)| name.contains("font_"))
    {
        let font = Face::parse(bytes, 0).unwrap();
        for character in characters_of(&font) {
            let here = outline(&font, character);
            if !originals
                .iter()
                .any(|face| outline(face, character) == here)
            {
                strange.push(character);
            }
        }
    }
    strange
}

fn characters_of(font: &Face) -> BTreeSet<char> {
    let mut characters = BTreeSet::new();
    let tables = font.tables().cmap.unwrap().subtables.into_iter();
    for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|code| characters.extend(char::from_u32(code)));
    }
    characters
}

/// How the outline of a character goes, as text; nothing where the font has none.
fn outline(font: &Face, character: char) -> Option<String> {
    let glyph = font.glyph_index(character)?;
    let mut drawn = Drawn::default();
    font.outline_glyph(glyph, &mut drawn);
    Some(drawn.0)
}

#[derive(Default)]
struct Drawn(String);

impl ttf_parser::OutlineBuilder for Drawn {
    fn move_to(&mut self, x: f32, y: f32) {
        write!(self.0, "M{x} {y}").unwrap();
    }
    fn line_to(&mut self, x: f32, y: f32) {
        write!(self.0, "L{x} {y}").unwrap();
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        write!(self.0, "Q{x1} {y1} {x} {y}").unwrap();
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        write!(self.0, "C{x1} {y1} {x2} {y2} {x} {y}").unwrap();
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let notice = &office().notice;
    assert_eq!(package(notice, &[]).unwrap(), package(notice, &[]).unwrap());
}

#[test]
fn a_file_is_at_most_half_as_large_again_as_the_pdf() {
    let notice = &office().notice;
    let pdf = laid_out(notice, &[]).pdf().unwrap().bytes.len();
    let ofd = package(notice, &[]).unwrap().len();
    assert!(ofd * 2 <= pdf * 3, "{ofd} for {pdf}");
}

/// What takes the time, counted: each font is cut down once, each run and each shape is one object
/// of one page, and nothing is drawn beside them.
#[test]
fn nothing_is_written_twice() {
    let notice = &office().notice;
    let own = laid_out(notice, &[]).into_pages();
    let package = package(notice, &[]).unwrap();
    let files = standard::files(&package);
    let is_font = |name: &&String| name.contains("/font_");
    let texts = own.pages.iter().flat_map(|page| &page.texts);
    // A family is used regular and bold.
    let families: BTreeSet<&str> = texts.map(|text| text.family.as_str()).collect();
    let fonts = files.keys().filter(is_font).count();
    assert!(
        fonts >= families.len() && fonts <= families.len() + 1,
        "{fonts}"
    );
    for (index, page) in own.pages.iter().enumerate() {
        let content = &files[&format!("Doc_0/Pages/Page_{index}/Content.xml")];
        let content = String::from_utf8(content.clone()).unwrap();
        let count = |name: &str| content.matches(&format!("<ofd:{name} ")).count();
        let runs = page.texts.len();
        assert!(
            (runs..=runs + runs / 10).contains(&count("TextObject")),
            "page {index}"
        );
        assert_eq!(count("PathObject"), page.shapes.len(), "page {index}");
    }
}

#[test]
fn the_outline_and_the_document_info_are_those_of_the_notice() {
    let package = package(&office().notice, &[]).unwrap();
    let files = standard::files(&package);
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let entry = text("OFD.xml");
    for said in [
        "关于2023年度城镇住房保障主要工作完成情况的通报",
        "晋市保办字〔2024〕1号",
        "<ofd:CreationDate>2024-",
    ] {
        assert!(entry.contains(said), "{said}");
    }
    let root = text("Doc_0/Document.xml");
    let document = roxmltree::Document::parse(&root).unwrap();
    let entries = document
        .descendants()
        .filter(|node| node.tag_name().name() == "OutlineElem");
    let titles: Vec<(usize, &str)> = entries
        .map(|entry| {
            let depth = entry
                .ancestors()
                .filter(|node| node.tag_name().name() == "OutlineElem");
            (depth.count(), entry.attribute("Title").unwrap())
        })
        .collect();
    assert_eq!(
        titles[0],
        (1, "关于2023年度城镇住房保障主要工作完成情况的通报")
    );
    assert!(
        titles[1].0 == 2 && titles[1].1.starts_with("一、"),
        "{titles:?}"
    );
    assert!(
        titles
            .iter()
            .any(|(depth, title)| *depth == 2 && title.contains("棚户区住房改造开工"))
    );
}

#[test]
fn what_has_no_form_in_the_package_is_told() {
    const RULE: &str = "height: rule-weight, fill: red";
    const GRADIENT: &str = "height: rule-weight, fill: gradient.linear(red, blue)";
    let edits: &[Edit] = &[("gongwen/head.typ", RULE, GRADIENT)];
    let faults = package(&office().notice, edits);
    let faults = faults.unwrap_err();
    assert!(
        matches!(faults.as_slice(), [LayoutFault::Ofd(OfdFault::Paint)]),
        "{faults:?}"
    );
}

#[test]
fn what_is_no_package_is_refused() {
    let sound = package(&office().notice, &[]).unwrap();
    for bytes in [
        &b""[..],
        b"%PDF-1.7",
        b"PK\x05\x06",
        &sound[..sound.len() / 2],
    ] {
        assert!(ofd::pages(bytes).is_err());
    }
}

proptest! {
    #![proptest_config(cases(5))]

    #[test]
    fn random_forms_come_back(notice in random::of_a_form()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }

    #[test]
    fn random_tables_in_the_text_come_back(notice in random::with_tables()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }

    #[test]
    fn random_parts_come_back(notice in random::with_parts()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }

    #[test]
    fn random_notices_come_back(notice in random::notice()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }
}
