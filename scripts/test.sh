#!/usr/bin/env bash
# Builds and runs all tests. Where the Python peers have been set up (scripts/peers.sh), the tests
# that compare with them run too; elsewhere they are skipped with a line that says so.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
if [ -z "${PACS_WATCH_PEERS:-}" ] && [ -x .build/peers/bin/python ]; then
  export PACS_WATCH_PEERS="$PWD/.build/peers/bin/python"
fi
swift build --build-tests --explicit-target-dependency-import-check error
swift test --skip-build --parallel "$@"
