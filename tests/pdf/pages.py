#!/usr/bin/env python3
"""Compares every page of 2023 with its picture in tests/layout/pages.

usage: pages.py PROGRAM [--update]      (needs pdftoppm of poppler, Pillow)

On failure target/pages/NN.png shows both: what is gone in red, what is new in blue.
"""

import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests/layout/pages"
SHOWN = ROOT / "target/pages"
DPI = 60
# Versions of poppler shade the edges of strokes differently; ink that moves does more than that.
SHADE = 96
PIXELS = 12


def render(program, work):
    folders = ["--templates", ROOT / "templates", "--fonts", ROOT / "fonts", "--out", work]
    subprocess.run([program, "build", ROOT / "inputs/2023.toml", *folders], check=True, stdout=subprocess.DEVNULL)
    pdf = work / "2023.pdf"
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", pdf, work / "page"], check=True)
    pages = sorted(work.glob("page-*.png"))
    return {f"{number:02}.png": Image.open(page).convert("L") for number, page in enumerate(pages, 1)}


def differs(old, new):
    if old is None or new is None or old.size != new.size:
        return True
    strong = ImageChops.difference(old, new).point(lambda shade: 255 if shade > SHADE else 0)
    return strong.histogram()[255] > PIXELS


def show(name, old, new):
    SHOWN.mkdir(parents=True, exist_ok=True)
    size = (old or new).size
    blank = Image.new("L", size, 255)
    old, new = (page.resize(size) if page else blank for page in (old, new))
    Image.merge("RGB", (new, ImageChops.darker(old, new), old)).save(SHOWN / name)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as work:
        pages = render(program, pathlib.Path(work))
    if "--update" in sys.argv:
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob("*.png"):
            old.unlink()
        for name, page in pages.items():
            page.point(lambda shade: shade // 17 * 17).save(KEPT / name, optimize=True)
        return
    kept = {page.name: Image.open(page).convert("L") for page in sorted(KEPT.glob("*.png"))}
    wrong = [name for name in sorted(kept.keys() | pages.keys()) if differs(kept.get(name), pages.get(name))]
    for name in wrong:
        show(name, kept.get(name), pages.get(name))
    print(f"{len(pages)} pages, {len(wrong)} differ")
    if wrong:
        sys.exit("see " + ", ".join(str(SHOWN / name) for name in wrong))


main()
