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

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{
        io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
        net::TcpListener,
    };

    /// A mail server that takes one message and returns it.
    async fn one_message(listener: TcpListener) -> String {
        let (socket, _) = listener.accept().await.expect("a connection");
        let mut socket = BufReader::new(socket);
        let mut message = String::new();
        let mut inside = false;
        socket.write_all(b"220 mail\r\n").await.expect("written");
        loop {
            let mut line = String::new();
            if socket.read_line(&mut line).await.expect("a line") == 0 {
                return message;
            }
            let answer: &[u8] = match line.trim_end() {
                "." if inside => {
                    inside = false;
                    b"250 taken\r\n"
                }
                _ if inside => {
                    message.push_str(&line);
                    continue;
                }
                "DATA" => {
                    inside = true;
                    b"354 go on\r\n"
                }
                "QUIT" => return message,
                _ => b"250 mail\r\n",
            };
            socket.write_all(answer).await.expect("written");
        }
    }

    #[tokio::test]
    async fn a_code_is_sent_by_mail() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let pairs = [
            ("ZVONOK_SMTP_URL", format!("smtp://127.0.0.1:{port}")),
            (
                "ZVONOK_SMTP_FROM",
                "Школа № 12 <school@example.org>".to_owned(),
            ),
        ];
        let pairs = pairs.into_iter().map(|(k, v)| (k.to_owned(), v));
        let config = Config::read(None, pairs).expect("settings");
        let smtp = Smtp::of(&config).expect("sound").expect("set");
        let server = tokio::spawn(one_message(listener));
        smtp.send(
            "ivanova@example.org",
            "Код",
            "7KM-42X-P9T is the code",
            "7KM-42X-P9T",
        )
        .await
        .expect("sent");
        drop(smtp);
        let message = server.await.expect("a message");
        assert!(message.contains("To: ivanova@example.org"), "{message}");
        assert!(message.contains("<school@example.org>"), "{message}");
        assert!(message.contains("7KM-42X-P9T is the code"), "{message}");
    }

    #[tokio::test]
    async fn wrong_settings_are_named_and_not_shown() {
        for (url, from, named) in [
            ("tayna", "school@example.org", "smtp_url"),
            ("smtps://u:tayna@mail.example.org", "", "smtp_from"),
        ] {
            let pairs = [("ZVONOK_SMTP_URL", url), ("ZVONOK_SMTP_FROM", from)];
            let pairs = pairs.map(|(k, v)| (k.to_owned(), v.to_owned()));
            let config = Config::read(None, pairs.into_iter()).expect("settings");
            let fault = Smtp::of(&config).err().expect("refused");
            assert!(fault.contains(named) && !fault.contains("tayna"), "{fault}");
        }
    }
}
