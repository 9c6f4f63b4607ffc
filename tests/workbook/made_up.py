#!/usr/bin/env python3
"""Writes a kind of notice that has what the shipped ones have not: made_up.py FOLDER.

Means, rates per mille and quotients, ranks that share places, grades, rows in groups with subtotals, figures of the
period before and of a single row, received totals.
"""
import pathlib
import sys

NOTICE = """
organ = "某局"
mark = "某局文件"
number = "某〔{issue_year}〕{number}号"
title = "关于{year}年情况的通报"
addressee = "各处"
total_label = "合计"
rounding_note = "注：四舍五入。"
figures = ["work", "sole"]
annexes = ["work"]
sections = ["body"]
[sets.parts]
label = "处室"
groups = true
subtotal = "小计"
"""

WORK = """
label = "办理/情况（甲）"
title = "{year}年办理情况"
rows = "parts"
row_head = "处室"
total_row = "last"
[[columns]]
key = "place"
head = ["名次"]
formula = "rank(rate, dense)"
label = "名次"
[[columns]]
key = "slowest"
head = ["用时名次"]
formula = "rank(days, rising)"
label = "用时名次"
[[columns]]
key = "due"
head = ["办理", "应办|（件）"]
label = "应办"
unit = "件"
[[columns]]
key = "done"
head = ["办理", "已办|（件）"]
label = "已办"
unit = "件"
[[columns]]
key = "rate"
head = ["办理", "办结率"]
label = "办结率"
formula = "done / due"
places = 1
[[columns]]
key = "wrong"
label = "差错"
unit = "件"
[[columns]]
key = "wrong_rate"
head = ["差错率"]
label = "差错率"
formula = "wrong / done"
form = "permille"
places = 2
[[columns]]
key = "days"
head = ["平均用时"]
label = "平均用时"
unit = "天"
amount = true
places = 1
total = "mean"
[[columns]]
key = "money"
head = ["资金"]
label = "资金"
unit = "万元"
amount = true
signed = true
[[columns]]
key = "more"
head = ["比上年增加"]
label = "比上年增加的资金"
unit = "万元"
amount = true
signed = true
places = 2
formula = "money - last.money"
[[columns]]
key = "apiece"
head = ["件均"]
label = "件均资金"
unit = "倍"
form = "ratio"
signed = true
formula = "(money + 0.5 * days) / (done - wrong)"
places = 2
[[columns]]
key = "score"
head = ["满意率"]
label = "满意率"
form = "percent"
total = "given"
[[columns]]
key = "grade"
head = ["评价"]
label = "评价"
choose = [
    { when = "rate >= 95% and not blank(wrong) and wrong_rate < 5‰", say = "优秀" },
    { when = "rate >= 50% or score > 80%", say = "合格" },
    { say = "较慢" },
]
"""

SOLE = """
label = "单项"
[[scalars]]
key = "a"
label = "甲数"
unit = "人"
[[scalars]]
key = "b"
label = "乙数"
unit = "人"
[[scalars]]
key = "share"
label = "甲占的比"
formula = "a / (a + b)"
places = 1
[[scalars]]
key = "per"
label = "人均资金"
unit = "万元"
form = "ratio"
formula = "work.total.money / a"
signed = true
places = 3
[[texts]]
key = "said"
label = "说明"
"""

BODY = """
paragraphs = ["main"]
[phrases.main]
say = "{sole.said}应办{work.total.due}件，比上年{last.work.total.money}。"
"""

ROWS = {"一组": ["东处", "西处", "南 处"], "二组": ["北处（原“二”科）", "中处"]}


def input_of(year):
    lines = [f"year = {year}", "number = 1", 'date = "1月5日"', "[parts]"]
    lines += [f'"{group}" = [{", ".join(chr(34) + row + chr(34) for row in rows)}]' for group, rows in ROWS.items()]
    values = {"due": "10", "done": "9", "wrong": "1", "days": "2.5", "money": "12.30", "score": "88.5"}
    for number, row in enumerate(row for rows in ROWS.values() for row in rows):
        lines.append(f'[work."{row}"]')
        lines += [f"{key} = {value if key != 'money' else f'{number * 7 + year % 10}.25'}" for key, value in values.items()]
    for group in ROWS:
        lines += [f'[work."{group}小计"]', "score = 87.0"]
    lines += ["[work.total]", "score = 87.5", "[sole]", "a = 10", "b = 20", 'said = "说明，"']
    return "\n".join(lines) + "\n"


def main(folder):
    root = pathlib.Path(folder)
    kind, inputs = root / "templates/made", root / "inputs/made"
    for path, text in {
        kind / "notice.toml": NOTICE,
        kind / "figures/work.toml": WORK,
        kind / "figures/sole.toml": SOLE,
        kind / "sections/body.toml": BODY,
        inputs / "2022.toml": input_of(2022),
        inputs / "2023.toml": input_of(2023),
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


main(*sys.argv[1:])
