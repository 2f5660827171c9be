//! In-app notices.

use chrono::{DateTime, Utc};
use sanfang_domain::{
    ids::{CaseId, NoticeId},
    notice::NoticeKind,
};

wire! {
    /// One notice.
    pub struct NoticeView {
        /// The notice.
        pub id: NoticeId,
        /// What happened.
        pub kind: NoticeKind,
        /// Title in the language asked for.
        pub title: String,
        /// Body in the language asked for.
        pub body: String,
        /// The case it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub case_id: Option<CaseId>,
        /// When.
        pub created_at: DateTime<Utc>,
        /// When it was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub read_at: Option<DateTime<Utc>>,
    }

    /// The badge.
    pub struct UnreadNotices {
        /// How many.
        pub unread: u32,
    }
}
