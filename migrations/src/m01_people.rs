//! Schools and what is in them, students, employers and their send lists.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE schools (
        id uuid PRIMARY KEY NOT NULL,
        code text NOT NULL UNIQUE,
        name text NOT NULL
    )",
    "CREATE TABLE colleges (
        id uuid PRIMARY KEY NOT NULL,
        school_id uuid NOT NULL REFERENCES schools (id),
        name text NOT NULL,
        UNIQUE (school_id, name)
    )",
    "CREATE TABLE majors (
        id uuid PRIMARY KEY NOT NULL,
        school_id uuid NOT NULL REFERENCES schools (id),
        college_id uuid NOT NULL REFERENCES colleges (id),
        name text NOT NULL,
        UNIQUE (college_id, name)
    )",
    "CREATE TABLE windows (
        id uuid PRIMARY KEY NOT NULL,
        school_id uuid NOT NULL REFERENCES schools (id),
        graduation_year integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('online', 'paper', 'other')),
        opens_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL,
        CHECK (opens_at < closes_at)
    )",
    "CREATE INDEX windows_of_school ON windows (school_id, graduation_year)",
    "CREATE TABLE students (
        id uuid PRIMARY KEY NOT NULL,
        school_id uuid NOT NULL REFERENCES schools (id),
        college_id uuid NOT NULL REFERENCES colleges (id),
        major_id uuid NOT NULL REFERENCES majors (id),
        graduation_year integer NOT NULL,
        student_no text NOT NULL,
        exam_no text,
        name text NOT NULL,
        sex text NOT NULL,
        birth_date date NOT NULL,
        ethnicity text NOT NULL,
        political_status text NOT NULL,
        education_level text NOT NULL,
        training_mode text NOT NULL,
        class_name text,
        hometown_region text,
        id_number_sealed bytea NOT NULL,
        id_number_hash text NOT NULL,
        phone_sealed bytea NOT NULL,
        phone_hash text NOT NULL,
        email text,
        address text,
        record_status text NOT NULL CHECK (record_status IN ('draft', 'submitted', 'approved')),
        restricted boolean NOT NULL,
        restricted_reason text,
        verified_at timestamptz,
        plan_status text NOT NULL CHECK (plan_status IN ('not_submitted', 'college_review', 'school_review', 'approved', 'reported')),
        version integer NOT NULL,
        UNIQUE (school_id, student_no),
        UNIQUE (school_id, graduation_year, id_number_hash)
    )",
    "CREATE INDEX students_by_id_number ON students (id_number_hash)",
    "CREATE INDEX students_by_phone ON students (phone_hash)",
    "CREATE INDEX students_of_college ON students (school_id, graduation_year, college_id, student_no)",
    "CREATE TABLE employers (
        id uuid PRIMARY KEY NOT NULL,
        uscc text NOT NULL UNIQUE,
        name text NOT NULL,
        status text NOT NULL CHECK (status IN ('registered', 'approved', 'suspended')),
        approved_by_school_id uuid REFERENCES schools (id),
        nature text,
        industry text,
        region text,
        address text,
        email text,
        archive_receipt text,
        archive_name text,
        archive_address text,
        archive_postcode text,
        archive_contact text,
        archive_phone text,
        hukou_receipt text,
        hukou_address text,
        confirmed_at timestamptz,
        version integer NOT NULL
    )",
    "CREATE INDEX employers_by_name ON employers (name)",
    "CREATE TABLE send_list (
        employer_id uuid NOT NULL REFERENCES employers (id),
        student_id uuid NOT NULL REFERENCES students (id),
        added_at timestamptz NOT NULL,
        PRIMARY KEY (employer_id, student_id)
    )",
];

const DOWN: &[&str] = &[
    "DROP TABLE send_list",
    "DROP TABLE employers",
    "DROP TABLE students",
    "DROP TABLE windows",
    "DROP TABLE majors",
    "DROP TABLE colleges",
    "DROP TABLE schools",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, DOWN).await
    }
}
