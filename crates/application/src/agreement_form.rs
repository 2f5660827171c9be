//! What the sealed agreement says, as plain values for the typesetter. Numbers of a person are masked: the employer
//! holds the file too (spec/data.md).

use crate::{App, AppError};
use chrono::TimeDelta;
use sanfang_documents::pdf::{
    Agreement, Employer, FileTransfer, Household, School, SigningStep, Student, Terms, Verification,
};
use sanfang_domain::{
    Lang,
    actor::Role,
    calendar::beijing_date,
    capability::Action,
    codes::{self, TableId},
    signing::{OfferTerms, Place},
    trail::TrailEntry,
};
use sanfang_persistence::{
    StoreError,
    entity::employers as employer_entity,
    people::{
        employers, schools,
        students::{self, StudentRecord},
    },
    signings::{CaseRecord, codec, trail},
};

/// The agreement of an approved case.
pub(crate) async fn agreement(
    app: &App,
    record: &CaseRecord,
    verify_code: &str,
) -> Result<Agreement, AppError> {
    let db = app.db.read();
    let gone = |what| StoreError::corrupt("cases", what);
    let parties = record.case.parties;
    let student = students::find(db, parties.student)
        .await?
        .ok_or_else(|| gone("student_id"))?;
    let employer = employers::find(db, parties.employer)
        .await?
        .ok_or_else(|| gone("employer_id"))?;
    let school = schools::find(db, parties.school)
        .await?
        .ok_or_else(|| gone("school_id"))?;
    let trail = trail::of_case(db, record.case.id).await?;
    let number = record.row.number.clone().ok_or_else(|| gone("number"))?;
    let terms = &record.case.terms;
    Ok(Agreement {
        graduation_year: codec::graduation_year(&record.row)?,
        sealed_at: record.row.approved_at.ok_or_else(|| gone("approved_at"))?,
        employer: party_a(&employer),
        student: party_b(app, &student)?,
        school: School {
            name: school.name,
            code: school.code,
            college: student.college_name.clone(),
            address: None,
            phone: None,
        },
        terms: letter(record, &trail),
        file_transfer: file_transfer(&terms.terms),
        household: household(&terms.terms),
        terms_version: terms.version,
        terms_hash: terms.hash.as_str().to_owned(),
        steps: trail.iter().map(step).collect(),
        verification: Verification {
            url: format!(
                "{}/verify#number={number}&code={verify_code}",
                app.settings.public_url
            ),
            code: verify_code.to_owned(),
        },
        number,
        watermark: None,
    })
}

/// The Chinese label of a code; a code without one is shown as it is.
fn label(table: TableId, code: &str) -> String {
    codes::label(table, code, Lang::ZhCn)
        .unwrap_or(code)
        .to_owned()
}

fn known(table: TableId, code: Option<&str>) -> String {
    code.map(|code| label(table, code)).unwrap_or_default()
}

fn place(place: &Place) -> String {
    let region = codes::region_path(place.region.as_str(), Lang::ZhCn).unwrap_or_default();
    format!("{region}{}", place.address)
}

fn party_a(row: &employer_entity::Model) -> Employer {
    Employer {
        name: row.name.clone(),
        credit_code: row.uscc.clone(),
        nature: known(TableId::EmployerNature, row.nature.as_deref()),
        industry: known(TableId::Industry, row.industry.as_deref()),
        region: row
            .region
            .as_deref()
            .and_then(|code| codes::region_path(code, Lang::ZhCn))
            .unwrap_or_default(),
        address: row.address.clone(),
        email: row.email.clone(),
    }
}

fn party_b(app: &App, record: &StudentRecord) -> Result<Student, StoreError> {
    let row = &record.row;
    Ok(Student {
        name: row.name.clone(),
        id_number: app.personal.open_id_number(&row.id_number_sealed)?.masked(),
        student_number: row.student_no.clone(),
        sex: label(TableId::Sex, &row.sex),
        education: label(TableId::EducationLevel, &row.education_level),
        major: record.major_name.clone(),
        phone: app.personal.open_phone(&row.phone_sealed)?.masked(),
        email: row.email.clone(),
        address: row.address.clone(),
    })
}

fn letter(record: &CaseRecord, trail: &[TrailEntry]) -> Terms {
    let terms = &record.case.terms.terms;
    Terms {
        position_category: label(TableId::PositionCategory, &terms.position_category),
        position: terms.position.to_string(),
        response_days: response_days(record, trail),
        trial_days: terms.trial_days,
        trial_salary: terms.trial_salary.get(),
        salary: terms.regular_salary.get(),
        penalty: terms.penalty.get(),
        report_place: terms.report_place.as_ref().map(place),
        report_by: terms.report_by,
        work_place: place(&terms.work_place),
        contact: terms.contact.to_string(),
        phone: terms.contact_phone.as_str().to_owned(),
    }
}

/// 反馈有效期(天): from the day of the last letter to the day whose end is the deadline.
fn response_days(record: &CaseRecord, trail: &[TrailEntry]) -> u16 {
    let sent = trail
        .iter()
        .filter(|entry| matches!(entry.action, Action::SendOffer | Action::AmendOffer))
        .map(|entry| entry.at)
        .max()
        .unwrap_or(record.row.offered_at);
    let last_day = beijing_date(record.case.deadline - TimeDelta::milliseconds(1));
    u16::try_from((last_day - beijing_date(sent)).num_days()).unwrap_or_default()
}

fn file_transfer(terms: &OfferTerms) -> FileTransfer {
    let receiver = terms.archive.receiver.as_ref();
    FileTransfer {
        reception: label(TableId::ArchiveReceipt, &terms.archive.receipt),
        recipient: receiver.map(|r| r.name.to_string()),
        address: receiver.map(|r| r.address.to_string()),
        postcode: receiver.map(|r| r.postcode.as_str().to_owned()),
        contact: receiver.map(|r| r.contact.to_string()),
        phone: receiver.map(|r| r.phone.as_str().to_owned()),
    }
}

fn household(terms: &OfferTerms) -> Household {
    Household {
        reception: label(TableId::HukouReceipt, &terms.hukou.receipt),
        address: terms.hukou.address.as_ref().map(ToString::to_string),
    }
}

fn step(entry: &TrailEntry) -> SigningStep {
    SigningStep {
        action: entry.action.trail_text(Lang::ZhCn).to_owned(),
        party: match entry.role {
            Role::Employer => "甲方",
            Role::Student => "乙方",
            Role::School | Role::College => "院校",
            Role::Platform | Role::System => "系统",
        }
        .to_owned(),
        actor: entry.name.clone(),
        at: entry.at,
    }
}
