#!/usr/bin/env bash
# Trains a bundle from labelled films by one command: data -> training -> ONNX, checked -> bundle with card.
#   DATA=folder with cxr/, lungs/, ct/   RECIPE=chest-xray-3class   scripts/models.sh
# RECIPE is a name in training/recipes; WEIGHTS a file of pretrained weights for networks that no registry serves any
# for, or none; OUTPUT another folder than models/RECIPE. FOLDS=5 cross-validates first: the card then has the figures over all
# films, and the limit of the least probable finding comes from them. Checkpoints, loss curves and the environment lie under .build; a
# run that was ended is taken up again.
set -euo pipefail
cd "$(dirname "$0")/.."
recipe=${RECIPE:-chest-xray-3class}
known=$(grep -l '^kind: classifier' training/recipes/*.yaml | xargs -n1 basename -s .yaml)
grep -qx -- "$recipe" <<<"$known" || { echo "models: RECIPE is one of" $known >&2; exit 64; }
data=$(realpath "${DATA:-../shared/data}")
pictures=$(sed -n 's/^pictures: *//p' "training/recipes/$recipe.yaml")
[ -d "$data/${pictures:-cxr}" ] || { echo "models: no ${pictures:-cxr}/ in $data; set DATA" >&2; exit 1; }
output=$(realpath -m "${OUTPUT:-models/$recipe}")
weights=${WEIGHTS:-packaged}
case $weights in packaged | none) ;; *) weights=$(realpath "$weights") ;; esac
environment=.build/training
stamp="$environment/.$(sha256sum training/pyproject.toml | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/python" -m pip install --quiet -e 'training[architectures,int8]'
  touch "$stamp"
fi
cd training
if [ -n "${FOLDS:-}" ]; then
  "../$environment/bin/python" -m pacs_watch_training cross-validate --recipe "$recipe" --data "$data" \
    --work ../.build/training-work --weights "$weights" --folds "$FOLDS"
fi
"../$environment/bin/python" -m pacs_watch_training build --recipe "$recipe" --data "$data" \
  --output "$output" --work ../.build/training-work --weights "$weights"
