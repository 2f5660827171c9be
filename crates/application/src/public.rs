//! What needs no account, or any: the installation, schools by name, checking an agreement.

use crate::{
    App, AppError,
    accounts::throttle::{self, Limit},
};
use chrono::TimeDelta;
use sanfang_contract::{
    platform::Installation,
    school::{SchoolName, SchoolNames},
    verification::{VerificationReply, VerificationRequest, VerifiedStatus},
};
use sanfang_domain::values::Sha256Hex;
use sanfang_persistence::{
    people::schools,
    public::{self, Names},
    signings::documents,
};
use std::{collections::HashMap, net::IpAddr};

/// Codes that did not fit, from one address; the code must not be guessable.
const MISSES: Limit = Limit {
    scope: "verification",
    most: 30,
    window: TimeDelta::minutes(15),
};

/// About this installation.
pub fn installation(app: &App) -> Installation {
    Installation {
        demo: app.settings.demo,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Every school with the years in which it has students.
pub async fn schools(app: &App) -> Result<SchoolNames, AppError> {
    let db = app.db.read();
    let mut years: HashMap<_, Vec<u16>> = HashMap::new();
    for (school, year) in public::graduation_years(db).await? {
        years.entry(school).or_default().push(year);
    }
    let items = schools::all(db).await?.into_iter().map(|row| SchoolName {
        graduation_years: years.remove(&row.id.into()).unwrap_or_default(),
        id: row.id.into(),
        name: row.name,
        code: row.code,
    });
    Ok(SchoolNames {
        items: items.collect(),
    })
}

/// Whether an agreement with this number and code was sealed here, and whether it still counts. Nothing is told that the
/// paper does not say.
pub async fn verify(
    app: &App,
    ip: IpAddr,
    request: VerificationRequest,
) -> Result<VerificationReply, AppError> {
    let db = app.db.read();
    let subject = throttle::subject(app, &[&ip.to_string()]);
    throttle::check(app, db, MISSES, &subject).await?;
    let code = request.code.trim().to_ascii_uppercase();
    let sealed = documents::of_number(db, request.number.trim()).await?;
    let found = sealed
        .into_iter()
        .find(|document| same(&document.verify_code.to_ascii_uppercase(), &code));
    let Some(document) = found else {
        throttle::count(app, app.db.schema(), MISSES, &subject).await?;
        return Ok(VerificationReply {
            found: false,
            status: None,
            sealed_at: None,
            sha256: None,
            employer_name: None,
            student_name: None,
            school_name: None,
        });
    };
    let Names {
        employer,
        student,
        school,
    } = public::names(db, document.case_id.into())
        .await?
        .ok_or(AppError::NotFound)?;
    let status = match document.superseded_at {
        None => VerifiedStatus::Effective,
        Some(_) => VerifiedStatus::Superseded,
    };
    Ok(VerificationReply {
        found: true,
        status: Some(status),
        sealed_at: Some(document.sealed_at),
        sha256: Some(document.sha256),
        employer_name: Some(employer),
        student_name: Some(starred(&student)),
        school_name: Some(school),
    })
}

/// Compared as hashes, so that time tells nothing about the code.
fn same(left: &str, right: &str) -> bool {
    Sha256Hex::of(left.as_bytes()) == Sha256Hex::of(right.as_bytes())
}

/// 张三丰 → 张**
fn starred(name: &str) -> String {
    let mut characters = name.chars();
    let first: String = characters.by_ref().take(1).collect();
    first + &"*".repeat(characters.count())
}

#[cfg(test)]
mod tests {
    use super::starred;

    #[test]
    fn a_name_is_shown_by_its_first_character() {
        assert_eq!(starred("张三丰"), "张**");
        assert_eq!(starred("张"), "张");
        assert_eq!(starred(""), "");
    }
}
