//! 基本信息

use super::{contact, masked_phone, myself, record};
use crate::{App, AppError, Caller};
use sanfang_contract::student::{StudentContact, StudentProfile};
use sanfang_persistence::{
    StoreError, accounts,
    people::students::{self, StudentRecord},
};

/// The own record.
pub async fn profile(app: &App, caller: &Caller) -> Result<StudentProfile, AppError> {
    let (_, student) = myself(caller)?;
    view(app, &record(app.db.read(), student).await?)
}

/// Changes e-mail and postal address; the account's address for notices follows.
pub async fn update_contact(
    app: &App,
    caller: &Caller,
    version: u32,
    new: StudentContact,
) -> Result<StudentProfile, AppError> {
    let (account, student) = myself(caller)?;
    let (email, address) = contact(&new.email, &new.address, caller.lang)?;
    let (email, address) = (email.as_str(), address.as_str());
    app.write(caller, None, async |tx| {
        match students::update_contact(tx, student, email, address, version).await {
            Err(StoreError::Changed) => return Err(AppError::Precondition),
            done => done?,
        }
        accounts::set_email(tx, account, email).await?;
        view(app, &record(tx, student).await?)
    })
    .await
}

pub(super) fn view(app: &App, record: &StudentRecord) -> Result<StudentProfile, AppError> {
    let row = &record.row;
    Ok(StudentProfile {
        id: record.id(),
        student_no: row.student_no.clone(),
        name: row.name.clone(),
        id_number: app.personal.open_id_number(&row.id_number_sealed)?.masked(),
        phone: masked_phone(app, record)?,
        sex: row.sex.clone(),
        birth_date: row.birth_date,
        ethnicity: row.ethnicity.clone(),
        political_status: row.political_status.clone(),
        school_id: row.school_id.into(),
        school_name: record.school_name.clone(),
        college_name: record.college_name.clone(),
        major_name: record.major_name.clone(),
        class_name: row.class_name.clone(),
        education_level: row.education_level.clone(),
        training_mode: row.training_mode.clone(),
        graduation_year: record.graduation_year()?,
        email: row.email.clone(),
        address: row.address.clone(),
        record: record.record_status()?,
        version: record.version()?,
    })
}
