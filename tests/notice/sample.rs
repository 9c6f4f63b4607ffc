//! The made-up year 2022.

use insta::assert_snapshot;

use crate::support::{Input, Run, Years, notice, section};

#[test]
fn it_is_marked_on_every_page_and_in_the_first_line() {
    let notice = notice(&Input::of_2022());
    assert!(notice.sample);
    let text = hongtou::text::text(&notice);
    assert_eq!(
        text.lines().next(),
        Some("【样例数据】本文为样例，不是真实通报")
    );
}

#[test]
fn it_goes_on_into_2023() {
    let run = Run::new();
    run.copy("inputs");
    let check = || run.run(&["check", "inputs/2023.toml"]);
    let (status, _, notes) = check();
    assert_eq!(
        (status, notes.contains("not-carried")),
        (0, false),
        "{notes}"
    );
    // Not for want of looking; but a made-up year holds nobody to its figures.
    let changed = Input::of_2022().set("funds.城区.spent_renewal", "342.61");
    let changed = changed.remove("funds.total.remaining");
    run.write("inputs/2022.toml", changed.text());
    let (status, _, notes) = check();
    assert_eq!(
        (status, notes.contains("说明[not-carried]")),
        (0, true),
        "{notes}"
    );
}

#[test]
fn other_rules_match_than_in_2023() {
    let notice = notice(&Input::of_2022());
    let says = |key: &str, words: &str| {
        let text = section(&notice, key);
        assert!(text.contains(words), "{text}");
    };
    // A target missed, one met exactly.
    says(
        "targets",
        "100%，棚户区住房改造基本建成、城镇保障性安居工程投资、城镇住房保障家庭租赁补贴发放完成年度目标任务，棚户区住房改造开工未完成年度目标任务。",
    );
    // A bank without loans that year.
    says("loans", "其中2022年发放0.97亿元（农发行0.97亿元）");
    // Everything solved in one place.
    says("overdue", "高平市1个项目交付使用66户、整改率100%");
}

#[test]
fn what_the_comparison_prints() {
    let mut years = Years::new();
    let comparison = years.compare(&Input::of_2022(), &Input::of_2023());
    let printed = hongtou::compare::terminal::terminal(&comparison, false);
    assert_snapshot!(crate::diff::plain(&printed), @"
    2022 年度 → 2023 年度
    数据变了 285 项，结论变了 16 处，句子变了 25 句，新增 5 句，删去 1 句，附件变了 
    213 格。只因年度顺延而不同的 37 处略去。

    结论
      preamble.works
        + 待摸底调查房屋总量 ＞ 0
      部分完成年度目标任务 → 圆满完成各项年度目标任务　preamble.claim
        因为：每项的晋城市 开工率、基本建成完成率、投资完成率、租赁补贴完成率 ≥ 100%
      努力推动目标任务完成 → 确保目标任务圆满完成　targets.effort
        因为：每项的晋城市 开工率、基本建成完成率、投资完成率、租赁补贴完成率 ≥ 100%
      棚户区住房改造基本建成、城镇保障性安居… → 均超额完成年度目标任务　
      targets.verdict
        因为：每项的晋城市 开工率、基本建成完成率、投资完成率、租赁补贴完成率 ＞ 
        100%
      年度目标任务部分完成 → 年度目标任务圆满完成　targets.heading
        因为：每项的晋城市 开工率、基本建成完成率、投资完成率、租赁补贴完成率 ≥ 100%
      取得一定进展，但总体较慢，仍需加大攻坚… → 取得了明显成效，有力促进了住房保障工
      作…　continued.effect
        因为：晋城市 建成率合计 ≥ 70%，或 不是“晋城市 开工未建成量合计 ＞ 0”
      续建项目攻坚需加力推进 → 续建项目攻坚卓有成效　continued.heading
        因为：晋城市 建成率合计 ≥ 70%
      过渡安置费尚未发放 → 发放过渡安置费142户，整改率100%　overdue.paid
        因为：欠发过渡安置费的项目 整改率 = 100%
      阳城县2个项目交付使用230户、整改率68.2% → 阳城县1个项目交付使用107户、整改率
      100%　overdue.by_county（阳城县）
        因为：整改率 = 100%
      城区1个项目过渡安置费尚未发放 → 城区1个项目发放过渡安置费142户，整改率1…　
      overdue.only_fee（1）
        因为：整改率 = 100%
      funds.sources
        - 晋城市 调整收回 ＜ 0
      取得一定成效 → 取得明显成效　audit.effect
        因为：审计发现问题整改 整改率 ≥ 90%
      审计发现问题整改需加快推进 → 审计发现问题整改顺利　audit.heading
        因为：审计发现问题整改 整改率 ≥ 90%
      取得一定进展 → 进展显著　closing.progress
        不再有：棚改逾期安置 整改率 ＜ 50%，或 晋城市 建成率合计 ＜ 50%，或 审计发现
        问题整改 整改率 ＜ 50%
      部分完成了年度各项指标任务 → 全市圆满完成了年度各项指标任务　closing.claim
        因为：每项的晋城市 开工率、基本建成完成率、投资完成率、租赁补贴完成率 ≥ 100%
      closing.faults
        - 年度目标任务中“开工率 ＜ 100%”的项数 ＞ 0
        - 欠发过渡安置费的项目中“整改率 ＜ 80%”的项数 ＞ 0
        + 年度目标任务中“租赁补贴完成率 ＜ 100%”的项数 ＞ 0

    数据
      年度目标任务　另有 53 项
        晋城市 开工率                       87.3% →    125.0%　+37.7个百分点
        晋城市 基本建成完成率              114.3% →    897.9%　+783.6个百分点
        晋城市 投资完成率                  113.8% →    379.1%　+265.3个百分点
        晋城市 租赁补贴完成率              100.0% →    179.6%　+79.6个百分点
      开工未建成项目　另有 45 项
        晋城市 建成量合计（套）              1898 →      6490　+4592　+241.9%
        晋城市 棚改安置住房建成量（套）      1438 →      3662　+2224　+154.7%
        晋城市 公共租赁住房建成量（套）       300 →      1988　+1688　+562.7%
        晋城市 限价普通商品住房建…（套）      160 →       840　+680　+425.0%
      续建项目
        续建项目基本建成量（套）             2318 →     12319　+10001　+431.4%
      棚改逾期安置　另有 17 项
        城区 整改率                         17.5% →     58.2%　+40.7个百分点
        高平市 整改率                      100.0% →        无
        阳城县 整改率                       68.2% →    100.0%　+31.8个百分点
        晋城市 整改率                       23.3% →     56.5%　+33.2个百分点
      欠发过渡安置费的项目
        第1项 已发放过渡安置费（户）            0 →       142　+142
        第1项 整改率                         0.0% →    100.0%　+100.0个百分点
        晋城市 已发放过渡安置费（户）           0 →       142　+142
        晋城市 整改率                        0.0% →    100.0%　+100.0个百分点
      中央财政补助资金　另有 71 项
        晋城市 截至上年末结余（万元）     286.262 →    411.96　+125.698　+43.9%
        晋城市 收入合计（万元）             975.6 →      2694　+1718.4　+176.1%
        晋城市 支出进度                    67.09% →    92.91%　+25.82个百分点
        支出占年度下达资金的比例            86.1% →    107.1%　+21.0个百分点
      棚改专项贷款和专项债券　另有 18 项
        晋城市 有效授信金额（亿元）         45.53 →     46.43　+0.90　+2.0%
        晋城市 国开行有效授信（亿元）      18.052 →    18.952　+0.900　+5.0%
        晋城市 累计发放金额（亿元）          39.8 →      40.7　+0.9　+2.3%
        晋城市 贷款发放率                   87.4% →     87.7%　+0.3个百分点
      审计发现问题整改　另有 35 项
        城区 2017年审计发现问题整改比例     90.9% →    100.0%　+9.1个百分点
        城区 2019年审计发现问题整改比例     40.0% →     80.0%　+40.0个百分点
        晋城市 已整改问题总数（个）            71 →        81　+10　+14.1%
        晋城市 整改率                       85.5% →     97.6%　+12.1个百分点
      城市危旧房摸底调查　另有 13 项
        普查成果中存在变形损伤的…（栋）      空白 →        45
        普查成果中其他符合本次摸…（栋）      空白 →        15
        待摸底调查房屋总量（栋）             空白 →        60
        非疑似危险住房（栋）                 空白 →        35

    文字（[-删去-] {+新增+}）
      另有 15 句只随数据和结论而变
      head.number　本年自己的文字
        晋市保办字〔2024〕[-3-]{+1+}号
      loans.main　本年自己的文字
        经开展[-2020年和2021-]{+2020+}年棚改专项贷款项目尾…2021—2023年{+连续三年的+}
        城镇保障性安居工程续…
      closing.cooperation　本年自己的文字
        …推进住房保障工作，为{+年度任务的顺利完成和+}城镇住房保障体系的进…
      tail.date　本年自己的文字
        2024年1月[-28-]{+31+}日
      tail.copies　本年自己的文字
        {+薛明耀+}市长、[-分管-]{+张鹏飞+}副市长；各县（市、区…

    新增的句子
      + 七、城市危旧房摸底调查圆满完成　survey.heading
      + 我市纳入全国城市危旧房摸底调查系统的待摸底调查房屋总量…　survey.main
      + 经排查认定：非疑似危险住房35栋；CD级危险住房23栋、131套…　survey.main
      + 市财政局和市住建局联合转发了《省级财政城镇保障性安居工…　closing.cooperation
      + 在城市危旧房摸底调查工作落实中，市住建局、市发改委、市…　closing.cooperation

    删去的句子
      - 样例数据　head.sample

    附件
      附件1　2023年度棚户区住房改造开工、城镇保障性安居工程投资等任务…　57 格变了
      附件2　2019年底前开工2022年底前未建成项目建成情况　49 格变了
      附件3　2023年中央财政城镇保障性安居工程补助资金（租赁住房保障和…　58 格变了
      附件4　棚改专项贷款发放和专项债券发行情况　22 格变了
      附件5　城镇保障性安居工程审计发现问题整改进展情况　27 格变了

    这是摘要：--all 列出全部，--format html 逐项对照
    ");
}
