//! What can be done now, else why not (spec/domain.md section 11).

use crate::reason::{Fixer, Refusal};
use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident $code:tt $zh:literal $en:literal;)*) => {
        /// Something that somebody may do; also the verb of a trail entry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Action {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable identifier.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The action of this identifier, if there is one.
            pub fn parse(s: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|a| a.as_str() == s)
            }

            /// How a trail names it (流程追踪, column 操作).
            pub fn trail_text(self, lang: crate::Lang) -> &'static str {
                match (self, lang) { $((Self::$name, crate::Lang::ZhCn) => $zh, (Self::$name, crate::Lang::En) => $en,)* }
            }
        }
    };
}

actions! {
    /// O1
    SendOffer "send_offer" "发起邀约" "sent the offer";
    /// O2
    AmendOffer "amend_offer" "修改邀约" "amended the offer";
    /// O3
    AcceptOffer "accept_offer" "同意签约，待管理员审核" "accepted, waiting for the school's review";
    /// O4
    DeclineOffer "decline_offer" "拒绝签约" "declined the offer";
    /// O5
    ExpireOffer "expire_offer" "邀约过期" "the offer expired";
    /// O6
    WithdrawOffer "withdraw_offer" "撤回邀约" "withdrew the offer";
    /// O7
    ProposeAmendment "propose_amendment" "提出修改，待学生确认" "proposed amended terms";
    /// O8
    AgreeAmendment "agree_amendment" "同意修改" "agreed to the amendment";
    /// O8
    RefuseAmendment "refuse_amendment" "不同意修改" "refused the amendment";
    /// O9
    ApproveAgreement "approve_agreement" "签约审核通过" "approved the agreement";
    /// O10
    RejectAgreement "reject_agreement" "签约审核不通过" "rejected the agreement";
    /// O11
    WithdrawReview "withdraw_review" "撤回审核" "withdrew the review";
    /// Download of the agreement PDF; leaves no trail entry.
    DownloadDocument "download_document" "下载协议书" "downloaded the agreement";
}

/// One action and whether it is possible for the caller at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capability {
    /// The action.
    pub action: Action,
    /// Why not; `None` means that it is allowed.
    pub refusal: Option<Refusal>,
}

impl Capability {
    /// From the result of the rule that also guards the write.
    pub fn of(action: Action, permit: Result<(), Refusal>) -> Self {
        Self {
            action,
            refusal: permit.err(),
        }
    }

    /// Whether it can be done now.
    pub fn allowed(&self) -> bool {
        self.refusal.is_none()
    }

    /// Who could open it.
    pub fn fixer(&self) -> Option<Fixer> {
        self.refusal.map(|r| r.reason.fixer())
    }
}
