//! Log-in, sessions and the own account.

use chrono::{DateTime, Utc};
use sanfang_domain::{
    actor::Role,
    ids::{AccountId, EmployerId, SchoolId, SessionId, StudentId},
};

wire! {
    /// The tab of the log-in page.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Portal {
        /// 学生
        Student,
        /// 单位
        Employer,
        /// 学校 (whole school and college)
        School,
        /// 平台
        Platform,
    }

    /// Log in.
    pub struct LoginRequest {
        /// The tab.
        pub portal: Portal,
        /// Log-in name.
        pub login: String,
        /// Password.
        pub password: String,
    }

    /// A short-lived access token; the refresh token travels in an HttpOnly cookie.
    pub struct TokenReply {
        /// JWT, to be sent as `Authorization: Bearer …`.
        pub access_token: String,
        /// Always `Bearer`.
        pub token_type: String,
        /// Seconds until it expires.
        pub expires_in: u32,
        /// Who logged in.
        pub account: AccountView,
    }

    /// The own account.
    pub struct AccountView {
        /// The account.
        pub id: AccountId,
        /// student, employer, school, college or platform.
        pub role: Role,
        /// Log-in name.
        pub login: String,
        /// The person or organisation as the page greets it.
        pub display_name: String,
        /// For a student.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub student_id: Option<StudentId>,
        /// For an employer's member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub employer_id: Option<EmployerId>,
        /// For a student and for school staff.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub school_id: Option<SchoolId>,
        /// Its name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub school_name: Option<String>,
        /// What has to be done before anything else: 信息验证 for a student, 签约信息确认 for an employer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub first_step: Option<FirstStep>,
        /// 上次登录时间
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub previous_login_at: Option<DateTime<Utc>>,
        /// 上次登录IP
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub previous_login_ip: Option<String>,
    }

    /// The step of the first log-in.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum FirstStep {
        /// Student: e-mail, postal address, SMS code.
        Verification,
        /// Employer: 签约信息确认.
        SigningInformation,
    }

    /// Change the own password.
    pub struct PasswordChange {
        /// The present one.
        pub current: String,
        /// 10..128 characters, not the log-in name, not a common password.
        pub new: String,
    }

    /// Ask for a reset link by e-mail. The answer is the same whether or not the account exists.
    pub struct PasswordResetRequest {
        /// The tab.
        pub portal: Portal,
        /// Log-in name.
        pub login: String,
    }

    /// Set a new password with the token of the mail.
    pub struct PasswordResetConfirm {
        /// From the link's fragment.
        pub token: String,
        /// As in [`PasswordChange`].
        pub new: String,
    }

    /// One log-in of the own account.
    pub struct SessionView {
        /// The session.
        pub id: SessionId,
        /// When it began.
        pub created_at: DateTime<Utc>,
        /// When its refresh token was last used.
        pub used_at: DateTime<Utc>,
        /// Address of the last use.
        pub ip: String,
        /// Browser and system, shortened.
        pub agent: String,
        /// The session that asks.
        pub current: bool,
    }
}
