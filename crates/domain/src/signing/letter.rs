//! Words of the letter (邀请函) and of the confirmations, as the manual has them.

use crate::Lang;

/// 签约须知: the notice under every letter and agreement.
pub fn signing_notice(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::ZhCn => &[
            "一、符合下列情况之一，经书面告知对方后，本协议解除：1、甲方被撤销或依法宣告破产；2、乙方报到时未取得毕业资格；3、乙方被判处拘役以上刑罚；4、甲乙双方订立劳动合同（聘用合同）后，本协议自动终止；5、国家法律、法规、政策规定的其它情况。",
            "二、本协议是甲乙双方在自愿、平等、协商一致的基础上订立的；任何一方不得采取欺诈、胁迫的手段订立本协议。",
            "三、协议经双方确认并由学校审核通过后生效；一方提出解除的，须经另一方同意并由学校审核。",
            "四、违反本协议的一方应按约定承担违约责任。",
        ],
        Lang::En => &[
            "1. After written notice to the other side this agreement ends when: the employer is dissolved or declared bankrupt; the student has not graduated by the time of reporting; the student is sentenced to criminal detention or a heavier penalty; both sides have concluded an employment contract, which replaces this agreement; or in other cases laid down by law.",
            "2. The agreement is made freely, equally and by common consent; neither side may use fraud or coercion.",
            "3. It takes effect when both sides have confirmed it and the school has approved it; ending it needs the other side's consent and the school's review.",
            "4. A side that breaks the agreement bears the agreed liability.",
        ],
    }
}

/// 签约前必读: the second confirmation before acceptance.
pub fn acceptance_warning(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => {
            "签约成功后不能再与其他单位进行签约！请确保已充分了解用人单位及工作岗位信息，并与用人单位充分沟通，达成一致就业意愿！你确定现在签约吗？"
        }
        Lang::En => {
            "Once signed you cannot sign with any other employer. Make sure that you know the employer and the position well and that both sides agree. Sign now?"
        }
    }
}

/// The box to tick under [`acceptance_warning`].
pub fn acceptance_pledge(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "我同意并遵守以上规定，严格按照办事流程进行网上签约操作",
        Lang::En => "I agree to these rules and sign online by the prescribed steps",
    }
}

/// What the rejection dialog says (O10).
pub fn rejection_warning(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => {
            "学校审核应充分尊重单位和学生的签约意愿，若审核不通过，需操作人有充分理由和证据表明签约双方在签约过程中存在欺诈、虚假签约、信息不实等情况，必要时请保留这些证据。"
        }
        Lang::En => {
            "The review respects the will of employer and student. A refusal needs sound reasons and evidence of fraud, sham signing or false information; keep that evidence."
        }
    }
}
