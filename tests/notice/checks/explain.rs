use insta::assert_snapshot;

use crate::support::{Input, Run};

fn run(arguments: &[&str]) -> String {
    let run = Run::new();
    run.write("2023.toml", Input::of_2023().text());
    let (status, output, errors) = run.run(arguments);
    assert_eq!((status, errors.as_str()), (0, ""));
    output
}

#[test]
fn a_printed_number() {
    assert_snapshot!(run(&["explain", "58.2%", "2023.toml"]), @"
    棚改逾期安置 城区 整改率　overdue.城区.rate
    ├ 印作 58.2% ← 填报 58.2　2023.toml:188:8
    ├ 计算 1376 ÷ ？ = 未知
    │　├ 城区 交付安置居民 1376户　2023.toml:187:13
    │　└ 城区 逾期安置居民 （未知）　2023.toml:185:14
    ├ 见于
    │　└ 正文 棚改逾期安置·全段：…付使用1376户、整改率【58.2%】，原泽州县2个项目（大
    │　　　车…
    ├ 措辞
    │　└ 棚改逾期安置·各县整改（城区）
    │　　├ 列入：有逾期项目（城区 逾期项目 未知）
    │　　├ 不成立：交付安置居民为 0 或空白（城区 交付安置居民 1376户）
    │　　├ 不成立：交付使用的项目为 0 或空白（城区 交付使用的项目 5个）
    │　　├ 其余情况，用它
    │　　└ 换一种说法，还差
    │　　　├ 城区 交付使用的项目 5个 → 降到 0个：差 5个，改为“……个项目…部分交付…户、
    │　　　│　　整改率…”
    │　　　└ 城区 交付安置居民 1376户 → 降到 0户：差 1376户，改为“……个项目…尚未整改”
    └ 由它决定的措辞
    　└ 结尾·逾期安置整改较慢的县（城区）
    　　├ 列入：整改率低于 80%（棚改逾期安置 城区 整改率 58.2%）
    　　├ 没有条件，用它
    　　└ 换一种说法，还差
    　　　└ 棚改逾期安置 城区 整改率 58.2% → 达到 80%：差 21.8 个百分点，改为不写
    ");
}

#[test]
fn a_number_that_stands_for_several_figures() {
    let answer = run(&["explain", "1094套", "2023.toml"]);
    assert!(answer.starts_with("有 2 项数据是这个数：\n"), "{answer}");
    assert!(answer.contains("阳城县 开工任务量　targets.阳城县.begun_target\n"));
    assert!(answer.contains("阳城县 开工量　targets.阳城县.begun\n"));
}

#[test]
fn a_cell() {
    assert_snapshot!(run(&["explain", "附件3 阳城县 支出进度", "2023.toml"]), @"
    阳城县 支出进度　funds.阳城县.progress
    ├ 印作 92.74% ← 取 2 位小数（四舍五入） ← 92.73946530%
    ├ 计算 1756.07 ÷ 1893.552 = 92.73946530%
    │　├ 阳城县 支出合计 1756.07万元　funds.阳城县.spent
    │　│　├ 阳城县 支出：公共租赁住房 （空白）　2023.toml:259:16
    │　│　├ 阳城县 支出：租赁补贴 22.55万元　2023.toml:260:17
    │　│　└ 阳城县 支出：城镇棚户区住房改造 1733.52万元　2023.toml:261:17
    │　└ 阳城县 可支出资金 1893.552万元　funds.阳城县.available
    │　　├ 阳城县 截至上年末结余 140.032万元　2023.toml:255:11
    │　　├ 阳城县 调整收回 51.220万元　2023.toml:256:12
    │　　└ 阳城县 收入合计 1702.3万元　funds.阳城县.received
    │　　　├ 阳城县 收入：租赁住房保障 20万元　2023.toml:257:10
    │　　　└ 阳城县 收入：城镇棚户区改造 1682.3万元　2023.toml:258:11
    └ 见于
    　└ 附件3 阳城县 2023年支出（万元）／支出进度
    ");
}

#[test]
fn a_figure_with_its_rules() {
    assert_snapshot!(run(&["explain", "loans.total.rate", "2023.toml"]), @"
    晋城市 贷款发放率　loans.total.rate
    ├ 印作 87.7% ← 取 1 位小数（四舍五入） ← 87.65884127%
    ├ 计算 40.7 ÷ 46.43 = 87.65884127%
    │　├ 晋城市 累计发放金额 40.7亿元　loans.total.lent
    │　│　├ 晋城市 国开行累计发放 17.152亿元　loans.total.lent_cdb
    │　│　│　├ 市本级 国开行累计发放 0亿元　2023.toml:287:12
    │　│　│　├ 城区 国开行累计发放 13.6亿元　2023.toml:296:12
    │　│　│　├ 泽州县 国开行累计发放 （空白）　2023.toml:305:12
    │　│　│　├ 高平市 国开行累计发放 0亿元　2023.toml:314:12
    │　│　│　├ 阳城县 国开行累计发放 0亿元　2023.toml:323:12
    │　│　│　├ 陵川县 国开行累计发放 （空白）　2023.toml:332:12
    │　│　│　└ 沁水县 国开行累计发放 3.552亿元　2023.toml:341:12
    │　│　└ 晋城市 农发行累计发放 23.548亿元　loans.total.lent_adbc
    │　│　　├ 市本级 农发行累计发放 1.748亿元　2023.toml:288:13
    │　│　　├ 城区 农发行累计发放 9亿元　2023.toml:297:13
    │　│　　├ 泽州县 农发行累计发放 （空白）　2023.toml:306:13
    │　│　　├ 高平市 农发行累计发放 6.88亿元　2023.toml:315:13
    │　│　　├ 阳城县 农发行累计发放 5.92亿元　2023.toml:324:13
    │　│　　├ 陵川县 农发行累计发放 （空白）　2023.toml:333:13
    │　│　　└ 沁水县 农发行累计发放 0亿元　2023.toml:342:13
    │　└ 晋城市 有效授信金额 46.43亿元　loans.total.credit
    │　　├ 晋城市 国开行有效授信 18.952亿元　loans.total.credit_cdb
    │　　│　├ 市本级 国开行有效授信 （空白）　2023.toml:285:14
    │　　│　├ 城区 国开行有效授信 15.4亿元　2023.toml:294:14
    │　　│　├ 泽州县 国开行有效授信 0亿元　2023.toml:303:14
    │　　│　├ 高平市 国开行有效授信 （空白）　2023.toml:312:14
    │　　│　├ 阳城县 国开行有效授信 （空白）　2023.toml:321:14
    │　　│　├ 陵川县 国开行有效授信 0亿元　2023.toml:330:14
    │　　│　└ 沁水县 国开行有效授信 3.552亿元　2023.toml:339:14
    │　　└ 晋城市 农发行有效授信 27.478亿元　loans.total.credit_adbc
    │　　　├ 市本级 农发行有效授信 1.748亿元　2023.toml:286:15
    │　　　├ 城区 农发行有效授信 10亿元　2023.toml:295:15
    │　　　├ 泽州县 农发行有效授信 0亿元　2023.toml:304:15
    │　　　├ 高平市 农发行有效授信 6.88亿元　2023.toml:313:15
    │　　　├ 阳城县 农发行有效授信 8.85亿元　2023.toml:322:15
    │　　　├ 陵川县 农发行有效授信 0亿元　2023.toml:331:15
    │　　　└ 沁水县 农发行有效授信 （空白）　2023.toml:340:15
    ├ 见于
    │　├ 正文 棚改专项贷款·全段：…亿元），有效贷款发放率为【87.7%】；其中2023年发放
    │　│　　0.…
    │　└ 附件4 晋城市 棚改专项贷款发放情况（亿元）／贷款发放率
    ├ 措辞
    │　└ 棚改专项贷款·累计发放
    │　　├ 不成立：晋城市 累计发放金额为 0 或空白（晋城市 累计发放金额 40.7亿元）
    │　　├ 其余情况，用它
    │　　└ 换一种说法，还差
    │　　　└ 晋城市 累计发放金额 40.7亿元 → 降到 0亿元：差 40.7亿元，改为“全市棚改专
    │　　　　　项贷款尚未发放”
    └ 由它决定的措辞
    　├ 结尾·要加快支付的资金
    　│　├ 成立，用它：晋城市 贷款发放率低于 100%（晋城市 贷款发放率 87.6588%）
    　│　└ 换一种说法，还差
    　│　　└ 晋城市 贷款发放率 87.7% → 达到 100%：差 12.3 个百分点，改为不写
    　├ 棚改专项贷款·成效
    　│　├ 成立，用它：晋城市 贷款发放率达到 85%（晋城市 贷款发放率 87.6588%）
    　│　└ 换一种说法，还差
    　│　　└ 晋城市 贷款发放率 87.7% → 低于 85%：差 2.7 个百分点，改为“保障了棚改专
    　│　　　　项贷款有序使用，推动了在建项目建设”
    　└ 棚改专项贷款·小标题
    　　├ 不成立：晋城市 有效授信金额为 0 或空白（晋城市 有效授信金额 46.43亿元）
    　　├ 成立，用它：晋城市 贷款发放率达到 85%（晋城市 贷款发放率 87.6588%）
    　　└ 换一种说法，还差
    　　　├ 晋城市 贷款发放率 87.7% → 低于 85%：差 2.7 个百分点，改为“棚改专项贷款有
    　　　│　　序使用”
    　　　└ 晋城市 有效授信金额 46.43亿元 → 降到 0亿元：差 46.43亿元，改为“棚改专项
    　　　　　债券发行情况”
    ");
}

#[test]
fn a_number_that_is_not_there() {
    let run = Run::new();
    run.write("2023.toml", Input::of_2023().text());
    let (status, output, errors) = run.run(&["explain", "12345", "2023.toml"]);
    assert_eq!((status, output.as_str()), (1, ""));
    assert_snapshot!(errors, @"
    错误[file]: 通报里没有“12345”
     |
     = 处理: 请写印出的数（125.0%、2037套）、附件的一格（附件3 行名 栏名）、通报里的词句（圆满完成、9月25日、第三节），或数据的名称

    共 1 处错误。
    ");
}

#[test]
fn what_a_change_would_change() {
    assert_snapshot!(run(&["impact", "2023.toml", "targets.城区.subsidy=38"]), @"
    数据：4 处
      城区 租赁补贴发放量　targets.城区.subsidy：433 → 38
      城区 租赁补贴完成率　targets.城区.subsidy_rate：123.7% → 10.9%
      晋城市 租赁补贴发放量　targets.total.subsidy：889 → 494
      晋城市 租赁补贴完成率　targets.total.subsidy_rate：179.6% → 99.8%

    结论：8 处
      引言·总评：
        - 圆满完成各项年度目标任务，有力推动了城镇住房保障工作持续健康发展，有效满足了各类保障对象的住房需求，切实增强了人民群众获得感、幸福感、安全感
        + 部分完成年度目标任务，推动了城镇住房保障工作持续健康发展
          因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      年度目标任务·推进力度：
        - 确保目标任务圆满完成
        + 努力推动目标任务完成
          因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      年度目标任务·结论：
        - 均超额完成年度目标任务
        + 棚户区住房改造开工、棚户区住房改造基本建成、城镇保障性安居工程投资完成年度目标任务，城镇住房保障家庭租赁补贴发放未完成年度目标任务
          因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      年度目标任务·小标题：
        - 年度目标任务圆满完成
        + 年度目标任务部分完成
          因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      结尾·各县总评：
        - 各县（市、区）均积极工作、主动作为，全市圆满完成了年度各项指标任务
        + 各县（市、区）均积极工作、主动作为，部分完成了年度各项指标任务
          因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      结尾·各县的不足：
        - 陵川县未按计划完成城镇住房保障家庭租赁补贴年度发放任务；城区、泽州县逾期在建棚改项目整改较慢；阳城县棚改专项贷款发放进度较慢
        + 陵川县未按计划完成城镇住房保障家庭租赁补贴年度发放任务；城区未按计划完成城镇住房保障家庭租赁补贴年度发放任务，逾期在建棚改项目整改较慢；泽州县逾期在建棚改项目整改较慢；阳城县棚改专项贷款发放进度较慢
          因为 城区 租赁补贴完成率：123.7% → 10.9%（以 100% 为界）
      结尾·未完成租赁补贴任务的县：
        - 陵川县
        + 城区、陵川县
          因为 城区 租赁补贴完成率：123.7% → 10.9%（以 100% 为界）
      年度目标任务·已完成的任务：
        - 棚户区住房改造开工、棚户区住房改造基本建成、城镇保障性安居工程投资、城镇住房保障家庭租赁补贴发放
        + 棚户区住房改造开工、棚户区住房改造基本建成、城镇保障性安居工程投资
          因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）

    句子：6 处
      引言·全段 第 1 句：
        - …狠抓落实、全面推进，圆满完成各项年度目标任务，有力推动了城镇住房保障工作持续健康发展，有效满足了各类保障对象的住房需求，切实增强了人民群众获得感、幸福感、安全感。
        + …狠抓落实、全面推进，部分完成年度目标任务，推动了城镇住房保障工作持续健康发展。
      年度目标任务·小标题 第 1 句：
        - 一、年度目标任务圆满完成
        + 一、年度目标任务部分完成
      年度目标任务·全段 第 2 句：
        - …导向，多措并举推进，确保目标任务圆满完成。
        + …导向，多措并举推进，努力推动目标任务完成。
      年度目标任务·全段 第 3 句：
        - …保障家庭租赁补贴发放889户，分别完成省定年度任务的125.0%、897.9%、379.1%、179.6%，均超额完成年度目标任务。
        + …保障家庭租赁补贴发放494户，分别完成省定年度任务的125.0%、897.9%、379.1%、99.8%，棚户区住房改造开工、棚户区住房改造基本建成、城镇保障性安居工程投资完成年度目标任务，城镇住房保障家庭租赁补贴发放未完成年度目标任务。
      结尾·工作和不足 第 1 句：
        - …积极工作、主动作为，全市圆满完成了年度各项指标任…
        + …积极工作、主动作为，部分完成了年度各项指标任…
      结尾·工作和不足 第 2 句：
        - …贴年度发放任务；城区、泽州县逾期在建棚改项…
        + …贴年度发放任务；城区未按计划完成城镇住房保障家庭租赁补贴年度发放任务，逾期在建棚改项目整改较慢；泽州县逾期在建棚改项…

    附件的格：4 处
      附件1 晋城市 城镇住房保障家庭租赁补贴年度发放情况（户）／发放量：889 → 494
      附件1 晋城市 城镇住房保障家庭租赁补贴年度发放情况（户）／完成率：179.6% → 99.8%
      附件1 城区 城镇住房保障家庭租赁补贴年度发放情况（户）／发放量：433 → 38
      附件1 城区 城镇住房保障家庭租赁补贴年度发放情况（户）／完成率：123.7% → 10.9%
    ");
    assert_eq!(
        run(&["impact", "2023.toml", "continued.built=12319"]),
        "通报没有变化。\n"
    );
}

#[test]
fn what_another_file_would_change() {
    let run = Run::new();
    run.write("a.toml", Input::of_2023().text());
    run.write("b.toml", Input::of_2023().set("survey.sound", "34").text());
    let (status, output, _) = run.run(&["impact", "a.toml", "--against", "b.toml"]);
    assert_eq!(status, 0);
    assert_snapshot!(output, @"
    数据：2 处
      非疑似危险住房　survey.sound：35 → 34
      已摸底调查房屋　survey.surveyed：60 → 59

    结论：4 处
      城市危旧房摸底调查·进度：
        - 全市圆满完成城市危旧房摸底调查工作
        + 全市已完成城市危旧房摸底调查59栋
          因为 已摸底调查房屋：60栋（待摸底调查房屋总量 60栋）→ 59栋（待摸底调查房屋总量 60栋）
      城市危旧房摸底调查·小标题：
        - 城市危旧房摸底调查圆满完成
        + 城市危旧房摸底调查有序推进
          因为 已摸底调查房屋：60栋（待摸底调查房屋总量 60栋）→ 59栋（待摸底调查房屋总量 60栋）
      结尾·存在的不足：
        - （不写）
        + 城市危旧房摸底调查尚未完成
          因为 已摸底调查房屋：60栋（待摸底调查房屋总量 60栋）→ 59栋（待摸底调查房屋总量 60栋）
      结尾·对摸底调查的要求：
        - （不写）
        + 抓紧完成城市危旧房摸底调查，
          因为 已摸底调查房屋：60栋（待摸底调查房屋总量 60栋）→ 59栋（待摸底调查房屋总量 60栋）

    句子：5 处
      城市危旧房摸底调查·小标题 第 1 句：
        - …、城市危旧房摸底调查圆满完成
        + …、城市危旧房摸底调查有序推进
      城市危旧房摸底调查·全段 第 1 句：
        - …，截至9月25日全市圆满完成城市危旧房摸底调查工作。
        + …，截至9月25日全市已完成城市危旧房摸底调查59栋。
      城市危旧房摸底调查·全段 第 2 句：
        - …定：非疑似危险住房35栋；CD级危险住房2…
        + …定：非疑似危险住房34栋；CD级危险住房2…
      结尾·工作和不足 第 2 句：
        - …专项贷款发放进度较慢等。
        + …专项贷款发放进度较慢；城市危旧房摸底调查尚未完成等。
      结尾·下一步要求 第 1 句：
        - …程审计发现问题整改，有序推进2024年度…
        + …程审计发现问题整改，抓紧完成城市危旧房摸底调查，有序推进2024年度…
    ");
}

#[test]
fn a_stated_rate_and_what_a_verdict_goes_by() {
    let answer = run(&["explain", "targets.total.investment_rate", "2023.toml"]);
    let first: Vec<&str> = answer.lines().take(4).collect();
    assert_snapshot!(first.join("\n"), @"
    晋城市 投资完成率　targets.total.investment_rate
    ├ 印作 379.1% ← 填报 379.1　2023.toml:31:19
    │　└ 比较时用 379.15%：填报 379.1 的取整范围里离计算结果最近的数
    ├ 计算 25.48 ÷ 6.72 = 379.16666667%
    ");
}

#[test]
fn what_stands_outside_the_body() {
    assert_snapshot!(run(&[
        "impact",
        "2023.toml",
        "date=\"2月5日\"",
        "number=12"
    ]));
}

#[test]
fn a_change_that_cannot_be() {
    let run = Run::new();
    run.write("2023.toml", Input::of_2023().text());
    let (status, _, errors) = run.run(&["impact", "2023.toml", "targets.城区.begin=1", "number"]);
    assert_eq!(status, 1);
    assert_snapshot!(errors, @"
    错误[file]: 数据里没有“targets.城区.begin=1”这一项
     |
     = 处理: 请写 组.行名.名称=数，如 targets.城区.begun_target=764；只能改数据文件里写了的

    错误[file]: 数据里没有“number”这一项
     |
     = 处理: 请写 组.行名.名称=数，如 targets.城区.begun_target=764；只能改数据文件里写了的

    共 2 处错误。
    ");
    let (status, _, errors) = run.run(&["impact", "2023.toml", "targets.城区.begun=-1"]);
    assert_eq!(status, 1);
    assert!(errors.contains("2023.toml（改动后）:"), "{errors}");
}

#[test]
fn a_clean_check_says_what_is_worth_knowing() {
    let run = Run::new();
    run.write("2023.toml", Input::of_2023().text());
    let (status, output, notes) = run.run(&["check", "2023.toml"]);
    assert_eq!(status, 0);
    assert_eq!(output.lines().next(), Some("检查完毕，没有错误。"));
    assert_snapshot!(notes, @"
    说明[no-last-year]: 没有 2022.toml，期初的数与上年末的数没有核对
     |
     = 处理: 把上年的数据文件以 2022.toml 为名放在同一个文件夹里，就会核对

    说明[rounded-total]: 晋城市 投资完成率填报为 379.1%，按其他数据计算为 379.1667，差 0.0667 在四舍五入的范围内
      --> 2023.toml:31:19
       |
    31 | investment_rate = 379.1  # 填报：全市投资完成率（%）
       |                   ^^^^^

    说明[odd-rate]: 已认可：城区 基本建成完成率达 1612.8%，很不寻常（理由：与公布的通报一致）
      --> 2023.toml:36:16
       |
    36 | built_target = 500        # 棚户区住房改造基本建成任务量（套）
       |                ^^^

    说明[rounded-total]: 城区 投资完成率填报为 293.8%，按其他数据计算为 293.8559，差 0.0559 在四舍五入的范围内
      --> 2023.toml:43:19
       |
    43 | investment_rate = 293.8   # 填报：投资完成率（%）
       |                   ^^^^^

    说明[odd-rate]: 已认可：高平市 租赁补贴完成率达 1030.0%，很不寻常（理由：与公布的通报一致）
      --> 2023.toml:64:18
       |
    64 | subsidy_target = 30      # 城镇住房保障家庭租赁补贴任务量（户）
       |                  ^^

    说明[rounded-total]: 高平市 投资完成率填报为 137.4%，按其他数据计算为 137，差 0.4 在四舍五入的范围内
      --> 2023.toml:66:19
       |
    66 | investment_rate = 137.4  # 填报：投资完成率（%）
       |                   ^^^^^

    说明[rounded-total]: 阳城县 投资完成率填报为 149.5%，按其他数据计算为 150，差 0.5 在四舍五入的范围内
      --> 2023.toml:78:19
       |
    78 | investment_rate = 149.5  # 填报：投资完成率（%）
       |                   ^^^^^

    说明[rounded-total]: 晋城市 截至上年末结余填报为 411.96万元，按其他数据计算为 411.952，差 0.008 在四舍五入的范围内
       --> 2023.toml:221:11
        |
    221 | carried = 411.96   # 填报：截至上年末结余（万元）
        |           ^^^^^^

    说明[rounded-total]: 晋城市 支出合计填报为 2885.84万元，按其他数据计算为 2885.83，差 0.01 在四舍五入的范围内
       --> 2023.toml:225:9
        |
    225 | spent = 2885.84    # 填报：本年支出合计（万元）
        |         ^^^^^^^
    ");
}

#[test]
fn every_rule_and_whether_it_is_used() {
    let answer = run(&["rules", "2023.toml"]);
    let audit = answer.split("　audit.heading").nth(1).unwrap();
    let audit = audit.split("\n\n").next().unwrap();
    assert_snapshot!(audit, @"
    　templates/housing/sections/audit.toml:11
      　　 1. audit.total.all_rate >= 100%
             审计发现问题整改 整改率达到 100%
             → 审计发现问题整改全面完成
      　　 2. audit.total.all_rate < 90%
             审计发现问题整改 整改率低于 90%
             → 审计发现问题整改需加快推进
      用　 3. （无条件）
             → 审计发现问题整改顺利
    ");
    // Whether a section, or an entry of a list, is in the notice is a rule as well.
    let of = |key: &str| {
        let rules = answer.split("\n\n").map(str::trim_start);
        let found = rules.filter(|rules| rules.contains(&format!("　{key}　")));
        found.collect::<String>()
    };
    assert_snapshot!(of("survey"), @"
    城市危旧房摸底调查　survey　templates/housing/sections/survey.toml:6
      用　 1. survey.houses > 0
             待摸底调查房屋总量大于 0
             → （整节）
    ");
    assert_snapshot!(of("targets.goals"), @"
    年度目标任务·各项　targets.goals　templates/housing/sections/targets.toml:17
      列表
      用　 1. targets.total.begun_target > 0
             晋城市 开工任务量大于 0
             → 棚户区住房改造，开工，开工，棚户区住房改造开工，{targets.t…
      用　 2. targets.total.built_target > 0
             晋城市 基本建成任务量大于 0
             → 棚户区住房改造，基本建成，基本建成，棚户区住房改造基本建成，{tar…
      用　 3. targets.total.investment_target > 0
             晋城市 投资任务量大于 0
             → 城镇保障性安居工程，投资，完成投资，城镇保障性安居工程投资，{tar…
      用　 4. targets.total.subsidy_target > 0
             晋城市 租赁补贴任务量大于 0
             → 城镇住房保障家庭租赁补贴，发放，发放，城镇住房保障家庭租赁补贴发放，…
    ");
    assert_snapshot!(of("closing.slow_resettlement"), @"
    结尾·逾期安置整改较慢的县　closing.slow_resettlement　templates/housing/sections/closing.toml:143
      逐项 overdue，只取 rate < 80%（整改率低于 80%）
      用2 1. （无条件）
             → 逾期在建棚改项目整改较慢
    ");
    assert!(answer.ends_with(" 条。\n"), "{answer}");
}

#[test]
fn findings_for_other_programs() {
    let run = Run::new();
    run.write(
        "2023.toml",
        Input::of_2023().set("targets.城区.begun", "-1").text(),
    );
    let (status, output, errors) = run.run(&["check", "2023.toml", "--format", "json"]);
    assert_eq!((status, errors.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert_eq!(json["version"], 1);
    let finding = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["severity"] == "error");
    assert_snapshot!(format!("{:#}", finding.unwrap()), @r#"
    {
      "accepted": null,
      "code": "bad-number",
      "hints": [
        "请核对；没有此项任务写 \"\"，没有完成写 0"
      ],
      "message": "城区开工量不能是负数",
      "places": [
        {
          "column": 9,
          "end_column": 11,
          "end_line": 35,
          "file": "2023.toml",
          "label": "",
          "line": 35
        }
      ],
      "severity": "error",
      "subject": null
    }
    "#);
}

#[test]
fn answers_on_broken_figures() {
    let run = Run::new();
    run.write(
        "a.toml",
        Input::of_2023().set("targets.城区.begun", "-1").text(),
    );
    let (status, output, errors) = run.run(&["explain", "125.0%", "a.toml"]);
    assert_eq!((status, output.as_str()), (1, ""));
    assert_snapshot!(errors, @r#"
    错误[bad-number]: 城区开工量不能是负数
      --> a.toml:35:9
       |
    35 | begun = -1
       |         ^^
       |
       = 处理: 请核对；没有此项任务写 ""，没有完成写 0

    共 1 处错误。
    "#);
    for command in [
        vec!["rules", "a.toml"],
        vec!["impact", "a.toml", "targets.城区.begun=1"],
    ] {
        let (status, output, same) = run.run(&command);
        assert_eq!((status, output.as_str()), (1, ""), "{command:?}");
        assert_eq!(same, errors, "{command:?}");
    }
}

/// A total that was stated to check its rows would only contradict them.
#[test]
fn totals_are_worked_out_anew_with_a_change() {
    let run = Run::new();
    run.write("2023.toml", Input::with_totals(2023).text());
    let (status, told, errors) = run.run(&["impact", "2023.toml", "targets.城区.begun=355"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    let first = told.lines().next().unwrap();
    assert_eq!(
        first,
        "填报的合计和比率随着重算：targets.total.begun、targets.total.begun_rate"
    );
    assert!(
        told.contains("晋城市 开工量　targets.total.begun：2037 → 1629"),
        "{told}"
    );
    // One that is itself changed is not.
    let (status, _, errors) = run.run(&["impact", "2023.toml", "targets.total.begun=2038"]);
    assert_eq!(status, 1);
    assert!(errors.contains("晋城市 开工量填报为 2038套"), "{errors}");
}
