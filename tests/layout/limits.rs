//! How much each rule lets pass, and that a figure a micrometre beyond it does not.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use hongtou::audit::{Rule, audit};
use hongtou::pages::{Area, Length, Pages, PartId, PartKind};
use insta::assert_snapshot;

use crate::support::{office, pages};

/// The tolerances of the lengths that each rule measures, in micrometres, as found on the pages
/// of 2023: half a millimetre of a place, a fiftieth of a size of type or the thickness of a
/// rule, none of what the standard itself bounds on both sides.
#[test]
fn each_rule_gives_what_it_may_give() {
    let office = office();
    let audit = audit(&office.notice, &office.roles, &pages(&office.notice, &[]));
    let lengths = audit
        .measurements
        .iter()
        .filter_map(|m| Some((m.rule, m.give?)));
    let gives: BTreeSet<(Rule, i64)> = lengths
        .map(|(rule, give)| (rule, give.in_micrometres()))
        .collect();
    let gives = gives
        .iter()
        .map(|(rule, give)| format!("{} {give}", rule.code()));
    assert_snapshot!(gives.collect::<Vec<_>>().join("\n"), @"
    paper-size 500
    margins 500
    type-width 500
    text-edges 500
    line-grid 500
    line-grid 626
    character-gaps 500
    indent 500
    text-type 20
    mark-top 500
    mark-line 500
    number-place 500
    red-rule-place 500
    red-rule-size 0
    red-rule-size 500
    title-place 500
    title-shape 0
    title-shape 500
    addressee-place 500
    heading-type 20
    annex-list 500
    signature-place 500
    annex-head 500
    table-inside 500
    table-type 20
    figure-columns 500
    spread-names 500
    imprint-rules 20
    imprint-rules 500
    imprint-place 500
    imprint-text 20
    imprint-text 500
    folio-place 20
    folio-place 500
    ");
}

/// Whether the pages of 2023 keep a rule when each shape of a part is so high or so far to the
/// right, in micrometres.
fn keeps(rule: Rule, kind: PartKind, change: impl Fn(&mut Area)) -> bool {
    static LAID_OUT: OnceLock<Pages> = OnceLock::new();
    let laid_out = LAID_OUT.get_or_init(|| pages(&office().notice, &[]));
    let mut pages = laid_out.clone();
    let is_of = |part: PartId| laid_out.parts[part].kind == kind;
    let shapes = pages.pages.iter_mut().flat_map(|page| &mut page.shapes);
    let mut count = 0;
    for shape in shapes.filter(|shape| shape.part.is_some_and(is_of)) {
        shape.stroke = None;
        change(&mut shape.area);
        count += 1;
    }
    assert!(count > 0);
    let audit = audit(&office().notice, &office().roles, &pages);
    !audit.broken().contains(&rule)
}

#[test]
fn the_red_rule_is_as_thick_as_the_standard_lets_it_be() {
    let keeps = |thickness| {
        keeps(Rule::RedRuleSize, PartKind::RedRule, |area| {
            area.bottom = area.top + Length::micrometres(thickness);
        })
    };
    assert_eq!([349, 350, 500, 501].map(keeps), [false, true, true, false]);
}

#[test]
fn the_red_rule_may_be_half_a_millimetre_off() {
    let keeps = |off| {
        keeps(Rule::RedRulePlace, PartKind::RedRule, |area| {
            let width = area.width();
            area.left = Length::millimetres(28) + Length::micrometres(off);
            area.right = area.left + width;
        })
    };
    assert_eq!(
        [-501, -500, 500, 501].map(keeps),
        [false, true, true, false]
    );
}

#[test]
fn the_imprint_may_end_half_a_millimetre_off() {
    let keeps = |off| {
        keeps(Rule::ImprintPlace, PartKind::ImprintRule, |area| {
            let height = area.height();
            let is_last = area.bottom > Length::millimetres(261);
            if is_last {
                area.bottom = Length::millimetres(262) + Length::micrometres(off);
                area.top = area.bottom - height;
            }
        })
    };
    assert_eq!(
        [-501, -500, 500, 501].map(keeps),
        [false, true, true, false]
    );
}
