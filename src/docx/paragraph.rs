//! Paragraphs and runs: how a text is set.

use super::size::{AREA, CLOSER, EM, LINE, THIRD, Twips};
use super::xml::Xml;

/// How characters are set.
#[derive(Clone)]
pub(super) struct Type {
    /// The role of its face: `fangsong`, `heiti`.
    pub role: &'static str,
    /// In half points.
    pub size: i64,
    /// How much farther or closer characters stand, in twips.
    pub spacing: i64,
    /// To how many per cent of their width they are narrowed.
    pub scale: i64,
    pub is_red: bool,
    pub is_raised: bool,
}

/// 三号 in a face, 28 characters a line.
pub(super) fn third(role: &'static str) -> Type {
    Type {
        spacing: CLOSER,
        ..sized(role, THIRD)
    }
}

/// A face in any size.
pub(super) fn sized(role: &'static str, size: i64) -> Type {
    Type {
        role,
        size,
        spacing: 0,
        scale: 100,
        is_red: false,
        is_raised: false,
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Align {
    #[default]
    Both,
    Left,
    Centre,
    Right,
}

/// How a paragraph is set.
#[derive(Clone)]
pub(super) struct Set {
    pub style: &'static str,
    pub align: Align,
    pub left: Twips,
    pub right: Twips,
    /// Of the first line beside `left`; negative: it hangs.
    pub first: Twips,
    pub before: Twips,
    pub after: Twips,
    /// From one line to the next; 0: as high as what stands in it.
    pub line: Twips,
    /// In a frame so far below the paper's upper edge, as wide as the 版心; paragraphs of one place
    /// share it.
    pub frame: Option<Twips>,
    /// Black rules above and below it, in eighths of a point; 0: none.
    pub rules: (i64, i64),
    /// 1 to 4: it is a heading in the outline.
    pub level: Option<u8>,
    pub keeps_next: bool,
    pub begins_page: bool,
    /// A red rule below it.
    pub is_ruled: bool,
    /// The place of a tab whose text ends there.
    pub tab: Option<Twips>,
}

impl Default for Set {
    fn default() -> Self {
        Self {
            style: "Normal",
            align: Align::Both,
            left: 0,
            right: 0,
            first: 0,
            before: 0,
            after: 0,
            line: LINE,
            frame: None,
            rules: (0, 0),
            level: None,
            keeps_next: false,
            begins_page: false,
            is_ruled: false,
            tab: None,
        }
    }
}

impl Set {
    /// A paragraph of the text: two characters in.
    pub fn text() -> Self {
        Self {
            first: EM * 2,
            ..Self::default()
        }
    }

    pub fn aligned(align: Align) -> Self {
        Self {
            align,
            ..Self::default()
        }
    }
}

/// A paragraph whose runs `within` writes.
pub(super) fn paragraph(xml: &mut Xml, set: &Set, within: impl FnOnce(&mut Xml)) {
    sectioned(xml, set, None, within);
}

/// One that may end a section: the properties of the section stand in it.
pub(super) fn sectioned(
    xml: &mut Xml,
    set: &Set,
    section: Option<&Xml>,
    within: impl FnOnce(&mut Xml),
) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| properties(xml, set, section));
        within(xml);
    });
}

fn properties(xml: &mut Xml, set: &Set, section: Option<&Xml>) {
    // In the order that the standard of the format wants.
    xml.value("w:pStyle", set.style);
    if set.keeps_next {
        xml.empty("w:keepNext", &[]);
    }
    if set.begins_page {
        xml.empty("w:pageBreakBefore", &[]);
    }
    if let Some(top) = set.frame {
        let (width, top) = (AREA.0.to_string(), top.to_string());
        let frame = [
            ("w:w", width.as_str()),
            ("w:hSpace", "0"),
            ("w:wrap", "around"),
            ("w:vAnchor", "page"),
            ("w:hAnchor", "margin"),
            ("w:x", "1"),
            ("w:y", top.as_str()),
        ];
        xml.empty("w:framePr", &frame);
    }
    borders(xml, set);
    if let Some(tab) = set.tab {
        xml.element("w:tabs", &[], |xml| {
            xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &tab.to_string())]);
        });
    }
    distances(xml, set);
    let align = match set.align {
        Align::Both => "both",
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    };
    xml.value("w:jc", align);
    if let Some(level) = set.level {
        xml.value("w:outlineLvl", level.saturating_sub(1));
    }
    if let Some(section) = section {
        xml.append(section);
    }
}

/// The rules above and below a paragraph.
fn borders(xml: &mut Xml, set: &Set) {
    let (above, below) = set.rules;
    if above + below > 0 {
        xml.element("w:pBdr", &[], |xml| {
            for (side, weight) in [("w:top", above), ("w:bottom", below)] {
                let weight = weight.to_string();
                let rule = [
                    ("w:val", "single"),
                    ("w:sz", weight.as_str()),
                    ("w:space", "0"),
                    ("w:color", "auto"),
                ];
                if weight != "0" {
                    xml.empty(side, &rule);
                }
            }
        });
    }
    if set.is_ruled {
        xml.element("w:pBdr", &[], |xml| {
            let rule = [
                ("w:val", "single"),
                ("w:sz", "11"),
                ("w:space", "11"),
                ("w:color", "E60012"),
            ];
            xml.empty("w:bottom", &rule);
        });
    }
}

/// What stands around its lines, and before them.
fn distances(xml: &mut Xml, set: &Set) {
    let spacing = [
        ("w:before", set.before.to_string()),
        ("w:after", set.after.to_string()),
        (
            "w:line",
            if set.line == 0 { 240 } else { set.line }.to_string(),
        ),
    ];
    let mut attributes: Vec<(&str, &str)> = spacing
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    attributes.push(("w:lineRule", if set.line == 0 { "auto" } else { "exact" }));
    xml.empty("w:spacing", &attributes);
    let (key, first) = if set.first < 0 {
        ("w:hanging", -set.first)
    } else {
        ("w:firstLine", set.first)
    };
    let (left, right, first) = (
        set.left.to_string(),
        set.right.to_string(),
        first.to_string(),
    );
    xml.empty(
        "w:ind",
        &[("w:left", &left), ("w:right", &right), (key, &first)],
    );
}

/// A blank line.
pub(super) fn blank(xml: &mut Xml) {
    paragraph(xml, &Set::default(), |_| {});
}

/// Words in one type; a line break is a break of the line.
pub(super) fn run(xml: &mut Xml, kind: &Type, words: &str) {
    if words.is_empty() {
        return;
    }
    xml.element("w:r", &[], |xml| {
        run_properties(xml, kind);
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                xml.empty("w:br", &[]);
            }
            for (at, part) in line.split('\t').enumerate() {
                if at > 0 {
                    xml.empty("w:tab", &[]);
                }
                xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.words(part));
            }
        }
    });
}

/// The type of a run.
pub(super) fn run_properties(xml: &mut Xml, kind: &Type) {
    xml.element("w:rPr", &[], |xml| {
        xml.value("w:rStyle", kind.role);
        // Quotes and dashes are those of Chinese.
        xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        if kind.is_red {
            xml.value("w:color", "E60012");
        }
        if kind.spacing != 0 {
            xml.value("w:spacing", kind.spacing);
        }
        if kind.scale != 100 {
            xml.value("w:w", kind.scale);
        }
        xml.value("w:sz", kind.size);
        if kind.is_raised {
            xml.value("w:vertAlign", "superscript");
        }
    });
}
