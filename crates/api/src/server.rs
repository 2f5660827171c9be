//! The process: opening the installation and serving it. `main` and the tests call the same [`build`].

use crate::{
    Settings, extract,
    limits::Limits,
    metrics::Metrics,
    middleware::{authenticate, limit, observe, problems, secure, slow_bodies},
    routes,
    site::Site,
    tokens::Tokens,
};
use actix_web::{
    App as Web, HttpServer,
    dev::ServerHandle,
    middleware::{Compress, from_fn},
    web,
};
use sanfang_application::{App, AppError, Place, Ports, accounts};
use std::{
    future::Future,
    io,
    net::{SocketAddr, TcpListener},
    time::Duration,
};
use utoipa_actix_web::AppExt;

/// Requests in flight have this long to finish.
const SHUTDOWN_SECONDS: u64 = 30;

/// A client has this long to send its headers.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// Why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Settings that contradict each other.
    #[error("{0}")]
    Settings(String),
    /// The address is taken, a folder cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Database, keys or fonts.
    #[error("{}", causes(.0))]
    App(#[from] AppError),
    /// The tables cannot be brought up to date.
    #[error("migration: {0}")]
    Migration(String),
    /// The metrics registry.
    #[error("{0}")]
    Metrics(#[from] prometheus::Error),
}

/// An error with what caused it, for an operator's eyes.
fn causes(error: &AppError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

/// A server that listens; it answers once [`Server::run`] is awaited.
pub struct Server {
    address: SocketAddr,
    app: App,
    running: actix_web::dev::Server,
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The application behind it.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Stops it, gracefully or not.
    pub fn handle(&self) -> ServerHandle {
        self.running.handle()
    }

    /// Serves until it is stopped.
    pub fn run(self) -> impl Future<Output = io::Result<()>> {
        self.running
    }
}

/// Opens the installation with the outside world that the settings name, and listens.
pub async fn build(settings: Settings) -> Result<Server, BuildError> {
    let ports = settings.ports()?;
    build_with(settings, ports).await
}

/// Opens the installation with another outside world: tests bring their clock and mailbox.
pub async fn build_with(settings: Settings, ports: Ports) -> Result<Server, BuildError> {
    let listener = TcpListener::bind(settings.listen)?;
    let address = listener.local_addr()?;
    let app = open(&settings, ports, address).await?;
    let tokens = web::Data::new(Tokens::open(&app, settings.issuer()).await?);
    let metrics = web::Data::new(Metrics::new()?);
    let limits = web::Data::new(Limits::new(settings.address_limit, settings.account_limit));
    let site = match &settings.web {
        Some(folder) => {
            let named = |error: io::Error| {
                io::Error::new(error.kind(), format!("{}: {error}", folder.display()))
            };
            Some(web::Data::new(Site::load(folder).map_err(named)?))
        }
        None => None,
    };
    let shared = web::Data::new(app.clone());
    let workers = settings.threads();
    let settings = web::Data::new(settings);
    let factory = move || {
        let web = Web::new()
            .app_data(shared.clone())
            .app_data(tokens.clone())
            .app_data(metrics.clone())
            .app_data(limits.clone())
            .app_data(settings.clone())
            .app_data(extract::json_config())
            .app_data(extract::path_config())
            .app_data(extract::query_config());
        let web = match &site {
            Some(site) => web.app_data(site.clone()),
            None => web,
        };
        let (web, _) = web
            .into_utoipa_app()
            .configure(routes::configure)
            .split_for_parts();
        // The last one wrapped is the first one passed.
        web.configure(routes::site::configure)
            .wrap(from_fn(authenticate))
            .wrap(from_fn(slow_bodies))
            .wrap(from_fn(limit))
            .wrap(from_fn(problems))
            .wrap(Compress::default())
            .wrap(from_fn(secure))
            .wrap(from_fn(observe))
    };
    let running = HttpServer::new(factory)
        .workers(workers)
        .client_request_timeout(HEADER_TIMEOUT)
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .disable_signals()
        .listen(listener)?
        .run();
    Ok(Server {
        address,
        app,
        running,
    })
}

/// Opens database, keys and files and brings the tables up to date; for every command.
pub async fn open(
    settings: &Settings,
    ports: Ports,
    address: SocketAddr,
) -> Result<App, BuildError> {
    settings.check().map_err(BuildError::Settings)?;
    let place = Place {
        database_url: settings.database_url(),
        data: settings.data.clone(),
        fonts: settings.fonts.clone(),
        personal_key: settings.personal_key.clone(),
    };
    let app = sanfang_application::open(place, ports, settings.application(address)).await?;
    sanfang_migrations::migrate(app.db.schema())
        .await
        .map_err(|error| BuildError::Migration(error.to_string()))?;
    if settings.production && accounts::any_demo(&app).await? {
        return Err(BuildError::Settings(
            "this database holds demo accounts, whose password is public: production mode refuses it".to_owned(),
        ));
    }
    Ok(app)
}
