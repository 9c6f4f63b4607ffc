use serde::{Serialize, Serializer};

/// One rule of the standard, as far as it can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    PaperSize,
    Margins,
    TypeWidth,
    TextEdges,
    LineGrid,
    LinesPerPage,
    CharactersPerLine,
    CharacterGaps,
    Indent,
    TextType,
    MarkTop,
    MarkLine,
    NumberPlace,
    RedRulePlace,
    RedRuleSize,
    TitlePlace,
    TitleShape,
    TitleWords,
    AddresseePlace,
    HeadingType,
    LineEnds,
    WholeFigures,
    HeadingAtFoot,
    LastCharacter,
    AnnexList,
    SignaturePlace,
    SignatureWithText,
    AnnexHead,
    AnnexNaming,
    TableInside,
    TableType,
    TableHead,
    HeadWords,
    FigureColumns,
    SpreadNames,
    ImprintRules,
    ImprintPlace,
    ImprintText,
    ImprintPage,
    FolioPlace,
    FolioText,
    Colours,
    Content,
}

impl Rule {
    /// Rules that the text itself may break, where the layout is as it should
    /// be: a title too long, a word longer than its column.
    pub fn depends_on_text(self) -> bool {
        matches!(
            self,
            Self::CharactersPerLine
                | Self::CharacterGaps
                | Self::LinesPerPage
                | Self::LastCharacter
                | Self::TitleShape
                | Self::HeadWords
                | Self::FigureColumns
        )
    }
}

/// Code, name in Chinese, clause of GB/T 9704-2012.
type Facts = (Rule, &'static str, &'static str, &'static str);

const FACTS: &[Facts] = &[
    (Rule::PaperSize, "paper-size", "纸张 A4", "5.1"),
    (Rule::Margins, "margins", "订口、切口", "5.2.1"),
    (Rule::TypeWidth, "type-width", "版心宽度", "5.2.1"),
    (Rule::TextEdges, "text-edges", "首行上缘、末行下缘", "5.2.1"),
    (Rule::LineGrid, "line-grid", "各行在行格上", "5.2.3"),
    (Rule::LinesPerPage, "lines-per-page", "每面行数", "5.2.3"),
    (
        Rule::CharactersPerLine,
        "characters-per-line",
        "每行字数",
        "5.2.3",
    ),
    (Rule::CharacterGaps, "character-gaps", "字距放宽", "5.2.3"),
    (Rule::Indent, "indent", "段首空二字", "7.3.3"),
    (Rule::TextType, "text-type", "正文字体字号", "5.2.2"),
    (Rule::MarkTop, "mark-top", "发文机关标志上边缘", "7.2.4"),
    (Rule::MarkLine, "mark-line", "发文机关标志一行居中", "7.2.4"),
    (Rule::NumberPlace, "number-place", "发文字号位置", "7.2.5"),
    (
        Rule::RedRulePlace,
        "red-rule-place",
        "红线在发文字号下",
        "7.2.7",
    ),
    (
        Rule::RedRuleSize,
        "red-rule-size",
        "红线长短、粗细",
        "7.2.7",
    ),
    (Rule::TitlePlace, "title-place", "标题位置", "7.3.1"),
    (Rule::TitleShape, "title-shape", "标题排列", "7.3.1"),
    (Rule::TitleWords, "title-words", "标题词意完整", "7.3.1"),
    (
        Rule::AddresseePlace,
        "addressee-place",
        "主送机关位置",
        "7.3.2",
    ),
    (Rule::HeadingType, "heading-type", "各级标题字体", "7.3.3"),
    (Rule::LineEnds, "line-ends", "行首行尾标点", "7.3.3"),
    (Rule::WholeFigures, "whole-figures", "数字不拆行", "7.3.3"),
    (
        Rule::HeadingAtFoot,
        "heading-at-foot",
        "标题不落页末",
        "7.3.3",
    ),
    (
        Rule::LastCharacter,
        "last-character",
        "段末不留单字",
        "7.3.3",
    ),
    (Rule::AnnexList, "annex-list", "附件说明", "7.3.4"),
    (
        Rule::SignaturePlace,
        "signature-place",
        "署名和成文日期位置",
        "7.3.5",
    ),
    (
        Rule::SignatureWithText,
        "signature-with-text",
        "署名与正文同面",
        "7.3.5.4",
    ),
    (Rule::AnnexHead, "annex-head", "附件序号和标题位置", "7.3.7"),
    (
        Rule::AnnexNaming,
        "annex-naming",
        "附件名称前后一致",
        "7.3.7",
    ),
    (Rule::TableInside, "table-inside", "表格在版心内", "8"),
    (Rule::TableType, "table-type", "表格字号", "8"),
    (Rule::TableHead, "table-head", "每面有表头", "8"),
    (Rule::HeadWords, "head-words", "表头不拆词", "8"),
    (Rule::FigureColumns, "figure-columns", "数字按列对齐", "8"),
    (Rule::SpreadNames, "spread-names", "二字名称占三字", "8"),
    (Rule::ImprintRules, "imprint-rules", "版记分隔线", "7.4.1"),
    (
        Rule::ImprintPlace,
        "imprint-place",
        "末线在版心下缘",
        "7.4.1",
    ),
    (Rule::ImprintText, "imprint-text", "抄送、印发", "7.4.2"),
    (
        Rule::ImprintPage,
        "imprint-page",
        "版记在最后一面（偶数）",
        "7.4",
    ),
    (Rule::FolioPlace, "folio-place", "页码位置", "7.5"),
    (Rule::FolioText, "folio-text", "页码连续", "7.5"),
    (Rule::Colours, "colours", "颜色", "5.2.4"),
    (Rule::Content, "content", "文字齐全", "7"),
];

impl Rule {
    /// In the order of the notice's parts.
    pub fn all() -> impl Iterator<Item = Self> {
        FACTS.iter().map(|facts| facts.0)
    }

    /// `mark-top`: never changes, for reviewers' tools.
    pub fn code(self) -> &'static str {
        self.facts().map_or("", |facts| facts.1)
    }

    /// What it is about, in Chinese.
    pub fn name(self) -> &'static str {
        self.facts().map_or("", |facts| facts.2)
    }

    /// The clause of GB/T 9704-2012.
    pub fn clause(self) -> &'static str {
        self.facts().map_or("", |facts| facts.3)
    }

    fn facts(self) -> Option<&'static Facts> {
        FACTS.iter().find(|facts| facts.0 == self)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.code().serialize(serializer)
    }
}
