//! Every operation of the API, once. A test compares this list with the published document, both ways.

use crate::{
    account::{
        AccountView, LoginRequest, PasswordChange, PasswordResetConfirm, PasswordResetRequest,
        SessionView, TokenReply,
    },
    cases::{
        AmendOffer, ApproveAgreement, CaseDetail, CaseRow, CaseSearch, Consent, OfferBatch,
        OfferBatchReply, OfferPreview, OptionalReason, ProposeAmendment, RequiredReason,
    },
    codes::CodeTableView,
    employer::{
        EmployerHome, EmployerProfile, ImportReport, SendList, SendListRemoval, SendListRow,
        SigningInformation, StudentSearch, StudentSearchReply,
    },
    endpoint::{Endpoint, FileReply, Guard, Json, Method, Nothing, Upload},
    notices::{NoticeView, UnreadNotices},
    page::Page,
    platform::{Installation, MessageView},
    school::{SchoolDirectory, SchoolHome, SchoolNames},
    student::{
        SmsSent, StudentContact, StudentHome, StudentProfile, Verification, VerificationView,
    },
    verification::{VerificationReply, VerificationRequest},
};
use sanfang_domain::ids::{CaseId, MessageId, NoticeId, SessionId};
use serde::{Deserialize, Serialize};

/// Query of lists that need no filter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct PageQuery {
    /// Opaque position from `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// 1..=200, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u16>,
}

/// Query of an import.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ImportQuery {
    /// Write the valid rows; without it the report is a dry run.
    #[serde(default)]
    pub commit: bool,
}

macro_rules! endpoints {
    ($($(#[$doc:meta])* $name:ident $id:literal $method:ident $path:literal $guard:ident ($args:ty, $query:ty, $body:ty) -> $reply:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Endpoint for $name {
                type Path = $args;
                type Query = $query;
                type Body = $body;
                type Reply = $reply;
                const ID: &'static str = $id;
                const METHOD: Method = Method::$method;
                const PATH: &'static str = $path;
                const GUARD: Guard = Guard::$guard;
            }
        )*

        /// `(operationId, method, path, guard)` of every operation.
        pub const ALL: &[(&str, Method, &str, Guard)] =
            &[$(($id, Method::$method, $path, Guard::$guard),)*];
    };
}

endpoints! {
    /// Log in; sets the refresh cookie.
    Login "login" Post "/api/v1/auth/login" None ((), Nothing, Json<LoginRequest>) -> Json<TokenReply>;
    /// A new access token for the refresh cookie, which rotates.
    Refresh "refresh" Post "/api/v1/auth/refresh" None ((), Nothing, Nothing) -> Json<TokenReply>;
    /// End this session.
    Logout "logout" Post "/api/v1/auth/logout" None ((), Nothing, Nothing) -> Nothing;
    /// Ask for a reset link.
    RequestPasswordReset "request_password_reset" Post "/api/v1/auth/password-resets" None ((), Nothing, Json<PasswordResetRequest>) -> Nothing;
    /// Set a new password by the link's token.
    ConfirmPasswordReset "confirm_password_reset" Post "/api/v1/auth/password-resets/confirm" None ((), Nothing, Json<PasswordResetConfirm>) -> Nothing;

    /// The own account.
    GetAccount "get_account" Get "/api/v1/account" None ((), Nothing, Nothing) -> Json<AccountView>;
    /// Change the password; other sessions end.
    ChangePassword "change_password" Post "/api/v1/account/password" None ((), Nothing, Json<PasswordChange>) -> Nothing;
    /// Own sessions.
    ListSessions "list_sessions" Get "/api/v1/account/sessions" None ((), Nothing, Nothing) -> Json<Vec<SessionView>>;
    /// End one session.
    EndSession "end_session" Delete "/api/v1/account/sessions/{id}" None ((SessionId,), Nothing, Nothing) -> Nothing;
    /// End every session but this one.
    EndOtherSessions "end_other_sessions" Delete "/api/v1/account/sessions" None ((), Nothing, Nothing) -> Nothing;

    /// Own notices, newest first.
    ListNotices "list_notices" Get "/api/v1/notices" None ((), PageQuery, Nothing) -> Json<Page<NoticeView>>;
    /// The badge.
    CountUnreadNotices "count_unread_notices" Get "/api/v1/notices/unread" None ((), Nothing, Nothing) -> Json<UnreadNotices>;
    /// Mark one read.
    ReadNotice "read_notice" Post "/api/v1/notices/{id}/read" None ((NoticeId,), Nothing, Nothing) -> Nothing;
    /// Mark all read.
    ReadAllNotices "read_all_notices" Post "/api/v1/notices/read" None ((), Nothing, Nothing) -> Nothing;

    /// A code table. Public and cacheable.
    GetCodeTable "get_code_table" Get "/api/v1/codes/{table}" None ((String,), Nothing, Nothing) -> Json<CodeTableView>;
    /// About this installation. Public.
    GetInstallation "get_installation" Get "/api/v1/installation" None ((), Nothing, Nothing) -> Json<Installation>;
    /// Schools by name.
    ListSchools "list_schools" Get "/api/v1/schools" None ((), Nothing, Nothing) -> Json<SchoolNames>;
    /// Check an agreement by number and code. Public.
    VerifyAgreement "verify_agreement" Post "/api/v1/verifications" None ((), Nothing, Json<VerificationRequest>) -> Json<VerificationReply>;

    /// 信息验证
    GetVerification "get_verification" Get "/api/v1/student/verification" None ((), Nothing, Nothing) -> Json<VerificationView>;
    /// Send the SMS code.
    SendVerificationCode "send_verification_code" Post "/api/v1/student/verification/code" None ((), Nothing, Nothing) -> Json<SmsSent>;
    /// Finish the first log-in.
    CompleteVerification "complete_verification" Post "/api/v1/student/verification" None ((), Nothing, Json<Verification>) -> Json<AccountView>;
    /// The student's home.
    GetStudentHome "get_student_home" Get "/api/v1/student/home" None ((), Nothing, Nothing) -> Json<StudentHome>;
    /// 基本信息
    GetStudentProfile "get_student_profile" Get "/api/v1/student/profile" None ((), Nothing, Nothing) -> Json<StudentProfile>;
    /// Change e-mail and postal address.
    UpdateStudentContact "update_student_contact" Put "/api/v1/student/profile/contact" IfMatch ((), Nothing, Json<StudentContact>) -> Json<StudentProfile>;

    /// The employer's own data.
    GetEmployer "get_employer" Get "/api/v1/employer" None ((), Nothing, Nothing) -> Json<EmployerProfile>;
    /// 签约信息确认
    ConfirmSigningInformation "confirm_signing_information" Put "/api/v1/employer/signing-information" IfMatch ((), Nothing, Json<SigningInformation>) -> Json<EmployerProfile>;
    /// The employer's home.
    GetEmployerHome "get_employer_home" Get "/api/v1/employer/home" None ((), Nothing, Nothing) -> Json<EmployerHome>;
    /// Exact search; a miss is neutral and rate-limited.
    SearchStudent "search_student" Post "/api/v1/employer/student-searches" None ((), Nothing, Json<StudentSearch>) -> Json<StudentSearchReply>;
    /// 签约发送列表
    GetSendList "get_send_list" Get "/api/v1/employer/send-list" None ((), Nothing, Nothing) -> Json<SendList>;
    /// 加入: the same exact search adds.
    AddToSendList "add_to_send_list" Post "/api/v1/employer/send-list" Idempotent ((), Nothing, Json<StudentSearch>) -> Json<SendListRow>;
    /// 移出
    RemoveFromSendList "remove_from_send_list" Post "/api/v1/employer/send-list/remove" Idempotent ((), Nothing, Json<SendListRemoval>) -> Json<SendList>;
    /// 下载 excel 模板
    GetSendListTemplate "get_send_list_template" Get "/api/v1/employer/send-list/template" None ((), Nothing, Nothing) -> FileReply;
    /// 导入拟签约名单
    ImportSendList "import_send_list" Post "/api/v1/employer/send-list/import" Idempotent ((), ImportQuery, Upload) -> Json<ImportReport>;

    /// 预览: checks the letter and every student; sends nothing.
    PreviewOffers "preview_offers" Post "/api/v1/offers/preview" None ((), Nothing, Json<OfferBatch>) -> Json<OfferPreview>;
    /// O1
    SendOffers "send_offers" Post "/api/v1/offers" Idempotent ((), Nothing, Json<OfferBatch>) -> Json<OfferBatchReply>;
    /// O2
    AmendOfferTerms "amend_offer" Post "/api/v1/offers/{id}/amend" Idempotent ((CaseId,), Nothing, Json<AmendOffer>) -> Json<CaseDetail>;
    /// O3
    AcceptOffer "accept_offer" Post "/api/v1/offers/{id}/accept" Idempotent ((CaseId,), Nothing, Json<Consent>) -> Json<CaseDetail>;
    /// O4
    DeclineOffer "decline_offer" Post "/api/v1/offers/{id}/decline" Idempotent ((CaseId,), Nothing, Json<OptionalReason>) -> Json<CaseDetail>;
    /// O6
    WithdrawOffer "withdraw_offer" Post "/api/v1/offers/{id}/withdraw" Idempotent ((CaseId,), Nothing, Nothing) -> Json<CaseDetail>;

    /// Cases in the caller's sight.
    SearchCases "search_cases" Post "/api/v1/cases/search" None ((), Nothing, Json<CaseSearch>) -> Json<Page<CaseRow>>;
    /// What the filter shows, as .xlsx.
    ExportCases "export_cases" Post "/api/v1/cases/export" None ((), Nothing, Json<CaseSearch>) -> FileReply;
    /// One case.
    GetCase "get_case" Get "/api/v1/cases/{id}" None ((CaseId,), Nothing, Nothing) -> Json<CaseDetail>;
    /// The sealed agreement PDF.
    GetAgreementDocument "get_agreement_document" Get "/api/v1/agreements/{id}/document" None ((CaseId,), Nothing, Nothing) -> FileReply;
    /// O7
    ProposeAgreementAmendment "propose_amendment" Post "/api/v1/agreements/{id}/amendment" Idempotent ((CaseId,), Nothing, Json<ProposeAmendment>) -> Json<CaseDetail>;
    /// O8
    AgreeAmendment "agree_amendment" Post "/api/v1/agreements/{id}/amendment/agree" Idempotent ((CaseId,), Nothing, Json<Consent>) -> Json<CaseDetail>;
    /// O8
    RefuseAmendment "refuse_amendment" Post "/api/v1/agreements/{id}/amendment/refuse" Idempotent ((CaseId,), Nothing, Json<Consent>) -> Json<CaseDetail>;
    /// O9
    ApproveCase "approve_agreement" Post "/api/v1/agreements/{id}/approve" Idempotent ((CaseId,), Nothing, Json<ApproveAgreement>) -> Json<CaseDetail>;
    /// O10
    RejectCase "reject_agreement" Post "/api/v1/agreements/{id}/reject" Idempotent ((CaseId,), Nothing, Json<RequiredReason>) -> Json<CaseDetail>;
    /// O11
    WithdrawReview "withdraw_review" Post "/api/v1/agreements/{id}/withdraw-review" Idempotent ((CaseId,), Nothing, Json<OptionalReason>) -> Json<CaseDetail>;

    /// The school's home.
    GetSchoolHome "get_school_home" Get "/api/v1/school/home" None ((), Nothing, Nothing) -> Json<SchoolHome>;
    /// Colleges, majors and years in sight.
    GetSchoolDirectory "get_school_directory" Get "/api/v1/school/directory" None ((), Nothing, Nothing) -> Json<SchoolDirectory>;

    /// The outbox, newest first (platform).
    ListMessages "list_messages" Get "/api/v1/platform/messages" None ((), PageQuery, Nothing) -> Json<Page<MessageView>>;
    /// Send a failed message again (platform).
    ResendMessage "resend_message" Post "/api/v1/platform/messages/{id}/resend" Idempotent ((MessageId,), Nothing, Nothing) -> Json<MessageView>;
}
