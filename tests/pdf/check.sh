#!/usr/bin/env bash
# Reads the PDF with other programs: it is whole, and all its text is the review text's.
# usage: check.sh PROGRAM      (needs pdftotext, pdfinfo, pdffonts of poppler; qpdf)
set -euo pipefail
. "$(dirname "$0")/frame.sh"

build() { # INPUT
    "$program" build "$1" --templates "$root/templates" --fonts "$root/fonts" --out "$work" >/dev/null
}

squeezed() { tr -d '[:space:]' <"$1"; }

# Every sentence of the review text's body stands in the PDF. Page breaks put a
# page number between two lines, so it is taken out first.
holds_body() { # TEXT PDF
    pdftotext -raw "$2" raw.txt
    sed -E 's/^— [0-9]+ —$//' raw.txt >pages.txt
    local pdf line
    pdf=$(squeezed pages.txt)
    while IFS= read -r line; do
        line=${line//[[:space:]]/}
        [ -z "$line" ] && continue
        case $line in 附件1*) break ;; esac
        [[ $pdf == *"$line"* ]] || { echo "missing: $line"; return 1; }
    done <"$1"
}

silent() { local output; output=$("$@" 2>&1) && [ -z "$output" ]; }
whole() { qpdf --check "$1" >qpdf.txt 2>&1 && ! grep -qi warning qpdf.txt; }
tagged() { pdfinfo "$1" 2>/dev/null | grep -q '^Tagged: *yes'; }
titled() { pdfinfo "$1" 2>/dev/null | grep -q "^Title: *$2"; }
embedded() { [ "$(pdffonts "$1" | tail -n +3 | grep -vc ' yes yes yes ')" = 0 ]; }

build "$root/inputs/2023.toml"
check "qpdf finds the PDF whole" whole 2023.pdf
check "poppler reads it without a word" silent pdftotext -q 2023.pdf /dev/null
check "it is tagged" tagged 2023.pdf
check "it is titled" titled 2023.pdf 关于2023年度城镇住房保障主要工作完成情况的通报
check "its fonts are embedded, subset and can be read back" embedded 2023.pdf
check "its text is the review text's" holds_body 2023.txt 2023.pdf

# Signs that mean something to the layout's language print as themselves.
marks='#地*块$甲_丙@丁<戊>`己`=庚~//辛[壬](癸)'
sed -e "s|钟家庄B地块|$marks|" -e 's|陵川县|陵#*川县|g' "$root/inputs/2023.toml" >marks.toml
mkdir marks && (cd marks && "$program" build ../marks.toml --templates "$root/templates" \
    --fonts "$root/fonts" --out . >/dev/null)
contains_marks() { pdftotext -raw marks/2023.pdf marks.txt && [[ $(squeezed marks.txt) == *"城区的${marks}项目"* ]]; }
check "signs of the layout's language print as themselves" contains_marks

# Made-up figures say so on every page; a draft does, and prints what is not filled in as a gap.
marked() { # FILE SIGN
    local pages; pages=$(pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p')
    [ "$(seq "$pages" | while read -r page; do
        pdftotext -q -f "$page" -l "$page" "$1" - | grep -q "$2" && echo "$page"
    done | wc -l)" = "$pages" ]
}
build "$root/inputs/2022.toml"
check "样例数据 stands on every page of the made-up year" marked 2022.pdf 样

# A redline is the same kind of file, with both years' figures in its text.
redline() {
    "$program" diff "$root"/inputs/202{2,3}.toml --templates "$root/templates" --fonts "$root/fonts" \
        --format pdf --out redline.pdf >/dev/null
    [ $? = 1 ] && whole redline.pdf && tagged redline.pdf && pdftotext -raw redline.pdf redline.txt &&
        [[ $(squeezed redline.txt) == *"整改率20.8%56.5%"* ]]
}
check "a redline is whole, tagged and holds both years" redline

finish
