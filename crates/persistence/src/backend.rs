//! The only file that tells SQLite from PostgreSQL.
//!
//! SQLite has one writer: its write pool holds one connection, so that writers queue fairly instead of spinning on
//! a lock, and every transaction is `BEGIN IMMEDIATE` (deferred ones gave "database is locked" under racing
//! acceptances). PostgreSQL runs read committed; guarded updates and constraints decide races on both.

use crate::StoreError;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use std::time::Duration;

/// A running transaction. Dropped without commit it rolls back.
pub type Tx = DatabaseTransaction;

/// How to reach a database.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// `sqlite://path/to/file.db` or `postgres://…`.
    pub url: String,
    /// Connections that read (SQLite) or that do everything (PostgreSQL).
    pub connections: u32,
    /// How long to wait for a connection or a lock.
    pub patience: Duration,
}

impl DbOptions {
    /// With eight connections and ten seconds of patience.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            connections: 8,
            patience: Duration::from_secs(10),
        }
    }
}

/// A handle to the database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Db {
    /// Opens the pools. A SQLite file that is not there is made.
    pub async fn open(options: &DbOptions) -> Result<Self, StoreError> {
        let postgres = options.url.starts_with("postgres");
        let read = Database::connect(configured(options, options.connections)).await?;
        let write = if postgres {
            read.clone()
        } else {
            Database::connect(configured(options, 1)).await?
        };
        Ok(Self { read, write })
    }

    /// For reads: on SQLite the last committed state, never waiting for a writer.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For migrations and bulk loads; everything else writes in [`Self::begin`].
    pub fn schema(&self) -> &DatabaseConnection {
        &self.write
    }

    /// A transaction that may write.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: (self.write.get_database_backend() == DbBackend::Sqlite)
                .then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Whether it answers; for readiness.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.read.ping().await?)
    }

    /// The name of the database system, for start-up messages and the bench.
    pub fn system(&self) -> &'static str {
        match self.write.get_database_backend() {
            DbBackend::Postgres => "PostgreSQL",
            _ => "SQLite",
        }
    }

    /// Closes every connection.
    pub async fn close(self) -> Result<(), DbErr> {
        let Self { read, write } = self;
        read.close().await?;
        write.close().await
    }
}

fn configured(options: &DbOptions, connections: u32) -> ConnectOptions {
    let patience = options.patience;
    let mut configured = ConnectOptions::new(options.url.clone());
    configured
        .max_connections(connections)
        .acquire_timeout(patience)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(patience)
        })
        .map_sqlx_postgres_opts(|postgres| postgres.application_name("sanfang"));
    configured
}

/// Inserts an idempotency row ($1 account, $2 key, $3 fingerprint, $4 now) or takes over one older than $5.
///
/// SQLite has one writer, so nobody else can be working on the key. On PostgreSQL a second transaction would wait on
/// the primary key; the advisory lock lets it say "in flight" at once instead: then no row is inserted and none is found.
pub(crate) fn idempotency_insert(backend: DbBackend) -> String {
    let free = match backend {
        DbBackend::Postgres => {
            "pg_try_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 0))"
        }
        _ => "true",
    };
    format!(
        "INSERT INTO idempotency (account_id, key, fingerprint, status, reply, created_at)
         SELECT $1, $2, $3, 0, '', $4 WHERE {free}
         ON CONFLICT (account_id, key) DO UPDATE
         SET fingerprint = excluded.fingerprint, status = 0, reply = '', created_at = excluded.created_at
         WHERE idempotency.created_at < $5"
    )
}

/// Lets several workers lease different rows at once; SQLite has one writer.
pub(crate) fn skip_locked(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "FOR UPDATE SKIP LOCKED",
        _ => "",
    }
}
