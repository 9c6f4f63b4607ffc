use serde::{Serialize, Serializer};

/// One rule of the standard, as far as it can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 5.1: each sheet is A4, 210 mm by 297 mm, upright or across.
    PaperSize,
    /// 5.2.1: the turnover lines of a paragraph begin at the left edge of the 版心.
    Margins,
    /// 5.2.1: the full lines of a paragraph end at the right edge of the 版心, 156 mm from the left one.
    TypeWidth,
    /// 5.2.1: the first line's top and a full page's last foot are the edges of the 版心.
    TextEdges,
    /// 5.2.3: the lines of the text stand whole pitches apart; 22 lines fill the 版心.
    LineGrid,
    /// 5.2.3: a page that the text goes on from has 22 lines, or fewer for a heading or the
    /// signature that must move on.
    LinesPerPage,
    /// 5.2.3: a line of a paragraph that turns over has 28 characters, or as many as fit before a piece
    /// that can't be cut.
    CharactersPerLine,
    /// 5.2.3: justification parts two characters by a third of one at most, or evenly.
    CharacterGaps,
    /// 7.3.3: paragraphs and headings begin two characters in.
    Indent,
    /// 5.2.2: the addressee and the paragraphs are set in 三号 仿宋, a heading within a paragraph in
    /// the face of its level.
    TextType,
    /// 7.2.4: the mark's ink begins 72 mm below the paper's upper edge.
    MarkTop,
    /// 7.2.4: the mark stands on one line, centred and no wider than the 版心.
    MarkLine,
    /// 7.2.5: the number stands centred, two blank lines below the mark.
    NumberPlace,
    /// 7.2.7: the red rule lies 4 mm below the number and begins at the left edge of the 版心.
    RedRulePlace,
    /// 7.2.7: the red rule is as wide as the 版心 and 0.35 mm to 0.5 mm thick.
    RedRuleSize,
    /// 7.3.1: the title stands centred, two blank lines below the red rule.
    TitlePlace,
    /// 7.3.1: a title is a trapezium or a diamond of one to three lines, none under half of the longest.
    TitleShape,
    /// 7.3.1: the lines of a title end only where words do.
    TitleWords,
    /// 7.3.2: the addressee stands flush left, one blank line below the title, and ends in ：.
    AddresseePlace,
    /// 7.3.3: headings are set in 三号 黑体, 楷体 or 仿宋 by level, titles in 二号 小标宋.
    HeadingType,
    /// 7.3.3: no line begins with a closing mark or ends with an opening one.
    LineEnds,
    /// 7.3.3: no line cuts a figure, nor parts it from its unit.
    WholeFigures,
    /// 7.3.3: no heading is the last line of a page.
    HeadingAtFoot,
    /// 7.3.3: the last of several lines of a paragraph has two characters at least.
    LastCharacter,
    /// 7.3.4: the list of annexes stands one blank line below the text, two characters in, its names
    /// flush with each other and without a mark at their ends.
    AnnexList,
    /// 7.3.5: the organ and the date stand as far from the right edge and below the text as the
    /// standard has it, with a seal or without.
    SignaturePlace,
    /// 7.3.5.4: the page of the signature bears text, or at least a part of a long list of annexes.
    SignatureWithText,
    /// 7.3.7: an annex begins on a new page, its label flush left on the first line and its title
    /// centred after a blank one.
    AnnexHead,
    /// 7.3.7: the annexes bear the numbers and titles that the list below the text gives them.
    AnnexNaming,
    /// 8: nothing of an annex leaves the 版心, and a table's frame spans it.
    TableInside,
    /// 8: type in a table is no smaller than 小五, and no narrower than three quarters of its height.
    TableType,
    /// 8: every sheet of a table bears all of its heads.
    TableHead,
    /// 8: the lines of a head end only where words do.
    HeadWords,
    /// 8: the figures of a column stand with their decimal points under each other.
    FigureColumns,
    /// 8: a name of two characters is set as wide as three.
    SpreadNames,
    /// 7.4.1: the imprint's rules are as wide as the 版心; the first and last are 0.35 mm thick, those
    /// between 0.25 mm.
    ImprintRules,
    /// 7.4.1: the imprint's last rule lies on the lower edge of the 版心.
    ImprintPlace,
    /// 7.4.2: 抄送, 印发机关 and 印发日期 are set in 四号 仿宋, one character in from the edges.
    ImprintText,
    /// 7.4: the imprint stands on the last page, an even one, no farther on than it must.
    ImprintPage,
    /// 7.5: the folio stands in 四号 type 7 mm below the 版心, one character in from the outer edge.
    FolioPlace,
    /// 7.5: the folio is the number of its page between dashes; a blank page before the imprint and
    /// the imprint's own bear none.
    FolioText,
    /// 5.2.4: the mark and the red rule are red, all else is black.
    Colours,
    /// 7: everything that the notice says stands on its pages, once and in order.
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
