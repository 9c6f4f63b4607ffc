//! A kind written by following `docs/templates.md`: a monthly notice that two organs issue jointly,
//! ranked with ties, graded by bands, compared with the month before and the same month of last year.

use crate::support::{MadeUpKind, Run};

const NOTICE: &str = r#"
name = "道路巡养月报"
cycle = "month"
organs = [
    { name = "某市道路管护中心", mark = "某市道路管护中心" },
    { name = "某市交通安全中心", mark = "某市交通安全中心" },
]
number = "某路护〔{issue_year}〕{number}号"
title = "关于{period}农村公路巡查|养护|情况的通报"
addressee = "各巡养队"
total_label = "全市"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
seal = true
figures = ["work", "spending"]
annexes = [{ before = "scope", table = "work" }]
sections = ["overview", "ranking"]

[sets.teams]
label = "巡养队"
words = ["队"]
groups = true
subtotal = "小计"

[sets.roads]
label = "道路"
rows = [
    { key = "county", label = "县道" },
    { key = "town", label = "乡道" },
    { key = "village", label = "村道" },
    { key = "rural", label = "其中：乡村道路", level = 1, formula = "town + village" },
]
"#;

const WORK: &str = r#"
label = "巡查"
title = "{period}各巡养队巡查情况"
rows = "teams"
row_head = "巡养队"
serial = "序号"
total_row = "last"
order_by = "place"

[tests]
excellent = "rate >= 95%"
good = "rate >= 80% and not excellent"
fell = "change < 0"

[[columns]]
key = "place"
head = ["名次"]
label = "名次"
formula = "rank(rate)"

[[columns]]
key = "due"
head = ["巡查|（次）", "应巡"]
label = "应巡"
unit = "次"

[[columns]]
key = "done"
head = ["巡查|（次）", "实巡"]
label = "实巡"
unit = "次"

[[columns]]
key = "rate"
head = ["到位率"]
label = "到位率"
formula = "done / due"
places = 1

[[columns]]
key = "change"
head = ["比上月|（百分点）"]
label = "到位率增减"
formula = "rate - last.rate"
unit = "个百分点"
amount = true
signed = true
places = 1
form = "points plus"

[[columns]]
key = "failed"
head = ["未整改|（处）"]
label = "未整改隐患"
unit = "处"

[[columns]]
key = "risk"
head = ["隐患|密度|（‰）"]
label = "隐患密度"
formula = "failed / done"
form = "permille bare"
places = 1

[[columns]]
key = "grade"
head = ["评价"]
label = "评价"
choose = [
    { when = "excellent", say = "优秀" },
    { when = "good", say = "良好" },
    { say = "较差" },
]

[[must]]
that = "done <= due"
say = "实巡不能多于应巡"
"#;

const SPENDING: &str = r#"
label = "养护支出"
title = "{period}养护支出"
rows = "roads"
row_head = "道路"
total_row = "last"
unit_line = "单位：万元"
blank = "—"

[[columns]]
key = "cost"
head = ["支出"]
label = "支出"
unit = "元"
form = "万 bare"
places = 1

[[columns]]
key = "more"
head = ["比上月"]
label = "支出增减"
formula = "cost - last.cost"
unit = "元"
signed = true
form = "万 bare plus"
places = 1

[[columns]]
key = "growth"
head = ["同比"]
label = "支出同比"
formula = "(cost - same.cost) / same.cost"
signed = true
form = "percent plus"
places = 1
"#;

const OVERVIEW: &str = r#"
name = "总体情况"
heading = "heading"
paragraphs = ["main", "money", "spending"]

[phrases.heading]
say = "总体情况"

[phrases.main]
say = "{period}，全市应巡{work.total.due}次，实巡{work.total.done}次，到位率{work.total.rate}{before}，隐患密度{work.total.risk}。{fallen}"

[phrases.before]
choose = [
    { when = "not present(last)", say = "" },
    { when = "work.total.change > 0", say = "，比上月（{last.work.total.rate}）提高{work.total.change:abs}" },
    { when = "work.total.change = 0", say = "，与上月持平" },
    { say = "，比上月（{last.work.total.rate}）降低{work.total.change:abs}" },
]

[phrases.fallen]
choose = [
    { when = "not present(last)", say = "" },
    { when = "count(falling) = 0", say = "没有巡养队降低。" },
    { say = "{falling}比上月降低。" },
]

[phrases.falling]
each = "work"
where = "fell"
join = "、"
last_join = "和"
say = "{name}（{change}）"

[phrases.money]
say = "养护支出{spending.total.cost}元{than_last}{than_same}，其中乡村道路{spending.rural.cost}元。"

[phrases.than_last]
choose = [
    { when = "not present(last)", say = "" },
    { when = "spending.total.more >= 0", say = "，比上月多{spending.total.more:abs}元" },
    { say = "，比上月少{spending.total.more:abs}元" },
]

[phrases.than_same]
choose = [
    { when = "not present(same)", say = "" },
    { say = "，同比{spending.total.growth}" },
]
"#;

const RANKING: &str = r#"
name = "考评情况"
heading = "heading"
paragraphs = ["first", "graded"]

[phrases.heading]
say = "考评情况"

[phrases.first]
choose = [
    { when = "count(leading) = 1", say = "到位率{leading}居第一。" },
    { say = "到位率{leading}{counted(leading)}个{kinds(leading)}并列第一。" },
]

[phrases.leading]
each = "work"
where = "place = 1"
join = "、"
if_empty = "无"
say = "{name}"

[phrases.graded]
say = "{grades}。"

[phrases.grades]
join = "；"
parts = [
    { when = "count(excellents) > 0", say = "评为优秀的{counted(excellents)}个：{excellents}" },
    { when = "count(goods) > 0", say = "评为良好的{counted(goods)}个：{goods}" },
    { when = "count(poors) > 0", say = "评为较差的{counted(poors)}个：{poors}" },
]

[phrases.excellents]
each = "work"
where = "grade = '优秀'"
join = "、"
say = "{name}（第{place}）"

[phrases.goods]
each = "work"
where = "grade = '良好'"
join = "、"
say = "{name}（第{place}）"

[phrases.poors]
each = "work"
where = "grade = '较差'"
join = "、"
say = "{name}（第{place}）"
"#;

const SCOPE: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "本表统计{period}各巡养队的巡查，名次按到位率，相同的并列。"
"#;

const MAY: &str = r#"
year = 2024
month = 5
number = 5
date = "6月5日"
none = ["last", "same"]

[teams]
"山区片" = ["青石队", "松岭队", "云台队"]
"平川片" = ["柳河队", "沙洲队", "桥头队"]

[work."青石队"]
due = 40
done = 38
failed = 12

[work."松岭队"]
due = 60
done = 57
failed = 9

[work."云台队"]
due = 50
done = 45
failed = 20

[work."柳河队"]
due = 80
done = 60
failed = 16

[work."沙洲队"]
due = 20
done = 20
failed = 3

[work."桥头队"]
due = 30
done = 24
failed = 15

[spending.county]
cost = 1200000

[spending.town]
cost = 500000

[spending.village]
cost = 98765
"#;

const JUNE: &str = r#"
year = 2024
month = 6
number = 6
date = "7月5日"

[teams]
"山区片" = ["青石队", "松岭队", "云台队"]
"平川片" = ["柳河队", "沙洲队", "桥头队"]

[work."青石队"]
due = 40
done = 40
failed = 12

[work."松岭队"]
due = 60
done = 57
failed = 9

[work."云台队"]
due = 50
done = 40
failed = 20

[work."柳河队"]
due = 80
done = 76
failed = 16

[work."沙洲队"]
due = 20
done = 20
failed = 3

[work."桥头队"]
due = 30
done = 21
failed = 15

[spending.county]
cost = 1234567

[spending.town]
cost = 456000

[spending.village]
cost = 98765

[same.spending.county]
cost = 1000000

[same.spending.town]
cost = 500000

[same.spending.village]
cost = 100000

[same.spending.rural]
cost = 600000

[same.spending.total]
cost = 1600000
"#;

/// The folder of an office that has this kind and these two months.
fn office(may: &str, june: &str) -> Run {
    let run = Run::new();
    run.copy_kind("housing");
    MadeUpKind::new(NOTICE)
        .with("figures/work.toml", WORK)
        .with("figures/spending.toml", SPENDING)
        .with("sections/overview.toml", OVERVIEW)
        .with("sections/ranking.toml", RANKING)
        .with("sections/scope.toml", SCOPE)
        .write(&run, "templates/patrol");
    run.write("inputs/patrol/2024-05.toml", may);
    run.write("inputs/patrol/2024-06.toml", june);
    run
}

/// The review text of a month, without the spaces that set it.
fn text(run: &Run, month: &str) -> String {
    let (status, told) = run.said(&["build", "patrol", month]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read(&format!("out/patrol/{month}.txt"))).unwrap();
    text.replace([' ', '　'], "")
}

#[track_caller]
fn assert_says(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted} is not in: {text}");
    }
}

/// 40+60+50+80+20+30 = 280, of them 40+57+40+76+20+21 = 254, 90.71 %; 75 of 254 are 295.28 ‰. In
/// May 244 of 280, 87.14 %: 3.6 points less. Two teams have all, two 19 of 20: places 1, 1, 3, 3, 5, 6.
#[test]
fn the_sentences_say_what_the_figures_are() {
    let run = office(MAY, JUNE);
    let june = text(&run, "2024-06");
    assert_says(
        &june,
        &[
            "某市道路管护中心\n某市交通安全中心\n文件",
            "2024年6月，全市应巡280次，实巡254次，到位率90.7%，比上月（87.1%）提高3.6个百分点，隐患密度295.3‰。",
            "云台队（−10.0个百分点）和桥头队（−10.0个百分点）比上月降低。",
            // 178.9332 is printed as 178.9, less 179.9; (178.9 - 160) / 160 is 11.81 %.
            "养护支出178.9万元，比上月少1.0万元，同比+11.8%，其中乡村道路55.5万元。",
            "到位率青石队、沙洲队两个队并列第一。",
            "评为优秀的四个：青石队（第1）、松岭队（第3）、柳河队（第3）、沙洲队（第1）；评为良好的一个：云台队（第5）；评为较差的一个：桥头队（第6）。",
        ],
    );
    // The table stands in the text, before the section that follows it.
    let table = june.find("县道|123.5|+3.5|+23.5%").unwrap();
    assert!(table < june.find("二、考评情况").unwrap());
    assert_says(
        &june,
        &[
            "其中：乡村道路|55.5|−4.4|−7.5%",
            "1|青石队|1|40|40|100.0%|+5.0|12|300.0|优秀",
            // 137 of 150, after 140; 117 of 130, after 104.
            "|小计||150|137|91.3%|−2.0|41|299.3|",
            "|小计||130|117|90.0%|+10.0|34|290.6|",
            "5|柳河队|3|80|76|95.0%|+20.0|16|210.5|优秀",
            "6|桥头队|6|30|21|70.0%|−10.0|15|714.3|较差",
        ],
    );
}

#[test]
fn a_month_without_one_before_it_has_nothing_to_be_compared_with() {
    let may = text(&office(MAY, JUNE), "2024-05");
    assert_says(
        &may,
        &[
            "到位率87.1%，隐患密度307.4‰。",
            "到位率沙洲队居第一。",
            "|40|38|95.0%||12|315.8|优秀",
            "县道|120.0|—|—",
            "全市|179.9|—|—",
        ],
    );
    assert!(!may.contains("比上月降低"), "{may}");
}

/// 20 of 30 is 66.67 %, printed as 66.7 % in both months: no reader finds that it fell. Nor that
/// 98765 yuan, printed as 9.9万 in both, are fewer than before.
#[test]
fn what_two_months_print_alike_has_not_changed() {
    let of = |month: &str| {
        let (before, after) = month.split_once("[work.\"青石队\"]").unwrap();
        let (_, after) = after.split_once("failed").unwrap();
        format!("{before}[work.\"青石队\"]\ndue = 30\ndone = 20\nfailed{after}")
    };
    let run = office(&of(MAY), &of(JUNE));
    assert_says(&text(&run, "2024-05"), &["|30|20|66.7%|"]);
    let june = text(&run, "2024-06");
    assert_says(&june, &["|30|20|66.7%|0.0|", "村道|9.9|0.0|−1.0%"]);
    assert!(!june.contains("青石队（−"), "{june}");
    let (_, told) = run.said(&["check", "patrol", "2024-06"]);
    assert!(told.contains("与上月一个不差"), "{told}");
    assert!(!told.contains("rounding-flips"), "{told}");
    // The same of a whole: 66.66 % is not less than the 66.7 % that it was.
    let (_, told) = run.said(&[
        "try",
        "work.total.rate < last.work.total.rate",
        "patrol",
        "2024-06",
    ]);
    assert!(told.contains("不成立"), "{told}");
}

#[test]
fn what_contradicts_itself_is_found() {
    let wrong = JUNE.replacen("done = 57", "done = 61", 1)
        + "\n[work.total]\ndone = 255\n\n[work.\"平川片小计\"]\nfailed = 35\n";
    let run = office(MAY, &wrong);
    let (status, told) = run.said(&["check", "patrol", "2024-06"]);
    assert_eq!(status, 1, "{told}");
    assert_says(
        &told,
        &["实巡不能多于应巡", "全市 实巡填报为 255次", "平川片小计"],
    );
}

#[test]
fn a_figure_is_explained_and_two_months_are_told_apart() {
    let run = office(MAY, JUNE);
    let (status, told) = run.said(&["explain", "附件 云台队 比上月", "patrol", "2024-06"]);
    assert_eq!(status, 0, "{told}");
    assert_says(&told, &["云台队 到位率增减", "80.0", "90.0"]);
    let (status, told) = run.said(&["diff", "patrol", "2024-05", "2024-06"]);
    assert_eq!(status, 1, "{told}");
    assert_says(&told, &["87.1%", "90.7%"]);
    let (status, told) = run.said(&["new", "patrol", "2024-07"]);
    assert_eq!(status, 0, "{told}");
    let july = String::from_utf8(run.read("inputs/patrol/2024-07.toml")).unwrap();
    assert_says(&july, &["month = 7", "\"柳河队\", \"沙洲队\"", "上月 76"]);
}
