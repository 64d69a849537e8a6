"""Takes part in a call by LiveKit's own Python package: none of our code is in it.

One line of input says where, `{"url": …, "token": …}`. Sends a picture that is red and blue by turns and a
tone; tells twice a second, as a line of JSON, what it has decoded of others. Goes when the input ends.
"""

import asyncio
import json
import math
import sys

import numpy
from livekit import rtc

WIDTH, HEIGHT, FRAMES_PER_SECOND = 640, 360, 15
RATE, BLOCK = 48_000, 480
RED, BLUE = (220, 30, 30, 255), (30, 30, 220, 255)
LOUD = 500

seen = {"pictures": 0, "different": 0, "width": 0, "height": 0, "blocks": 0, "loud": 0}


async def watch(track: rtc.Track) -> None:
    last = None
    async for event in rtc.VideoStream(track):
        frame = event.frame
        now = hash(bytes(frame.data))
        seen["pictures"] += 1
        seen["different"] += now != last
        seen["width"], seen["height"] = frame.width, frame.height
        last = now


async def listen(track: rtc.Track) -> None:
    async for event in rtc.AudioStream(track):
        seen["blocks"] += 1
        seen["loud"] += int(numpy.abs(numpy.frombuffer(event.frame.data, numpy.int16)).max() > LOUD)


async def show(source: rtc.VideoSource) -> None:
    number = 0
    while True:
        colour = RED if number // FRAMES_PER_SECOND % 2 else BLUE
        picture = bytes(colour) * (WIDTH * HEIGHT)
        source.capture_frame(rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.RGBA, picture))
        number += 1
        await asyncio.sleep(1 / FRAMES_PER_SECOND)


async def sound(source: rtc.AudioSource) -> None:
    at = 0
    while True:
        wave = [int(8_000 * math.sin(2 * math.pi * 440 * (at + n) / RATE)) for n in range(BLOCK)]
        at += BLOCK
        data = numpy.array(wave, numpy.int16).tobytes()
        # Waits by itself while it has enough.
        await source.capture_frame(rtc.AudioFrame(data, RATE, 1, BLOCK))


async def tell() -> None:
    while True:
        print(json.dumps(seen), flush=True)
        await asyncio.sleep(0.5)


async def main() -> None:
    way = json.loads(sys.stdin.readline())
    room = rtc.Room()
    work: list[asyncio.Task] = []

    @room.on("track_subscribed")
    def subscribed(track: rtc.Track, *_: object) -> None:
        take = watch if track.kind == rtc.TrackKind.KIND_VIDEO else listen
        work.append(asyncio.create_task(take(track)))

    await room.connect(way["url"], way["token"])
    camera, microphone = rtc.VideoSource(WIDTH, HEIGHT), rtc.AudioSource(RATE, 1)
    for track, source in (
        (rtc.LocalVideoTrack.create_video_track("camera", camera), rtc.TrackSource.SOURCE_CAMERA),
        (rtc.LocalAudioTrack.create_audio_track("microphone", microphone), rtc.TrackSource.SOURCE_MICROPHONE),
    ):
        await room.local_participant.publish_track(track, rtc.TrackPublishOptions(source=source))
    work += [asyncio.create_task(one) for one in (show(camera), sound(microphone), tell())]
    await asyncio.to_thread(sys.stdin.read)
    for one in work:
        one.cancel()
    await room.disconnect()


asyncio.run(main())
