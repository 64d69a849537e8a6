//! Who speaks: the room is told, and in a large one the loudest voices alone are forwarded.

use super::{Room, peer::TrackKey, say::encoded};
use livekit_protocol::{SpeakerInfo, SpeakersChanged, signal_response::Message};

/// Loudness from which one counts as speaking, and below which no longer, in dB of full scale.
const SPEAKS: i8 = -45;
const FALLS_SILENT: i8 = -55;

impl Room {
    pub(super) fn speakers(&mut self) {
        let mut changed = Vec::new();
        let mut voices: Vec<(i8, TrackKey)> = Vec::new();
        for peer in self.peers.values_mut() {
            let sid = peer.sid.clone();
            let may = peer.pass.rights.microphone;
            let sounds = peer.tracks.iter_mut().filter(|track| !track.is_video());
            for track in sounds {
                let level = std::mem::replace(&mut track.loudest, i8::MIN);
                let open = !track.info.muted && may;
                if open {
                    voices.push((level, track.key));
                }
                let threshold = if track.speaking { FALLS_SILENT } else { SPEAKS };
                let speaks = open && level > threshold;
                if speaks != track.speaking || speaks {
                    changed.push(SpeakerInfo {
                        sid: sid.clone(),
                        level: loudness(level),
                        active: speaks,
                    });
                }
                track.speaking = speaks;
            }
        }
        self.heard.clear();
        if voices.len() > self.limits.voices {
            voices.sort_by_key(|(level, key)| (std::cmp::Reverse(*level), key.0));
            let loudest = voices.into_iter().take(self.limits.voices);
            self.heard = loudest.map(|(_, key)| key).collect();
        }
        if !changed.is_empty() {
            let said = encoded(Message::SpeakersChanged(SpeakersChanged {
                speakers: changed,
            }));
            for wire in self.peers.values().filter_map(|peer| peer.wire) {
                self.out.said.push((wire, said.clone()));
            }
        }
    }
}

/// Decibels of full scale as the share of it that clients show, 0 to 1.
fn loudness(level: i8) -> f32 {
    10_f32.powf(f32::from(level) / 20.0)
}
