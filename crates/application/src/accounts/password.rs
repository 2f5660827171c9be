//! argon2id, off the server's threads and only a few at once: each takes 19 MiB and some 50 ms of a core.

use crate::AppError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::time::Duration;
use tokio::sync::{OnceCell, Semaphore};

/// Hashes that are made at once.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// How long a log-in waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Verified in place of an account that does not exist, so that the answer takes as long.
static NOBODY: OnceCell<String> = OnceCell::const_new();

/// A PHC string with a random salt.
pub async fn hash(password: &str) -> Result<String, AppError> {
    let password = password.to_owned();
    aside(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash: argon2::password_hash::phc::PasswordHash| hash.to_string())
            .map_err(AppError::internal)
    })
    .await?
}

/// Whether a password fits. `None` stands for an account that does not exist: as much work, never a fit.
pub async fn verify(password: &str, hash: Option<String>) -> Result<bool, AppError> {
    let exists = hash.is_some();
    let stored = match hash {
        Some(stored) => stored,
        None => NOBODY
            .get_or_try_init(|| self::hash("nobody's password"))
            .await?
            .clone(),
    };
    let password = password.to_owned();
    let fits = aside(move || {
        let parsed = PasswordHash::new(&stored).map_err(AppError::internal)?;
        Ok::<_, AppError>(
            Argon2::default()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok(),
        )
    })
    .await??;
    Ok(fits && exists)
}

async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let turn = tokio::time::timeout(PATIENCE, AT_ONCE.acquire())
        .await
        .map_err(|late| AppError::Unavailable(Box::new(late)))?
        .map_err(AppError::internal)?;
    let done = tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::internal);
    drop(turn);
    done
}
