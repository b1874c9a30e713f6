#!/usr/bin/env bash
# Compiles what was built ahead of time: every library in some folders gets machine code beside its intermediate language. A process that
# has just started then spends its time on its work and not on compiling it; the tests start hundreds. Nothing behaves differently, and where
# the compiler cannot be had everything runs as it was built.
#
#   scripts/ahead.sh FOLDER...
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# What is compiled is kept by the hash of what it was made of, and known again by its own.
kept=$root/artifacts/ahead

hash_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

# The compiler of the SDK's own version.
find_crossgen() {
    local found
    cd "$root"
    timeout 120 dotnet restore scripts/crossgen.proj --verbosity quiet </dev/null >&2
    found=$(dotnet msbuild scripts/crossgen.proj -nologo -getProperty:Crossgen </dev/null)
    [ -x "$found" ] && printf '%s\n' "$found"
}

# Folders of the frameworks that programs run on, each followed by a pattern.
find_frameworks() {
    dotnet --list-runtimes | sed -nE 's#^Microsoft\.(NETCore|AspNetCore)\.App (10\.[^ ]+) \[(.*)\]$#\3/\2/*.dll#p'
}

compile() {
    local library=$1 from made patterns pattern references=()
    from=$(hash_of "$library")
    made=$kept/$from.dll
    if [ -e "$kept/$from.made" ]; then
        return
    fi
    if [ ! -e "$made" ]; then
        mapfile -t patterns <<<"$FRAMEWORKS"
        for pattern in "${patterns[@]}" "$(dirname "$library")/*.dll"; do
            references+=(-r "$pattern")
        done
        if ! "$CROSSGEN" "$library" "${references[@]}" -O -o "$made.$$" >/dev/null 2>&1; then
            rm -f "$made.$$" # A native library, or one that was compiled by its makers: it stays as it is.
            return
        fi
        touch "$kept/$(hash_of "$made.$$").made"
        mv "$made.$$" "$made"
    fi
    # Not into the file: a process may have it open.
    cp "$made" "$library.ahead" && mv "$library.ahead" "$library"
}

if [ "${1-}" = --one ]; then
    compile "$2"
    exit
fi

CROSSGEN=$(find_crossgen) || {
    echo "The ahead-of-time compiler cannot be had: programs run as they were built, and start more slowly." >&2
    exit 0
}
FRAMEWORKS=$(find_frameworks)
export CROSSGEN FRAMEWORKS
mkdir -p "$kept"
find "$kept" -type f -mtime +7 -delete
find "$@" -maxdepth 1 -name '*.dll' -print0 | xargs -0 -r -n 1 -P 2 "$0" --one \
    || echo "Not everything could be compiled ahead of time; the rest runs as it was built." >&2
