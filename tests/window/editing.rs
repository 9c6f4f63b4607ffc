//! An input is edited cell by cell: what is typed goes into its text and nowhere else.

use hongtou::diagnostic::Severity;
use hongtou::office::{Cell, Edited, Field, Office, folder};
use hongtou::workbook::edit::{Edit, Refusal, turn_back};

use crate::pointing::{SHIPPED, office};
use crate::root;

fn fields<'e>(edited: &'e Edited) -> impl Iterator<Item = &'e Field> {
    let rows = edited.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.flatten().filter_map(|cell: &Cell| cell.field.as_ref())
}

fn field<'e>(edited: &'e Edited, name: &str) -> &'e Field {
    fields(edited)
        .find(|field| field.name == name)
        .unwrap_or_else(|| panic!("no field {name}"))
}

fn typed(field: &Field, text: &str) -> Edit {
    Edit {
        spot: field.spot.clone(),
        before: field.literal.clone(),
        typed: text.to_owned(),
    }
}

fn opened<'o>(office: &'o Office, path: &str, edits: &[Edit]) -> Edited<'o> {
    office.edit(&folder::input(&root().join(path)).unwrap(), edits)
}

#[test]
fn a_figure_is_edited_and_all_else_stays() {
    let office = office("housing");
    let before = opened(&office, "inputs/2023.toml", &[]);
    assert!(before.impact.is_none() && before.open() == 0);
    let edit = typed(field(&before, "targets.城区.begun"), "７６４");
    let after = opened(&office, "inputs/2023.toml", &[edit]);
    let wanted = before.made.text.replacen(
        "begun = 763               #",
        "begun = 764               #",
        1,
    );
    assert_ne!(wanted, before.made.text);
    assert_eq!(after.made.text, wanted);
    // The received total contradicts it: an error at that cell, and the slip that it looks like.
    let findings = after.findings();
    let error = findings
        .iter()
        .find(|found| found.finding.severity == Severity::Error);
    let spots = &error.unwrap().spots;
    assert!(
        spots
            .iter()
            .any(|spot| spot.to_string() == "targets|stated|cell:begun"),
        "{spots:?}"
    );
    let back: Vec<_> = after.made.changes.clone();
    assert_eq!(
        turn_back(&after.made.text, office.model(), &back).unwrap(),
        before.made.text
    );
}

#[test]
fn what_follows_is_told_at_once() {
    let office = office("progress");
    let path = "inputs/progress/2023-q3.toml";
    let before = opened(&office, path, &[]);
    let number = fields(&before)
        .find(|field| field.is_number && !field.literal.is_empty())
        .unwrap();
    let edit = typed(number, "1");
    let after = opened(&office, path, &[edit]);
    let impact = after.impact.as_ref().expect("an impact");
    assert!(!impact.figures.is_empty() && !impact.cells.is_empty());
    let changed = |edited: &Edited| {
        let rows = edited.sheets.iter().flat_map(|sheet| &sheet.rows).flatten();
        rows.filter(|cell| cell.figure.is_some())
            .map(|cell| cell.text.clone())
            .collect::<Vec<_>>()
    };
    assert_ne!(changed(&before), changed(&after));
}

#[test]
fn what_can_not_stand_there_is_refused_and_what_another_changed_is_not_lost() {
    let office = office("housing");
    let before = opened(&office, "inputs/2023.toml", &[]);
    let own = field(&before, "targets.城区.begun");
    for (text, words) in [
        ("七百", "应为数"),
        ("-3", "不能是负数"),
        ("1.5", "应为整数"),
        ("7万元", "万元"),
    ] {
        let after = opened(&office, "inputs/2023.toml", &[typed(own, text)]);
        let [(0, Refusal::Unusable(finding))] = after.made.refused.as_slice() else {
            panic!("{text}: {:?}", after.made.refused);
        };
        assert!(finding.message.contains(words), "{}", finding.message);
        assert_eq!(after.made.text, before.made.text);
    }
    let stale = Edit {
        before: "700".to_owned(),
        ..typed(own, "701")
    };
    let after = opened(&office, "inputs/2023.toml", &[stale]);
    assert_eq!(
        after.made.refused,
        [(0, Refusal::Changed("763".to_owned()))]
    );
}

/// Whatever is typed into whichever field of whichever kind: the text differs in that value alone,
/// reads back as it was typed, and can be taken back to the byte.
#[test]
fn every_field_of_every_kind_is_edited_and_taken_back() {
    for (kind, path) in SHIPPED {
        let office = office(kind);
        let before = opened(&office, path, &[]);
        let all: Vec<Field> = fields(&before).cloned().collect();
        assert!(!all.is_empty(), "{path}");
        for own in all.iter().step_by(7) {
            let text = match own.choices.first() {
                Some(choice) => choice.clone(),
                None if own.is_number => "12".to_owned(),
                None => "补充一句。".to_owned(),
            };
            let after = opened(&office, path, &[typed(own, &text)]);
            assert_eq!(after.made.refused, [], "{path} {}", own.name);
            let now = turn_back(&after.made.text, office.model(), &after.made.changes);
            // A received total or a record that was not there leaves its empty table behind.
            let now = now.unwrap();
            if !own.literal.is_empty() {
                // A comment may stand a space further on.
                let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(
                    plain(&now) == plain(&before.made.text),
                    "{path} {}",
                    own.name
                );
                let field = field(&after, &own.name);
                assert!(
                    field.literal.contains(&text),
                    "{path} {}: {}",
                    own.name,
                    field.literal
                );
            }
        }
    }
}

#[test]
fn an_edit_draws_only_the_page_anew_that_it_is_on() {
    let office = office("housing");
    let mut before = opened(&office, "inputs/2023.toml", &[]);
    let pages = before.show().unwrap().svgs;
    // 发文字号 stands on the first page alone.
    let edit = typed(field(&before, "number"), "2");
    let mut after = opened(&office, "inputs/2023.toml", &[edit]);
    let now = after.show().unwrap().svgs;
    assert_eq!(pages.len(), now.len());
    let differing: Vec<usize> = (0..pages.len())
        .filter(|at| pages[*at] != now[*at])
        .collect();
    assert_eq!(differing, [0]);
}

#[test]
fn a_draft_is_shown_with_its_gaps_and_what_it_lacks_is_told() {
    let office = office("housing");
    let before = opened(&office, "inputs/2023.toml", &[]);
    let edit = typed(field(&before, "survey.sound"), "待填");
    let mut after = opened(&office, "inputs/2023.toml", &[edit]);
    assert!(after.open() == 1 && after.show().is_some_and(|shown| shown.is_draft));
    let findings = after.findings();
    let open: Vec<_> = findings.iter().filter(|one| one.is_open).collect();
    assert!(open.len() == 1 && open[0].spots.len() == 1, "{open:?}");
    // Figures that contradict one another are shown, as a draft and told to be none of a notice: nothing
    // is printed from them, and what the change comes to is told.
    let edit = typed(field(&before, "survey.sound"), "36");
    let mut after = opened(&office, "inputs/2023.toml", &[edit]);
    assert!(after.run.is_disputed() && after.run.notice().is_none() && after.run.text().is_none());
    let shown = after.show().unwrap();
    assert!(shown.is_disputed && shown.is_draft);
    let mark = shown.pages.pages[0]
        .texts
        .iter()
        .flat_map(|text| &text.characters);
    let marked: String = mark.map(|character| character.text.as_str()).collect();
    assert!(marked.contains("送审稿"), "{marked}");
    let impact = after.impact.as_ref().unwrap();
    assert!(!impact.cells.is_empty() || !impact.sentences.is_empty());
    assert!(
        impact
            .findings_new
            .iter()
            .any(|one| one.starts_with("错误"))
    );
    assert!(
        after
            .run
            .print(hongtou::office::Edition::default(), true)
            .is_none()
    );
    // A date that is none leaves the tables as they are, with the finding at its cell.
    let edit = typed(field(&before, "date"), "2月30日");
    let after = opened(&office, "inputs/2023.toml", &[edit]);
    let found = after.findings();
    let date = found
        .iter()
        .find(|one| one.finding.message.contains("成文日期"))
        .unwrap();
    assert_eq!(date.spots[0].to_string(), "|text:date|value");
}

/// Whatever digit slips, while one types or for good: the pages can be looked at, and nothing is printed
/// that a finding contradicts.
#[test]
fn every_slip_is_shown_and_none_is_printed() {
    for (kind, path) in SHIPPED {
        let office = office(kind);
        let before = opened(&office, path, &[]);
        let numbers: Vec<Field> = fields(&before)
            .filter(|field| field.is_number && field.literal.parse::<u64>().is_ok_and(|of| of > 0))
            .cloned()
            .collect();
        let mut disputed = 0;
        for own in numbers.iter().step_by(numbers.len() / 12 + 1) {
            let mut after = opened(&office, path, &[typed(own, &format!("{}7", own.literal))]);
            let is_disputed = after.run.is_disputed();
            disputed += usize::from(is_disputed);
            assert_eq!(
                is_disputed,
                after.run.notice().is_none(),
                "{path} {}",
                own.name
            );
            let shown = after
                .show()
                .unwrap_or_else(|| panic!("{path} {} is not shown", own.name));
            assert!(
                shown.is_disputed == is_disputed && after.impact.is_some(),
                "{path} {}",
                own.name
            );
        }
        assert!(disputed > 0 || kind != "housing", "{path}");
    }
}

/// The marks of remarks lie over their words, their cells, the parts around the text, and nowhere else.
#[test]
fn remarks_are_marked_at_their_words() {
    use hongtou::located::{located, marks};
    use hongtou::remarks::{Anchor, Draft, Remarks};
    for (kind, path) in SHIPPED {
        let office = office(kind);
        let mut edited = opened(&office, path, &[]);
        let shown = edited.show().unwrap();
        let notice = edited.run.notice().unwrap();
        let spots = located(notice, &shown.pages);
        for own in spots.iter().step_by(spots.len() / 40 + 1) {
            let mut all = Remarks::default();
            let words: String = own.text.chars().take(4).collect();
            let on = Anchor {
                words,
                ..own.on.clone()
            };
            for on in [own.on.clone(), on] {
                all.add(Draft {
                    text: format!("{on:?}"),
                    on,
                    ..Draft::default()
                });
            }
            let found = marks(notice, &shown.pages, all.all());
            let of = |number| found.iter().filter(move |mark| mark.remark == number);
            assert!(of(1).count() > 0, "{path}: {own:?}");
            // The words lie within the sentence, on its lines.
            for mark in of(2) {
                let is_within = |whole: &&hongtou::located::Mark| {
                    whole.page == mark.page
                        && whole.area.left <= mark.area.left
                        && whole.area.right >= mark.area.right
                        && whole.area.top <= mark.area.top
                        && whole.area.bottom >= mark.area.bottom
                };
                assert!(
                    of(1).any(|whole| is_within(&whole)),
                    "{path}: {own:?} {mark:?}"
                );
            }
            assert!(of(2).count() > 0, "{path}: {own:?}");
        }
        let title = Anchor {
            id: "标题".to_owned(),
            text: notice.title.as_ref().unwrap().to_string(),
            ..Anchor::default()
        };
        let gone = Anchor {
            id: "没有.main".to_owned(),
            text: "没有这一句。".to_owned(),
            ..Anchor::default()
        };
        let mut all = Remarks::default();
        for on in [title, gone, Anchor::default()] {
            all.add(Draft {
                text: format!("{on:?}"),
                on,
                ..Draft::default()
            });
        }
        let found = marks(notice, &shown.pages, all.all());
        assert!(
            !found.is_empty() && found.iter().all(|mark| mark.remark == 1),
            "{path}: {found:?}"
        );
    }
}
