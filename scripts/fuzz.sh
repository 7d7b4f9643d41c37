#!/usr/bin/env bash
# N damaged files over every transfer syntax of sample-dicom through the sandboxed decoder:
# scripts/fuzz.sh SEED N. Prints how many ended in a picture and how many in which reason.
# Through the whole daemon: scripts/campaign.sh fuzz. Under AddressSanitizer and Valgrind: scripts/sanitize.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
seed=${1:?usage: scripts/fuzz.sh SEED N}
count=${2:?usage: scripts/fuzz.sh SEED N}
swift build --configuration release --product DecodeFuzz --static-swift-stdlib
.build/release/DecodeFuzz "$seed" "$count" sample-dicom
