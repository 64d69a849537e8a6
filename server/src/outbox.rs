//! Codes on their way to people: shown by the demonstration, sent by a gateway elsewhere.

use crate::post::MailSender;
use async_trait::async_trait;
use school_core::Clock;
use std::sync::Arc;
use storage::{OutboxItem, Storage};
use vkid::{BoxError, provider::CodeSender};

/// Keeps codes for the page `/demo/outbox`.
pub struct ShowCodes {
    /// Where they are kept.
    pub storage: Arc<dyn Storage>,
    /// When.
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl CodeSender for ShowCodes {
    async fn send(&self, phone: &str, text: &str, code: &str) -> Result<(), BoxError> {
        let item = OutboxItem {
            at: self.clock.now(),
            phone: phone.to_owned(),
            text: text.to_owned(),
            code: code.to_owned(),
        };
        let mut db = self.storage.write().await?;
        db.insert_outbox(&item).await?;
        db.save().await?;
        Ok(())
    }
}

#[async_trait]
impl MailSender for ShowCodes {
    async fn send(&self, to: &str, _subject: &str, text: &str, code: &str) -> Result<(), BoxError> {
        CodeSender::send(self, to, text, code).await
    }
}

/// Sends through an HTTP gateway, whose address has `{phone}` and `{text}` in it.
pub struct SmsGateway {
    /// The address.
    pub url: String,
    /// The client.
    pub client: reqwest::Client,
}

#[async_trait]
impl CodeSender for SmsGateway {
    async fn send(&self, phone: &str, text: &str, _code: &str) -> Result<(), BoxError> {
        let encoded = |value: &str| vkid::Params::new().with("v", value).encode()[2..].to_owned();
        let url = self
            .url
            .replace("{phone}", &encoded(phone))
            .replace("{text}", &encoded(text));
        // The address of a failure holds the message, and the message the code.
        let sent = self.client.get(url).send().await;
        sent.and_then(reqwest::Response::error_for_status)
            .map_err(reqwest::Error::without_url)?;
        Ok(())
    }
}

/// Says that there is nobody to send by: a server without a gateway.
pub struct NoSender;

#[async_trait]
impl CodeSender for NoSender {
    async fn send(&self, _phone: &str, _text: &str, _code: &str) -> Result<(), BoxError> {
        Err("no SMS gateway is set (sms_gateway_url)".into())
    }
}
