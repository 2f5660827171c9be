//! What nobody asks for: offers expire, agreements are sealed, messages go out, old replies are forgotten.
//!
//! Any number of workers may run beside each other and beside servers. Jobs and messages are leased: a worker that dies
//! lets go after its lease ([`Pace`]). Nothing here is lost by a kill; sealing leaves one document, a message goes out at least once.

mod deliver;
mod expire;
mod seal;

use crate::{App, AppError, accounts, write::REPLY_KEPT};
use chrono::{DateTime, TimeDelta, Utc};
use sanfang_persistence::{idempotency, jobs::Lease};
use std::{future::Future, time::Duration};

/// How long workers hold on and how soon they try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How long a worker may take for one job or message; then another takes it over.
    pub lease: TimeDelta,
    /// The pause before the second attempt; each further one is twice as long, up to [`LONGEST_PAUSE`].
    pub retry: TimeDelta,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            lease: TimeDelta::minutes(2),
            retry: TimeDelta::seconds(10),
        }
    }
}

/// No pause between attempts is longer, but for its jitter.
pub const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(2);

/// How long an idle worker waits.
const IDLE: Duration = Duration::from_millis(500);

/// Attempts before a job or message is given up: with the pauses between them over a day.
const ATTEMPTS: u32 = 20;

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Offers that expired.
    pub expired: u32,
    /// Jobs that were finished, also those that nobody needed any more.
    pub jobs: u32,
    /// Messages that were handed over.
    pub delivered: u32,
    /// Jobs and messages that failed and wait for another attempt, or were given up.
    pub failed: u32,
}

impl Round {
    fn idle(&self) -> bool {
        *self == Self::default()
    }
}

/// Works until `stop` is done, then finishes what it holds.
pub async fn run(app: &App, stop: impl Future<Output = ()>) {
    let owner = app.ids.next().to_string();
    let mut stop = std::pin::pin!(stop);
    let mut forgotten = None;
    loop {
        let round = round(app, &owner).await;
        if let Err(error) = &round {
            tracing::error!(%error, "a round of the worker failed");
        }
        if forgotten.is_none_or(|at| app.now() - at > TimeDelta::hours(1)) {
            match forget(app).await {
                Ok(()) => forgotten = Some(app.now()),
                Err(error) => tracing::error!(%error, "old replies are still kept"),
            }
        }
        let pause = if round.is_ok_and(|round| !round.idle()) {
            Duration::ZERO
        } else {
            IDLE
        };
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// One round: everything that is due now. For tests and for `run`.
pub async fn tick(app: &App) -> Result<Round, AppError> {
    let owner = app.ids.next().to_string();
    let mut total = Round::default();
    loop {
        let done = round(app, &owner).await?;
        total.expired += done.expired;
        total.jobs += done.jobs;
        total.delivered += done.delivered;
        total.failed += done.failed;
        if done.idle() {
            return Ok(total);
        }
    }
}

async fn round(app: &App, owner: &str) -> Result<Round, AppError> {
    let expired = expire::due(app).await?;
    let (jobs, failed) = seal::due(app, owner).await?;
    let (delivered, undelivered) = deliver::due(app, owner).await?;
    Ok(Round {
        expired,
        jobs,
        delivered,
        failed: failed + undelivered,
    })
}

/// Replies of writes are kept for 24 hours.
async fn forget(app: &App) -> Result<(), AppError> {
    let tx = app.db.begin().await?;
    idempotency::forget(&tx, app.now() - REPLY_KEPT).await?;
    tx.commit().await?;
    accounts::forget(app).await
}

fn lease<'a>(app: &App, owner: &'a str) -> Lease<'a> {
    let now = app.now();
    Lease {
        owner,
        now,
        until: now + app.settings.pace.lease,
    }
}

/// When to try again: the pace's pause, doubled per attempt, with jitter; `None` when it is given up.
fn again(pace: Pace, attempt: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if attempt >= ATTEMPTS {
        return None;
    }
    let doubled = 1_i64 << attempt.saturating_sub(1).min(20);
    let first = pace.retry.num_milliseconds().max(1);
    let pause = first
        .saturating_mul(doubled)
        .min(LONGEST_PAUSE.num_milliseconds());
    let jitter = rand::random_range(0..=pause / 4);
    Some(now + TimeDelta::milliseconds(pause + jitter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let now = DateTime::UNIX_EPOCH;
        let pace = Pace::default();
        let pause = |attempt| again(pace, attempt, now).map(|at| (at - now).num_seconds());
        assert!((10..=12).contains(&pause(1).unwrap()));
        assert!((80..=100).contains(&pause(4).unwrap()));
        assert!((7_200..=9_000).contains(&pause(19).unwrap()));
        assert_eq!(pause(20), None);
    }
}
