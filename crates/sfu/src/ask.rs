//! What a client says when it comes: the query of `/rtc/v1`.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use flate2::read::GzDecoder;
use livekit_protocol::{
    ClientInfo, JoinRequest, SessionDescription, WrappedJoinRequest,
    wrapped_join_request::Compression,
};
use prost::Message as _;
use std::{collections::HashMap, io::Read as _};

/// Longest request, unpacked.
const LONGEST: usize = 512 * 1024;

/// Padded or not: clients differ.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How a client comes in: by one connection for both ways (`/rtc/v1`), or by two (`/rtc`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    pub(crate) client: ClientInfo,
    /// Its first offer; older ones send it after they are in.
    pub(crate) offer: Option<SessionDescription>,
    /// Who it was before its signalling broke, and wants to go on being.
    pub(crate) resume: Option<String>,
    /// It says what it shows; until then it shows nothing large.
    pub(crate) adaptive: bool,
    /// It wants everybody's tracks without asking for each.
    pub(crate) subscribe: bool,
    /// It has a connection for each way.
    pub(crate) two: bool,
}

/// Not a request to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("join_request cannot be read")]
pub struct BadAsk;

impl Ask {
    /// Reads the parameter `join_request`: base64 of a wrapped, mostly compressed message.
    ///
    /// # Errors
    /// [`BadAsk`] for what is none, or longer than 512 KiB.
    pub fn read(join_request: &str) -> Result<Self, BadAsk> {
        let wrapped = BASE64.decode(join_request).map_err(|_| BadAsk)?;
        let wrapped = WrappedJoinRequest::decode(wrapped.as_slice()).map_err(|_| BadAsk)?;
        let plain = match wrapped.compression() {
            Compression::None => wrapped.join_request,
            Compression::Gzip => unpack(&wrapped.join_request)?,
        };
        let request = JoinRequest::decode(plain.as_slice()).map_err(|_| BadAsk)?;
        let settings = request.connection_settings.unwrap_or_default();
        Ok(Self {
            client: request.client_info.unwrap_or_default(),
            offer: request
                .publisher_offer
                .filter(|offer| !offer.sdp.is_empty()),
            resume: request.reconnect.then_some(request.participant_sid),
            adaptive: settings.adaptive_stream,
            subscribe: settings.auto_subscribe,
            two: false,
        })
    }

    /// Reads the query of `/rtc`, which says everything in parameters of its own. What it does not
    /// say, or not in numbers, is as LiveKit's server takes it.
    #[must_use]
    pub fn from_query(query: &HashMap<String, String>) -> Self {
        let text = |name: &str| query.get(name).map_or("", String::as_str);
        let number = |name| text(name).parse().unwrap_or(0);
        let yes = |name| matches!(text(name), "1" | "true");
        Self {
            client: ClientInfo {
                version: text("version").to_owned(),
                protocol: number("protocol"),
                client_protocol: number("client_protocol"),
                ..ClientInfo::default()
            },
            offer: None,
            resume: yes("reconnect").then(|| text("sid").to_owned()),
            adaptive: yes("adaptive_stream"),
            subscribe: !matches!(text("auto_subscribe"), "0" | "false"),
            two: true,
        }
    }
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, BadAsk> {
    let mut plain = Vec::new();
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 1;
    let read = GzDecoder::new(packed).take(limit).read_to_end(&mut plain);
    read.ok()
        .filter(|length| *length <= LONGEST)
        .map(|_| plain)
        .ok_or(BadAsk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
    use flate2::{Compression as Level, write::GzEncoder};
    use std::io::Write as _;

    fn packed(plain: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Level::fast());
        packer.write_all(plain).expect("packed");
        let wrapped = WrappedJoinRequest {
            compression: Compression::Gzip as i32,
            join_request: packer.finish().expect("packed"),
        };
        wrapped.encode_to_vec()
    }

    #[test]
    fn a_request_is_read_with_and_without_padding() {
        let request = JoinRequest {
            reconnect: true,
            participant_sid: "PA_x".into(),
            ..JoinRequest::default()
        };
        let bytes = packed(&request.encode_to_vec());
        for text in [URL_SAFE.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
            let ask = Ask::read(&text).expect("a request");
            assert_eq!(ask.resume.as_deref(), Some("PA_x"));
            assert_eq!(ask.offer, None);
        }
    }

    #[test]
    fn a_query_is_read() {
        let query = |text: &str| {
            let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
            pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
        };
        let first = Ask::from_query(&query("auto_subscribe=0&adaptive_stream=1&protocol=17"));
        assert!(first.two && first.adaptive && !first.subscribe);
        assert_eq!((first.client.protocol, first.resume), (17, None));
        let again = Ask::from_query(&query("reconnect=1&sid=PA_x&protocol=x"));
        assert_eq!(again.resume.as_deref(), Some("PA_x"));
        assert!(again.subscribe && !again.adaptive);
    }

    #[test]
    fn nonsense_and_bombs_are_refused() {
        let bomb = URL_SAFE.encode(packed(&vec![0; LONGEST + 1]));
        for text in ["!", "AAAA", &URL_SAFE.encode(b"\x08\x01\x12\x03abc"), &bomb] {
            assert_eq!(Ask::read(text), Err(BadAsk));
        }
    }
}
