#!/usr/bin/env python3
"""Cut a font down to what a notice can hold, reproducibly.

usage: subset.py IN OUT                                  keep the font's names (no reserved font name)
       subset.py IN OUT --rename FAMILY STYLE NOTE       another family name (the OFL's reserved font names)

Kept: GB 2312, the 8105 characters of 通用规范汉字表 (8105.txt, one line a level), and every character of the font below
U+3400 and in the compatibility-form, fullwidth and enclosed blocks, except hangul. All layout features and hints stay.
Pinned: fonttools 4.68.0 (get-fonts.sh installs it); another version may write other bytes.
"""
import argparse
import pathlib

from fontTools import subset

HERE = pathlib.Path(__file__).resolve().parent
LEVELS = (3500, 3000, 1605)
BLOCKS = [(0x20, 0x33FF), (0xFB00, 0xFB06), (0xFE00, 0xFE6F), (0xFF00, 0xFFEF), (0x1F100, 0x1F2FF)]
HANGUL = [(0x1100, 0x11FF), (0x302E, 0x302F), (0x3130, 0x318F), (0x3200, 0x321E), (0x3260, 0x327F), (0xFFA0, 0xFFDC)]


def common_characters():
    """The 8105 characters of 通用规范汉字表."""
    lines = (HERE / "8105.txt").read_text(encoding="utf-8").split()
    if tuple(map(len, lines)) != LEVELS or len(set("".join(lines))) != sum(LEVELS):
        raise SystemExit("8105.txt is not 3500 + 3000 + 1605 distinct characters")
    return set(map(ord, "".join(lines)))


def gb2312():
    """Every character of GB 2312, symbols included, with both mappings of A1A4 (・ ·) and A1AA (― —)."""
    found = {0xB7, 0x2014}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def within(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def rename(font, family, style, note):
    """Give every naming record the new family; copyright, designer, trademark and licence records stay."""
    names = font["name"]
    version = names.getDebugName(5)
    names.names = [n for n in names.names if n.nameID in (0, 7, 9, 13, 14)]
    postscript = f"{family}-{style}".replace(" ", "")
    records = {1: f"{family} {style}", 2: "Regular", 3: f"{postscript}:{version}", 4: f"{family} {style}",
               5: f"{version}; subset", 6: postscript, 10: note, 16: family, 17: style}
    for name_id, text in records.items():
        names.setName(text, name_id, 3, 1, 0x409)
        names.setName(text, name_id, 1, 0, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--rename", nargs=3, metavar=("FAMILY", "STYLE", "NOTE"))
    args = parser.parse_args()

    options = subset.Options(
        layout_features=["*"], name_IDs=["*"], name_languages=["*"], name_legacy=True, notdef_outline=True,
        hinting=True, recalc_timestamp=False, harfbuzz_repacker=False)
    font = subset.load_font(args.input, options)
    has = set(font.getBestCmap())
    hanzi = common_characters()
    listed = hanzi | gb2312()
    keep = {c for c in has if c in listed or (within(c, BLOCKS) and not within(c, HANGUL))}
    if listed - has:
        raise SystemExit(f"{args.input} lacks {''.join(map(chr, sorted(listed - has)))}")

    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)
    if args.rename:
        rename(font, *args.rename)
    subset.save_font(font, args.output, options)
    print(f"{args.output}: {len(keep)} of {len(has)} characters")


if __name__ == "__main__":
    main()
