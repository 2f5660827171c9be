//! From values to the words on the page: every label, date and amount, in the order of printing.

use super::input::{Agreement, FileTransfer, Household, Letter, SigningStep, Terms};
use crate::time;
use serde::Serialize;

/// The agreement's heading.
pub const AGREEMENT_TITLE: &str = "全国普通高等学校毕业生就业协议书";

/// The letter's heading.
pub const LETTER_TITLE: &str = "邀请函";

/// 签约须知: what both sides agree to besides the terms (manual section 2.1.2, the letter's page).
/// Each article has its sentence and, where it has any, its cases.
pub const SIGNING_NOTICE: [(&str, &[&str]); 3] = [
    (
        "一、符合下列情况之一，经书面告知对方后，本协议解除：",
        &[
            "1、甲方被撤销或依法宣告破产；",
            "2、乙方报到时未取得毕业资格；",
            "3、乙方被判处拘役以上刑罚或者被劳动教养；",
            "4、甲乙双方订立劳动合同（聘用合同）后，本协议自动终止；",
            "5、国家法律、法规、政策规定的其它情况。",
        ],
    ),
    (
        "二、本协议是甲乙双方在规定的期限内建立劳动人事就业关系的依据。",
        &[],
    ),
    (
        "三、未尽事宜，由甲乙双方依照有关法律法规和政策规定另行约定。",
        &[],
    ),
];

/// A label and what stands beside it.
type Entry = (&'static str, String);

#[derive(Serialize)]
pub(super) struct AgreementView {
    title: &'static str,
    number: String,
    graduation_year: String,
    parties: [PartyView; 3],
    terms: Vec<Entry>,
    file_transfer: Vec<Entry>,
    household: Vec<Entry>,
    notice: [(&'static str, &'static [&'static str]); 3],
    steps: Vec<StepView>,
    zone: &'static str,
    terms_version: String,
    terms_hash: Vec<String>,
    verify_url: String,
    verify_code: String,
    sealed_at: String,
    watermark: Option<String>,
}

#[derive(Serialize)]
struct PartyView {
    role: &'static str,
    kind: &'static str,
    name: String,
    entries: Vec<Entry>,
    /// The party's own last act, for its place of the seal.
    confirmed: Option<StepView>,
}

#[derive(Serialize, Clone)]
struct StepView {
    action: String,
    party: String,
    actor: String,
    at: String,
}

#[derive(Serialize)]
pub(super) struct LetterView {
    title: &'static str,
    student_name: String,
    employer_name: String,
    position: String,
    answer_by: String,
    terms: Vec<Entry>,
    file_transfer: Vec<Entry>,
    household: Vec<Entry>,
    notice: [(&'static str, &'static [&'static str]); 3],
    sent_on: String,
    sent_at: String,
    zone: &'static str,
    terms_version: String,
    terms_hash: Vec<String>,
    watermark: Option<String>,
}

impl From<&Agreement> for AgreementView {
    fn from(agreement: &Agreement) -> Self {
        let steps: Vec<StepView> = agreement.steps.iter().map(StepView::from).collect();
        let confirmed = |role: &str| steps.iter().rev().find(|step| step.party == role).cloned();
        let employer = &agreement.employer;
        let student = &agreement.student;
        let school = &agreement.school;
        let parties = [
            PartyView {
                role: "甲方",
                kind: "用人单位",
                name: employer.name.clone(),
                entries: entries([
                    ("单位名称", Some(&employer.name)),
                    ("统一社会信用代码", Some(&employer.credit_code)),
                    ("单位性质", Some(&employer.nature)),
                    ("单位所在地", Some(&employer.region)),
                    ("单位行业", Some(&employer.industry)),
                    ("通讯地址", employer.address.as_ref()),
                    ("邮箱", employer.email.as_ref()),
                ]),
                confirmed: confirmed("甲方"),
            },
            PartyView {
                role: "乙方",
                kind: "毕业生",
                name: student.name.clone(),
                entries: entries([
                    ("姓名", Some(&student.name)),
                    ("性别", Some(&student.sex)),
                    ("身份证号", Some(&student.id_number)),
                    ("学号", Some(&student.student_number)),
                    ("学历", Some(&student.education)),
                    ("专业", Some(&student.major)),
                    ("联系电话", Some(&student.phone)),
                    ("邮箱", student.email.as_ref()),
                    ("通讯地址", student.address.as_ref()),
                ]),
                confirmed: confirmed("乙方"),
            },
            PartyView {
                role: "院校",
                kind: "鉴证方",
                name: school.name.clone(),
                entries: entries([
                    ("院校名称", Some(&school.name)),
                    ("院校代码", Some(&school.code)),
                    ("所在院系", Some(&school.college)),
                    ("联系电话", school.phone.as_ref()),
                    ("通讯地址", school.address.as_ref()),
                ]),
                confirmed: confirmed("院校"),
            },
        ];
        Self {
            title: AGREEMENT_TITLE,
            number: agreement.number.clone(),
            graduation_year: agreement.graduation_year.to_string(),
            parties,
            terms: terms(&agreement.terms),
            file_transfer: file_transfer(&agreement.file_transfer),
            household: household(&agreement.household),
            notice: SIGNING_NOTICE,
            steps,
            zone: time::ZONE,
            terms_version: agreement.terms_version.to_string(),
            terms_hash: groups(&agreement.terms_hash),
            verify_url: agreement.verification.url.clone(),
            verify_code: agreement.verification.code.clone(),
            sealed_at: time::second(agreement.sealed_at),
            watermark: agreement.watermark.clone(),
        }
    }
}

impl From<&Letter> for LetterView {
    fn from(letter: &Letter) -> Self {
        Self {
            title: LETTER_TITLE,
            student_name: letter.student_name.clone(),
            employer_name: letter.employer_name.clone(),
            position: letter.terms.position.clone(),
            answer_by: time::long_date(letter.answer_by),
            terms: terms(&letter.terms),
            file_transfer: file_transfer(&letter.file_transfer),
            household: household(&letter.household),
            notice: SIGNING_NOTICE,
            sent_on: time::long_date(time::beijing(letter.sent_at).date()),
            sent_at: time::second(letter.sent_at),
            zone: time::ZONE,
            terms_version: letter.terms_version.to_string(),
            terms_hash: groups(&letter.terms_hash),
            watermark: letter.watermark.clone(),
        }
    }
}

impl From<&SigningStep> for StepView {
    fn from(step: &SigningStep) -> Self {
        Self {
            action: step.action.clone(),
            party: step.party.clone(),
            actor: step.actor.clone(),
            at: time::second(step.at),
        }
    }
}

fn terms(terms: &Terms) -> Vec<Entry> {
    let mut list = entries([
        ("工作职位类别", Some(&terms.position_category)),
        ("拟聘用职位", Some(&terms.position)),
    ]);
    list.extend([
        ("试用期", format!("{} 天", terms.trial_days)),
        ("反馈有效期", format!("{} 天", terms.response_days)),
        ("试用起薪", format!("{}/月", yuan(terms.trial_salary))),
        ("转正起薪", format!("{}/月", yuan(terms.salary))),
        ("违约金", yuan(terms.penalty)),
        ("报到期限", time::long_date(terms.report_by)),
    ]);
    list.extend(entries([
        ("签约联系人", Some(&terms.contact)),
        ("联系电话", Some(&terms.phone)),
        ("报到地点", terms.report_place.as_ref()),
        ("实际工作地点", Some(&terms.work_place)),
    ]));
    list
}

fn file_transfer(file: &FileTransfer) -> Vec<Entry> {
    entries([
        ("档案接收", Some(&file.reception)),
        ("档案转寄单位名称", file.recipient.as_ref()),
        ("档案转递联系人", file.contact.as_ref()),
        ("档案转递联系电话", file.phone.as_ref()),
        ("档案转递邮编", file.postcode.as_ref()),
        ("档案转递地址", file.address.as_ref()),
    ])
}

fn household(household: &Household) -> Vec<Entry> {
    entries([
        ("户口接收类型", Some(&household.reception)),
        ("户口接收地址", household.address.as_ref()),
    ])
}

/// What was not asked is not printed; what was left empty shows a dash.
fn entries<const N: usize>(list: [(&'static str, Option<&String>); N]) -> Vec<Entry> {
    list.into_iter()
        .filter_map(|(label, text)| {
            let text = text?.trim();
            Some((
                label,
                if text.is_empty() {
                    "—".to_owned()
                } else {
                    text.to_owned()
                },
            ))
        })
        .collect()
}

/// `5,000 元`, or `5,000.50 元` where there are fen.
fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let whole = (fen.unsigned_abs() / 100).to_string();
    let mut grouped = String::with_capacity(whole.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fen.unsigned_abs() % 100 {
        0 => format!("{sign}{grouped} 元"),
        rest => format!("{sign}{grouped}.{rest:02} 元"),
    }
}

/// A hash in groups of sixteen, so that people can compare it.
fn groups(hash: &str) -> Vec<String> {
    let characters: Vec<char> = hash.chars().collect();
    characters
        .chunks(16)
        .map(|group| group.iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_show_fen_only_where_there_are_any() {
        assert_eq!(yuan(500_000), "5,000 元");
        assert_eq!(yuan(500_050), "5,000.50 元");
        assert_eq!(yuan(12_345_678_900), "123,456,789 元");
        assert_eq!(yuan(0), "0 元");
        assert_eq!(yuan(-105), "-1.05 元");
    }

    #[test]
    fn what_was_not_asked_is_not_printed() {
        let file = FileTransfer {
            reception: "单位不接收".to_owned(),
            ..FileTransfer::default()
        };
        assert_eq!(
            file_transfer(&file),
            [("档案接收", "单位不接收".to_owned())]
        );
    }
}
