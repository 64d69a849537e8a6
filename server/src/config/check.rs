//! Whether the settings fit each other.

use super::Config;

impl Config {
    /// What no type can say.
    pub(super) fn check(&self) -> Result<(), String> {
        if !school_core::SchoolTime::knows(&self.time_zone) {
            return Err(format!(
                "configuration: time_zone: unknown zone `{}`",
                self.time_zone
            ));
        }
        if self.first_code_days < 1 {
            return Err("configuration: first_code_days: at least 1".to_owned());
        }
        if self.lesson_idle_minutes < 1 {
            return Err("configuration: lesson_idle_minutes: at least 1".to_owned());
        }
        let url = &self.public_url;
        if !(url.is_empty() || url.starts_with("https://") || url.starts_with("http://")) {
            return Err(format!(
                "configuration: public_url: `{url}` is no http(s) address"
            ));
        }
        if !matches!(self.tls.len(), 0 | 2) {
            return Err("configuration: tls: two files, the certificate and its key".to_owned());
        }
        if !self.tls.is_empty() && url.starts_with("http://") {
            return Err(format!(
                "configuration: public_url: `{url}` is http, and with tls only https is spoken"
            ));
        }
        if !self.vkid_base_url.is_empty() && url.is_empty() {
            return Err(
                "configuration: vkid_base_url needs public_url: VK ID sends people back \
                        to a fixed address"
                    .to_owned(),
            );
        }
        self.check_livekit()
    }

    fn check_livekit(&self) -> Result<(), String> {
        let url = &self.livekit_url;
        let set = [
            url.is_empty(),
            self.livekit_key.is_empty(),
            self.livekit_secret.is_empty(),
        ];
        if set.contains(&true) && set.contains(&false) {
            return Err(
                "configuration: livekit_url, livekit_key and livekit_secret are set \
                        together or not at all"
                    .to_owned(),
            );
        }
        if !(url.is_empty() || url.starts_with("wss://") || url.starts_with("ws://")) {
            return Err(format!(
                "configuration: livekit_url: `{url}` begins with neither wss:// nor ws://"
            ));
        }
        if url.starts_with("ws://") && self.https() {
            return Err(format!(
                "configuration: livekit_url: `{url}` is not encrypted, and browsers refuse that on \
                 pages of https"
            ));
        }
        Ok(())
    }
}
