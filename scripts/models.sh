#!/usr/bin/env bash
# Trains a bundle from labelled films by one command, and writes it over the one in models/.
#   DATA=folder with cxr/, lungs/, ct/   RECIPE=chest-xray-3class   scripts/models.sh
# The environment and the checkpoints lie under .build; a run that was ended is taken up again.
set -euo pipefail
cd "$(dirname "$0")/.."
recipe=${RECIPE:-chest-xray-3class}
data=$(realpath "${DATA:-../shared/data}")
[ -d "$data/cxr" ] || { echo "models: no films in $data; set DATA" >&2; exit 1; }
environment=.build/training
stamp="$environment/.$(sha256sum training/pyproject.toml | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/python" -m pip install --quiet -e training
  touch "$stamp"
fi
cd training
"../$environment/bin/python" -m pacs_watch_training build --recipe "$recipe" --data "$data" \
  --output "../models/$recipe" --work ../.build/training-work
