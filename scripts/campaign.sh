#!/usr/bin/env bash
# Long runs that try to make the release program lose or double something (docs/reliability.md):
#   scripts/campaign.sh crash --kills N --seed S
#   scripts/campaign.sh burst --files N | --old N
#   scripts/campaign.sh poison --order newest
#   scripts/campaign.sh soak --minutes M [--rate FILES_A_SECOND]
#   scripts/campaign.sh fuzz --files N --seed S
set -euo pipefail
cd "$(dirname "$0")/.."
case " $* " in
  *" --program "*) ;;
  *) [ -x .build/release/pacs-watch ] || scripts/build.sh ;;
esac
exec python3 -m campaigns "$@"
