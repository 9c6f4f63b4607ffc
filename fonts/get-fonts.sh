#!/usr/bin/env bash
# Rebuild the font files and their licences: collect the originals from apt, pip and npm packages, subset some of them
# (subset.py), and check SHA256SUMS.
# usage: get-fonts.sh [DIR]     default: this folder. Needs apt on Debian 12 (bookworm), dpkg-deb, python3 with pip, npm, unzip.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dest=${1:-$here}; mkdir -p "$dest/licenses"; dest=$(cd "$dest" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
export SOURCE_DATE_EPOCH=0 PYTHONHASHSEED=0

# 1. The originals.
root=(); if [ "$(id -u)" = 0 ]; then root=(-o APT::Sandbox::User=root); apt-get "${root[@]}" update -qq; fi
apt-get "${root[@]}" download -qq texlive-lang-chinese fonts-arphic-gkai00mp fonts-lxgw-wenkai fonts-liberation2
for deb in *.deb; do dpkg-deb -x "$deb" x; done
pip download -q --no-deps -d . pylopdf-fonts-zh-cn==0.1.1
unzip -qo pylopdf_fonts_zh_cn-*.whl -d p
npm pack -s @expo-google-fonts/noto-serif-sc@0.4.3 >/dev/null
tar xzf expo-google-fonts-noto-serif-sc-0.4.3.tgz package/700Bold/NotoSerifSC_700Bold.ttf package/LICENSE_FONT

# 2. Copied as they are: a subset would need another name (Liberation), a notice of change in the file (Arphic), or the GPL's terms for it (Fandol).
put() { install -m 644 "$1" "$dest/$2"; }
put x/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf FandolFang-Regular.otf
put x/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf gkai00mp.ttf
put x/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf LiberationSerif-Regular.ttf

# 3. Subset.
pip install -q --no-deps --disable-pip-version-check --root-user-action=ignore --target py fonttools==4.68.0
subset() { PYTHONPATH=py python3 "$here/subset.py" "$@"; }
subset package/700Bold/NotoSerifSC_700Bold.ttf "$dest/NotoSerifSC_700Bold.ttf"
subset p/pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf "$dest/NotoSerifSC-Regular.otf"
subset p/pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf "$dest/NotoSansSC-Regular.otf"
subset x/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf "$dest/HongtouRare-Light.ttf" \
  --rename "Hongtou Rare" Light \
  "Modified version: a subset of LXGW WenKai Light 1.250, renamed as its licence asks for. Not endorsed by its authors."

# 4. The licences.
zcat x/usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz > "$dest/licenses/Fandol-COPYING.txt"
put x/usr/share/doc/texlive-doc/fonts/fandol/README licenses/Fandol-README.txt
zcat x/usr/share/doc/fonts-arphic-gkai00mp/license/english/ARPHICPL.TXT.gz > "$dest/licenses/ARPHICPL.TXT"
put x/usr/share/doc/fonts-lxgw-wenkai/copyright licenses/LXGWWenKai-OFL.txt
put x/usr/share/doc/fonts-liberation2/copyright licenses/Liberation-OFL.txt
put p/pylopdf_fonts_zh_cn-0.1.1.dist-info/licenses/LICENSE licenses/NotoSC-Regular-OFL.txt
put package/LICENSE_FONT licenses/NotoSerifSC-Bold-OFL.txt

(cd "$dest" && sha256sum -c --quiet "$here/SHA256SUMS") && echo "$dest: all files as in SHA256SUMS"
