//! Signing cases: their terms, consents, occupancy, numbers, trail and sealed documents.
//!
//! Two constraints carry spec/domain.md under concurrency: the primary key of `occupancy` (one student,
//! one live case, section 3) and `cases_live_pair` (one pending or live case between two, O1).

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE cases (
        id uuid PRIMARY KEY NOT NULL,
        school_id uuid NOT NULL REFERENCES schools (id),
        college_id uuid NOT NULL REFERENCES colleges (id),
        major_id uuid NOT NULL REFERENCES majors (id),
        student_id uuid NOT NULL REFERENCES students (id),
        employer_id uuid NOT NULL REFERENCES employers (id),
        kind text NOT NULL CHECK (kind IN ('online', 'paper', 'other')),
        graduation_year integer NOT NULL,
        state text NOT NULL CHECK (state IN ('offered', 'declined', 'expired', 'withdrawn', 'accepted', 'amendment_proposed', 'approved', 'rejected')),
        reason text,
        proposed_version integer,
        response_label text NOT NULL,
        review_label text NOT NULL,
        agreement_label text NOT NULL,
        live boolean NOT NULL,
        number text UNIQUE,
        position text NOT NULL,
        standing_version integer NOT NULL,
        latest_version integer NOT NULL,
        offered_at timestamptz NOT NULL,
        since timestamptz NOT NULL,
        response_deadline timestamptz NOT NULL,
        accepted_at timestamptz,
        approved_at timestamptz,
        approval integer,
        updated_at timestamptz NOT NULL,
        trail_length integer NOT NULL,
        trail_hash text NOT NULL,
        version integer NOT NULL,
        student_no text NOT NULL,
        student_name text NOT NULL,
        employer_name text NOT NULL,
        school_name text NOT NULL,
        college_name text NOT NULL,
        major_name text NOT NULL
    )",
    "CREATE UNIQUE INDEX cases_live_pair ON cases (employer_id, student_id) WHERE live",
    "CREATE INDEX cases_of_school ON cases (school_id, updated_at, id)",
    "CREATE INDEX cases_of_school_offered ON cases (school_id, offered_at, id)",
    "CREATE INDEX cases_of_school_number ON cases (school_id, COALESCE(number, ''), id)",
    "CREATE INDEX cases_of_school_student_no ON cases (school_id, student_no, id)",
    "CREATE INDEX cases_of_school_student_name ON cases (school_id, student_name, id)",
    "CREATE INDEX cases_of_school_employer ON cases (school_id, employer_name, id)",
    "CREATE INDEX cases_of_school_review ON cases (school_id, review_label, updated_at, id)",
    "CREATE INDEX cases_of_college ON cases (college_id, updated_at, id)",
    "CREATE INDEX cases_of_employer ON cases (employer_id, updated_at, id)",
    "CREATE INDEX cases_of_student ON cases (student_id, updated_at, id)",
    "CREATE INDEX cases_to_expire ON cases (response_deadline) WHERE state = 'offered'",
    "CREATE TABLE terms_versions (
        case_id uuid NOT NULL REFERENCES cases (id),
        version integer NOT NULL,
        body text NOT NULL,
        hash text NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (case_id, version)
    )",
    "CREATE TABLE consents (
        case_id uuid NOT NULL REFERENCES cases (id),
        version integer NOT NULL,
        hash text NOT NULL,
        account_id uuid NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (case_id, version)
    )",
    "CREATE TABLE occupancy (
        student_id uuid PRIMARY KEY NOT NULL REFERENCES students (id),
        case_id uuid NOT NULL UNIQUE REFERENCES cases (id),
        since timestamptz NOT NULL
    )",
    "CREATE TABLE number_counters (
        kind text NOT NULL,
        graduation_year integer NOT NULL,
        school_code text NOT NULL,
        level text NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (kind, graduation_year, school_code, level)
    )",
    "CREATE TABLE trail (
        case_id uuid NOT NULL REFERENCES cases (id),
        seq integer NOT NULL,
        at timestamptz NOT NULL,
        account_id uuid,
        role text NOT NULL,
        name text NOT NULL,
        action text NOT NULL,
        remark text,
        previous text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (case_id, seq)
    )",
    "CREATE TABLE documents (
        id uuid PRIMARY KEY NOT NULL,
        case_id uuid NOT NULL REFERENCES cases (id),
        approval integer NOT NULL,
        number text NOT NULL,
        terms_version integer NOT NULL,
        sha256 text NOT NULL,
        file_key text NOT NULL UNIQUE,
        verify_code text NOT NULL,
        sealed_at timestamptz NOT NULL,
        superseded_at timestamptz,
        UNIQUE (case_id, approval)
    )",
    "CREATE INDEX documents_by_number ON documents (number)",
];

const DOWN: &[&str] = &[
    "DROP TABLE documents",
    "DROP TABLE trail",
    "DROP TABLE number_counters",
    "DROP TABLE occupancy",
    "DROP TABLE consents",
    "DROP TABLE terms_versions",
    "DROP TABLE cases",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await?;
        crate::vacuum_early(manager, &["cases", "occupancy", "number_counters"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, DOWN).await
    }
}
