//! What a finished file leaves unmeasured: a rule whose part was not found in it is said to be so, and
//! never passes for want of anything to measure.

use serde::Serialize;

use super::profile::Profile;
use super::{Audit, Rule, audit};
use crate::notice::Notice;
use crate::ofd;
use crate::pages::{Pages, PartKind};
use crate::recognize::missing;

/// A rule that could not be measured, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmeasured {
    /// Which rule.
    pub rule: Rule,
    /// Why, in Chinese.
    pub reason: String,
}

/// Measures every rule on the pages of a finished file, and says which could not be measured.
pub fn audit_file(notice: &Notice, roles: &[(String, Vec<String>)], pages: &Pages) -> Audit {
    let mut found = audit(notice, roles, pages);
    let mut missing = missing(notice, pages);
    missing.extend(missing_rules(notice, pages));
    if missing.iter().any(|kind| is_drawn(*kind)) {
        // Bars that can't be told from other boxes are neither right nor wrong.
        found.measurements.retain(|one| one.rule != Rule::ChartTrue);
    }
    for rule in Rule::all() {
        if found.of(rule).next().is_none()
            && let Some(reason) = reason(rule, &missing, pages)
        {
            found.unmeasured.push(Unmeasured { rule, reason });
        }
    }
    found
}

/// Folios, rules in red and those of 版记 that should be there, and of which there is none.
fn missing_rules(notice: &Notice, pages: &Pages) -> Vec<PartKind> {
    let profile = Profile::of(notice);
    let shapes = pages.pages.iter().flat_map(|page| &page.shapes);
    let texts = pages.pages.iter().flat_map(|page| &page.texts);
    let parts = shapes
        .map(|shape| shape.part)
        .chain(texts.map(|text| text.part));
    let kinds: Vec<PartKind> = parts.filter_map(|part| pages.kind(part)).collect();
    let has_imprint = notice.imprint.copies.is_some() || notice.imprint.printed.is_some();
    let wanted = [
        (PartKind::RedRule, profile.red_rules > 0),
        (PartKind::Folio, profile.first_folio <= pages.pages.len()),
        (
            PartKind::ImprintRule,
            profile.imprint_rules > 0 && has_imprint,
        ),
    ];
    let wanted = wanted.into_iter().filter(|(_, is_wanted)| *is_wanted);
    let wanted = wanted.map(|(kind, _)| kind);
    wanted.filter(|kind| !kinds.contains(kind)).collect()
}

fn is_drawn(kind: PartKind) -> bool {
    matches!(kind, PartKind::ChartBar | PartKind::ChartPoint)
}

fn reason(rule: Rule, missing: &[PartKind], pages: &Pages) -> Option<String> {
    let kinds = parts(rule);
    let is_missing = |kind: &&PartKind| missing.contains(kind);
    if let Some(kind) = kinds.iter().find(is_missing) {
        let name = ofd::name(*kind);
        return Some(match kind {
            PartKind::ChartBar | PartKind::ChartPoint => {
                "文件里的图形认不出哪个是哪个数的".to_owned()
            }
            _ => format!("文件里没有找到{name}"),
        });
    }
    let has_ink = |kind: PartKind| {
        let texts = pages.pages.iter().flat_map(|page| &page.texts);
        let mut texts = texts.filter(|text| pages.kind(text.part) == Some(kind));
        texts.any(|text| text.ink.is_some())
    };
    let by_ink = [
        (Rule::MarkTop, PartKind::Mark),
        (Rule::MarkLine, PartKind::Mark),
        (Rule::FolioPlace, PartKind::Folio),
    ];
    let mut by_ink = by_ink.into_iter();
    let (_, kind) = by_ink.find(|(own, kind)| *own == rule && kinds.contains(kind))?;
    let is_there = pages.parts.iter().any(|part| part.kind == kind);
    (is_there && !has_ink(kind)).then(|| "字体没有嵌入，量不出墨迹".to_owned())
}

/// The parts that a rule is measured on; nothing of one that every page has something for.
fn parts(rule: Rule) -> &'static [PartKind] {
    use PartKind::{
        Addressee, AnnexLabel, AnnexList, AnnexParagraph, AnnexTitle, Attendance, Cell, ChartBar,
        ChartName, ChartPoint, CopyNumber, Folio, Footnote, HeadCell, Heading, ImprintCopies,
        ImprintOrgan, ImprintRule, Mark, MarkWord, Note, Number, Paragraph, Post, RedRule, Secrecy,
        SignatureDate, SignatureOrgan, Signers, Table, TableCaption, Title, Urgency,
    };
    match rule {
        Rule::PaperSize | Rule::FolioText | Rule::Colours | Rule::Content => &[],
        Rule::Margins
        | Rule::TypeWidth
        | Rule::TextEdges
        | Rule::LineGrid
        | Rule::LinesPerPage
        | Rule::CharactersPerLine
        | Rule::CharacterGaps
        | Rule::Indent
        | Rule::TextType
        | Rule::BodyPlace
        | Rule::BodyOnFirstPage
        | Rule::LineEnds
        | Rule::WholeFigures
        | Rule::LastCharacter => &[Paragraph],
        Rule::CopyNumber => &[CopyNumber],
        Rule::Secrecy => &[Secrecy],
        Rule::Urgency => &[Urgency],
        Rule::MarkTop | Rule::MarkLine => &[Mark],
        Rule::JointMark => &[Mark, MarkWord],
        Rule::NumberPlace => &[Number, Mark],
        Rule::Signers => &[Signers],
        Rule::RedRulePlace => &[RedRule, Number],
        Rule::RedRuleSize | Rule::LetterRules => &[RedRule],
        Rule::TitlePlace => &[Title, RedRule],
        Rule::TitleShape | Rule::TitleWords => &[Title],
        Rule::AddresseePlace => &[Addressee, Title],
        Rule::HeadingType => &[Heading, Title],
        Rule::HeadingAtFoot => &[Heading, TableCaption],
        Rule::Footnotes => &[Footnote],
        Rule::AnnexList => &[AnnexList],
        Rule::SignaturePlace | Rule::JointSignature => &[SignatureOrgan, SignatureDate],
        Rule::SignatureWithText => &[SignatureDate],
        Rule::Post => &[Post, SignatureDate],
        Rule::Note => &[Note],
        Rule::Attendance => &[Attendance],
        Rule::AnnexHead => &[AnnexLabel, AnnexTitle],
        Rule::AnnexText => &[AnnexParagraph],
        Rule::AnnexNaming => &[AnnexTitle, AnnexList],
        Rule::TableInside => &[Table, Cell],
        Rule::TableType | Rule::SpreadNames | Rule::FigureColumns => &[Cell],
        Rule::TableHead | Rule::HeadWords => &[HeadCell],
        Rule::ChartInside | Rule::ChartType | Rule::ChartApart => &[ChartName],
        Rule::ChartTrue => &[ChartBar, ChartPoint],
        Rule::ImprintRules | Rule::ImprintPlace => &[ImprintRule],
        Rule::ImprintText => &[ImprintCopies, ImprintOrgan],
        Rule::ImprintPage => &[ImprintRule, ImprintCopies, ImprintOrgan],
        Rule::FolioPlace => &[Folio],
    }
}
