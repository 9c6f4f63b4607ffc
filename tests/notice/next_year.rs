//! What `new` makes of years that are not like 2023: of one that lacks something, of one that lies
//! further back, of lists of years that roll on, of a year that `new` itself began.

use hongtou::renew::renew;
use insta::assert_snapshot;

use crate::dice::Dice;
use hongtou::calendar::Period;

use crate::filling::filled;
use crate::support::{Input, Run, Years, in_short};

/// The file of a year after one.
fn after(last: &Input, year: i32) -> String {
    let mut years = Years::new();
    let made = years.year("last", last);
    renew(&years.model, &made, last.text(), Period::year_of(year))
}

/// The lines that hold a word.
fn with(text: &str, word: &str) -> String {
    let lines = text.lines().filter(|line| line.contains(word));
    lines.collect::<Vec<_>>().join("\n")
}

/// 2023 without a survey and without projects that lack fees.
fn without_survey() -> Input {
    let input = Input::of_2023()
        .remove_table("survey")
        .replace("number = 1 ", "none = [\"survey\"]\nnumber = 1 ");
    let (before, rest) = input.text().split_once("[[fees]]").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    Input::of_text(&format!("{before}\n{after}"))
}

#[test]
fn what_last_year_lacked_is_asked_after_and_offered() {
    let text = after(&without_survey(), 2024);
    assert_snapshot!(with(&text, "none ="), @r#"none = ["survey"]        # 上年没有城市危旧房摸底调查；今年有了，就从这里去掉，并填上数据（样子在文件末尾）"#);
    let (_, offered) = text.split_once("# ════ 上年没有的事项 ════").unwrap();
    assert_snapshot!(offered, @r#"

    # 今年有了，就去掉这一组各行前面的“# ”，填上数；写在 none 里的，也从 none 里去掉

    # [[fees]]  # 欠发过渡安置费的项目：一项一条
    # county = ""  # 所在县（市、区）
    # project = ""  # 项目名称
    # households = "待填"  # 未妥善安置居民（户）
    # paid = "待填"  # 已发放过渡安置费（户）

    # [survey]  # 城市危旧房摸底调查
    # deformed = "待填"  # 普查成果中存在变形损伤的住宅（栋）
    # others = "待填"  # 普查成果中其他符合本次摸底调查范围的房屋（栋）
    # sound = "待填"  # 非疑似危险住房（栋）
    # appraised = "待填"  # 安全鉴定认定的CD级危险住房（栋）
    # appraised_flats = "待填"  # 安全鉴定认定的CD级危险住房（套）
    # appraised_area = "待填"  # 安全鉴定认定的CD级危险住房面积（m²）
    # abandoned = "待填"  # 废弃、无人居住等的CD级危险住房（栋）
    # abandoned_flats = "待填"  # 废弃、无人居住等的CD级危险住房（套）
    # abandoned_area = "待填"  # 废弃、无人居住等的CD级危险住房面积（m²）
    # incomplete = "待填"  # 非成套住房（栋）
    # incomplete_flats = "待填"  # 非成套住房（套）
    # incomplete_area = "待填"  # 非成套住房面积（m²）
    # until = "待填"  # 摸底调查截至日
    "#);
}

/// Taken out of its comment and filled in, the offer is a group like any other.
#[test]
fn an_offer_can_be_taken() {
    let text = after(&without_survey(), 2024);
    let (file, offered) = text.split_once("# ════ 上年没有的事项 ════").unwrap();
    let taken = offered
        .lines()
        .filter(|line| line.contains(" = ") || line.contains('['));
    let taken: Vec<&str> = taken.map(|line| line.trim_start_matches("# ")).collect();
    let survey: Vec<&str> = taken
        .iter()
        .copied()
        .skip_while(|line| !line.starts_with("[survey]"))
        .collect();
    let file = file.replace("none = [\"survey\"]", "none = []");
    let input = filled(&format!("{file}\n{}", survey.join("\n")), &mut Dice::new(5));
    assert_eq!(in_short(&input), "");
    // The words of a record are asked for: they are not printed as they stand.
    let fees = taken
        .iter()
        .copied()
        .skip_while(|line| !line.starts_with("[[fees]]"));
    let fees: Vec<&str> = fees.take(5).collect();
    let input = Input::of_text(&format!("{}\n{}", input.text(), fees.join("\n")));
    let found = in_short(&input);
    assert!(found.contains("所在县（市、区）不能是空白"), "{found}");
    assert!(found.contains("项目名称不能是空白"), "{found}");
}

/// Every group that a year may lack is offered, with all its figures.
#[test]
fn every_group_is_offered() {
    let years = Years::new();
    for group in years
        .model
        .groups
        .iter()
        .filter(|group| group.can_be_absent())
    {
        let lines = Input::of_2023().text().to_owned();
        let head = |line: &str| {
            let line = line.trim_start_matches('[');
            line.starts_with(&format!("{}]", group.key))
                || line.starts_with(&format!("{}.", group.key))
        };
        let mut is_in = false;
        let kept = lines.lines().filter(|line| {
            is_in = if line.starts_with('[') {
                head(line)
            } else {
                is_in
            };
            !is_in || line.starts_with('#')
        });
        let none = format!("none = [\"{}\"]\n", group.key);
        let input = Input::of_text(&(none + &kept.collect::<Vec<_>>().join("\n")));
        let mut sources = hongtou::source::Sources::default();
        let id = sources.add("2023.toml", input.text());
        let model = &years.model;
        let Some((inputs, figures)) = hongtou::pipeline::ReadInput::of(model, id, &sources)
            .derived(model, hongtou::figures::Earlier::default())
            .whole()
        else {
            // The fees go back to the year of the overdue projects.
            assert_eq!(group.key, "overdue");
            continue;
        };
        let (notice, _) = hongtou::compose::compose(model, &inputs, &figures);
        let last = hongtou::pipeline::Year {
            inputs,
            figures,
            notice,
        };
        let text = renew(model, &last, input.text(), Period::year_of(2024));
        let items = group
            .each
            .iter()
            .map(|_| "2024".to_owned())
            .collect::<Vec<_>>();
        for column in group.columns_for(&items) {
            let is_asked = matches!(column.content, hongtou::model::Content::Given(_));
            let line = format!("# {} = \"待填\"", column.key);
            assert_eq!(
                text.contains(&line),
                is_asked,
                "{} {}",
                group.key,
                column.key
            );
        }
        assert!(text.contains(&format!("上年没有{}；今年有了", group.label)));
    }
}

/// What was at the end of 2023 is not at the beginning of 2025.
#[test]
fn nothing_is_carried_over_a_year_that_is_left_out() {
    let text = after(&Input::of_2023(), 2025);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    // A total that checks others has no last year.
    for line in lines.filter(|line| !line.contains("核对用")) {
        let is_figure =
            line.contains("（套）") || line.contains("（万元）") || line.contains("（户）");
        if is_figure || line.starts_with("found_") || line.starts_with("surveyed") {
            assert!(line.contains("\"待填\""), "{line}");
            assert!(line.contains("此前（2023 年）"), "{line}");
        }
    }
    let run = Run::new();
    run.write("inputs/2023.toml", Input::of_2023().text());
    let (status, _, errors) = run.run(&["new", "2025", "--from", "inputs/2023.toml"]);
    assert_eq!(status, 0);
    assert_snapshot!(errors, @"
    警告[no-last-year]: 2025 与 2023 之间隔了 2024，没有上年末的数可以结转，各项都待填
     |
     = 处理: 有 2024 的数据，就从最近一期的文件起：hongtou new 2025 --from …
    ");
}

#[test]
fn a_list_of_years_rolls_on_where_the_template_says_so() {
    let mut years = Years::new();
    let groups = years.model.groups.iter_mut();
    groups
        .filter_map(|group| group.each.as_mut())
        .for_each(|each| each.rolls = true);
    let last = years.year("2023", &Input::of_2023());
    let text = renew(
        &years.model,
        &last,
        Input::of_2023().text(),
        Period::year_of(2024),
    );
    let (_, audit) = text.split_once("[audit]\n").unwrap();
    let lines: Vec<&str> = audit.lines().take(18).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    years = [2017, 2018, 2020]   # 审计年度；下面每个年度各有 found_年度、solved_年度 两项；顺延一年，请核对


    [audit.total]  # 填报：收到的合计，核对用
    found_2017 = "待填"   # 填报：晋城市2017年审计发现问题数量（个），核对用；没有收到就删掉这一行
    solved_2017 = "待填"  # 填报：晋城市2017年审计发现问题已整改（个），核对用；没有收到就删掉这一行
    found_2018 = "待填"   # 填报：晋城市2018年审计发现问题数量（个），核对用；没有收到就删掉这一行
    solved_2018 = "待填"  # 填报：晋城市2018年审计发现问题已整改（个），核对用；没有收到就删掉这一行
    found_2020 = "待填"   # 填报：晋城市2020年审计发现问题数量（个），核对用；没有收到就删掉这一行
    solved_2020 = "待填"  # 填报：晋城市2020年审计发现问题已整改（个），核对用；没有收到就删掉这一行

    [audit."市本级"]
    found_2017 = 2        # 2017 年审计发现问题（个）；由上年结转，上年 2
    solved_2017 = "待填"  # 2017 年审计发现问题已整改（个）；上年累计 2，只增不减
    found_2018 = "待填"   # 2018 年审计发现问题（个）；上年没有
    solved_2018 = "待填"  # 2018 年审计发现问题已整改（个）；上年没有
    found_2020 = "待填"   # 2020 年审计发现问题（个）；上年没有
    solved_2020 = "待填"  # 2020 年审计发现问题已整改（个）；上年没有
    "#);
    let run = Run::new();
    run.copy("templates");
    let file = String::from_utf8(run.read("templates/housing/figures/audit.toml")).unwrap();
    let file = file.replace(
        "label = \"审计年度\" }",
        "label = \"审计年度\", rolls = true }",
    );
    assert!(file.contains("rolls = true }"));
    run.write("templates/housing/figures/audit.toml", file);
    run.write("2023.toml", Input::of_2023().text());
    let (status, _, errors) = run.run(&[
        "new",
        "2024",
        "--from",
        "2023.toml",
        "--templates",
        "templates",
    ]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert_eq!(String::from_utf8(run.read("2024.toml")).unwrap(), text);
}

/// Year after year a line notes the year before, and no other.
#[test]
fn notes_do_not_pile_up() {
    let first = filled_with_notes(&after(&Input::of_2023(), 2024));
    let second = after(&first, 2025);
    // Last year's own paragraph stands above, and no older one.
    assert_eq!(second.matches("loans_background = ").count(), 2);
    assert_eq!(second.matches("cooperation = ").count(), 2);
    for line in second.lines().filter(|line| !line.starts_with('#')) {
        let Some((_, comment)) = line.split_once('#') else {
            continue;
        };
        let notes = [
            "上年 ",
            "上年累计",
            "上年未完",
            "上年空白",
            "由上年结转",
            "照上年的",
        ];
        let count = |note: &&str| comment.matches(*note).count();
        let found: usize = notes.iter().map(count).sum();
        // 由上年结转，上年 5 is one note.
        let most = if comment.contains("由上年结转") {
            2
        } else {
            1
        };
        assert!(found <= most, "{line}");
    }
}

/// The same as `filled`, with the comments left where they are.
fn filled_with_notes(text: &str) -> Input {
    let values = filled(text, &mut Dice::new(3));
    let lines = text.lines().zip(values.text().lines());
    let lines = lines.map(
        |(line, value)| match (line.split_once("  #"), value.contains(" = ")) {
            (Some((_, comment)), true) if !line.starts_with('#') => format!("{value}  #{comment}"),
            _ => value.to_owned(),
        },
    );
    Input::of_text(&lines.collect::<Vec<_>>().join("\n"))
}

/// Where two years can't be held against each other, that is said.
#[test]
fn a_year_without_the_one_before_it_is_told_of() {
    let run = Run::new();
    let alone = |run: &Run| {
        let (_, _, errors) = run.run(&["check", "2023.toml", "--format", "text"]);
        let (_, after) = errors.split_once("[no-last-year]: ").unwrap_or_default();
        after.lines().take(3).collect::<Vec<_>>().join("\n")
    };
    run.write("2023.toml", Input::of_2023().text());
    assert_snapshot!(alone(&run), @"
    没有 2022.toml，期初的数与上年末的数没有核对
     |
     = 处理: 把上年的数据文件以 2022.toml 为名放在同一个文件夹里，就会核对
    ");
    run.write(
        "2021.toml",
        Input::of_2022()
            .replace("year = 2022", "year = 2021")
            .text(),
    );
    assert_snapshot!(alone(&run), @"
    没有 2022.toml（此前最近的是 2021 年度，中间有缺），期初的数与上年末的数没有核对
     |
     = 处理: 请补上 2022.toml，或逐项人工核对上年末的数
    ");
    run.write("2022.toml", Input::of_2022().text());
    assert_eq!(alone(&run), "");
    // A copy that was not gone through is no last year.
    run.write(
        "2022.toml",
        Input::of_2022()
            .replace("year = 2022", "year = 2021")
            .text(),
    );
    let (_, _, errors) = run.run(&["check", "2023.toml"]);
    assert_eq!(
        with(&errors, "没有核对"),
        "警告[year-differs]: 2022.toml 里写的是 2021 年度，没有核对 2023 年度与上年是否衔接"
    );
}
