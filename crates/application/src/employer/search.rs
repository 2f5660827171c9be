//! Exact search (spec/domain.md section 4): school, year, name and ID number or phone must all match. A miss is
//! neutral and counted, so that the search cannot be used to find out who exists.

use super::{myself, opening};
use crate::{
    App, AppError, Caller,
    accounts::throttle::{self, Limit},
};
use chrono::TimeDelta;
use sanfang_contract::{
    employer::{FoundStudent, StudentSearch, StudentSearchReply},
    terms::Checker,
};
use sanfang_domain::{
    Lang,
    ids::{EmployerId, SchoolId},
    opening::RecordStatus,
    values::{GraduationYear, IdNumber, Phone, Text},
};
use sanfang_persistence::people::students::{self, SearchKey, StudentRecord};

/// Misses of one employer.
const MISSES: Limit = Limit {
    scope: "student_search",
    most: 30,
    window: TimeDelta::minutes(10),
};

/// One student, or nobody.
pub async fn search(
    app: &App,
    caller: &Caller,
    search: StudentSearch,
) -> Result<StudentSearchReply, AppError> {
    let record = exactly(app, caller, &search).await?;
    let student = record.map(|record| found(&record)).transpose()?;
    Ok(StudentSearchReply { student })
}

/// The student that all four values name.
pub(super) async fn exactly(
    app: &App,
    caller: &Caller,
    search: &StudentSearch,
) -> Result<Option<StudentRecord>, AppError> {
    let employer = myself(caller)?;
    let wanted = Wanted::check(app, search, caller.lang)?;
    let db = app.db.read();
    opening(db, employer).await?.permit()?;
    within(app, employer, MISSES).await?;
    let record = students::find_exactly(
        db,
        wanted.school,
        wanted.year.get(),
        wanted.name.as_str(),
        &wanted.key,
    )
    .await?;
    let shown = match record {
        Some(record) if may_be_found(&record)? => Some(record),
        _ => None,
    };
    if shown.is_none() {
        count_misses(app, caller, employer, MISSES, 1).await?;
    }
    Ok(shown)
}

struct Wanted {
    school: SchoolId,
    year: GraduationYear,
    name: Text<50>,
    key: SearchKey,
}

impl Wanted {
    fn check(app: &App, search: &StudentSearch, lang: Lang) -> Result<Self, AppError> {
        let mut c = Checker::new(lang);
        let year = c.keep(
            "/graduation_year",
            GraduationYear::new(search.graduation_year),
        );
        let name = c.required("/name", Some(&search.name), Text::parse);
        let key = c.required(
            "/id_number_or_phone",
            Some(&search.id_number_or_phone),
            |text| match Phone::parse(text) {
                Ok(phone) => Ok(SearchKey::Phone(app.personal.phone_hash(&phone))),
                // What begins like a mobile number and is as long was meant as one.
                Err(fault) if text.chars().count() <= 13 => Err(fault),
                Err(_) => IdNumber::parse(text)
                    .map(|id| SearchKey::IdNumber(app.personal.id_number_hash(&id))),
            },
        );
        let whole = (|| {
            Some(Self {
                school: search.school_id,
                year: year?,
                name: name?,
                key: key?,
            })
        })();
        Ok(c.finish(whole)?)
    }
}

/// A student whose record is not approved, or whom the school has restricted, is not found (section 12, question 5).
pub(super) fn may_be_found(record: &StudentRecord) -> Result<bool, AppError> {
    Ok(record.record_status()? == RecordStatus::Approved && !record.row.restricted)
}

/// The student as an employer sees them.
pub(super) fn found(record: &StudentRecord) -> Result<FoundStudent, AppError> {
    Ok(FoundStudent {
        id: record.id(),
        name: record.row.name.clone(),
        school_name: record.school_name.clone(),
        graduation_year: record.graduation_year()?,
        college_name: record.college_name.clone(),
        education_level: record.row.education_level.clone(),
        major_name: record.major_name.clone(),
    })
}

/// Refuses an employer who has missed too often.
pub(super) async fn within(app: &App, employer: EmployerId, limit: Limit) -> Result<(), AppError> {
    let subject = throttle::subject(app, &[&employer.to_string()]);
    throttle::check(app, app.db.read(), limit, &subject).await
}

/// So many more misses.
pub(super) async fn count_misses(
    app: &App,
    caller: &Caller,
    employer: EmployerId,
    limit: Limit,
    misses: usize,
) -> Result<(), AppError> {
    if misses == 0 {
        return Ok(());
    }
    let subject = throttle::subject(app, &[&employer.to_string()]);
    app.write(caller, None, async |tx| {
        for _ in 0..misses {
            throttle::count(app, tx, limit, &subject).await?;
        }
        Ok(())
    })
    .await
}
