// «Экономия трафика»: sound, screens, and one small picture.
import { Track, VideoQuality } from 'livekit-client';

export class Sparing {
  on = false;
  #last = '';

  /** Asks for what is to arrive. Whose picture stays is who speaks, or spoke last. */
  apply(room) {
    const seen = [...room.remoteParticipants.values()]
      .map((one) => [one.identity, one.getTrackPublication(Track.Source.Camera)])
      .filter(([, camera]) => camera);
    const shown = seen.filter(([, camera]) => !camera.isMuted).map(([identity]) => identity);
    const speaker = room.activeSpeakers.find((one) => shown.includes(one.identity));
    if (speaker) this.#last = speaker.identity;
    else if (!shown.includes(this.#last)) this.#last = shown[0] ?? '';
    for (const [identity, camera] of seen) {
      const wanted = !this.on || identity === this.#last;
      if (camera.isDesired !== wanted) camera.setSubscribed(wanted);
      if (wanted) camera.setVideoQuality(this.on ? VideoQuality.LOW : VideoQuality.HIGH);
    }
  }
}
