#!/usr/bin/env bash
# Installs whatever the build needs and is not here yet: Debian packages, and the pinned OpenVINO
# and CharLS libraries in folders outside the repository. Safe to repeat.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/versions.sh

install_debian_packages() {
  local missing=()
  for package in $DEBIAN_PACKAGES; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null \
      | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "setup: installing ${missing[*]}" >&2
  if [ "$(id -u)" -ne 0 ]; then
    echo "setup: these Debian packages are missing: ${missing[*]}" >&2
    echo "setup: install them with: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The wheel is used as a plain archive: headers and five libraries, no Python at run time.
install_openvino() {
  local complete="$OPENVINO_HOME/.complete-$OPENVINO_SHA256"
  [ -e "$complete" ] && return
  echo "setup: fetching OpenVINO $OPENVINO_VERSION into $OPENVINO_HOME" >&2
  local work
  work=$(mktemp -d)
  trap 'rm -rf "$work"' RETURN
  python3 -m pip download --quiet --no-deps --dest "$work" --only-binary=:all: \
    --python-version 3.11 --implementation cp --abi cp311 \
    --platform manylinux_2_28_x86_64 "openvino==$OPENVINO_VERSION"
  echo "$OPENVINO_SHA256  $work/$OPENVINO_WHEEL" | sha256sum --check --quiet - || {
    echo "setup: the OpenVINO wheel is not the pinned one; nothing was unpacked" >&2
    exit 1
  }
  unzip -q "$work/$OPENVINO_WHEEL" 'openvino/include/*' 'openvino/libs/*' '*/licenses/*' -d "$work/wheel"
  mkdir -p "$OPENVINO_HOME/lib" "$OPENVINO_HOME/licenses"
  local libs="$work/wheel/openvino/libs"
  for library in libopenvino.so libopenvino_c.so libopenvino_onnx_frontend.so \
    libopenvino_ir_frontend.so libopenvino_intel_cpu_plugin.so libtbb.so libtbbmalloc.so \
    libhwloc.so; do
    cp -a "$libs/$library"* "$OPENVINO_HOME/lib/"
  done
  cp -a "$work/wheel/openvino/include" "$OPENVINO_HOME/"
  cp -a "$work"/wheel/*/licenses/. "$OPENVINO_HOME/licenses/"
  # The linker wants the name without the version.
  ln -sf "$(cd "$OPENVINO_HOME/lib" && ls libopenvino_c.so.*)" "$OPENVINO_HOME/lib/libopenvino_c.so"
  touch "$complete"
}

install_debian_packages
install_openvino
scripts/charls.sh "$CHARLS_HOME"
