//! O5: offers expire at the end of their day without anybody's help.

use crate::{App, AppError, signings};
use sanfang_persistence::signings::list;

/// Offers per round.
const CHUNK: u64 = 100;

/// Expires what is overdue, each in its own transaction. An offer that was answered or amended meanwhile is left alone;
/// a fault with one does not hold up the others.
pub(super) async fn due(app: &App) -> Result<u32, AppError> {
    let mut expired = 0;
    for id in list::overdue(app.db.read(), app.now(), CHUNK).await? {
        match Box::pin(signings::expire(app, id)).await {
            Ok(_) => expired += 1,
            Err(AppError::Refused { .. } | AppError::NotFound) => {}
            Err(error) => tracing::error!(case = %id, %error, "an offer could not expire"),
        }
    }
    Ok(expired)
}
