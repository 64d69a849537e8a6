//! What all peer connections of a server have in common.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use str0m::{
    Candidate, Rtc, RtcConfig,
    bwe::Bitrate,
    config::DtlsCert,
    crypto::from_feature_flags,
    net::{Protocol, TcpType},
};

/// What a viewer's way is thought to carry before it is measured, in bits per second: a voice and a
/// small picture.
pub(crate) const FIRST_ESTIMATE: u64 = 300_000;

/// What all connections of a server share.
#[derive(Clone)]
pub(crate) struct LinkSettings {
    base: RtcConfig,
    /// Where clients reach us, by UDP and by TCP: host addresses and configured public ones.
    told: Vec<SocketAddr>,
}

impl std::fmt::Debug for LinkSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinkSettings")
            .field("told", &self.told)
            .finish_non_exhaustive()
    }
}

/// The keys for media cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate for media could be made")]
pub struct NoCertificate;

impl LinkSettings {
    pub(crate) fn new(told: Vec<SocketAddr>) -> Result<Self, NoCertificate> {
        let crypto = from_feature_flags();
        // Made once: the clients learn its fingerprint over the signalling, which is trusted.
        let certificate: Option<DtlsCert> = crypto.dtls_provider.generate_certificate();
        let base = Rtc::builder()
            .set_crypto_provider(Arc::new(crypto))
            .set_dtls_cert(certificate.ok_or(NoCertificate)?)
            .set_ice_lite(true)
            .clear_codecs()
            // With RED (RFC 2198): a piece of sound that is lost comes again with the next one.
            .enable_opus(true, true)
            .enable_vp8(true)
            // A lost packet of sound must not hold back those after it.
            .set_reordering_size_audio(2)
            .set_reordering_timeout_audio(Some(Duration::from_millis(60)))
            .set_stats_interval(Some(Duration::from_secs(1)))
            .enable_bwe(Some(Bitrate::bps(FIRST_ESTIMATE)));
        Ok(Self { base, told })
    }

    /// A connection that nothing has come over yet.
    pub(super) fn connection(&self, now: Instant) -> Rtc {
        let mut rtc = self.base.clone().build(now);
        for address in &self.told {
            let udp = Candidate::host(*address, Protocol::Udp);
            let tcp = Candidate::builder().tcp().host(*address);
            // Clients connect; the server does not.
            let tcp = tcp.tcptype(TcpType::Passive).build();
            // Refused are addresses that no client could use, such as 0.0.0.0.
            for candidate in [udp, tcp].into_iter().flatten() {
                rtc.add_local_candidate(candidate);
            }
        }
        rtc
    }

    /// The address that a datagram of this family was sent to, as str0m knows it.
    pub(crate) fn destination(&self, source: SocketAddr) -> Option<SocketAddr> {
        let same = |one: &&SocketAddr| one.is_ipv4() == source.is_ipv4();
        self.told.iter().find(same).copied()
    }
}
