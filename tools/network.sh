#!/usr/bin/env bash
# Runs a command in a network of its own, where lines can be made bad: tools/network.sh COMMAND...
# Where that is not allowed, runs it all the same, without E2E_NETWORK, and says what is left out.
set -euo pipefail

# Processes of its own too: they all end with the first, whatever ends that.
own=(unshare --net --pid --fork --kill-child --mount-proc)
# An ordinary user may have one as root of a world of his own.
[ "$(id -u)" = 0 ] || own+=(--map-root-user)
if "${own[@]}" bash -c 'ip link set lo up && : <>/dev/net/tun' 2>/dev/null; then
    export E2E_NETWORK=1
    exec "${own[@]}" bash -c 'ip link set lo up && exec "$@"' network "$@"
fi
echo "network: no network namespace or /dev/net/tun here: bad lines and Firefox are skipped"
exec "$@"
