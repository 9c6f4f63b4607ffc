#!/usr/bin/env python3
"""The Word file beside the PDF: as many pages, and every page begins with the same words, or within a
line of them: a word processor parts a figure from its unit, and its figures are a hair narrower. Then the
rules of GB/T 9704 that a word processor can keep, measured on the converted file.

    tests/docx/check.py PROGRAM

Word files are converted by LibreOffice (tests/docx/convert.py).
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = [["inputs/2023.toml"], ["inputs/2022.toml"], ["progress", "2023-q3"], ["disclosure", "2023"], ["inquiry", "2023-q3"]]
# Word files that have another number of pages, and why.
NAMED = {
    # The PDF's lines stand a little closer, so that the signature shares a page with the text.
    "inputs/2022.toml": 13,
    # The PDF keeps a table on one page and leaves white before it.
    "disclosure 2023": 4,
}
# Rules of GB/T 9704 that a Word file can't be held to as LibreOffice prints it, and why. All others are
# measured on the converted PDF (`audit --of`) and have to be kept by every case.
LEFT = {
    "type-width": "a mark at the end of a line hangs over it",
    "text-edges": "the first line of a page is set into the middle of its room on the grid",
    "line-grid": "what is higher than a line takes up room of its own",
    "lines-per-page": "lines break elsewhere, and so do pages",
    "text-type": "sizes of type are half points: 16 for 15.75",
    "heading-type": "the same",
    "copy-number": "the grid does not begin at the head of a letter",
    "secrecy": "the same",
    "urgency": "the same",
    "number-place": "the same",
    "mark-top": "a frame is placed by its line, and not by the ink",
    "red-rule-place": "a rule is placed by the line above it",
    "letter-rules": "a frame's rules are as wide as the text; the second one is left out",
    "title-place": "larger type is set lower on its lines",
    "whole-figures": "a figure may be parted from its unit",
    "last-character": "lines break elsewhere",
    "annex-list": "its names are set in by a tab, which is as wide as a figure in another face",
    "annex-head": "the first line of a page again",
    "annex-text": "the same",
    "table-inside": "a table's lines stand on the edges of its cells",
    "imprint-place": "a frame is placed by its line",
    "imprint-text": "the same; the mark at the end of a line hangs over it",
    "folio-place": "a page number is set by its line, and ends with a space",
    "colours": "marks of charts are not told from others",
    "content": "a mark that hangs over the last line of a page is not drawn; a row may be torn by a page's end",
    "chart-inside": "what a chart draws is drawn in another order",
    "chart-type": "the same",
    "chart-apart": "the same",
    "chart-true": "the same",
}
# Where the Word file has a page more, the signature stands alone on it, and the imprint on an odd one.
LEFT_WITH_A_PAGE_MORE = {"signature-place", "signature-with-text", "imprint-page"}
# How many characters a page may begin before or behind the place where the PDF's begins.
LINE = 28


def pages(path):
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def starts(texts):
    """Where each page begins in the text of all, without folios."""
    places, at = [], 0
    for number, page in enumerate(texts, 1):
        places.append(at)
        at += len(page.replace(f"—{number}—", ""))
    return places


def without_marks(folder):
    """The inputs as if none were a sample: marks across the sheets are read in any order."""
    shutil.copytree(ROOT / "inputs", folder)
    for path in folder.rglob("*.toml"):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("sample")))


def measured(program, out, case, pdf, has_more):
    """What the converted file breaks of the rules that it has to keep, and how many there are."""
    left = LEFT.keys() | (LEFT_WITH_A_PAGE_MORE if has_more else set())
    command = [program, "audit", *case, "--of", pdf, "--format", "json", "--templates", ROOT / "templates", "--fonts", ROOT / "fonts"]
    told = json.loads(subprocess.run(command, cwd=out, capture_output=True, text=True).stdout)
    kept = [rule for rule in told["rules"] if rule["measurements"] and rule["rule"] not in left]
    wrong = [f"{rule['rule']}: {next(m for m in rule['measurements'] if not m['passed'])}" for rule in kept if not rule["passed"]]
    wrong += [f"{one['rule']} is not measured: {one['reason']}" for one in told["unmeasured"] if one["rule"] not in left]
    return wrong, len(kept)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        made = []
        without_marks(out / "inputs")
        for case in CASES:
            into = out / "-".join(case).replace("/", "-")
            command = [program, "build", *case, "--docx", "--out", into, "--templates", ROOT / "templates", "--fonts", ROOT / "fonts"]
            subprocess.run(command, cwd=out, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            made.append((case, next(into.rglob("*.docx"))))
        for at, (case, word) in enumerate(made):
            copy = out / f"case-{at}.docx"
            copy.write_bytes(word.read_bytes())
        converted = out / "converted"
        converted.mkdir()
        copies = [out / f"case-{at}.docx" for at in range(len(made))]
        environment = os.environ | {"FONTCONFIG_FILE": str(ROOT / "tests/docx/fonts.conf")}
        subprocess.run(["/usr/bin/python3", ROOT / "tests/docx/convert.py", converted, *copies], cwd=ROOT, check=True, env=environment)
        for at, (case, word) in enumerate(made):
            ours, theirs = pages(word.with_suffix(".pdf")), pages(converted / f"case-{at}.pdf")
            name = " ".join(case)
            wanted = NAMED.get(name, len(ours))
            if len(theirs) != wanted:
                wrong.append(f"{name}: {len(theirs)} pages, wanted {wanted}, the PDF has {len(ours)}")
            elif name not in NAMED:
                for number, (own, other) in enumerate(zip(starts(ours), starts(theirs)), 1):
                    if abs(own - other) > LINE:
                        wrong.append(f"{name}, page {number}: begins {other - own} characters off the PDF's")
            broken, kept = measured(program, out, case, converted / f"case-{at}.pdf", len(theirs) > len(ours))
            wrong += [f"{name}: {what}" for what in broken]
            if kept < 15:
                wrong.append(f"{name}: only {kept} rules could be held against it")
            print(f"{name}: {len(theirs)} pages, {kept} rules", flush=True)
    sys.exit("\n".join(wrong) if wrong else 0)


main()
