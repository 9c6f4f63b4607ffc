#!/usr/bin/env python3
"""check.py PROGRAM READERS MODULES: whether readers by others see the OFD as it is meant.

PROGRAM is hongtou, READERS the program of readers/, MODULES the folder of node modules with ofd.js.
For each notice: `ofd-core` finds nothing wrong with the file; its pictures and those of `sofd` have
their ink where poppler's picture of the PDF has it, within 0.1 mm; `ofd.js` (in Chromium) and
`easyofd` find every character, at its place within 0.1 mm.
"""

import base64
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy
import pdfplumber
from fontTools.ttLib import TTFont
from PIL import Image

PROGRAM, READERS, MODULES = sys.argv[1:4]
HERE = Path(__file__).parent
# Pixels of a tenth of a millimetre.
DPI = 254
# How many of them a piece of a page is wide and high: one line of text.
PIECE = 100
NOTICES = [("inputs/2023.toml", "2023"), ("inputs/progress/2023-q3.toml", "progress/2023-q3")]
NOTICES += [(str(path), f"{path.parent.name}/{path.stem}")
            for kind in ("inquiry", "disclosure") for path in sorted(Path("inputs", kind).glob("2*.toml"))[:1]]
faults = []


def fault(notice, what):
    faults.append(f"{notice}: {what}")
    print(f"  ✗ {what}")


def said(notice, places):
    """The characters of each page with their places in millimetres, as the program measured them."""
    done = subprocess.run([PROGRAM, "audit", notice, "--format", "json"], capture_output=True, text=True)
    for text in json.loads(done.stdout)["texts"]:
        for character, place in text["characters"]:
            places.setdefault(text["page"], []).append((character, place))
    return places


def compared(notice, reader, page, ours, theirs, is_all=True):
    """How far a reader's characters are from ours at most, each from the nearest that is like it."""
    left = {}
    for character, place in theirs:
        if character.strip():
            left.setdefault(character, []).append(place)
    ours = [one for one in ours if one[0].strip()]
    if is_all and len(ours) != sum(map(len, left.values())):
        fault(notice, f"{reader}, page {page}: {sum(map(len, left.values()))} characters for {len(ours)}")
    worst = 0.0
    for character, (x, y) in ours:
        places = left.get(character)
        if not places:
            fault(notice, f"{reader}, page {page}: no more {character}")
            continue
        off = lambda place: max(abs(place[0] - x), abs(place[1] - y))
        nearest = min(places, key=off)
        places.remove(nearest)
        worst = max(worst, off(nearest))
    return worst


def within(notice, reader, worst):
    print(f"  {reader}: every character within {worst:.3f} mm")
    if worst > 0.1:
        fault(notice, f"{reader}: {worst:.3f} mm off")


def in_a_browser(notice, file, places):
    html = (HERE / "browser.html").read_text()
    html = html.replace("MODULES", str(Path(MODULES).resolve()))
    html = html.replace('"OFD"', f'"{base64.b64encode(file.read_bytes()).decode()}"')
    with tempfile.NamedTemporaryFile("w", suffix=".html") as page:
        page.write(html)
        page.flush()
        dom = subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                              "--allow-file-access-from-files", "--dump-dom", "--virtual-time-budget=60000",
                              f"file://{page.name}"], capture_output=True, text=True, timeout=120).stdout
    text = re.search(r"<body[^>]*>(.*)</body>", dom, re.S).group(1)
    import html as entities
    pages = json.loads(entities.unescape(text))
    if isinstance(pages, str) or len(pages) != len(places):
        return fault(notice, f"ofd.js: {str(pages)[:80]}")
    worst = 0.0
    for number, page in enumerate(pages, 1):
        scale = page["width"] / (210 if page["width"] < page["height"] else 297)
        theirs = [(c, (x / scale, y / scale)) for c, x, y in page["texts"]]
        worst = max(worst, compared(notice, "ofd.js", number, places[number], theirs))
    within(notice, "ofd.js", worst)


def by_easyofd(notice, file, places):
    # It sets all text in a font that it calls 宋体 and looks for on the whole disk where there is none.
    code = ("import base64, sys\n"
            "from reportlab.pdfbase import pdfmetrics\n"
            "from reportlab.pdfbase.ttfonts import TTFont\n"
            "pdfmetrics.registerFont(TTFont('宋体', 'fonts/gkai00mp.ttf'))\n"
            "from easyofd.ofd import OFD\n"
            "ofd = OFD()\n"
            "ofd.read(base64.b64encode(open(sys.argv[1], 'rb').read()).decode(), save_xml=False)\n"
            "open(sys.argv[2], 'wb').write(ofd.to_pdf())\n")
    pdf = file.with_suffix(".easyofd.pdf")
    done = subprocess.run([sys.executable, "-c", code, str(file), str(pdf)], capture_output=True, text=True, timeout=200)
    if not pdf.exists():
        return fault(notice, f"easyofd: {done.stderr[-200:]}")
    covered = TTFont("fonts/gkai00mp.ttf").getBestCmap()
    worst, count = 0.0, 0
    with pdfplumber.open(pdf) as read:
        if len(read.pages) != len(places):
            fault(notice, f"easyofd: {len(read.pages)} pages for {len(places)}")
        for number, page in enumerate(read.pages, 1):
            # Its points are not those of PDF: a page comes out 2.8 times as large.
            mm = (210 if page.width < page.height else 297) / float(page.width)
            theirs = [(c["text"], (c["matrix"][4] * mm, (float(page.height) - c["matrix"][5]) * mm)) for c in page.chars]
            # What is stretched or turned it sets elsewhere: it takes the places through a part of the matrix.
            # Nor does it set what that font lacks.
            ours = [one for one in places[number] if ord(one[0][0]) in covered and not turned(file, number, one)]
            count += len(ours)
            worst = max(worst, compared(notice, "easyofd", number, ours, theirs, is_all=False))
    within(notice, f"easyofd ({count} upright characters)", worst)


def turned(file, number, one, known={}):
    """Whether a character stands within the boundary of an object that has a CTM."""
    key = (str(file), number)
    if key not in known:
        page = zipfile.ZipFile(file).read(f"Doc_0/Pages/Page_{number - 1}/Content.xml")
        texts = ElementTree.fromstring(page).iter("{http://www.ofdspec.org/2016}TextObject")
        known[key] = [([float(n) for n in text.attrib["Boundary"].split()], "".join(text.itertext()))
                      for text in texts if "CTM" in text.attrib]
    character, (x, y) = one
    return any(character in text and left <= x <= left + width and top <= y <= top + height
               for (left, top, width, height), text in known[key])


def ink(path, size):
    picture = Image.open(path).convert("L")
    canvas = Image.new("L", size, 255)
    canvas.paste(picture, (0, 0))
    return 255.0 - numpy.asarray(canvas, dtype=float)


def pictures(notice, pdf, folder):
    """Compares the ink of each piece of 10 mm with poppler's: which shift fits best."""
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", pdf, folder / "pdf"], check=True)
    for reader in ("core", "sofd"):
        worst, pieces, lost = 0, 0, 0
        for number, page in enumerate(sorted(folder.glob("pdf-*.png")), 1):
            size = Image.open(page).size
            ours = ink(page, size)
            theirs = ink(folder / reader / f"{number:02}.png", size)
            for top in range(0, size[1] - PIECE, PIECE):
                for left in range(0, size[0] - PIECE, PIECE):
                    piece = ours[top:top + PIECE, left:left + PIECE]
                    # An empty piece fits anywhere; a bare rule fits anywhere along itself.
                    if piece.sum() < 255 * 200:
                        continue
                    pieces += 1
                    best = min((numpy.abs(piece - shifted(theirs, left + dx, top + dy)).sum(), abs(dx) + abs(dy), dx, dy)
                               for dx in range(-3, 4) for dy in range(-3, 4))
                    worst = max(worst, abs(best[2]), abs(best[3]))
                    lost = max(lost, alone(piece, shifted(theirs, left + best[2], top + best[3])))
        print(f"  {reader}: {pieces} pieces of the pages, at most {worst / 10} mm off, at most {lost} pixels in one of two")
        if worst > 1:
            fault(notice, f"{reader}: {worst / 10} mm off")
        # A stop has some 40 of them.
        if lost > 20:
            fault(notice, f"{reader}: {lost} pixels are in one picture and not in the other")


def alone(one, other):
    """How many dark pixels of either have nothing near them in the other: a glyph that is not there,
    or another one. How thick a hair line is drawn does not matter."""
    def near(picture):
        wide = numpy.pad(picture, 3)
        return numpy.max([wide[dy:dy + PIECE, dx:dx + PIECE] for dx in range(7) for dy in range(7)], axis=0) > 60
    # At the edge, what is near may lie in the next piece.
    inner = numpy.zeros((PIECE, PIECE), dtype=bool)
    inner[3:-3, 3:-3] = True
    lost = lambda mine, theirs: int(((mine > 160) & ~near(theirs) & inner).sum())
    return max(lost(one, other), lost(other, one))


def shifted(picture, left, top):
    piece = numpy.zeros((PIECE, PIECE))
    from_left, from_top = max(left, 0), max(top, 0)
    part = picture[from_top:top + PIECE, from_left:left + PIECE]
    piece[from_top - top:from_top - top + part.shape[0], from_left - left:from_left - left + part.shape[1]] = part
    return piece


def main():
    with tempfile.TemporaryDirectory() as out:
        out = Path(out)
        for notice, name in NOTICES:
            print(notice)
            subprocess.run([PROGRAM, "build", notice, "--ofd", "--out", out], check=True, capture_output=True)
            file, pdf, folder = out / f"{name}.ofd", out / f"{name}.pdf", out / f"{name}.pictures"
            folder.mkdir(parents=True)
            print(f"  {file.stat().st_size} bytes, the PDF {pdf.stat().st_size}")
            places = said(notice, {})
            read = subprocess.run([READERS, str(file), str(DPI), str(folder)], capture_output=True, text=True)
            if read.returncode or read.stdout:
                fault(notice, f"ofd-core or sofd: {(read.stdout + read.stderr)[:200]}")
                continue
            pictures(notice, pdf, folder)
            in_a_browser(notice, file, places)
            by_easyofd(notice, file, places)
    print(f"{len(faults)} faults")
    sys.exit(bool(faults))


main()
