#!/usr/bin/env bash
# The page of `diff --format html` in a real browser: it opens from a file,
# fetches nothing, logs no error, and does what it promises (probe.js).
# With a second argument, pictures of it are put into that folder.
#     tests/html/check.sh target/release/hongtou [FOLDER]
set -euo pipefail

program=$(realpath "$1")
pictures=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

browse() {
    timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-background-networking \
        --disable-component-update --no-first-run --hide-scrollbars --user-data-dir="$(mktemp -d -p "$work")" "$@"
}

status=0
"$program" diff inputs/2022.toml inputs/2023.toml --format html --out "$work/page.html" || status=$?
[ "$status" = 1 ] || { echo "diff ended with $status"; exit 1; }

python3 - "$work/page.html" "$here/probe.js" "$work/probed.html" <<'PYTHON'
import base64, hashlib, re, sys
page, probe, out = sys.argv[1:]
text = open(page, encoding="utf-8").read()
digest = lambda code: "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"
# The policy names the page's own script and style, each whole, and allows nothing else.
policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
assert "unsafe" not in policy, policy
for element in ("script", "style"):
    inner = re.findall(f"<{element}>(.*?)</{element}>", text, re.S)
    assert len(inner) == 1 and f"{element}-src {digest(inner[0])};" in policy, element
# A script that the policy does not name does not run; the probe is named for this run alone.
probe = open(probe, encoding="utf-8").read()
stranger = "<script>document.documentElement.dataset.stranger = 'ran';</script>"
text = text.replace("script-src ", f"script-src {digest(probe)} ")
assert text.count("</body>") == 1
open(out, "w", encoding="utf-8").write(text.replace("</body>", f"{stranger}<script>{probe}</script></body>"))
PYTHON

browse --enable-logging=stderr --dump-dom "file://$work/probed.html" >"$work/dom" 2>"$work/log"
if grep -E 'CONSOLE' "$work/log" | grep -v "Executing inline script violates"; then
    echo "the page wrote to the console"
    exit 1
fi
found=$(grep -ozP '<html[^>]*data-found="\K[^"]*' "$work/dom" | tr -d '\0' || true)
if [ "$found" != nothing ]; then
    echo "${found:-the probe did not come to its end}"
    exit 1
fi

# Nothing scrolls sideways on a telephone, and the page as a whole nowhere: laid out in frames of
# these widths, all that can be unfolded unfolded.
python3 - "$work/page.html" "$here/widths.js" "$work/widths.html" <<'PYTHON'
import html, sys
page, probe, out = sys.argv[1:]
text = html.escape(open(page, encoding="utf-8").read())
frames = "".join(f'<iframe width="{width}" height="800" style="border:0" srcdoc="{text}"></iframe>' for width in (320, 400, 768, 1100, 1280))
open(out, "w", encoding="utf-8").write(f'<!DOCTYPE html><meta charset="utf-8">{frames}<script>{open(probe, encoding="utf-8").read()}</script>')
PYTHON
browse --dump-dom "file://$work/widths.html" >"$work/dom" 2>/dev/null
found=$(grep -ozP '<html[^>]*data-found="\K[^"]*' "$work/dom" | tr -d '\0' || true)
if [ "$found" != nothing ]; then
    echo "${found:-the widths were not measured}"
    exit 1
fi

# On paper, without colour: every part is there (the counties' figures are those of the annexes).
browse --no-pdf-header-footer --print-to-pdf="$work/printed.pdf" "file://$work/page.html" 2>/dev/null
printed=$(pdftotext -q "$work/printed.pdf" - | tr -d '[:space:]')
for wanted in 结论的变化 改动的句子 全部数据 附件1 附件5; do
    [[ $printed == *"$wanted"* ]] || { echo "not on paper: $wanted"; exit 1; }
done

if [ -n "$pictures" ]; then
    mkdir -p "$pictures"
    browse --window-size=1400,3000 --screenshot="$pictures/wide.png" "file://$work/page.html" 2>/dev/null
    browse --window-size=500,3000 --screenshot="$pictures/narrow.png" "file://$work/page.html" 2>/dev/null
    browse --no-pdf-header-footer --print-to-pdf="$pictures/printed.pdf" "file://$work/page.html" 2>/dev/null
fi
echo "the page does what it promises"
