//! `cargo xtask bench`: what the main operations take with a million agreements, each beside its limit in the same run:
//! a bare actix handler that answers the same body, the same SQL through sqlx, and rust_xlsxwriter on rows in memory.

mod bare;
mod database;
mod direct;
mod export;
mod load;
mod measure;
mod report;
mod writes;

use clap::Parser;
use database::Database;
use report::Report;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// What goes wrong in a bench.
type Fault = Box<dyn std::error::Error + Send + Sync>;
type Result<T> = std::result::Result<T, Fault>;

/// The measurements of Sanfang.
#[derive(Parser)]
#[command(name = "sanfang-bench", about)]
struct Arguments {
    /// Agreements in the database; the export writes those of one college, a tenth.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1_000..=2_000_000))]
    rows: u32,
    /// Requests of each read, acceptances and reviews.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(10..=20_000))]
    requests: u32,
    /// Clients that ask at the same time.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=256))]
    clients: u32,
    /// On PostgreSQL instead of SQLite.
    #[arg(long)]
    postgres: bool,
    /// The server that holds the database of `--postgres`.
    #[arg(long, env = "SANFANG_TEST_POSTGRES", hide_env_values = true)]
    postgres_url: Option<String>,
    /// Where the database and the figures go.
    #[arg(long, default_value = "target")]
    folder: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // Nothing is left to tell it to when the terminal is gone.
            let _gone = writeln!(io::stderr(), "bench: {fault}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<()> {
    let data = arguments.folder.join("bench");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    std::fs::create_dir_all(&data)?;
    let server = arguments
        .postgres_url
        .as_deref()
        .filter(|_| arguments.postgres);
    if arguments.postgres && server.is_none() {
        return Err("--postgres needs a server: run it by `cargo xtask bench`".into());
    }
    let database = Database::create(&data, server).await?;
    let report = measure::everything(&arguments, &data, &database).await;
    database.drop().await?;
    std::fs::remove_dir_all(&data)?;
    let report: Report = report?;
    let figures = arguments.folder.join("bench.json");
    std::fs::write(&figures, serde_json::to_string_pretty(&report)?)?;
    say(&format!("{report}\nfigures: {}\n", figures.display()))
}

fn say(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
