#!/usr/bin/env bash
# Prints the Python that has the packages of end2end/outside; installs them at first, outside the clone.
set -euo pipefail
cd "$(dirname "$0")/../end2end/outside"

folder="${XDG_CACHE_HOME:-$HOME/.cache}/zvonok/outside-$(sha256sum requirements.txt | cut -c1-12)"
if [ ! -e "$folder/ready" ]; then
    echo "setup: LiveKit's client for Python takes part in calls: pip install in $folder" >&2
    rm -rf "$folder"
    python3 -m venv "$folder"
    # Nothing is compiled, and nothing comes that is not in the list.
    "$folder/bin/pip" install -q --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.txt
    touch "$folder/ready"
fi
echo "$folder/bin/python"
