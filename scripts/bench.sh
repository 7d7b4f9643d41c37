#!/usr/bin/env bash
# Sets up the peers in an environment under .build and measures pacs-watch beside them.
#   scripts/bench.sh bulk [--films N --rounds N]
set -euo pipefail
cd "$(dirname "$0")/.."
bench=.build/bench
stamp="$bench/.$(sha256sum benchmarks/requirements.txt | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  rm -rf "$bench"
  python3 -m venv "$bench"
  "$bench/bin/python" -m pip install --quiet --requirement benchmarks/requirements.txt
  touch "$stamp"
fi
[ -x .build/release/pacs-watch ] || scripts/build.sh
what=${1:-bulk}
shift || true
"$bench/bin/python" "benchmarks/$what.py" .build/release/pacs-watch "$@"
