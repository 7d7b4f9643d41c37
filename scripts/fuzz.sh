#!/usr/bin/env bash
# N damaged files through the sandboxed decoder, over every transfer syntax: scripts/fuzz.sh SEED N [FOLDER]
# Prints how many ended in a picture and how many in which reason. Without a FOLDER of `syntax-*.dcm` the films are phantoms
# 128 samples wide: small, so that damage meets structure and a second takes hundreds.
# Through the whole daemon: scripts/campaign.sh fuzz. Under AddressSanitizer and Valgrind: scripts/sanitize.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
seed=${1:?usage: scripts/fuzz.sh SEED N [FOLDER]}
count=${2:?usage: scripts/fuzz.sh SEED N [FOLDER]}
films=${3:-.build/fuzz/films}
[ -x .build/release/pacs-watch ] || scripts/build.sh
swift build --configuration release --product DecodeFuzz --static-swift-stdlib
if [ ! -d "$films" ]; then
  part=$films.part
  mkdir -p "$part"
  for syntax in implicit-le explicit-le explicit-be deflated rle jpeg-baseline jpeg-extended jpeg-lossless \
    jpeg-lossless-sv1 jpeg-ls jpeg-ls-near jpeg-2000 jpeg-2000-lossless; do
    .build/release/pacs-watch phantom --output "$part/one" --count 1 --view PA --columns 128 --transfer-syntax "$syntax"
    mv "$part"/one/*.dcm "$part/syntax-$syntax.dcm"
  done
  rmdir "$part/one"
  mv "$part" "$films"
fi
.build/release/DecodeFuzz "$seed" "$count" "$films"
