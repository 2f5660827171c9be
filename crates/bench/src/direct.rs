//! The limit of the database: the same statements through sqlx, on pools like the server's.

use crate::Result;
use chrono::{DateTime, Utc};
use sanfang_persistence::sea_orm::sqlx::{
    self, ConnectOptions, PgPool, Row, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};
use uuid::Uuid;

/// A value of a statement.
#[derive(Clone)]
pub enum Bind {
    /// An id.
    Id(Uuid),
    /// Text.
    Text(String),
    /// A whole number.
    Number(i32),
    /// An instant.
    At(DateTime<Utc>),
    /// A sealed value.
    Bytes(Vec<u8>),
}

/// One statement with its values.
pub struct Step {
    /// With `$1`, `$2`…, which both databases understand.
    pub sql: &'static str,
    /// Their values.
    pub binds: Vec<Bind>,
    /// Whether it answers rows.
    pub rows: bool,
}

/// Connections of one's own.
#[derive(Clone)]
pub enum Direct {
    /// Many that read, one that writes.
    Sqlite {
        /// For reads.
        read: SqlitePool,
        /// For transactions that write.
        write: SqlitePool,
    },
    /// For everything.
    Postgres(PgPool),
}

const CONNECTIONS: u32 = 8;
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the steps on anything that executes; the drivers' types differ, the words do not.
macro_rules! steps {
    ($connection:expr, $steps:expr) => {{
        let mut rows = 0;
        for step in $steps {
            let mut query = sqlx::query(step.sql);
            for bind in &step.binds {
                query = match bind.clone() {
                    Bind::Id(id) => query.bind(id),
                    Bind::Text(text) => query.bind(text),
                    Bind::Number(number) => query.bind(number),
                    Bind::At(at) => query.bind(at),
                    Bind::Bytes(bytes) => query.bind(bytes),
                };
            }
            if step.rows {
                let found = query.fetch_all(&mut *$connection).await?;
                rows += found.iter().map(|row| row.columns().len()).sum::<usize>();
            } else {
                query.execute(&mut *$connection).await?;
            }
        }
        rows
    }};
}

impl Direct {
    /// Opens pools with the settings of `persistence::backend`.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres") {
            let pool = PgPoolOptions::new()
                .max_connections(CONNECTIONS)
                .acquire_timeout(PATIENCE)
                .connect(url)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .disable_statement_logging();
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(PATIENCE)
                .connect_with(options.clone())
        };
        Ok(Self::Sqlite {
            read: pool(CONNECTIONS).await?,
            write: pool(1).await?,
        })
    }

    /// Statements that read.
    pub async fn read(&self, steps: &[Step]) -> Result<usize> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                let mut connection = read.acquire().await?;
                steps!(connection, steps)
            }
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                steps!(connection, steps)
            }
        })
    }

    /// One transaction that writes.
    pub async fn write(&self, steps: &[Step]) -> Result<usize> {
        Ok(match self {
            Self::Sqlite { write, .. } => {
                let mut tx = write.begin_with("BEGIN IMMEDIATE").await?;
                let rows = steps!(tx, steps);
                tx.commit().await?;
                rows
            }
            Self::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                let rows = steps!(tx, steps);
                tx.commit().await?;
                rows
            }
        })
    }

    /// Closes the pools.
    pub async fn close(self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
