//! The elements that the writer knows, as the tables of GB/T 33190-2016 and its schemas have them.

/// What an element's attribute or text must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Whatever it may be.
    Any,
    /// `ST_ID`, which nothing else in the document bears.
    Id,
    /// `ST_RefID` of an element of this name.
    Ref(&'static str),
    /// `ST_Loc`: a file of the package.
    File,
    /// `ST_Box`.
    Area,
    /// `ST_Array` of so many numbers; 0 for any number of them.
    Numbers(usize),
    /// A number.
    Number,
    /// A whole number that is not negative.
    Whole,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `xs:date` or `xs:dateTime`.
    Date,
    /// 32 hexadecimal digits.
    Uuid,
    /// `AbbreviatedData`.
    Path,
    /// Nothing but the elements within it.
    Nothing,
}

/// An element: its attributes, which of them there must be, the elements within it in their order
/// with how often there may be one, and its text.
pub struct Element {
    pub name: &'static str,
    pub required: &'static [(&'static str, Value)],
    pub optional: &'static [(&'static str, Value)],
    pub children: &'static [(&'static str, usize, usize)],
    pub text: Value,
}

use Value::{Any, Area, Date, File, Id, Nothing, Number, Numbers, Path, Ref, Uuid, Whole, Word};

const MANY: usize = usize::MAX;
const BOOLEAN: Value = Word(&["true", "false"]);

/// What every graphic unit may have (table 23).
const UNIT: &[(&str, Value)] = &[
    ("CTM", Numbers(6)),
    ("LineWidth", Number),
    ("Cap", Word(&["Butt", "Round", "Square"])),
    ("Join", Word(&["Miter", "Round", "Bevel"])),
    ("MiterLimit", Number),
    ("DashOffset", Number),
    ("DashPattern", Numbers(0)),
    ("Stroke", BOOLEAN),
    ("Fill", BOOLEAN),
    ("Rule", Word(&["NonZero", "Even-Odd"])),
];

const fn leaf(name: &'static str, text: Value) -> Element {
    Element {
        name,
        required: &[],
        optional: &[],
        children: &[],
        text,
    }
}

const fn node(name: &'static str, children: &'static [(&'static str, usize, usize)]) -> Element {
    Element {
        children,
        ..leaf(name, Nothing)
    }
}

/// All elements, but for tags, whose names are the caller's.
pub const ELEMENTS: &[Element] = &[
    // Tables 3 and 4.
    Element {
        required: &[("Version", Word(&["1.0"])), ("DocType", Word(&["OFD"]))],
        ..node("OFD", &[("DocBody", 1, MANY)])
    },
    node("DocBody", &[("DocInfo", 1, 1), ("DocRoot", 1, 1)]),
    node(
        "DocInfo",
        &[
            ("DocID", 1, 1),
            ("Title", 0, 1),
            ("Author", 0, 1),
            ("Subject", 0, 1),
            ("Abstract", 0, 1),
            ("CreationDate", 0, 1),
            ("DocUsage", 0, 1),
            ("Keywords", 0, 1),
            ("Creator", 0, 1),
            ("CreatorVersion", 0, 1),
            ("CustomDatas", 0, 1),
        ],
    ),
    leaf("DocID", Uuid),
    leaf("Title", Any),
    leaf("Author", Any),
    leaf("Subject", Any),
    leaf("Abstract", Any),
    leaf("CreationDate", Date),
    leaf("DocUsage", Word(&["Normal"])),
    node("Keywords", &[("Keyword", 1, MANY)]),
    leaf("Keyword", Any),
    leaf("Creator", Any),
    leaf("CreatorVersion", Any),
    node("CustomDatas", &[("CustomData", 1, MANY)]),
    Element {
        required: &[("Name", Any)],
        ..leaf("CustomData", Any)
    },
    leaf("DocRoot", File),
    // Tables 5 to 11.
    node(
        "Document",
        &[
            ("CommonData", 1, 1),
            ("Pages", 1, 1),
            ("Outlines", 0, 1),
            ("CustomTags", 0, 1),
            ("Attachments", 0, 1),
        ],
    ),
    node(
        "CommonData",
        &[
            ("MaxUnitID", 1, 1),
            ("PageArea", 1, 1),
            ("PublicRes", 0, MANY),
            ("DocumentRes", 0, MANY),
        ],
    ),
    leaf("MaxUnitID", Whole),
    node("PageArea", &[("PhysicalBox", 1, 1)]),
    leaf("PhysicalBox", Area),
    leaf("PublicRes", File),
    leaf("DocumentRes", File),
    node("Pages", &[("Page", 1, MANY)]),
    node("Outlines", &[("OutlineElem", 1, MANY)]),
    Element {
        required: &[("Title", Any)],
        optional: &[("Count", Whole)],
        ..node(
            "OutlineElem",
            &[("Actions", 0, 1), ("OutlineElem", 0, MANY)],
        )
    },
    node("Actions", &[("Action", 1, MANY)]),
    Element {
        required: &[("Event", Word(&["DO", "PO", "CLICK"]))],
        ..node("Action", &[("Goto", 1, 1)])
    },
    node("Goto", &[("Dest", 1, 1)]),
    Element {
        required: &[
            ("Type", Word(&["XYZ", "Fit", "FitH", "FitV", "FitR"])),
            ("PageID", Ref("Page")),
        ],
        optional: &[("Left", Number), ("Top", Number), ("Zoom", Number)],
        ..leaf("Dest", Nothing)
    },
    leaf("CustomTags", File),
    leaf("Attachments", File),
    // Tables 12 to 15: `Page` here is the reference to one; the root of a page's own file is
    // `Page/Content.xml` below.
    Element {
        required: &[("ID", Id), ("BaseLoc", File)],
        ..leaf("Page", Nothing)
    },
    node("Area", &[("PhysicalBox", 0, 1), ("Path", 0, 1)]),
    node("Content", &[("Layer", 1, MANY)]),
    Element {
        required: &[("ID", Id)],
        ..node("Layer", &[("TextObject|PathObject|ImageObject", 0, MANY)])
    },
    // Tables 16 to 20, 44.
    Element {
        required: &[("BaseLoc", Any)],
        ..node("Res", &[("Fonts", 0, 1), ("MultiMedias", 0, 1)])
    },
    node("Fonts", &[("Font", 1, MANY)]),
    Element {
        required: &[("ID", Id), ("FontName", Any)],
        optional: &[("FamilyName", Any), ("Italic", BOOLEAN), ("Bold", BOOLEAN)],
        ..node("Font", &[("FontFile", 0, 1)])
    },
    leaf("FontFile", File),
    node("MultiMedias", &[("MultiMedia", 1, MANY)]),
    Element {
        required: &[("ID", Id), ("Type", Word(&["Image"]))],
        optional: &[("Format", Word(&["PNG", "JPEG"]))],
        ..node("MultiMedia", &[("MediaFile", 1, 1)])
    },
    leaf("MediaFile", File),
    // Tables 23 to 36.
    Element {
        required: &[("ID", Id), ("Boundary", Area)],
        optional: UNIT,
        ..node(
            "PathObject",
            &[
                ("Clips", 0, 1),
                ("StrokeColor", 0, 1),
                ("FillColor", 0, 1),
                ("AbbreviatedData", 1, 1),
            ],
        )
    },
    leaf("AbbreviatedData", Path),
    node("Clips", &[("Clip", 1, MANY)]),
    node("Clip", &[("Area", 1, MANY)]),
    Element {
        required: &[("Boundary", Area)],
        optional: UNIT,
        ..node("Path", &[("AbbreviatedData", 1, 1)])
    },
    Element {
        required: &[("Value", Numbers(3))],
        optional: &[("Alpha", Whole)],
        ..leaf("FillColor", Nothing)
    },
    Element {
        required: &[("Value", Numbers(3))],
        optional: &[("Alpha", Whole)],
        ..leaf("StrokeColor", Nothing)
    },
    // Tables 43 to 49.
    Element {
        required: &[
            ("ID", Id),
            ("Boundary", Area),
            ("ResourceID", Ref("MultiMedia")),
        ],
        optional: UNIT,
        ..node("ImageObject", &[("Clips", 0, 1)])
    },
    Element {
        required: &[
            ("ID", Id),
            ("Boundary", Area),
            ("Font", Ref("Font")),
            ("Size", Number),
        ],
        optional: UNIT,
        ..node(
            "TextObject",
            &[
                ("Clips", 0, 1),
                ("FillColor", 0, 1),
                ("StrokeColor", 0, 1),
                ("CGTransform", 0, MANY),
                ("TextCode", 1, 1),
            ],
        )
    },
    Element {
        required: &[("CodePosition", Whole)],
        optional: &[("CodeCount", Whole), ("GlyphCount", Whole)],
        ..node("CGTransform", &[("Glyphs", 0, 1)])
    },
    leaf("Glyphs", Numbers(1)),
    Element {
        optional: &[
            ("X", Number),
            ("Y", Number),
            ("DeltaX", Numbers(0)),
            ("DeltaY", Numbers(0)),
        ],
        ..leaf("TextCode", Any)
    },
    // Tables 62 to 65.
    Element {
        required: &[("TypeID", Any)],
        optional: &[("NameSpace", Any)],
        ..node("CustomTag", &[("FileLoc", 1, 1)])
    },
    leaf("FileLoc", File),
    Element {
        required: &[("PageRef", Ref("Page"))],
        ..leaf("ObjectRef", Ref("TextObject|PathObject|ImageObject"))
    },
    Element {
        required: &[("ID", Any), ("Name", Any)],
        optional: &[
            ("Format", Any),
            ("CreationDate", Date),
            ("Size", Number),
            ("Visible", BOOLEAN),
            ("Usage", Any),
        ],
        ..node("Attachment", &[("FileLoc", 1, 1)])
    },
];

/// The roots of files that are called like the element by which another file names them.
pub const ROOTS: &[Element] = &[
    node("Page", &[("Area", 0, 1), ("Content", 0, 1)]),
    node("CustomTags", &[("CustomTag", 0, MANY)]),
    node("Attachments", &[("Attachment", 0, MANY)]),
];
