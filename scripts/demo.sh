#!/usr/bin/env bash
# Runs the whole pipeline on sample-dicom and says where everything lies.
set -euo pipefail
cd "$(dirname "$0")/.."
program=.build/release/pacs-watch
[ -x "$program" ] || scripts/build.sh
store=${PACS_WATCH_DEMO:-demo-output}
rm -rf "$store"
# Some samples are broken on purpose, so exit code 1 (some input failed) is the right answer here.
status=0
"$program" process --store "$store" sample-dicom || status=$?
[ "$status" -eq 1 ] || { echo "demo: expected exit code 1, got $status" >&2; exit 1; }
"$program" export --store "$store" --output "$store/results.csv"
"$program" audit verify --store "$store"
cat <<TEXT

Most samples are abstained from as unlike-training-films: they are drawn phantoms, and the bundle says nothing of
pictures that are not like the films that it was trained on. Finding and probability stand beside the reason.

CSV       $store/results.csv
PNGs      $store/images/*/*/*-film-*.png
Heatmaps  $store/images/*/*/*-heatmap-*.png
Next      $program show STUDY_UID --store $store

Research software, not a medical device.
TEXT
