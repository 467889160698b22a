#!/usr/bin/env bash
# Compares the list of components in a module's own jar with the jars beside it: components.sh <module>/target/image
# Ends with 1 and says what differs. JAVA_HOME is a JDK.
set -euo pipefail
image="$(cd "$1" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
list=META-INF/sbom/application.cdx.json
# Of Quarkus' build: nothing that runs needs it, and it is not packaged.
not_packaged=io.quarkus.quarkus-ide-launcher-

(cd "$work" && "$JAVA_HOME/bin/jar" --extract --file "$image"/app/*.jar "$list")
if [[ ! -s "$work/$list" ]]; then
    printf '%s has no list of its components. Maven makes none when it is offline: package it without -o.\n' "$image"
    exit 1
fi

# The plugin writes a member to a line: <SHA-256> <group>.<name>-<version>
awk '
    /^  "components"/ { listed = 1 }
    /^  "dependencies"/ { listed = 0 }
    !listed { next }
    /^      "(group|name|version)" :/ { split($0, part, "\""); value[part[2]] = part[4] }
    /^          "alg" : "SHA-256"/ {
        getline
        split($0, part, "\"")
        print part[4], value["group"] "." value["name"] "-" value["version"]
    }' "$work/$list" | { grep -vF " $not_packaged" || true; } | LC_ALL=C sort >"$work/listed"
(cd "$image/lib" && find . -name '*.jar' -exec sha256sum {} +) |
    sed 's|^\([0-9a-f]*\) .*/\([^/]*\)\.jar$|\1 \2|' | LC_ALL=C sort >"$work/packaged"

# A jar may have a classifier after its version.
LC_ALL=C join -a 1 -a 2 -e - -o 0,1.2,2.2 "$work/listed" "$work/packaged" |
    while read -r _ listed packaged; do
        case "$listed $packaged" in
            "- "*) printf '%s.jar is not on the list of components, or has another SHA-256 there\n' "$packaged" ;;
            *" -") printf '%s is on the list of components, and no jar has its SHA-256\n' "$listed" ;;
            *) [[ "$packaged" == "$listed"* ]] || printf '%s.jar is on the list of components as %s\n' "$packaged" "$listed" ;;
        esac
    done >"$work/differences"
[[ -s "$work/listed" ]] || printf 'the list of components is empty\n' >>"$work/differences"
[[ -s "$work/differences" ]] || exit 0
printf '%s:\n' "$image"
cat "$work/differences"
exit 1
