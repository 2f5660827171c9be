//! E-mail over SMTP (RFC 5321) with lettre.

use crate::ports::{Mail, Mailer, Undelivered};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use std::time::Duration;

/// A server has this long to take a mail.
const PATIENCE: Duration = Duration::from_secs(20);

/// Hands mail to an SMTP server.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why mail cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    /// Not `smtp://…` or `smtps://…`.
    #[error("the SMTP address cannot be read")]
    Url(#[source] lettre::transport::smtp::Error),
    /// Not an address of the form `name <user@host>` or `user@host`.
    #[error("the sender cannot be read")]
    From(#[source] lettre::address::AddressError),
}

impl SmtpMailer {
    /// `smtp://host:port`, `smtps://user:password@host`; `?tls=required` for STARTTLS.
    pub fn new(url: &str, from: &str) -> Result<Self, SmtpError> {
        Ok(Self {
            transport: AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                .map_err(SmtpError::Url)?
                .timeout(Some(PATIENCE))
                .build(),
            from: from.parse().map_err(SmtpError::From)?,
        })
    }
}

#[async_trait::async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), Undelivered> {
        // Faults of the server may repeat the address: only their kind is told.
        let to = mail
            .to
            .parse()
            .or(Err(Undelivered("not an e-mail address".to_owned())))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&mail.subject)
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .or(Err(Undelivered("the mail cannot be written".to_owned())))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(fault) if fault.is_permanent() => {
                Err(Undelivered("refused by the mail server".to_owned()))
            }
            Err(fault) if fault.is_transient() => {
                Err(Undelivered("the mail server asks to try later".to_owned()))
            }
            Err(fault) if fault.is_timeout() => Err(Undelivered(
                "the mail server did not answer in time".to_owned(),
            )),
            Err(_) => Err(Undelivered("the mail server cannot be reached".to_owned())),
        }
    }
}
