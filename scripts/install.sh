#!/usr/bin/env bash
# Puts program, libraries, bundles, unit and example configuration under PREFIX (DESTDIR before it,
# for packagers). `--remove` takes away what it put there, and neither configuration nor results.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/versions.sh
PREFIX=${PREFIX:-/usr/local}
root="${DESTDIR:-}"
share="$root$PREFIX/share/pacs-watch"
units="$root/lib/systemd/system"

if [ "${1:-}" = --remove ]; then
  rm -rf "$root$PREFIX/bin/pacs-watch" "$root$PREFIX/lib/pacs-watch" "$share" \
    "$root$PREFIX/share/doc/pacs-watch" "$units/pacs-watch.service" \
    "$root/usr/lib/sysusers.d/pacs-watch.conf" \
    "$root$PREFIX/share/bash-completion/completions/pacs-watch" \
    "$root$PREFIX/share/zsh/site-functions/_pacs-watch" \
    "$root$PREFIX/share/fish/vendor_completions.d/pacs-watch.fish"
  echo "Removed the program. Configuration (/etc/pacs-watch) and results stay."
  exit 0
fi

program=.build/release/pacs-watch
[ -x "$program" ] || { echo "install: build first: make build" >&2; exit 1; }
install -D -m 0755 "$program" "$root$PREFIX/bin/pacs-watch"
install -d "$root$PREFIX/lib/pacs-watch" "$share/models"
cp -a "$OPENVINO_HOME"/lib/. "$root$PREFIX/lib/pacs-watch/"
cp -R models/. "$share/models/"
install -D -m 0644 etc/pacs-watch.yaml "$share/pacs-watch.example.yaml"
for document in README.md CHANGELOG.md LICENSE; do
  install -D -m 0644 "$document" "$root$PREFIX/share/doc/pacs-watch/$document"
done
install -d "$root$PREFIX/share/doc/pacs-watch/openvino-licenses"
cp -R "$OPENVINO_HOME/licenses/." "$root$PREFIX/share/doc/pacs-watch/openvino-licenses/"
install -D -m 0644 "$CHARLS_HOME/licenses/CharLS.md" "$root$PREFIX/share/doc/pacs-watch/CharLS.md"
install -d "$units"
sed "s|@PREFIX@|$PREFIX|g" systemd/pacs-watch.service > "$units/pacs-watch.service"
install -D -m 0644 systemd/pacs-watch.sysusers "$root/usr/lib/sysusers.d/pacs-watch.conf"
install -d "$root$PREFIX/share/bash-completion/completions" \
  "$root$PREFIX/share/zsh/site-functions" "$root$PREFIX/share/fish/vendor_completions.d"
"$program" --generate-completion-script bash > "$root$PREFIX/share/bash-completion/completions/pacs-watch"
"$program" --generate-completion-script zsh > "$root$PREFIX/share/zsh/site-functions/_pacs-watch"
"$program" --generate-completion-script fish > "$root$PREFIX/share/fish/vendor_completions.d/pacs-watch.fish"
if [ ! -e "$root/etc/pacs-watch/pacs-watch.yaml" ]; then
  install -D -m 0644 etc/pacs-watch.yaml "$root/etc/pacs-watch/pacs-watch.yaml"
fi
cat <<TEXT
Installed under $root$PREFIX. To run it as a service:
  systemd-sysusers && systemctl daemon-reload
  edit /etc/pacs-watch/pacs-watch.yaml, then: systemctl enable --now pacs-watch
TEXT
