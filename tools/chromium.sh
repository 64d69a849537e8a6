#!/usr/bin/env bash
# Prints the path of the browser for the end-to-end tests; fails when there is none.
set -euo pipefail
if [ -n "${CHROMIUM-}" ]; then
    command -v "$CHROMIUM"
    exit
fi
for name in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    command -v "$name" && exit
done
exit 1
