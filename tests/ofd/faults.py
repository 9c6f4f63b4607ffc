#!/usr/bin/env python3
"""faults.py READERS: the smallest files that show the faults of readers which docs/ofd.md names.

READERS is the program of readers/. Each file in faults/ is right by GB/T 33190; what a reader makes of it is not.
A reader that has been mended is told, so that docs/ofd.md can be: then a file, its check and its line there go.
With --write the files are written anew from the texts below.
"""

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy
from PIL import Image

FOLDER = Path(__file__).parent / "faults"
FONT = Path("fonts/LiberationSerif-Regular.ttf")
DPI = 254  # ten pixels a millimetre
XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
BLACK = '<ofd:FillColor Value="0 0 0"/>'
SQUARE = "M 0 0 L 40 0 L 40 40 L 0 40 C"


def path(attributes, clips=""):
    return (f'<ofd:PathObject ID="9" Boundary="10 10 40 40" Stroke="false" {attributes}>{BLACK}{clips}'
            f"<ofd:AbbreviatedData>{SQUARE}</ofd:AbbreviatedData></ofd:PathObject>")


def clip(left, right):
    area = f"M {left} 0 L {right} 0 L {right} 40 L {left} 40 C"
    return ('<ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 40 40" Stroke="false" Fill="true">'
            f"<ofd:AbbreviatedData>{area}</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>")


def text(attributes, codes):
    return f'<ofd:TextObject ID="9" Boundary="0 0 100 100" Font="2" Size="10" {attributes}>{BLACK}{codes}</ofd:TextObject>'


# The content of each file's page, 100 mm by 100 mm.
PAGES = {
    "clip.ofd": path('Fill="true"', f"<ofd:Clips>{clip(0, 20)}</ofd:Clips>"),
    "two-clips.ofd": path('Fill="true"', f"<ofd:Clips>{clip(0, 20)}{clip(10, 40)}</ofd:Clips>"),
    "two-text-codes.ofd": text("", '<ofd:TextCode X="10" Y="30">H</ofd:TextCode><ofd:TextCode X="60" Y="80">H</ofd:TextCode>'),
    "stretched-text.ofd": text('CTM="0.5 0 0 1 40 0"', '<ofd:TextCode X="0" Y="30">H</ofd:TextCode>'),
    "filled-path.ofd": path('Fill="true"'),
}


def package(content):
    files = {
        "OFD.xml": f'<ofd:OFD {XMLNS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>'
                   "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {XMLNS}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea>"
                              "<ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
                              '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {XMLNS} BaseLoc="."><ofd:Fonts><ofd:Font ID="2" FontName="Liberation Serif">'
                               "<ofd:FontFile>font.ttf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>",
        "Doc_0/Page.xml": f'<ofd:Page {XMLNS}><ofd:Area><ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:Area><ofd:Content>'
                          f'<ofd:Layer ID="3">{content}</ofd:Layer></ofd:Content></ofd:Page>',
    }
    from fontTools import subset
    font = subset.load_font(FONT, subset.Options())
    subsetter = subset.Subsetter(subset.Options(layout_features=[], hinting=False))
    subsetter.populate(text="H")
    subsetter.subset(font)
    written = io.BytesIO()
    font.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>\n' + data, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("Doc_0/font.ttf"), written.getvalue(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def drawn(readers, name):
    """The pictures that ofd-core and sofd make of a file: 1 where there is ink."""
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([readers, FOLDER / name, str(DPI), out], capture_output=True, text=True)
        if done.returncode or done.stdout:
            sys.exit(f"{name}: {done.stdout}{done.stderr}")
        picture = lambda reader: numpy.asarray(Image.open(f"{out}/{reader}/01.png").convert("L")) < 128
        return picture("core"), picture("sofd")


def share(picture, left, top, right, bottom):
    """How much of an area in millimetres has ink."""
    return float(picture[top * 10 + 2:bottom * 10 - 2, left * 10 + 2:right * 10 - 2].mean())


def easyofd(name):
    """The page that easyofd makes of a file, as a PDF."""
    code = ("import base64, sys\n"
            "from reportlab.pdfbase import pdfmetrics\n"
            "from reportlab.pdfbase.ttfonts import TTFont\n"
            "pdfmetrics.registerFont(TTFont('宋体', 'fonts/gkai00mp.ttf'))\n"
            "from easyofd.ofd import OFD\n"
            "ofd = OFD()\n"
            "ofd.read(base64.b64encode(open(sys.argv[1], 'rb').read()).decode(), save_xml=False)\n"
            "open(sys.argv[2], 'wb').write(ofd.to_pdf())\n")
    import pdfplumber
    with tempfile.TemporaryDirectory() as out:
        pdf = Path(out, "out.pdf")
        done = subprocess.run([sys.executable, "-c", code, str(FOLDER / name), str(pdf)], capture_output=True, text=True, timeout=200)
        if not pdf.exists():
            sys.exit(f"{name}: easyofd: {done.stderr[-300:]}")
        with pdfplumber.open(pdf) as read:
            page = read.pages[0]
            mm = 100 / float(page.width)
            texts = [(c["matrix"][4] * mm, 100 - c["matrix"][5] * mm) for c in page.chars]
            shapes = [shape["fill"] for shape in page.rects + page.curves + page.lines]
            return texts, shapes


def main():
    readers = Path(sys.argv[1])
    FOLDER.mkdir(exist_ok=True)
    if "--write" in sys.argv:
        for name, content in PAGES.items():
            (FOLDER / name).write_bytes(package(content))
    told = []

    def check(name, reader, what, is_right_by_others, shows):
        if not is_right_by_others:
            told.append(f"{name}: no reader sees it as it is meant any more")
        elif not shows:
            told.append(f"{name}: {reader} has been mended ({what}): take it out here and in docs/ofd.md")
        else:
            print(f"{name}: {reader} {what}")

    core, sofd = drawn(readers, "clip.ofd")
    right = lambda picture: share(picture, 10, 10, 30, 50) > 0.99 and share(picture, 30, 10, 50, 50) == 0
    check("clip.ofd", "ofd-core", "draws what is clipped off", right(sofd), share(core, 30, 10, 50, 50) > 0.99)
    core, sofd = drawn(readers, "two-clips.ofd")
    # What both have in common is 10 mm wide; together they cover all 40.
    check("two-clips.ofd", "sofd", "draws what lies in either clip", True, share(sofd, 10, 10, 50, 50) > 0.99)
    core, sofd = drawn(readers, "two-text-codes.ofd")
    second = lambda picture: share(picture, 58, 70, 68, 82) > 0.05
    check("two-text-codes.ofd", "sofd", "sets the second TextCode at the place of the first", second(core), not second(sofd))
    core, sofd = drawn(readers, "stretched-text.ofd")
    here = lambda picture: share(picture, 39, 20, 45, 31) > 0.05
    texts, _ = easyofd("stretched-text.ofd")
    check("stretched-text.ofd", "easyofd", f"sets it at {texts[0][0]:.1f} mm for 40 mm", here(core) and here(sofd), abs(texts[0][0] - 40) > 1)
    core, sofd = drawn(readers, "filled-path.ofd")
    filled = lambda picture: share(picture, 10, 10, 50, 50) > 0.99
    _, shapes = easyofd("filled-path.ofd")
    check("filled-path.ofd", "easyofd", "draws its outline and does not fill it", filled(core) and filled(sofd), not any(shapes))
    sys.exit("\n".join(told) if told else 0)


main()
