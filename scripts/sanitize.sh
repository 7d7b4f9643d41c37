#!/usr/bin/env bash
# Decodes undamaged and damaged files in one process, watched (docs/reliability.md):
#   scripts/sanitize.sh address SEED N [FOLDER...]    AddressSanitizer and UndefinedBehaviorSanitizer, in our C and C++
#                                                     and in DCMTK, CharLS, OpenJPEG, libpng, libjpeg-turbo, libdeflate and zlib
#   scripts/sanitize.sh valgrind SEED N [FOLDER...]   Valgrind on the release build and Debian's own libraries: wild reads,
#                                                     and memory that nobody wrote in anything that comes out
# N mutants, then all files of sample-dicom and of the folders. A file that ends the process is reported, and the
# next one goes on behind it. Exit code 1 if there was a finding.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:?usage: scripts/sanitize.sh address|valgrind SEED N [FOLDER...]}
seed=${2:?a seed} count=${3:?a number of mutants}
shift 3
out=.build/sanitize/$mode-$seed
mkdir -p "$out"
rm -f "$out"/*
case $mode in
  address)
    libraries=$(scripts/sanitized-libraries.sh .build/sanitize)
    export PACS_WATCH_CHARLS=$PWD/.build/sanitize/charls
    scripts/charls.sh "$PACS_WATCH_CHARLS" -O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize=vptr,function
    swift build --configuration release --product DecodeFuzz --scratch-path .build/sanitize/swift --sanitize=address \
      -Xcc -fno-sanitize-recover=undefined -Xcc -fsanitize=undefined -Xcxx -fsanitize=undefined \
      -Xcxx -fno-sanitize=vptr,function -Xcxx -fno-sanitize-recover=undefined
    # The symbolizer loads zlib too, and must not get ours.
    printf '#!/bin/sh\nunset LD_LIBRARY_PATH ASAN_OPTIONS\nexec %s "$@"\n' "$(command -v llvm-symbolizer)" > "$out/llvm-symbolizer"
    chmod +x "$out/llvm-symbolizer"
    # No leaks: Swift's metadata caches and DCMTK's registries live as long as the process. No violations of the one
    # definition rule: the three libijg share the names of some tables.
    options=detect_leaks=0:detect_odr_violation=0:detect_stack_use_after_return=1:allocator_may_return_null=1
    export ASAN_OPTIONS=$options:external_symbolizer_path=$PWD/$out/llvm-symbolizer
    export UBSAN_OPTIONS=print_stacktrace=1:external_symbolizer_path=$PWD/$out/llvm-symbolizer
    export LD_LIBRARY_PATH=$libraries SWIFT_BACKTRACE=enable=no
    run=(.build/sanitize/swift/release/DecodeFuzz) ;;
  valgrind)
    swift build --configuration release --product DecodeFuzz --static-swift-stdlib
    # Debian's Valgrind cannot read the toolchain's debug information; names of functions stay without.
    strip -g -o "$out/DecodeFuzz" .build/release/DecodeFuzz
    run=(valgrind --quiet --error-exitcode=99 --num-callers=30 "$out/DecodeFuzz") ;;
  *) echo "no such mode: $mode" >&2; exit 64 ;;
esac

# read_all NAME WORDS_BEFORE_FIRST... -- WORDS_AFTER: runs until all are read, beginning again behind each that ends it.
findings=0
read_all() {
  local name=$1 before=() first=0
  shift
  while [ "$1" != -- ]; do before+=("$1"); shift; done
  shift
  while true; do
    local log="$out/$name-$first.log" rc=0
    "${run[@]}" "${before[@]}" "$first" "$@" > "$out/now.txt" 2> "$log" || rc=$?
    cat "$out/now.txt" >> "$out/$name.txt"
    [ -s "$log" ] || rm -f "$log"
    [ "$rc" = 0 ] && break
    findings=$((findings + 1))
    local last
    last=$(tail -n 1 "$out/now.txt")
    echo "finding ($rc): $name $last, see $log"
    # Valgrind goes on behind a finding, and says so at the end of the range.
    [ "$rc" = 99 ] && break
    [[ ${last%% *} =~ ^[0-9]+$ ]] || { cat "$log" >&2; exit 1; }
    first=$((${last%% *} + 1))
  done
}
read_all mutant --here "$seed" -- "$count" sample-dicom
read_all whole --whole -- sample-dicom "$@"
echo "$mode, seed $seed: $(wc -l < "$out/mutant.txt") mutants, $(wc -l < "$out/whole.txt") whole files, $findings findings"
for name in mutant whole; do
  awk '{ $1 = ""; n = split($0, word, " "); count[word[n] == "picture" ? "picture" : "reason"]++ }
       END { for (kind in count) printf "  '$name': %d ended in a %s\n", count[kind], kind }' "$out/$name.txt"
done
[ "$findings" = 0 ]
