// What livekit-client says, in the page's words.
import { ConnectionQuality, DisconnectReason, MediaDeviceFailure, Track } from 'livekit-client';

export const SOURCES = {
  camera: Track.Source.Camera,
  microphone: Track.Source.Microphone,
  screen: Track.Source.ScreenShare,
};

export const failure = (cause) => {
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

export const ENDS = {
  [DisconnectReason.DUPLICATE_IDENTITY]: 'elsewhere',
  [DisconnectReason.PARTICIPANT_REMOVED]: 'removed',
  [DisconnectReason.ROOM_DELETED]: 'over',
  [DisconnectReason.ROOM_CLOSED]: 'over',
  [DisconnectReason.CLIENT_INITIATED]: 'left',
};

const WEAK = [ConnectionQuality.Poor, ConnectionQuality.Lost];

// A moment in an attribute. Anybody may write anything there.
export const moment = (text) => {
  const at = Number(text);
  return Number.isSafeInteger(at) && at > 0 ? at : 0;
};

/** Somebody in a call, as the page sees it. */
export const person = (one, local) => {
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
