#!/usr/bin/python3
"""Converts Word files to PDF by LibreOffice: convert.py OUT FILE.docx…

LibreOffice does not read that no gap opens between Chinese and figures (w:autoSpaceDE, w:autoSpaceDN),
which Word and WPS do: it is told so once more for each paragraph.
"""
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PIPE = "hongtou-docx"


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # not yet there
            time.sleep(0.5)
    sys.exit("LibreOffice does not start")


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
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={PIPE};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = connect()
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            for file in files:
                path = pathlib.Path(file).resolve()
                document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (prop("Hidden", True),))
                for style in document.StyleFamilies.getByName("ParagraphStyles"):
                    style.ParaIsCharacterDistance = False
                without_gaps(document.Text)
                target = (out / (path.stem + ".pdf")).as_uri()
                document.storeToURL(target, (prop("FilterName", "writer_pdf_Export"),))
                document.close(True)
        finally:
            office.terminate()
            office.wait(20)


main()
