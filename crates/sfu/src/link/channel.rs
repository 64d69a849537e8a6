//! Data beside media: two channels that the client opens.

use super::Link;

/// A channel for data that the client has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Channel {
    /// In order, nothing lost.
    Reliable,
    /// Whatever arrives.
    Lossy,
}

impl Channel {
    pub(super) fn from_label(label: &str) -> Option<Self> {
        match label {
            "_reliable" => Some(Channel::Reliable),
            "_lossy" => Some(Channel::Lossy),
            _ => None,
        }
    }
}

impl Link {
    pub(crate) fn has(&self, channel: Channel) -> bool {
        self.channels.contains_key(&channel)
    }

    /// Sends data; false when there is no such channel, or no room in it.
    pub(crate) fn send(&mut self, channel: Channel, bytes: &[u8]) -> bool {
        let sent = self.safely(|link| {
            let id = *link.channels.get(&channel)?;
            link.rtc.channel(id)?.write(true, bytes).ok()
        });
        sent.flatten().unwrap_or(false)
    }
}
