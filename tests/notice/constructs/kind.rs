//! A made-up monthly notice of waterworks that has every construct of the templates that bears on
//! figures or their words, and three months of it.

use crate::support::MadeUpKind;

const NOTICE: &str = r#"
name = "供水月报"
cycle = "month"
organ = "某市供水管理处"
mark = "某市供水管理处文件"
number = "某供水〔{issue_year}〕{number}号"
title = "关于{period}城市供水|情况的通报"
addressee = "各水厂"
total_label = "全市"
total_words = ["全市"]
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
seal = true
figures = ["supply", "network", "repairs", "flow", "stock", "visits", "survey"]
annexes = ["supply", "network", { before = "scope", table = "plans", after = "filling" }, "rules", "visits"]
sections = ["overview", "ranking", "money", "others"]

[sets.plants]
label = "水厂"
words = ["厂"]
short = ["厂"]
groups = true
subtotal = "小计"

[sets.districts]
label = "片区"
words = ["片"]

[sets.items]
label = "科目"
rows = [
    { key = "opening", label = "一、月初结余", carried_from = "closing" },
    { key = "income", label = "二、本月收入", head = true },
    { key = "fees", label = "水费", level = 1 },
    { key = "grants", label = "补助", level = 1 },
    { key = "received", label = "收入合计", level = 1, formula = "sum(fees, grants)" },
    { key = "spent", label = "三、本月支出" },
    { key = "closing", label = "四、月末结余", formula = "opening + received - spent" },
]

[[claims]]
words = ["没有水厂变慢"]
of = ["水厂"]
section = "ranking"
when = "count(slower) = 0"
say = "有水厂比上月慢"
"#;

const SUPPLY: &str = r#"
label = "供水"
title = "{period}各水厂供水情况"
rows = "plants"
row_head = "水厂"
serial = "序号"
order_by = "place"
unit_line = "单位：万吨、兆帕、元"
notes = ["注：漏损率为漏损量与供水量之比。"]

[tests]
slow = "rate < 80%"
slower = "change < 0"

[[scalars]]
key = "schedule"
label = "计划进度"
unit = "%"
form = "percent"

[[scalars]]
key = "ahead"
label = "与计划进度之差"
formula = "total.rate - schedule"
form = "points"
signed = true
places = 1

[[columns]]
key = "place"
head = ["名次"]
label = "名次"
formula = "rank(rate)"

[[columns]]
key = "due"
head = ["供水量", "计划"]
label = "计划供水"
unit = "吨"
form = "万 bare"
places = 1

[[columns]]
key = "done"
head = ["供水量", "实际"]
label = "实际供水"
unit = "吨"
form = "万 bare"
places = 1

[[columns]]
key = "ytd"
head = ["供水量", "{months}|累计"]
label = "累计供水"
unit = "吨"
form = "万 bare"
places = 1
carried = { from = "ytd", is = "ytd - done", within_year = true }

[[columns]]
key = "rate"
head = ["完成率"]
label = "完成率"
formula = "done / due"
places = 1

[[columns]]
key = "change"
head = ["比上月|（百分点）"]
label = "完成率增减"
formula = "rate - last.rate"
signed = true
form = "points plus"
places = 1

[[columns]]
key = "growth"
head = ["同比"]
label = "供水同比增长"
formula = "(done - same.done) / same.done"
signed = true
form = "percent plus"
places = 1

[[columns]]
key = "lost"
head = ["漏损量"]
label = "漏损量"
unit = "吨"
form = "comma"

[[columns]]
key = "leakage"
head = ["漏损率|（‰）"]
label = "漏损率"
formula = "lost / done"
form = "permille bare"
places = 1

[[columns]]
key = "load"
head = ["负荷"]
label = "负荷"
formula = "done / capacity"
form = "ratio"
places = 2

[[columns]]
key = "capacity"
label = "供水能力"
unit = "吨"
carried = { from = "capacity" }

[[columns]]
key = "pressure"
head = ["水压"]
label = "水压"
unit = "兆帕"
amount = true
places = 2
total = "mean"

[[columns]]
key = "price"
head = ["水价"]
label = "水价"
unit = "元"
amount = true
places = 2
total = "given"

[[columns]]
key = "inspected"
head = ["检修"]
label = "检修日期"
date = true
form = "day"

[[columns]]
key = "next_check"
label = "下次检修"
date = true
within = "year"
rolls = true

[[columns]]
key = "grade"
head = ["评价"]
label = "评价"
choose = [
    { when = "rate >= 95%", say = "优秀" },
    { when = "not slow", say = "合格" },
    { say = "较慢" },
]

[[columns]]
key = "moved"
head = ["评价变动"]
label = "评价变动"
choose = [
    { when = "blank(last.grade)", say = "新列" },
    { when = "grade != last.grade", say = "由{last.grade}变为{grade}" },
    { say = "不变" },
]

[[columns]]
key = "trend"
head = ["水质"]
label = "水质"
text = true
choices = ["好转", "稳定", "下降"]

[[must]]
that = "lost <= done"
say = "漏损量不能多于供水量"
"#;

const NETWORK: &str = r#"
label = "管网"
title = "{period}管网改造"
rows = "districts"
extra_rows = [{ key = "市直", label = "市直（含水源）" }]
row_head = "片区"
total_row = "last"
total_label = "合计"
blank = "—"
each = { key = "years", label = "改造年份", rolls = true }

[[columns]]
key = "planned"
each = true
head = ["{each}年|（公里）", "计划"]
label = "{each}年计划改造"
unit = "公里"
amount = true
rounded_to = 1
places = 1

[[columns]]
key = "laid"
each = true
head = ["{each}年|（公里）", "完成"]
label = "{each}年完成改造"
unit = "公里"
amount = true
rounded_to = 1
places = 1

[[columns]]
key = "all"
label = "各年完成改造"
unit = "公里"
amount = true
formula = "laid_*"
"#;

const REPAIRS: &str = r#"
label = "查漏"
rows = "districts"
sparse = true
ground = "found"
left = ["leaks - mended"]

[[scalars]]
key = "found"
label = "查漏年份"
year = true

[[columns]]
key = "leaks"
label = "漏点"
unit = "处"
carried = { from = "leaks" }

[[columns]]
key = "mended"
label = "修复漏点"
unit = "处"
carried = { from = "mended", grows = true, plus = "本月修复的" }

[[columns]]
key = "remark"
label = "查漏的补充"
text = true
optional = true
ending = "。"
"#;

const FLOW: &str = r#"
label = "收支"
rows = "items"
row_head = "科目"
total_row = "none"
unit_line = "单位：万元"

[[columns]]
key = "amount"
head = ["本月"]
label = "金额"
unit = "元"
form = "万 bare comma"
places = 1
"#;

const STOCK: &str = r#"
label = "药剂"

[[scalars]]
key = "opening"
label = "月初药剂"
unit = "吨"
carried = { from = "closing" }

[[scalars]]
key = "bought"
label = "购进药剂"
unit = "吨"

[[scalars]]
key = "used"
label = "耗用药剂"
unit = "吨"

[[scalars]]
key = "closing"
label = "月末药剂"
unit = "吨"
formula = "opening + bought - used"

[[texts]]
key = "state"
label = "供应情况"
choices = ["充足", "偏紧"]

[[texts]]
key = "checked"
label = "盘点日期"
day = true
"#;

const VISITS: &str = r#"
label = "走访"
title = "{period}走访用户"
rows = "records"
when = "visits.total.homes > 0"

[[columns]]
key = "plant"
head = ["水厂"]
label = "水厂"
text = true
set = "plants"

[[columns]]
key = "street"
head = ["街道"]
label = "街道"
text = true

[[columns]]
key = "homes"
head = ["走访|（户）"]
label = "走访"
unit = "户"

[[columns]]
key = "solved"
head = ["解决|（户）"]
label = "解决"
unit = "户"
"#;

const SURVEY: &str = r#"
label = "普查"

[[scalars]]
key = "since"
label = "普查年份"
year = true

[[scalars]]
key = "wells"
label = "水井"
unit = "口"

[[scalars]]
key = "cost"
label = "普查经费"
unit = "元"
form = "step"
places = 2

[[texts]]
key = "remark"
label = "普查的话"
optional = true
"#;

const OVERVIEW: &str = r#"
name = "总体情况"
heading = "heading"
paragraphs = ["main", "remark"]

[phrases.heading]
choose = [
    { when = "supply.total.rate >= 100%", say = "供水任务完成" },
    { when = "supply.total.rate > supply.schedule", say = "供水快于计划" },
    { say = "供水慢于计划" },
]

[phrases.main]
say = "{period}，全市计划供水{supply.total.due}吨，实际供水{supply.total.done}吨，完成率{supply.total.rate}，{schedule}{before}{than_same}；{months}累计供水{supply.total.ytd}吨，漏损率{supply.total.leakage}，负荷{supply.total.load}，平均水压{supply.total.pressure}兆帕，平均水价{supply.total.price}元。"

[phrases.schedule]
choose = [
    { when = "supply.ahead > 0", say = "快于计划进度{supply.ahead}" },
    { when = "supply.ahead = 0", say = "与计划进度持平" },
    { say = "慢于计划进度{supply.ahead:abs}" },
]

[phrases.before]
choose = [
    { when = "blank(supply.total.change)", say = "" },
    { when = "supply.total.change > 0", say = "，比上月（{last.supply.total.rate}）提高{supply.total.change:abs}" },
    { when = "supply.total.change = 0", say = "，与上月持平" },
    { say = "，比上月（{last.supply.total.rate}）降低{supply.total.change:abs}" },
]

[phrases.than_same]
choose = [
    { when = "blank(supply.total.growth)", say = "" },
    { say = "，同比{supply.total.growth}" },
]

[phrases.remark]
say = "{survey.remark}"
"#;

const RANKING: &str = r#"
name = "名次"
heading = "heading"
paragraphs = ["main", "pairs", "grades", "inspections", "moves"]

[tests]
none_slow = "all(supply, rate >= 80%)"

[lists]
measures = [
    { what = "计划", sum = "{supply.total.due}", when = "supply.total.due > 0" },
    { what = "实际", sum = "{supply.total.done}" },
]

[phrases.heading]
choose = [
    { when = "none_slow", say = "各水厂进度正常" },
    { say = "部分水厂较慢" },
]

[phrases.main]
say = "{leading}居前。{slow}"

[phrases.leading]
each = "supply"
where = "place <= 2"
falling = "rate"
join = "、"
last_join = "和"
if_empty = "无"
say = "{name}（第{place:chinese}，{rate}）"

[phrases.slow]
choose = [
    { when = "count(late) = 0", say = "没有水厂较慢。" },
    { say = "{late}{counted(late)}个{kinds(late)}较慢{slowing}。" },
]

[phrases.late]
each = "supply"
where = "slow"
join = "、"
limit = 3
more = "等"
say = "{short}"

[phrases.slowing]
choose = [
    { when = "count(slower) = 0", say = "" },
    { say = "，{slower}比上月降低" },
]

[phrases.slower]
each = "supply"
where = "slower"
join = "、"
say = "{name}（{change}）"

[phrases.moves]
choose = [
    { when = "count(moved) = 0", say = "" },
    { say = "与上月比，{moved}。" },
]

[phrases.moved]
each = "supply"
where = "grade != last.grade and last.trend = '稳定'"
join = "，"
say = "{short}{moved}"

[phrases.inspections]
choose = [
    { when = "any(supply, inspected > next_check)", say = "有水厂没有按期检修。" },
    { say = "{inspected}在本月中旬检修，都早于{first(next)}。" },
]

[phrases.inspected]
each = "supply"
where = "inspected > last.inspected and inspected >= 6月13日 and inspected <= last_day"
join = "、"
if_empty = "没有水厂"
say = "{short}（{inspected}）"

[phrases.next]
each = "supply"
join = "、"
say = "{next_check:month}"

[phrases.pairs]
say = "全市{names}供水{respectively(sums, names)}为{sums}吨。"

[phrases.names]
each = "measures"
join = "、"
say = "{what}"

[phrases.sums]
each = "measures"
join = "、"
say = "{sum}"

[phrases.grades]
choose = [
    { when = "count(good) = 0 and count(lossy) = 0", say = "" },
    { say = "其中：{judged}。" },
]

[phrases.judged]
merge = [
    { of = "good", lead = "评价为", say = "{items}" },
    { of = "lossy", say = "{items}" },
]
join = "；"
between = "，"
names = "、"

[phrases.good]
each = "supply"
where = "grade = '优秀'"
join = "、"
say = "优秀"

[phrases.lossy]
each = "supply"
where = "leakage > 45‰"
join = "、"
say = "漏损较大"
"#;

const MONEY: &str = r#"
name = "收支"
heading = "heading"
paragraphs = ["main", "flow", "stock"]

[phrases.heading]
say = "收支和药剂"

[phrases.main]
say = "本月收入{flow.received.amount}元，支出{flow.spent.amount}元，月末结余{flow.closing.amount:plain}元。"

[phrases.stock]
say = "月末药剂{stock.closing}吨，供应{stock.state}，{stock.checked}盘点。"
"#;

const OTHERS: &str = r#"
name = "其他"
heading = "heading"
paragraphs = ["visits", "network", "survey"]
when = "count(visited) > 0"

[phrases.heading]
say = "其他工作"

[phrases.visits]
parts = [
    { when = "count(visited) > 0", say = "走访{visits.total.homes}户：{visited}。" },
    { when = "visits.total.solved < visits.total.homes", say = "尚有问题没有解决。" },
]

[phrases.visited]
each = "visits"
where = "homes > 0"
join = "、"
shared = { say = "{plant}", join = "，" }
say = "{street}{homes}户"

[phrases.network]
say = "管网改造{network.total.all}公里；{repairs.found}年查出的漏点{repairs.total.leaks}处，修复{repairs.total.mended}处。"

[phrases.survey]
say = "{survey.since}年普查水井{survey.wells}口，经费{survey.cost}元。"
"#;

const SCOPE: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "本表由各水厂填写，{period}实际供水{supply.total.done}吨。"
"#;

const FILLING: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "请于{stock.checked}前填好。"
"#;

const RULES: &str = r#"
title = "供水考核办法"
paragraphs = ["main"]

[phrases.main]
say = "完成率低于80%的为较慢，{period}计划进度为{supply.schedule}。"
"#;

const PLANS: &str = r#"
title = "{period+1}供水计划"
row_head = "水厂"
rows = "plants"
columns = [{ head = ["计划|（吨）"] }, { head = ["备注"] }]
notes = ["填表人："]
"#;

/// The kind.
pub fn kind() -> MadeUpKind {
    MadeUpKind::new(NOTICE)
        .with("figures/supply.toml", SUPPLY)
        .with("figures/network.toml", NETWORK)
        .with("figures/repairs.toml", REPAIRS)
        .with("figures/flow.toml", FLOW)
        .with("figures/stock.toml", STOCK)
        .with("figures/visits.toml", VISITS)
        .with("figures/survey.toml", SURVEY)
        .with("sections/overview.toml", OVERVIEW)
        .with("sections/ranking.toml", RANKING)
        .with("sections/money.toml", MONEY)
        .with("sections/others.toml", OTHERS)
        .with("sections/scope.toml", SCOPE)
        .with("sections/filling.toml", FILLING)
        .with("sections/rules.toml", RULES)
        .with("tables/plans.toml", PLANS)
}

/// What one plant did in a month: planned, done, so far this year, lost.
type Plant = (&'static str, [u32; 4]);

const MAY: [Plant; 4] = [
    ("一厂", [120_000, 110_000, 540_000, 3300]),
    ("二厂", [80_000, 68_000, 300_000, 3200]),
    ("三厂", [90_000, 81_000, 410_000, 1700]),
    ("四厂", [50_000, 40_000, 200_000, 2000]),
];

const JUNE: [Plant; 4] = [
    ("一厂", [120_000, 118_000, 658_000, 3540]),
    ("二厂", [80_000, 64_000, 364_000, 3200]),
    ("三厂", [90_000, 90_000, 500_000, 1800]),
    ("四厂", [50_000, 35_000, 235_000, 2100]),
];

const YEAR_BEFORE: [Plant; 4] = [
    ("一厂", [110_000, 100_000, 500_000, 3000]),
    ("二厂", [70_000, 60_000, 310_000, 3000]),
    ("三厂", [90_000, 80_000, 420_000, 1700]),
    ("四厂", [50_000, 40_000, 210_000, 2000]),
];

/// The plants of a month, with the totals that the office received.
fn supply(plants: &[Plant], (year, month): (u32, u32)) -> String {
    let ends = [
        ("130000", "0.35", "2.80"),
        ("90000", "0.30", "2.70"),
        ("100000", "0.40", "2.90"),
        ("60000", "0.25", "2.60"),
    ];
    let rows = plants.iter().zip(ends).zip(11..).map(
        |(((name, [due, done, ytd, lost]), (capacity, pressure, price)), day)| {
            format!(
                "\n[supply.\"{name}\"]\ndue = {due}\ndone = {done}\nytd = {ytd}\nlost = {lost}\n\
             capacity = {capacity}\npressure = {pressure}\nprice = {price}\ntrend = \"稳定\"\n\
                 inspected = \"{month}月{day}日\"\nnext_check = {year}-{:02}-15\n",
                month + 1
            )
        },
    );
    let sum = |at: usize| plants.iter().map(|(_, row)| row[at]).sum::<u32>();
    let half = |at: usize| plants[..2].iter().map(|(_, row)| row[at]).sum::<u32>();
    rows.collect::<String>()
        + &format!(
            "\n[supply.total]\ndue = {}\ndone = {}\nytd = {}\nlost = {}\ncapacity = 380000\npressure = 0.33\nprice = 2.75\n\
             \n[supply.\"东片小计\"]\ndue = {}\ndone = {}\nprice = 2.76\n\n[supply.\"西片小计\"]\nprice = 2.81\n",
            sum(0),
            sum(1),
            sum(2),
            sum(3),
            half(0),
            half(1)
        )
}

fn root(year: u32, month: u32, none: &str) -> String {
    format!(
        "year = {year}\nmonth = {month}\nnumber = {month}\ndate = \"{}月5日\"\nnone = [{none}]\n\
         districts = [\"北片\", \"南片\"]\n\n[plants]\n\"东片\" = [\"一厂\", \"二厂\"]\n\"西片\" = [\"三厂\", \"四厂\"]\n\
         \n[supply]\nschedule = 90\n",
        month + 1
    )
}

/// All but the plants: what there was at the month's beginning, what came and went, what was mended.
fn rest(
    [opening, fees, grants, spent]: [u32; 4],
    [had, bought, used]: [u32; 3],
    mended: [u32; 2],
) -> String {
    let received = fees + grants;
    let closing = opening + received - spent;
    let left = had + bought - used;
    format!(
        r#"
[network]
years = [2022, 2023]

[network."市直"]
planned_2022 = 1.5
laid_2022 = 1.5
planned_2023 = 2.0
laid_2023 = 0.5

[network."北片"]
planned_2022 = 10.2
laid_2022 = 9.8
planned_2023 = 8.0
laid_2023 = 3.3

[network."南片"]
planned_2022 = 6.0
laid_2022 = ""
planned_2023 = 5.5
laid_2023 = 5.5

[network.total]
laid_2022 = 11.3
laid_2023 = 9.3

[repairs]
found = 2023

[repairs."北片"]
leaks = 40
mended = {}

[repairs."南片"]
leaks = 25
mended = {}

[repairs.total]
leaks = 65
mended = {}

[flow."opening"]
amount = {opening}

[flow."fees"]
amount = {fees}

[flow."grants"]
amount = {grants}

[flow."received"]
amount = {received}

[flow."spent"]
amount = {spent}

[flow."closing"]
amount = {closing}

[stock]
opening = {had}
bought = {bought}
used = {used}
closing = {left}
state = "充足"
checked = "6月3日"

[[visits]]
plant = "一厂"
street = "东街"
homes = 120
solved = 110

[[visits]]
plant = "三厂"
street = "西街"
homes = 80
solved = 80

[visits.total]
homes = 200
solved = 190

[survey]
since = 2021
wells = 36
cost = 1234567
"#,
        mended[0],
        mended[1],
        mended[0] + mended[1],
    )
}

/// May 2024, before which nothing is looked up.
pub fn may() -> String {
    root(2024, 5, "\"last\", \"same\"")
        + &supply(&MAY, (2024, 5))
        + &rest(
            [400_000, 1_100_000, 200_000, 1_200_000],
            [36, 10, 16],
            [12, 5],
        )
}

/// June 2023.
pub fn year_before() -> String {
    root(2023, 6, "\"last\", \"same\"")
        + &supply(&YEAR_BEFORE, (2023, 6))
        + &rest([100_000, 1_000_000, 0, 900_000], [20, 10, 12], [1, 1])
}

/// June 2024, which goes on from May and is held to June 2023.
pub fn june() -> String {
    root(2024, 6, "")
        + &supply(&JUNE, (2024, 6))
        + &rest(
            [500_000, 1_234_567, 300_000, 1_450_000],
            [30, 12, 17],
            [20, 9],
        )
}
