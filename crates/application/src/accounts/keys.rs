//! Keys of access tokens: Ed25519 (RFC 8032), made on the first start and rotated by the operator.

use crate::{App, AppError};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use chrono::TimeDelta;
use sanfang_domain::values::Sha256Hex;
use sanfang_persistence::accounts::keys::{self, SigningKey};

/// A retired key is kept as long as a token of it could still count, with a margin.
const KEPT: TimeDelta = TimeDelta::hours(1);

/// The keys of this installation.
pub struct Keys {
    /// Signs.
    pub current: SigningKey,
    /// Only check.
    pub retired: Vec<SigningKey>,
}

/// The keys; the first call makes one.
pub async fn all(app: &App) -> Result<Keys, AppError> {
    if let Some(keys) = load(app).await? {
        return Ok(keys);
    }
    let tx = app.db.begin().await?;
    keys::insert(&tx, &app.personal, &generate()?, app.now()).await?;
    tx.commit().await?;
    load(app)
        .await?
        .ok_or_else(|| AppError::internal("no signing key although one was just written"))
}

/// A new key signs from now on; the one before only checks.
pub async fn rotate(app: &App) -> Result<(), AppError> {
    let now = app.now();
    let tx = app.db.begin().await?;
    keys::purge(&tx, now - KEPT).await?;
    keys::retire(&tx, now).await?;
    keys::insert(&tx, &app.personal, &generate()?, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn load(app: &App) -> Result<Option<Keys>, AppError> {
    let mut retired = keys::all(app.db.schema(), &app.personal).await?;
    let current = retired.iter().position(|key| key.retired_at.is_none());
    Ok(current.map(|position| Keys {
        current: retired.remove(position),
        retired,
    }))
}

fn generate() -> Result<SigningKey, AppError> {
    let private =
        Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(AppError::internal)?;
    let pair = Ed25519KeyPair::from_pkcs8(private.as_ref()).map_err(AppError::internal)?;
    let public = pair.public_key().as_ref().to_vec();
    let digest: String = Sha256Hex::of(&public).into();
    Ok(SigningKey {
        id: digest.chars().take(16).collect(),
        private: private.as_ref().to_vec(),
        public,
        retired_at: None,
    })
}
