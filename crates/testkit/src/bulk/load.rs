//! Loading fast: secondary indexes are built once at the end instead of row by row.

use super::Result;
use sanfang_persistence::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

/// A load that has begun. [`Load::finish`] puts everything back.
pub(super) struct Load<'a> {
    db: &'a DatabaseConnection,
    indexes: Vec<String>,
}

impl<'a> Load<'a> {
    /// Takes the indexes of `cases` away, and on SQLite does not wait for the disk.
    pub async fn begin(db: &'a DatabaseConnection) -> Result<Self> {
        let query = match db.get_database_backend() {
            DbBackend::Postgres => {
                "SELECT indexname, indexdef FROM pg_indexes
                 WHERE schemaname = current_schema() AND tablename = 'cases'
                   AND indexname NOT IN (SELECT conname FROM pg_constraint)"
            }
            _ => {
                db.execute_unprepared("PRAGMA synchronous = OFF").await?;
                db.execute_unprepared("PRAGMA cache_size = -400000").await?;
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'cases' AND sql IS NOT NULL"
            }
        };
        let found = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), query))
            .await?;
        let mut indexes = Vec::new();
        for row in found {
            let name: String = row.try_get_by_index(0)?;
            indexes.push(row.try_get_by_index(1)?);
            db.execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        Ok(Self { db, indexes })
    }

    /// Builds the indexes again and lets the database look at what it holds.
    pub async fn finish(self) -> Result<()> {
        for index in &self.indexes {
            self.db.execute_unprepared(index).await?;
        }
        self.db.execute_unprepared("ANALYZE").await?;
        if self.db.get_database_backend() != DbBackend::Postgres {
            self.db
                .execute_unprepared("PRAGMA synchronous = FULL")
                .await?;
            self.db
                .execute_unprepared("PRAGMA cache_size = -2000")
                .await?;
            self.db
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }
}
