//! The figures: a table for people, JSON for programs.

use crate::load::Timing;
use serde::Serialize;
use std::fmt;

/// Everything of one run.
#[derive(Serialize)]
pub struct Report {
    /// SQLite or PostgreSQL.
    pub database: String,
    /// Agreements.
    pub rows: u32,
    /// Clients at the same time.
    pub clients: u32,
    /// Seconds that making the rows took.
    pub generated_in: f64,
    /// What was measured.
    pub operations: Vec<Operation>,
}

/// One operation beside its limits.
#[derive(Serialize)]
pub struct Operation {
    /// What it is.
    pub name: String,
    /// Through the whole stack.
    pub ours: Figures,
    /// What cannot be beaten.
    pub limits: Vec<Limit>,
}

/// One limit.
#[derive(Serialize)]
pub struct Limit {
    /// What it is.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
    /// Our p50 divided by its p50.
    pub ratio: f64,
}

/// What was measured of one thing.
#[derive(Clone, Copy, Serialize)]
pub struct Figures {
    /// How often.
    pub count: u32,
    /// Median, milliseconds.
    pub p50_ms: f64,
    /// 99th percentile, milliseconds.
    pub p99_ms: f64,
    /// All clients together.
    pub per_second: f64,
}

impl From<Timing> for Figures {
    fn from(timing: Timing) -> Self {
        Self {
            count: timing.count(),
            p50_ms: timing.percentile(50).as_secs_f64() * 1_000.0,
            p99_ms: timing.percentile(99).as_secs_f64() * 1_000.0,
            per_second: timing.per_second(),
        }
    }
}

impl Operation {
    /// An operation and its limits, by name.
    pub fn new(name: &str, ours: Timing, limits: Vec<(&str, Timing)>) -> Self {
        let ours = Figures::from(ours);
        let limits = limits
            .into_iter()
            .map(|(name, timing)| {
                let figures = Figures::from(timing);
                Limit {
                    name: name.to_owned(),
                    ratio: ours.p50_ms / figures.p50_ms.max(f64::MIN_POSITIVE),
                    figures,
                }
            })
            .collect();
        Self {
            name: name.to_owned(),
            ours,
            limits,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {} agreements (made in {:.0} s), {} clients",
            self.database, self.rows, self.generated_in, self.clients
        )?;
        writeln!(
            f,
            "{:<46} {:>7} {:>11} {:>11} {:>10} {:>7}",
            "", "count", "p50 ms", "p99 ms", "per s", "ratio"
        )?;
        for operation in &self.operations {
            line(f, &operation.name, operation.ours, None)?;
            for limit in &operation.limits {
                line(
                    f,
                    &format!("  {}", limit.name),
                    limit.figures,
                    Some(limit.ratio),
                )?;
            }
        }
        Ok(())
    }
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, x: Figures, ratio: Option<f64>) -> fmt::Result {
    let ratio = ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
    writeln!(
        f,
        "{name:<46} {:>7} {:>11.3} {:>11.3} {:>10.1} {ratio:>7}",
        x.count, x.p50_ms, x.p99_ms, x.per_second
    )
}
