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
# Without a width every test begins at once, and the minutes of its limit run while it waits for a thread.
width=()
if swift test --help-hidden | grep experimental-maximum-parallelization-width >/dev/null; then
  width=(--experimental-maximum-parallelization-width $((2 * $(nproc))))
fi
# What failed is said again at the end, where a reader of a long log finds it.
log=.build/last-test.log
if ! swift test --skip-build --parallel "${width[@]}" "$@" 2>&1 | tee "$log"; then
  echo "make test: what failed (all of it in $log):" >&2
  grep -aE "recorded an issue|Caught error|Expectation failed|Time limit|unexpected signal|✘" "$log" >&2 || true
  exit 1
fi
