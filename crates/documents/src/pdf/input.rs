//! What a document shows, as plain values. The caller decides what may be seen and how much of an
//! ID number is masked; these types only carry it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Everything on the sealed 全国普通高等学校毕业生就业协议书 (domain.md section 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// 协议书编号: 16 digits.
    pub number: String,
    /// 届: the graduation year.
    pub graduation_year: u16,
    /// When the review approved it (O9); also the file's own date.
    pub sealed_at: DateTime<Utc>,
    /// 甲方.
    pub employer: Employer,
    /// 乙方.
    pub student: Student,
    /// 院校, which certifies.
    pub school: School,
    /// The terms that both sides agreed to.
    pub terms: Terms,
    /// 档案信息.
    pub file_transfer: FileTransfer,
    /// 户口信息.
    pub household: Household,
    /// Which version of the terms was agreed to.
    pub terms_version: u32,
    /// SHA-256 of that version, in hex.
    pub terms_hash: String,
    /// What led here, oldest first: sent, accepted, approved.
    pub steps: Vec<SigningStep>,
    /// How a third person checks the document.
    pub verification: Verification,
    /// Printed across every page when the document does not bind (预览, 样本, 已作废).
    pub watermark: Option<String>,
}

/// 甲方, the employer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employer {
    /// 单位名称.
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 单位性质, as a label.
    pub nature: String,
    /// 单位行业, as a label.
    pub industry: String,
    /// 单位所在地, as a label.
    pub region: String,
    /// 通讯地址.
    pub address: Option<String>,
    /// 邮箱.
    pub email: Option<String>,
}

/// 乙方, the student.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// 姓名.
    pub name: String,
    /// 身份证号, masked or not as the caller decides.
    pub id_number: String,
    /// 学号.
    pub student_number: String,
    /// 性别, as a label.
    pub sex: String,
    /// 学历, as a label.
    pub education: String,
    /// 专业.
    pub major: String,
    /// 联系电话.
    pub phone: String,
    /// 邮箱.
    pub email: Option<String>,
    /// 通讯地址.
    pub address: Option<String>,
}

/// 院校, the school that certifies the agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// 学校名称.
    pub name: String,
    /// 学校代码, the ministry's five digits.
    pub code: String,
    /// 学院.
    pub college: String,
    /// 通讯地址 of the employment office.
    pub address: Option<String>,
    /// 联系电话 of the employment office.
    pub phone: Option<String>,
}

/// The offer's terms (domain.md section 4, "Offer terms"). Money is in fen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// 工作职位类别, as a label.
    pub position_category: String,
    /// 拟聘用职位.
    pub position: String,
    /// 反馈有效期(天).
    pub response_days: u16,
    /// 试用期(天).
    pub trial_days: u16,
    /// 试用起薪(元/月), in fen.
    pub trial_salary: i64,
    /// 转正起薪(元/月), in fen.
    pub salary: i64,
    /// 违约金(元), in fen.
    pub penalty: i64,
    /// 报到地点.
    pub report_place: Option<String>,
    /// 报到期限.
    pub report_by: NaiveDate,
    /// 实际工作地点: region and address.
    pub work_place: String,
    /// 签约联系人.
    pub contact: String,
    /// 联系电话.
    pub phone: String,
}

/// 档案信息: where the student's personal file goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTransfer {
    /// 档案接收, as a label.
    pub reception: String,
    /// 档案转寄单位名称.
    pub recipient: Option<String>,
    /// 档案转递地址.
    pub address: Option<String>,
    /// 档案转递邮编.
    pub postcode: Option<String>,
    /// 档案转递联系人.
    pub contact: Option<String>,
    /// 档案转递联系电话.
    pub phone: Option<String>,
}

/// 户口信息: where the student's household registration goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// 户口接收类型, as a label.
    pub reception: String,
    /// 户口接收地址.
    pub address: Option<String>,
}

/// One entry of the trail, as the document shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningStep {
    /// What was done, as a label: 发送签约邀请, 同意签约, 签约审核通过.
    pub action: String,
    /// Whose act it is: 甲方, 乙方, 院校.
    pub party: String,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How anyone can check the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The address in the QR code. Carries no personal data.
    pub url: String,
    /// The short code to type in.
    pub code: String,
}

/// Everything on the 邀请函 (domain.md O1, manual section 2.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The student who is addressed.
    pub student_name: String,
    /// The employer that signs.
    pub employer_name: String,
    /// The last day for an answer, which ends at 24:00 Beijing time.
    pub answer_by: NaiveDate,
    /// When this version of the letter was sent; also the file's own date.
    pub sent_at: DateTime<Utc>,
    /// What is offered.
    pub terms: Terms,
    /// 档案信息.
    pub file_transfer: FileTransfer,
    /// 户口信息.
    pub household: Household,
    /// Which version of the terms this is.
    pub terms_version: u32,
    /// SHA-256 of that version, in hex.
    pub terms_hash: String,
    /// Printed across every page when the letter is not in force (预览, 已过期).
    pub watermark: Option<String>,
}
