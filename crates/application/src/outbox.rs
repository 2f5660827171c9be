//! Messages to people. They are written in the transaction of their cause and handed over by the worker.

use crate::{App, AppError};
use sanfang_persistence::{
    outbox::{self, NewMessage},
    sea_orm::ConnectionTrait,
};

/// An e-mail.
pub async fn mail(
    app: &App,
    tx: &impl ConnectionTrait,
    to: &str,
    subject: &str,
    body: &str,
) -> Result<(), AppError> {
    let message = NewMessage {
        id: app.id(),
        channel: "mail",
        to,
        subject,
        body,
    };
    Ok(outbox::put(tx, &app.personal, message, app.now()).await?)
}

/// An SMS.
pub async fn sms(
    app: &App,
    tx: &impl ConnectionTrait,
    to: &str,
    body: &str,
) -> Result<(), AppError> {
    let message = NewMessage {
        id: app.id(),
        channel: "sms",
        to,
        subject: "",
        body,
    };
    Ok(outbox::put(tx, &app.personal, message, app.now()).await?)
}
