#!/usr/bin/env bash
# A private PostgreSQL for tests and benchmarks: its own cluster, its own port on 127.0.0.1, default durability.
#
#   folder=$(scripts/postgres.sh start [--linguistic] [--in-memory])   # prints the folder; the file connection-string lies in it
#   scripts/postgres.sh stop "$folder"
#   scripts/postgres.sh crash "$folder"                  # SIGKILL for all its processes, then started again on the same port
#
# --linguistic sorts text by language rules where the server can, so that a query which needs the order of bytes and does
# not say so is found out. --in-memory keeps its files in memory where there is room: for tests that create and drop a great many tables.
set -euo pipefail

# runuser and dpkg's programs, for a root without a login shell.
PATH=$PATH:/usr/sbin:/sbin

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
parent=$root/artifacts/test-postgres
policy=/usr/sbin/policy-rc.d

# In a longer folder the path of the Unix socket would be too long for the system.
max_folder_length=80

memory=/dev/shm
memory_needed=$((3 * 1024 * 1024)) # KiB

say() { printf 'postgres: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# The server refuses to run as root, so root becomes the user that the package creates.
as_server() {
    if is_root; then
        (cd / && exec runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

find_programs() {
    local newest
    newest=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$newest" ]; then
        dirname "$newest"
    elif command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
        dirname "$(readlink -f "$(command -v initdb)")"
    fi
}

# Installing the package would start a system-wide server; nobody asked for one.
install_package() {
    is_root || fail "PostgreSQL is missing. Install it (Debian: apt-get install postgresql), or set CONTRAIL_TEST_POSTGRES."
    local own_policy=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        own_policy=yes
    fi
    say "installing the package postgresql"
    local result=0
    "$root/scripts/apt-install.sh" postgresql || result=$?
    if [ -n "$own_policy" ]; then
        rm -f "$policy"
    fi
    return "$result"
}

# In KiB; of the memory itself, half is left for everybody else.
has_room_in_memory() {
    [ "$(df --output=avail "$memory" 2>/dev/null | tail -n 1)" -ge "$memory_needed" ] 2>/dev/null \
        && [ "$(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo)" -ge $((2 * memory_needed)) ] 2>/dev/null
}

# Beside the other build results, unless that cannot be written, the server's user cannot come in, or the path is too long
# for a socket.
make_folder() {
    local in_memory=$1 place folder places=()
    if [ -n "$in_memory" ] && has_room_in_memory; then
        places+=("$memory/contrail-postgres.XXXXXX")
    fi
    for place in "${places[@]}" "$parent/cluster.XXXXXX" "${TMPDIR:-/tmp}/contrail-postgres.XXXXXX" /tmp/contrail-postgres.XXXXXX; do
        mkdir -p "$(dirname "$place")" 2>/dev/null || continue
        folder=$(mktemp -d "$place" 2>/dev/null) || continue
        if [ "${#folder}" -le "$max_folder_length" ] && give_to_server "$folder"; then
            printf '%s\n' "$folder"
            return 0
        fi
        rm -rf "$folder"
    done
    return 1
}

give_to_server() {
    chmod 700 "$1"
    if is_root; then
        chown postgres "$1"
    fi
    as_server test -w "$1" -a -x "$1"
}

random_password() { od -An -N18 -tx1 /dev/urandom | tr -d ' \n'; }

create_cluster() {
    local programs=$1 folder=$2 linguistic=$3 major
    local settings=(--encoding=UTF8 --locale=C.UTF-8)
    major=$("$programs/initdb" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/')
    if [ -n "$linguistic" ] && [ "$major" -ge 15 ]; then
        settings+=(--locale-provider=icu --icu-locale=en-US)
    fi
    if [ "$major" -ge 18 ]; then
        settings+=(--no-data-checksums) # As before 18: what notices damage in the tests is the engine.
    fi
    (umask 077 && random_password >"$folder/password")
    if is_root; then
        chown postgres "$folder/password"
    fi
    as_server "$programs/initdb" --pgdata="$folder/data" --username=contrail --pwfile="$folder/password" \
        --auth=scram-sha-256 "${settings[@]}" >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log" >&2
        fail "initdb failed"
    }
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start_on() {
    local programs=$1 folder=$2 port=$3
    as_server "$programs/pg_ctl" start --wait --timeout=60 --silent --pgdata="$folder/data" --log="$folder/server.log" \
        --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' -c max_connections=200" \
        </dev/null >/dev/null 2>&1
}

# Tries several ports: another program may take one between the look and the start.
start_server() {
    local programs=$1 folder=$2 port
    for _ in 1 2 3 4 5; do
        port=$((20000 + (RANDOM % 12000)))
        is_free "$port" || continue
        if start_on "$programs" "$folder" "$port"; then
            printf '%s\n' "$port"
            return 0
        fi
        server_id "$folder" >/dev/null && stop_server "$folder"
    done
    tail -n 20 "$folder/server.log" >&2 || true
    return 1
}

# The process id of the folder's own server; nothing if it does not run.
server_id() {
    local id
    id=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) || return 1
    [ -n "$id" ] && [ "$(readlink "/proc/$id/cwd" 2>/dev/null)" = "$1/data" ] && printf '%s\n' "$id"
}

# A fast shutdown; the hard one if that hangs.
stop_server() {
    local id waited=0
    id=$(server_id "$1") || return 0
    kill -INT "$id"
    while kill -0 "$id" 2>/dev/null; do
        if [ "$waited" -eq 150 ]; then
            say "process $id does not stop; stopping it the hard way"
            kill -QUIT "$id" 2>/dev/null || true
        fi
        [ "$waited" -lt 300 ] || fail "process $id does not stop"
        waited=$((waited + 1))
        sleep 0.1
    done
}

# Every process of the folder's own server: they all work in its data folder.
processes_of() {
    local cwd
    for cwd in /proc/[0-9]*/cwd; do
        if [ "$(readlink "$cwd" 2>/dev/null)" = "$1/data" ]; then
            cwd=${cwd#/proc/}
            printf '%s\n' "${cwd%/cwd}"
        fi
    done
}

crash() {
    local folder=$1 programs port id waited=0
    programs=$(find_programs)
    port=$(sed -n 's/.*;Port=\([0-9]*\);.*/\1/p' "$folder/connection-string")
    id=$(server_id "$folder") || fail "no server runs in $folder"
    # The first one goes first, or it would start the others again. Its successor looks whether its id is still taken.
    kill -KILL "$id"
    while kill -0 "$id" 2>/dev/null || [ -n "$(processes_of "$folder")" ]; do
        # shellcheck disable=SC2046 # one word for each process
        kill -KILL $(processes_of "$folder") 2>/dev/null || true
        [ "$waited" -lt 600 ] || fail "processes of $folder do not end"
        waited=$((waited + 1))
        sleep 0.05
    done
    start_on "$programs" "$folder" "$port" || {
        tail -n 20 "$folder/server.log" >&2
        fail "the server does not start again"
    }
}

remove() {
    local folder=$1
    stop_server "$folder"
    if mkdir -p "$parent" 2>/dev/null; then
        cp "$folder/server.log" "$parent/last-server.log" 2>/dev/null || true
    fi
    rm -rf "$folder"
}

start() {
    local programs folder port linguistic='' in_memory=''
    while [ $# -gt 0 ]; do
        case $1 in
            --linguistic) linguistic=yes ;;
            --in-memory) in_memory=yes ;;
            *) usage ;;
        esac
        shift
    done
    programs=$(find_programs)
    if [ -z "$programs" ]; then
        install_package >&2
        programs=$(find_programs)
        [ -n "$programs" ] || fail "PostgreSQL is still missing after installing it"
    fi
    folder=$(make_folder "$in_memory") || fail "no folder that the server's user can use, neither in $parent nor in /tmp"
    # shellcheck disable=SC2064 # the folder of now
    trap "remove '$folder'" EXIT
    create_cluster "$programs" "$folder" "$linguistic"
    port=$(start_server "$programs" "$folder") || fail "the server does not start"
    printf 'Host=127.0.0.1;Port=%s;Username=contrail;Password=%s;Database=postgres\n' "$port" "$(cat "$folder/password")" \
        >"$folder/connection-string"
    trap - EXIT
    say "$("$programs/postgres" --version) on 127.0.0.1:$port"
    printf '%s\n' "$folder"
}

usage() { fail "usage: postgres.sh start [--linguistic] [--in-memory] | stop FOLDER | crash FOLDER"; }

case ${1-} in
    start)
        shift
        start "$@"
        ;;
    stop)
        [ $# -eq 2 ] && [ -d "$2" ] || usage
        remove "$2"
        ;;
    crash)
        [ $# -eq 2 ] && [ -f "$2/connection-string" ] || usage
        crash "$2"
        ;;
    *) usage ;;
esac
