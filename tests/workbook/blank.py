#!/usr/bin/env python3
"""Leaves every figure of an input open: blank.py INPUT. Years and received totals stay."""
import re
import sys

path = sys.argv[1]
lines, in_table = [], False
for line in open(path, encoding="utf-8"):
    in_table |= line.startswith("[")
    is_figure = re.match(r'\w+ = (-?[0-9][0-9.]*|"")(\s|$)', line)
    if in_table and is_figure and "填报" not in line and not re.match(r"\w+ = (19|20)\d\d\s", line):
        line = re.sub(r'= (-?[0-9.]+|"")', '= "待填"', line, count=1)
    lines.append(line)
open(path, "w", encoding="utf-8").writelines(lines)
