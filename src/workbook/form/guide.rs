//! The sheet that tells how a form is filled in.

use std::collections::BTreeSet;

use super::super::Address;
use super::plan::{Draft, Ground, sheet_name};
use super::{Cell, Part, Sheet};

/// What a clerk has to know, in the order in which it comes up.
const HOW: [(Part, &str); 12] = [
    (
        Part::Fill,
        "黄格：要填的数。写着“待填”的还没有填，填上就替换掉。",
    ),
    (
        Part::Optional,
        "浅格：可以不填。收到的材料里有现成的合计、比率，填在这里，程序用它核对。",
    ),
    (
        Part::Words,
        "蓝格：要填的文字；有下拉的从中选。分段按 Alt+Enter。",
    ),
    (Part::Derived, "白格：由公式计算，锁着，不用填，也不要改。"),
    (Part::Earlier, "灰字：上一期的数，供对照，不用填。"),
    (
        Part::Plain,
        "没有此项任务：把格子清空（按 Delete），印出来是空白。有任务而没有完成：写 0。空白不是零。",
    ),
    (Part::Plain, "知道有数而手头没有：写 ?（问号）。"),
    (
        Part::Plain,
        "数按单位一行写明的单位填，只写数，不写单位；填几位小数，就把格子设成显示几位小数（显示什么就报什么）。",
    ),
    (
        Part::Plain,
        "“相差”一行是计算的合计减收到的合计：不是空白或 0 的，请先核对。",
    ),
    (
        Part::Plain,
        "可以插入行、列，调整列的次序，另存为 .xls、.ods；不要删除隐藏的第一行和第一列，导入时靠它认出每一格。",
    ),
    (
        Part::Plain,
        "工作表是锁着的，没有密码：要改列宽、格式，直接改；要插入行列，先“撤销工作表保护”。",
    ),
    (
        Part::Plain,
        "填好后保存，运行 hongtou import 这个文件；有问题的，程序会指出在哪张表、哪一格、怎样改。",
    ),
];

pub(super) fn sheet(ground: &Ground, drafts: &[Draft], names: &mut BTreeSet<String>) -> Sheet {
    let mut sheet = Sheet {
        name: sheet_name("使用说明", names),
        ..Sheet::default()
    };
    sheet.widths.insert(0, 110);
    sheet.widths.insert(1, 14);
    let title = super::plan::title(ground);
    sheet.put(Address::new(0, 0), Cell::text(Part::Title, title));
    let mut row = 2;
    for (part, text) in HOW {
        sheet.put(Address::new(row, 0), Cell::text(part, text));
        row += 1;
    }
    row += 1;
    sheet.put(Address::new(row, 0), Cell::text(Part::Head, "工作表"));
    sheet.put(Address::new(row, 1), Cell::text(Part::Head, "待填（格）"));
    for draft in drafts {
        row += 1;
        let name = Cell::text(Part::Plain, &draft.sheet.name);
        sheet.put(Address::new(row, 0), name);
        let open = Cell::text(Part::Plain, draft.open.to_string());
        sheet.put(Address::new(row, 1), open);
    }
    sheet
}
