//! A made-up monthly notice of works with dates of every sort.

use hongtou::office::{EarlierFile, EarlierFiles, Input, Office, Run, TextFile};

use crate::support::MadeUpKind;

const NOTICE: &str = r#"
name = "工程月报"
cycle = "month"
organ = "某市水务局"
mark = "某市水务局文件"
number = "某水〔{issue_year}〕{number}号"
title = "关于{period}水利工程|进度|情况的通报"
addressee = "各县（市、区）水务局"
total_label = "全市"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
seal = true
figures = ["works", "permits", "meeting"]
annexes = ["works", "permits"]
sections = ["progress"]

[sets.projects]
label = "工程"
"#;

pub const WORKS: &str = r#"
label = "工程"
title = "{period}工程进度"
rows = "projects"
row_head = "工程"
total_row = "last"
order_by = "finished"
blank = "—"

[tests]
late = "finished > deadline"

[[columns]]
key = "begun"
head = ["开工"]
label = "开工日期"
date = true
within = "any"
form = "month"

[[columns]]
key = "deadline"
head = ["期限"]
label = "完成期限"
date = true
within = "year"

[[columns]]
key = "finished"
head = ["完成"]
label = "完成日期"
date = true
form = "day"

[[columns]]
key = "days"
head = ["超期|（天）"]
label = "超期"
unit = "天"
formula = "finished - deadline"
signed = true
total = "none"

[[columns]]
key = "place"
head = ["次序"]
label = "次序"
formula = "rank(finished, rising)"

[[columns]]
key = "report"
label = "报送日期"
date = true
rolls = true

[[columns]]
key = "cost"
head = ["投资"]
label = "投资"
unit = "万元"
amount = true

[[columns]]
key = "state"
head = ["状态"]
label = "状态"
choose = [
    { when = "blank(finished) and deadline < first_day", say = "逾期" },
    { when = "blank(finished)", say = "在建" },
    { when = "late", say = "迟" },
    { when = "finished <= 6月10日", say = "早" },
    { say = "按期" },
]

[[must]]
that = "begun <= finished"
say = "完成不能早于开工"
"#;

const PERMITS: &str = r#"
label = "许可"
title = "{period}许可事项"
rows = "records"

[[columns]]
key = "matter"
head = ["事项"]
label = "事项"
text = true

[[columns]]
key = "granted"
head = ["许可日期"]
label = "许可日期"
date = true

[[columns]]
key = "fee"
head = ["费用"]
label = "费用"
unit = "元"
"#;

const MEETING: &str = r#"
label = "调度"

[[scalars]]
key = "held"
label = "调度会日期"
date = true
form = "day"

[[scalars]]
key = "next"
label = "下次调度"
date = true
rolls = true

[[scalars]]
key = "limit"
label = "年度期限"
date = true
within = "year"
carried = { from = "limit" }
"#;

pub const PROGRESS: &str = r#"
name = "进度"
heading = "heading"
paragraphs = ["main", "late", "compared", "done"]

[phrases.heading]
choose = [
    { when = "meeting.held >= last_day-1", say = "本月已调度" },
    { say = "本月未调度" },
]

[phrases.main]
say = "{period}，调度会于{meeting.held}召开，下次{meeting.next}（{meeting.next:month}），年度期限{meeting.limit:day}。"

[phrases.late]
each = "works"
where = "late"
join = "；"
if_empty = "没有工程超期"
say = "{name}应于{deadline:day}完成，实际{finished}完成，超期{days}天"

[phrases.done]
choose = [
    { when = "any(works, finished = last_day)", say = "有工程在月末完成。" },
    { when = "any(works, finished >= 2024年6月20日)", say = "有工程在6月下旬完成。" },
    { say = "没有工程在月末完成。" },
]

[phrases.compared]
choose = [
    { when = "blank(last.meeting.held)", say = "上月没有调度。" },
    { when = "meeting.held > last.meeting.held", say = "上月于{last.meeting.held}调度。" },
    { say = "比上月还早。" },
]
"#;

pub const JUNE: &str = r#"year = 2024
month = 6
number = 6
date = "7月5日"
projects = ["东渠", "西闸", "南堤", "北站"]

[works."东渠"]
begun = 2024-03-01
deadline = 2024-06-15
finished = 2024-06-20
report = 2024-06-30
cost = 120.5

[works."西闸"]
begun = "2023年11月3日"
deadline = "6月30日"
finished = "2024年6月8日"
report = 2024-06-30
cost = 80.0

[works."南堤"]
begun = 2024-04-01
deadline = 2024-05-31
finished = ""
report = 2024-06-30
cost = 60.0

[works."北站"]
begun = "?"
deadline = 2024-09-30
finished = ""
report = "?"
cost = 15.0

[[permits]]
matter = "取水"
granted = 2024-06-03
fee = 100

[[permits]]
matter = "排污"
granted = 2024-06-12
fee = 220

[meeting]
held = 2024-06-18
next = 2024-07-18
limit = 2024-12-31
"#;

pub const MAY: &str = r#"year = 2024
month = 5
number = 5
date = "6月5日"
none = ["works", "permits", "last"]
projects = ["东渠", "西闸", "南堤", "北站"]

[meeting]
held = 2024-05-17
next = 2024-06-17
limit = 2024-12-31
"#;

pub fn kind() -> MadeUpKind {
    MadeUpKind::new(NOTICE)
        .with("figures/works.toml", WORKS)
        .with("figures/permits.toml", PERMITS)
        .with("figures/meeting.toml", MEETING)
        .with("sections/progress.toml", PROGRESS)
}

pub fn office() -> Office {
    kind().office().unwrap_or_else(|told| panic!("{told}"))
}

/// An input of June, read beside that of May.
pub fn june<'o>(office: &'o Office, input: &str, is_draft: bool) -> Run<'o> {
    let earlier = EarlierFiles {
        last: EarlierFile::File(TextFile::of_text("2024-05.toml", MAY.to_owned())),
        same: EarlierFile::Unasked,
        continues: true,
    };
    let input = Input::of_text("2024-06.toml", input.to_owned());
    office.read(input.after(earlier), is_draft)
}
