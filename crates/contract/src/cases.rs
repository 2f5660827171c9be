//! Signing cases: the list and the detail for all roles, and the bodies of the transitions O1–O11.

use crate::{
    page::Paging,
    terms::{Terms, TermsView},
};
use chrono::{DateTime, NaiveDate, Utc};
use sanfang_domain::{
    Lang,
    actor::{Role, Standing},
    capability::{Action, Capability},
    ids::{CaseId, CollegeId, DocumentId, EmployerId, MajorId, SchoolId, StudentId},
    opening::SigningKind,
    reason::Fixer,
    signing::{AgreementLabel, ResponseLabel, ReviewLabel},
};

wire! {
    /// One action and whether the caller can do it now; computed by the rule that guards the write.
    pub struct CapabilityView {
        /// The action.
        pub action: Action,
        /// Possible now.
        pub allowed: bool,
        /// Why not: the stable reason code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// Why not, for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub text: Option<String>,
        /// The live case that stands in the way, when the caller may see it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub blocking: Option<CaseId>,
        /// Who can change it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub fixer: Option<Fixer>,
        /// Who can change it, for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub fixer_text: Option<String>,
    }

    /// Whose turn it is.
    pub struct TurnView {
        /// Who has to act.
        pub party: Standing,
        /// Since when.
        pub since: DateTime<Utc>,
        /// Until when, if there is a deadline.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<DateTime<Utc>>,
    }

    /// One row of a case list.
    pub struct CaseRow {
        /// The case.
        pub id: CaseId,
        /// 签约类型
        pub kind: SigningKind,
        /// 协议书编号
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// 应约状态
        pub response: ResponseLabel,
        /// 签约审核状态
        pub review: ReviewLabel,
        /// 协议书状态
        pub agreement: AgreementLabel,
        /// The student.
        pub student_id: StudentId,
        /// 学号; empty for an employer.
        pub student_no: String,
        /// 姓名
        pub student_name: String,
        /// 毕业学校
        pub school_name: String,
        /// 学院
        pub college_name: String,
        /// 专业
        pub major_name: String,
        /// 毕业年度
        pub graduation_year: u16,
        /// The employer.
        pub employer_id: EmployerId,
        /// 单位名称
        pub employer_name: String,
        /// 拟聘用职位
        pub position: String,
        /// 邀请日期
        pub offered_at: DateTime<Utc>,
        /// 应约过期日期
        pub response_deadline: DateTime<Utc>,
        /// 最后操作时间
        pub updated_at: DateTime<Utc>,
        /// Whose turn it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub turn: Option<TurnView>,
    }

    /// The column by which a case list is sorted; each is unique with the id.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseSort {
        /// 最后操作时间
        #[default]
        UpdatedAt,
        /// 邀请日期
        OfferedAt,
        /// 应约过期日期
        ResponseDeadline,
        /// 协议书编号
        Number,
        /// 学号
        StudentNo,
        /// 姓名
        StudentName,
        /// 单位名称
        EmployerName,
        /// 学院
        College,
        /// 专业
        Major,
        /// 应约状态
        Response,
        /// 签约审核状态
        Review,
        /// 协议书状态
        Agreement,
    }

    /// What a search text is compared with. Sent in a body: no personal data in a URL.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum SearchField {
        /// 学号 (prefix)
        #[default]
        StudentNo,
        /// 姓名 (prefix)
        StudentName,
        /// 身份证号 (exact)
        IdNumber,
        /// 单位 (contains)
        Employer,
        /// 协议书编号 (prefix)
        Number,
    }

    /// What a list shows: the filter is also what an export exports.
    #[derive(Default)]
    pub struct CaseFilter {
        /// 届
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub graduation_year: Option<u16>,
        /// 毕业学校 (for an employer)
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub school_id: Option<SchoolId>,
        /// 学院
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub college_id: Option<CollegeId>,
        /// 专业
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub major_id: Option<MajorId>,
        /// 应约状态, any of these.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub response: Vec<ResponseLabel>,
        /// 签约审核状态, any of these.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub review: Vec<ReviewLabel>,
        /// 协议书状态, any of these.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub agreement: Vec<AgreementLabel>,
        /// 最后操作时间, first day (Beijing).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub updated_from: Option<NaiveDate>,
        /// 最后操作时间, last day (Beijing).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub updated_to: Option<NaiveDate>,
        /// 邀请日期, first day (Beijing).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub offered_from: Option<NaiveDate>,
        /// 邀请日期, last day (Beijing).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub offered_to: Option<NaiveDate>,
        /// Compared with this field.
        #[serde(default)]
        pub search_field: SearchField,
        /// The text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub search: Option<String>,
    }

    /// A list request.
    #[derive(Default)]
    pub struct CaseSearch {
        /// What.
        #[serde(default)]
        pub filter: CaseFilter,
        /// In which order.
        #[serde(default)]
        pub sort: CaseSort,
        /// Smallest first; default is newest or largest first.
        #[serde(default)]
        pub ascending: bool,
        /// Which part.
        #[serde(default)]
        pub paging: Paging,
    }

    /// 甲方
    pub struct EmployerCard {
        /// The employer.
        pub id: EmployerId,
        /// 单位名称
        pub name: String,
        /// 统一社会信用代码
        pub uscc: String,
        /// 单位性质, code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub nature: Option<String>,
        /// 单位行业, code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub industry: Option<String>,
        /// 单位所在地, code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub region: Option<String>,
        /// 通讯地址
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
        /// 邮箱
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub email: Option<String>,
    }

    /// 乙方; personal numbers are masked.
    pub struct StudentCard {
        /// The student.
        pub id: StudentId,
        /// 姓名
        pub name: String,
        /// 学号; empty for an employer.
        pub student_no: String,
        /// 身份证号, masked.
        pub id_number: String,
        /// 手机, masked.
        pub phone: String,
        /// 性别, code.
        pub sex: String,
        /// 毕业学校
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
        /// 毕业年度
        pub graduation_year: u16,
    }

    /// One line of 流程追踪.
    pub struct TrailView {
        /// 1, 2, 3…
        pub seq: u32,
        /// 时间
        pub at: DateTime<Utc>,
        /// The role.
        pub role: Role,
        /// 用户名称
        pub name: String,
        /// The action.
        pub action: Action,
        /// 操作, in the language asked for.
        pub text: String,
        /// 备注
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub remark: Option<String>,
    }

    /// One step of 单位发起签约 → 学生处理 → 院校审核.
    pub struct StepView {
        /// `offer`, `answer`, `review`.
        pub step: String,
        /// The text.
        pub text: String,
        /// `done`, `current`, `waiting` or `failed`.
        pub status: StepStatus,
    }

    /// How far a step is.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum StepStatus {
        /// Behind us.
        Done,
        /// Now.
        Current,
        /// Later.
        Waiting,
        /// Ended badly here.
        Failed,
    }

    /// A sealed agreement PDF.
    pub struct DocumentView {
        /// The document.
        pub id: DocumentId,
        /// The terms version it carries.
        pub terms_version: u32,
        /// SHA-256 of the file.
        pub sha256: String,
        /// When it was sealed.
        pub sealed_at: DateTime<Utc>,
        /// No longer the current one.
        pub superseded: bool,
    }

    /// A case for the caller.
    pub struct CaseDetail {
        /// The row.
        pub row: CaseRow,
        /// The state's identifier.
        pub state: String,
        /// Optimistic version; also the `ETag`.
        pub version: u32,
        /// 甲方
        pub employer: EmployerCard,
        /// 乙方
        pub student: StudentCard,
        /// The terms that stand.
        pub terms: TermsView,
        /// The amendment that waits for the student.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub proposed: Option<TermsView>,
        /// Every version, oldest first.
        pub history: Vec<TermsView>,
        /// The version to which the student consented.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consented_version: Option<u32>,
        /// The reason of a refusal or rejection.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// The three steps.
        pub steps: Vec<StepView>,
        /// 流程追踪
        pub trail: Vec<TrailView>,
        /// What the caller can do.
        pub capabilities: Vec<CapabilityView>,
        /// Sealed documents, newest first.
        pub documents: Vec<DocumentView>,
        /// 签约须知
        pub notice: Vec<String>,
    }

    /// O1: offer one position to one or many students of the send list.
    pub struct OfferBatch {
        /// Students of the send list, 1..=300.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 300))]
        pub students: Vec<StudentId>,
        /// The letter.
        pub terms: Terms,
        /// 反馈有效期(天), 1..=30, default 5.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30))]
        pub response_days: Option<u8>,
    }

    /// What became, or would become, of one student of the batch.
    pub struct OfferResult {
        /// The student.
        pub student_id: StudentId,
        /// 姓名
        pub student_name: String,
        /// The new case; absent in a preview and when refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub case_id: Option<CaseId>,
        /// Why not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub refusal: Option<CapabilityView>,
    }

    /// 预览: nothing is sent.
    pub struct OfferPreview {
        /// Per student.
        pub results: Vec<OfferResult>,
        /// The deadline if it were sent now.
        pub response_deadline: DateTime<Utc>,
        /// The letter as it would read.
        pub terms: Terms,
        /// Hints that do not block: trial period over six months, trial pay below 80 % …
        pub warnings: Vec<String>,
        /// 签约须知
        pub notice: Vec<String>,
    }

    /// The answer to [`OfferBatch`].
    pub struct OfferBatchReply {
        /// Per student, in the order asked.
        pub results: Vec<OfferResult>,
        /// How many were sent.
        pub sent: u32,
    }

    /// O2
    pub struct AmendOffer {
        /// The new letter.
        pub terms: Terms,
        /// Counted again from today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30))]
        pub response_days: Option<u8>,
    }

    /// O3 and O8: consent to exactly this version.
    pub struct Consent {
        /// The version that was read.
        pub version: u32,
        /// Its hash.
        pub hash: String,
        /// The box 我同意并遵守以上规定 was ticked; must be true.
        pub pledged: bool,
    }

    /// O7
    pub struct ProposeAmendment {
        /// The terms proposed.
        pub terms: Terms,
    }

    /// O4, O11: a reason that may be left out.
    #[derive(Default)]
    pub struct OptionalReason {
        /// Up to 500 characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub reason: Option<String>,
    }

    /// O10: a reason is required.
    pub struct RequiredReason {
        /// 1..500 characters.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
        pub reason: String,
    }

    /// O9: the reviewer may complete what the employer left open.
    #[derive(Default)]
    pub struct ApproveAgreement {
        /// 单位性质, code of table `employer_nature`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub nature: Option<String>,
        /// 单位行业, code of table `industry`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub industry: Option<String>,
        /// 单位所在地, GB/T 2260 code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub region: Option<String>,
    }
}

impl CapabilityView {
    /// A capability in the words of a language.
    pub fn new(capability: &Capability, lang: Lang) -> Self {
        let refusal = capability.refusal;
        Self {
            action: capability.action,
            allowed: refusal.is_none(),
            reason: refusal.map(|r| r.reason.code().to_owned()),
            text: refusal.map(|r| r.reason.text(lang).to_owned()),
            blocking: refusal.and_then(|r| r.blocking),
            fixer: refusal.map(|r| r.reason.fixer()),
            fixer_text: refusal.map(|r| r.reason.fixer().text(lang).to_owned()),
        }
    }
}
