#!/usr/bin/env bash
# Forms as a spreadsheet has them: filled in by openpyxl, worked out by LibreOffice, saved as .xlsx, .ods and .xls, and
# imported from each; every formula must come to what the program derives. For the shipped kinds and for made-up ones.
#   tests/workbook/check.sh PROGRAM [SEED…]
set -euo pipefail
program=$(realpath "$1")
shift
seeds=("${@:-1}")
here=$(realpath "$(dirname "$0")")
root=$(realpath "$here/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$root/templates" "$root/inputs" .
"$here/made_up.py" "$work"

# A profile that works every formula out when it opens a file.
mkdir -p profile/user
cp "$here/recalculate.xcu" profile/user/registrymodifications.xcu
convert() {
    timeout 120 soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" \
        >/dev/null 2>&1
}

# Numbers without the zeros at their ends, comments without the gaps before them.
even() { sed -E 's/^([a-z_0-9]+ = -?[0-9]+)\.0+( |$)/\1\2/; s/^([a-z_0-9]+ = -?[0-9]+\.[0-9]*[1-9])0+( |$)/\1\2/; s/ +#/ #/' "$1"; }

# The notice's input with nothing in it yet: KIND PERIOD PATH
one() {
    local kind=$1 period=$2 input=$3 seed=$4 open=$5
    cp "$input" input.toml
    rm -rf out again worked
    "$here/blank.py" "$input"
    cp "$input" blank.toml
    "$program" form "$kind" "$period" >/dev/null
    form=$(find out -name '*.xlsx')
    "$here/fill.py" "$form" filled.xlsx "$seed" "$open"
    convert xlsx worked filled.xlsx
    "$program" import worked/filled.xlsx >/dev/null
    cp "$input" from-xlsx.toml
    "$program" form "$kind" "$period" --out again >/dev/null
    echo -n "$kind $period, seed $seed: "
    "$here/compare.py" "$(find again -name '*.xlsx')" worked/filled.xlsx
    for format in ods xls; do
        cp blank.toml "$input"
        rm -f "${input%.toml}.origins.json"
        convert "$format" worked worked/filled.xlsx
        "$program" import "worked/filled.$format" >/dev/null
        # An .xls does not say how many places its cells show: the same numbers then.
        if [ "$format" = xls ]; then
            even "$input" >now && even from-xlsx.toml >then
        else
            cp "$input" now && cp from-xlsx.toml then
        fi
        if ! cmp -s now then; then
            echo "imported from .$format, $kind $period has other figures:"
            diff now then | head -20
            exit 1
        fi
    done
    mv input.toml "$input"
    rm -f "${input%.toml}.origins.json"
}

for seed in "${seeds[@]}"; do
    one housing 2023 inputs/2023.toml "$seed" 0
    one housing 2023 inputs/2023.toml "$seed" 0.05
    one progress 2023-q3 inputs/progress/2023-q3.toml "$seed" 0
    one progress 2023-q3 inputs/progress/2023-q3.toml "$seed" 0.05
    one disclosure 2023 inputs/disclosure/2023.toml "$seed" 0.02
    one inquiry 2023-q3 inputs/inquiry/2023-q3.toml "$seed" 0
    one made 2023 inputs/made/2023.toml "$seed" 0
    one made 2023 inputs/made/2023.toml "$seed" 0.05
done
echo "forms: all as the program derives it"
