#!/usr/bin/env bash
# Writes both locks from pyproject.toml, for every system and Python it allows: hashes, but no address of a registry.
# Pins that still fit are kept; to move them all: make lock ARGS=--upgrade
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    "${PYTHON:-python3}" -m venv .make/uv
    .make/uv/bin/pip install --quiet --disable-pip-version-check uv
    uv=.make/uv/bin/uv
fi

compile() {
    "$uv" pip compile pyproject.toml --quiet --universal --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}

compile "$@" --output-file requirements.lock
# france-connect-py, a client of the tests, is published as a source archive only.
compile "$@" --extra dev --constraint requirements.lock --no-binary france-connect-py --emit-build-options \
    --output-file requirements-dev.lock
