#!/usr/bin/env python3
"""The redline, read from its pages: without what is struck through in red it is the newer notice,
without what is underlined in blue the older one. Every deletion is struck through and every
addition underlined, so that both can be told without colour.

    tests/pdf/redline.py target/release/hongtou [OLD NEW]
"""
import pathlib
import subprocess
import sys
import tempfile

import pdfplumber

MM = 72 / 25.4
OLD, OLD_YEAR, LEFT = (176, 0, 32), (106, 106, 106), (47, 107, 70)  # struck through: gone, moved away
NEW, NEW_YEAR, MOVED = (11, 61, 145), (74, 74, 74), (20, 83, 45)  # underlined: new, moved here
STRUCK, UNDERLINED = (OLD, OLD_YEAR, LEFT), (NEW, NEW_YEAR, MOVED)
NAME = "修订对照稿，不是正式公文"


def run(program, *arguments, status=0):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)


def colour(paint):
    if not paint:
        return None
    paint = tuple(paint) if len(paint) == 3 else tuple(paint) * 3
    return tuple(round(255 * part) for part in paint)


def characters(pdf):
    """Of the notice proper, in the order of the text: no folio, no words behind the sheet."""
    found = []
    for page in pdf.pages:
        across = page.width > page.height
        for char in page.chars:
            foot = page.width - char["x1"] if across else page.height - char["bottom"]
            in_area = char["x0"] > 35 * MM - 1 if across else foot > 35 * MM - 3
            # A folio is laid over the sheet; what lies behind it is far larger than any title.
            # What a redline says of itself stands above all sheets.
            in_area = in_area and char["top"] > 22 * MM
            if in_area and char["size"] < 60 and char["text"].strip():
                found.append((page, char))
    return found


def is_ruled(page, char, share):
    """Whether a rule runs through the character at a share of its height."""
    middle = (char["x0"] + char["x1"]) / 2
    wanted = char["top"] + share * char["height"]
    near = char["height"] * 0.2
    return any(
        line["x0"] - 0.5 <= middle <= line["x1"] + 0.5 and abs(line["top"] - wanted) < near
        for line in page.lines
    )


def main():
    program = sys.argv[1]
    old, new = (sys.argv[2:] + ["inputs/2022.toml", "inputs/2023.toml"])[:2]
    root = pathlib.Path(__file__).resolve().parents[2]
    program = pathlib.Path(program).resolve()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for side in (old, new):
            run(program, "build", root / side, "--out", work)
        run(program, "diff", root / old, root / new, "--format", "pdf", "--out", work / "red.pdf", status=1)
        texts = {}
        for name, path in (
            ("old", work / (pathlib.Path(old).stem + ".pdf")),
            ("new", work / (pathlib.Path(new).stem + ".pdf")),
        ):
            with pdfplumber.open(path) as pdf:
                texts[name] = "".join(char["text"] for _, char in characters(pdf))
        with pdfplumber.open(work / "red.pdf") as pdf:
            marked = [
                (page, char, colour(char["non_stroking_color"])) for page, char in characters(pdf)
            ]
            counts = dict.fromkeys(STRUCK + UNDERLINED, 0)
            assert pdf.metadata["Title"].startswith(NAME), pdf.metadata
            assert "Author" not in pdf.metadata, pdf.metadata
            for page in pdf.pages:
                text = page.extract_text()
                assert NAME in text and "新增" in text, f"page {page.page_number} does not say what it is"
            for page, char, paint in marked:
                if paint in counts:
                    counts[paint] += 1
                    share = 0.6 if paint in STRUCK else 0.95
                    assert is_ruled(page, char, share), f"not ruled: {char['text']} on page {page.page_number}"
        for name, hidden in (("new", STRUCK), ("old", UNDERLINED)):
            found = "".join(char["text"] for _, char, paint in marked if paint not in hidden)
            wanted = texts[name]
            if found != wanted:
                at = next(i for i, (a, b) in enumerate(zip(found + "\0", wanted + "\0")) if a != b)
                sys.exit(f"{name}: …{found[at - 20:at + 30]}… instead of …{wanted[at - 20:at + 30]}…")
    print(f"the redline holds both notices: {sum(counts[mark] for mark in STRUCK)} characters struck through, {sum(counts[mark] for mark in UNDERLINED)} underlined")


if __name__ == "__main__":
    main()
