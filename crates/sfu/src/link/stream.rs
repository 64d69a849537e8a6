//! Frames from one connection to another: each viewer's stream has one line of time, whatever it is
//! fed from.

use super::{Link, Mid, Rid};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use str0m::{
    format::{Codec, PayloadParams},
    media::{KeyframeRequestKind, MediaData, MediaTime},
};

/// How far time may jump in a stream before it is taken up anew.
const JUMP_SECONDS: u64 = 5;

/// A picture, or a piece of sound.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) mid: Mid,
    /// Layer, where the client sends several.
    pub(crate) rid: Option<Rid>,
    /// A picture that needs none before it.
    pub(crate) key: bool,
    /// Nothing of the stream is missing before it.
    pub(crate) whole: bool,
    /// Sound: loudness, 0 (loudest) to -127 dB.
    pub(crate) level: Option<i8>,
    pub(crate) data: Arc<[u8]>,
    time: MediaTime,
    at: Instant,
    params: PayloadParams,
}

/// Where a stream to a viewer stands: one line of time, whatever it is fed from.
pub(super) struct Sending {
    last_in: u64,
    last_out: u64,
    last_at: Instant,
}

impl From<MediaData> for Frame {
    fn from(data: MediaData) -> Self {
        Self {
            mid: data.mid,
            rid: data.rid,
            key: data.is_keyframe(),
            whole: data.contiguous,
            level: data.ext_vals.audio_level,
            time: data.time,
            at: data.network_time,
            params: data.params,
            data: data.data,
        }
    }
}

impl Link {
    /// Writes a frame of another connection, on one line of time: `anew` where the stream goes on
    /// from another source or layer.
    pub(crate) fn write(&mut self, mid: Mid, frame: &Frame, anew: bool) {
        self.safely(|link| link.put(mid, frame, anew));
    }

    fn put(&mut self, mid: Mid, frame: &Frame, anew: bool) {
        let clock = u64::from(frame.time.frequency().get());
        let here = frame.time.numer();
        let (at, out) = match self.sending.get(&mid) {
            None => (frame.at, here & 0xffff),
            Some(before) => {
                let at = frame.at.max(before.last_at);
                let jumped = here
                    .checked_sub(before.last_in)
                    .filter(|step| !anew && *step <= JUMP_SECONDS * clock);
                let step = jumped.unwrap_or_else(|| ticks(at - before.last_at, clock).max(1));
                (at, before.last_out + step)
            }
        };
        let now = Sending {
            last_in: here,
            last_out: out,
            last_at: at,
        };
        self.sending.insert(mid, now);
        let Some(mut writer) = self.rtc.writer(mid) else {
            return;
        };
        let Some(kind) = writer.match_params(frame.params) else {
            return;
        };
        if let Some(level) = frame.level {
            writer = writer.audio_level(level, level > -60);
        }
        let time = MediaTime::new(out, frame.time.frequency());
        if writer
            .write(kind, at, time, Arc::clone(&frame.data))
            .is_err()
        {
            self.faults += 1;
        }
    }

    /// Whether the client understands sound that is sent twice (RED, RFC 2198).
    pub(crate) fn knows_red(&self) -> bool {
        let formats = self.rtc.codec_config().params().iter();
        let mut sound = formats.filter(|one| one.spec().codec == Codec::Opus);
        sound.any(|one| one.red().is_some())
    }

    /// Whether each piece of sound goes there twice, again with the one after it. It does, unless this
    /// was said, wherever the client [understands](Self::knows_red) it.
    pub(crate) fn send_twice(&mut self, mid: Mid, twice: bool) {
        self.safely(|link| link.rtc.direct_api().set_red_send(mid, twice));
    }

    /// Asks the client for a picture that needs none before it.
    pub(crate) fn ask_key(&mut self, mid: Mid, rid: Option<Rid>) {
        self.safely(|link| {
            let mut writer = link.rtc.writer(mid)?;
            // Refused while the layer has sent nothing, which begins with such a picture anyway.
            writer.request_keyframe(rid, KeyframeRequestKind::Pli).ok()
        });
    }
}

fn ticks(span: Duration, clock: u64) -> u64 {
    u64::try_from(span.as_micros())
        .unwrap_or(u64::MAX)
        .saturating_mul(clock)
        / 1_000_000
}
