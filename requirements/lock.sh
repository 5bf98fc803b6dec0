#!/bin/sh
# Writes run.txt and dev.txt anew: every package pinned with its hashes, without the address of any index.
set -eu
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet pip-tools
options="--quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --strip-extras --allow-unsafe"
# shellcheck disable=SC2086
"$tools/bin/pip-compile" $options pyproject.toml requirements/build.in -o requirements/run.txt
# shellcheck disable=SC2086
"$tools/bin/pip-compile" $options --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt
