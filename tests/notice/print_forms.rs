//! In what forms figures are printed, in tables and in sentences, and what goes by the printed form:
//! verdicts, stated figures, explanations, the input's own texts, comparisons.

use hongtou::office::{Input, Office};

use crate::support::MadeUpKind;

/// One yearly kind, the economy of towns.
const NOTICE: &str = r#"
organ = "某县统计局"
mark = "某县统计局文件"
number = "某统〔{issue_year}〕{number}号"
title = "关于{year}年经济运行的通报"
addressee = "各乡镇"
total_label = "全县"
rounding_note = "注：四舍五入。"
figures = ["economy"]
annexes = ["economy"]
sections = ["body"]
[sets.towns]
label = "乡镇"
"#;

fn office(figures: &str, say: &str) -> Result<Office, String> {
    let body = format!("paragraphs = [\"main\"]\n[phrases.main]\n{say}\n");
    MadeUpKind::new(NOTICE)
        .with("figures/economy.toml", figures)
        .with("sections/body.toml", &body)
        .office()
}

const ECONOMY: &str = r#"
label = "经济运行"
title = "{year}年经济运行"
rows = "towns"
row_head = "乡镇"
unit_line = "单位：元、人"
blank = "—"

[[columns]]
key = "output"
head = ["产值"]
label = "产值"
unit = "元"
form = "亿 bare"
places = 2

[[columns]]
key = "before"
label = "上年产值"
unit = "元"

[[columns]]
key = "people"
head = ["人口"]
label = "人口"
unit = "人"
form = "comma"

[[columns]]
key = "born"
label = "出生人口"
unit = "人"

[[columns]]
key = "birth_rate"
head = ["出生率|（‰）"]
label = "出生率"
formula = "born / people"
form = "permille bare"
places = 2

[[columns]]
key = "times"
head = ["比值"]
label = "比值"
formula = "output / before"
form = "ratio"
unit = "倍"
places = 2

[[columns]]
key = "growth"
head = ["增速|（%）"]
label = "增速"
form = "percent bare plus"
signed = true
places = 1
total = "given"

[[columns]]
key = "growth_before"
label = "上年增速"
form = "percent"
signed = true
places = 1
total = "given"

[[columns]]
key = "faster"
head = ["加快|（百分点）"]
label = "加快"
formula = "growth - growth_before"
form = "points plus"
places = 1

[[columns]]
key = "place"
head = ["位次"]
label = "位次"
formula = "rank(growth)"
form = "chinese"

[[columns]]
key = "firms"
head = ["企业"]
label = "企业"
unit = "家"
form = "step"
places = 1
"#;

const INPUT: &str = r#"
year = 2023
number = 1
date = "1月8日"
towns = ["甲镇", "乙乡", "丙镇"]

[economy."甲镇"]
output = 345123456
before = 276000000
people = 1234567
born = 6420
growth = 5.2
growth_before = 2.0
firms = 12345

[economy."乙乡"]
output = 99999999
before = 50000000
people = 4321
born = 20
growth = -1.5
growth_before = 0.0
firms = 12

[economy."丙镇"]
output = ""
before = ""
people = 800
born = 4
growth = 0.0
growth_before = 0.04
firms = ""

[economy.total]
growth = 3.1
growth_before = 3.1
"#;

fn rows(office: &Office, input: &str) -> Vec<String> {
    let run = office.read(Input::of_text("2023.toml", input), false);
    let notice = run.notice();
    let notice = notice.unwrap_or_else(|| panic!("{:#?}", run.findings()));
    let rows = notice.annexes[0].table.rows.iter();
    rows.map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join(" ")
    })
    .collect()
}

/// What the first paragraph says, or what was found.
fn said(figures: &str, say: &str, input: &str) -> String {
    let office = office(figures, say).unwrap();
    let run = office.read(Input::of_text("2023.toml", input), false);
    let Some(notice) = run.notice() else {
        let messages = run.findings().iter().map(|finding| &finding.message);
        return messages.cloned().collect::<Vec<_>>().join("\n");
    };
    hongtou::wording::plain(&notice.body[0].spans)
}

fn refused(figures: &str, say: &str) -> String {
    office(figures, say).err().unwrap_or_default()
}

#[test]
fn a_sign_that_a_figure_has_by_itself_is_not_written_again() {
    for (say, told) in [
        (
            "{economy.total.faster:abs}个百分点",
            "{economy.total.faster}在句子里自己带“个百分点”，后面又写了“个百分点”",
        ),
        ("{economy.total.faster}百分点", "后面又写了“百分点”"),
        (
            "{economy.total.growth}%",
            "{economy.total.growth}在句子里自己带“%”，后面又写了“%”",
        ),
        ("{economy.total.birth_rate}‰", "自己带“‰”"),
        ("{economy.total.birth_rate:percent 2}％", "自己带“%”"),
    ] {
        let refused = refused(ECONOMY, &format!("say = \"{say}\""));
        assert!(refused.contains(told), "{say}: {refused}");
    }
    for say in [
        "{economy.total.faster:plain}个百分点",
        "{economy.total.growth:bare}%",
        "{economy.total.growth}，加快{economy.total.faster}",
        "{economy.total.times}%",
    ] {
        assert_eq!(refused(ECONOMY, &format!("say = \"{say}\"")), "", "{say}");
    }
}

const SAY: &str = "say = '''产值{economy.total.output}元。'''";

#[test]
fn a_column_prints_its_form_in_cells() {
    let office = office(ECONOMY, SAY).unwrap();
    assert_eq!(
        rows(&office, INPUT),
        [
            "全县 4.45 1,239,688 5.20 1.37 +3.1 0.0 — 1.2万",
            "甲镇 3.45 1,234,567 5.20 1.25 +5.2 +3.2 一 1.2万",
            "乙乡 1.00 4,321 4.63 2.00 −1.5 −1.5 三 12",
            "丙镇 — 800 5.00 — 0.0 0.0 二 —",
        ]
    );
}

#[test]
fn a_sentence_prints_the_form_with_its_sign_or_another_that_it_asks_for() {
    let say = |hole: &str| said(ECONOMY, &format!("say = \"{hole}\""), INPUT);
    for (hole, expected) in [
        ("{economy.total.output}元", "4.45亿元"),
        ("{economy.total.output:1}元", "4.5亿元"),
        ("{economy.total.output:万 0}元", "44512万元"),
        ("{economy.total.output:万 0 comma}元", "44,512万元"),
        ("{economy.total.output:bare}亿元", "4.45亿元"),
        ("{economy.total.output:plain}元", "445123455元"),
        ("{economy.total.people}人", "1,239,688人"),
        ("{economy.total.people:space}人", "1\u{a0}239\u{a0}688人"),
        ("{economy.total.people:万 2}人", "123.97万人"),
        ("{economy.total.birth_rate}", "5.20‰"),
        ("{economy.total.birth_rate:percent 2}", "0.52%"),
        ("{economy.total.birth_rate:bare 1}", "5.2"),
        ("{economy.total.times}倍", "1.37倍"),
        ("{economy.total.times:percent 1}", "136.5%"),
        ("{economy.total.growth}", "+3.1%"),
        ("{economy.total.growth:abs}", "3.1%"),
        ("{economy.total.growth:plain}", "3.1"),
        ("{economy.total.faster}", "0.0个百分点"),
        ("{economy.total.firms}家", "1.2万家"),
        ("{economy.total.firms:plain}家", "12357家"),
        ("{economy.total.firms:chinese}家", "一万二千三百五十七家"),
        ("{economy.total.firms:counted}家", "12357家"),
    ] {
        assert_eq!(say(hole), expected, "{hole}");
    }
    let each = "each = \"economy\"\njoin = \"、\"\nwhere = \"firms > 0\"\nif_empty = \"无\"";
    let section = format!(
        "say = \"{{list}}\"\n[phrases.list]\n{each}\nsay = \"{{name}}第{{place}}，{{faster:abs}}，{{firms:counted}}家\""
    );
    assert_eq!(
        said(ECONOMY, &section, INPUT),
        "甲镇第一，3.2个百分点，12345家、乙乡第三，1.5个百分点，12家"
    );
}

#[test]
fn what_is_printed_stands_where_the_figure_does_in_every_form() {
    let section = |when: &str, hole: &str| {
        format!(
            "choose = [{{ when = \"{when}\", say = \"够{hole}\" }}, {{ say = \"不够{hole}\" }}]"
        )
    };
    let say = |when: &str, hole: &str| said(ECONOMY, &section(when, hole), INPUT);
    let output = "{economy.total.output}元";
    assert_eq!(
        say("economy.total.output >= 445200000", output),
        "不够4.45亿元"
    );
    assert_eq!(
        say("economy.total.output >= 445100000", output),
        "够4.451亿元"
    );
    assert_eq!(
        say(
            "economy.total.output > 445000000",
            "{economy.total.output:万 0}元"
        ),
        "够44512万元"
    );
    assert_eq!(
        say(
            "economy.total.birth_rate >= 5.2‰",
            "{economy.total.birth_rate}"
        ),
        "不够5.198‰"
    );
    assert_eq!(
        say(
            "economy.total.birth_rate >= 5.2‰",
            "{economy.total.birth_rate:percent 2}"
        ),
        "不够0.5198%"
    );
    assert_eq!(
        say("economy.total.times >= 1.37", "{economy.total.times}倍"),
        "不够1.365倍"
    );
    assert_eq!(
        say(
            "economy.total.people >= 1240000",
            "{economy.total.people:万 0}人"
        ),
        "不够123.97万人"
    );
    // Where the sign is a verdict, nothing rounds to 0.
    let slow = INPUT.replace("growth = 3.1\n", "growth = 3.06\n");
    let slow = said(
        ECONOMY,
        &section("economy.total.faster < 0", "{economy.total.faster:abs}"),
        &slow,
    );
    assert_eq!(slow, "够0.04个百分点");
}

#[test]
fn figures_are_stated_in_their_form() {
    let with = |line: &str| {
        let input = INPUT.replace("[economy.total]", &format!("[economy.total]\n{line}"));
        said(ECONOMY, SAY, &input)
    };
    assert_eq!(with("birth_rate = 5.20"), "产值4.45亿元。");
    assert!(
        with("birth_rate = 5.30").contains("5.30‰，按其他数据计算为 5.20‰"),
        "{}",
        with("birth_rate = 5.30")
    );
    assert!(with("birth_rate = 0.52").contains("填报为 0.52‰"));
    assert_eq!(with("times = 1.37"), "产值4.45亿元。");
    assert!(with("times = 1.25").contains("填报为 1.25倍，按其他数据计算为 1.37倍"));
    assert_eq!(with("faster = -0.1"), "产值4.45亿元。");
    assert!(
        with("faster = 1.0").contains("填报为 1.0个百分点"),
        "{}",
        with("faster = 1.0")
    );
    assert!(with("output = 4.45").contains("应为整数"));
}

#[test]
fn any_form_is_found_in_either_width() {
    let section = "say = \"产值{economy.total.output}元，{economy.total.people}人，{economy.total.birth_rate}，{economy.total.growth}，{economy.total.people:space}\"";
    let office = office(ECONOMY, section).unwrap();
    let run = office.read(Input::of_text("2023.toml", INPUT), false);
    let year = run.year().unwrap();
    let keys = |what: &str| {
        let ids = hongtou::explain::find(what, year, office.model());
        let keys = ids
            .into_iter()
            .map(|id| year.figures.get(id).key.to_string());
        keys.collect::<Vec<_>>().join(" ")
    };
    for (what, key) in [
        ("4.45亿元", "economy.total.output"),
        ("4.45亿", "economy.total.output"),
        ("４．４５亿元", "economy.total.output"),
        ("3.45亿元", "economy.甲镇.output"),
        ("3.45", "economy.甲镇.output"),
        ("1,239,688人", "economy.total.people"),
        ("1239688", "economy.total.people"),
        ("1 239 688人", "economy.total.people"),
        ("1\u{a0}239\u{a0}688", "economy.total.people"),
        ("4.63‰", "economy.乙乡.birth_rate"),
        ("4.63", "economy.乙乡.birth_rate"),
        ("+3.1%", "economy.total.growth"),
        ("3.1%", "economy.total.growth"),
        ("＋３．１％", "economy.total.growth"),
        ("-1.5", "economy.乙乡.growth economy.乙乡.faster"),
        ("−1.5个百分点", "economy.乙乡.faster"),
        ("三", "economy.乙乡.place"),
        ("1.37倍", "economy.total.times"),
        ("1.2万家", "economy.total.firms economy.甲镇.firms"),
    ] {
        assert_eq!(keys(what), key, "{what}");
    }
    let tree =
        hongtou::explain::answer("4.45亿元", year, office.model(), run.sources(), run.input());
    let told = tree[0].render();
    assert!(
        told.contains("印作 4.45亿元 ← 取 2 位小数（四舍五入） ← 445123455元"),
        "{told}"
    );
}

#[test]
fn own_texts_are_held_against_every_form() {
    let figures = format!("{ECONOMY}\n[[texts]]\nkey = \"own\"\nlabel = \"说明\"\n");
    let office = office(&figures, "say = \"{economy.own}\"").unwrap();
    let findings = |text: &str| {
        let input = INPUT.replace(
            "[economy.\"甲镇\"]",
            &format!("[economy]\nown = \"{text}\"\n[economy.\"甲镇\"]"),
        );
        let run = office.read(Input::of_text("2023.toml", input), false);
        let hints = run
            .findings()
            .iter()
            .filter(|f| f.code.name() == "typed-figure");
        hints
            .flat_map(|finding| finding.hints.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (text, hole) in [
        ("产值4.45亿元。", "{economy.total.output}"),
        ("产值44500万元。", "{economy.total.output}"),
        ("人口1,239,688人。", "{economy.total.people}"),
        ("人口1239688人。", "{economy.total.people}"),
        ("甲镇产值345123456元。", "{economy.甲镇.output}"),
        ("甲镇产值34512.3456万元。", "{economy.甲镇.output}"),
        ("出生率千分之五点二零。", "{economy.total.birth_rate}"),
        ("出生率5.20‰。", "{economy.total.birth_rate}"),
        ("乙乡增速下降1.5%。", "{economy.乙乡.growth:abs}"),
        ("乙乡回落1.5个百分点。", "{economy.乙乡.faster:abs}"),
        ("甲镇加快3.2个百分点。", "{economy.甲镇.faster}"),
    ] {
        assert!(findings(text).contains(hole), "{text}: {}", findings(text));
    }
    for text in ["甲镇有12个百分点的差距。", "产值4.47亿元左右。"] {
        assert!(!findings(text).contains("已经有了"), "{text}");
    }
    let text = "产值{economy.total.output:percent}。";
    let input = INPUT.replace(
        "[economy.\"甲镇\"]",
        &format!("[economy]\nown = \"{text}\"\n[economy.\"甲镇\"]"),
    );
    let run = office.read(Input::of_text("2023.toml", input), false);
    assert!(
        run.findings()[0].message.contains("percent 只用于比率"),
        "{:?}",
        run.findings()
    );
}

#[test]
fn what_a_form_can_not_be_of_is_refused_when_the_templates_load() {
    let column = |from: &str, to: &str| {
        let figures = ECONOMY.replacen(from, to, 1);
        assert_ne!(figures, ECONOMY);
        refused(&figures, SAY)
    };
    for (from, to, expected) in [
        (
            "form = \"亿 bare\"",
            "form = \"percent\"\ntotal = \"sum\"",
            "比率、百分点不能相加",
        ),
        (
            "form = \"亿 bare\"",
            "form = \"percent\"",
            "单位写作“元”，印出来的却是 %",
        ),
        ("form = \"亿 bare\"", "form = \"亿 万\"", "前后矛盾"),
        (
            "form = \"亿 bare\"",
            "form = \"亿元\"",
            "没有“亿元”这种写法，可用的有 percent、permille",
        ),
        ("form = \"亿 bare\"", "form = \"bare\"", "本来就不印"),
        (
            "form = \"亿 bare\"",
            "form = \"亿 2\"",
            "小数位数写在 places 里",
        ),
        ("form = \"亿 bare\"", "form = \"\"", "写明印成什么样子"),
        (
            "form = \"亿 bare\"",
            "form = \"points\"",
            "印出来的却是 个百分点",
        ),
        (
            "unit = \"元\"\nform = \"亿 bare\"",
            "unit = \"%\"\nform = \"亿\"",
            "和 form 矛盾",
        ),
        (
            "form = \"permille bare\"",
            "form = \"万\"",
            "万、亿、step 不用于比率",
        ),
        (
            "form = \"permille bare\"",
            "form = \"points\"",
            "points（百分点）只用于两个百分比的差",
        ),
        (
            "form = \"permille bare\"",
            "form = \"permille\"\nunit = \"%\"",
            "单位写作“%”，印出来的却是 ‰",
        ),
        (
            "form = \"permille bare\"",
            "unit = \"‰\"",
            "单位写作“‰”，印出来的却是 %",
        ),
        (
            "form = \"permille bare\"",
            "form = \"chinese\"",
            "只用于整数，这是比率",
        ),
        (
            "formula = \"rank(growth)\"\nform = \"chinese\"",
            "formula = \"rank(growth)\"\nform = \"comma\"",
            "名次只能",
        ),
        (
            "formula = \"growth - growth_before\"",
            "formula = \"output - before\"",
            "“output”不是百分比",
        ),
        ("blank = \"—\"", "blank = \"0\"", "不能有数字"),
    ] {
        let told = column(from, to);
        assert!(told.contains(expected), "{to}: {told}");
    }
    for (hole, expected) in [
        (
            "{economy.total.output:percent}",
            "percent 只用于比率（a / b），这是整数",
        ),
        ("{economy.total.growth:万}", "万、亿、step 不用于比率"),
        ("{economy.total.growth:chinese}", "只用于整数，这是比率"),
        (
            "{economy.total.output:rund}",
            "没有“rund”这种写法，可用的有",
        ),
        ("{economy.total.output:}", "冒号后面写小数位数"),
        ("{economy.total.output:12}", "0 到 9 的整数"),
        ("{economy.total.output:chinese 2}", "中文数字"),
        ("{economy.total.output:plain 万}", "plain 是数字本身"),
    ] {
        let told = refused(ECONOMY, &format!("say = \"{hole}\""));
        assert!(told.contains(expected), "{hole}: {told}");
    }
    let told = refused(
        ECONOMY,
        "choose = [{ when = \"economy.total.birth_rate > 5%\", say = \"高\" }, { say = \"低\" }]",
    );
    assert!(
        told.contains("按千分比印，要和千分数比，如 5‰，不是 5%"),
        "{told}"
    );
    let told = refused(
        ECONOMY,
        "choose = [{ when = \"economy.total.times > 125%\", say = \"高\" }, { say = \"低\" }]",
    );
    assert!(told.contains("是倍数"), "{told}");
}

#[test]
fn a_footing_note_goes_by_what_is_printed() {
    // 3.45 + 1.00 is 4.45: nothing to say. 3.445 and 1.0 make 4.44.
    let figures = ECONOMY.replace("head = [\"企业\"]\n", "");
    let office = office(&figures, SAY).unwrap();
    let notes = |input: &str| {
        let run = office.read(Input::of_text("2023.toml", input), false);
        run.notice().unwrap().annexes[0].notes.clone()
    };
    assert_eq!(notes(INPUT), [""; 0]);
    let uneven = INPUT.replace("output = 345123456", "output = 344500000");
    let uneven = uneven.replace("output = 99999999", "output = 99500000");
    assert_eq!(notes(&uneven), ["注：四舍五入。"]);
}
