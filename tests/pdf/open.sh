#!/usr/bin/env bash
# Opens the PDF with other programs, which must have nothing to say, and has the PDF/A-1b variant
# validated.
# usage: open.sh PROGRAM      (needs qpdf, poppler, mutool, java with libpdfbox2-java, pypdfium2, Pillow,
# chromium with Xvfb and ImageMagick)
set -euo pipefail
. "$(dirname "$0")/frame.sh"

build() { # FOLDER OPTION…
    "$program" build "$root/inputs/2023.toml" --templates "$root/templates" --fonts "$root/fonts" --out "$@" >/dev/null
}

quiet_poppler() { local said; said=$(pdftoppm -r 30 -png 2023.pdf page 2>&1) && [ -z "$said" ]; }
quiet_qpdf() { qpdf --check "$1" >said-qpdf.txt 2>&1 && ! grep -i warning said-qpdf.txt; }

# Debian's MuPDF has no colour management, and says so of every PDF with an ICC profile.
quiet_mupdf() {
    local said
    said=$(mutool draw -q -r 30 -o mupdf-%d.png 2023.pdf 2>&1 | grep -v "ICC support is not available") || true
    [ -z "$said" ] && [ -s mupdf-12.png ] || { echo "$said"; return 1; }
}

# PDFium is what Chromium shows a PDF with.
quiet_pdfium() {
    local said
    said=$(python3 -W error - 2>&1 <<'PY'
import pypdfium2
for page in pypdfium2.PdfDocument("2023.pdf"):
    assert len(page.render(scale=0.5).to_pil().getcolors(1 << 20)) > 1, "a page is blank"
    page.get_textpage().get_text_range()
PY
    ) && [ -z "$said" ] || { echo "$said"; return 1; }
}

# Chromium shows it in a window of its own: the red of the mark and the rule is on the screen.
# Its words about the machine (buses, GPU) are no words about the file.
quiet_chromium() {
    local screen=:87 red=0
    Xvfb $screen -screen 0 1000x1300x24 >/dev/null 2>&1 &
    local xvfb=$!
    DISPLAY=$screen timeout 60 chromium --no-sandbox --disable-gpu --disable-background-networking \
        --disable-component-update --disable-sync --no-first-run --user-data-dir="$PWD/chromium" \
        --window-size=1000,1300 --enable-logging=stderr --app="file://$PWD/2023.pdf" >said-chromium.txt 2>&1 &
    local chromium=$!
    for _ in $(seq 40); do
        sleep 1
        import -display $screen -window root screen.png 2>/dev/null || continue
        red=$(python3 -c 'import PIL.Image as I
print(sum(r > 200 and g < 80 and b < 80 for r, g, b in I.open("screen.png").convert("RGB").getdata()))')
        [ "$red" -gt 1000 ] && break
    done
    kill $chromium $xvfb 2>/dev/null
    wait $chromium $xvfb 2>/dev/null || true
    [ "$red" -gt 1000 ] || { echo "only $red red pixels"; return 1; }
    ! grep -iE "pdf.*(error|warn|fail)|(error|warn|fail).*pdf" said-chromium.txt
}

jars=$(printf ':/usr/share/java/%s.jar' preflight pdfbox2 fontbox2 xmpbox commons-logging javax.activation jaxb-api)
accepts() { java -cp "${jars#:}" org.apache.pdfbox.preflight.Validator_A1b "$1" | grep -q "is a valid PDF/A-1b file"; }
refuses() { ! accepts "$1"; }

build .
build a-1b --archive-1b
check "poppler draws it without a word" quiet_poppler
check "qpdf finds it whole" quiet_qpdf 2023.pdf
check "qpdf finds the PDF/A-1b variant whole" quiet_qpdf a-1b/2023.pdf
check "MuPDF draws it without a word" quiet_mupdf
check "PDFium draws it without a word" quiet_pdfium
if command -v chromium >/dev/null; then
    check "Chromium shows it without a word" quiet_chromium
fi
check "PDFBox accepts the PDF/A-1b variant" accepts a-1b/2023.pdf
check "PDFBox would refuse what is none" refuses 2023.pdf

finish
