"""A line to a network of its own, as bad as one asks: `tools/network.sh python3 end2end/network/line.py`.

In the namespace that it is started in is the near end, 10.77.0.2. The far end, 10.77.0.1, is in a new network namespace, this process's own:
`nsenter --net=/proc/PID/ns/net`. Each line of input is a JSON object of what the line is like from now on,
`{"down": {"loss": 0.05, "delay": 0.1, "rate": 300000}, "up": {}, "udp": false}` (seconds, bits a second;
`down` is towards here), and is answered by a line. The end of the input is the end of it all: devices and
namespace belong to this process, so nothing is ever left behind.

In place of `tc netem`, which many kernels are built without; a tun device is in all of them.
"""

import ctypes
import fcntl
import json
import os
import random
import selectors
import struct
import subprocess
import sys
import time
from collections import deque

CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# What a router at home holds back before it drops, as seconds of its rate.
PATIENCE = 0.3
UDP = 17


def end(address: str) -> int:
    """A device in the namespace that this process is in now, as a file of packets."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    told = fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", b"line%d", IFF_TUN | IFF_NO_PI))
    name = told[:16].rstrip(b"\0").decode()
    for words in (f"address add {address}/24 dev {name}", f"link set {name} up", "link set lo up"):
        subprocess.run(["ip", *words.split()], check=True)
    return device


class Way:
    """One direction of the line."""

    def __init__(self, source: int, target: int) -> None:
        self.source, self.target = source, target
        self.chance = random.Random(20)
        self.waiting: deque[tuple[float, bytes]] = deque()
        self.free_at = 0.0
        self.like(True)

    def like(self, udp: bool, loss: float = 0.0, delay: float = 0.0, rate: float = 0.0) -> None:
        self.udp, self.loss, self.delay, self.rate = udp, loss, delay, rate

    def take(self) -> None:
        """Everything that has come in."""
        while packet := read(self.source):
            now = time.monotonic()
            if packet[9] == UDP and not self.udp or self.chance.random() < self.loss:
                continue
            leaves = now
            if self.rate:
                leaves = max(now, self.free_at)
                if leaves - now > PATIENCE:
                    continue
                leaves = self.free_at = leaves + len(packet) * 8 / self.rate
            self.waiting.append((leaves + self.delay, packet))

    def give(self) -> float | None:
        """Everything that is due; how long until the next."""
        while self.waiting:
            due, packet = self.waiting[0]
            left = due - time.monotonic()
            if left > 0:
                return left
            self.waiting.popleft()
            try:
                os.write(self.target, packet)
            except BlockingIOError:
                pass  # A full device drops, as any other.
        return None


def read(device: int) -> bytes | None:
    try:
        return os.read(device, 65536)
    except BlockingIOError:
        return None


def main() -> None:
    near = end("10.77.0.2")
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "no new network namespace")
    far = end("10.77.0.1")
    up, down = Way(near, far), Way(far, near)
    print("ready", flush=True)
    watched = selectors.DefaultSelector()
    for one in (near, far, sys.stdin):
        watched.register(one, selectors.EVENT_READ)
    while True:
        nexts = [left for left in (up.give(), down.give()) if left is not None]
        for key, _ in watched.select(min(nexts, default=None)):
            if key.fileobj is not sys.stdin:
                (up if key.fileobj == near else down).take()
            elif asked := sys.stdin.readline():
                like = json.loads(asked)
                for way, name in ((up, "up"), (down, "down")):
                    way.like(like.get("udp", True), **like.get(name, {}))
                print("so", flush=True)
            else:
                return


main()
