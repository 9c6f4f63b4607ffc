#!/usr/bin/env python3
"""converters.py PROGRAM READERS: the OFD of the published notice beside what converters make of its PDF.

Writes the table into docs/ofd.md. Needs easyofd and pdf2ofd (PyPI). Of the crates, `sofd` converts from
OFD only.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree

PROGRAM, READERS = sys.argv[1:3]
DOCUMENT = Path("docs/ofd.md")
NOTICE = "inputs/2023.toml"
BEGIN, END = "<!-- made by tests/ofd/converters.py -->", "<!-- end -->"


def local(node):
    return node.tag.rsplit("}", 1)[-1]


def numbers(text):
    found, words = [], iter((text or "").split())
    for word in words:
        if word == "g":
            count, step = int(next(words)), float(next(words))
            found += [step] * count
        else:
            found.append(float(word))
    return found


def characters(file):
    """The characters of each page with the places of their glyphs."""
    with zipfile.ZipFile(file) as package:
        names = [name for name in package.namelist() if re.search(r"Pages/.*Content\.xml$", name)]
        names.sort(key=lambda name: int(re.search(r"Page_(\d+)", name).group(1)))
        for page, name in enumerate(names, 1):
            for text in (node for node in ElementTree.fromstring(package.read(name)).iter() if local(node) == "TextObject"):
                left, top, *_ = numbers(text.attrib["Boundary"])
                a, b, c, d, e, f = numbers(text.attrib.get("CTM", "1 0 0 1 0 0"))
                for code in (node for node in text if local(node) == "TextCode"):
                    x, y = float(code.attrib.get("X", 0)), float(code.attrib.get("Y", 0))
                    steps = numbers(code.attrib.get("DeltaX")) + [0] * len(code.text or "")
                    for character, step in zip(code.text or "", steps):
                        yield page, character, (left + a * x + c * y + e, top + b * x + d * y + f)
                        x += step


def said():
    done = subprocess.run([PROGRAM, "audit", NOTICE, "--format", "json"], capture_output=True, text=True)
    for text in json.loads(done.stdout)["texts"]:
        for character, place in text["characters"]:
            if character.strip():
                yield text["page"], character, place


def looked_at(file, wanted):
    """What the table says of a file."""
    there = {}
    count = 0
    for page, character, place in characters(file):
        if character.strip():
            count += 1
            there.setdefault((page, character), []).append(place)
    at_place = sum(any(abs(x - px) <= 0.1 and abs(y - py) <= 0.1 for px, py in there.get((page, character), []))
                   for page, character, (x, y) in wanted)
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
        text = "".join(package.read(name).decode("utf-8", "replace") for name in names if name.endswith(".xml"))
    fonts = sum(bool(re.search(r"\.(ttf|otf)$", name)) for name in names)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([READERS, str(file), "30", folder], capture_output=True, text=True)
    opened = "yes" if done.returncode == 0 and not done.stdout else (done.stdout + done.stderr).strip().splitlines()[-1][:60]
    structure = [name for name, mark in (("tags", "CustomTag "), ("outline", "OutlineElem"), ("attachments", "<ofd:Attachment ")) if mark in text]
    return [f"{count / len(wanted):.1%}", f"{at_place / len(wanted):.1%}", str(fonts), ", ".join(structure) or "–",
            f"{file.stat().st_size / 1024:.0f} KB", opened.replace("|", "/")]


def timed(command, **more):
    from_ = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **more)
    if done.returncode:
        sys.exit(done.stderr)
    return time.monotonic() - from_


def main():
    wanted = list(said())
    with tempfile.TemporaryDirectory() as out:
        out = Path(out)
        own = timed([PROGRAM, "build", NOTICE, "--ofd", "--out", out])
        pdf = out / "2023.pdf"
        code = ("import sys\nfrom easyofd.ofd import OFD\n"
                "open(sys.argv[2], 'wb').write(OFD().pdf2ofd(open(sys.argv[1], 'rb').read(), optional_text=True))\n")
        files = [("`hongtou build --ofd` (the PDF and the text with it)", out / "2023.ofd", own)]
        files.append(("`pdf2ofd` 0.1.0, from the PDF", out / "pdf2ofd.ofd",
                      timed([sys.executable, "-m", "pdf2ofd", pdf, out / "pdf2ofd.ofd", "--quiet"])))
        files.append(("`easyofd` 20260427, from the PDF", out / "easyofd.ofd",
                      timed([sys.executable, "-c", code, pdf, out / "easyofd.ofd"], cwd=out)))  # it litters where it runs
        lines = ["| | text | glyphs within 0.1 mm | fonts | structure | size | opened by `ofd-core` and `sofd` | time |",
                 "|---|---|---|---|---|---|---|---|"]
        for name, file, seconds in files:
            lines.append("| " + " | ".join([name, *looked_at(file, wanted), f"{seconds:.2f} s"]) + " |")
        lines.append(f"\nThe PDF has {pdf.stat().st_size / 1024:.0f} KB and {len(wanted)} characters that can be seen.")
    table = "\n".join(lines)
    print(table)
    text = DOCUMENT.read_text()
    head, rest = text.split(BEGIN)
    DOCUMENT.write_text(f"{head}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}")


main()
