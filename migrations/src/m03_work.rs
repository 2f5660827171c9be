//! What follows a transition: notices, the outbox, leased jobs; and the replies kept per `Idempotency-Key`.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE notices (
        id uuid PRIMARY KEY NOT NULL,
        account_id uuid NOT NULL,
        kind text NOT NULL,
        params text NOT NULL,
        case_id uuid REFERENCES cases (id),
        created_at timestamptz NOT NULL,
        read_at timestamptz
    )",
    "CREATE INDEX notices_of_account ON notices (account_id, created_at, id)",
    "CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL",
    "CREATE TABLE messages (
        id uuid PRIMARY KEY NOT NULL,
        channel text NOT NULL CHECK (channel IN ('mail', 'sms')),
        to_sealed bytea NOT NULL,
        subject text NOT NULL,
        body_sealed bytea NOT NULL,
        status text NOT NULL CHECK (status IN ('pending', 'sent', 'failed')),
        attempts integer NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        lease_owner text,
        lease_until timestamptz,
        last_error text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz
    )",
    "CREATE INDEX messages_due ON messages (next_attempt_at) WHERE status = 'pending'",
    "CREATE INDEX messages_newest ON messages (created_at, id)",
    "CREATE TABLE jobs (
        id uuid PRIMARY KEY NOT NULL,
        kind text NOT NULL CHECK (kind IN ('seal')),
        case_id uuid REFERENCES cases (id),
        payload text NOT NULL,
        status text NOT NULL CHECK (status IN ('pending', 'done', 'dead')),
        attempts integer NOT NULL,
        run_at timestamptz NOT NULL,
        lease_owner text,
        lease_until timestamptz,
        last_error text,
        created_at timestamptz NOT NULL
    )",
    "CREATE INDEX jobs_due ON jobs (run_at) WHERE status = 'pending'",
    "CREATE INDEX jobs_of_case ON jobs (case_id)",
    "CREATE TABLE idempotency (
        account_id uuid NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        status integer NOT NULL,
        reply text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, key)
    )",
    "CREATE INDEX idempotency_age ON idempotency (created_at)",
];

const DOWN: &[&str] = &[
    "DROP TABLE idempotency",
    "DROP TABLE jobs",
    "DROP TABLE messages",
    "DROP TABLE notices",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await?;
        crate::vacuum_early(manager, &["messages", "jobs", "idempotency", "notices"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, DOWN).await
    }
}
