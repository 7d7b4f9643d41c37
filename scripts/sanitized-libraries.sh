#!/usr/bin/env bash
# Builds DCMTK, OpenJPEG, libpng, libjpeg-turbo, libdeflate and zlib from Debian's sources with AddressSanitizer and
# UndefinedBehaviorSanitizer, under the names that programs load; scripts/sanitize.sh puts them first.
#   scripts/sanitized-libraries.sh FOLDER
# Prints the folder of the libraries. Only what the decoder loads is built; it takes some minutes.
set -euo pipefail
folder=$(realpath -m "${1:?usage: scripts/sanitized-libraries.sh FOLDER}")
libraries=$folder/lib
[ -e "$folder/.complete" ] && { echo "$libraries"; exit; }
mkdir -p "$folder/source" "$folder/apt/partial" "$libraries"

# The toolchain's own compiler: program and libraries must share one sanitizer.
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
flags="-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize=vptr,function"
missing=()
for package in cmake ninja-build dpkg-dev; do
  dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] || apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2

source /etc/os-release
# The mirror that this machine takes its packages from, point releases only: mirrors drop security updates' sources sooner
# than their lists do.
mirror=$(apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Release: $VERSION_CODENAME" "Component: main" | sed -n 1p)
[ -n "$mirror" ] || { echo "sanitized-libraries: apt names no archive of Debian $VERSION_CODENAME, main; name one in its sources" >&2; exit 1; }
echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $VERSION_CODENAME main" > "$folder/sources.list"
apt=(apt-get -qq -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null -o APT::Sandbox::User=root
     -o "Dir::State::lists=$folder/apt" -o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache=)
cd "$folder/source"
if [ ! -e .complete ]; then
  "${apt[@]}" update >&2
  "${apt[@]}" source dcmtk openjpeg2 libpng1.6 zlib libdeflate libjpeg-turbo >&2
  touch .complete
fi

# cmake's own look at the compiler must not leak-check its probes.
export ASAN_OPTIONS=detect_leaks=0 CC=$clang CXX=$clang++ CFLAGS=$flags CXXFLAGS=$flags
configured() {
  local name=$1
  shift
  cmake -G Ninja -S "$folder/source/$name"-*/ -B "$folder/build/$name" -DBUILD_SHARED_LIBS=ON \
    -DCMAKE_BUILD_TYPE=None -DCMAKE_SHARED_LINKER_FLAGS=-fsanitize=address,undefined "$@" >&2
}
# Debian's tarball lacks what zlib's CMake file names.
(cd "$folder"/source/zlib-*/ && ./configure >&2 &&
  make -s libz.so.1.2.13 LDSHARED="$clang -shared -Wl,-soname,libz.so.1,--version-script,zlib.map $flags" >&2)
cp "$folder"/source/zlib-*/libz.so.1.2.13 "$libraries/libz.so.1"
make -s -C "$folder"/source/libdeflate-*/ libdeflate.so.0 CC="$clang" CFLAGS="$flags" LDFLAGS=-fsanitize=address,undefined >&2
cp "$folder"/source/libdeflate-*/libdeflate.so.0 "$libraries/"
configured openjpeg2 -DBUILD_CODEC=OFF
ninja -C "$folder/build/openjpeg2" openjp2 >&2
configured libpng1.6 -DPNG_TESTS=OFF -DPNG_STATIC=OFF
ninja -C "$folder/build/libpng1.6" png >&2
# Without assembler: what it writes could not be watched.
configured libjpeg-turbo -DWITH_SIMD=OFF -DENABLE_STATIC=OFF
ninja -C "$folder/build/libjpeg-turbo" turbojpeg >&2
# Of DCMTK what sees a codestream: the others only carry it, and DcmRLEDecoder is compiled into CDcmtk.
dcmtk=$(echo "$folder"/source/dcmtk-*/)
dcmtk_library() {
  local name=$1 sources=$2 objects=$folder/build/$1
  shift 2
  mkdir -p "$objects"
  local file
  for file in "$dcmtk/$sources"/*.c*; do
    [ -s "$objects/${file##*/}.o" ] && continue
    echo "${file##*/}" >&2
    # shellcheck disable=SC2086
    case $file in *.c) echo "$clang" -std=gnu99 ;; *) echo "$clang++" -std=c++17 ;; esac | {
      read -r -a compiler
      "${compiler[@]}" $flags -w -fPIC -c "$file" -o "$objects/${file##*/}.o" -DUSE_NULL_SAFE_OFSTRING -D_REENTRANT -DDCMTK_HAVE_POLL=1 \
        "-I$dcmtk/$sources" "-I$dcmtk"/dcmjpeg/libijg{8,12,16} "-I$dcmtk/dcmjpeg/include"
    }
  done
  # shellcheck disable=SC2086
  "$clang++" $flags -shared "-Wl,-soname,lib$name.so.17" "$objects"/*.o -o "$libraries/lib$name.so.17" "-L$libraries" "$@" \
    -ldcmimgle -ldcmdata -loflog -lofstd
}
for bits in 8 12 16; do dcmtk_library "ijg$bits" "dcmjpeg/libijg$bits"; done
dcmtk_library dcmjpeg dcmjpeg/libsrc -l:libijg{8,12,16}.so.17 -ldcmimage
find "$folder/build" -name 'lib*.so*' -not -path '*/CMakeFiles/*' -exec cp -a {} "$libraries/" \;
touch "$folder/.complete"
echo "$libraries"
