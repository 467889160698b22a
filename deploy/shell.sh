# shellcheck shell=bash
# What the scripts below this folder share. Sourced.

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# require <program>...
require() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || fail "$program is needed, and is not on the PATH"
    done
}
