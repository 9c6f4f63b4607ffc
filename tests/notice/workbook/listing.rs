//! Rows that an input lists are removed, renamed, moved and added in its text, with all that names them; all
//! else stays as it is, and each change can be taken back by its opposite, to the byte.

use hongtou::diagnostic::Severity;
use hongtou::office::{Input, Office};
use hongtou::workbook::rows::{Doing, RowEdit};

use crate::support::MadeUpKind;

const NOTICE: &str = r#"
name = "水质月报"
cycle = "month"
organ = "某市水务局"
mark = "某市水务局文件"
number = "某水〔{issue_year}〕{number}号"
title = "关于{period}水质情况的通报"
addressee = "各水厂"
total_label = "合计"
rounding_note = "注：四舍五入。"
figures = ["water", "supply", "visits"]
annexes = ["water", "supply", "visits"]
sections = ["body"]

[sets.plants]
label = "水厂"
"#;

const WATER: &str = r#"
label = "水质"
title = "{period}水质"
rows = "plants"
row_head = "水厂"

[[columns]]
key = "taken"
head = ["采样"]
label = "采样"
unit = "份"

[[columns]]
key = "good"
head = ["合格"]
label = "合格"
unit = "份"

[[columns]]
key = "rate"
head = ["合格率"]
label = "合格率"
formula = "good / taken"
places = 1

[[columns]]
key = "state"
head = ["状态"]
label = "状态"
text = true
choices = ["正常", "停产"]

[[texts]]
key = "own"
label = "另说"
"#;

const SUPPLY: &str = r#"
label = "供水"
title = "{period}供水"
rows = "plants"
row_head = "水厂"
sparse = true

[[columns]]
key = "volume"
head = ["供水|（吨）"]
label = "供水"
unit = "吨"
"#;

const VISITS: &str = r#"
label = "检查"
title = "{period}检查"
rows = "records"

[[columns]]
key = "plant"
head = ["水厂"]
label = "水厂"
text = true
set = "plants"

[[columns]]
key = "found"
head = ["问题"]
label = "问题"
unit = "个"
"#;

const BODY: &str = r#"
paragraphs = ["main", "own"]

[phrases.main]
say = "{period}，采样{water.total.taken}份，合格{water.total.good}份，合格率{water.total.rate}，供水{supply.total.volume}吨，检查发现{visits.total.found}个问题。"

[phrases.own]
say = "{water.own}"
"#;

const INPUT: &str = r#"# 样例
year = 2023
month = 9
number = 9
date = "10月8日"

# 水厂名单
plants = [
    "东厂", # 主城
    # 老厂
    "西厂",
    "南厂", # 新建
]


# ════ 水质 ════

[water]
own = "其中西厂合格{water.西厂.good}份。"

[water."东厂"]
taken = 30  # 采样（份）
good = 29   # 合格（份）
state = "正常"

# 西厂补采过
[water."西厂"]
taken = 20
good = 19
# 以补采为准
state = "正常"

[water."南厂"]
taken = 10
good = 10
state = "停产"

[water.total]
taken = 60  # 收到的合计

# ════ 供水 ════

[supply."西厂"]
volume = 900

[supply."东厂"]
volume = 800

# ════ 检查 ════

[[visits]]
plant = "西厂"
found = 2

# 复查过
[[visits]]
plant = "东厂"
found = 0

[[visits]]
plant = "西厂"
found = 1  # 已改

[visits.total]
found = 3

[[accept]]
code = "odd-rate"
figure = "water.西厂.rate"
value = "95.0%"
reason = "核对过"

[[accept]]
code = "odd-rate"
figure = "visits.3.found"
value = "1"
reason = "核对过"
"#;

/// The same with the list in groups.
fn in_groups() -> (Office, String) {
    let set = "label = \"水厂\"\ngroups = true\nsubtotal = \"小计\"";
    let notice = NOTICE.replace("label = \"水厂\"", set);
    let from = INPUT.find("# 水厂名单").unwrap();
    let to = INPUT.find("\n\n# ════ 水质").unwrap();
    let rest = format!("{}{}", &INPUT[..from], &INPUT[to..]);
    let list = "\n[plants]\n\"市区\" = [\"东厂\", \"西厂\"]\n\"郊区\" = [\"南厂\", \"北厂\"]\n";
    let north = "\n[water.\"北厂\"]\ntaken = 1\ngood = 1\nstate = \"正常\"\n";
    let text = rest.replacen("\n\n# ════ 水质", &format!("{list}\n# ════ 水质"), 1);
    let text = text.replace(
        "\n[water.total]\ntaken = 60",
        &format!("{north}\n[water.total]\ntaken = 61"),
    );
    (office(&notice), text)
}

fn office(notice: &str) -> Office {
    let kind = MadeUpKind::new(notice)
        .with("figures/water.toml", WATER)
        .with("figures/supply.toml", SUPPLY)
        .with("figures/visits.toml", VISITS)
        .with("sections/body.toml", BODY);
    kind.office().unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn changed(
    office: &Office,
    text: &str,
    list: &str,
    row: &str,
    doing: Doing,
) -> Result<String, String> {
    let edit = RowEdit {
        list: list.to_owned(),
        row: row.to_owned(),
        doing,
    };
    let input = Input::of_text("2023-09.toml", text);
    let edited = office.edit_rows(&input, &edit);
    edited
        .map(|edited| edited.made.text)
        .map_err(|finding| finding.message)
}

fn rename(name: &str) -> Doing {
    Doing::Rename(name.to_owned())
}

fn errors(office: &Office, text: &str) -> Vec<String> {
    let run = office.read(Input::of_text("2023-09.toml", text), true);
    let errors = run.findings().iter();
    let errors = errors.filter(|one| one.severity == Severity::Error);
    errors.map(|one| one.message.clone()).collect()
}

#[test]
fn a_row_is_removed_with_all_that_is_its_own() {
    let office = office(NOTICE);
    assert_eq!(errors(&office, INPUT), [""; 0]);
    let after = changed(&office, INPUT, "plants", "西厂", Doing::Remove).unwrap();
    let mut wanted = INPUT.to_owned();
    for gone in [
        "    # 老厂\n    \"西厂\",\n",
        "# 西厂补采过\n[water.\"西厂\"]\ntaken = 20\ngood = 19\n# 以补采为准\nstate = \"正常\"\n\n",
        "[supply.\"西厂\"]\nvolume = 900\n\n",
        "[[accept]]\ncode = \"odd-rate\"\nfigure = \"water.西厂.rate\"\nvalue = \"95.0%\"\nreason = \"核对过\"\n\n",
    ] {
        assert!(wanted.contains(gone), "{gone}");
        wanted = wanted.replacen(gone, "", 1);
    }
    assert_eq!(after, wanted);
    // Who is still named elsewhere is found, and is told before anything is kept.
    assert!(!errors(&office, &after).is_empty());
    // The comments of a list belong to its lines.
    let after = changed(&office, INPUT, "plants", "东厂", Doing::Remove).unwrap();
    assert!(after.contains("plants = [\n    # 老厂\n    \"西厂\",\n    \"南厂\", # 新建\n]"));
    assert!(after.contains("# ════ 水质 ════") && after.contains("# ════ 检查 ════"));
}

#[test]
fn a_row_is_renamed_wherever_it_is_named() {
    let office = office(NOTICE);
    let after = changed(&office, INPUT, "plants", "西厂", rename("西城水厂")).unwrap();
    // A comment, and words of a text.
    assert_eq!(after.matches("西厂").count(), 2, "{after}");
    assert!(after.contains("其中西厂合格{water.西城水厂.good}份。"));
    assert_eq!(errors(&office, &after), [""; 0]);
    // A hole can't name every row: of others that is told as an error, and not kept unseen.
    let hole = "其中西厂合格{water.西厂.good}份。";
    let plain = INPUT.replacen(hole, "西厂补采过。", 1);
    for name in [
        "西城水厂",
        "a b",
        "二\"号\"厂",
        "厂'一",
        "#厂",
        "三[厂]",
        "a\\b",
    ] {
        let after = changed(&office, &plain, "plants", "西厂", rename(name)).unwrap();
        assert_eq!(errors(&office, &after), [""; 0], "{name}");
        let back = changed(&office, &after, "plants", name, rename("西厂")).unwrap();
        // Words that had to be put into other quotes stay in them.
        assert_eq!(back.replace('\'', "\""), plain, "{name}");
    }
    for name in ["", " ", "东厂", "a.b", "一\n二"] {
        assert!(
            changed(&office, INPUT, "plants", "西厂", rename(name)).is_err(),
            "{name}"
        );
    }
    // What the reader refuses is an error before it is kept.
    let after = changed(&office, INPUT, "plants", "西厂", rename("total")).unwrap();
    assert!(!errors(&office, &after).is_empty());
}

#[test]
fn rows_change_places_and_come() {
    let office = office(NOTICE);
    let after = changed(&office, INPUT, "plants", "西厂", Doing::Up).unwrap();
    let list =
        "plants = [\n    # 老厂\n    \"西厂\",\n    \"东厂\", # 主城\n    \"南厂\", # 新建\n]";
    assert!(after.contains(list), "{after}");
    let back = changed(&office, &after, "plants", "西厂", Doing::Down).unwrap();
    assert_eq!(back, INPUT);
    assert!(changed(&office, INPUT, "plants", "东厂", Doing::Up).is_err());
    assert!(changed(&office, INPUT, "plants", "南厂", Doing::Down).is_err());
    assert!(changed(&office, INPUT, "plants", "没有", Doing::Remove).is_err());
    assert!(changed(&office, INPUT, "没有", "东厂", Doing::Remove).is_err());
    let after = changed(
        &office,
        INPUT,
        "plants",
        "西厂",
        Doing::Add("北厂".to_owned()),
    )
    .unwrap();
    assert_eq!(errors(&office, &after), [""; 0]);
    assert!(after.contains("    \"西厂\",\n    \"北厂\",\n    \"南厂\", # 新建\n"));
    assert!(after.contains(
        "state = \"正常\"\n\n[water.\"北厂\"]\ntaken = \"待填\"  # 采样\ngood = \"待填\"  # 合格\nstate = \"待填\"  # 状态\n\n[water.\"南厂\"]"
    ), "{after}");
    // Where rows may be left out, the new one is.
    assert!(!after.contains("[supply.\"北厂\"]"));
    let back = changed(&office, &after, "plants", "北厂", Doing::Remove).unwrap();
    assert_eq!(back, INPUT);
    // The last one stays.
    let two = changed(&office, INPUT, "plants", "南厂", Doing::Remove).unwrap();
    let one = changed(&office, &two, "plants", "西厂", Doing::Remove).unwrap();
    assert!(changed(&office, &one, "plants", "东厂", Doing::Remove).is_err());
}

#[test]
fn records_go_and_change_places_with_what_was_accepted_of_them() {
    let office = office(NOTICE);
    let after = changed(&office, INPUT, "visits", "2", Doing::Remove).unwrap();
    let wanted = INPUT
        .replacen(
            "# 复查过\n[[visits]]\nplant = \"东厂\"\nfound = 0\n\n",
            "",
            1,
        )
        .replace("visits.3.found", "visits.2.found");
    assert_eq!(after, wanted);
    // The total below the last record is not a part of it.
    let after = changed(&office, INPUT, "visits", "3", Doing::Remove).unwrap();
    assert!(after.contains("[visits.total]\nfound = 3") && !after.contains("visits.3.found"));
    assert_eq!(after.matches("[[visits]]").count(), 2);
    let after = changed(&office, INPUT, "visits", "3", Doing::Up).unwrap();
    assert!(after.contains("figure = \"visits.2.found\""));
    let at = |words: &str| after.find(words).unwrap();
    assert!(at("found = 1  # 已改") < at("# 复查过\n[[visits]]"));
    assert_eq!(errors(&office, &after), [""; 0]);
    let back = changed(&office, &after, "visits", "2", Doing::Down).unwrap();
    assert_eq!(back, INPUT);
    for (row, doing) in [
        ("1", Doing::Up),
        ("3", Doing::Down),
        ("4", Doing::Remove),
        ("0", Doing::Remove),
        ("x", Doing::Up),
    ] {
        assert!(
            changed(&office, INPUT, "visits", row, doing.clone()).is_err(),
            "{row} {doing:?}"
        );
    }
    assert!(changed(&office, INPUT, "visits", "1", rename("甲")).is_err());
}

#[test]
fn a_list_in_groups_is_changed_within_its_group() {
    let (office, text) = in_groups();
    assert_eq!(errors(&office, &text), [""; 0]);
    let after = changed(&office, &text, "plants", "西厂", rename("中厂")).unwrap();
    assert!(after.contains("\"市区\" = [\"东厂\", \"中厂\"]"), "{after}");
    assert_eq!(errors(&office, &after), [""; 0]);
    let after = changed(&office, &text, "plants", "南厂", Doing::Down).unwrap();
    assert!(after.contains("\"郊区\" = [\"北厂\", \"南厂\"]"));
    let after = changed(&office, &text, "plants", "北厂", Doing::Remove).unwrap();
    assert!(after.contains("\"郊区\" = [\"南厂\"]") && !after.contains("[water.\"北厂\"]"));
    assert!(changed(&office, &after, "plants", "南厂", Doing::Remove).is_err());
    assert!(changed(&office, &text, "plants", "西厂", Doing::Down).is_err());
}

#[test]
fn what_is_written_in_one_line_or_by_dots_is_changed_as_well() {
    let office = office(NOTICE);
    let table = "[water.\"西厂\"]\ntaken = 20\ngood = 19\n# 以补采为准\nstate = \"正常\"\n";
    assert!(INPUT.contains(table));
    let inline = INPUT
        .replacen(&format!("# 西厂补采过\n{table}\n"), "", 1)
        .replacen(
            "[water]\n",
            "[water]\n\"西厂\" = { taken = 20, good = 19, state = \"正常\" }\n",
            1,
        );
    let dotted = INPUT
        .replacen(&format!("# 西厂补采过\n{table}\n"), "", 1)
        .replacen(
            "[water]\n",
            "[water]\n\"西厂\".taken = 20\n\"西厂\".good = 19\n\"西厂\".state = \"正常\"\n",
            1,
        );
    for text in [inline, dotted] {
        assert_eq!(errors(&office, &text), [""; 0]);
        let after = changed(&office, &text, "plants", "西厂", rename("中厂")).unwrap();
        assert_eq!(errors(&office, &after), [""; 0], "{after}");
        assert_eq!(
            changed(&office, &after, "plants", "中厂", rename("西厂")).unwrap(),
            text
        );
        let after = changed(&office, &text, "plants", "西厂", Doing::Remove).unwrap();
        assert!(
            !after.contains("taken = 20") && after.contains("taken = 10"),
            "{after}"
        );
    }
}

/// What a finding tells to be written for its acceptance can be written so, whatever signs a name has.
#[test]
fn an_acceptance_is_written_as_it_is_told() {
    let office = office(NOTICE);
    for name in ["二\"号\"厂", "a\\b", "南厂"] {
        let text = INPUT.replacen("taken = 10\ngood = 10", "taken = 1\ngood = 30", 1);
        let text = text.replacen("taken = 60", "taken = 51", 1);
        let text = if name == "南厂" {
            text
        } else {
            changed(&office, &text, "plants", "南厂", rename(name)).unwrap()
        };
        let open = |text: &str| {
            let run = office.read(Input::of_text("2023-09.toml", text), true);
            let found = run.findings().iter();
            let found = found
                .filter(|one| one.severity == Severity::Warning && one.message.contains("3000.0%"));
            let hints = found.flat_map(|one| one.hints.clone());
            hints.collect::<Vec<String>>()
        };
        let hints = open(&text);
        let block = hints
            .iter()
            .find_map(|hint| Some(&hint[hint.find("[[accept]]")?..]));
        let block = block.unwrap_or_else(|| panic!("{name}: {hints:?}"));
        assert_eq!(
            open(&format!("{text}\n{block}\n")),
            [""; 0],
            "{name}: {block}"
        );
    }
}

/// A day is shown and typed as a day, not as the number that a spreadsheet has for it.
#[test]
fn days_are_shown_as_days() {
    let day = "[[columns]]\nkey = \"day\"\nhead = [\"采样日\"]\nlabel = \"采样日\"\ndate = true\nwithin = \"any\"\n\n[[texts]]";
    let water = WATER.replacen("[[texts]]", day, 1);
    let kind = MadeUpKind::new(NOTICE)
        .with("figures/water.toml", &water)
        .with("figures/supply.toml", SUPPLY)
        .with("figures/visits.toml", VISITS)
        .with("sections/body.toml", BODY);
    let office = kind.office().unwrap();
    let days = ["2023-09-05", "\"9月6日\"", "\"待填\""];
    let parts: Vec<&str> = INPUT.split("\nstate = ").collect();
    let days = days.map(|day| format!("\nday = {day}\nstate = "));
    let none = String::new();
    let betweens = days.iter().chain([&none]);
    let pairs = parts.iter().zip(betweens);
    let text: String = pairs
        .flat_map(|(part, between)| [*part, between.as_str()])
        .collect();
    let last = text
        .replacen("month = 9", "month = 8", 1)
        .replacen("10月8日", "9月8日", 1);
    let earlier = hongtou::office::EarlierFiles {
        last: hongtou::office::EarlierFile::File(hongtou::office::TextFile::of_text(
            "2023-08.toml",
            last,
        )),
        ..Default::default()
    };
    let edited = office.edit(&Input::of_text("2023-09.toml", text).after(earlier), &[]);
    let shown = |name: &str| {
        let mut fields = edited.sheets.iter().flat_map(|sheet| &sheet.rows).flatten();
        let cell = fields.find(|cell| cell.field.as_ref().is_some_and(|of| of.name == name));
        cell.map(|cell| cell.text.clone())
    };
    assert_eq!(shown("water.东厂.day").as_deref(), Some("2023-09-05"));
    assert_eq!(shown("water.西厂.day").as_deref(), Some("2023-09-06"));
    assert_eq!(shown("water.南厂.day").as_deref(), Some("待填"));
    let cells = edited.sheets.iter().flat_map(|sheet| &sheet.rows).flatten();
    assert!(
        cells
            .clone()
            .all(|cell| !cell.text.starts_with("451") && !cell.text.starts_with("452"))
    );
}
