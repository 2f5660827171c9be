//! Why something is refused or closed: one code per rule, with a text in both languages and who can change it.
//!
//! The same reason guards the write, closes the button and fills the problem document.

use crate::{ids::CaseId, values::Lang};
use serde::{Deserialize, Serialize};

/// Who can open what is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Fixer {
    /// The student.
    Student,
    /// The employer.
    Employer,
    /// The student's school (or college).
    School,
    /// The platform (省中心).
    Platform,
    /// Nobody: what is done is done, or time passed.
    Nobody,
    /// Nobody needs to: it opens by itself shortly.
    Wait,
}

impl Fixer {
    /// The identifier on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Employer => "employer",
            Self::School => "school",
            Self::Platform => "platform",
            Self::Nobody => "nobody",
            Self::Wait => "wait",
        }
    }

    /// What the screen says: 由学校处理.
    pub fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Student, Lang::ZhCn) => "由学生本人处理",
            (Self::Student, Lang::En) => "the student can change this",
            (Self::Employer, Lang::ZhCn) => "由用人单位处理",
            (Self::Employer, Lang::En) => "the employer can change this",
            (Self::School, Lang::ZhCn) => "由学校就业部门处理",
            (Self::School, Lang::En) => "the school's employment office can change this",
            (Self::Platform, Lang::ZhCn) => "由平台管理员处理",
            (Self::Platform, Lang::En) => "the platform operator can change this",
            (Self::Nobody, Lang::ZhCn) => "此步骤已不能更改",
            (Self::Nobody, Lang::En) => "this step can no longer be changed",
            (Self::Wait, Lang::ZhCn) => "系统正在处理，请稍候",
            (Self::Wait, Lang::En) => "the system is working on it, please wait",
        }
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $code:literal $fixer:ident $zh:literal $en:literal;)*) => {
        /// A rule that failed. `code()` is stable; the text may be improved.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Reason {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable code in problems, capabilities and documents.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Who can change it.
            pub fn fixer(self) -> Fixer {
                match self { $(Self::$name => Fixer::$fixer,)* }
            }

            /// The text for people.
            pub fn text(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::ZhCn) => $zh, (Self::$name, Lang::En) => $en,)* }
            }
        }
    };
}

reasons! {
    /// Section 2, rule 1.
    NotVerified "student_not_verified" Student
        "您还没有完成首次登录信息验证（邮箱、通讯地址、短信验证码）。"
        "First log-in verification (e-mail, postal address, SMS code) is not done yet.";
    /// Section 2, rule 2.
    RecordNotApproved "student_record_not_approved" School
        "生源信息尚未录入或尚未通过学校审核。"
        "The student record is not entered or not yet approved by the school.";
    /// Section 2, rule 3.
    TrainingDirected "training_mode_directed" School
        "培养方式不是「非定向」，不能网上签约。"
        "The training mode is not non-directed （非定向）， so signing is closed.";
    /// Section 2, rule 4.
    PlanSubmitted "plan_already_submitted" School
        "就业方案已通过其他方式提交，不能再签约。"
        "The employment plan was already submitted another way.";
    /// Section 2, rule 5.
    WindowClosed "signing_window_closed" School
        "学校的网签开放时间未到或已过。"
        "The school's signing window is not open now.";
    /// Section 2, rule 6.
    AccessRestricted "student_access_restricted" School
        "学校在签约开放列表中限制了签约。"
        "The school has restricted signing in its access list.";
    /// Section 2, rule 7 and section 3.
    AlreadyBound "student_already_bound" Student
        "已有一份有效的签约或去向登记；只能查看，不能再应约。"
        "Another live agreement or destination binds the student: offers can be read, not answered.";
    /// Section 2: the employer must be approved by any one school.
    EmployerNotApproved "employer_not_approved" School
        "单位尚未通过任何一所学校的审核。"
        "The employer is not yet approved by any school.";
    /// Section 2.
    EmployerSuspended "employer_suspended" Platform
        "单位已被暂停使用签约功能。"
        "The employer is suspended.";
    /// Section 2: 签约信息确认.
    SigningInformationMissing "signing_information_missing" Employer
        "单位尚未确认签约信息（档案与户口接收等）。"
        "The employer has not confirmed its signing information.";
    /// O1: one pending offer between these two.
    OfferPending "offer_already_pending" Student
        "已向该学生发出邀约，正在等待答复。"
        "An offer to this student is already waiting for an answer.";
    /// O1: one live agreement between these two.
    AgreementLive "agreement_already_live" Nobody
        "与该学生已有一份有效的签约。"
        "There is already a live agreement with this student.";
    /// O1: only students of the send list.
    NotInSendList "student_not_in_send_list" Employer
        "该学生不在签约发送列表中，请先搜索并加入。"
        "The student is not in the send list: search and add them first.";
    /// O2–O6: the offer was answered, withdrawn or has expired.
    OfferClosed "offer_not_pending" Nobody
        "这份邀约已处理或已失效。"
        "This offer has been answered, withdrawn or has expired.";
    /// O2–O4: the response deadline has passed.
    DeadlinePassed "response_deadline_passed" Employer
        "已超过应约截止时间；单位可以重新发出邀约。"
        "The response deadline has passed; the employer may send a new offer.";
    /// O3, O8: another version of the terms is current.
    TermsChanged "terms_changed" Student
        "邀约内容已被修改，请重新阅读最新内容后再确认。"
        "The terms were amended: read the current version before you answer.";
    /// O7–O10: the case is not waiting for a review.
    NotAwaitingReview "not_awaiting_review" Nobody
        "该签约当前不在等待审核。"
        "The agreement is not waiting for a review.";
    /// O7: an amendment is being answered; O9, O10: review is blocked.
    AmendmentOpen "amendment_open" Student
        "单位提出的修改正在等待学生确认。"
        "An amendment is waiting for the student's answer.";
    /// O8: nothing to answer.
    NoAmendment "no_amendment_open" Nobody
        "没有等待确认的修改。"
        "No amendment is waiting for an answer.";
    /// O9: 单位性质, 单位行业, 单位所在地 must be complete.
    EmployerFactsMissing "employer_facts_missing" School
        "单位性质、单位行业、单位所在地须填写完整才能审核通过。"
        "Employer kind, industry and region must be complete before approval.";
    /// O11: only an approved agreement.
    NotApproved "not_approved" Nobody
        "只有签约审核通过的协议可以撤回审核。"
        "Only an approved agreement's review can be withdrawn.";
    /// O11, section 8.
    PlanReported "plan_reported" School
        "就业方案已上报，须先由学校撤回上报。"
        "The plan has been reported; the school must recall it first.";
    /// The answer belongs to the other side.
    NotYourTurn "not_your_part" Nobody
        "这一步由另一方办理。"
        "This step belongs to somebody else.";
    /// No agreement document yet.
    NoDocument "document_not_available" School
        "协议书在学校审核通过后生成。"
        "The agreement document is made after the school's approval.";
    /// The job has not finished.
    DocumentInPreparation "document_in_preparation" Wait
        "协议书正在生成，请稍候再下载。"
        "The agreement document is being prepared; try again in a moment.";
}

/// A refusal: the rule, and the live case that stands in the way if one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule that failed.
    pub reason: Reason,
    /// The record that blocks, when there is one.
    pub blocking: Option<CaseId>,
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self {
            reason,
            blocking: None,
        }
    }
}

impl Refusal {
    /// A refusal because of another case.
    pub fn blocked_by(reason: Reason, case: CaseId) -> Self {
        Self {
            reason,
            blocking: Some(case),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_reason_has_its_own_code_and_text() {
        let codes: BTreeSet<_> = Reason::ALL.iter().map(|r| r.code()).collect();
        let zh: BTreeSet<_> = Reason::ALL.iter().map(|r| r.text(Lang::ZhCn)).collect();
        let en: BTreeSet<_> = Reason::ALL.iter().map(|r| r.text(Lang::En)).collect();
        assert_eq!(
            (codes.len(), zh.len(), en.len()),
            (Reason::ALL.len(), Reason::ALL.len(), Reason::ALL.len())
        );
    }
}
