// The one place that knows livekit-client: what the page of a call needs of it, as plain words.
// Bundled apart and loaded by the page of a call alone (`app/src/calling/module.rs` has its types).
import {
  ConnectionQuality,
  ConnectionState,
  DisconnectReason,
  MediaDeviceFailure,
  Room,
  RoomEvent,
  Track,
  VideoPresets,
  VideoQuality,
  createAudioAnalyser,
  createLocalAudioTrack,
  createLocalVideoTrack,
  setLogLevel,
} from 'livekit-client';

// What it warns of it mends by itself, and what it cannot mend the page says in its own words.
setLogLevel('silent');

const SOURCES = {
  camera: Track.Source.Camera,
  microphone: Track.Source.Microphone,
  screen: Track.Source.ScreenShare,
};

// The browser's names.
const KINDS = { camera: 'videoinput', microphone: 'audioinput' };
const kindOf = (device) => Object.keys(KINDS).find((kind) => KINDS[kind] === device.kind);

// Somewhere between «at once» and «everybody at the same moment», for three minutes: a server that
// restarts has its pupils back within seconds.
const reconnectPolicy = {
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
    elapsedMs > 180_000 ? null : (retryCount ? 400 : 0) + Math.random() * 400,
};

const failure = (cause) => {
  switch (MediaDeviceFailure.getFailure(cause)) {
    case MediaDeviceFailure.PermissionDenied:
      return 'denied';
    case MediaDeviceFailure.NotFound:
      return 'missing';
    case MediaDeviceFailure.DeviceInUse:
      return 'busy';
    default:
      return window.isSecureContext ? 'other' : 'insecure';
  }
};

const ENDS = {
  [DisconnectReason.DUPLICATE_IDENTITY]: 'elsewhere',
  [DisconnectReason.PARTICIPANT_REMOVED]: 'removed',
  [DisconnectReason.ROOM_DELETED]: 'over',
  [DisconnectReason.ROOM_CLOSED]: 'over',
  [DisconnectReason.CLIENT_INITIATED]: 'left',
};

const WEAK = [ConnectionQuality.Poor, ConnectionQuality.Lost];

// A moment in an attribute. Anybody may write anything there.
const moment = (text) => {
  const at = Number(text);
  return Number.isSafeInteger(at) && at > 0 ? at : 0;
};

class Call {
  #changed;
  #room = null;
  #own = { camera: null, microphone: null };
  // What was chosen; nothing: as the browser has it.
  #chosen = { camera: '', microphone: '' };
  #wishes = { camera: 0, microphone: 0 };
  #failed = { camera: '', microphone: '', screen: '' };
  #meter = null;
  #phase = 'idle';
  #end = '';
  #sounds = new Map();
  #waiting = false;
  #saving = false;
  #spared = '';

  constructor(changed) {
    this.#changed = changed;
    navigator.mediaDevices?.addEventListener('devicechange', () => this.#tell());
  }

  /** Turns an own device on or off before the call; tells what was refused by the state. */
  async prepare(kind, on) {
    this.#failed[kind] = '';
    const wish = ++this.#wishes[kind];
    await this.#release(kind);
    if (on) {
      try {
        const id = this.#chosen[kind] || undefined;
        const track =
          kind === 'camera'
            ? await createLocalVideoTrack({ deviceId: id, resolution: VideoPresets.h720.resolution })
            : await createLocalAudioTrack({ deviceId: id, echoCancellation: true, noiseSuppression: true });
        // Meanwhile something else was wished for.
        if (wish !== this.#wishes[kind]) {
          track.stop();
          return;
        }
        this.#own[kind] = track;
        if (this.#room) await this.#send(kind);
        else if (kind === 'microphone') this.#measure(track);
      } catch (cause) {
        if (wish === this.#wishes[kind]) this.#failed[kind] = failure(cause);
      }
    }
    this.#tell();
  }

  // The meter hears a copy of the track, which stays open on its own.
  #measure(track) {
    this.#meter = createAudioAnalyser(track, {
      cloneTrack: true,
      fftSize: 256,
      smoothingTimeConstant: 0.4,
      maxDecibels: -30,
    });
  }

  async #quiet() {
    const meter = this.#meter;
    this.#meter = null;
    await meter?.cleanup();
  }

  async #release(kind) {
    this.#own[kind]?.stop();
    this.#own[kind] = null;
    if (kind === 'microphone') await this.#quiet();
  }

  // A prompt of the browser that is answered after this opens nothing.
  #forget() {
    this.#wishes.camera += 1;
    this.#wishes.microphone += 1;
  }

  async #close() {
    this.#forget();
    await this.#release('camera');
    await this.#release('microphone');
  }

  // Sends what was prepared, as soon as it is there: the browser's prompt may be answered after
  // «Присоединиться», and somebody may have turned the device on in the call meanwhile.
  async #send(kind) {
    const track = this.#own[kind];
    const room = this.#room;
    if (!track || room?.state !== ConnectionState.Connected) return;
    const sent = room.localParticipant.getTrackPublication(SOURCES[kind]);
    if (sent?.track === track) return;
    if (sent) return this.#release(kind);
    try {
      await room.localParticipant.publishTrack(track, { source: SOURCES[kind] });
    } catch (cause) {
      this.#failed[kind] = 'forbidden';
      await this.#release(kind);
    }
  }

  /** How loud the own microphone is, 0 to 1. */
  level() {
    return this.#meter ? Math.min(1, this.#meter.calculateVolume()) : 0;
  }

  /** The devices there are, as JSON: [{kind, id, name}]. */
  async devices() {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return JSON.stringify(
      all
        .map((one) => ({ kind: kindOf(one), id: one.deviceId, name: one.label }))
        .filter((one) => one.kind && one.id),
    );
  }

  /** Comes in with what was prepared. */
  async join(url, token) {
    const room = new Room({
      adaptiveStream: true,
      dynacast: true,
      reconnectPolicy,
      publishDefaults: { videoCodec: 'vp8', backupCodec: false, red: false },
      // For what is turned on in the call for the first time.
      videoCaptureDefaults: this.#preferred('camera'),
      audioCaptureDefaults: this.#preferred('microphone'),
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
      void this.#close().then(() => this.#tell());
    });
    try {
      await this.#quiet();
      await room.connect(url, token, { websocketTimeout: 5_000, peerConnectionTimeout: 10_000 });
    } catch (cause) {
      if (isThis()) {
        this.#phase = 'out';
        this.#end = 'lost';
        await this.#close();
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
    this.#chosen[kind] = device;
    if (!this.#room) return this.prepare(kind, true);
    this.#failed[kind] = '';
    try {
      await this.#switch(kind);
    } catch (cause) {
      this.#failed[kind] = failure(cause);
      // The one before has been closed for this one.
      this.#chosen[kind] = '';
      await this.#switch(kind).catch(() => {});
    }
    this.#tell();
  }

  #preferred(kind) {
    const device = this.#chosen[kind];
    return device ? { deviceId: device } : {};
  }

  #switch(kind) {
    const device = this.#chosen[kind];
    // No device is named so: asked for exactly it would not be found.
    return this.#room.switchActiveDevice(KINDS[kind], device || 'default', Boolean(device));
  }

  // The device that is open, or else the one that would be.
  #using(kind) {
    const sent = this.#room?.localParticipant.getTrackPublication(SOURCES[kind])?.track;
    const track = sent ?? this.#own[kind];
    const open = track && !track.isMuted && track.mediaStreamTrack.readyState === 'live';
    return (open && track.mediaStreamTrack.getSettings().deviceId) || this.#chosen[kind];
  }

  /** «Экономия трафика»: sound, screens, and one small picture. */
  save(on) {
    this.#saving = on;
    this.#tell();
  }

  // Whose picture stays is who speaks, or spoke last.
  #spare() {
    const room = this.#room;
    if (!room) return;
    const seen = [...room.remoteParticipants.values()]
      .map((one) => [one.identity, one.getTrackPublication(Track.Source.Camera)])
      .filter(([, camera]) => camera);
    const shown = seen.filter(([, camera]) => !camera.isMuted).map(([identity]) => identity);
    const speaker = room.activeSpeakers.find((one) => shown.includes(one.identity));
    if (speaker) this.#spared = speaker.identity;
    else if (!shown.includes(this.#spared)) this.#spared = shown[0] ?? '';
    for (const [identity, camera] of seen) {
      const wanted = !this.#saving || identity === this.#spared;
      if (camera.isDesired !== wanted) camera.setSubscribed(wanted);
      if (wanted) camera.setVideoQuality(this.#saving ? VideoQuality.LOW : VideoQuality.HIGH);
    }
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
    this.#forget();
    await room?.disconnect();
    // Whoever is on the way back already keeps what is open now.
    if (this.#room === room) await this.#close();
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
    const track = identity === '' ? this.#own.camera : this.#publication(identity, kind)?.track;
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
    const person = (one, local) => {
      const live = (kind) => {
        const publication = one.getTrackPublication(SOURCES[kind]);
        return Boolean(publication && !publication.isMuted && (local || publication.track));
      };
      return {
        id: one.identity,
        local,
        camera: live('camera'),
        microphone: live('microphone'),
        screen: live('screen'),
        speaking: one.isSpeaking,
        hand: moment(one.attributes.hand),
        weak: WEAK.includes(one.connectionQuality),
      };
    };
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
      prepared: { camera: Boolean(this.#own.camera), microphone: Boolean(this.#own.microphone) },
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
      this.#spare();
      this.#changed(this.state());
    }, 16);
  }
}

globalThis.zvonokCall = { open: (changed) => new Call(changed) };
