//! Notices: who is told what (spec/domain.md section 10). In-app at once, e-mail through the outbox.

use crate::{
    Lang,
    ids::{CollegeId, EmployerId, SchoolId, StudentId},
};
use serde::{Deserialize, Serialize};

/// Who is told. Persistence resolves it to accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// The student.
    Student(StudentId),
    /// Every member of the employer.
    Employer(EmployerId),
    /// Staff of the whole school and of this college.
    School {
        /// The school.
        school: SchoolId,
        /// The student's college.
        college: CollegeId,
    },
}

/// One notice to one recipient about the case at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Notice {
    /// To whom.
    pub to: Recipient,
    /// About what.
    pub kind: NoticeKind,
}

impl Notice {
    /// A notice.
    pub fn new(to: Recipient, kind: NoticeKind) -> Self {
        Self { to, kind }
    }

    /// School staff read their desk, not their mailbox: only the parties get e-mail.
    pub fn by_mail(&self) -> bool {
        match self.to {
            Recipient::Student(_) | Recipient::Employer(_) => true,
            Recipient::School { .. } => false,
        }
    }
}

/// What fills the placeholders of a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeParams {
    /// The employer's name.
    pub employer: String,
    /// The student's name.
    pub student: String,
    /// The position offered.
    pub position: String,
    /// The response deadline as shown, Beijing time.
    pub deadline: String,
    /// The reason given, if any.
    pub remark: String,
}

macro_rules! notices {
    ($($(#[$doc:meta])* $name:ident $code:tt ($zt:literal, $zb:literal) ($et:literal, $eb:literal);)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum NoticeKind { $($(#[$doc])* #[serde(rename = $code)] $name,)* }

        impl NoticeKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The identifier in API and database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The kind of this identifier, if there is one.
            pub fn parse(s: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|k| k.as_str() == s)
            }

            fn template(self, lang: Lang) -> (&'static str, &'static str) {
                match (self, lang) { $((Self::$name, Lang::ZhCn) => ($zt, $zb), (Self::$name, Lang::En) => ($et, $eb),)* }
            }
        }
    };
}

notices! {
    /// O1
    OfferReceived "offer_received"
        ("收到签约邀请", "{employer} 邀请你签约，职位：{position}。请在 {deadline}（北京时间）之前答复，过期视为放弃。")
        ("New offer", "{employer} offers you the position {position}. Please answer before {deadline} (Beijing time).");
    /// O2
    OfferAmended "offer_amended"
        ("签约邀请已修改", "{employer} 修改了邀约内容（职位：{position}），请重新阅读。答复截止时间改为 {deadline}（北京时间）。")
        ("Offer amended", "{employer} amended the offer ({position}); please read it again. The new deadline is {deadline} (Beijing time).");
    /// O6
    OfferWithdrawn "offer_withdrawn"
        ("签约邀请已撤回", "{employer} 撤回了职位 {position} 的邀约。")
        ("Offer withdrawn", "{employer} withdrew the offer for {position}.");
    /// O3
    OfferAccepted "offer_accepted"
        ("学生已同意签约", "{student} 同意了职位 {position} 的邀约，等待学校审核。")
        ("Offer accepted", "{student} accepted the offer for {position}; the school reviews it next.");
    /// O4
    OfferDeclined "offer_declined"
        ("学生已拒绝邀约", "{student} 拒绝了职位 {position} 的邀约。{remark}")
        ("Offer declined", "{student} declined the offer for {position}. {remark}");
    /// O5
    OfferExpired "offer_expired"
        ("邀约已过期", "{employer} 向 {student} 发出的邀约（职位：{position}）到期未答复，已失效。")
        ("Offer expired", "The offer of {employer} to {student} ({position}) was not answered in time and has expired.");
    /// O3, O8: for the school.
    ReviewWaiting "review_waiting"
        ("有签约等待审核", "{student} 与 {employer} 的签约等待审核。")
        ("Agreement waiting for review", "The agreement of {student} with {employer} is waiting for review.");
    /// O7
    AmendmentProposed "amendment_proposed"
        ("单位提出修改签约内容", "{employer} 提出修改签约内容，请对照新旧内容后同意或不同意。")
        ("Amendment proposed", "{employer} proposes amended terms: compare them and agree or refuse.");
    /// O8
    AmendmentAgreed "amendment_agreed"
        ("学生同意修改", "{student} 同意了你单位提出的修改。")
        ("Amendment agreed", "{student} agreed to your amendment.");
    /// O8
    AmendmentRefused "amendment_refused"
        ("学生不同意修改", "{student} 不同意你单位提出的修改，原内容继续有效。")
        ("Amendment refused", "{student} refused your amendment; the former terms stand.");
    /// O9
    AgreementApproved "agreement_approved"
        ("签约审核通过", "{student} 与 {employer} 的签约已通过学校审核，电子协议书生成后即可下载。")
        ("Agreement approved", "The school approved the agreement of {student} with {employer}; the document can be downloaded shortly.");
    /// O10
    AgreementRejected "agreement_rejected"
        ("签约审核不通过", "{student} 与 {employer} 的签约未通过学校审核。原因：{remark}")
        ("Agreement rejected", "The school rejected the agreement of {student} with {employer}. Reason: {remark}");
    /// O11
    ReviewWithdrawn "review_withdrawn"
        ("学校撤回审核", "学校撤回了 {student} 与 {employer} 签约的审核，协议书暂停生效，等待重新审核。{remark}")
        ("Review withdrawn", "The school withdrew its review of the agreement of {student} with {employer}; it waits for a new review. {remark}");
}

impl NoticeKind {
    /// Subject and body for people.
    pub fn text(self, params: &NoticeParams, lang: Lang) -> (String, String) {
        let (title, body) = self.template(lang);
        let filled = [
            ("{employer}", &params.employer),
            ("{student}", &params.student),
            ("{position}", &params.position),
            ("{deadline}", &params.deadline),
            ("{remark}", &params.remark),
        ];
        (title.to_owned(), fill(body, &filled))
    }
}

/// Replace each placeholder once, left to right, never inside a value that was filled in.
fn fill(template: &str, values: &[(&str, &String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        match values.iter().find(|(key, _)| after.starts_with(key)) {
            Some((key, value)) => {
                out.push_str(value);
                rest = after.get(key.len()..).unwrap_or_default();
            }
            None => {
                out.push('{');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.trim_end().to_owned()
}
