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
    let wanted = before.text.replacen(
        "begun = 763               #",
        "begun = 764               #",
        1,
    );
    assert_ne!(wanted, before.text);
    assert_eq!(after.text, wanted);
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
        turn_back(&after.text, office.model(), &back).unwrap(),
        before.text
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
        assert_eq!(after.text, before.text);
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
            let now = turn_back(&after.text, office.model(), &after.made.changes);
            // A received total or a record that was not there leaves its empty table behind.
            let now = now.unwrap();
            if !own.literal.is_empty() {
                // A comment may stand a space further on.
                let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(plain(&now) == plain(&before.text), "{path} {}", own.name);
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
    // With a contradiction there is no notice, and so no page that could be taken for one.
    let edit = typed(field(&before, "survey.sound"), "36");
    let mut after = opened(&office, "inputs/2023.toml", &[edit]);
    assert!(after.show().is_none() && after.impact.is_none());
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
