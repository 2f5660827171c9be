//! The manual's status columns, derived from the one state (never stored on their own).

use crate::Lang;
use serde::{Deserialize, Serialize};

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $code:tt $zh:literal $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every label.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The identifier in API and database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The label of this identifier, if there is one.
            pub fn parse(s: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|l| l.as_str() == s)
            }

            /// What the screen shows.
            pub fn text(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$variant, Lang::ZhCn) => $zh, (Self::$variant, Lang::En) => $en,)* }
            }
        }
    };
}

labels! {
    /// 应约状态
    ResponseLabel {
        /// O1
        Offered "offered" "单位发起邀约" "Offer sent";
        /// O3
        Accepted "accepted" "双方已签约" "Signed by both";
        /// O4
        Declined "declined" "学生已拒绝" "Declined";
        /// O5
        Expired "expired" "已过期" "Expired";
        /// O6
        Withdrawn "withdrawn" "单位已撤回" "Withdrawn";
    }
}

labels! {
    /// 签约审核状态
    ReviewLabel {
        /// Nothing to review yet.
        None "none" "—" "—";
        /// O3
        Waiting "waiting" "等待签约审核" "Waiting for review";
        /// O7
        AmendmentOpen "amendment_open" "修改待确认" "Amendment to be confirmed";
        /// O9
        Approved "approved" "签约审核通过" "Approved";
        /// O10
        Rejected "rejected" "签约审核不通过" "Rejected";
    }
}

labels! {
    /// 协议书状态
    AgreementLabel {
        /// No agreement in force.
        None "none" "未生效" "Not in force";
        /// A paper form is being reviewed.
        Generated "generated" "协议书已生成" "Form generated";
        /// Numbered, paper not yet signed.
        Issued "issued" "已生成（待签字盖章）" "Issued, to be signed";
        /// O9
        Effective "effective" "已生效" "In force";
        /// No longer in force.
        Void "void" "已失效" "Void";
    }
}

/// The three columns of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Labels {
    /// 应约状态
    pub response: ResponseLabel,
    /// 签约审核状态
    pub review: ReviewLabel,
    /// 协议书状态
    pub agreement: AgreementLabel,
}
