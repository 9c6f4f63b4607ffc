#!/usr/bin/python3
"""Converts Word files to PDF by LibreOffice: convert.py OUT FILE.docx…

LibreOffice does not read that no gap opens between Chinese and figures (w:autoSpaceDE, w:autoSpaceDN),
which Word and WPS do: it is told so once more for each paragraph.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from office import desktop, opened, prop  # noqa: E402


def without_gaps(text):
    """Every paragraph of a text, those in the cells of its tables as well."""
    for part in text:
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.CellNames:
                without_gaps(part.getCellByName(name))
        else:
            part.ParaIsCharacterDistance = False


def main():
    out, files = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    with desktop("hongtou-docx") as office:
        for file in files:
            path = pathlib.Path(file).resolve()
            document = opened(office, path)
            for style in document.StyleFamilies.getByName("ParagraphStyles"):
                style.ParaIsCharacterDistance = False
            without_gaps(document.Text)
            target = (out / (path.stem + ".pdf")).as_uri()
            document.storeToURL(target, (prop("FilterName", "writer_pdf_Export"),))
            document.close(True)


main()
