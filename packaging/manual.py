#!/usr/bin/env python3
"""manual.py OUT: the Chinese manual as one page: how to begin (README.md), then the chapters of docs/手册.

Needs `markdown` from PyPI. Fails where a chapter links to a file that is not in the package.
"""
import base64
import re
import sys
from pathlib import Path

import markdown

ROOT = Path(__file__).resolve().parents[1]
STYLE = """
body { max-width: 46em; margin: 2em auto; padding: 0 1em; line-height: 1.8; font-family: "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
pre, code { font-family: monospace; background: #f4f4f4; } pre { padding: .6em; overflow-x: auto; }
table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: .2em .6em; text-align: left; }
h1, h2 { border-bottom: 2px solid #e60012; } img { max-width: 100%; }
@media print { body { max-width: none; margin: 0; } a { color: inherit; text-decoration: none; } }
"""


def chapters():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    begin = re.search(r"^## 快速上手.*?(?=^## )", readme, re.M | re.S)
    if not begin:
        sys.exit("README.md has no 快速上手")
    # Its links lead to files of the repository; the chapters are in the same page.
    yield re.sub(r"\]\((?:docs/手册/)?[^)#]*?([^/)]+)\.md(#[^)]*)?\)", r"](#\1)", begin[0])
    # In the order in which the window has them.
    window = (ROOT / "src/window/view/mod.rs").read_text(encoding="utf-8")
    names = re.findall(r'include_str!\("[./]*docs/手册/([^"]+)\.md"\)', window)
    missing = {path.stem for path in (ROOT / "docs/手册").glob("*.md")} ^ set(names)
    if missing:
        sys.exit(f"not in the window's help: {missing}")
    for name in names:
        text = (ROOT / f"docs/手册/{name}.md").read_text(encoding="utf-8")
        text = re.sub(r"\]\(([^)#]+)\.md\)", r"](#\1)", text)
        yield f'<a id="{name}"></a>\n\n' + re.sub(r"\]\((图/[^)]+\.png)\)", picture, text)


def picture(found):
    """A picture within the page itself."""
    bytes = (ROOT / "docs/手册" / found[1]).read_bytes()
    return f"](data:image/png;base64,{base64.b64encode(bytes).decode()})"


def main():
    parts = [markdown.markdown(text, extensions=["tables", "fenced_code", "toc"]) for text in chapters()]
    page = f'<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
    page += f"<title>红头通报手册</title>\n<style>{STYLE}</style>\n" + "\n<hr>\n".join(parts) + "\n</html>\n"
    Path(sys.argv[1]).write_text(page, encoding="utf-8")


main()
