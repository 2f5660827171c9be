//! Settings: flags and environment, read once by `main`; tests fill the fields themselves.

use crate::server::BuildError;
use chrono::TimeDelta;
use clap::{ArgAction, builder::BoolishValueParser};
use sanfang_application::{Ports, smtp::SmtpMailer, worker::Pace};
use std::{
    net::{Ipv4Addr, SocketAddr},
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
    sync::Arc,
};

/// What an operator can set. Every flag has an environment variable; README lists them.
#[derive(Clone, Debug, clap::Args)]
pub struct Settings {
    /// Folder of everything that is kept: SQLite file, sealed documents, keys.
    #[arg(long, env = "SANFANG_DATA", default_value = "data", global = true)]
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`; without it a SQLite file in the data folder.
    #[arg(
        long,
        env = "SANFANG_DATABASE_URL",
        global = true,
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// Folder of the built browser client; without it only the API is served.
    #[arg(long, env = "SANFANG_WEB", global = true)]
    pub web: Option<PathBuf>,
    /// Folder of the fonts of the agreement PDF; without it documents wait.
    #[arg(long, env = "SANFANG_FONTS", global = true)]
    pub fonts: Option<PathBuf>,
    /// Address to listen on; port 0 takes a free one.
    #[arg(
        long,
        env = "SANFANG_LISTEN",
        default_value = "127.0.0.1:8080",
        global = true
    )]
    pub listen: SocketAddr,
    /// `smtp://user:password@host:port`; without it messages stay in the local outbox.
    #[arg(long, env = "SANFANG_SMTP_URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Sender of the mails.
    #[arg(
        long,
        env = "SANFANG_MAIL_FROM",
        default_value = "no-reply@sanfang.invalid",
        global = true
    )]
    pub mail_from: String,
    /// Address under which people reach the server; it stands in mails, QR codes and tokens.
    #[arg(long, env = "SANFANG_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Refuse whatever is only for trying out: demo accounts, the readable outbox, plain HTTP.
    #[arg(long, env = "SANFANG_PRODUCTION", action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), global = true)]
    pub production: bool,
    /// Fill an empty database with the demo world and name its accounts.
    #[arg(long, env = "SANFANG_DEMO", action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), global = true)]
    pub demo: bool,
    /// Believe `X-Forwarded-For` of the proxy in front.
    #[arg(long, env = "SANFANG_TRUST_PROXY", action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), global = true)]
    pub trust_proxy: bool,
    /// Leave jobs, outbox and deadlines to `sanfang worker` processes.
    #[arg(long, env = "SANFANG_NO_WORKER", action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), global = true)]
    pub no_worker: bool,
    /// Seconds after which a job or message of a worker that died is taken over.
    #[arg(long, env = "SANFANG_LEASE_SECONDS", default_value_t = LEASE_SECONDS, value_parser = clap::value_parser!(u32).range(1..=86_400), global = true)]
    pub lease_seconds: u32,
    /// Seconds before a job or message that failed is tried again; each further pause is twice as long.
    #[arg(long, env = "SANFANG_RETRY_SECONDS", default_value_t = RETRY_SECONDS, value_parser = clap::value_parser!(u32).range(1..=7_200), global = true)]
    pub retry_seconds: u32,
    /// API requests a minute of one address; a school may sit behind a single one.
    #[arg(long, env = "SANFANG_ADDRESS_LIMIT", default_value_t = ADDRESS_LIMIT, global = true)]
    pub address_limit: NonZeroU32,
    /// API requests a minute of one account.
    #[arg(long, env = "SANFANG_ACCOUNT_LIMIT", default_value_t = ACCOUNT_LIMIT, global = true)]
    pub account_limit: NonZeroU32,
    /// Threads that serve; without it one per core.
    #[arg(long, env = "SANFANG_THREADS", global = true)]
    pub threads: Option<NonZeroUsize>,
    /// Key of personal data, 64 hexadecimal digits; without it a file in the data folder, made on the first start.
    #[arg(
        long,
        env = "SANFANG_PERSONAL_KEY",
        global = true,
        hide_env_values = true
    )]
    pub personal_key: Option<String>,
}

const LEASE_SECONDS: u32 = 120;
const RETRY_SECONDS: u32 = 10;
const ADDRESS_LIMIT: NonZeroU32 = NonZeroU32::MIN.saturating_add(11_999);
const ACCOUNT_LIMIT: NonZeroU32 = NonZeroU32::MIN.saturating_add(1_199);

impl Settings {
    /// The defaults, with everything under one folder and a free port.
    pub fn in_folder(data: PathBuf) -> Self {
        Self {
            data,
            database_url: None,
            web: None,
            fonts: None,
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            smtp_url: None,
            mail_from: "no-reply@sanfang.invalid".to_owned(),
            public_url: None,
            production: false,
            demo: false,
            trust_proxy: false,
            no_worker: false,
            lease_seconds: LEASE_SECONDS,
            retry_seconds: RETRY_SECONDS,
            address_limit: ADDRESS_LIMIT,
            account_limit: ACCOUNT_LIMIT,
            threads: None,
            personal_key: None,
        }
    }

    /// The database, by default a file in the data folder.
    pub fn database_url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| {
            format!(
                "sqlite://{}?mode=rwc",
                self.data.join("sanfang.sqlite").display()
            )
        })
    }

    /// Whether people reach the server over TLS, so that cookies are `Secure` and browsers are told to stay.
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// Whether the refresh cookie may travel over plain HTTP: only on the loopback address, never in production.
    pub fn plain_cookie(&self) -> bool {
        !self.production && !self.is_https() && self.listen.ip().is_loopback()
    }

    /// Threads that serve.
    pub fn threads(&self) -> usize {
        self.threads
            .or_else(|| std::thread::available_parallelism().ok())
            .map_or(2, NonZeroUsize::get)
    }

    /// Who tokens are from: every process of an installation says the same.
    pub fn issuer(&self) -> String {
        let public = self
            .public_url
            .as_deref()
            .map(|url| url.trim_end_matches('/'));
        public.unwrap_or("sanfang").to_owned()
    }

    /// What use-cases need to know of this.
    pub fn application(&self, address: SocketAddr) -> sanfang_application::Settings {
        let local = || format!("http://{address}");
        let public_url = self.public_url.clone().unwrap_or_else(local);
        sanfang_application::Settings {
            public_url: public_url.trim_end_matches('/').to_owned(),
            demo: self.demo,
            pace: Pace {
                lease: TimeDelta::seconds(self.lease_seconds.into()),
                retry: TimeDelta::seconds(self.retry_seconds.into()),
            },
        }
    }

    /// The outside world that the settings name.
    pub fn ports(&self) -> Result<Ports, BuildError> {
        let mut ports = Ports::default();
        if let Some(url) = &self.smtp_url {
            let mailer = SmtpMailer::new(url, &self.mail_from)
                .map_err(|error| BuildError::Settings(error.to_string()))?;
            ports.mailer = Arc::new(mailer);
        }
        Ok(ports)
    }

    /// What cannot be meant together.
    pub fn check(&self) -> Result<(), String> {
        if self.production && self.demo {
            return Err("the demo world is refused in production mode".to_owned());
        }
        if self.production && !self.is_https() {
            return Err("production mode needs a public URL that begins with https://".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings::in_folder("data".into())
    }

    #[test]
    fn a_switch_needs_no_value() {
        use clap::{Args, Command, FromArgMatches};
        let command = Settings::augment_args(Command::new("sanfang"));
        let matches = command.get_matches_from(["sanfang", "--production"]);
        let settings = Settings::from_arg_matches(&matches).unwrap();
        assert!(settings.production && !settings.demo);
    }

    #[test]
    fn production_refuses_the_demo_world_and_plain_http() {
        let production = Settings {
            production: true,
            public_url: Some("https://sanfang.example".to_owned()),
            ..settings()
        };
        assert!(production.check().is_ok());
        assert!(
            Settings {
                demo: true,
                ..production.clone()
            }
            .check()
            .is_err()
        );
        assert!(
            Settings {
                public_url: None,
                ..production
            }
            .check()
            .is_err()
        );
    }

    #[test]
    fn only_plain_loopback_may_have_a_cookie_without_secure() {
        assert!(settings().plain_cookie());
        let open = Settings {
            listen: "0.0.0.0:80".parse().unwrap(),
            ..settings()
        };
        assert!(!open.plain_cookie());
        let https = Settings {
            public_url: Some("https://a.example".into()),
            ..settings()
        };
        assert!(!https.plain_cookie());
    }
}
