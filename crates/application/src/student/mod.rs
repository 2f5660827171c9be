//! The student's own record: first log-in, home, contact (spec/domain.md section 2, spec/screens.md "Student").

mod home;
mod profile;
mod verification;

pub use home::home;
pub use profile::{profile, update_contact};
pub use verification::{complete_verification, send_code, verification};

use crate::{App, AppError, Caller};
use sanfang_contract::terms::Checker;
use sanfang_domain::{
    Lang,
    actor::Actor,
    ids::{AccountId, StudentId},
    values::{Email, Text},
};
use sanfang_persistence::{
    people::students::{self, StudentRecord},
    sea_orm::ConnectionTrait,
};

/// The student who calls.
fn myself(caller: &Caller) -> Result<(AccountId, StudentId), AppError> {
    match caller.actor {
        Actor::Student { account, student } => Ok((account, student)),
        Actor::Employer { .. } | Actor::School { .. } | Actor::Platform { .. } | Actor::System => {
            Err(AppError::Forbidden)
        }
    }
}

async fn record(db: &impl ConnectionTrait, student: StudentId) -> Result<StudentRecord, AppError> {
    students::find(db, student).await?.ok_or(AppError::NotFound)
}

/// E-mail and postal address as typed, or every fault.
fn contact(email: &str, address: &str, lang: Lang) -> Result<(Email, Text<200>), AppError> {
    let mut checker = Checker::new(lang);
    let email = checker.required("/email", Some(email), Email::parse);
    let address = checker.required("/address", Some(address), Text::parse);
    Ok(checker.finish(email.zip(address))?)
}

/// The phone on record, masked.
fn masked_phone(app: &App, record: &StudentRecord) -> Result<String, AppError> {
    Ok(app.personal.open_phone(&record.row.phone_sealed)?.masked())
}
