# What check.sh and open.sh share: a folder to work in, and checks that are counted. To be sourced
# with PROGRAM as the first argument; `finish` tells the count and fails if a check did.
program=$(realpath "${1:?usage: $(basename "$0") PROGRAM}")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0 passed=0

check() { # WHAT COMMAND…
    local what=$1
    shift
    if "$@" >said.txt 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $what"
        head -20 said.txt
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
