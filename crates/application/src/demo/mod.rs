//! The demo world (spec/data.md, "Seed data"): a small world that looks real and in which nobody exists. Its cases
//! are made through the use-cases, by a clock that moves through the last weeks, so that trails, notices, numbers and
//! deadlines are those of the law. The same seed makes the same people and the same story.

mod clock;
mod employers;
mod names;
mod people;
mod random;
pub mod seed;
mod story;

pub use clock::MovableClock;
pub use random::Random;

use crate::{App, AppError, accounts::hash_password};
use chrono::{DateTime, Datelike, Utc};
use sanfang_domain::calendar::beijing_date;
use sanfang_persistence::people::schools;
use std::sync::Arc;

/// Everybody's password; the log-in names are student01 …, employer01 …, school01 …, college01, platform01.
pub const PASSWORD: &str = "Sanfang-2026";

const SEED: u64 = 20_261_123;

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Students with an account.
    pub students: usize,
    /// Employers with an account.
    pub employers: usize,
    /// Signing cases.
    pub cases: usize,
}

/// Fills an empty database; nothing where there is a school already.
pub async fn fill(app: &App) -> Result<Option<Filled>, AppError> {
    if !schools::all(app.db.read()).await?.is_empty() {
        return Ok(None);
    }
    let now = app.now();
    let clock = Arc::new(MovableClock::at(now));
    let app = app.with_clock(clock.clone());
    let password_hash = hash_password(PASSWORD).await?;
    let mut random = Random::new(SEED);
    let calendar = Calendar::around(now);
    let people = people::settle(&app, &mut random, calendar, &password_hash).await?;
    let cases = story::tell(&app, &clock, &mut random, calendar, &people).await?;
    Ok(Some(Filled {
        students: people.students.len(),
        employers: people.employers.len(),
        cases,
    }))
}

/// The days by which the story is told.
#[derive(Clone, Copy, Debug)]
struct Calendar {
    /// The moment at which somebody starts to look.
    now: DateTime<Utc>,
    /// 届: who graduates next summer.
    graduation_year: u16,
}

impl Calendar {
    fn around(now: DateTime<Utc>) -> Self {
        let today = beijing_date(now);
        let summer = if today.month() >= 7 {
            today.year() + 1
        } else {
            today.year()
        };
        Self {
            now,
            graduation_year: u16::try_from(summer).unwrap_or_default(),
        }
    }
}
