//! Signing cases and what belongs to one.

entity! {
    /// 签约: one row per case. Names are copied from student, school and employer when the offer is sent, so that
    /// every list column sorts by one index; the three labels are derived from `state` by the codec.
    cases "cases" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        school_id: Uuid,
        college_id: Uuid,
        major_id: Uuid,
        student_id: Uuid,
        employer_id: Uuid,
        kind: String,
        graduation_year: i32,
        state: String,
        reason: Option<String>,
        proposed_version: Option<i32>,
        response_label: String,
        review_label: String,
        agreement_label: String,
        live: bool,
        number: Option<String>,
        position: String,
        standing_version: i32,
        latest_version: i32,
        offered_at: DateTimeUtc,
        since: DateTimeUtc,
        response_deadline: DateTimeUtc,
        accepted_at: Option<DateTimeUtc>,
        approved_at: Option<DateTimeUtc>,
        approval: Option<i32>,
        updated_at: DateTimeUtc,
        trail_length: i32,
        trail_hash: String,
        version: i32,
        student_no: String,
        student_name: String,
        employer_name: String,
        school_name: String,
        college_name: String,
        major_name: String,
    }
}

entity! {
    /// 签约内容: immutable versions; `body` is the terms as JSON.
    terms_versions "terms_versions" {
        #[sea_orm(primary_key, auto_increment = false)]
        case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        version: i32,
        body: String,
        hash: String,
        written_at: DateTimeUtc,
    }
}

entity! {
    /// The student's consent to one version and its hash.
    consents "consents" {
        #[sea_orm(primary_key, auto_increment = false)]
        case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        version: i32,
        hash: String,
        account_id: Uuid,
        at: DateTimeUtc,
    }
}

entity! {
    /// 一人一约: the row that binds a student to one live case.
    occupancy "occupancy" {
        #[sea_orm(primary_key, auto_increment = false)]
        student_id: Uuid,
        case_id: Uuid,
        since: DateTimeUtc,
    }
}

entity! {
    /// The last sequence number issued per kind, year, school and level.
    number_counters "number_counters" {
        #[sea_orm(primary_key, auto_increment = false)]
        kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        graduation_year: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        school_code: String,
        #[sea_orm(primary_key, auto_increment = false)]
        level: String,
        last: i32,
    }
}

entity! {
    /// 流程追踪: append-only, chained by hash.
    trail "trail" {
        #[sea_orm(primary_key, auto_increment = false)]
        case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        seq: i32,
        at: DateTimeUtc,
        account_id: Option<Uuid>,
        role: String,
        name: String,
        action: String,
        remark: Option<String>,
        previous: String,
        hash: String,
    }
}

entity! {
    /// Sealed agreement files: one per approval.
    documents "documents" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        case_id: Uuid,
        approval: i32,
        number: String,
        terms_version: i32,
        sha256: String,
        file_key: String,
        verify_code: String,
        sealed_at: DateTimeUtc,
        superseded_at: Option<DateTimeUtc>,
    }
}
