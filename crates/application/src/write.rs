//! The one shape of a write (docs/decisions/0002): begin → claim the idempotency key → the work → store the reply →
//! commit. Effect and stored reply commit together, so that a kill at any point leaves either nothing or an answer
//! that can be replayed.
//!
//! A lost race (version guard) or a busy database is tried again from the start: the work loads and decides anew, so
//! the loser is told the rule that now refuses it, not that something happened.

use crate::{App, AppError, Caller};
use chrono::TimeDelta;
use sanfang_domain::values::Sha256Hex;
use sanfang_persistence::{
    Tx,
    idempotency::{self, Claimed},
};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// How often the work is tried.
const TRIES: u32 = 6;

/// How long a reply is kept (spec/api.md).
pub const REPLY_KEPT: TimeDelta = TimeDelta::hours(24);

/// `Idempotency-Key` as the client chose it (IETF draft-ietf-httpapi-idempotency-key-header).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// 1..=255 visible ASCII characters, with or without the quotes of a structured field string.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text
            .strip_prefix('"')
            .and_then(|t| t.strip_suffix('"'))
            .unwrap_or(text);
        let fine = (1..=255).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_graphic());
        fine.then(|| Self(bare.to_owned()))
    }
}

/// A key together with the fingerprint of what is asked: operation, path and body.
#[derive(Clone, Debug)]
pub struct Claim {
    key: String,
    fingerprint: String,
}

/// Binds a key to one request. `operation` names the use-case, `input` is everything that it was given.
pub fn claim(
    key: Option<&IdempotencyKey>,
    operation: &str,
    input: &impl Serialize,
) -> Result<Option<Claim>, AppError> {
    let Some(IdempotencyKey(key)) = key else {
        return Ok(None);
    };
    let body = serde_json::to_vec(&(operation, input))?;
    Ok(Some(Claim {
        key: key.clone(),
        fingerprint: Sha256Hex::of(&body).into(),
    }))
}

impl App {
    /// Runs `work` in one transaction and answers what it answers, or the stored reply of the same request before.
    ///
    /// `work` may run several times; it must do nothing but read and write through the transaction.
    pub async fn write<T, F>(
        &self,
        caller: &Caller,
        claim: Option<&Claim>,
        work: F,
    ) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned,
        F: AsyncFn(&Tx) -> Result<T, AppError>,
    {
        let mut attempt = 1;
        loop {
            match Box::pin(self.attempt(caller, claim, &work)).await {
                Err(AppError::Conflict | AppError::Unavailable(_)) if attempt < TRIES => {
                    let pause = rand::random_range(1..=5 * u64::from(attempt));
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt<T, F>(
        &self,
        caller: &Caller,
        claim: Option<&Claim>,
        work: &F,
    ) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned,
        F: AsyncFn(&Tx) -> Result<T, AppError>,
    {
        let tx = self.db.begin().await?;
        match self.within(&tx, caller, claim, work).await {
            Ok(reply) => {
                tx.commit().await?;
                Ok(reply)
            }
            Err(error) => {
                // The first error is the one to tell; a transaction that cannot roll back is dropped, which ends it too.
                if let Err(fault) = tx.rollback().await {
                    tracing::warn!(%fault, "rollback failed");
                }
                Err(error)
            }
        }
    }

    async fn within<T, F>(
        &self,
        tx: &Tx,
        caller: &Caller,
        claim: Option<&Claim>,
        work: &F,
    ) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned,
        F: AsyncFn(&Tx) -> Result<T, AppError>,
    {
        let (Some(claim), Some(account)) = (claim, caller.account()) else {
            return work(tx).await;
        };
        let now = self.now();
        let row = idempotency::Key {
            account,
            key: &claim.key,
        };
        match idempotency::take(tx, row, &claim.fingerprint, now, now - REPLY_KEPT).await? {
            Claimed::Fresh => {
                let reply = work(tx).await?;
                idempotency::keep(tx, row, &serde_json::to_string(&reply)?).await?;
                Ok(reply)
            }
            Claimed::InFlight => Err(AppError::IdempotencyInFlight),
            Claimed::Before { fingerprint, .. } if fingerprint != claim.fingerprint => {
                Err(AppError::IdempotencyReused)
            }
            Claimed::Before { reply, .. } => Ok(serde_json::from_str(&reply)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_visible_ascii_of_bounded_length() {
        assert!(IdempotencyKey::parse("\"8e03978e-40d5\"").is_some());
        assert!(IdempotencyKey::parse("").is_none());
        assert!(IdempotencyKey::parse("a b").is_none());
        assert!(IdempotencyKey::parse(&"x".repeat(256)).is_none());
    }

    #[test]
    fn a_fingerprint_covers_operation_and_input() {
        let key = IdempotencyKey::parse("k").unwrap();
        let of = |op: &str, n: u32| claim(Some(&key), op, &n).unwrap().unwrap().fingerprint;
        assert_eq!(of("a", 1), of("a", 1));
        assert_ne!(of("a", 1), of("a", 2));
        assert_ne!(of("a", 1), of("b", 1));
    }
}
