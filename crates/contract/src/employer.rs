//! The employer's own data, signing information, student search and send list.

use crate::terms::Transfer;
use chrono::{DateTime, Utc};
use sanfang_domain::{
    ids::{EmployerId, SchoolId, StudentId},
    opening::EmployerStatus,
};

wire! {
    /// 单位基本信息 and 签约信息.
    pub struct EmployerProfile {
        /// The employer.
        pub id: EmployerId,
        /// 单位名称
        pub name: String,
        /// 统一社会信用代码
        pub uscc: String,
        /// Registration.
        pub status: EmployerStatus,
        /// 签约信息 as far as known.
        pub signing_information: SigningInformation,
        /// When it was confirmed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub confirmed_at: Option<DateTime<Utc>>,
        /// Optimistic version; also the `ETag`.
        pub version: u32,
    }

    /// 签约信息确认. In a request every field may be missing: the answer names all faults.
    #[derive(Default)]
    pub struct SigningInformation {
        /// 单位性质, code of table `employer_nature`. Required.
        #[serde(default)] pub nature: Option<String>,
        /// 单位行业, code of table `industry`. Optional here; the reviewer completes it.
        #[serde(default)] pub industry: Option<String>,
        /// 单位所在地, GB/T 2260 code. Required.
        #[serde(default)] pub region: Option<String>,
        /// 通讯地址
        #[serde(default)] pub address: Option<String>,
        /// 单位邮箱
        #[serde(default)] pub email: Option<String>,
        /// 档案 and 户口. Required.
        #[serde(default)] pub transfer: Transfer,
    }

    /// The employer's home.
    pub struct EmployerHome {
        /// The employer.
        pub profile: EmployerProfile,
        /// 签约待办: offers that wait for a student.
        pub offers_pending: u32,
        /// The earliest deadline among them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next_deadline: Option<DateTime<Utc>>,
        /// Accepted, waiting for a school.
        pub reviews_waiting: u32,
        /// Amendments that wait for a student.
        pub amendments_pending: u32,
        /// Approved and in force.
        pub in_force: u32,
        /// Students in the send list.
        pub send_list: u32,
        /// How the offers of the last 30 days went.
        pub recent: OfferOutcomes,
        /// Why signing is closed for the employer, if it is.
        pub closed_because: Vec<crate::student::ClosedRule>,
    }

    /// Numbers that are drawn as a bar.
    #[derive(Default)]
    pub struct OfferOutcomes {
        /// Sent.
        pub sent: u32,
        /// Waiting.
        pub pending: u32,
        /// Accepted.
        pub accepted: u32,
        /// Declined.
        pub declined: u32,
        /// Expired.
        pub expired: u32,
        /// Withdrawn.
        pub withdrawn: u32,
    }

    /// Exact search: all four must match; a miss never tells which part was wrong.
    pub struct StudentSearch {
        /// 毕业学校
        pub school_id: SchoolId,
        /// 毕业年度
        pub graduation_year: u16,
        /// 姓名
        pub name: String,
        /// 身份证号 or 手机号
        pub id_number_or_phone: String,
    }

    /// The answer to a search: one student or nobody.
    pub struct StudentSearchReply {
        /// Found, or not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub student: Option<FoundStudent>,
    }

    /// A student as an employer sees them in search and send list.
    pub struct FoundStudent {
        /// The student.
        pub id: StudentId,
        /// 姓名
        pub name: String,
        /// 毕业院校
        pub school_name: String,
        /// 毕业年度
        pub graduation_year: u16,
        /// 院系
        pub college_name: String,
        /// 学历, code.
        pub education_level: String,
        /// 专业
        pub major_name: String,
    }

    /// One row of the send list.
    pub struct SendListRow {
        /// The student.
        pub student: FoundStudent,
        /// When added.
        pub added_at: DateTime<Utc>,
        /// Whether an offer could be sent now, else why not.
        pub send: crate::cases::CapabilityView,
    }

    /// The whole send list (it is bounded to 1,000).
    pub struct SendList {
        /// The rows, newest first.
        pub items: Vec<SendListRow>,
    }

    /// Take students off the send list.
    pub struct SendListRemoval {
        /// Students of the list.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 1000))]
        pub students: Vec<StudentId>,
    }

    /// The result of 导入拟签约名单.
    pub struct ImportReport {
        /// Rows read.
        pub rows: u32,
        /// Rows that were, or in a dry run would be, added.
        pub added: u32,
        /// Rows whose student is in the list already.
        pub already: u32,
        /// False in a dry run.
        pub committed: bool,
        /// Every row in file order.
        pub results: Vec<ImportRow>,
    }

    /// One row of the file.
    pub struct ImportRow {
        /// Row number as the spreadsheet shows it.
        pub row: u32,
        /// 姓名 as read.
        pub name: String,
        /// `added`, `already` or `fault`.
        pub outcome: ImportOutcome,
        /// What is wrong, per cell.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub faults: Vec<CellFault>,
    }

    /// What became of a row.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ImportOutcome {
        /// Added, or would be.
        Added,
        /// In the list already.
        Already,
        /// Refused.
        Fault,
    }

    /// One faulty cell.
    pub struct CellFault {
        /// Column header; empty when the whole row is meant.
        pub column: String,
        /// Stable code.
        pub code: String,
        /// What is wrong and what to do.
        pub message: String,
    }
}
