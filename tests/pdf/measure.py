#!/usr/bin/env python3
"""Measures the PDF with pdfplumber and compares with what `hongtou audit` measured.

usage: measure.py PROGRAM      (needs pdfplumber, pdftoppm of poppler)

Every character and every filled rule that the audit saw must be in the PDF within LIMIT of its
place, and the PDF must hold no other. The mark's and the folio's ink is measured by pixels as well.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import pdfplumber
from PIL import Image

LIMIT = 0.2  # mm
MM = 72 / 25.4
ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(program, *arguments):
    folders = ["--templates", ROOT / "templates", "--fonts", ROOT / "fonts"]
    done = subprocess.run(
        [program, *arguments, ROOT / "inputs/2023.toml", *folders], capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def audited(texts):
    """(page, character) -> origins of its glyphs in mm."""
    origins = {}
    for text in texts:
        for character, origin in text["characters"]:
            if character.strip():
                origins.setdefault((text["page"], character), []).append(tuple(origin))
    return origins


def in_pdf(pdf):
    origins, rules = {}, {}
    for number, page in enumerate(pdf.pages, 1):
        for char in page.chars:
            if char["text"].strip():
                x, y = char["matrix"][4], float(page.height) - char["matrix"][5]
                origins.setdefault((number, char["text"]), []).append((x / MM, y / MM))
        for rect in page.rects:
            if rect["fill"] and rect["non_stroking_color"] is not None:
                edges = (rect["x0"], rect["top"], rect["x1"], rect["bottom"])
                rules.setdefault(number, []).append(tuple(float(edge) / MM for edge in edges))
    return origins, rules


def farthest(wanted, found):
    """How far the points are from their nearest ones, each taken once."""
    left, worst = list(found), 0.0
    for point in wanted:
        off = lambda other: max(abs(a - b) for a, b in zip(point, other))
        nearest = min(left, key=off)
        worst = max(worst, off(nearest))
        left.remove(nearest)
    return worst


def ink(pdf, page, left, top, right, bottom):
    """The upper edge of the ink in a part of a page, in mm, by pixels of poppler's."""
    dpi = 600
    with tempfile.TemporaryDirectory() as work:
        picture = pathlib.Path(work) / "page"
        numbers = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(dpi), "-png"]
        subprocess.run(["pdftoppm", *numbers, pdf, picture], check=True)
        pixels = Image.open(picture.with_suffix(".png")).convert("L")
    box = [int(edge * dpi / 25.4) for edge in (left, top, right, bottom)]
    dark = pixels.crop(box).point(lambda shade: 255 if shade < 160 else 0)
    return top + dark.getbbox()[1] * 25.4 / dpi


def measured(report, rule):
    """The first length measured for a rule, in mm."""
    (rule,) = [entry for entry in report["rules"] if entry["rule"] == rule]
    return float(rule["measurements"][0]["measured"].split()[0])


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    report = json.loads(run(program, "audit", "--format", "json"))
    with tempfile.TemporaryDirectory() as work:
        run(program, "build", "--out", work)
        with pdfplumber.open(pathlib.Path(work) / "2023.pdf") as pdf:
            found, rects = in_pdf(pdf)
        file = pathlib.Path(work) / "2023.pdf"
        tops = [
            ("mark", measured(report, "mark-top"), ink(file, 1, 20, 45, 200, 95)),
            # The dash before the figure, whose upper edge is lower.
            ("folio", 262 + measured(report, "folio-place"), ink(file, 1, 163, 265, 168, 290)),
        ]
    wanted = audited(report["texts"])
    faults, worst, count = [], 0.0, 0
    for key in sorted(wanted.keys() | found.keys()):
        here, there = wanted.get(key, []), found.get(key, [])
        if len(here) != len(there):
            faults.append(f"page {key[0]}: {key[1]} {len(here)} times, in the PDF {len(there)}")
            continue
        off = farthest(here, there)
        worst, count = max(worst, off), count + len(here)
        if off > LIMIT:
            faults.append(f"page {key[0]}: {key[1]} is {off:.2f} mm off")
    rules = 0
    for rule in report["filled"]:
        area = tuple(rule["area"][edge] for edge in ("left", "top", "right", "bottom"))
        off = farthest([area], rects.get(rule["page"], [(1e9,) * 4]))
        worst, rules = max(worst, off), rules + 1
        if off > LIMIT:
            faults.append(f"page {rule['page']}: a rule is {off:.2f} mm off")
    for name, here, there in tops:
        worst = max(worst, abs(here - there))
        if abs(here - there) > LIMIT:
            faults.append(f"the {name}'s upper edge is at {there:.2f} mm, not at {here:.2f} mm")
    print(f"{count} characters and {rules} rules, at most {worst:.3f} mm off")
    if faults or count < 3000 or rules < 4:
        sys.exit("\n".join(faults) or "too little was measured")


main()
