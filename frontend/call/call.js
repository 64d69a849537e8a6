// The one place that knows livekit-client, with the files beside it: what the page of a call needs of
// it, as plain words. Bundled apart and loaded by the page of a call alone
// (`app/src/calling/module.rs` has its types).
import { ConnectionState, Room, RoomEvent, Track, setLogLevel } from 'livekit-client';
import { KINDS, Own, devices } from './own.js';
import { ENDS, SOURCES, failure, moment, person } from './plain.js';
import { Sparing } from './sparing.js';

// What it warns of it mends by itself, and what it cannot mend the page says in its own words.
setLogLevel('silent');

// Somewhere between «at once» and «everybody at the same moment», for three minutes: a server that
// restarts has its pupils back within seconds.
const reconnectPolicy = {
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
    elapsedMs > 180_000 ? null : (retryCount ? 400 : 0) + Math.random() * 400,
};

class Call {
  #changed;
  #room = null;
  #own = new Own();
  #failed = { camera: '', microphone: '', screen: '' };
  #sparing = new Sparing();
  #phase = 'idle';
  #end = '';
  #sounds = new Map();
  #waiting = false;

  constructor(changed) {
    this.#changed = changed;
    navigator.mediaDevices?.addEventListener('devicechange', () => this.#tell());
  }

  /** Turns an own device on or off before the call; tells what was refused by the state. */
  async prepare(kind, on) {
    this.#failed[kind] = '';
    if (!on) {
      await this.#own.release(kind);
    } else {
      try {
        const track = await this.#own.open(kind);
        if (track && this.#room) await this.#send(kind);
        else if (track && kind === 'microphone') this.#own.measure();
      } catch (cause) {
        this.#failed[kind] = failure(cause);
      }
    }
    this.#tell();
  }

  // Sends what was prepared, as soon as it is there: the browser's prompt may be answered after
  // «Присоединиться», and somebody may have turned the device on in the call meanwhile.
  async #send(kind) {
    const track = this.#own.tracks[kind];
    const room = this.#room;
    if (!track || room?.state !== ConnectionState.Connected) return;
    const sent = room.localParticipant.getTrackPublication(SOURCES[kind]);
    if (sent?.track === track) return;
    if (sent) return this.#own.release(kind);
    try {
      await room.localParticipant.publishTrack(track, { source: SOURCES[kind] });
    } catch (cause) {
      this.#failed[kind] = 'forbidden';
      await this.#own.release(kind);
    }
  }

  /** How loud the own microphone is, 0 to 1. */
  level() {
    return this.#own.level();
  }

  /** The devices there are, as JSON: [{kind, id, name}]. */
  async devices() {
    return JSON.stringify(await devices());
  }

  /** Comes in with what was prepared. */
  async join(url, token) {
    const room = new Room({
      adaptiveStream: true,
      dynacast: true,
      reconnectPolicy,
      publishDefaults: { videoCodec: 'vp8', backupCodec: false },
      // For what is turned on in the call for the first time.
      videoCaptureDefaults: this.#own.preferred('camera'),
      audioCaptureDefaults: this.#own.preferred('microphone'),
    });
    this.#room = room;
    this.#phase = 'connecting';
    this.#end = '';
    const tell = () => this.#tell();
    // What an earlier call says after its end concerns nobody.
    const isThis = () => this.#room === room;
    for (const event of Object.values(RoomEvent)) room.on(event, tell);
    room.on(RoomEvent.TrackSubscribed, (track) => {
      if (track.kind !== Track.Kind.Audio) return;
      const sound = track.attach();
      this.#sounds.set(track, sound);
      document.body.append(sound);
    });
    room.on(RoomEvent.TrackUnsubscribed, (track) => {
      track.detach().forEach((element) => element.remove());
      this.#sounds.delete(track);
    });
    room.on(RoomEvent.ConnectionStateChanged, (state) => {
      if (!isThis()) return;
      if (state === ConnectionState.Connected) this.#phase = 'in';
      else if (state === ConnectionState.Disconnected) this.#phase = 'out';
      else if (this.#phase === 'in') this.#phase = 'back';
      this.#tell();
    });
    room.on(RoomEvent.Disconnected, (reason) => {
      if (!isThis()) return;
      this.#phase = 'out';
      this.#end = ENDS[reason] ?? 'lost';
      this.#sounds.forEach((sound) => sound.remove());
      this.#sounds.clear();
      // Whatever ended the call, the camera and the microphone are closed after it.
      void this.#own.close().then(() => this.#tell());
    });
    try {
      await this.#own.quiet();
      await room.connect(url, token, { websocketTimeout: 5_000, peerConnectionTimeout: 10_000 });
    } catch (cause) {
      if (isThis()) {
        this.#phase = 'out';
        this.#end = 'lost';
        await this.#own.close();
        this.#tell();
      }
      throw cause;
    }
    for (const kind of ['microphone', 'camera']) await this.#send(kind);
    this.#tell();
  }

  /** Turns an own source on or off in the call. */
  async set(kind, on) {
    this.#failed[kind] = '';
    const me = this.#room?.localParticipant;
    if (!me) return;
    try {
      if (kind === 'camera') await me.setCameraEnabled(on);
      else if (kind === 'microphone') await me.setMicrophoneEnabled(on);
      else
        await me.setScreenShareEnabled(on, {
          audio: true,
          contentHint: 'text',
          selfBrowserSurface: 'exclude',
          surfaceSwitching: 'include',
        });
    } catch (cause) {
      // Whoever closes the choice of a screen has changed their mind.
      if (kind !== 'screen' || cause?.name !== 'NotAllowedError') this.#failed[kind] = failure(cause);
    }
    this.#tell();
  }

  /** Takes another device; none: whichever the browser takes. */
  async choose(kind, device) {
    this.#own.chosen[kind] = device;
    if (!this.#room) return this.prepare(kind, true);
    this.#failed[kind] = '';
    try {
      await this.#switch(kind);
    } catch (cause) {
      this.#failed[kind] = failure(cause);
      // The one before has been closed for this one.
      this.#own.chosen[kind] = '';
      await this.#switch(kind).catch(() => {});
    }
    this.#tell();
  }

  #switch(kind) {
    const device = this.#own.chosen[kind];
    // No device is named so: asked for exactly it would not be found.
    return this.#room.switchActiveDevice(KINDS[kind], device || 'default', Boolean(device));
  }

  // The device that is open, or else the one that would be.
  #using(kind) {
    const sent = this.#room?.localParticipant.getTrackPublication(SOURCES[kind])?.track;
    const track = sent ?? this.#own.tracks[kind];
    const open = track && !track.isMuted && track.mediaStreamTrack.readyState === 'live';
    return (open && track.mediaStreamTrack.getSettings().deviceId) || this.#own.chosen[kind];
  }

  /** «Экономия трафика»: sound, screens, and one small picture. */
  save(on) {
    this.#sparing.on = on;
    this.#tell();
  }

  /** Raises the own hand, or lowers it: the moment is told, so that hands keep their order. */
  async hand(up) {
    await this.#room?.localParticipant.setAttributes({ hand: up ? String(Date.now()) : '' });
  }

  /** Plays sound that the browser has held back; to be called in a click. */
  async listen() {
    await this.#room?.startAudio();
    this.#tell();
  }

  async leave() {
    const room = this.#room;
    this.#own.forget('camera');
    this.#own.forget('microphone');
    await room?.disconnect();
    // Whoever is on the way back already keeps what is open now.
    if (this.#room === room) await this.#own.close();
  }

  /** Back before the call, after it. */
  again() {
    this.#room = null;
    this.#phase = 'idle';
    this.#end = '';
    this.#tell();
  }

  /** Shows somebody's camera or screen in a video element; nobody: the own prepared camera. */
  show(identity, kind, element) {
    const track = identity === '' ? this.#own.tracks.camera : this.#publication(identity, kind)?.track;
    if (!track || track.attachedElements.includes(element)) return;
    track.attach(element);
  }

  #publication(identity, kind) {
    const room = this.#room;
    if (!room) return undefined;
    const me = room.localParticipant;
    const who = me.identity === identity ? me : room.remoteParticipants.get(identity);
    return who?.getTrackPublication(SOURCES[kind]);
  }

  /** How everything stands, as JSON. */
  state() {
    const room = this.#room;
    const own = this.#own.tracks;
    const people = room
      ? [person(room.localParticipant, true), ...[...room.remoteParticipants.values()].map((one) => person(one, false))]
      : [];
    const rights = room?.localParticipant.permissions;
    const sources = rights?.canPublishSources ?? [];
    // 1, 2, 3: camera, microphone, screen (LiveKit's TrackSource).
    const may = (source) =>
      (rights?.canPublish ?? true) && (sources.length === 0 || sources.includes(source));
    return JSON.stringify({
      phase: this.#phase,
      end: this.#end,
      people: people.filter((one) => one.id),
      prepared: { camera: Boolean(own.camera), microphone: Boolean(own.microphone) },
      using: { camera: this.#using('camera'), microphone: this.#using('microphone') },
      failed: this.#failed,
      may: { camera: may(1), microphone: may(2), screen: may(3) },
      floor: moment(room?.localParticipant.attributes.floor),
      silent: room ? !room.canPlaybackAudio : false,
      shares: Boolean(navigator.mediaDevices?.getDisplayMedia),
    });
  }

  // Changes come in bursts: the page is told once for all of them.
  #tell() {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      if (this.#room) this.#sparing.apply(this.#room);
      this.#changed(this.state());
    }, 16);
  }
}

globalThis.zvonokCall = { open: (changed) => new Call(changed) };
