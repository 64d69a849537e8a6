//! Where a request comes from.

use super::Web;
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address of the person's machine, as far as it can be known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Address(pub(crate) IpAddr);

/// Finds the address: the connection's, or behind an own proxy what that proxy added last.
pub(crate) async fn find(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let connected = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .filter(|_| web.config.trust_proxy)
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    let address = forwarded
        .or(connected)
        .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    request.extensions_mut().insert(Address(address));
    request
        .extensions_mut()
        .insert(vkid::provider::ClientAddress(address));
    next.run(request).await
}
