#!/usr/bin/env python3
"""Fills a form at random, as a spreadsheet would: fill.py FORM FILLED SEED LEFT.

LEFT is the share of cells that stay as they are, still to be filled in.

Which cells are to be filled in is told by their colour alone, what may stand in them by their rule.
Numbers get a number format of as many places as they have, so that the cell shows them.
"""
import random
import sys

import openpyxl

FILL = "FFF2CC"


def rule_of(sheet, cell):
    for rule in sheet.data_validations.dataValidation:
        if cell.coordinate in rule.sqref:
            return rule.formula1 or ""
    return ""


def number(dice, rule):
    is_whole = "INT(" in rule
    may_be_negative = ">=0" not in rule
    size = dice.choice([9, 99, 999, 99999])
    value = dice.randint(0, size)
    places = 0 if is_whole else dice.choice([0, 1, 2, 2, 3])
    text = f"{value}" if places == 0 else f"{value}.{dice.randint(0, 10 ** places - 1):0{places}d}"
    if may_be_negative and dice.random() < 0.3 and float(text) > 0:
        text = "-" + text
    return text, places


def main(source, target, seed, left):
    dice = random.Random(int(seed))
    book = openpyxl.load_workbook(source)
    for sheet in book:
        if sheet.sheet_state != "visible":
            continue
        for row in sheet.iter_rows():
            for cell in row:
                colour = (cell.fill.fgColor.rgb or "")[-6:] if cell.fill.fill_type else ""
                if colour != FILL or cell.value != "待填":
                    continue
                is_single = str(sheet.cell(cell.row, 1).value).startswith("single:")
                chance = dice.random()
                if chance < 0.08 and not is_single:
                    cell.value = "?"
                elif chance < 0.18:
                    cell.value = None
                elif chance < 1 - float(left):
                    text, places = number(dice, rule_of(sheet, cell))
                    cell.value = int(text) if places == 0 else float(text)
                    if cell.number_format in ("General", "@") or places:
                        cell.number_format = "0" if places == 0 else "0." + "0" * places
    book.save(target)


main(*sys.argv[1:])
