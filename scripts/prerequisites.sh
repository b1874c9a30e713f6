# shellcheck shell=bash
# What building and running needs, checked with an answer to "what now?". To be sourced, with $root set.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

build_options=(--configuration Release -p:UseSharedCompilation=true -nodeReuse:false -m:2 -nologo -verbosity:minimal)

step() { printf '\n== %s\n' "$*"; }

# From the root, because global.json there picks the SDK.
need_dotnet() {
    local version
    if ! command -v dotnet >/dev/null; then
        echo "The .NET SDK is missing. Install .NET SDK 10.0 (a build of 10.0.100 or newer) and put 'dotnet' on the PATH." >&2
        return 1
    fi
    version=$(cd "$root" && dotnet --version 2>/dev/null) || version=$(cd / && dotnet --version 2>/dev/null) || version=unknown
    case $version in
        10.*) ;;
        *)
            echo "The .NET SDK here is $version. Install .NET SDK 10.0 (a build of 10.0.100 or newer; see global.json)." >&2
            return 1
            ;;
    esac
}

has_sqlite() {
    local folders
    folders=$(find /lib /usr/lib /usr/local/lib /lib64 /usr/lib64 -maxdepth 2 -name 'libsqlite3.so.0' 2>/dev/null)
    [ -n "$folders" ]
}

need_sqlite() {
    has_sqlite || "$root/scripts/apt-install.sh" libsqlite3-0
}
