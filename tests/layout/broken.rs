//! Each rule, broken on purpose in a copy of the layout: that rule is
//! reported, and no other.

use hongtou::audit::Rule;
use hongtou::model::ChartShape;
use hongtou::notice::{Block, BlockKind, Notice};
use hongtou::wording::Span;

use crate::made_up::annex_text::with_texts;
use crate::made_up::charts::with_charts;
use crate::made_up::footnotes::with_notes;
use crate::made_up::forms::{letter, minutes, order, report};
use crate::made_up::parts::full;
use crate::made_up::text_table::with_tables;
use crate::support::{Edit, audited, broken, office};

const NOTICE: &str = "notice.typ";
const PAGE: &str = "gongwen/page.typ";
const LETTER: &str = "gongwen/letter.typ";
const HEAD: &str = "gongwen/head.typ";
const ORDER: &str = "gongwen/order.typ";
const MINUTES: &str = "gongwen/minutes.typ";
const BODY: &str = "gongwen/body.typ";
const LINES: &str = "gongwen/lines.typ";
const CHART: &str = "gongwen/chart.typ";
const TEXT_TABLE: &str = "gongwen/text-table.typ";
const ANNEX: &str = "gongwen/annex.typ";
const TABLE: &str = "gongwen/table.typ";
const IMPRINT: &str = "gongwen/imprint.typ";

/// What breaks a rule in the layout of 2023.
const BREAKS: &[(Rule, &[Edit])] = &[
    (
        Rule::PaperSize,
        &[
            (PAGE, "height: 297mm)", "height: 298mm)"),
            (
                IMPRINT,
                "place(bottom, body)",
                "place(bottom, dy: -1mm, body)",
            ),
        ],
    ),
    (
        Rule::Margins,
        &[(
            BODY,
            "part(within + \"paragraph\", par(",
            "part(within + \"paragraph\", par(hanging-indent: 1mm, ",
        )],
    ),
    (
        Rule::TypeWidth,
        &[(PAGE, "justify: true,", "justify: false,")],
    ),
    (
        Rule::TextEdges,
        &[
            (
                PAGE,
                "    margin: margin,",
                "    margin: margin + (top: 37.7mm, bottom: 34.3mm),",
            ),
            (HEAD, "mark-top = 35mm", "mark-top = 34.3mm"),
            (
                IMPRINT,
                "place(bottom, body)",
                "place(bottom, dy: -0.7mm, body)",
            ),
        ],
    ),
    (
        Rule::LineGrid,
        &[(
            BODY,
            "shown(name) + \"：\"))",
            "box(move(dy: 1mm, shown(name) + \"：\"))))",
        )],
    ),
    (
        Rule::LinesPerPage,
        &[(
            PAGE,
            "(widow: 0%, orphan: 0%)",
            "(widow: 100%, orphan: 100%)",
        )],
    ),
    (
        Rule::CharactersPerLine,
        &[(PAGE, "linebreaks: \"simple\"", "linebreaks: \"optimized\"")],
    ),
    (
        Rule::CharacterGaps,
        &[(
            BODY,
            "  // PDF/UA",
            "  show \"交付安置居民\": it => it + h(2mm)\n  // PDF/UA",
        )],
    ),
    (
        Rule::Indent,
        &[(
            PAGE,
            "(amount: 2em, all: true)",
            "(amount: 1.5em, all: true)",
        )],
    ),
    (
        Rule::TextType,
        &[(
            BODY,
            "lead + laid(entry.pieces, adjusted, by, strut: strut)",
            "lead + text(font: \"AR PL KaitiM GB\", laid(entry.pieces, adjusted, by, strut: strut))",
        )],
    ),
    (
        Rule::MarkTop,
        &[(HEAD, "mark-top = 35mm", "mark-top = 36mm")],
    ),
    (
        Rule::MarkLine,
        &[(HEAD, "dy: mark-top,", "dx: 2mm, dy: mark-top,")],
    ),
    (
        Rule::NumberPlace,
        &[
            (HEAD, "number-line = 7", "number-line = 6"),
            (HEAD, "title-line = 10", "title-line = 9"),
        ],
    ),
    (
        Rule::RedRulePlace,
        &[(HEAD, "rule-gap = 4mm", "rule-gap = 3mm")],
    ),
    (
        Rule::RedRuleSize,
        &[(HEAD, "rule-weight = 0.5mm", "rule-weight = 0.8mm")],
    ),
    (
        Rule::TitlePlace,
        &[(HEAD, "title-line = 10", "title-line = 11")],
    ),
    (
        Rule::TitleShape,
        &[(
            HEAD,
            "(fonts, entry.lines)",
            "(fonts, ((\"关于2023年度\",), (\"城镇住房保障主要工作完成情况的通报\",)))",
        )],
    ),
    (
        Rule::TitleWords,
        &[(
            HEAD,
            "(fonts, entry.lines)",
            "(fonts, ((\"关于2023年度城镇住房保\",), (\"障主要工作完成情况的通报\",)))",
        )],
    ),
    (
        Rule::AddresseePlace,
        &[(
            BODY,
            "par(first-line-indent: 0pt, shown(name)",
            "par(first-line-indent: 2em, shown(name)",
        )],
    ),
    (
        Rule::BodyPlace,
        &[(
            NOTICE,
            "#let number-width",
            "#blank-line\n#let number-width",
        )],
    ),
    (
        Rule::HeadingType,
        &[(BODY, "(\"heiti\", \"kaiti\"", "(\"songti\", \"kaiti\"")],
    ),
    (
        Rule::WholeFigures,
        &[
            (LINES, "box(body + box())", "body"),
            (
                LINES,
                "\"text\" in piece and not piece.whole",
                "\"text\" in piece",
            ),
        ],
    ),
    (
        Rule::HeadingAtFoot,
        &[(
            BODY,
            "it => block(sticky: true, spacing: leading, {\n    set text",
            "it => block(sticky: false, spacing: leading, {\n    set text",
        )],
    ),
    (
        Rule::AnnexList,
        &[(
            BODY,
            "hanging-indent: 2em + label-width",
            "hanging-indent: 2.2em + label-width",
        )],
    ),
    (
        Rule::SignaturePlace,
        &[(BODY, "calc.max(4 * em", "calc.max(12 * em")],
    ),
    (
        Rule::SignatureWithText,
        &[(NOTICE, "if below >= lines-per-page {", "if true {")],
    ),
    (Rule::AnnexHead, &[(ANNEX, "    blank-line\n", "")]),
    (
        Rule::AnnexNaming,
        &[(
            BODY,
            "entry.name.map(drawn",
            "entry.name.slice(1).map(drawn",
        )],
    ),
    (
        Rule::TableInside,
        &[(TABLE, "points(column.width)", "1.02 * points(column.width)")],
    ),
    (
        Rule::TableType,
        &[(TABLE, "size: points(view.size))", "size: 8pt)")],
    ),
    (
        Rule::TableHead,
        &[(TABLE, "..view.head.map", "..view.head.slice(1).map")],
    ),
    (
        Rule::HeadWords,
        &[(
            TABLE,
            "narrowed(squeeze, stacked(cell.lines))",
            "narrowed(squeeze, stacked(cell.lines.flatten().join().clusters().chunks(5)))",
        )],
    ),
    (
        Rule::FigureColumns,
        &[(TABLE, "(figure: right", "(figure: left")],
    ),
    (
        Rule::SpreadNames,
        &[(TABLE, "tracking: 1em", "tracking: 0.5em")],
    ),
    (
        Rule::ImprintRules,
        &[(IMPRINT, "heavy = 0.35mm", "heavy = 0.5mm")],
    ),
    (
        Rule::ImprintPlace,
        &[(
            IMPRINT,
            "place(bottom, body)",
            "place(bottom, dy: -1mm, body)",
        )],
    ),
    (Rule::ImprintText, &[(IMPRINT, "pad(x: 1em", "pad(x: 2em")]),
    (
        Rule::ImprintPage,
        &[(IMPRINT, "if calc.odd(number) {", "if false {")],
    ),
    (
        Rule::FolioPlace,
        &[(PAGE, "folio-gap = 7mm", "folio-gap = 8mm")],
    ),
    (
        Rule::FolioText,
        &[(PAGE, "str(here().page())", "str(here().page() + 1)")],
    ),
    (
        Rule::Colours,
        &[(
            HEAD,
            "height: rule-weight, fill: red",
            "height: rule-weight, fill: black",
        )],
    ),
    (
        Rule::Content,
        &[(
            BODY,
            "for (index, entry) in parts.enumerate() {",
            "let parts = parts.slice(0, 3) + parts.slice(4)\n  for (index, entry) in parts.enumerate() {",
        )],
    ),
];

/// What breaks a rule in the layout of a notice with all that one may have.
const OF_PARTS: &[(Rule, &[Edit])] = &[
    (
        Rule::CopyNumber,
        &[(
            HEAD,
            "part(\"copy-number\", shown(",
            "part(\"copy-number\", h(2mm) + shown(",
        )],
    ),
    (
        Rule::Secrecy,
        &[(
            HEAD,
            "part(\"secrecy\", bold(shown(entry.secrecy)))",
            "part(\"secrecy\", shown(entry.secrecy))",
        )],
    ),
    (
        Rule::Urgency,
        &[(
            HEAD,
            "part(\"urgency\", bold(shown(entry.urgency)))",
            "part(\"urgency\", h(2mm) + bold(shown(entry.urgency)))",
        )],
    ),
    (
        Rule::JointMark,
        &[(
            HEAD,
            "dy: middle - measure(word).height / 2",
            "dy: middle - measure(word).height",
        )],
    ),
    (
        Rule::Signers,
        &[(HEAD, "fonts, \"kaiti\"", "fonts, \"fangsong\"")],
    ),
    (
        Rule::NumberPlace,
        &[(HEAD, "(left, 1em) } else", "(left, 2em) } else")],
    ),
    (
        Rule::JointSignature,
        &[(BODY, "if count == 2 { 70mm } else { 46mm }", "40mm")],
    ),
    (
        Rule::Note,
        &[(
            BODY,
            "#let note-par(note) = par(first-line-indent: (amount: 2em",
            "#let note-par(note) = par(first-line-indent: (amount: 3em",
        )],
    ),
    // What a part says is held against the notice, whichever part it claims to be.
    (
        Rule::Content,
        &[(
            HEAD,
            "part(\"copy-number\", shown(entry.copy_number))",
            "part(\"copy-number\", shown(entry.copy_number)) + part(\"red-rule\", text(fill: red, [阅后即焚]))",
        )],
    ),
    (
        Rule::Content,
        &[(
            HEAD,
            "part(\"mark-word\", word)",
            "part(\"mark-word\", word) + part(\"sheet-mark\", [阅后即焚])",
        )],
    ),
    (
        Rule::Content,
        &[(
            BODY,
            "part(\"note\", note-par(entry.note))",
            "part(\"note\", note-par(entry.note)) + place(rect(width: 1cm, height: 1cm, fill: black))",
        )],
    ),
];

/// What breaks a rule in the layout of a plain report.
const OF_REPORT: &[(Rule, &[Edit])] = &[
    (
        Rule::TitlePlace,
        &[(HEAD, "lowered = 0.88", "lowered = 1mm + 0.88")],
    ),
    // It has no red head.
    (
        Rule::Content,
        &[(
            HEAD,
            "  part(\"title\"",
            "  place(part(\"red-rule\", rect(width: 100%, height: 0.5mm, fill: red)))\n  part(\"title\"",
        )],
    ),
    (
        Rule::Content,
        &[(
            HEAD,
            "  part(\"title\"",
            "  place(part(\"mark\", text(fill: red, [某某局文件])))\n  part(\"title\"",
        )],
    ),
    // Nor 版记.
    (
        Rule::Content,
        &[(
            HEAD,
            "  part(\"title\"",
            "  place(part(\"imprint-copies\", [抄送：某某局。]))\n  part(\"title\"",
        )],
    ),
];

#[test]
fn each_rule_of_the_parts_is_seen_alone() {
    each_is_seen_alone(&full(), OF_PARTS);
}

/// What breaks a rule in the layout of a letter with all that one may have.
const OF_LETTER: &[(Rule, &[Edit])] = &[
    (
        Rule::MarkTop,
        &[(LETTER, "mark-top = 30mm", "mark-top = 31mm")],
    ),
    (
        Rule::LetterRules,
        &[(LETTER, "rule-gap = 4mm", "rule-gap = 5mm")],
    ),
    (
        Rule::LetterRules,
        &[(LETTER, "foot-gap = 20mm", "foot-gap = 21mm")],
    ),
    (
        Rule::LetterRules,
        &[(LETTER, "rule-length = 170mm", "rule-length = 156mm")],
    ),
    (
        Rule::LetterRules,
        &[(
            LETTER,
            "(paper.width - rule-length) / 2 - margin.inside",
            "(paper.width - rule-length) / 2 - margin.inside + 1mm",
        )],
    ),
    (
        Rule::LetterRules,
        &[(
            LETTER,
            "double-rule(rule-top, (thick, thin), 0)",
            "double-rule(rule-top, (thin, thick), 0)",
        )],
    ),
    (
        Rule::LetterRules,
        &[(
            LETTER,
            "foot-gap - rule-height, (thin, thick), 1)",
            "foot-gap - rule-height, (thick, thin), 1)",
        )],
    ),
    // One of them alone.
    (
        Rule::Content,
        &[(
            LETTER,
            "    double-rule(paper.height - margin.top - foot-gap - rule-height, (thin, thick), 1)\n",
            "",
        )],
    ),
    // A rule at the foot of every page.
    (
        Rule::Content,
        &[(
            PAGE,
            "    foreground: folio(fonts, first: first-folio),",
            "    foreground: folio(fonts, first: first-folio) + context if here().page() > 1 { place(bottom, part(\"red-rule\", rect(width: 170mm, height: 1mm, fill: rgb(\"#e60012\")))) },",
        )],
    ),
    (
        Rule::NumberPlace,
        &[(
            LETTER,
            "place(top + right, dy: first, par(part(\"number\"",
            "place(top + right, dx: -1em, dy: first, par(part(\"number\"",
        )],
    ),
    (
        Rule::CopyNumber,
        &[(
            HEAD,
            "part(\"copy-number\", shown(",
            "part(\"copy-number\", h(2mm) + shown(",
        )],
    ),
    (
        Rule::TitlePlace,
        &[(LETTER, "(lines + 2) * pitch", "(lines + 3) * pitch")],
    ),
    (
        Rule::FolioText,
        &[(
            NOTICE,
            "== \"letter\" { 2 } else { 1 }",
            "== \"letter\" { 1 } else { 1 }",
        )],
    ),
    (
        Rule::ImprintPlace,
        &[(
            LETTER,
            "    place(bottom, body)",
            "    place(bottom, dy: -1mm, body)",
        )],
    ),
    (
        Rule::ImprintPage,
        &[(LETTER, "if end.value.across or", "if true or")],
    ),
    (Rule::ImprintText, &[(LETTER, "pad(x: 1em", "pad(x: 2em")]),
    (
        Rule::Content,
        &[(
            LETTER,
            "part(\"imprint-copies\",",
            "place(part(\"imprint-rule\", rect(width: 100%, height: 0.35mm, fill: black))) + part(\"imprint-copies\",",
        )],
    ),
    (
        Rule::Content,
        &[(
            LETTER,
            "part(\"imprint-copies\",",
            "place(right, part(\"imprint-date\", [2024年1月31日印发])) + part(\"imprint-copies\",",
        )],
    ),
];

#[test]
fn each_rule_of_a_letter_is_seen_alone() {
    each_is_seen_alone(&letter(), OF_LETTER);
}

/// What breaks a rule in an order.
const OF_ORDER: &[(Rule, &[Edit])] = &[
    (
        Rule::MarkTop,
        &[(ORDER, "mark-top = 20mm", "mark-top = 21mm")],
    ),
    (
        Rule::NumberPlace,
        &[(
            HEAD,
            "calc.ceil(height / pitch)) + 2",
            "calc.ceil(height / pitch)) + 1",
        )],
    ),
    (
        Rule::BodyPlace,
        &[(
            HEAD,
            "block(height: grid-lines(title)",
            "block(height: grid-lines(title + 1)",
        )],
    ),
    (
        Rule::Content,
        &[(
            ORDER,
            "placed, first, ruled: false)",
            "placed, first, ruled: true)",
        )],
    ),
    (
        Rule::Post,
        &[(
            BODY,
            "(stamp.inset + stamp.width + stamp.gap)",
            "(stamp.inset + stamp.width + 1)",
        )],
    ),
    (
        Rule::Post,
        &[(
            BODY,
            "(row + 0.5) - lines.len() / 2",
            "(row + 0.5) - lines.len()",
        )],
    ),
    (
        Rule::Post,
        &[(
            BODY,
            "dx: -stamp.inset * em, dy: foot * step",
            "dx: -stamp.inset * em, dy: (foot - 1) * step",
        )],
    ),
    (
        Rule::Post,
        &[(
            BODY,
            "dx: -stamp.inset * em, dy: foot * step",
            "dx: -2 * em, dy: foot * step",
        )],
    ),
    (
        Rule::Content,
        &[(
            BODY,
            "part(\"post\", number: row, par(",
            "part(\"post\", number: row, par([某] + ",
        )],
    ),
];

#[test]
fn each_rule_of_an_order_is_seen_alone() {
    each_is_seen_alone(&order(), OF_ORDER);
}

/// What breaks a rule in the minutes of a meeting.
const OF_MINUTES: &[(Rule, &[Edit])] = &[
    (
        Rule::SignaturePlace,
        &[(
            MINUTES,
            "pad(x: 1em, dated-line",
            "pad(left: 1em, right: 2em, dated-line",
        )],
    ),
    (
        Rule::SignaturePlace,
        &[(
            MINUTES,
            "pad(x: 1em, dated-line",
            "pad(left: 0em, right: 1em, dated-line",
        )],
    ),
    (
        Rule::RedRulePlace,
        &[(
            HEAD,
            "grid-lines(foot) + rule-gap",
            "grid-lines(foot) + rule-gap - 1mm",
        )],
    ),
    (
        Rule::Attendance,
        &[(
            MINUTES,
            "hanging-indent: 2em + label-width",
            "hanging-indent: 2em",
        )],
    ),
    (
        Rule::Attendance,
        &[(
            MINUTES,
            "face(fonts, \"heiti\"), entry.label)",
            "face(fonts, \"kaiti\"), entry.label)",
        )],
    ),
    (
        Rule::Attendance,
        &[(
            MINUTES,
            "v(step + leading, weak: true)",
            "v(leading, weak: true)",
        )],
    ),
    (
        Rule::Content,
        &[(
            MINUTES,
            "entry.names.map(drawn",
            "entry.names.slice(0, 0).map(drawn",
        )],
    ),
];

#[test]
fn each_rule_of_minutes_is_seen_alone() {
    each_is_seen_alone(&minutes(), OF_MINUTES);
}

/// What breaks a rule in the texts of annexes.
const OF_ANNEX_TEXT: &[(Rule, &[Edit])] = &[
    (Rule::AnnexText, &[(ANNEX, "head + blank-line\n", "head\n")]),
    (
        Rule::AnnexText,
        &[(
            ANNEX,
            "    main-text(fonts, entry.before, within: \"annex-\")",
            "    set par(leading: leading + 1mm)\n    main-text(fonts, entry.before, within: \"annex-\")",
        )],
    ),
    (
        Rule::Indent,
        &[(
            ANNEX,
            "    main-text(fonts, entry.after, within: \"annex-\")",
            "    set par(first-line-indent: (amount: 1em, all: true))\n    main-text(fonts, entry.after, within: \"annex-\")",
        )],
    ),
    (
        Rule::Content,
        &[(
            ANNEX,
            "    main-text(fonts, entry.after, within: \"annex-\")",
            "    main-text(fonts, entry.after.slice(1), within: \"annex-\")",
        )],
    ),
];

#[test]
fn each_rule_of_annex_texts_is_seen_alone() {
    each_is_seen_alone(&with_texts(), OF_ANNEX_TEXT);
}

/// What breaks a rule where there are notes at the foot of a page.
const OF_NOTES: &[(Rule, &[Edit])] = &[
    (
        Rule::Footnotes,
        &[(
            PAGE,
            "set text(size: size.fifth)\n  set par(leading: 0.5em",
            "set text(size: size.fourth)\n  set par(leading: 0.5em",
        )],
    ),
    (
        Rule::Footnotes,
        &[(
            PAGE,
            "part(\"footnote\", block(spacing: 0pt, (it.note.numbering)(0) + h(0.25em) + it.note.body))",
            "part(\"footnote\", move(dy: -2mm, block(spacing: 0pt, (it.note.numbering)(0) + h(0.25em) + it.note.body)))",
        )],
    ),
    (
        Rule::Content,
        &[(PAGE, " + it.note.body)", " + it.note.body + [某])")],
    ),
    (
        Rule::Content,
        &[(
            PAGE,
            "baseline: -0.352em, mark)",
            "baseline: -0.352em, mark + \"某\")",
        )],
    ),
    (
        Rule::LinesPerPage,
        &[(PAGE, "clearance: size.third", "clearance: 60pt")],
    ),
];

#[test]
fn each_rule_of_notes_is_seen_alone() {
    each_is_seen_alone(&with_notes(), OF_NOTES);
}

/// What breaks a rule where tables stand in the text.
const OF_TEXT_TABLE: &[(Rule, &[Edit])] = &[
    (
        Rule::LineGrid,
        &[(
            TEXT_TABLE,
            "height: grid-lines(entry.lines.at(index))",
            "height: grid-lines(entry.lines.at(index)) + 3pt",
        )],
    ),
    (
        Rule::TableInside,
        &[(TEXT_TABLE, "  set align(center)", "  set align(left)")],
    ),
    (
        Rule::HeadingAtFoot,
        &[(
            TEXT_TABLE,
            "block(width: 100%, sticky: true, spacing: leading, {",
            "block(width: 100%, sticky: false, spacing: leading, {",
        )],
    ),
    (
        Rule::Content,
        &[(
            TEXT_TABLE,
            "lines.map(shown).join(linebreak())",
            "[第二十条第（九）项]",
        )],
    ),
];

#[test]
fn each_rule_of_tables_in_the_text_is_seen_alone() {
    each_is_seen_alone(&with_tables(), OF_TEXT_TABLE);
}

/// What breaks a rule where charts stand.
const OF_CHART: &[(Rule, &[Edit])] = &[
    (
        Rule::ChartInside,
        &[(
            CHART,
            "dx: points(mark.x), dy",
            "dx: points(mark.x) + 3mm, dy",
        )],
    ),
    (
        Rule::ChartType,
        &[(
            CHART,
            "size: points(chart.size))",
            "size: points(chart.size) * 0.9)",
        )],
    ),
    (
        Rule::ChartApart,
        &[(
            CHART,
            "if mark.ink == \"words\" {",
            "if mark.ink == \"words\" and mark.role == \"chart-name\" and mark.index == 1 { box(move(dx: 20mm, \"泽州县\")) } else if mark.ink == \"words\" {",
        )],
    ),
    (
        Rule::ChartTrue,
        &[(
            CHART,
            "rect(width: points(mark.width), height: points(mark.height),",
            "rect(width: points(mark.width) * if mark.role == \"chart-bar\" { 0.9 } else { 1 }, height: points(mark.height),",
        )],
    ),
    (
        Rule::ChartTrue,
        &[(CHART, "empty: none", "empty: luma(96)")],
    ),
    (
        Rule::Content,
        &[(
            CHART,
            "mark.lines.map(line => box(line))",
            "mark.lines.map(line => box(line.replace(\"88.0\", \"88.1\")))",
        )],
    ),
    (
        Rule::Content,
        &[(
            CHART,
            "part(within + \"chart-caption\", number: number, chart.caption.map(shown).join(linebreak()))",
            "part(within + \"chart-caption\", number: number, [图九])",
        )],
    ),
    (Rule::Colours, &[(CHART, "dark: luma(96)", "dark: blue")]),
    (
        Rule::LineGrid,
        &[(
            CHART,
            "block(height: grid-lines(chart.lines)",
            "block(height: grid-lines(chart.lines) + 3pt",
        )],
    ),
];

#[test]
fn each_rule_of_charts_is_seen_alone() {
    each_is_seen_alone(&with_charts(ChartShape::Bars), OF_CHART);
    each_is_seen_alone(
        &with_charts(ChartShape::Lines),
        &[(
            Rule::ChartTrue,
            &[(
                CHART,
                "move(dx: -dot-radius, dy: -dot-radius,",
                "move(dx: -dot-radius, dy: -dot-radius - if mark.index == 0 { 1mm } else { 0mm },",
            )],
        )],
    );
}

#[test]
fn each_rule_of_a_report_is_seen_alone() {
    each_is_seen_alone(&report(), OF_REPORT);
}

fn each_is_seen_alone(notice: &Notice, breaks: &[(Rule, &[Edit])]) {
    assert_eq!(broken(&audited(notice, &[])), [""; 0]);
    let mut wrong = Vec::new();
    for (rule, edits) in breaks {
        let audit = audited(notice, edits);
        if audit.broken() != [*rule] {
            wrong.push(format!("{}: {edits:?} {:#?}", rule.code(), broken(&audit)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever part words claim to be, they are not overlooked.
#[test]
fn no_words_hide_under_the_mark_of_another_part() {
    let mark = "part(\"mark-word\", word)";
    assert_eq!(
        hidden(&full(), (HEAD, mark, &format!("{mark} + HIDDEN"))),
        [""; 0]
    );
    let title = "  part(\"title\"";
    let edit = (HEAD, title, &*format!("  place(HIDDEN)\n{title}"));
    assert_eq!(hidden(&report(), edit), [""; 0]);
    assert_eq!(hidden(&letter(), edit), [""; 0]);
    let number = "  place(top + side";
    let edit = (HEAD, number, &*format!("  place(HIDDEN)\n{number}"));
    assert_eq!(hidden(&order(), edit), [""; 0]);
    let drawn = "    for mark in chart.marks {";
    let edit = (
        CHART,
        drawn,
        &*format!("    place(dx: 60mm, HIDDEN)\n{drawn}"),
    );
    assert_eq!(hidden(&with_charts(ChartShape::Bars), edit), [""; 0]);
}

/// The kinds of parts under whose marks words are overlooked that an edit puts in for HIDDEN.
fn hidden(notice: &Notice, (file, from, to): Edit) -> Vec<&'static str> {
    const KINDS: &str = "copy-number secrecy urgency mark mark-word number signers red-rule title \
        addressee heading paragraph annex-list signature-organ signature-date note annex-label \
        annex-title annex-heading annex-paragraph post attendance footnote footnote-mark footnote-rule table-caption table-unit table head-cell cell notes imprint-rule \
        chart-caption annex-chart-caption chart chart-name chart-value chart-tick chart-legend chart-bar chart-point chart-rule \
        imprint-copies imprint-organ \
        imprint-date folio sheet-mark";
    let hidden = KINDS.split_whitespace().filter(|kind| {
        let to = to.replace("HIDDEN", &format!("part(\"{kind}\", [阅后即焚])"));
        audited(notice, &[(file, from, &to)]).passed()
    });
    hidden.collect()
}

/// Rules of what a notice may do without, and that of 2023 does.
const NOT_IN_2023: [Rule; 16] = [
    Rule::CopyNumber,
    Rule::Secrecy,
    Rule::Urgency,
    Rule::JointMark,
    Rule::Signers,
    Rule::LetterRules,
    Rule::Footnotes,
    Rule::JointSignature,
    Rule::Post,
    Rule::Note,
    Rule::Attendance,
    Rule::AnnexText,
    Rule::ChartInside,
    Rule::ChartType,
    Rule::ChartApart,
    Rule::ChartTrue,
];

#[test]
fn the_notice_of_2023_breaks_none() {
    let audit = audited(&office().notice, &[]);
    assert_eq!(broken(&audit), [""; 0]);
    let measured = |rule: &Rule| audit.of(*rule).next().is_some();
    let unmeasured: Vec<_> = Rule::all().filter(|rule| !measured(rule)).collect();
    assert_eq!(unmeasured, NOT_IN_2023);
}

#[test]
fn each_rule_is_seen_alone() {
    each_is_seen_alone(&office().notice, BREAKS);
}

#[test]
fn margins_that_do_not_mirror_are_seen() {
    let edits = [(PAGE, "binding: left", "binding: right")];
    let audit = audited(&office().notice, &edits);
    assert!(
        audit.broken().contains(&Rule::Margins),
        "{:?}",
        broken(&audit)
    );
    assert_eq!(
        audit
            .worst(Rule::Margins)
            .map(|worst| worst.measured.as_str()),
        Some("26.00 mm")
    );
    // Nor may they stay on sheets set across.
    let edits = [(PAGE, "{ 1 } else { -1 }", "{ -1 } else { 1 }")];
    let audit = audited(&office().notice, &edits);
    assert_eq!(audit.broken(), [Rule::AnnexHead, Rule::TableInside]);
}

#[test]
fn a_mark_at_a_lines_head_is_seen() {
    let notice = with_paragraph(&("情况".repeat(11) + "1234万套；" + &"情况".repeat(20)));
    let edits = [(
        LINES,
        "{ kept-whole(piece.text) }",
        "{ kept-whole(piece.text.trim(\"；\")) + if piece.text.ends-with(\"；\") { \"；\" } }",
    )];
    assert_eq!(broken(&audited(&notice, &[])), [""; 0]);
    assert_eq!(audited(&notice, &edits).broken(), [Rule::LineEnds]);
}

#[test]
fn a_single_character_at_a_paragraphs_end_is_seen() {
    let notice = with_paragraph(&("情况".repeat(27) + "好。"));
    let edits = [(
        LINES,
        "return box(piece.tail.map(drawn).join() + strut)",
        "return piece.tail.map(drawn).join() + strut",
    )];
    assert_eq!(broken(&audited(&notice, &[])), [""; 0]);
    assert_eq!(audited(&notice, &edits).broken(), [Rule::LastCharacter]);
}

#[test]
fn every_rule_is_broken_somewhere() {
    let elsewhere = [Rule::BodyOnFirstPage, Rule::LineEnds, Rule::LastCharacter];
    let broken = |rule: &Rule| {
        let mut all = BREAKS
            .iter()
            .chain(OF_PARTS)
            .chain(OF_LETTER)
            .chain(OF_ORDER)
            .chain(OF_MINUTES)
            .chain(OF_NOTES)
            .chain(OF_ANNEX_TEXT)
            .chain(OF_CHART);
        all.any(|(other, _)| other == rule)
    };
    let unbroken: Vec<_> = Rule::all().filter(|rule| !broken(rule)).collect();
    assert_eq!(unbroken, elsewhere);
}

fn with_paragraph(text: &str) -> Notice {
    let mut notice = office().notice.clone();
    notice.annexes.clear();
    notice.body = vec![Block {
        id: "made.up".to_owned(),
        kind: BlockKind::Paragraph,
        spans: vec![Span::text(text)],
    }];
    notice
}
