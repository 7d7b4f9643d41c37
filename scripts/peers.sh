#!/usr/bin/env bash
# Sets up the peers that tests compare with: Debian's dcmtk and dicom3tools, and pydicom, OpenCV's
# Python, ONNX Runtime and others in an environment of their own under .build. Prints the Python to
# put into PACS_WATCH_PEERS.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/versions.sh
missing=()
for package in $PEER_PACKAGES; do
  dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null \
    | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "peers: installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
peers=.build/peers
stamp="$peers/.$(sha256sum Tests/Peers/requirements.txt | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  rm -rf "$peers"
  python3 -m venv "$peers"
  "$peers/bin/python" -m pip install --quiet --requirement Tests/Peers/requirements.txt >&2
  touch "$stamp"
fi
echo "$PWD/$peers/bin/python"
