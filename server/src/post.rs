//! One-time codes on their way to people, by SMS or e-mail.

use crate::config::Config;
use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use school_core::{Channels, Letter, SendTo};
use std::{sync::Arc, time::Duration};
use vkid::{BoxError, provider::CodeSender};
use words::{Lang, codes};

/// A mail server that does not answer by then does not.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends codes by e-mail.
#[async_trait]
pub trait MailSender: Send + Sync {
    /// Hands a message over.
    ///
    /// # Errors
    /// When it is not taken.
    async fn send(&self, to: &str, subject: &str, text: &str, code: &str) -> Result<(), BoxError>;
}

/// Sends through a mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// The mail server of the settings; nothing when none is set.
    ///
    /// # Errors
    /// Names the setting that is wrong, and never what stands in it: it holds a password.
    pub fn of(config: &Config) -> Result<Option<Self>, String> {
        if config.smtp_url.is_empty() {
            return Ok(None);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(config.smtp_url.reveal())
            .map_err(|_| {
                "configuration: smtp_url: not of the form smtps://user:password@host".to_owned()
            })?
            .timeout(Some(PATIENCE))
            .build();
        let from = config.smtp_from.parse::<Mailbox>().map_err(|_| {
            "configuration: smtp_from: smtp_url needs an address such as \
             «Школа <school@example.org>»"
                .to_owned()
        })?;
        Ok(Some(Self { transport, from }))
    }
}

#[async_trait]
impl MailSender for Smtp {
    async fn send(&self, to: &str, subject: &str, text: &str, _code: &str) -> Result<(), BoxError> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(to.parse()?)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text.to_owned())?;
        self.transport.send(message).await?;
        Ok(())
    }
}

/// What there is to send by.
#[derive(Clone, Default)]
pub struct Post {
    /// SMS.
    pub sms: Option<Arc<dyn CodeSender>>,
    /// E-mail.
    pub mail: Option<Arc<dyn MailSender>>,
}

impl Post {
    /// By what codes can be sent.
    #[must_use]
    pub fn channels(&self) -> Channels {
        Channels {
            phone: self.sms.is_some(),
            mail: self.mail.is_some(),
        }
    }

    /// Sends a code, without the person waiting for it: how long that takes would tell whether
    /// there is such an account. A failure goes to the log, without the code.
    pub fn send(&self, letter: Letter, lang: Lang, product: &str) {
        let chosen = letter.language.as_deref().and_then(Lang::from_code);
        let lang = chosen.unwrap_or(lang);
        let text = codes::message(lang, &letter.code, product);
        let post = self.clone();
        tokio::spawn(async move {
            let sent = match (&letter.to, &post.sms, &post.mail) {
                (SendTo::Phone(phone), Some(sms), _) => sms.send(phone, &text, &letter.code).await,
                (SendTo::Mail(mail), _, Some(smtp)) => {
                    let subject = codes::message_subject(lang);
                    smtp.send(mail, subject, &text, &letter.code).await
                }
                _ => Err("nothing is set to send by".into()),
            };
            if let Err(fault) = sent {
                tracing::error!(cause = %fault, "a one-time code could not be sent");
            }
        });
    }
}
