//! Clients that ask as fast as they are answered.

use crate::Result;
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// What so many requests took.
pub struct Timing {
    /// Each, the shortest first.
    each: Vec<Duration>,
    /// All of them, side by side.
    pub whole: Duration,
}

impl Timing {
    /// Of one thing that was done a few times, one after the other.
    pub fn of(mut each: Vec<Duration>) -> Self {
        each.sort_unstable();
        Self {
            whole: each.iter().sum(),
            each,
        }
    }

    /// How many there were.
    pub fn count(&self) -> u32 {
        u32::try_from(self.each.len()).unwrap_or(u32::MAX)
    }

    /// The time within which so many of a hundred were answered (nearest rank).
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.each.len() * percent).div_ceil(100).saturating_sub(1);
        self.each.get(rank).copied().unwrap_or_default()
    }

    /// Answers per second, all clients together.
    pub fn per_second(&self) -> f64 {
        f64::from(self.count()) / self.whole.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

/// Runs `ask(client, n)` for every n below `count` by so many clients, each waiting for its answer before it asks again.
pub async fn run<F, A>(clients: u32, count: u32, ask: F) -> Result<Timing>
where
    F: Fn(u32, u32) -> A + Send + Sync + 'static,
    A: Future<Output = Result<()>> + Send,
{
    let ask = Arc::new(ask);
    let next = Arc::new(AtomicU32::new(0));
    let begin = Instant::now();
    let mut running = JoinSet::new();
    for client in 0..clients {
        let (ask, next) = (ask.clone(), next.clone());
        running.spawn(async move {
            let mut each = Vec::new();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= count {
                    return Ok::<_, crate::Fault>(each);
                }
                let begin = Instant::now();
                ask(client, n).await?;
                each.push(begin.elapsed());
            }
        });
    }
    let mut each = Vec::new();
    while let Some(done) = running.join_next().await {
        each.extend(done??);
    }
    Ok(Timing {
        whole: begin.elapsed(),
        ..Timing::of(each)
    })
}
