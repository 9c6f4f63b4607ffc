//! Dates as figures: typed, printed, compared, looked up, left open, found wrong, renewed.

mod kind;
mod workbook;

use hongtou::diagnostic::Severity;
use hongtou::explain::answer;
use hongtou::office::{Input, Office};

use self::kind::{JUNE, MAY, PROGRESS, WORKS, june, kind, office};
use crate::support::printed;

/// What a notice says of an input, or what was found.
fn text(office: &Office, input: &str) -> String {
    let run = june(office, input, false);
    run.text()
        .unwrap_or_else(|| printed(run.findings(), run.sources()))
}

/// What is found of an input, but for what is only worth knowing.
fn found(input: &str) -> String {
    let office = office();
    let run = june(&office, input, false);
    let found = run.findings().iter().cloned();
    let found: Vec<_> = found.filter(|f| f.severity != Severity::Note).collect();
    printed(&found, run.sources())
}

/// June with the day on which 东渠 was finished typed as it is here.
fn finished(typed: &str) -> String {
    JUNE.replacen("finished = 2024-06-20", &format!("finished = {typed}"), 1)
}

#[test]
fn dates_are_printed_in_cells_and_sentences() {
    let text = text(&office(), JUNE);
    for line in [
        "一、本月已调度",
        "调度会于6月18日召开，下次2024年7月18日（2024年7月），年度期限12月31日。",
        "东渠应于6月15日完成，实际6月20日完成，超期5天",
        "上月于5月17日调度。",
        "有工程在6月下旬完成。",
        "西闸      | 2023年11月 | 2024年6月30日 |    6月8日 |       -22 |         1 |      80.0 |        早",
        "东渠      |  2024年3月 | 2024年6月15日 |   6月20日 |         5 |         2 |     120.5 |        迟",
        "南堤      |  2024年4月 | 2024年5月31日 |         — |         — |         — |      60.0 |      逾期",
        "北站      |          — | 2024年9月30日 |         — |         — |         — |      15.0 |      在建",
        "取水      |  2024年6月3日 |       100",
    ] {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
}

#[test]
fn a_date_of_another_year_has_its_year() {
    let input = finished("2025-01-03");
    let text = text(&office(), &input);
    assert!(text.contains("实际2025年1月3日完成，超期202天"), "{text}");
}

#[test]
fn to_the_month_where_that_tells_dates_apart() {
    let works = WORKS.replace("form = \"day\"", "form = \"month\"");
    let office = kind().with("figures/works.toml", &works).office();
    let office = office.unwrap_or_else(|told| panic!("{told}"));
    let text = text(&office, &finished("2024-06-15"));
    // Of two places no reader should see the same month.
    assert!(text.contains("| 2024年6月30日 |  2024年6月8日 |"), "{text}");
    let works = works.replace(
        "formula = \"rank(finished, rising)\"",
        "formula = \"rank(cost)\"",
    );
    let office = kind().with("figures/works.toml", &works).office();
    let office = office.unwrap_or_else(|told| panic!("{told}"));
    let text = self::text(&office, &finished("2024-06-15"));
    assert!(text.contains("| 2024年6月15日 |    2024年6月 |"), "{text}");
    // In the same month as it was begun, and not on the same day.
    let input = finished("2024-03-09").replace("deadline = 2024-06-15", "deadline = 2024-03-01");
    let text = self::text(&office, &input);
    assert!(text.contains("2024年3月9日"), "{text}");
}

#[test]
fn broken_dates_are_named_with_what_to_do() {
    for (typed, says) in [
        ("2024-02-30", &["“2024-02-30”不是存在的日期"][..]),
        (
            "\"2024年2月30日\"",
            &["东渠完成日期“2024年2月30日”不是存在的日期"],
        ),
        (
            "\"九月三十一日\"",
            &["“九月三十一日”不是存在的日期", "2023-09-25"],
        ),
        (
            "\"六月二十日\"",
            &["不是规范的日期", "2024-06-20 或 \"2024年6月20日\""],
        ),
        (
            "\"２０２４年６月２０日\"",
            &["不是规范的日期", "2024-06-20"],
        ),
        ("\"2024/6/20\"", &["不是规范的日期", "2024-06-20"]),
        (
            "2024年6月20日",
            &["“2024年6月20日”不是规范的日期", "\"2024年6月20日\""],
        ),
        ("2024.6.20", &["不是规范的日期", "2024-06-20"]),
        ("2024-6-20", &["不是规范的日期", "2024-06-20"]),
        (
            "2024-06-20T08:00:00+08:00",
            &["还写了时间", "不写钟点和时区"],
        ),
        ("2024-06-20T08:00:00Z", &["还写了时间"]),
        ("2024-06-20 08:00:00", &["还写了时间"]),
        ("08:00:00", &["还写了时间"]),
        ("20240620", &["应为日期，这里是数字"]),
        ("true", &["应为日期，这里是true 或 false"]),
        ("\"明天\"", &["应为日期，这里是“明天”"]),
        ("1024-06-20", &["年份应在 1949 到 2999 之间"]),
        ("\"2024年6月\"", &["不是存在的日期"]),
    ] {
        let told = found(&finished(typed));
        for words in says {
            assert!(told.contains(words), "{typed}: no {words} in\n{told}");
        }
        assert!(told.contains("处理:"), "{typed}\n{told}");
    }
    let told = found(&JUNE.replacen("finished = 2024-06-20\n", "", 1));
    assert!(told.contains("finished = 2023-09-25（日期）"), "{told}");
}

#[test]
fn a_date_of_another_period_is_asked_after() {
    // 报送日期 is printed nowhere, and asked after all the same.
    for (line, changed, is_told) in [
        ("report = 2024-06-30", "report = 2024-05-31", true),
        ("report = 2024-06-30", "report = 2024-06-01", false),
        ("report = 2024-06-30", "report = 2024-07-31", false),
        ("report = 2024-06-30", "report = 2024-08-01", true),
        ("report = 2024-06-30", "report = 2023-06-30", true),
        // Of the years that the notice names, whatever the month.
        ("deadline = 2024-06-15", "deadline = 2024-01-15", false),
        ("deadline = 2024-06-15", "deadline = 2021-06-15", true),
        // Any day at all.
        ("begun = 2024-03-01", "begun = 2001-03-01", false),
    ] {
        let told = found(&JUNE.replacen(line, changed, 1));
        assert_eq!(told.contains("stale-year"), is_told, "{changed}\n{told}");
    }
    let stale = JUNE.replacen("report = 2024-06-30", "report = 2024-05-31", 1);
    let accepted = stale
        + "\n[[accept]]\ncode = \"stale-year\"\nfigure = \"works.东渠.report\"\nvalue = \"2024年5月31日\"\nreason = \"提前报送\"\n";
    assert_eq!(found(&accepted), "");
}

#[test]
fn rules_go_by_the_bounds_of_the_period() {
    let bounds = |condition: &str, held: &str| {
        let choose = format!(
            "choose = [{{ when = \"{condition}\", say = \"成立\" }}, {{ say = \"不成立\" }}]"
        );
        let main = PROGRESS.split("[phrases.main]").nth(1).unwrap();
        let progress = format!(
            "name = \"进度\"\nheading = \"heading\"\nparagraphs = [\"main\", \"late\", \"compared\", \"done\"]\n\
             [phrases.heading]\n{choose}\n\n[phrases.main]{main}"
        );
        let office = kind().with("sections/progress.toml", &progress).office();
        let office = office.unwrap_or_else(|told| panic!("{told}"));
        let input = JUNE.replace("held = 2024-06-18", &format!("held = {held}"));
        let text = text(&office, &input);
        assert!(text.contains("成立"), "{text}");
        !text.contains("一、不成立")
    };
    for (condition, held, holds) in [
        ("meeting.held >= first_day", "2024-06-01", true),
        ("meeting.held >= first_day", "2024-05-31", false),
        ("meeting.held <= last_day", "2024-06-30", true),
        ("meeting.held <= last_day", "2024-07-01", false),
        ("meeting.held > last_day-1", "2024-06-01", true),
        ("meeting.held > last_day-1", "2024-05-31", false),
        ("meeting.held = last_day+1", "2024-07-31", true),
        ("meeting.held < first_day+1", "2024-06-30", true),
        ("meeting.held < issue_day", "2024-07-04", true),
        ("meeting.held < issue_day", "2024-07-05", false),
        ("meeting.held = 6月18日", "2024-06-18", true),
        ("meeting.held = 6月18日", "2023-06-18", false),
        ("meeting.held != 2024-06-18", "2024-06-18", false),
        ("2024年6月17日 < meeting.held", "2024-06-18", true),
        ("meeting.held < meeting.next", "2024-07-18", false),
        (
            "not blank(meeting.held) and meeting.held > last.meeting.held",
            "2024-05-18",
            true,
        ),
    ] {
        assert_eq!(bounds(condition, held), holds, "{condition}, {held}");
    }
}

#[test]
fn what_is_blank_or_open_decides_nothing() {
    let office = office();
    let open = JUNE
        .replace("held = 2024-06-18", "held = \"待填\"")
        .replacen("finished = 2024-06-20", "finished = \"待填\"", 1);
    let run = june(&office, &open, true);
    let text = run.text().unwrap();
    assert!(text.contains("一、____"), "{text}");
    assert!(text.contains("调度会于____召开"), "{text}");
    // Whether a work is late is not known, nor that none is.
    assert!(!text.contains("没有工程超期"), "{text}");
    let told = printed(june(&office, &open, false).findings(), run.sources());
    assert!(told.contains("还有 2 项待填"), "{told}");
    let told = found(&finished("\"?\""));
    assert!(told.contains("东渠 超期无从计算"), "{told}");
    let told = found(&JUNE.replace("held = 2024-06-18", "held = \"?\""));
    assert!(told.contains("不能写作未知"), "{told}");
    let told = found(&JUNE.replace("held = 2024-06-18", "held = \"\""));
    assert!(told.contains("正文里要写“调度会日期”"), "{told}");
}

#[test]
fn a_rule_between_dates_is_held_in_every_row() {
    let told = found(&finished("2024-02-29"));
    for words in [
        "完成不能早于开工：东渠 开工日期 2024年3月1日，东渠 完成日期 2024年2月29日",
        "是否填颠倒了",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn the_month_before_is_as_it_was_published_or_stated() {
    let office = office();
    let same = JUNE.to_owned() + "\n[last.meeting]\nheld = \"5月17日\"\n";
    assert!(text(&office, &same).contains("上月于5月17日调度。"));
    let other = JUNE.to_owned() + "\n[last.meeting]\nheld = 2024-05-16\n";
    let told = text(&office, &other);
    let words = "调度会日期 填的是 2024年5月16日，上月公布的是 2024年5月17日";
    assert!(told.contains(words), "{told}");
    let carried = JUNE.replace("limit = 2024-12-31", "limit = 2024-12-30");
    let told = text(&office, &carried);
    assert!(
        told.contains("年度期限 2024年12月30日，与上月的 年度期限 2024年12月31日不符"),
        "{told}"
    );
    // Without May's file it is asked for.
    let alone = office.read(Input::of_text("2024-06.toml", JUNE.to_owned()), false);
    let told = printed(alone.findings(), alone.sources());
    assert!(told.contains("held"), "{told}");
}

#[test]
fn the_next_input_has_dates_emptied_or_moved_on() {
    let office = office();
    let run = june(&office, JUNE, false);
    let next = |period: &str| {
        let period = hongtou::calendar::Period::parse(period).unwrap();
        let renewal = run.renewal(period);
        renewal.unwrap_or_else(|_| panic!("no renewal")).text
    };
    let july = next("2024-07");
    for line in [
        "finished = \"待填\"    # 上月 2024年6月20日",
        "report = 2024-07-31  # 顺延，请核对；上月 2024年6月30日",
        "next = 2024-08-18   # 顺延，请核对；上月 2024年7月18日",
        "limit = 2024-12-31  # 由上月结转，上月 2024年12月31日",
        "report = \"待填\"      # 上月未知",
    ] {
        assert!(july.contains(line), "{line}\nis not in\n{july}");
    }
    assert!(next("2024-12").contains("next = 2025-01-18"));
}

#[test]
fn a_printed_date_leads_back_to_what_was_typed() {
    let office = office();
    let run = june(&office, JUNE, false);
    let year = run.year().unwrap();
    let told = |what: &str| {
        let trees = answer(what, year, office.model(), run.sources(), run.input());
        let trees = trees.iter().map(hongtou::explain::Tree::render);
        trees.collect::<Vec<_>>().join("\n")
    };
    for what in ["6月18日", "2024年6月18日", "2024-06-18", "meeting.held"] {
        let told = told(what);
        assert!(
            told.contains("印作 6月18日 ← 填报 2024年6月18日"),
            "{what}\n{told}"
        );
    }
    let days = told("东渠 超期");
    assert!(
        days.contains("计算 2024年6月20日 − 2024年6月15日 = 5天"),
        "{days}"
    );
    let place = told("works.东渠.place");
    assert!(place.contains("由低到高排"), "{place}");
}

#[test]
fn no_figure_without_a_total_is_asked_for_of_dates() {
    let office = office();
    let run = june(&office, JUNE, false);
    let figures = &run.year().unwrap().figures;
    let unguarded = hongtou::check::unguarded(figures);
    let names: Vec<String> = unguarded.iter().map(|of| of.key.to_string()).collect();
    assert!(
        names.iter().all(|name| !name.ends_with("finished")),
        "{names:?}"
    );
}

#[test]
fn templates_that_take_dates_for_something_else_are_refused() {
    let with = |from: &str, to: &str| {
        assert!(WORKS.contains(from), "{from}");
        let works = WORKS.replacen(from, to, 1);
        kind()
            .with("figures/works.toml", &works)
            .office()
            .err()
            .unwrap_or_default()
    };
    for (from, to, says) in [
        (
            "label = \"完成期限\"\ndate = true",
            "label = \"完成期限\"\ndate = true\ntotal = \"sum\"",
            "日期没有合计",
        ),
        (
            "label = \"完成期限\"\ndate = true",
            "label = \"完成期限\"\ndate = true\nunit = \"天\"",
            "日期没有单位",
        ),
        (
            "label = \"完成期限\"\ndate = true",
            "label = \"完成期限\"\ndate = true\nplaces = 1",
            "日期没有单位",
        ),
        (
            "label = \"完成期限\"\ndate = true",
            "label = \"完成期限\"\ndate = true\ntext = true",
            "不能同时是文字",
        ),
        (
            "label = \"完成期限\"\ndate = true",
            "label = \"完成期限\"\ndate = true\nformula = \"begun\"",
            "日期是填报的，没有公式",
        ),
        ("form = \"day\"", "form = \"percent\"", "日期只能印成"),
        (
            "form = \"day\"",
            "form = \"day month\"",
            "同一种写法说了两次",
        ),
        (
            "unit = \"万元\"",
            "unit = \"万元\"\nform = \"day\"",
            "day、month 只用于日期",
        ),
        (
            "unit = \"万元\"",
            "unit = \"万元\"\nwithin = \"any\"",
            "within、rolls 只用于日期",
        ),
        (
            "unit = \"万元\"",
            "unit = \"万元\"\nrolls = true",
            "within、rolls 只用于日期",
        ),
        ("within = \"any\"", "within = \"month\"", "不是可用的取值"),
        (
            "total = \"none\"",
            "total = \"sum\"",
            "天数的合计不能由日期算出",
        ),
        (
            "\"finished - deadline\"",
            "\"finished + deadline\"",
            "日期只能两个相减",
        ),
        (
            "\"finished - deadline\"",
            "\"finished - cost\"",
            "日期只能两个相减",
        ),
        (
            "\"finished - deadline\"",
            "\"finished - deadline - begun\"",
            "日期只能两个相减",
        ),
        (
            "unit = \"天\"\nformula = \"finished - deadline\"",
            "formula = \"cost / deadline\"\nplaces = 1",
            "日期只能两个相减",
        ),
        (
            "\"finished > deadline\"",
            "\"finished > cost\"",
            "“finished”是日期，不能和 cost 比",
        ),
        (
            "\"finished > deadline\"",
            "\"finished > 30\"",
            "“finished”是日期，不能和 30 比",
        ),
        (
            "\"finished > deadline\"",
            "\"cost > last_day\"",
            "“last_day”是日期，不能和 cost 比",
        ),
        (
            "\"finished > deadline\"",
            "\"finished = '6月1日'\"",
            "日期不放在引号里",
        ),
        (
            "\"finished > deadline\"",
            "\"finished > 2024年2月30日\"",
            "不是年年都有的日期",
        ),
        (
            "\"finished > deadline\"",
            "\"finished > 2月29日\"",
            "不是年年都有的日期",
        ),
        (
            "\"finished > deadline\"",
            "\"first_day > 2月28日\"",
            "都不是数据",
        ),
        ("key = \"begun\"", "key = \"last_day\"", "另有所指"),
    ] {
        let told = with(from, to);
        assert!(told.contains(says), "{to}: no {says} in\n{told}");
    }
}

/// The order of days that follow from the period is known, whatever the period.
#[test]
fn rules_that_can_never_match_are_found_among_dates() {
    let with = |first: &str, second: &str| {
        let choose = format!(
            "choose = [\n    {{ when = \"{first}\", say = \"甲\" }},\n    {{ when = \"{second}\", say = \"乙\" }},\n    {{ say = \"丙\" }},\n]\n"
        );
        let rest = PROGRESS.split("[phrases.main]").nth(1).unwrap();
        let progress = format!(
            "heading = \"heading\"\nparagraphs = [\"main\", \"late\", \"compared\", \"done\"]\n[phrases.heading]\n{choose}\n[phrases.main]{rest}"
        );
        let told = kind()
            .with("sections/progress.toml", &progress)
            .office()
            .err();
        told.unwrap_or_default().contains("永远轮不到")
    };
    for (first, second, is_lost) in [
        ("meeting.held <= last_day", "meeting.held < first_day", true),
        (
            "meeting.held < last_day-1",
            "meeting.held < first_day",
            false,
        ),
        (
            "meeting.held > first_day",
            "meeting.held > last_day+1",
            true,
        ),
        (
            "meeting.held < 2024年6月30日",
            "meeting.held < 2024-06-01",
            true,
        ),
        ("meeting.held < 6月30日", "meeting.held < 6月1日", true),
        ("meeting.held < 6月1日", "meeting.held < 6月30日", false),
        // Which of the two is the earlier hangs on the period.
        ("meeting.held < 6月30日", "meeting.held < first_day", false),
        (
            "meeting.held < 2024年6月30日",
            "meeting.held < last_day",
            false,
        ),
        ("meeting.held < issue_day", "meeting.held < last_day", false),
        (
            "meeting.held < issue_day",
            "meeting.held > issue_day and meeting.held < issue_day",
            true,
        ),
    ] {
        assert_eq!(with(first, second), is_lost, "{first}; {second}");
    }
}

#[test]
fn the_year_before_of_may_is_not_asked_for() {
    let office = office();
    let run = office.read(Input::of_text("2024-05.toml", MAY.to_owned()), false);
    let told = printed(run.findings(), run.sources());
    assert!(run.text().is_some(), "{told}");
}
