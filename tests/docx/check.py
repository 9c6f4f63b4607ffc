#!/usr/bin/env python3
"""The Word file beside the PDF: as many pages, and every page begins with the same words, or within a
line of them: a word processor parts a figure from its unit, and its figures are a hair narrower.

    tests/docx/check.py PROGRAM

Word files are converted by LibreOffice (tests/docx/convert.py).
"""
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
            print(f"{name}: {len(theirs)} pages", flush=True)
    sys.exit("\n".join(wrong) if wrong else 0)


main()
