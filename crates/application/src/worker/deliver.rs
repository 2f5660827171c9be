//! The outbox: messages are handed over after their transaction, outside any.

use super::{again, lease};
use crate::{
    App, AppError,
    ports::{Mail, Text},
};
use sanfang_persistence::outbox::{self, Channel, Leased};

/// Messages per round.
const CHUNK: u32 = 50;

/// Hands over what is due; how many went out and how many did not.
pub(super) async fn due(app: &App, owner: &str) -> Result<(u32, u32), AppError> {
    let (mut sent, mut failed) = (0, 0);
    while sent + failed < CHUNK {
        let tx = app.db.begin().await?;
        let leased = outbox::lease(&tx, &app.personal, lease(app, owner)).await?;
        tx.commit().await?;
        let Some(leased) = leased else { break };
        if hand_over(app, leased).await? {
            sent += 1;
        } else {
            failed += 1;
        }
    }
    Ok((sent, failed))
}

async fn hand_over(app: &App, leased: Leased) -> Result<bool, AppError> {
    let Leased {
        id,
        channel,
        to,
        subject,
        body,
        attempt,
    } = leased;
    let handed = match channel {
        Channel::Mail => {
            let mail = Mail {
                to,
                subject,
                body,
                id: id.0,
            };
            app.mailer.send(&mail).await
        }
        Channel::Sms => {
            let text = Text { to, body, id: id.0 };
            app.sms.send(&text).await
        }
    };
    let now = app.now();
    let tx = app.db.begin().await?;
    match &handed {
        Ok(()) => outbox::sent(&tx, id, now).await?,
        Err(fault) => {
            let next = again(app.settings.pace, attempt, now);
            tracing::warn!(message = %id, attempt, given_up = next.is_none(), %fault, "a message was not handed over");
            outbox::failed(&tx, id, &fault.0, next).await?;
        }
    }
    tx.commit().await?;
    Ok(handed.is_ok())
}
