#!/usr/bin/env bash
# Sets up the peers that tests compare with (pydicom, OpenCV's Python, ONNX Runtime, ...), in an
# environment of their own under .build, and prints the Python to put into PACS_WATCH_PEERS.
set -euo pipefail
cd "$(dirname "$0")/.."
peers=.build/peers
stamp="$peers/.$(sha256sum Tests/Peers/requirements.txt | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  if ! python3 -c 'import ensurepip' 2>/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
  fi
  rm -rf "$peers"
  python3 -m venv "$peers"
  "$peers/bin/python" -m pip install --quiet --requirement Tests/Peers/requirements.txt
  touch "$stamp"
fi
echo "$PWD/$peers/bin/python"
