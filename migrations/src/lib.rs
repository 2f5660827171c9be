//! The schema, one source for SQLite and PostgreSQL. Every text below is accepted by both.
//!
//! What belongs here: tables, constraints, indexes, in the order in which installations got them.
//! What does not: domain types (a migration stays as it was written) and data.
//!
//! Encodings: UUIDs are native (`uuid`; 16 bytes on SQLite), instants `timestamptz` (on SQLite RFC 3339
//! text in UTC, always truncated to milliseconds, so that text order is time order), codes and JSON are
//! `text`, personal values are sealed bytes. One `ALTER` per statement.

use sea_orm_migration::prelude::*;

mod m01_people;
mod m02_signings;
mod m03_work;
mod m04_accounts;

/// Every migration in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m01_people::Migration),
            Box::new(m02_signings::Migration),
            Box::new(m03_work::Migration),
            Box::new(m04_accounts::Migration),
        ]
    }
}

/// Brings a database to the present schema.
pub async fn migrate(db: &sea_orm::DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// How many migrations a database lacks.
pub async fn pending(db: &sea_orm::DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations(db).await?.len())
}

/// Runs statements that both databases understand, one by one.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}

/// Keeps a table that is updated often free of dead rows: after 100,000 transitions without a vacuum
/// a list was 2.4 times slower on PostgreSQL. SQLite has nothing of the kind.
pub(crate) async fn vacuum_early(
    manager: &SchemaManager<'_>,
    tables: &[&str],
) -> Result<(), DbErr> {
    if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
        for table in tables {
            let statement = format!(
                "ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)"
            );
            manager
                .get_connection()
                .execute_unprepared(&statement)
                .await?;
        }
    }
    Ok(())
}
