#!/usr/bin/env bash
# Runs make targets or commands one after another and tells how long each took:
# tools/stages.sh NAME COMMAND [NAME COMMAND]...
# Stops at the first that fails, and fails with it. The times come last either way.
set -euo pipefail

table=
all=$SECONDS
total=$(($# / 2))
done=0
finish() {
    printf '\n%s' "$table"
    if [ "$done" -eq "$total" ]; then
        echo "all $total stages passed in $((SECONDS - all)) s"
    else
        echo "FAILED at stage $((done + 1)) of $total after $((SECONDS - all)) s"
    fi
}
trap finish EXIT
while [ $# -gt 0 ]; do
    printf '\n== %s\n' "$1"
    start=$SECONDS
    result=ok
    # In a shell of its own, so that it can't change the next one's folder or settings.
    bash -euo pipefail -c "$2" </dev/null || result=FAILED
    table+=$(printf '%-12s %-6s %5d s' "$1" "$result" $((SECONDS - start)))$'\n'
    [ "$result" = ok ] || exit 1
    done=$((done + 1))
    shift 2
done
