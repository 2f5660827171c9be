//! `/verify`: anyone checks an agreement by number and code. Nothing beyond what the paper shows.

use chrono::{DateTime, Utc};

wire! {
    /// What the paper (or its QR code) says.
    pub struct VerificationRequest {
        /// 协议书编号
        pub number: String,
        /// 验证码 printed under the QR code.
        pub code: String,
    }

    /// The answer.
    pub struct VerificationReply {
        /// Whether such a document was sealed here.
        pub found: bool,
        /// In force, superseded or void; absent when not found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<VerifiedStatus>,
        /// When it was sealed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sealed_at: Option<DateTime<Utc>>,
        /// SHA-256 of the sealed file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sha256: Option<String>,
        /// 甲方
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub employer_name: Option<String>,
        /// 乙方, family name and stars.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub student_name: Option<String>,
        /// 学校
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub school_name: Option<String>,
    }

    /// Whether the document still counts.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum VerifiedStatus {
        /// 已生效
        Effective,
        /// A newer document or a withdrawn review replaced it.
        Superseded,
    }
}
