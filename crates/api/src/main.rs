//! `sanfang`: serve, migrate, openapi and the other commands of an installation.

use clap::{Parser, Subcommand};
use sanfang_api::{
    Server, Settings, build, document,
    server::{self, BuildError},
};
use sanfang_application::accounts::keys;
use std::{
    io::{self, Write},
    process::ExitCode,
};
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
    /// Serve the API and the browser client.
    Serve,
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
        Command::Serve => serve(build(settings).await?).await,
        Command::Openapi => say(&document::text()),
        Command::Migrate => open(&settings).await.map(drop),
        Command::RotateKeys => Ok(keys::rotate(&open(&settings).await?).await?),
    }
}

async fn open(settings: &Settings) -> Result<sanfang_application::App, BuildError> {
    server::open(settings, settings.ports()?, settings.listen).await
}

async fn serve(server: Server) -> Result<(), BuildError> {
    say(&format!("listening on http://{}\n", server.address()))?;
    let handle = server.handle();
    tokio::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping: finishing what is in flight");
        handle.stop(true).await;
    });
    Ok(server.run().await?)
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
