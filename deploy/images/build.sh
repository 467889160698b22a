#!/usr/bin/env bash
# Builds the images of the services: "./hallmark images", which has found a JDK in JAVA_HOME.
set -euo pipefail

here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
root="$(cd "$here/../.." && pwd)"
# shellcheck source=deploy/shell.sh
source "$root/deploy/shell.sh"
own_base=localhost/hallmark-base:25
java_options="-XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError"

usage() {
    cat <<'TEXT'
Build an image of each service, and one of the tools, from this checkout.

  ./hallmark images [options] [module...]     all of them, unless modules are named

  --registry PREFIX   what their names begin with (default: localhost); an image is <prefix>/hallmark-<module>
  --tag TAG           (default: the version in pom.xml)
  --base IMAGE        any image with a Java 25 on its PATH (default: docker.io/library/eclipse-temurin:25-jre; where that
                      cannot be pulled and debootstrap is there, one is made of Debian and this machine's JDK)
  --push              push them, too
  --packaged          of what was packaged before: do not run Maven
  --aot               another image of each, with the tag <tag>-aot, that starts in a third of the time
  --jib               by Jib, which needs Maven alone: no container engine; it packages anew and pushes to the registry

podman or docker builds them, whichever there is. The same <module>/target/image and the same base give the same digest with
podman; with docker and by Jib that is not promised. No image is built of a module whose list of components is not what it has.
TEXT
}

# modules: those that become images, as the sandbox lists the services, and the tools.
modules() {
    awk '!/^#/ && NF { print $2 }' "$root/sandbox/src/main/resources/services.conf"
    echo tools
}

version() { sed -n 's/^  <version>\(.*\)<\/version>/\1/p' "$root/pom.xml" | head -n 1; }

created() { date -u -d "$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<.*/\1/p' "$root/pom.xml")" +%s; }

# title <module>: what its pom.xml says it is.
title() { sed -n 's/.*<description>\(.*\)<.*/\1/p' "$root/$1/pom.xml" | head -n 1; }

# labels <module>: <name>=<value>, a line each (OCI image specification, annotations).
labels() {
    printf '%s\n' \
        "org.opencontainers.image.title=hallmark-$1" \
        "org.opencontainers.image.description=$(title "$1")" \
        "org.opencontainers.image.vendor=Hallmark" \
        "org.opencontainers.image.licenses=Apache-2.0" \
        "org.opencontainers.image.version=$tag" \
        "org.opencontainers.image.revision=$revision" \
        "org.opencontainers.image.base.name=$base"
}

revision() {
    local commit
    commit="$(git -C "$root" rev-parse HEAD 2>/dev/null)" || return 0
    [[ -z "$(git -C "$root" status --porcelain 2>/dev/null)" ]] || commit+="-modified"
    printf '%s' "$commit"
}

package() { # package <module> [argument of Maven...]
    local module="$1"
    shift
    "$root/hallmark" mvn -q -B -T 2 -Dquick -Dimages -Dquarkus.package.jar.type=aot-jar \
        -Dquarkus.package.jar.aot.enabled=false -Dquarkus.package.output-directory=image "$@" -pl "$module" -am package
}

# require_components <module>: its list of them is what is packaged.
require_components() {
    "$here/components.sh" "$root/$1/target/image" >&2 || fail "so no image of $1 is built"
}

# --- the base --------------------------------------------------------------------------------------------------------

has_image() { "$engine" image inspect "$1" >/dev/null 2>&1; }

find_base() {
    if has_image "$base" || "$engine" pull -q "$base" >/dev/null 2>"$root/target/images-pull.log"; then
        return
    fi
    say "the base $base cannot be pulled ($(tail -n 1 "$root/target/images-pull.log"))"
    $own_base_allowed || fail "name one that is here, or can be pulled, with --base"
    base="$own_base"
    has_image "$base" || make_base
    say "the images are built on $base instead: fit for a try, not for a registry"
}

make_base() {
    local debian="$root/target/images-debian"
    command -v debootstrap >/dev/null && [[ "$(id -u)" == 0 ]] ||
        fail "and none can be made here: that takes root and debootstrap (apt-get install debootstrap). Name one with --base."
    say "making $base of Debian and the JDK in $JAVA_HOME; this takes two minutes…"
    rm -rf "$debian"
    debootstrap --variant=minbase stable "$debian" >"$root/target/images-debootstrap.log" 2>&1 ||
        fail "debootstrap failed; see target/images-debootstrap.log"
    tar -C "$debian" -c --exclude=./var/cache --exclude=./var/lib/apt/lists --exclude=./usr/share/doc \
        --exclude=./usr/share/man --exclude=./usr/share/locale . | "$engine" import - localhost/hallmark-debian >/dev/null 2>&1
    rm -rf "$debian"
    "$engine" build -q -t "$base" -f "$here/base.Containerfile" "$JAVA_HOME" >/dev/null
}

# --- building --------------------------------------------------------------------------------------------------------

# build <module> <name> <Containerfile> <base> <context>
build() {
    local module="$1" name="$2" file="$3" from="$4" context="$5" arguments=() label
    while IFS= read -r label; do
        arguments+=(--label "$label")
    done < <(labels "$module")
    if [[ "$engine" == podman ]]; then
        # Neither the time nor the builder's version is to be in it.
        arguments+=(--timestamp "$created" --identity-label=false)
    fi
    SOURCE_DATE_EPOCH="$created" "$engine" build -q "${arguments[@]}" --build-arg "BASE=$from" \
        --build-arg "JAVA_OPTIONS=$java_options" -t "$name" -f "$here/$file" "$context" >/dev/null
}

by_engine() {
    local module name built=()
    for module in "${chosen[@]}"; do
        require_components "$module"
    done
    find_base
    for module in "${chosen[@]}"; do
        name="$registry/hallmark-$module:$tag"
        build "$module" "$name" Containerfile "$base" "$root/$module/target/image"
        built+=("$name")
        if $aot; then
            build "$module" "$name-aot" aot.Containerfile "$name" "$here"
            built+=("$name-aot")
        fi
    done
    for name in "${built[@]}"; do
        ! $push || "$engine" push -q "$name" >/dev/null
        printf '%-60s %s\n' "$name" "$("$engine" image inspect --format '{{.Id}}' "$name" | sed 's/^sha256://' | cut -c 1-12)"
    done
}

by_jib() {
    local module label arguments
    for module in "${chosen[@]}"; do
        arguments=()
        while IFS= read -r label; do
            arguments+=("-Dquarkus.container-image.labels.\"${label%%=*}\"=${label#*=}")
        done < <(labels "$module")
        package "$module"
        require_components "$module"
        package "$module" -Dquarkus.container-image.build=true -Dquarkus.container-image.push=true \
            "-Dquarkus.container-image.image=$registry/hallmark-$module:$tag" \
            "-Dquarkus.container-image.insecure=$insecure" "-Dquarkus.jib.base-jvm-image=$base" \
            -Dquarkus.jib.working-directory=/app -Dquarkus.jib.user=65532:65532 -Dquarkus.jib.jvm-entrypoint=java,-jar,quarkus-run.jar \
            "-Dquarkus.jib.environment-variables.JDK_JAVA_OPTIONS=$java_options" -Dquarkus.jib.use-current-timestamp=false \
            -Dquarkus.jib.use-current-timestamp-file-modification=false "${arguments[@]}"
        printf '%s\n' "$registry/hallmark-$module:$tag"
    done
}

registry=localhost tag="$(version)" base=docker.io/library/eclipse-temurin:25-jre
push=false packaged=false aot=false jib=false insecure=false own_base_allowed=true chosen=()
while (($# > 0)); do
    case "$1" in --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;; esac
    case "$1" in
        --registry | --tag | --base)
            [[ -n "${2:-}" ]] || fail "$1 needs a value"
            printf -v "${1#--}" '%s' "$2"
            [[ "$1" != --base ]] || own_base_allowed=false
            shift
            ;;
        --push) push=true ;;
        --packaged) packaged=true ;;
        --aot) aot=true ;;
        --jib) jib=true ;;
        --help | -h)
            usage
            exit
            ;;
        -*) fail "unknown option $1; ./hallmark images --help lists those that there are" ;;
        *)
            [[ " $(modules | paste -sd ' ') " == *" $1 "* ]] || fail "$1 is no module with an image; those are: $(modules | paste -sd ' ')"
            chosen+=("$1")
            ;;
    esac
    shift
done
((${#chosen[@]})) || mapfile -t chosen < <(modules)
created="$(created)" revision="$(revision)"
mkdir -p "$root/target"

if $jib; then
    [[ "$registry" != localhost ]] || fail "--jib pushes: name the registry with --registry"
    ! $aot || fail "--aot trains in the image, which takes podman or docker: leave out --jib"
    case "$registry" in localhost:* | 127.0.0.1:*) insecure=true ;; esac
    by_jib
    exit
fi
engine="$(basename "$(command -v podman || command -v docker || true)")"
[[ -n "$engine" ]] || fail "neither podman nor docker is here, so no image can be built. Install one (apt-get install podman runc)," \
    "or push with --jib --registry <registry>, which needs neither."
source "$here/engine.sh"
if ! $packaged; then
    say "building what goes into them…"
    package "$(IFS=, && echo "${chosen[*]}")"
fi
by_engine
