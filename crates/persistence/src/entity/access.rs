//! Who logs in.

entity! {
    /// 账号. `role` names what the account belongs to; a college's staff have their colleges in [`account_colleges`].
    accounts "accounts" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        portal: String,
        role: String,
        login: String,
        login_folded: String,
        password_hash: String,
        display_name: String,
        email: Option<String>,
        student_id: Option<Uuid>,
        employer_id: Option<Uuid>,
        school_id: Option<Uuid>,
        status: String,
        demo: bool,
        last_login_at: Option<DateTimeUtc>,
        last_login_ip: Option<String>,
        previous_login_at: Option<DateTimeUtc>,
        previous_login_ip: Option<String>,
        created_at: DateTimeUtc,
        version: i32,
    }
}

entity! {
    /// The colleges that a staff member sees.
    account_colleges "account_colleges" {
        #[sea_orm(primary_key, auto_increment = false)]
        account_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        college_id: Uuid,
    }
}

entity! {
    /// A log-in on one device: a family of refresh tokens of which one counts.
    sessions "sessions" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        account_id: Uuid,
        token_hash: String,
        created_at: DateTimeUtc,
        used_at: DateTimeUtc,
        expires_at: DateTimeUtc,
        ended_at: Option<DateTimeUtc>,
        ip: String,
        agent: String,
    }
}

entity! {
    /// Counted tries of one subject (a hash) since a moment.
    throttles "throttles" {
        #[sea_orm(primary_key, auto_increment = false)]
        scope: String,
        #[sea_orm(primary_key, auto_increment = false)]
        subject: String,
        count: i32,
        since: DateTimeUtc,
    }
}

entity! {
    /// The SMS code of the first log-in, hashed; a newer one replaces it.
    verification_codes "verification_codes" {
        #[sea_orm(primary_key, auto_increment = false)]
        account_id: Uuid,
        code_hash: String,
        tries: i32,
        sent_at: DateTimeUtc,
        expires_at: DateTimeUtc,
    }
}

entity! {
    /// A link of a forgotten password, hashed.
    password_resets "password_resets" {
        #[sea_orm(primary_key, auto_increment = false)]
        token_hash: String,
        account_id: Uuid,
        created_at: DateTimeUtc,
        expires_at: DateTimeUtc,
        used_at: Option<DateTimeUtc>,
    }
}

entity! {
    /// A key of access tokens; its private half is sealed. One at most is not retired.
    signing_keys "signing_keys" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        private_sealed: Vec<u8>,
        public_key: Vec<u8>,
        created_at: DateTimeUtc,
        retired_at: Option<DateTimeUtc>,
    }
}
