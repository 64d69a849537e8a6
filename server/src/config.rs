//! Configuration: defaults, then a TOML file, then `ZVONOK_*`. Unknown keys are refused at start.
//! Every setting is described in `docs/configuration.md`.

mod check;
#[cfg(test)]
mod tests;

use model::views::Names;
use school_core::Settings;
use serde::Deserialize;
use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

/// A setting that holds a password or key: it is never printed.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is set, for the one who uses it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_empty() { "not set" } else { "set" })
    }
}

/// Everything that may be set. The names of the fields are the keys of the file, and with
/// `ZVONOK_` before them, in capitals, the environment's.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Name of the product on the screen.
    pub product_name: String,
    /// Name of the messenger on the screen.
    pub messenger_name: String,
    /// Name of the learning profile on the screen.
    pub profile_name: String,
    /// Where people write when the school cannot help.
    pub support_address: String,
    /// IANA time zone of schools whose data names none.
    pub time_zone: String,
    /// Idle minutes after which a session without «Остаться в системе» ends.
    pub idle_minutes: i64,
    /// Hours after which it ends in any case.
    pub session_hours: i64,
    /// Days without a visit after which a session with «Остаться в системе» ends.
    pub remember_days: i64,
    /// Days for which a one-time code printed on a card is good.
    pub first_code_days: i64,
    /// Address that people use, for example `https://school.example.org`. Cookies are then sent
    /// over https only. Empty: whatever address the browser used, for trying it out.
    pub public_url: String,
    /// Believe `X-Forwarded-For`: only behind an own proxy.
    pub trust_proxy: bool,
    /// Certificate and key, two files in PEM: then the server speaks https itself. None: a proxy does.
    pub tls: Vec<PathBuf>,
    /// Base address of VK ID, `https://id.vk.ru`. Empty: the embedded provider.
    pub vkid_base_url: String,
    /// Application number at VK ID.
    pub vkid_client_id: String,
    /// Address of an HTTP gateway for SMS; `{phone}` and `{text}` are filled in. Empty: only the
    /// demonstration can show codes.
    pub sms_gateway_url: Secret,
    /// Mail server, `smtps://user:password@host`. Empty: no e-mail is sent.
    pub smtp_url: Secret,
    /// Who e-mails are from, `Школа <school@example.org>`.
    pub smtp_from: String,
    /// Codes that one address may ask the embedded VK ID for in an hour: a school is one address.
    pub codes_per_address: u32,
    /// Minutes after which a remote lesson that everybody has left ends by itself.
    pub lesson_idle_minutes: i64,
    /// Megabytes that one upload of school data may weigh.
    pub upload_megabytes: u32,
    /// UDP port of calls. 0: 7882, or any free one where only this machine is listened to.
    pub calls_port: u16,
    /// Addresses by which the media of calls reaches this machine. None: its own.
    pub calls_addresses: Vec<IpAddr>,
    /// A LiveKit server that carries calls, `wss://livekit.example.org`. Empty: this program does.
    pub livekit_url: String,
    /// Its key.
    pub livekit_key: String,
    /// Its secret.
    pub livekit_secret: Secret,
}

impl Default for Config {
    fn default() -> Self {
        let Settings {
            names,
            time_zone,
            idle_minutes,
            session_hours,
            remember_days,
            first_code_days,
            lesson_idle_minutes,
            upload_megabytes,
        } = Settings::default();
        Self {
            product_name: names.product,
            messenger_name: names.messenger,
            profile_name: names.profile,
            support_address: names.support,
            time_zone,
            idle_minutes,
            session_hours,
            remember_days,
            first_code_days,
            public_url: String::new(),
            trust_proxy: false,
            tls: Vec::new(),
            vkid_base_url: String::new(),
            vkid_client_id: "zvonok".to_owned(),
            sms_gateway_url: Secret::default(),
            smtp_url: Secret::default(),
            smtp_from: String::new(),
            codes_per_address: 300,
            lesson_idle_minutes,
            upload_megabytes,
            calls_port: 0,
            calls_addresses: Vec::new(),
            livekit_url: String::new(),
            livekit_key: String::new(),
            livekit_secret: Secret::default(),
        }
    }
}

/// Variables that are options of the command line rather than settings.
const OPTIONS: [&str; 6] = ["addr", "data", "config", "demo", "log", "site_dir"];

impl Config {
    /// Reads the file, if one is named, and the environment.
    ///
    /// # Errors
    /// Names the file, the key and what is wrong with it.
    pub fn read(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, String> {
        let mut table = match file {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|fault| format!("{}: {fault}", path.display()))?;
                text.parse::<toml::Table>()
                    .map_err(|fault| format!("{}: {fault}", path.display()))?
            }
            None => toml::Table::new(),
        };
        for (name, value) in environment {
            let Some(key) = name.strip_prefix("ZVONOK_").map(str::to_lowercase) else {
                continue;
            };
            if !OPTIONS.contains(&key.as_str()) {
                let value = typed(&key, value);
                table.insert(key, value);
            }
        }
        let config: Config = table.try_into().map_err(|fault| {
            format!(
                "configuration: {}",
                fault.to_string().trim().replace('\n', " ")
            )
        })?;
        config.check()?;
        Ok(config)
    }

    /// The part that the use cases need.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            names: Names {
                product: self.product_name.clone(),
                messenger: self.messenger_name.clone(),
                profile: self.profile_name.clone(),
                support: self.support_address.clone(),
            },
            time_zone: self.time_zone.clone(),
            idle_minutes: self.idle_minutes,
            session_hours: self.session_hours,
            remember_days: self.remember_days,
            first_code_days: self.first_code_days,
            lesson_idle_minutes: self.lesson_idle_minutes,
            upload_megabytes: self.upload_megabytes,
        }
    }

    /// With the certificate and key that the command line names, if it does.
    ///
    /// # Errors
    /// When they are not two, or do not fit the other settings.
    pub fn with_tls(mut self, files: Vec<PathBuf>) -> Result<Self, String> {
        if !files.is_empty() {
            self.tls = files;
            self.check()?;
        }
        Ok(self)
    }

    /// Whether cookies may be sent over https only.
    #[must_use]
    pub fn https(&self) -> bool {
        !self.tls.is_empty() || self.public_url.starts_with("https://")
    }

    /// Where the page of a call goes besides, blank-separated: its signalling, and the same place over
    /// http, where LiveKit's client asks why it was not let in.
    #[must_use]
    pub fn call_origins(&self) -> String {
        let url = self.livekit_url.trim_end_matches('/');
        match url.strip_prefix("ws") {
            Some(rest) => format!("{url} http{rest}"),
            None => String::new(),
        }
    }

    /// How addresses begin that people use.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if self.https() { "https" } else { "http" }
    }
}

/// Settings that are no texts: a text of digits (an application number at VK ID) stays one.
const NUMBERS: [&str; 8] = [
    "idle_minutes",
    "session_hours",
    "remember_days",
    "first_code_days",
    "codes_per_address",
    "upload_megabytes",
    "calls_port",
    "lesson_idle_minutes",
];
/// Settings of several values, which the environment has with commas between.
const LISTS: [&str; 2] = ["calls_addresses", "tls"];
const FLAGS: [&str; 1] = ["trust_proxy"];

fn typed(key: &str, value: String) -> toml::Value {
    if FLAGS.contains(&key)
        && let Ok(flag) = value.parse::<bool>()
    {
        return flag.into();
    }
    if NUMBERS.contains(&key)
        && let Ok(number) = value.parse::<i64>()
    {
        return number.into();
    }
    if LISTS.contains(&key) {
        let parts = value
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        return parts.collect::<Vec<&str>>().into();
    }
    value.into()
}
