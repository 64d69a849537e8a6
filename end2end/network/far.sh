#!/bin/sh
# A browser at the far end of the line: Playwright takes one file for it, and no words before.
exec $FAR "$CHROMIUM" "$@"
