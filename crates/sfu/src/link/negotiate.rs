//! Descriptions: of what the client offers, and of what is offered to it.

use super::{Link, Mid};
use crate::sdp::{self, Kind};
use str0m::{
    change::{SdpAnswer, SdpOffer},
    channel::{ChannelConfig, Reliability},
    media::{Direction, MediaKind},
};

/// Why a description was not taken: the client has to begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadOffer;

/// What an offer to the client changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Sections that send no more, and that send again.
    pub(crate) stop: Vec<Mid>,
    pub(crate) send: Vec<Mid>,
    /// Sections that are new.
    pub(crate) add: Vec<Kind>,
    /// The channels for data, with the first offer.
    pub(crate) channels: bool,
    /// New keys for finding a way, after the old one was lost.
    pub(crate) restart: bool,
}

impl Link {
    /// Takes an offer and answers it. `used` says which of the sections that would only receive
    /// carry something.
    pub(crate) fn negotiate(
        &mut self,
        offer: &str,
        used: impl Fn(&str) -> bool,
    ) -> Result<String, BadOffer> {
        let offer = SdpOffer::from_sdp_string(&sdp::narrow(offer, used)).map_err(|_| BadOffer)?;
        let answer = self.safely(|link| link.rtc.sdp_api().accept_offer(offer));
        let answer = answer.ok_or(BadOffer)?.map_err(|cause| {
            tracing::debug!(%cause, "an offer was refused");
            BadOffer
        })?;
        self.reread_keys();
        Ok(answer.to_sdp_string())
    }

    /// Offers changes: the description, and the names of the sections that are new. One that was not
    /// answered is void.
    pub(crate) fn offer(&mut self, changes: &Changes) -> Option<(String, Vec<Mid>)> {
        let made = self.safely(|link| {
            let mut api = link.rtc.sdp_api();
            for mid in &changes.stop {
                api.set_direction(*mid, Direction::Inactive);
            }
            for mid in &changes.send {
                api.set_direction(*mid, Direction::SendOnly);
            }
            let mut added = Vec::new();
            for kind in &changes.add {
                let kind = match kind {
                    Kind::Audio => MediaKind::Audio,
                    Kind::Video | Kind::Data => MediaKind::Video,
                };
                added.push(api.add_media(kind, Direction::SendOnly, None, None, None));
            }
            if changes.channels {
                api.add_channel("_reliable".to_owned());
                api.add_channel_with_config(ChannelConfig {
                    label: "_lossy".to_owned(),
                    ordered: false,
                    reliability: Reliability::MaxRetransmits { retransmits: 0 },
                    ..ChannelConfig::default()
                });
            }
            if changes.restart {
                api.ice_restart(true);
            }
            let (offer, pending) = api.apply()?;
            link.pending = Some(pending);
            Some((offer.to_sdp_string(), added))
        });
        made.flatten()
    }

    /// Takes the answer to what was offered last.
    pub(crate) fn answered(&mut self, answer: &str) -> Result<(), BadOffer> {
        let answer = SdpAnswer::from_sdp_string(answer).map_err(|_| BadOffer)?;
        let pending = self.pending.take().ok_or(BadOffer)?;
        let taken = self.safely(|link| link.rtc.sdp_api().accept_answer(pending, answer));
        taken.ok_or(BadOffer)?.map_err(|cause| {
            tracing::debug!(%cause, "an answer was refused");
            BadOffer
        })?;
        self.reread_keys();
        Ok(())
    }

    /// Whether there is such a section on both sides.
    pub(crate) fn knows(&self, mid: Mid) -> bool {
        self.rtc.media(mid).is_some()
    }

    /// An ICE restart gives new ones, and nothing tells of it.
    fn reread_keys(&mut self) {
        let ufrag = self.rtc.direct_api().local_ice_credentials().ufrag;
        if ufrag != self.ufrag {
            self.ufrag = ufrag;
            self.sources.clear();
        }
    }
}
