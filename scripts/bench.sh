#!/usr/bin/env bash
# Sets up the peers in an environment under .build and measures pacs-watch beside them.
#   scripts/bench.sh bulk|decode|inference|latency|startup|growth|floors [OPTION...]
#   scripts/bench.sh report         puts the last figures of each into docs/performance.md
#   scripts/bench.sh                all of them with a good number of rounds, about an hour, then the report
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
command -v dcmj2pnm >/dev/null || apt-get install -y -qq --no-install-recommends dcmtk
[ -x .build/release/pacs-watch ] || scripts/build.sh
[ -x .build/release/StageBenchmark ] || swift build --configuration release --product StageBenchmark \
  --static-swift-stdlib --explicit-target-dependency-import-check error
measure() {
  local what=$1
  shift
  "$bench/bin/python" "benchmarks/$what.py" .build/release/pacs-watch "$@"
}
if [ $# -gt 0 ]; then
  case $1 in
    report) "$bench/bin/python" benchmarks/report.py ;;
    *) measure "$@" ;;
  esac
  exit
fi
for what in bulk decode inference latency startup growth floors; do measure "$what"; done
"$bench/bin/python" benchmarks/report.py
