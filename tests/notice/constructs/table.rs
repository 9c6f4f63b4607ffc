//! The constructs, one by one, and what is done with the figures of each.

/// What is asked of a construct, and what the answer must say.
pub enum Ask {
    /// A figure typed wrong, by its name and with the wrong value: `check` says this.
    Slip(&'static str, &'static str, &'static [&'static str]),
    /// A figure changed, `supply.一厂.done=119000`: `impact` says this.
    Impact(&'static str, &'static [&'static str]),
    /// `diff` of the two months says this.
    Diff(&'static [&'static str]),
    /// The next input says this.
    New(&'static [&'static str]),
    /// `explain` of this says that.
    Explain(&'static str, &'static [&'static str]),
}

/// A construct of the templates, by the keys that make it.
pub struct Construct {
    pub keys: &'static [&'static str],
    pub asks: &'static [Ask],
}

use Ask::{Diff, Explain, Impact, New, Slip};

/// Keys that bear on no figure and on no words that follow from one: how a notice looks, what its
/// parts are called. What they do is tested where it is.
pub const WITHOUT_FIGURES: &[&str] = &[
    "addressee",
    "allows",
    "fonts",
    "form",
    "mark",
    "name",
    "note",
    "number",
    "organ",
    "organs",
    "post",
    "seal",
    "signers",
    "title",
    "label",
    "head",
    "row_head",
    "total_label",
    "total_words",
    "unit_line",
    "notes",
    "serial",
    "rounding_note",
    "usual",
    "whole",
    "vague",
];

/// Keys whose figures are held in files of their own: `weighted.rs`, `charts.rs`.
pub const ELSEWHERE: &[&str] = &[
    "weighted_by",
    "chart",
    "chart_first",
    "row",
    "shape",
    "along",
];

pub const CONSTRUCTS: &[Construct] = &[
    Construct {
        keys: &["figures", "columns", "key", "unit", "formula", "places"],
        asks: &[
            Slip(
                "supply.一厂.done",
                "181000",
                &["全市 实际供水", "一厂 实际供水", "118000"],
            ),
            Slip(
                "supply.二厂.due",
                "8000",
                &["全市 计划供水", "二厂 计划供水", "80000"],
            ),
            Impact(
                "supply.一厂.done=119000",
                &[
                    "一厂 完成率",
                    "98.3% → 99.2%",
                    "全市 完成率",
                    "90.3% → 90.6%",
                ],
            ),
            Diff(&["一厂 实际供水", "11.0万", "11.8万"]),
            New(&["done = \"待填\"      # 上月 118000"]),
            Explain(
                "supply.total.rate",
                &["307000 ÷ 340000", "全市 实际供水", "全市 计划供水"],
            ),
        ],
    },
    Construct {
        keys: &["groups", "subtotal"],
        asks: &[
            Slip(
                "supply.东片小计.done",
                "128000",
                &["东片小计 实际供水", "182000"],
            ),
            Impact(
                "supply.二厂.lost=3300",
                &["东片小计 漏损率", "37.0‰ → 37.6‰"],
            ),
            New(&["\"东片\" = [\"一厂\", \"二厂\"]", "# done = 182000"]),
            Explain("supply.东片小计.done", &["118000 + 64000", "一厂 实际供水"]),
        ],
    },
    Construct {
        keys: &["order_by", "falling"],
        asks: &[
            Impact("supply.二厂.done=80000", &["二厂 名次", "3 → 1"]),
            Diff(&["一厂 名次"]),
            Explain(
                "supply.一厂.place",
                &["一厂 完成率", "由高到低排", "四厂 完成率"],
            ),
        ],
    },
    Construct {
        keys: &["choose", "when", "say"],
        asks: &[
            Impact(
                "supply.四厂.done=41000",
                &["较慢", "没有水厂较慢", "部分水厂较慢"],
            ),
            Diff(&["三厂", "优秀"]),
            Explain("没有水厂较慢", &[]),
            Explain("四厂一个厂较慢", &["四厂 完成率", "80%"]),
            Impact(
                "supply.四厂.done=41000",
                &[
                    "附件1 四厂 评价变动：由合格变为较慢 → 不变",
                    "四厂由合格变为较慢",
                ],
            ),
            Diff(&["由合格变为优秀"]),
            Explain(
                "一厂由合格变为优秀",
                &["评价与上月的评价不同", "评价：“优秀”，上月的评"],
            ),
        ],
    },
    Construct {
        keys: &[
            "tests",
            "each",
            "where",
            "join",
            "limit",
            "more",
            "if_empty",
            "last_join",
            "short",
            "words",
        ],
        asks: &[
            Impact(
                "supply.二厂.done=63000",
                &["四厂一个厂较慢", "二厂、四厂两个厂较慢"],
            ),
            Diff(&["名次"]),
        ],
    },
    Construct {
        keys: &["lists"],
        asks: &[Impact(
            "supply.三厂.due=100000",
            &["分别", "34.0万、30.7万吨", "35.0万、30.7万吨"],
        )],
    },
    Construct {
        keys: &[
            "merge", "of", "lead", "between", "names", "parts", "phrases", "shared",
        ],
        asks: &[
            Impact("supply.一厂.lost=5900", &["一厂", "漏损较大"]),
            Impact("visits.1.homes=130", &["走访210户", "东街130户"]),
        ],
    },
    Construct {
        keys: &["total", "amount", "exact"],
        asks: &[
            Slip(
                "supply.一厂.pressure",
                "0.53",
                &["全市 水压", "一厂 水压", "0.35"],
            ),
            Impact("supply.一厂.pressure=0.45", &["全市 水压", "0.33 → 0.35"]),
            Impact(
                "supply.total.price=2.80",
                &["平均水价2.75元", "平均水价2.80元"],
            ),
            Explain("supply.total.pressure", &["一厂 水压", "四厂 水压"]),
        ],
    },
    Construct {
        keys: &["signed", "scalars"],
        asks: &[
            Impact(
                "supply.schedule=95",
                &["0.3个百分点 → -4.7个百分点", "慢于计划进度4.7个百分点"],
            ),
            Slip("stock.used", "71", &["月末药剂", "耗用药剂", "17"]),
            Impact("stock.used=18", &["月末药剂", "25 → 24"]),
            Explain("stock.closing", &["30 + 12 − 17", "耗用药剂"]),
            Explain("supply.ahead", &["全市 完成率", "计划进度"]),
            Diff(&["月末药剂", "快于计划"]),
        ],
    },
    Construct {
        keys: &["carried", "from", "is", "plus", "grows", "within_year"],
        asks: &[
            Slip("supply.四厂.capacity", "66000", &["四厂 供水能力", "60000"]),
            Slip("supply.一厂.ytd", "685000", &["一厂 累计供水", "658000"]),
            Slip("repairs.北片.mended", "2", &["北片 修复漏点", "少于上月"]),
            Slip("stock.opening", "3", &["月初药剂", "30"]),
            New(&[
                "capacity = 130000  # 由上月结转",
                "opening = 25      # 由上月结转",
                "上月累计 658000，加上本月新增的",
                "上月累计 20，只增不减",
            ]),
        ],
    },
    Construct {
        keys: &["sets", "rows", "level", "formula", "carried_from"],
        asks: &[
            Slip(
                "flow.fees.amount",
                "1243567",
                &["收入合计 金额", "水费 金额", "1234567"],
            ),
            Slip(
                "flow.opening.amount",
                "50000",
                &["一、月初结余 金额", "500000"],
            ),
            Impact(
                "flow.spent.amount=1400000",
                &["四、月末结余 金额", "584567", "634567"],
            ),
            New(&[
                "[flow.\"opening\"]\namount = 584567  # 由上月结转",
                "# amount = 1534567",
            ]),
            Explain(
                "flow.closing.amount",
                &[
                    "500000 + 1534567 − 1450000",
                    "收入合计 金额",
                    "三、本月支出 金额",
                ],
            ),
            Diff(&["四、月末结余"]),
        ],
    },
    Construct {
        keys: &["total_row"],
        asks: &[New(&["[flow.\"opening\"]"])],
    },
    Construct {
        keys: &["each", "rolls", "rounded_to", "extra_rows", "blank"],
        asks: &[
            Slip(
                "network.北片.laid_2022",
                "8.9",
                &["合计 2022年完成改造", "北片 2022年完成改造", "9.8"],
            ),
            Impact(
                "network.南片.laid_2023=6.5",
                &["管网改造20.6公里", "管网改造21.6公里", "附件2 合计"],
            ),
            Explain(
                "network.total.all",
                &["合计 2022年完成改造", "合计 2023年完成改造"],
            ),
        ],
    },
    Construct {
        keys: &["sparse", "ground", "left", "year", "ending"],
        asks: &[
            Slip("repairs.南片.leaks", "52", &["南片 漏点", "25"]),
            Impact("repairs.北片.mended=25", &["修复29处", "修复34处"]),
            New(&[
                "found = 2023  # 照上月的",
                "leaks = 40       # 照上月的名单",
            ]),
            Explain("repairs.total.mended", &["20 + 9", "北片 修复漏点"]),
        ],
    },
    Construct {
        keys: &[
            "text", "choices", "optional", "set", "texts", "day", "clause", "with",
        ],
        asks: &[
            Slip(
                "supply.一厂.trend",
                "\"稳\"",
                &["一厂水质不能是“稳”", "稳定"],
            ),
            Slip("stock.state", "\"紧\"", &["供应情况不能是“紧”", "偏紧"]),
            Slip("stock.checked", "\"6月31日\"", &["不是存在的日期"]),
        ],
    },
    Construct {
        keys: &["date", "within"],
        asks: &[
            Slip(
                "supply.二厂.inspected",
                "2023-06-12",
                &[
                    "二厂 检修日期是2023年6月12日",
                    "2024年6月1日到2024年7月31日",
                    "within",
                ],
            ),
            Slip(
                "supply.二厂.inspected",
                "\"六月三十一日\"",
                &["不是存在的日期"],
            ),
            Slip(
                "supply.二厂.next_check",
                "2019-07-15",
                &["二厂 下次检修是2019年7月15日"],
            ),
            Impact(
                "supply.一厂.inspected=2024-06-20",
                &["6月11日 → 6月20日", "一厂（6月20日）、三厂（6月13日）"],
            ),
            Impact(
                "supply.四厂.inspected=2024-07-20",
                &["有水厂没有按期检修", "6月14日 → 7月20日"],
            ),
            Diff(&["一厂 检修日期", "5月11日", "6月11日", "+31天"]),
            New(&[
                "next_check = 2024-08-15  # 顺延，请核对；上月 2024年7月15日",
                "inspected = \"待填\"",
                "# 上月 2024年6月11日",
            ]),
            Explain(
                "supply.三厂.inspected",
                &["印作 6月13日 ← 填报 2024年6月13日", "不早于6月13日"],
            ),
            Explain("6月14日", &["四厂 检修日期"]),
        ],
    },
    Construct {
        keys: &["must", "that"],
        asks: &[Slip(
            "supply.三厂.lost",
            "180000",
            &["漏损量不能多于供水量", "三厂", "1800"],
        )],
    },
    Construct {
        keys: &["claims", "section"],
        asks: &[Slip(
            "survey.remark",
            "\"本月没有水厂变慢。\"",
            &["没有水厂变慢", "有水厂比上月慢"],
        )],
    },
    Construct {
        keys: &["cycle"],
        asks: &[
            New(&["year = 2024\nmonth = 7"]),
            Diff(&["2024 年 5 月 → 2024 年 6 月"]),
            Impact("supply.一厂.done=110000", &["提高2.4个百分点", "比上月"]),
            Explain("supply.一厂.change", &["上月一厂 完成率", "2024-05.toml"]),
            Explain("supply.一厂.growth", &["上年同期一厂 实际供水"]),
        ],
    },
    Construct {
        keys: &["sections", "heading", "paragraphs"],
        asks: &[Explain("供水快于计划", &["全市 完成率", "计划进度"])],
    },
    Construct {
        keys: &["annexes", "before", "table", "after"],
        asks: &[
            Impact(
                "supply.一厂.done=119000",
                &["本表由各水厂填写，2024年6月实际供水30.7万吨", "30.8万吨"],
            ),
            Impact("supply.schedule=95", &["计划进度为90%", "计划进度为95%"]),
            Explain("附件1 一厂 漏损率", &["3540 ÷ 118000"]),
            Explain("正文表 四、月末结余 本月", &["四、月末结余 金额"]),
        ],
    },
];
