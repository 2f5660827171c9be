//! The student's own record, first log-in verification and home.

use crate::cases::CapabilityView;
use chrono::{DateTime, NaiveDate, Utc};
use sanfang_domain::{
    Lang,
    ids::{CaseId, SchoolId, StudentId},
    opening::RecordStatus,
    plan::PlanStatus,
    reason::Refusal,
    signing::{ResponseLabel, ReviewLabel},
};

wire! {
    /// 信息验证 as the page shows it.
    pub struct VerificationView {
        /// 学号, fixed.
        pub student_no: String,
        /// 姓名, fixed.
        pub name: String,
        /// The phone on record, masked; only the school corrects it.
        pub phone: String,
        /// 邮箱 as on record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub email: Option<String>,
        /// 通讯地址 as on record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
        /// Already done.
        pub verified: bool,
    }

    /// The answer to a request for an SMS code.
    pub struct SmsSent {
        /// The phone, masked.
        pub phone: String,
        /// Seconds until another can be asked for.
        pub resend_after: u32,
        /// Seconds until it is too old.
        pub expires_in: u32,
    }

    /// Finish the first log-in.
    pub struct Verification {
        /// 邮箱
        pub email: String,
        /// 通讯地址, up to 200 characters.
        pub address: String,
        /// Six digits.
        pub code: String,
    }

    /// Change what a student may change themselves.
    pub struct StudentContact {
        /// 邮箱
        pub email: String,
        /// 通讯地址, up to 200 characters.
        pub address: String,
    }

    /// 基本信息
    pub struct StudentProfile {
        /// The student.
        pub id: StudentId,
        /// 学号
        pub student_no: String,
        /// 姓名
        pub name: String,
        /// 身份证号, masked.
        pub id_number: String,
        /// 手机, masked.
        pub phone: String,
        /// 性别, code.
        pub sex: String,
        /// 出生日期
        pub birth_date: NaiveDate,
        /// 民族, code.
        pub ethnicity: String,
        /// 政治面貌, code.
        pub political_status: String,
        /// 毕业院校
        pub school_id: SchoolId,
        /// Its name.
        pub school_name: String,
        /// 学院
        pub college_name: String,
        /// 专业
        pub major_name: String,
        /// 班级
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub class_name: Option<String>,
        /// 学历, code.
        pub education_level: String,
        /// 培养方式, code.
        pub training_mode: String,
        /// 毕业年度
        pub graduation_year: u16,
        /// 邮箱
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub email: Option<String>,
        /// 通讯地址
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
        /// 生源信息
        pub record: RecordStatus,
        /// For `If-Match`.
        pub version: u32,
    }

    /// The student's home.
    pub struct StudentHome {
        /// 基本信息
        pub profile: StudentProfile,
        /// 就业方案
        pub plan: PlanStatus,
        /// 就业信息: the live case, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub live: Option<LiveCase>,
        /// 邀约待办: offers that can be answered or read now.
        pub offers_pending: u32,
        /// The earliest deadline among them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next_deadline: Option<DateTime<Utc>>,
        /// Amendments that wait for an answer.
        pub amendments_pending: u32,
        /// Whether online signing is open, and every rule that closes it.
        pub online_signing: OpeningView,
    }

    /// Open or closed, with every failing rule of spec/domain.md section 2.
    pub struct OpeningView {
        /// Open now.
        pub open: bool,
        /// Every failing rule: reason, text, blocking case, who can change it.
        pub closed_because: Vec<ClosedRule>,
        /// The school's windows of this year, so that the page can name dates.
        pub windows: Vec<WindowView>,
    }

    /// One failing rule.
    pub struct ClosedRule {
        /// Stable reason code.
        pub reason: String,
        /// For people.
        pub text: String,
        /// The live case that blocks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub blocking: Option<CaseId>,
        /// Who can change it.
        pub fixer: String,
        /// Who can change it, for people.
        pub fixer_text: String,
    }

    /// A signing window.
    pub struct WindowView {
        /// online, paper or other.
        pub kind: sanfang_domain::opening::SigningKind,
        /// From.
        pub opens_at: DateTime<Utc>,
        /// To (exclusive).
        pub closes_at: DateTime<Utc>,
    }

    /// What binds the student.
    pub struct LiveCase {
        /// The case.
        pub id: CaseId,
        /// 单位名称
        pub employer_name: String,
        /// 拟聘用职位
        pub position: String,
        /// 应约状态
        pub response: ResponseLabel,
        /// 签约审核状态
        pub review: ReviewLabel,
        /// 协议书编号
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// 签约时间
        pub accepted_at: DateTime<Utc>,
        /// What the student can do with it.
        pub capabilities: Vec<CapabilityView>,
    }
}

impl ClosedRule {
    /// A failing rule in the words of a language.
    pub fn new(refusal: &Refusal, lang: Lang) -> Self {
        let fixer = refusal.reason.fixer();
        Self {
            reason: refusal.reason.code().to_owned(),
            text: refusal.reason.text(lang).to_owned(),
            blocking: refusal.blocking,
            fixer: fixer.as_str().to_owned(),
            fixer_text: fixer.text(lang).to_owned(),
        }
    }
}
