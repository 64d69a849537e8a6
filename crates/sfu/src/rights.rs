//! What somebody may do in a room, as a token grants it and as the others are told.

use livekit_protocol::{ParticipantPermission, TrackSource};
use livekit_token::VideoGrants;

/// What somebody may do in a room. Enforced where media is forwarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Be heard.
    pub microphone: bool,
    /// Be seen.
    pub camera: bool,
    /// Show the screen, with its sound.
    pub screen: bool,
    /// Send data to the others.
    pub data: bool,
    /// See and hear the others.
    pub subscribe: bool,
    /// Change the own name, metadata and attributes.
    pub attributes: bool,
    /// Be seen by nobody.
    pub hidden: bool,
}

impl Rights {
    /// Everything but hiding.
    pub const ALL: Rights = Rights {
        microphone: true,
        camera: true,
        screen: true,
        data: true,
        subscribe: true,
        attributes: true,
        hidden: false,
    };

    /// What a token grants. A list of sources stands above the permission to publish at all, as in
    /// LiveKit.
    #[must_use]
    pub fn from_grants(grants: &VideoGrants) -> Self {
        let listed = &grants.can_publish_sources;
        let may = |name: &str| {
            grants.can_publish() && (listed.is_empty() || listed.iter().any(|one| one == name))
        };
        Self {
            microphone: may("microphone"),
            camera: may("camera"),
            screen: may("screen_share"),
            data: grants.can_publish_data(),
            subscribe: grants.can_subscribe(),
            attributes: grants.can_update_own_metadata(),
            hidden: grants.hidden,
        }
    }

    /// The grants of a token for a room.
    #[must_use]
    pub fn grants(&self, room: &str) -> VideoGrants {
        VideoGrants {
            room_join: true,
            room: room.to_owned(),
            can_publish: Some(self.microphone || self.camera || self.screen),
            can_publish_sources: self.sources().map(|(_, name)| name.to_owned()).collect(),
            can_publish_data: Some(self.data),
            can_subscribe: Some(self.subscribe),
            can_update_own_metadata: Some(self.attributes),
            hidden: self.hidden,
            ..VideoGrants::default()
        }
    }

    /// Whether a track of this source may be published. What does not say its source counts as a
    /// camera or a microphone: it needs both.
    #[must_use]
    pub fn may_publish(&self, source: TrackSource) -> bool {
        match source {
            TrackSource::Microphone => self.microphone,
            TrackSource::Camera => self.camera,
            TrackSource::ScreenShare | TrackSource::ScreenShareAudio => self.screen,
            TrackSource::Unknown => self.camera && self.microphone,
        }
    }

    /// As the others are told.
    #[must_use]
    pub fn permission(&self) -> ParticipantPermission {
        ParticipantPermission {
            can_subscribe: self.subscribe,
            can_publish: self.microphone || self.camera || self.screen,
            can_publish_data: self.data,
            can_publish_sources: self.sources().map(|(source, _)| source as i32).collect(),
            hidden: self.hidden,
            can_update_metadata: self.attributes,
            ..ParticipantPermission::default()
        }
    }

    fn sources(&self) -> impl Iterator<Item = (TrackSource, &'static str)> {
        [
            (self.microphone, TrackSource::Microphone, "microphone"),
            (self.camera, TrackSource::Camera, "camera"),
            (self.screen, TrackSource::ScreenShare, "screen_share"),
            (
                self.screen,
                TrackSource::ScreenShareAudio,
                "screen_share_audio",
            ),
        ]
        .into_iter()
        .filter_map(|(may, source, name)| may.then_some((source, name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_come_back_as_they_were_given() {
        let listener = Rights {
            microphone: false,
            camera: false,
            screen: false,
            ..Rights::ALL
        };
        let speaker = Rights {
            microphone: true,
            ..listener
        };
        for rights in [Rights::ALL, listener, speaker] {
            assert_eq!(Rights::from_grants(&rights.grants("room")), rights);
        }
        assert!(!listener.may_publish(TrackSource::Microphone));
        assert!(speaker.may_publish(TrackSource::Microphone));
        assert!(!speaker.may_publish(TrackSource::ScreenShareAudio));
        assert!(!speaker.may_publish(TrackSource::Unknown));
    }

    #[test]
    fn a_token_that_says_nothing_of_sources_allows_all() {
        let grants = VideoGrants {
            room_join: true,
            ..VideoGrants::default()
        };
        let rights = Rights::from_grants(&grants);
        assert!(rights.microphone && rights.camera && rights.screen && rights.data);
        assert!(!rights.attributes);
    }
}
