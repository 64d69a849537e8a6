// The person's own camera and microphone before they are sent: which, whether open, how loud.
import { VideoPresets, createAudioAnalyser, createLocalAudioTrack, createLocalVideoTrack } from 'livekit-client';

// The browser's names.
export const KINDS = { camera: 'videoinput', microphone: 'audioinput' };
const kindOf = (device) => Object.keys(KINDS).find((kind) => KINDS[kind] === device.kind);

/** The devices there are: {kind, id, name}. */
export const devices = async () => {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return all
    .map((one) => ({ kind: kindOf(one), id: one.deviceId, name: one.label }))
    .filter((one) => one.kind && one.id);
};

export class Own {
  tracks = { camera: null, microphone: null };
  // What was chosen; nothing: as the browser has it.
  chosen = { camera: '', microphone: '' };
  #wishes = { camera: 0, microphone: 0 };
  #meter = null;

  /** Opens a device in place of the one before; nothing when something else was wished for meanwhile. */
  async open(kind) {
    const closed = this.release(kind);
    const wish = this.#wishes[kind];
    await closed;
    const deviceId = this.chosen[kind] || undefined;
    let track;
    try {
      track =
        kind === 'camera'
          ? await createLocalVideoTrack({ deviceId, resolution: VideoPresets.h720.resolution })
          : await createLocalAudioTrack({ deviceId, echoCancellation: true, noiseSuppression: true });
    } catch (cause) {
      if (wish !== this.#wishes[kind]) return null;
      throw cause;
    }
    if (wish !== this.#wishes[kind]) {
      track.stop();
      return null;
    }
    this.tracks[kind] = track;
    return track;
  }

  /** Closes a device. A prompt of the browser that is answered after this opens nothing. */
  async release(kind) {
    this.forget(kind);
    this.tracks[kind]?.stop();
    this.tracks[kind] = null;
    if (kind === 'microphone') await this.quiet();
  }

  forget(kind) {
    this.#wishes[kind] += 1;
  }

  async close() {
    await Promise.all([this.release('camera'), this.release('microphone')]);
  }

  /** Measures how loud it is. The meter hears a copy of the track, which stays open on its own. */
  measure() {
    this.#meter = createAudioAnalyser(this.tracks.microphone, {
      cloneTrack: true,
      fftSize: 256,
      smoothingTimeConstant: 0.4,
      maxDecibels: -30,
    });
  }

  async quiet() {
    const meter = this.#meter;
    this.#meter = null;
    await meter?.cleanup();
  }

  /** How loud the microphone is, 0 to 1. */
  level() {
    return this.#meter ? Math.min(1, this.#meter.calculateVolume()) : 0;
  }

  /** What a call is to open when it opens a device itself. */
  preferred(kind) {
    const deviceId = this.chosen[kind];
    return deviceId ? { deviceId } : {};
  }
}
