//! VK ID as the use cases see it: the same client for the real one and the embedded one.

use async_trait::async_trait;
use model::{FullName, Phone};
use school_core::{AskedIdentity, IdentityFault, IdentityProvider, VkPerson};
use std::sync::Arc;
use vkid::{
    Entropy,
    client::{Client, Error, Pkce, Transport, new_state},
    types::Granted,
};

/// A client of VK ID.
pub struct VkIdentity {
    client: Client<Arc<dyn Transport>>,
    /// Where browsers are sent: an address, or the path of the embedded provider.
    base: String,
    chance: Arc<dyn Entropy>,
}

impl VkIdentity {
    /// A client that calls `transport` and sends browsers to `base`.
    #[must_use]
    pub fn new(
        transport: Arc<dyn Transport>,
        base: &str,
        client_id: &str,
        redirect_uri: &str,
        chance: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            client: Client::new(transport, client_id, redirect_uri),
            base: base.to_owned(),
            chance,
        }
    }
}

#[async_trait]
impl IdentityProvider for VkIdentity {
    fn address(&self, asked: &AskedIdentity) -> String {
        let pkce = Pkce::from_verifier(asked.verifier.clone());
        let mut request = self.client.authorize(&asked.state, &pkce.challenge);
        // The number is what the roster is asked about before anything is linked (ID-10).
        request.scope = "vkid.personal_info phone".to_owned();
        if asked.english {
            request.lang_id = Some(vkid::types::LANG_ENGLISH);
        }
        request.url(&self.base)
    }

    async fn person(
        &self,
        code: &str,
        device_id: &str,
        asked: &AskedIdentity,
    ) -> Result<VkPerson, IdentityFault> {
        let granted = Granted {
            code: code.to_owned(),
            state: asked.state.clone(),
            device_id: device_id.to_owned(),
            expires_in: None,
            kind: None,
        };
        let state = new_state(self.chance.as_ref());
        let tokens = self
            .client
            .exchange(&granted, &asked.verifier, &state)
            .await
            .map_err(fault)?;
        // Never what travelled through the browser: asked of the server with its own token.
        let user = self
            .client
            .user_info(&tokens.access_token)
            .await
            .map_err(fault)?;
        if user.user_id.0 != tokens.user_id.0 {
            return Err(IdentityFault::Refused("two different people".to_owned()));
        }
        let kept = serde_json::json!({
            "access_token": tokens.access_token,
            "refresh_token": tokens.refresh_token,
            "device_id": device_id,
        });
        Ok(VkPerson {
            vk_id: user.user_id.0,
            name: FullName {
                family: user.last_name,
                given: user.first_name,
                middle: user.patronymic.unwrap_or_default(),
            },
            phone: user.phone.as_deref().and_then(Phone::parse),
            born: user.birthday.as_deref().and_then(iso),
            tokens: kept.to_string(),
        })
    }

    async fn withdraw(&self, tokens: &str) {
        let token = serde_json::from_str::<serde_json::Value>(tokens).ok();
        let access = token
            .as_ref()
            .and_then(|t| t.get("access_token"))
            .and_then(|t| t.as_str());
        if let Some(access) = access
            && let Err(fault) = self.client.logout(access).await
        {
            tracing::debug!(cause = %fault, "VK ID did not take the sign-out");
        }
    }
}

fn fault(error: Error) -> IdentityFault {
    match error {
        Error::Refused(refused) => IdentityFault::Refused(refused.error),
        other => IdentityFault::Unavailable(other.to_string()),
    }
}

/// `1984-05-12` out of VK ID's `12.05.1984`.
fn iso(birthday: &str) -> Option<String> {
    let mut parts = birthday.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = format!("{year:0>4}-{month:0>2}-{day:0>2}");
    date.parse::<jiff::civil::Date>()
        .ok()
        .map(|date| date.to_string())
}
