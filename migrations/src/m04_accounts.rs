//! Who logs in: accounts, sessions, throttles, one-time codes, reset links and the keys of access tokens.
//!
//! Secrets are kept as SHA-256 of a random value, passwords as argon2 PHC strings, private keys sealed.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE accounts (
        id uuid PRIMARY KEY NOT NULL,
        portal text NOT NULL CHECK (portal IN ('student', 'employer', 'school', 'platform')),
        role text NOT NULL CHECK (role IN ('student', 'employer', 'school', 'college', 'platform')),
        login text NOT NULL,
        login_folded text NOT NULL,
        password_hash text NOT NULL,
        display_name text NOT NULL,
        email text,
        student_id uuid UNIQUE REFERENCES students (id),
        employer_id uuid REFERENCES employers (id),
        school_id uuid REFERENCES schools (id),
        status text NOT NULL CHECK (status IN ('active', 'suspended')),
        demo boolean NOT NULL,
        last_login_at timestamptz,
        last_login_ip text,
        previous_login_at timestamptz,
        previous_login_ip text,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        UNIQUE (portal, login_folded),
        CHECK ((student_id IS NOT NULL) = (role = 'student')),
        CHECK ((employer_id IS NOT NULL) = (role = 'employer')),
        CHECK ((school_id IS NOT NULL) = (role IN ('student', 'school', 'college')))
    )",
    "CREATE INDEX accounts_of_employer ON accounts (employer_id)",
    "CREATE INDEX accounts_of_school ON accounts (school_id, role)",
    "CREATE TABLE account_colleges (
        account_id uuid NOT NULL REFERENCES accounts (id),
        college_id uuid NOT NULL REFERENCES colleges (id),
        PRIMARY KEY (account_id, college_id)
    )",
    "CREATE INDEX account_colleges_of_college ON account_colleges (college_id)",
    "CREATE TABLE sessions (
        id uuid PRIMARY KEY NOT NULL,
        account_id uuid NOT NULL REFERENCES accounts (id),
        token_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        ip text NOT NULL,
        agent text NOT NULL
    )",
    "CREATE INDEX sessions_of_account ON sessions (account_id, used_at)",
    "CREATE INDEX sessions_age ON sessions (expires_at)",
    "CREATE TABLE throttles (
        scope text NOT NULL,
        subject text NOT NULL,
        count integer NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (scope, subject)
    )",
    "CREATE INDEX throttles_age ON throttles (since)",
    "CREATE TABLE verification_codes (
        account_id uuid PRIMARY KEY NOT NULL REFERENCES accounts (id),
        code_hash text NOT NULL,
        tries integer NOT NULL,
        sent_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
    )",
    "CREATE TABLE password_resets (
        token_hash text PRIMARY KEY NOT NULL,
        account_id uuid NOT NULL REFERENCES accounts (id),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
    )",
    "CREATE INDEX password_resets_of_account ON password_resets (account_id)",
    "CREATE TABLE signing_keys (
        id text PRIMARY KEY NOT NULL,
        private_sealed bytea NOT NULL,
        public_key bytea NOT NULL,
        created_at timestamptz NOT NULL,
        retired_at timestamptz
    )",
    "CREATE UNIQUE INDEX signing_keys_current ON signing_keys ((1)) WHERE retired_at IS NULL",
];

const DOWN: &[&str] = &[
    "DROP TABLE signing_keys",
    "DROP TABLE password_resets",
    "DROP TABLE verification_codes",
    "DROP TABLE throttles",
    "DROP TABLE sessions",
    "DROP TABLE account_colleges",
    "DROP TABLE accounts",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await?;
        crate::vacuum_early(manager, &["sessions", "throttles"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, DOWN).await
    }
}
