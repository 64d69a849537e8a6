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
    /// Sends data; false when there is no such channel, or no room in it.
    pub(crate) fn send(&mut self, channel: Channel, bytes: &[u8]) -> bool {
        let Some(id) = self.channels.get(&channel).copied() else {
            return false;
        };
        let Some(mut channel) = self.rtc.channel(id) else {
            return false;
        };
        channel.write(true, bytes).unwrap_or(false)
    }
}
