#!/usr/bin/env python3
"""Holds the formulas of a workbook that a spreadsheet has worked out against those that the program has.

compare.py WRITTEN WORKED: WRITTEN is a form, whose cells have the program's own results beside their formulas; WORKED is
the same form with the same figures, worked out by a spreadsheet. Every formula must come to the same.
"""
import sys
from decimal import ROUND_HALF_UP, Decimal

import openpyxl


def shown(value, places):
    if isinstance(value, (int, float)):
        exact = Decimal(repr(value))
        return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0)
    return "" if value is None else str(value)


def places_of(number_format):
    behind = number_format.split(";")[0].split(".")
    return len(behind[1]) - len(behind[1].lstrip("0")) if len(behind) > 1 else 0 if "0" in behind[0] else 8


def main(written, worked):
    formulas = openpyxl.load_workbook(written)
    ours = openpyxl.load_workbook(written, data_only=True)
    theirs = openpyxl.load_workbook(worked, data_only=True)
    count = states = 0
    wrong = []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if not (isinstance(cell.value, str) and cell.value.startswith("=")):
                    continue
                count += 1
                places = max(places_of(cell.number_format), 6)
                a = ours[sheet.title][cell.coordinate].value
                b = theirs[sheet.title][cell.coordinate].value
                states += isinstance(a, str)
                if shown(a, places) != shown(b, places):
                    wrong.append(f"{sheet.title}!{cell.coordinate}: {a!r} is {b!r}: {cell.value[:300]}")
    print(f"{count} formulas, {states} of them words or open, {len(wrong)} wrong")
    print("\n".join(wrong[:3]))
    return 1 if wrong or not count else 0


sys.exit(main(*sys.argv[1:]))
