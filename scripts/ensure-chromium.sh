#!/usr/bin/env bash
# Prints where Chromium is. Where there is none, installs Debian's package first, which takes root and a package mirror.
set -euo pipefail

find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

find_chromium && exit

# Test files run side by side: the first one installs, the others wait for it.
exec 9>"${TMPDIR:-/tmp}/denglu-ensure-chromium.lock"
flock 9
find_chromium && exit

install() {
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
}
if ! log=$(install 2>&1); then
  printf '%s\n\nThe browser tests need Chromium, and it could not be installed: run "apt-get install chromium" as root.\n' "$log" >&2
  exit 1
fi
find_chromium
