//! `sanfang`: serve, migrate, openapi and the other commands of an installation.

use clap::{Parser, Subcommand};
use sanfang_api::{
    Settings, build, document,
    server::{self, BuildError},
};
use sanfang_application::{App, accounts::keys, demo, verify, worker};
use std::{
    io::{self, Write},
    process::ExitCode,
};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// 三方: graduate employment agreements.
#[derive(Parser)]
#[command(name = "sanfang", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Clone, Copy, Subcommand)]
enum Command {
    /// Serve the API and the browser client, and do the worker's work unless told not to.
    Serve,
    /// Do what nobody asks for: deadlines, sealing, messages. Any number may run beside servers.
    Worker,
    /// Fill an empty database with the demo world and stop.
    Demo,
    /// Walk the whole database and check what must hold; fails when something does not.
    Verify,
    /// Bring the database up to date and stop.
    Migrate,
    /// Print the API document.
    Openapi,
    /// Make a new key for access tokens; the one before still checks.
    RotateKeys,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let log = EnvFilter::try_from_env("SANFANG_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,sanfang=info"));
    let lines = fmt::layer()
        .json()
        .flatten_event(true)
        .with_span_list(false)
        .with_writer(io::stderr);
    tracing_subscriber::registry().with(log).with(lines).init();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), BuildError> {
    let Arguments { command, settings } = arguments;
    match command {
        Command::Serve => serve(settings).await,
        Command::Worker => work(open(&settings).await?).await,
        Command::Demo => fill(&open(&settings).await?).await,
        Command::Verify => check(&open(&settings).await?).await,
        Command::Openapi => say(&document::text()),
        Command::Migrate => open(&settings).await.map(drop),
        Command::RotateKeys => Ok(keys::rotate(&open(&settings).await?).await?),
    }
}

async fn open(settings: &Settings) -> Result<App, BuildError> {
    server::open(settings, settings.ports()?, settings.listen).await
}

async fn serve(settings: Settings) -> Result<(), BuildError> {
    let (demo, works) = (settings.demo, !settings.no_worker);
    let server = build(settings).await?;
    let app = server.app().clone();
    if demo {
        fill(&app).await?;
    }
    say(&format!("listening on http://{}\n", server.address()))?;
    let stop = CancellationToken::new();
    let handle = server.handle();
    tokio::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping: finishing what is in flight");
        handle.stop(true).await;
    });
    let serving = async {
        let served = server.run().await;
        stop.cancel();
        served
    };
    let working = async {
        if works {
            worker::run(&app, stop.cancelled()).await;
        }
    };
    let (served, ()) = tokio::join!(serving, working);
    Ok(served?)
}

async fn work(app: App) -> Result<(), BuildError> {
    say("working\n")?;
    worker::run(&app, stop_signal()).await;
    Ok(())
}

/// Fills an empty database and names the accounts of the demo world.
async fn fill(app: &App) -> Result<(), BuildError> {
    if let Some(filled) = demo::fill(app).await? {
        say(&format!(
            "demo world: {} students, {} employers, {} cases\n",
            filled.students, filled.employers, filled.cases
        ))?;
    }
    say(&format!(
        "demo accounts: student01, employer01, school01, college01, platform01; password {}\n",
        demo::PASSWORD
    ))
}

async fn check(app: &App) -> Result<(), BuildError> {
    let report = verify::verify(app).await?;
    for finding in &report.findings {
        let case = finding
            .case
            .map(|case| format!("case {case}: "))
            .unwrap_or_default();
        say(&format!("{case}{}\n", finding.what))?;
    }
    say(&format!(
        "{} cases, {} trail entries, {} files; {} findings\n",
        report.cases, report.entries, report.files, report.found
    ))?;
    if report.is_clean() {
        Ok(())
    } else {
        Err(BuildError::Settings(
            "the database does not hold what it must".to_owned(),
        ))
    }
}

/// Ctrl-C, or what a service manager sends.
async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "no signal can be received");
        std::future::pending::<()>().await;
    }
}

fn say(text: &str) -> Result<(), BuildError> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
