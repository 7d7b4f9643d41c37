#!/usr/bin/env bash
# Formatting by swift-format, and the house's limit of 300 lines a file.
set -euo pipefail
cd "$(dirname "$0")/.."
swift format lint --strict --recursive --parallel Sources Tests benchmarks Package.swift
long=$(git ls-files --cached --others --exclude-standard \
    '*.swift' '*.cpp' '*.c' '*.h' '*.hpp' '*.py' '*.sh' \
  | while read -r file; do
      [ -f "$file" ] || continue
      lines=$(wc -l < "$file"); [ "$lines" -le 300 ] || echo "$file: $lines lines"
    done)
if [ -n "$long" ]; then
  echo "lint: over 300 lines:" >&2
  echo "$long" >&2
  exit 1
fi
