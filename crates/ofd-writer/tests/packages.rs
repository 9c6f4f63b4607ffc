//! Whole packages, held against the standard's tables and read back.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::too_many_lines,
    missing_docs,
    reason = "a test that meets the unexpected shall fail"
)]

mod standard;

use ofd_writer::{
    Attachment, Bookmark, Cap, Clip, Colour, Date, Document, Embedding, Error, FillRule,
    FontSource, Glyph, ImageFormat, Info, Join, Length, Matrix, Path, Picture, Point, Segment,
    Stroke, Tag, TagTree, Text,
};
use roxmltree::Document as Xml;
use standard::{faults, files};
use ttf_parser::Face;

const BLACK: Colour = Colour::rgb(0, 0, 0);
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn font(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fonts/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn source(data: &[u8]) -> FontSource<'_> {
    FontSource {
        data,
        index: 0,
        variations: Vec::new(),
        family: "试".to_owned(),
        name: "试-常规".to_owned(),
        is_bold: false,
        is_italic: false,
        embedding: Embedding::AsLicensed,
    }
}

fn at(x: i64, y: i64) -> Point {
    Point {
        x: Length::micrometres(x),
        y: Length::micrometres(y),
    }
}

/// The glyphs of a text, one em apart.
fn glyphs<'t>(data: &[u8], text: &'t str, size: Length) -> Vec<Glyph<'t>> {
    let face = Face::parse(data, 0).unwrap();
    let characters = text.char_indices().enumerate();
    let glyphs = characters.map(|(index, (from, character))| Glyph {
        id: face.glyph_index(character).unwrap().0,
        text: &text[from..from + character.len_utf8()],
        origin: Point {
            x: Length::nanometres(size.in_nanometres() * i64::try_from(index).unwrap()),
            y: Length::ZERO,
        },
    });
    glyphs.collect()
}

fn text<'a>(font: ofd_writer::FontId, glyphs: &'a [Glyph<'a>], place: Matrix) -> Text<'a> {
    let size = Length::nanometres(5_644_444);
    let count = i64::try_from(glyphs.len()).unwrap();
    Text {
        font,
        size,
        fill: BLACK,
        stroke: None,
        place,
        clips: &[],
        glyphs,
        width: Length::nanometres(size.in_nanometres() * count),
    }
}

const SIZE: Length = Length::nanometres(5_644_444);
const TURNED: [i64; 4] = [0, 1_000_000, -1_000_000, 0];

/// A package with something of everything.
fn everything(data: &[u8]) -> Vec<u8> {
    let mut document = Document::new(Info {
        id: [0xab; 16],
        title: "甲<乙>&\"丙\"".to_owned(),
        author: "某机关".to_owned(),
        created: Some(Date {
            year: 2024,
            month: 3,
            day: 9,
        }),
        keywords: vec!["一".to_owned(), "二".to_owned()],
        custom: vec![("字号".to_owned(), "〔2024〕1号".to_owned())],
        ..Info::default()
    });
    let stroke = Stroke {
        cap: Cap::Round,
        join: Join::Bevel,
        dashes: vec![Length::millimetres(2), Length::millimetres(1)],
        ..Stroke::new(Colour::rgb(255, 0, 0), Length::micrometres(350))
    };
    let clip = Clip {
        segments: vec![
            Segment::Move(at(0, 0)),
            Segment::Line(at(9_000, 0)),
            Segment::Line(at(0, 9_000)),
            Segment::Close,
        ],
        place: Matrix::translation(at(30_000, 40_000)),
    };
    let mut page = document.page(Length::millimetres(210), Length::millimetres(297));
    let font = page.font(&source(data)).unwrap();
    let run = glyphs(data, "通报 情况", SIZE);
    let upright = page.text(&text(font, &run, Matrix::translation(at(30_000, 40_000))));
    let turned = page.text(&Text {
        clips: std::slice::from_ref(&clip),
        ..text(
            font,
            &run,
            Matrix {
                linear: TURNED,
                origin: at(100_000, 40_000),
            },
        )
    });
    page.path(&Path {
        segments: &[
            Segment::Move(at(0, 0)),
            Segment::Cubic(at(1_000, 0), at(2_000, 1_000), at(2_000, 2_000)),
            Segment::Close,
        ],
        fill: Some((BLACK, FillRule::EvenOdd)),
        stroke: Some(&stroke),
        place: Matrix::translation(at(31_000, 41_000)),
        clips: &[clip],
    });
    let mut second = document.page(Length::millimetres(297), Length::millimetres(210));
    let image = second.image(ImageFormat::Png, PNG);
    let picture = second.picture(&Picture {
        image,
        width: Length::millimetres(40),
        height: Length::millimetres(20),
        place: Matrix::translation(at(10_000, 10_000)),
        clips: &[],
    });
    document.outline(vec![Bookmark {
        title: "一、标题".to_owned(),
        target: upright[0],
        top: Length::millimetres(40),
        children: vec![Bookmark {
            title: "图".to_owned(),
            target: picture,
            top: Length::ZERO,
            children: Vec::new(),
        }],
    }]);
    document.tags(TagTree {
        kind: "某标准".to_owned(),
        namespace: "urn:example".to_owned(),
        root: Tag {
            name: "文".into(),
            children: vec![Tag {
                name: "题".into(),
                attributes: vec![("级", "1".to_owned())],
                objects: upright.into_iter().chain(turned).collect(),
                children: Vec::new(),
            }],
            ..Tag::default()
        },
    });
    document.attach(Attachment {
        name: "../数据.toml".to_owned(),
        format: "toml".to_owned(),
        created: None,
        usage: String::new(),
        data: b"a = 1\n".to_vec(),
    });
    document.finish().unwrap()
}

#[test]
fn a_package_keeps_the_standard_and_is_the_same_every_time() {
    for name in ["FandolFang-Regular.otf", "gkai00mp.ttf"] {
        let data = font(name);
        let package = everything(&data);
        assert_eq!(faults(&package), [""; 0], "{name}");
        assert_eq!(package, everything(&data));
        // Both objects that the triangle cuts say so.
        assert_eq!(page(&package).matches("<ofd:Clips>").count(), 2);
    }
}

#[test]
fn the_check_of_the_standard_finds_what_is_wrong() {
    let package = everything(&font("FandolFang-Regular.otf"));
    let spoiled = |file: &str, from: &str, to: &str| {
        let mut files = files(&package);
        let text = String::from_utf8(files[file].clone()).unwrap();
        assert!(text.contains(from), "{from} in {text}");
        files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
        faults(&packed(&files)).len()
    };
    let page = "Doc_0/Pages/Page_0/Content.xml";
    for (file, from, to) in [
        (page, "Boundary=", "Boundry="),
        (page, "Font=\"3\"", "Font=\"4\""),
        (
            page,
            "<ofd:TextCode",
            "<ofd:FillColor Value=\"0 0 0\"/><ofd:TextCode",
        ),
        (page, "M 0.35", "0.35"),
        ("Doc_0/Document.xml", "<ofd:MaxUnitID>", "<ofd:MaxUnitID>-"),
        ("Doc_0/Document.xml", "Page_1", "Page_2"),
        ("Doc_0/Document.xml", "PageID=\"1\"", "PageID=\"99\""),
        ("Doc_0/PublicRes.xml", "ID=\"3\"", "ID=\"1\""),
        ("OFD.xml", "Version", "Vision"),
    ] {
        assert!(spoiled(file, from, to) > 0, "{file}: {from} → {to}");
    }
}

fn packed(files: &std::collections::BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let first = files.keys().filter(|name| *name == "OFD.xml");
    for name in first.chain(files.keys().filter(|name| *name != "OFD.xml")) {
        zip.start_file(name.clone(), options).unwrap();
        zip.write_all(&files[name]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The page as XML.
fn page(package: &[u8]) -> String {
    let files = files(package);
    String::from_utf8(files["Doc_0/Pages/Page_0/Content.xml"].clone()).unwrap()
}

/// Where each character of a page lies in micrometres, and the glyph numbers that are named.
fn read(package: &[u8]) -> Vec<(char, i64, i64)> {
    let page = page(package);
    let page = Xml::parse(&page).unwrap();
    let numbers = |text: Option<&str>| -> Vec<f64> {
        let text = text.unwrap_or_default();
        text.split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect()
    };
    let mut read = Vec::new();
    for object in page
        .descendants()
        .filter(|n| n.has_tag_name(("http://www.ofdspec.org/2016", "TextObject")))
    {
        let boundary = numbers(object.attribute("Boundary"));
        let code = object
            .children()
            .find(|n| n.tag_name().name() == "TextCode")
            .unwrap();
        let (mut x, y) = (
            numbers(code.attribute("X"))[0],
            numbers(code.attribute("Y"))[0],
        );
        let steps = numbers(code.attribute("DeltaX"));
        for (index, character) in code.text().unwrap().chars().enumerate() {
            if index > 0 {
                x += steps[index - 1];
            }
            let (x, y) = ((boundary[0] + x) * 1000.0, (boundary[1] + y) * 1000.0);
            read.push((character, x.round() as i64, y.round() as i64));
        }
    }
    read
}

#[test]
fn no_error_adds_up_along_a_line() {
    let data = font("FandolFang-Regular.otf");
    let mut document = Document::new(Info::default());
    let mut page = document.page(Length::millimetres(210), Length::millimetres(297));
    let font = page.font(&source(&data)).unwrap();
    let line: String = "通报情况".repeat(7);
    let run = glyphs(&data, &line, SIZE);
    page.text(&text(font, &run, Matrix::translation(at(28_000, 40_000))));
    let read = read(&document.finish().unwrap());
    assert_eq!(read.len(), 28);
    for (index, (_, x, y)) in read.iter().enumerate() {
        let wanted = 28_000_000 + 5_644_444 * i64::try_from(index).unwrap();
        assert!((x * 1000 - wanted).abs() <= 500, "{index}: {x}");
        assert_eq!(*y, 40_000);
    }
}

#[test]
fn an_embedded_font_shows_each_character_by_the_glyph_that_was_set() {
    let data = font("FandolFang-Regular.otf");
    let mut document = Document::new(Info::default());
    let mut page = document.page(Length::millimetres(210), Length::millimetres(297));
    let font = page.font(&source(&data)).unwrap();
    // The second 通 is set in the glyph of 报: a reader must not show it by its character.
    let mut run = glyphs(&data, "通报通", SIZE);
    run[2].id = run[1].id;
    page.text(&text(font, &run, Matrix::translation(at(0, 0))));
    let package = document.finish().unwrap();
    let files = files(&package);
    let (_, subset) = files
        .iter()
        .find(|(name, _)| name.contains("font_"))
        .unwrap();
    assert!(subset.len() * 20 < data.len());
    let (whole, subset) = (
        Face::parse(&data, 0).unwrap(),
        Face::parse(subset, 0).unwrap(),
    );
    let outline = |face: &Face, glyph| {
        let mut drawn = Drawn::default();
        face.outline_glyph(glyph, &mut drawn);
        drawn.0
    };
    for character in ['通', '报'] {
        let there = whole.glyph_index(character).unwrap();
        let here = subset.glyph_index(character).unwrap();
        assert_eq!(outline(&whole, there), outline(&subset, here));
    }
    assert!(subset.names().into_iter().next().is_some());
    assert!(subset.tables().os2.is_some());
    let xml = self::page(&package);
    let xml = Xml::parse(&xml).unwrap();
    let transforms = xml
        .descendants()
        .filter(|n| n.tag_name().name() == "CGTransform");
    let transforms: Vec<_> = transforms.collect();
    assert_eq!(transforms.len(), 1);
    assert_eq!(transforms[0].attribute("CodePosition"), Some("2"));
    let glyph: u16 = transforms[0]
        .descendants()
        .find_map(|n| n.text()?.parse().ok())
        .unwrap();
    assert_eq!(subset.glyph_index('报').unwrap().0, glyph);
}

#[derive(Default)]
struct Drawn(Vec<[i32; 2]>);

impl ttf_parser::OutlineBuilder for Drawn {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push([x as i32, y as i32]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.move_to(x, y);
    }
    fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
        self.move_to(x, y);
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        self.move_to(x, y);
    }
    fn close(&mut self) {}
}

#[test]
fn white_space_at_the_beginning_does_not_move_what_follows() {
    let data = font("LiberationSerif-Regular.ttf");
    let mut document = Document::new(Info::default());
    let mut page = document.page(Length::millimetres(210), Length::millimetres(297));
    let font = page.font(&source(&data)).unwrap();
    let run = glyphs(&data, "  2023 ", SIZE);
    let objects = page.text(&text(font, &run, Matrix::translation(at(0, 10_000))));
    assert_eq!(objects.len(), 2);
    let read = read(&document.finish().unwrap());
    let text: String = read.iter().map(|(character, ..)| *character).collect();
    assert_eq!(text, "  2023 ");
    assert_eq!(read[2].1, 11_289);
}

#[test]
fn a_ligature_and_a_character_of_several_glyphs_keep_their_text() {
    let data = font("LiberationSerif-Regular.ttf");
    let mut document = Document::new(Info::default());
    let mut page = document.page(Length::millimetres(210), Length::millimetres(297));
    let font = page.font(&source(&data)).unwrap();
    let one = glyphs(&data, "abc", SIZE);
    // The first glyph stands for two characters, the second and third together for one.
    let run = [
        Glyph {
            text: "fi",
            ..one[0]
        },
        Glyph {
            text: "é",
            ..one[1]
        },
        Glyph { text: "", ..one[2] },
    ];
    let objects = page.text(&text(font, &run, Matrix::translation(at(0, 10_000))));
    assert_eq!(objects.len(), 2);
    let package = document.finish().unwrap();
    assert_eq!(faults(&package), [""; 0]);
    let read = read(&package);
    let text: String = read.iter().map(|(character, ..)| *character).collect();
    assert_eq!(text.replace('\u{200b}', ""), "fié");
    let places: Vec<i64> = read.iter().map(|(_, x, _)| *x).collect();
    assert_eq!(places, [0, 0, 5_644, 11_289]);
}

/// The same font with other licence bits.
fn licensed(data: &[u8], bits: u16) -> Vec<u8> {
    let mut data = data.to_vec();
    let table = (0..).map(|index| 12 + index * 16);
    let record = table
        .take(40)
        .find(|at| &data[*at..at + 4] == b"OS/2")
        .unwrap();
    let offset = u32::from_be_bytes(data[record + 8..record + 12].try_into().unwrap());
    let at = usize::try_from(offset).unwrap() + 8;
    data[at..at + 2].copy_from_slice(&bits.to_be_bytes());
    data
}

#[test]
fn a_font_that_forbids_embedding_is_refused_unless_told() {
    let original = font("LiberationSerif-Regular.ttf");
    for (bits, is_refused) in [
        (0x0000, false),
        (0x0004, false),
        (0x0008, false),
        (0x0002, true),
        (0x0200, true),
    ] {
        let data = licensed(&original, bits);
        let taken = Document::new(Info::default()).font(&source(&data));
        match taken {
            Ok(_) => assert!(!is_refused, "{bits:x}"),
            Err(Error::EmbeddingForbidden { family }) => {
                assert!(is_refused, "{bits:x}");
                assert_eq!(family, "试");
            }
            Err(other) => panic!("{other}"),
        }
        let told = FontSource {
            embedding: Embedding::Always,
            ..source(&data)
        };
        assert!(Document::new(Info::default()).font(&told).is_ok());
    }
    // One that may be embedded only as a whole is.
    let data = licensed(&original, 0x0100);
    let mut document = Document::new(Info::default());
    let mut page = document.page(Length::millimetres(210), Length::millimetres(297));
    let font = page.font(&source(&data)).unwrap();
    let run = glyphs(&data, "ab", SIZE);
    page.text(&text(font, &run, Matrix::translation(at(0, 0))));
    let package = document.finish().unwrap();
    let files = files(&package);
    let (_, embedded) = files
        .iter()
        .find(|(name, _)| name.contains("font_"))
        .unwrap();
    assert_eq!(*embedded, data);
    assert!(!self::page(&package).contains("CGTransform"));
}

#[test]
fn what_is_no_font_is_told() {
    let mut document = Document::new(Info::default());
    let taken = document.font(&source(b"no font"));
    assert!(matches!(taken, Err(Error::Font { .. })));
}
