#!/usr/bin/env bash
# Builds the release program; the Swift runtime is linked in, so that it runs without a toolchain.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
swift build --configuration release --product pacs-watch --static-swift-stdlib \
  --explicit-target-dependency-import-check error
