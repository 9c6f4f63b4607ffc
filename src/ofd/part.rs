//! The names of the parts as custom tags. GB/T 33476 takes them from GB/T 9704, and so do these.

use crate::pages::PartKind;

/// What kind of tags they are.
pub const KIND: &str = "GB/T 33476";
/// The namespace of the tags.
pub const NAMESPACE: &str = "urn:gb:33476:2016";
/// The tag of the whole document.
pub const ROOT: &str = "公文";

/// What parts are put together in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// 版头 (GB/T 9704 7.2).
    Head,
    /// 主体 (GB/T 9704 7.3).
    Main,
    /// 正文, in 主体 (GB/T 9704 7.3.3).
    Text,
    /// 附件, in 主体 (GB/T 9704 7.3.7).
    Annexes,
    /// 版记 (GB/T 9704 7.4).
    Imprint,
    /// What stands on every page: its number.
    Sheets,
}

impl Container {
    /// Its names, the outer one first.
    pub fn path(self) -> &'static [&'static str] {
        match self {
            Self::Head => &["版头"],
            Self::Main => &["主体"],
            Self::Text => &["主体", "正文"],
            Self::Annexes => &["主体", "附件"],
            Self::Imprint => &["版记"],
            Self::Sheets => &["版面"],
        }
    }
}

/// What a part is put into; `is_annexed` says whether the annexes have begun before it.
pub fn container(kind: PartKind, is_annexed: bool) -> Container {
    match kind {
        PartKind::CopyNumber
        | PartKind::Secrecy
        | PartKind::Urgency
        | PartKind::Mark
        | PartKind::MarkWord
        | PartKind::Number
        | PartKind::Signers
        | PartKind::RedRule => Container::Head,
        PartKind::Title
        | PartKind::Addressee
        | PartKind::AnnexList
        | PartKind::Attendance
        | PartKind::Post
        | PartKind::SignatureOrgan
        | PartKind::SignatureDate
        | PartKind::Note => Container::Main,
        PartKind::Heading | PartKind::Paragraph | PartKind::TableCaption => Container::Text,
        PartKind::AnnexLabel
        | PartKind::AnnexTitle
        | PartKind::AnnexHeading
        | PartKind::AnnexParagraph => Container::Annexes,
        PartKind::ImprintRule
        | PartKind::ImprintCopies
        | PartKind::ImprintOrgan
        | PartKind::ImprintDate => Container::Imprint,
        PartKind::Folio | PartKind::SheetMark => Container::Sheets,
        // Whatever else stands where it comes.
        _ if is_annexed => Container::Annexes,
        _ => Container::Text,
    }
}

/// What a part is called.
pub fn name(kind: PartKind) -> &'static str {
    match kind {
        PartKind::CopyNumber => "份号",
        PartKind::Secrecy => "密级和保密期限",
        PartKind::Urgency => "紧急程度",
        PartKind::Mark | PartKind::MarkWord => "发文机关标志",
        PartKind::Number => "发文字号",
        PartKind::Signers => "签发人",
        PartKind::RedRule => "版头中的分隔线",
        PartKind::Title => "标题",
        PartKind::Addressee => "主送机关",
        PartKind::Heading | PartKind::AnnexHeading => "层次标题",
        PartKind::Paragraph | PartKind::AnnexParagraph => "段落",
        PartKind::AnnexList => "附件说明",
        PartKind::SignatureOrgan => "发文机关署名",
        PartKind::SignatureDate => "成文日期",
        PartKind::Attendance => "出席人员名单",
        PartKind::Post => "签发人职务",
        PartKind::Note => "附注",
        PartKind::AnnexLabel => "附件序号",
        PartKind::AnnexTitle => "附件标题",
        PartKind::TableCaption => "表题",
        PartKind::FootnoteMark => "脚注序号",
        PartKind::Footnote => "脚注",
        PartKind::FootnoteRule => "脚注线",
        PartKind::Chart | PartKind::ChartBar | PartKind::ChartPoint | PartKind::ChartRule => "图",
        PartKind::ChartCaption | PartKind::AnnexChartCaption => "图题",
        PartKind::ChartName
        | PartKind::ChartValue
        | PartKind::ChartTick
        | PartKind::ChartLegend => "图中文字",
        PartKind::TableUnit => "计量单位",
        PartKind::Table => "表格",
        PartKind::HeadCell => "表头",
        PartKind::Cell => "单元格",
        PartKind::Notes => "表注",
        PartKind::ImprintRule => "版记中的分隔线",
        PartKind::ImprintCopies => "抄送机关",
        PartKind::ImprintOrgan => "印发机关",
        PartKind::ImprintDate => "印发日期",
        PartKind::Folio => "页码",
        PartKind::SheetMark => "版面标识",
    }
}
