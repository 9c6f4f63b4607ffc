#!/usr/bin/env python3
"""The plain document by way of Word: docxtpl fills a template, LibreOffice makes the PDF of it.

by_word.py template TEMPLATE       writes the template, once
by_word.py fill TEMPLATE DATA OUT  fills it and converts it: this is what is timed
"""
import json
import subprocess
import sys
from pathlib import Path


def write_template(path):
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = Document()
    document.styles["Normal"].font.size = Pt(16)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    document.add_paragraph("{%p for text in paras %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endfor %}")
    across = document.add_section()
    across.orientation = WD_ORIENT.LANDSCAPE
    across.page_width, across.page_height = Mm(297), Mm(210)
    document.add_paragraph("{%p for title, rows in tables %}")
    document.add_paragraph("{{ title }}").paragraph_format.page_break_before = True
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in rows %}"
    for at, text in enumerate(["{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"]):
        table.cell(1, at).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endfor %}")
    document.save(path)


def fill(template, data, out):
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    content = json.loads(Path(data).read_text())
    for _, rows in content["tables"]:
        widest = max(map(len, rows))
        rows[:] = [row + [""] * (widest - len(row)) for row in rows]
    document.render(content)
    filled = Path(out).with_suffix(".docx")
    document.save(filled)
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(filled.parent), str(filled)]
    subprocess.run(office, check=True, capture_output=True)


if __name__ == "__main__":
    {"template": write_template, "fill": fill}[sys.argv[1]](*sys.argv[2:])
