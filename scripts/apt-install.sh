#!/usr/bin/env bash
# Installs Debian packages, once more after repairing a half-finished installation. Needs root.
set -euo pipefail

PATH=$PATH:/usr/sbin:/sbin

export DEBIAN_FRONTEND=noninteractive

attempt() {
    apt-get update -q && apt-get install -q -y --no-install-recommends "$@"
}

repair() {
    echo "apt: repairing, then trying once more" >&2
    dpkg --configure -a || true
    apt-get -f install -q -y || true
}

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing Debian packages: $*. Install them as root with apt-get, or their like on this system." >&2
    exit 1
fi

attempt "$@" </dev/null || {
    repair </dev/null
    attempt "$@" </dev/null
}
