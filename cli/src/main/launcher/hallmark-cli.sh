#!/bin/sh
# Hallmark's command line. Behind the last line of this script is the jar that it runs, on Java 25 or newer.
#
# The first run leaves a cache of loaded and linked classes, with which later ones start faster. It is in
# $HALLMARK_CLI_CACHE, or else in ~/.cache/hallmark; HALLMARK_CLI_CACHE=none does without.
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable -Xlog:all=off"

require_java() {
    case "$("$java" -version 2>&1)" in
        *'version "'2[5-9]* | *'version "'[3-9][0-9]*) ;;
        *)
            echo "hallmark-cli needs Java 25 or newer in JAVA_HOME or on the path, for example from https://adoptium.net" >&2
            exit 1
            ;;
    esac
}

# The JVM writes the cache when it ends; only a whole one gets the name that is looked for.
make_cache() {
    mkdir -p "$directory" && rm -f "$directory"/hallmark-cli-*.aot
    HALLMARK_SERVER=http://127.0.0.1:9 HALLMARK_TOKEN=none \
        "$java" -XX:AOTCacheOutput="$cache.$$" $options -jar "$0" devices list
    mv "$cache.$$" "$cache"
}

directory="${HALLMARK_CLI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hallmark}"
if [ "$directory" = none ]; then
    require_java
    exec "$java" $options -jar "$0" "$@"
fi
cache="$directory/hallmark-cli-$(ls -lnL "$0" "$(command -v "$java")" 2>&1 | cksum | tr -d ' ').aot"
if [ ! -e "$cache" ]; then
    require_java
    make_cache >/dev/null 2>&1 </dev/null &
fi
exec "$java" -XX:AOTCache="$cache" $options -jar "$0" "$@"
