//! What follows a transition, and the replies kept per `Idempotency-Key`.

entity! {
    /// 通知 in somebody's list; `params` is JSON.
    notices "notices" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        account_id: Uuid,
        kind: String,
        params: String,
        case_id: Option<Uuid>,
        created_at: DateTimeUtc,
        read_at: Option<DateTimeUtc>,
    }
}

entity! {
    /// The outbox. Address and text are sealed.
    messages "messages" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        channel: String,
        to_sealed: Vec<u8>,
        subject: String,
        body_sealed: Vec<u8>,
        status: String,
        attempts: i32,
        next_attempt_at: DateTimeUtc,
        lease_owner: Option<String>,
        lease_until: Option<DateTimeUtc>,
        last_error: Option<String>,
        created_at: DateTimeUtc,
        sent_at: Option<DateTimeUtc>,
    }
}

entity! {
    /// Leased background jobs; `payload` is JSON.
    jobs "jobs" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        kind: String,
        case_id: Option<Uuid>,
        payload: String,
        status: String,
        attempts: i32,
        run_at: DateTimeUtc,
        lease_owner: Option<String>,
        lease_until: Option<DateTimeUtc>,
        last_error: Option<String>,
        created_at: DateTimeUtc,
    }
}

entity! {
    /// The first reply per account and `Idempotency-Key`, kept for 24 hours.
    idempotency "idempotency" {
        #[sea_orm(primary_key, auto_increment = false)]
        account_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        key: String,
        fingerprint: String,
        status: i32,
        reply: String,
        created_at: DateTimeUtc,
    }
}
