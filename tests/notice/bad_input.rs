//! What a clerk may do to a file: every fault at once, at its place, with the way out.

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::support::{Input, Run, all_findings, cases, findings, notice, try_notice};
use hongtou::diagnostic::Severity;

fn text_2023() -> String {
    hongtou::text::text(&notice(&Input::of_2023()))
}

#[test]
fn every_fault_at_once() {
    let input = Input::of_2023()
        .set("date", "\"2月30日\"")
        .remove("targets.城区.begun")
        .add("targets.泽州县", "remark = 1")
        .set("targets.高平市.subsidy", "很多")
        .set("targets.阳城县.built", "-870")
        .set("targets.阳城县.subsidy", "85.5")
        .set("unfinished.城区.renewal_built", "１２３")
        .set("survey.until", "\"9月31日\"")
        .append("[audit.\"长治市\"]\nfound_2016 = 1\n");
    assert_snapshot!(findings(&input), @r#"
    错误[bad-date]: 成文日期写得不对，或不是存在的日期
      --> inputs/2023.toml:15:8
       |
    15 | date = "2月30日"
       |        ^^^^^^^^^
       |
       = 处理: 请用半角数字写月和日：date = "1月31日"（年份是年度的次年）

    错误[missing-key]: 城区缺少“开工量”（begun）
      --> inputs/2023.toml:33:1
       |
    33 | [targets."城区"]
       | ^^^^^^^^^^^^^^^^
       |
       = 处理: 请加一行：begun = 数字（套）；没有此项任务写 begun = ""

    错误[unknown-key]: “年度目标任务”的泽州县里不认识的项“remark”
      --> inputs/2023.toml:55:1
       |
    55 | remark = 1
       | ^^^^^^
       |
       = 处理: 请删掉这一项，或核对它的名称和位置

    错误[bad-number]: “很多”不是数字
      --> inputs/2023.toml:65:11
       |
    65 | subsidy = 很多
       |           ^^^^
       |
       = 处理: 请只写数字，不写单位和逗号；没有此项任务写 ""；文字要放在英文双引号里

    错误[bad-number]: 阳城县基本建成量不能是负数
      --> inputs/2023.toml:72:9
       |
    72 | built = -870
       |         ^^^^
       |
       = 处理: 请核对；没有此项任务写 ""，没有完成写 0

    错误[bad-number]: 阳城县租赁补贴发放量应为整数（户）
      --> inputs/2023.toml:77:11
       |
    77 | subsidy = 85.5
       |           ^^^^
       |
       = 处理: 请核对小数点，或是否填错了位置

    错误[bad-digits]: “１２３”是全角字符
       --> inputs/2023.toml:107:17
        |
    107 | renewal_built = １２３
        |                 ^^^^^^
        |
        = 处理: 请切换到半角（英文）输入，改为 123

    错误[bad-date]: 摸底调查截至日“9月31日”不是存在的日期
       --> inputs/2023.toml:414:9
        |
    414 | until = "9月31日"
        |         ^^^^^^^^^
        |
        = 处理: 请写月和日：until = "9月25日"

    错误[unknown-row]: “审计发现问题整改”里不认识的行（不在县（市、区）名单里）“长治市”
       --> inputs/2023.toml:456:8
        |
    456 | [audit."长治市"]
        |        ^^^^^^^^
        |
        = 处理: 请删掉这一项，或核对它的名称和位置
    "#);
}

#[test]
fn a_misspelt_key_is_one_fault() {
    let input = Input::of_2023().replace("subsidy = 433", "subsidi = 433");
    assert_snapshot!(findings(&input), @"
    错误[unknown-key]: “年度目标任务”的城区里不认识的项“subsidi”
      --> inputs/2023.toml:42:1
       |
    42 | subsidi = 433             # 城镇住房保障家庭租赁补贴发放量（户）
       | ^^^^^^^
       |
       = 处理: 是否应为 subsidy？
    ");
}

#[test]
fn a_county_without_its_figures_and_one_too_many() {
    let input = Input::of_2023()
        .replace("[loans.\"陵川县\"]", "[loans.\"凌川县\"]")
        .remove_table("unfinished.高平市");
    assert_snapshot!(findings(&input), @r#"
    错误[missing-key]: “开工未建成项目”缺少高平市的数据 [unfinished."高平市"]
       --> inputs/2023.toml:105:2
        |
    105 | [unfinished."城区"]
        |  ^^^^^^^^^^
        |
        = 处理: 请照别的行加上 [unfinished."高平市"] 和它的各项

    错误[unknown-row]: “棚改专项贷款和专项债券”里不认识的行（不在县（市、区）名单里）“凌川县”
       --> inputs/2023.toml:319:8
        |
    319 | [loans."凌川县"]
        |        ^^^^^^^^
        |
        = 处理: 是否应为 陵川县？
    "#);
}

#[test]
fn numbers_typed_as_text() {
    let input = Input::of_2023()
        .set("targets.城区.begun", "\"763\"")
        .set("targets.泽州县.subsidy", "\"２６\"")
        .set("targets.高平市.subsidy", "\"1,309\"")
        .set("targets.阳城县.subsidy", "\"无\"")
        .set("targets.陵川县.subsidy", "1e3")
        .set("targets.沁水县.subsidy", "99999999999999999999999999");
    assert_snapshot!(findings(&input), @r#"
    错误[bad-type]: 城区开工量写成了文字
      --> inputs/2023.toml:35:9
       |
    35 | begun = "763"
       |         ^^^^^
       |
       = 处理: 请去掉引号，用半角数字：763

    错误[bad-digits]: 泽州县租赁补贴发放量“２６”是全角字符
      --> inputs/2023.toml:54:11
       |
    54 | subsidy = "２６"
       |           ^^^^^^
       |
       = 处理: 请去掉引号，用半角数字：26

    错误[bad-type]: 高平市租赁补贴发放量写成了文字
      --> inputs/2023.toml:65:11
       |
    65 | subsidy = "1,309"
       |           ^^^^^^^
       |
       = 处理: 请去掉引号，用半角数字：1309

    错误[bad-number]: 阳城县租赁补贴发放量应为数字，这里是“无”
      --> inputs/2023.toml:77:11
       |
    77 | subsidy = "无"
       |           ^^^^
       |
       = 处理: 请写一个数字；没有此项任务写 ""

    错误[bad-number]: 陵川县租赁补贴发放量不是规范的数字
      --> inputs/2023.toml:89:11
       |
    89 | subsidy = 1e3
       |           ^^^
       |
       = 处理: 请写普通的数字，例如 1629 或 25.48，不用科学记数法

    错误[bad-number]: 沁水县租赁补贴发放量不是规范的数字
       --> inputs/2023.toml:100:11
        |
    100 | subsidy = 99999999999999999999999999
        |           ^^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = 处理: 位数太多，请核对是否多打了数字
    "#);
}

#[test]
fn broken_toml() {
    let input = Input::of_2023()
        .set("number", "")
        .set("targets.城区.begun", "763 套")
        .set("targets.泽州县.subsidy", "026")
        .set("loans.市本级.bonds", "“”")
        .set("fees.county", "\"城区")
        .replace("[survey]", "[survey")
        .replace("[funds.\"城区\"]", "【funds.\"城区\"】");
    assert_snapshot!(findings(&input), @r#"
    错误[syntax]: 等号后面没有内容
      --> inputs/2023.toml:14:10
       |
    14 | number = 
       |          ^
       |
       = 处理: 请在等号后面填上数字；没有此项任务写 ""

    错误[bad-number]: “763 套”里写了单位
      --> inputs/2023.toml:35:9
       |
    35 | begun = 763 套
       |         ^^^^^^
       |
       = 处理: 去掉“套”，写 763

    错误[bad-number]: “026”前面多了 0
      --> inputs/2023.toml:54:11
       |
    54 | subsidy = 026
       |           ^^^
       |
       = 处理: 去掉前面的 0，写 26

    错误[syntax]: 第 207 行缺右引号
       --> inputs/2023.toml:207:1
        |
    207 | county = "城区
        | ^^^^^^^^^^^^^^
        |
        = 处理: 文字的两头都要有英文双引号 "

    错误[bad-digits]: “【”是全角字符
       --> inputs/2023.toml:227:1
        |
    227 | 【funds."城区"】
        | ^^
        |
        = 处理: 请切换到半角（英文）输入，改为 [

    错误[bad-digits]: ““””是全角字符
       --> inputs/2023.toml:291:9
        |
    291 | bonds = “”
        |         ^^
        |
        = 处理: 请切换到半角（英文）输入，改为 ""

    错误[syntax]: 这一行不合 TOML 的写法
       --> inputs/2023.toml:413:8
        |
    413 | [survey
        |        ^
        |
        = 处理: 一行写一项：名称 = 数字，或 名称 = "文字"；清单写在一对方括号里；说明写在 # 之后
    "#);
}

#[test]
fn a_key_and_a_table_written_twice() {
    let input = Input::of_2023()
        .add("continued", "built = 1")
        .append("[funds.\"城区\"]\ncarried = 1\n");
    assert_snapshot!(findings(&input), @r#"
    错误[duplicate-key]: “built”写了两次
       --> inputs/2023.toml:175:1
        |
    169 | built = 12319   # 全市续建项目基本建成量（套）
        | ----- 已写在这里
    ...
    175 | built = 1
        | ^^^^^
        |
        = 处理: 同一项、同一组只能写一次，请删掉多余的一处

    错误[duplicate-key]: “城区”写了两次
       --> inputs/2023.toml:457:8
        |
    228 | [funds."城区"]
        | -------------- 已写在这里
    ...
    457 | [funds."城区"]
        |        ^^^^^^
        |
        = 处理: 同一项、同一组只能写一次，请删掉多余的一处
    "#);
}

#[test]
fn a_date_that_does_not_exist() {
    let input = Input::of_2023().set("date", "2024-02-30");
    assert_snapshot!(findings(&input), @"
    错误[bad-date]: “2024-02-30”不是存在的日期
      --> inputs/2023.toml:15:8
       |
    15 | date = 2024-02-30
       |        ^^^^^^^^^^
       |
       = 处理: 请写真实的日期，例如 2024-01-31
    ");
    let input = Input::of_2023().set("date", "2027-01-31");
    assert_snapshot!(findings(&input), @r#"
    错误[bad-date]: 成文日期是2027年1月31日，与年度 2023 不相称
      --> inputs/2023.toml:15:8
       |
    15 | date = 2027-01-31
       |        ^^^^^^^^^^
       |
       = 处理: 2023 年度的通报应在 2024 年成文；date = "1月31日" 会自动用次年
    "#);
}

#[test]
fn stated_figures_that_the_others_contradict() {
    let input = Input::of_2023().set_all(&[
        ("targets.total.investment_rate", "397.1"),
        ("funds.total.spent", "2855.84"),
    ]);
    assert_snapshot!(findings(&input), @r#"
    错误[stated-differs]: 晋城市 投资完成率填报为 397.1%，按其他数据计算为 379.2%，相差 17.9
      --> inputs/2023.toml:31:19
       |
    31 | investment_rate = 397.1
       |                   ^^^^^ 填报 397.1
    ...
    39 | investment_target = 4.72  # 城镇保障性安居工程投资任务量（亿元）
       |                     ----
    40 | investment = 13.87        # 城镇保障性安居工程完成投资额（亿元）
       |              -----
    ...
    51 | investment_target = 0  # 城镇保障性安居工程投资任务量（亿元）
       |                     -
    52 | investment = 7.88      # 城镇保障性安居工程完成投资额（亿元）
       |              ----
    ...
    62 | investment_target = 1    # 城镇保障性安居工程投资任务量（亿元）
       |                     -
       |
       = 位置: …另有 7 处
       = 处理: 可能的笔误：晋城市 投资完成率是否应为 379.1？
       = 处理: 请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算
       = 处理: 核对无误时，可在数据文件末尾认可它：
               [[accept]]
               code = "stated-differs"
               figure = "targets.total.investment_rate"
               value = "397.1/379.2"
               reason = "理由"

    错误[stated-differs]: 晋城市 支出合计填报为 2855.84万元，按其他数据计算为 2885.83万元，相差 29.99
       --> inputs/2023.toml:225:9
        |
    225 | spent = 2855.84
        |         ^^^^^^^ 填报 2855.84
    ...
    233 | spent_subsidy = 190.98  # 本年支出：用于租赁补贴（万元）
        |                 ------ 160.98？
    234 | spent_renewal = 562.52  # 本年支出：用于城镇棚户区住房改造（万元）
        |                 ------ 532.52？
    ...
    251 | spent_subsidy = 67.51  # 本年支出：用于租赁补贴（万元）
        |                 ----- 37.51？
    ...
    261 | spent_renewal = 1733.52  # 本年支出：用于城镇棚户区住房改造（万元）
        |                 ------- 1703.52？
    ...
    279 | spent_renewal = 285.23  # 本年支出：用于城镇棚户区住房改造（万元）
        |                 ------ 255.23？
        |
        = 位置: …另有 5 处
        = 处理: 可能的笔误：晋城市 支出合计是否应为 2885.84？　城区 支出：租赁补贴是否应为 160.98？　城区 支出：城镇棚户区住房改造是否应为 532.52？　高平市 支出：租赁补贴是否应为 37.51？　阳城县 支出：城镇棚户区住房改造是否应为 1703.52？　沁水县 支出：城镇棚户区住房改造是否应为 255.23？
        = 处理: 请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算
        = 处理: 核对无误时，可在数据文件末尾认可它：
                [[accept]]
                code = "stated-differs"
                figure = "funds.total.spent"
                value = "2855.84/2885.83"
                reason = "理由"
    "#);
}

#[test]
fn what_cannot_be() {
    let input = Input::of_2023().set_all(&[
        ("unfinished.阳城县.renewal_built", "93"),
        ("audit.城区.solved_2019", "6"),
        ("targets.城区.begun", "\"\""),
        ("overdue.泽州县.rate", "\"\""),
        ("survey.sound", "36"),
    ]);
    assert_snapshot!(findings(&input), @r#"
    错误[cannot-be]: 有开工任务，就要填开工量（没有开工填 0）：城区 开工任务量 355套，城区 开工量 空白
      --> inputs/2023.toml:34:16
       |
    34 | begun_target = 355        # 棚户区住房改造开工任务量（套）
       |                ^^^
    35 | begun = ""
       |         --
       |
       = 处理: 请核对这几个数

    错误[rate-of-nothing]: 城区 开工率无从计算：作分母的是 355，作分子的却是空白
      --> inputs/2023.toml:35:9
       |
    35 | begun = ""
       |         ^^
       |
       = 处理: 有开工任务量而没有开工量，请写 0；没有这件事，请把开工任务量也写成 ""

    错误[cannot-be]: 棚改安置住房建成量不能大于开工未建成量：阳城县 棚改安置住房建成量 93套，阳城县 棚改安置住房开工未建成量 92套
       --> inputs/2023.toml:137:17
        |
    136 | renewal_begun = 92    # 棚改安置住房开工未建成量（套）
        |                 --
    137 | renewal_built = 93
        |                 ^^
        |
        = 处理: 阳城县的棚改安置住房开工未建成量与棚改安置住房建成量是否填颠倒了？
        = 处理: 请核对这几个数

    错误[follows-from-unknown]: 原泽州县 整改率无从计算：据以计算的数写作未知（?）
       --> inputs/2023.toml:192:14
        |
    192 | households = "?"        # 逾期安置的棚改居民（户）
        |              ^^^
        |
        = 处理: 请填上这个数，或直接填报结果：rate = 数字

    错误[cannot-be]: 已整改的问题不能多于发现的问题：城区 2019年审计发现问题已整改 6个，城区 2019年审计发现问题数量 5个
       --> inputs/2023.toml:368:15
        |
    367 | found_2019 = 5    # 2019 年审计发现问题（个）
        |              -
    368 | solved_2019 = 6
        |               ^
        |
        = 处理: 城区的2019年审计发现问题数量与2019年审计发现问题已整改是否填颠倒了？
        = 处理: 请核对这几个数

    错误[cannot-be]: 各类房屋相加不能大于待摸底调查房屋总量：已摸底调查房屋 61栋，待摸底调查房屋总量 60栋
       --> inputs/2023.toml:417:9
        |
    415 | deformed = 45             # 待摸底：普查成果中存在变形损伤的住宅（栋）
        |            --
    416 | others = 15               # 待摸底：普查成果中其他符合本次摸底调查范围...
        |          --
    417 | sound = 36
        |         ^^
    418 | appraised = 6             # 认定：安全鉴定的 CD 级危险住房（栋）
        |             -
    ...
    421 | abandoned = 17            # 认定：废弃、无人居住等的 CD 级危险住房（栋）
        |             --
    ...
    424 | incomplete = 2            # 认定：非成套住房（栋）
        |              -
        |
        = 处理: 请核对这几个数
    "#);
}

#[test]
fn a_paragraph_that_names_nothing() {
    let input = Input::of_2023().set(
        "own.loans_background",
        "\"经{years}年{funds.total.recieved}万元，{year-1}年｛\"",
    );
    assert_snapshot!(findings(&input), @r#"
    错误[unknown-name]: 没有叫“years”的数据
       --> inputs/2023.toml:433:23
        |
    433 | loans_background = "经{years}年{funds.total.recieved}万元，{year-1}年｛"
        |                        ^^^^^
        |
        = 处理: 名称写作 组.项、组.total.项 或 组.行名.项

    错误[unknown-name]: 没有叫“funds.total.recieved”的数据
       --> inputs/2023.toml:433:31
        |
    433 | loans_background = "经{years}年{funds.total.recieved}万元，{year-1}年｛"
        |                                 ^^^^^^^^^^^^^^^^^^^^
        |
        = 处理: 是否应为 funds.total.received？
    "#);
    let input = Input::of_2023().set("own.loans_background", "\"经{year\"");
    assert_snapshot!(findings(&input), @r#"
    错误[bad-text]: 花括号不成对
       --> inputs/2023.toml:433:22
        |
    433 | loans_background = "经{year"
        |                       ^
        |
        = 处理: 花括号里写数据的名称，如 {组.total.名称}；要印花括号本身就写两次 {{ }}
    "#);
}

#[test]
fn a_whole_group_missing() {
    let input = Input::of_2023()
        .remove_table("survey")
        .remove_table("continued");
    assert_snapshot!(findings(&input), @r#"
    错误[missing-key]: 缺少“续建项目”整组数据 [continued]
     --> inputs/2023.toml:1:1
      |
    1 | #:schema housing.schema.json
      | ^
      |
      = 处理: 请从上一期的文件里复制这一组，再改数字；这一期没有这项工作，在文件开头写一行 none = ["continued"]

    错误[missing-key]: 缺少“城市危旧房摸底调查”整组数据 [survey]
     --> inputs/2023.toml:1:1
      |
    1 | #:schema housing.schema.json
      | ^
      |
      = 处理: 请从上一期的文件里复制这一组，再改数字；这一期没有这项工作，在文件开头写一行 none = ["survey"]
    "#);
}

#[test]
fn wrong_types() {
    let input = Input::of_2023()
        .set("counties", "\"城区\"")
        .add("", "seal = 1")
        .set("audit.years", "2019")
        .set("targets.城区.begun", "[763]")
        .replace("[continued]", "[[continued]]");
    assert_snapshot!(findings(&input), @r#"
    错误[bad-type]: 县（市、区）名单应为一份清单
      --> inputs/2023.toml:18:12
       |
    18 | counties = "城区"
       |            ^^^^^^
       |
       = 处理: 请写成 ["第一项", "第二项"]，用英文的方括号、引号和逗号

    错误[bad-type]: seal 应为 true 或 false，这里是数字
      --> inputs/2023.toml:30:8
       |
    30 | seal = 1
       |        ^

    错误[bad-type]: 城区开工量应为数字，这里是清单
      --> inputs/2023.toml:36:9
       |
    36 | begun = [763]
       |         ^^^^^
       |
       = 处理: 请写一个数字；没有此项任务写 ""

    错误[bad-type]: “续建项目”应为一组数据
       --> inputs/2023.toml:169:1
        |
    169 | [[continued]]
        | ^^^^^^^^^^^^^
        |
        = 处理: 请另起一行写 [continued]，各项写在它下面

    错误[bad-number]: 审计年度应是从早到晚、不重复、不晚于年度的几个年份
       --> inputs/2023.toml:352:9
        |
    352 | years = 2019
        |         ^^^^
        |
        = 处理: 请写成 years = [2021, 2023]
    "#);
}

#[test]
fn an_empty_file() {
    let printed = findings(&Input::of_2023().replace(Input::of_2023().text(), ""));
    assert!(printed.contains("缺少“年度”（year）"), "{printed}");
    assert!(
        printed.contains("缺少“县（市、区）名单”（counties）"),
        "{printed}"
    );
}

#[test]
fn what_a_windows_editor_adds_is_survived() {
    let run = Run::new();
    let text = "\u{feff}".to_owned() + &Input::of_2023().text().replace('\n', "\r\n");
    run.write("2023.toml", text);
    assert_eq!(run.run(&["build", "2023.toml"]).0, 0);
    assert_eq!(
        String::from_utf8(run.read("out/2023.txt")).unwrap(),
        text_2023()
    );
}

#[test]
fn another_encoding_is_named_and_the_other_faults_too() {
    let run = Run::new();
    let input = Input::of_2023().set("targets.城区.begun", "-1");
    run.write("gbk.toml", encoding_rs::GBK.encode(input.text()).0);
    let (status, output, errors) = run.run(&["check", "gbk.toml"]);
    assert_eq!((status, output.as_str()), (1, ""));
    assert_snapshot!(errors, @r#"
    错误[bad-encoding]: 文件不是 UTF-8 编码，看来是 GBK（ANSI）
     --> gbk.toml:2:8
      |
    2 | # 2023 年度住房保障工作数据
      |        ^^ 从这里起
      |
      = 处理: 请在编辑器里“另存为”，编码选 UTF-8

    错误[bad-number]: 城区开工量不能是负数
      --> gbk.toml:35:9
       |
    35 | begun = -1
       |         ^^
       |
       = 处理: 请核对；没有此项任务写 ""，没有完成写 0

    共 2 处错误。
    "#);
}

#[test]
fn a_failed_run_leaves_the_last_good_notice() {
    let run = Run::new();
    run.write("out/2023.pdf", "the last good one");
    run.write(
        "2023.toml",
        Input::of_2023().set("targets.城区.begun", "-1").text(),
    );
    let (status, output, errors) = run.run(&["build", "2023.toml"]);
    assert_eq!((status, output.as_str()), (1, ""));
    assert!(
        errors.ends_with("共 1 处错误。没有写出任何文件。\n"),
        "{errors}"
    );
    assert_eq!(run.read("out/2023.pdf"), b"the last good one");
    assert_eq!(run.read("out/2023.txt"), b"");
}

#[test]
fn a_character_that_no_font_has() {
    let run = Run::new();
    let input = Input::of_2023().replace("钟家庄B地块", "钟家庄😀地块");
    run.write("2023.toml", input.text());
    let (status, _, errors) = run.run(&["build", "2023.toml"]);
    assert_eq!(status, 1);
    assert_snapshot!(errors, @r#"
    错误[missing-glyph]: 没有字体能印出“😀”（U+1F600），它在“户，城区的钟家庄😀地块项目因欠发过”里
       --> 2023.toml:208:15
        |
    208 | project = "钟家庄😀地块"    # 项目名称（不写“项目”二字）
        |                  ^^
        |
        = 处理: 请换一个字，或在 templates/fonts.toml 的 fangsong 里加一种有这个字的字体

    共 1 处错误。没有写出任何文件。
    "#);
}

/// In the text; that the PDF has it as well is checked by tests/pdf/check.sh.
#[test]
fn markup_prints_as_itself() {
    let marks = "#地*块$甲\\乙_丙@丁<戊>`己`=庚~//辛";
    let run = Run::new();
    let toml = marks.replace('\\', "\\\\");
    let input = Input::of_2023()
        .replace(
            "project = \"钟家庄B地块\"",
            &format!("project = \"{toml}\""),
        )
        .replace("陵川县", "陵#*川县");
    run.write("2023.toml", input.text());
    assert_eq!(run.run(&["build", "2023.toml"]).0, 0);
    let text = String::from_utf8(run.read("out/2023.txt")).unwrap();
    assert!(text.contains(&format!("城区的{marks}项目")), "{text}");
}

proptest! {
    #![proptest_config(cases(300))]

    /// Whatever is done to the file, the answer is a notice or findings.
    #[test]
    fn nothing_makes_it_panic(at in 0_usize..20_000, length in 0_usize..40, put in "[\\[\\]{}\"'=.,#\\-0-9a-z一二？％\n ]{0,12}") {
        let text = Input::of_2023().text().to_owned();
        let start = text.floor_char_boundary(at % text.len());
        let end = text.floor_char_boundary((start + length).min(text.len()));
        let broken = text[..start].to_owned() + &put + &text[end..];
        match try_notice(&Input::of_2023().replace(&text, &broken)) {
            Ok((notice, _)) => prop_assert!(hongtou::text::text(&notice).len() > 1000),
            Err(findings) => prop_assert!(findings.contains("错误[")),
        }
    }
}

/// The lines of 2023 with one written otherwise.
fn line_instead(line: &str, instead: &str) -> Input {
    let text = Input::of_2023();
    let old = text
        .text()
        .lines()
        .find(|old| old.starts_with(line))
        .unwrap()
        .to_owned();
    text.replace(&format!("\n{old}\n"), &format!("\n{instead}\n"))
}

/// What is wrong, and what to do, of the only fault.
fn in_words(input: &Input) -> String {
    let found = all_findings(input);
    let errors: Vec<_> = found
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .collect();
    let told = errors
        .iter()
        .map(|finding| format!("{}：{}", finding.message, finding.hints.join("；")));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_commonest_slips_in_a_number_have_the_plainest_words() {
    let typed = |number: &str| in_words(&Input::of_2023().set("continued.built", number));
    assert_snapshot!(typed("12,319"), @"“12,319”里有逗号：去掉逗号，写 12319");
    assert_snapshot!(typed("12，319"), @"“12，319”里有逗号：去掉逗号，写 12319");
    assert_snapshot!(typed("12 319"), @"“12 319”里有空格：去掉空格，写 12319");
    assert_snapshot!(typed("12319."), @"“12319.”末尾多了小数点：去掉小数点，写 12319");
    assert_snapshot!(typed(".5"), @"“.5”的小数点前面没有数字：小数点前面补上 0，写 0.5");
    assert_snapshot!(typed("012319"), @"“012319”前面多了 0：去掉前面的 0，写 12319");
    assert_snapshot!(typed("12319套"), @"“12319套”里写了单位：去掉“套”，写 12319");
    assert_snapshot!(typed("12319 套"), @"“12319 套”里写了单位：去掉“套”，写 12319");
    assert_snapshot!(typed("58.2%"), @"“58.2%”里写了单位：去掉“%”，写 58.2");
    assert_snapshot!(typed("\"12,319\""), @"续建项目基本建成量写成了文字：请去掉引号，用半角数字：12319");
    assert_snapshot!(typed("\"12319套\""), @"续建项目基本建成量写成了文字，“12319套”里写了单位：请去掉引号；去掉“套”，写 12319");
    assert_snapshot!(typed("\"12319.\""), @"续建项目基本建成量写成了文字，“12319.”末尾多了小数点：请去掉引号；去掉小数点，写 12319");
}

#[test]
fn a_missing_quote_is_told_with_its_line() {
    let until = |text: &str| in_words(&Input::of_2023().set("survey.until", text));
    assert_snapshot!(until("\"9月25日"), @r#"第 414 行缺右引号：文字的两头都要有英文双引号 ""#);
    assert_snapshot!(until("9月25日\""), @r#"第 414 行缺左引号：文字的两头都要有英文双引号 ""#);
    assert_snapshot!(until("\"9月25日  # 截至日"), @r#"第 414 行缺右引号：文字的两头都要有英文双引号 ""#);
    assert_snapshot!(in_words(&line_instead("[targets.\"高平市\"]", "[targets.\"高平市]")), @r#"第 56 行缺右引号：文字的两头都要有英文双引号 ""#);
    assert_snapshot!(in_words(&line_instead("counties", "counties = [\"城区\", \"泽州县, \"高平市\", \"阳城县\", \"陵川县\", \"沁水县\"]")), @r#"第 18 行缺右引号：文字的两头都要有英文双引号 ""#);
    assert_snapshot!(in_words(&line_instead("    \"薛明耀", "    \"薛明耀市长、张鹏飞副市长,")), @r#"第 22 行缺右引号：文字的两头都要有英文双引号 ""#);
}

#[test]
fn a_lost_head_is_one_fault() {
    let without = |head: &str| in_words(&line_instead(head, ""));
    assert_snapshot!(without("[targets.\"泽州县\"]"), @r#"第 46 行上面好像少了一行 [targets."泽州县"]：从这一行起的 9 项不属于上一组；请在它们上面补上 [targets."泽州县"]"#);
    assert_snapshot!(without("[targets.\"城区\"]"), @r#"第 34 行上面好像少了一行 [targets."城区"]：从这一行起的 10 项不属于上一组；请在它们上面补上 [targets."城区"]"#);
    assert_snapshot!(without("[loans.\"市本级\"]"), @r#"第 285 行上面好像少了一行 [loans."市本级"]：从这一行起的 7 项不属于上一组；请在它们上面补上 [loans."市本级"]"#);
    assert_snapshot!(without("[overdue.\"泽州县\"]"), @r#"第 191 行上面好像少了一行 [overdue."名称"]：从这一行起的 7 项不属于上一组；请在它们上面补上 [overdue."名称"]"#);
    assert_snapshot!(without("[[fees]]"), @"第 207 行上面好像少了一行 [[fees]]：从这一行起的 4 项不属于上一组；请在它们上面补上 [[fees]]");
    assert_snapshot!(without("[funds]"), @"第 216 行上面好像少了一行 [funds]：从这一行起的 1 项不属于上一组；请在它们上面补上 [funds]");
    assert_snapshot!(without("[audit]"), @"第 351 行上面好像少了一行 [audit]：从这一行起的 1 项不属于上一组；请在它们上面补上 [audit]");
    assert_snapshot!(without("[survey]"), @"第 414 行上面好像少了一行 [survey]：从这一行起的 13 项不属于上一组；请在它们上面补上 [survey]");
    assert_snapshot!(without("[own]"), @"第 433 行上面好像少了一行 [own]：从这一行起的 2 项不属于上一组；请在它们上面补上 [own]");
}

#[test]
fn any_head_that_is_lost_is_at_most_one_fault() {
    let input = Input::with_totals(2023);
    let heads = input
        .text()
        .lines()
        .filter(|line| line.starts_with('[') && !line.starts_with("[["));
    for head in heads {
        let found = in_words(&input.clone().replace(&format!("\n{head}\n"), "\n\n"));
        // What belongs to the table before as well can't be told from it.
        let is_told = head == "[continued]";
        assert!(is_told || found.lines().count() == 1, "{head}: {found}");
    }
}

#[test]
fn a_row_is_not_a_county_as_well() {
    let counties = |name: &str| {
        in_words(&line_instead(
            "counties",
            &format!(
                "counties = [\"城区\", \"泽州县\", \"高平市\", \"阳城县\", \"陵川县\", \"沁水县\", \"{name}\"]"
            ),
        ))
    };
    assert_snapshot!(counties("市本级"), @"县（市、区）名单里的“市本级”已是“棚改专项贷款和专项债券”里另有的一行，写在这里会读两遍：请从 counties 里删掉它");
    assert_snapshot!(counties("total"), @"total 留给合计，不能作县（市、区）名：请删掉多余的一处");
    assert_snapshot!(counties("provincial"), @"县（市、区）名单里的“provincial”已是“中央财政补助资金”里“省级配套补助资金”一项的名称，写在这里会读两遍：请从 counties 里删掉它");
    assert_snapshot!(counties("years"), @"县（市、区）名单里的“years”已是“审计发现问题整改”里“审计年度”一项的名称，写在这里会读两遍：请从 counties 里删掉它");
    assert_snapshot!(counties("开发区.东"), @"县（市、区）名单里“开发区.东”有句点，数据的名称会分不清：请去掉名称里的句点");
}
