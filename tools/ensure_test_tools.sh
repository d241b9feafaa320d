#!/usr/bin/env bash
# Makes sure that what the tests drive is on the machine: a Chromium, a PostgreSQL server and curl, which runs the README's
# commands (Node.js and npm are optional).
# Uses what exists; else installs Debian's packages when it may (root, or sudo without a password); else says what to type.
set -euo pipefail

chromium_found() { [ -x "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null; }
postgresql_found() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }
curl_found() { command -v curl >/dev/null; }
node_found() { command -v node >/dev/null && command -v npm >/dev/null; }

missing_packages() {
    chromium_found || echo chromium
    postgresql_found || echo postgresql
    curl_found || echo curl
}

privilege() {
    if [ "$(id -u)" -eq 0 ]; then
        echo env
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo sudo
    fi
}

install_packages() {
    local as=$1
    shift
    "$as" apt-get update -qq </dev/null >/dev/null &&
        "$as" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

stop() {
    echo "The tests need these programs, which are not on this machine: $1." >&2
    echo "Install them, then start again. On Debian or Ubuntu: sudo apt-get install --no-install-recommends $1" >&2
    echo "(A Chromium elsewhere: set CHROMIUM=/path/to/chromium. PostgreSQL elsewhere: put the folder of initdb on the PATH.)" >&2
    exit 1
}

main() {
    node_found || echo "Node.js and npm are not here: the tests with a Node client will say so." >&2
    local packages as
    mapfile -t packages < <(missing_packages)
    [ "${#packages[@]}" -gt 0 ] || return 0
    as=$(privilege)
    if [ -z "$as" ] || ! command -v apt-get >/dev/null; then
        stop "${packages[*]}"
    fi
    echo "Installing the test tools: ${packages[*]}"
    install_packages "$as" "${packages[@]}" || stop "${packages[*]}"
    mapfile -t packages < <(missing_packages)
    [ "${#packages[@]}" -eq 0 ] || stop "${packages[*]}"
}

main
