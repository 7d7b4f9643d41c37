#!/usr/bin/env bash
# Builds the pinned CharLS as a static library: FOLDER/include and FOLDER/lib/libcharls.a.
#   scripts/charls.sh FOLDER [COMPILER_FLAG...]
# Debian's builds, DCMTK's copy among them, keep the assertions of its inner loops and take twice the time.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/versions.sh
folder=${1:?usage: scripts/charls.sh FOLDER [COMPILER_FLAG...]}
shift
complete="$folder/.complete-$CHARLS_SHA256"
[ -e "$complete" ] && exit
echo "setup: building CharLS $CHARLS_VERSION into $folder" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The source as a Python package carries it; nothing of Python is built.
python3 -m pip download --quiet --no-deps --no-binary pyjpegls --dest "$work" "pyjpegls==$PYJPEGLS_VERSION"
echo "$CHARLS_SHA256  $work/pyjpegls-$PYJPEGLS_VERSION.tar.gz" | sha256sum --check --quiet - || {
  echo "setup: the source of CharLS is not the pinned one; nothing was built" >&2
  exit 1
}
tar -xzf "$work/pyjpegls-$PYJPEGLS_VERSION.tar.gz" -C "$work"
source="$work/pyjpegls-$PYJPEGLS_VERSION/lib/charls"
# The compiler that also builds our C and C++.
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang++
flags=(-std=c++17 -O3 -DNDEBUG -fPIC -fvisibility=hidden -DCHARLS_STATIC -DCHARLS_LIBRARY_BUILD "-I$source/include" "$@")
printf '%s\n' "$source"/src/*.cpp | xargs -P "$(nproc)" -I{} sh -c '"$0" "$@" -c "{}" -o "{}.o"' "$clang" "${flags[@]}"
mkdir -p "$folder/lib" "$folder/licenses"
rm -f "$folder/lib/libcharls.a"
"${clang%/*}/llvm-ar" rcs "$folder/lib/libcharls.a" "$source"/src/*.o
cp -R "$source/include" "$folder/"
cp "$source/README.md" "$folder/licenses/CharLS.md"
touch "$complete"
