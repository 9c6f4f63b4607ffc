use serde::Serialize;
use strum::{EnumProperty, IntoStaticStr, VariantArray};

/// One rule of the standard, as far as it can be measured.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumProperty,
    IntoStaticStr,
    Serialize,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// 5.1: each sheet is A4, 210 mm by 297 mm, upright or across.
    #[strum(props(name = "纸张 A4", clause = "5.1"))]
    PaperSize,
    /// 5.2.1: the turnover lines of a paragraph begin at the left edge of the 版心.
    #[strum(props(name = "订口、切口", clause = "5.2.1"))]
    Margins,
    /// 5.2.1: the full lines of a paragraph end at the right edge of the 版心, 156 mm from the left one.
    #[strum(props(name = "版心宽度", clause = "5.2.1"))]
    TypeWidth,
    /// 5.2.1: the first line's top and a full page's last foot are the edges of the 版心.
    #[strum(props(name = "首行上缘、末行下缘", clause = "5.2.1"))]
    TextEdges,
    /// 5.2.3: the lines of the text stand whole pitches apart; 22 lines fill the 版心.
    #[strum(props(name = "各行在行格上", clause = "5.2.3"))]
    LineGrid,
    /// 5.2.3: a page that the text goes on from has 22 lines, or fewer for a heading or the
    /// signature that must move on.
    #[strum(props(name = "每面行数", clause = "5.2.3"))]
    LinesPerPage,
    /// 5.2.3: a line of a paragraph that turns over has 28 characters, or as many as fit before a piece
    /// that can't be cut.
    #[strum(props(name = "每行字数", clause = "5.2.3"))]
    CharactersPerLine,
    /// 5.2.3: justification parts two characters by a third of one at most, or evenly.
    #[strum(props(name = "字距放宽", clause = "5.2.3"))]
    CharacterGaps,
    /// 7.3.3: paragraphs and headings begin two characters in.
    #[strum(props(name = "段首空二字", clause = "7.3.3"))]
    Indent,
    /// 5.2.2: the addressee and the paragraphs are set in 三号 仿宋, a heading within a paragraph in
    /// the face of its level.
    #[strum(props(name = "正文字体字号", clause = "5.2.2"))]
    TextType,
    /// 7.2.1: 份号 is six figures in 三号 type, flush left on the first line of the 版心.
    #[strum(props(name = "份号", clause = "7.2.1"))]
    CopyNumber,
    /// 7.2.2: 密级和保密期限 is set in 三号 黑体, flush left on the line below 份号, with ★ between.
    #[strum(props(name = "密级和保密期限", clause = "7.2.2"))]
    Secrecy,
    /// 7.2.3: 紧急程度 is set in 三号 黑体, flush left on the line below both.
    #[strum(props(name = "紧急程度", clause = "7.2.3"))]
    Urgency,
    /// 7.2.4: the mark's ink begins 72 mm below the paper's upper edge.
    #[strum(props(name = "发文机关标志上边缘", clause = "7.2.4"))]
    MarkTop,
    /// 7.2.4: the mark stands on one line, centred and no wider than the 版心.
    #[strum(props(name = "发文机关标志一行居中", clause = "7.2.4"))]
    MarkLine,
    /// 7.2.4: the marks of a joint issue stand one below another, as wide as each other, the host's
    /// first, and 文件 at their right, halfway up.
    #[strum(props(name = "联合行文的标志", clause = "7.2.4"))]
    JointMark,
    /// 7.2.5: the number stands centred, two blank lines below the mark; beside 签发人 one
    /// character in from the left, on the line of the last of them. Of a letter it stands flush right,
    /// 7/8 of a character below the double rule (10.1).
    #[strum(props(name = "发文字号位置", clause = "7.2.5"))]
    NumberPlace,
    /// 7.2.6: 签发人 stands two blank lines below the mark, one character in from the right, two names
    /// a line, those of the other lines below the first; the names are set in 三号 楷体.
    #[strum(props(name = "签发人", clause = "7.2.6"))]
    Signers,
    /// 7.2.7: the red rule lies 4 mm below the number and begins at the left edge of the 版心.
    #[strum(props(name = "红线在发文字号下", clause = "7.2.7"))]
    RedRulePlace,
    /// 7.2.7: the red rule is as wide as the 版心 and 0.35 mm to 0.5 mm thick.
    #[strum(props(name = "红线长短、粗细", clause = "7.2.7"))]
    RedRuleSize,
    /// 10.1: two red double rules, 170 mm long and centred on the paper of page 1: one 4 mm below a
    /// letter's mark, the thick rule above; one 20 mm above the paper's foot, the thin rule above.
    #[strum(props(name = "红色双线", clause = "10.1"))]
    LetterRules,
    /// 7.3.1: the title stands centred, two blank lines below the red rule; of a letter below the last
    /// part of its head, of a plain report at the upper edge of the 版心.
    #[strum(props(name = "标题位置", clause = "7.3.1"))]
    TitlePlace,
    /// 7.3.1: a title is a trapezium or a diamond of one to three lines, none under half of the longest.
    #[strum(props(name = "标题排列", clause = "7.3.1"))]
    TitleShape,
    /// 7.3.1: the lines of a title end only where words do.
    #[strum(props(name = "标题词意完整", clause = "7.3.1"))]
    TitleWords,
    /// 7.3.2: the addressee stands flush left, one blank line below the title, and ends in ：.
    #[strum(props(name = "主送机关位置", clause = "7.3.2"))]
    AddresseePlace,
    /// 7.3.3: the text begins on the line below the addressee; without one, one blank line below the
    /// title.
    #[strum(props(name = "正文起始位置", clause = "7.3.3"))]
    BodyPlace,
    /// 7.3.3: page 1 bears some of the text.
    #[strum(props(name = "首页显示正文", clause = "7.3.3"))]
    BodyOnFirstPage,
    /// 7.3.3: headings are set in 三号 黑体, 楷体 or 仿宋 by level, titles in 二号 小标宋.
    #[strum(props(name = "各级标题字体", clause = "7.3.3"))]
    HeadingType,
    /// 7.3.3: no line begins with a closing mark or ends with an opening one.
    #[strum(props(name = "行首行尾标点", clause = "7.3.3"))]
    LineEnds,
    /// 7.3.3: no line cuts a figure, nor parts it from its unit.
    #[strum(props(name = "数字不拆行", clause = "7.3.3"))]
    WholeFigures,
    /// 7.3.3: no heading is the last line of a page.
    #[strum(props(name = "标题不落页末", clause = "7.3.3"))]
    HeadingAtFoot,
    /// 7.3.3: the last of several lines of a paragraph has two characters at least.
    #[strum(props(name = "段末不留单字", clause = "7.3.3"))]
    LastCharacter,
    /// 7.3.3: a note stands at the foot of the page that bears its mark, below a rule, in 五号 仿宋. The
    /// standard has no notes; this is where offices have them.
    #[strum(props(name = "脚注", clause = "7.3.3"))]
    Footnotes,
    /// 7.3.4: the list of annexes stands one blank line below the text, two characters in, its names
    /// flush with each other and without a mark at their ends.
    #[strum(props(name = "附件说明", clause = "7.3.4"))]
    AnnexList,
    /// 7.3.5: the organ and the date stand as far from the right edge and below the text as the
    /// standard has it, with a seal or without.
    #[strum(props(name = "署名和成文日期位置", clause = "7.3.5"))]
    SignaturePlace,
    /// 7.3.5: the names of a joint issue stand in the order of the organs: sealed, in rows of three at
    /// most, so that no seal touches another or leaves the 版心; else one below another.
    #[strum(props(name = "联合行文的署名", clause = "7.3.5"))]
    JointSignature,
    /// 7.3.5.3: 签发人职务 stands two characters left of the stamp of the signature, whose room ends
    /// four characters from the right edge, at half its height; the date below the last stamp.
    #[strum(props(name = "签发人职务和签名章", clause = "7.3.5.3"))]
    Post,
    /// 7.3.5.4: the page of the signature bears text, or at least a part of a long list of annexes.
    #[strum(props(name = "署名与正文同面", clause = "7.3.5.4"))]
    SignatureWithText,
    /// 7.3.6: 附注 stands in brackets on the line below the date, two characters in, in 三号 仿宋.
    #[strum(props(name = "附注", clause = "7.3.6"))]
    Note,
    /// 10.3: 出席, 请假 and 列席 stand one blank line below the text, two characters in, in 黑体; the
    /// names in 仿宋, their turnovers below the first name.
    #[strum(props(name = "出席、请假、列席", clause = "10.3"))]
    Attendance,
    /// 7.3.7: an annex begins on a new page, its label flush left on the first line and its title
    /// centred after a blank one.
    #[strum(props(name = "附件序号和标题位置", clause = "7.3.7"))]
    AnnexHead,
    /// 7.3.7: an annex's text begins one blank line below its title and keeps to the lines of the 版心
    /// (附件格式要求同正文).
    #[strum(props(name = "附件正文", clause = "7.3.7"))]
    AnnexText,
    /// 7.3.7: the annexes bear the numbers and titles that the list below the text gives them.
    #[strum(props(name = "附件名称前后一致", clause = "7.3.7"))]
    AnnexNaming,
    /// 8: nothing of an annex leaves the 版心, and a table's frame spans it.
    #[strum(props(name = "表格在版心内", clause = "8"))]
    TableInside,
    /// 8: type in a table is no smaller than 小五, and no narrower than three quarters of its height.
    #[strum(props(name = "表格字号", clause = "8"))]
    TableType,
    /// 8: every sheet of a table bears all of its heads.
    #[strum(props(name = "每面有表头", clause = "8"))]
    TableHead,
    /// 8: the lines of a head end only where words do.
    #[strum(props(name = "表头不拆词", clause = "8"))]
    HeadWords,
    /// 8: the figures of a column stand with their decimal points under each other.
    #[strum(props(name = "数字按列对齐", clause = "8"))]
    FigureColumns,
    /// 8: a name of two characters is set as wide as three.
    #[strum(props(name = "二字名称占三字", clause = "8"))]
    SpreadNames,
    /// 8: nothing of a chart leaves the 版心; it stands on one page, above its caption.
    #[strum(props(name = "图在版心内", clause = "8"))]
    ChartInside,
    /// 8: type in a chart is no smaller than 小五.
    #[strum(props(name = "图中字号", clause = "8"))]
    ChartType,
    /// 8: words in a chart stand apart from each other and from bars and points.
    #[strum(props(name = "图中文字不重叠", clause = "8"))]
    ChartApart,
    /// 8: bars and points of a chart stand where its numbers say, each beside its own name, and columns
    /// are told apart without colour.
    #[strum(props(name = "图与数据相符", clause = "8"))]
    ChartTrue,
    /// 7.4.1: the imprint's rules are as wide as the 版心; the first and last are 0.35 mm thick, those
    /// between 0.25 mm.
    #[strum(props(name = "版记分隔线", clause = "7.4.1"))]
    ImprintRules,
    /// 7.4.1: the imprint's last rule lies on the lower edge of the 版心.
    #[strum(props(name = "末线在版心下缘", clause = "7.4.1"))]
    ImprintPlace,
    /// 7.4.2: 抄送, 印发机关 and 印发日期 are set in 四号 仿宋, one character in from the edges.
    #[strum(props(name = "抄送、印发", clause = "7.4.2"))]
    ImprintText,
    /// 7.4: the imprint stands on the last page, an even one, no farther on than it must.
    #[strum(props(name = "版记在最后一面（偶数）", clause = "7.4"))]
    ImprintPage,
    /// 7.5: the folio stands in 四号 type 7 mm below the 版心, one character in from the outer edge.
    #[strum(props(name = "页码位置", clause = "7.5"))]
    FolioPlace,
    /// 7.5: the folio is the number of its page between dashes; a blank page before the imprint and
    /// the imprint's own bear none.
    #[strum(props(name = "页码连续", clause = "7.5"))]
    FolioText,
    /// 5.2.4: the mark and the red rule are red, all else is black.
    #[strum(props(name = "颜色", clause = "5.2.4"))]
    Colours,
    /// 7: everything that the notice says stands on its pages, once and in order.
    #[strum(props(name = "文字齐全", clause = "7"))]
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
                | Self::BodyOnFirstPage
                | Self::HeadWords
                | Self::FigureColumns
        )
    }
    /// In the order of the notice's parts.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied()
    }

    /// `mark-top`: never changes, for reviewers' tools.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// What it is about, in Chinese.
    pub fn name(self) -> &'static str {
        self.get_str("name").unwrap_or_default()
    }

    /// The clause of GB/T 9704-2012.
    pub fn clause(self) -> &'static str {
        self.get_str("clause").unwrap_or_default()
    }
}
