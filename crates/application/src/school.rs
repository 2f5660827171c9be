//! The school's (or college's) home and directory.

use crate::{App, AppError, Caller};
use chrono::{Days, NaiveDate};
use sanfang_contract::school::{CollegeEntry, DayCount, MajorEntry, SchoolDirectory, SchoolHome};
use sanfang_domain::{
    actor::{Actor, SchoolScope},
    calendar::{beijing_date, start_of_day},
    ids::SchoolId,
};
use sanfang_persistence::people::schools;
use std::collections::HashMap;

/// Days of the approvals' chart.
const CHART: u64 = 14;

fn myself(caller: &Caller) -> Result<(SchoolId, &SchoolScope), AppError> {
    match &caller.actor {
        Actor::School { school, scope, .. } => Ok((*school, scope)),
        Actor::Student { .. } | Actor::Employer { .. } | Actor::Platform { .. } | Actor::System => {
            Err(AppError::Forbidden)
        }
    }
}

/// The home page.
pub async fn home(app: &App, caller: &Caller) -> Result<SchoolHome, AppError> {
    let (school, scope) = myself(caller)?;
    let db = app.db.read();
    let today = beijing_date(app.now());
    let row = schools::find(db, school).await?.ok_or(AppError::NotFound)?;
    let colleges = match scope {
        SchoolScope::WholeSchool => Vec::new(),
        SchoolScope::Colleges(_) => schools::colleges(db, school, scope).await?,
    };
    let year = schools::graduation_years(db, school, scope)
        .await?
        .first()
        .copied();
    let (students, bound) = match year {
        Some(year) => {
            let states = schools::cases_by_state(db, school, scope, Some(year)).await?;
            let students = schools::students(db, school, scope, year).await?;
            (
                u32::try_from(students).unwrap_or(u32::MAX),
                of(&states, &["accepted", "amendment_proposed", "approved"]),
            )
        }
        None => (0, 0),
    };
    let all = schools::cases_by_state(db, school, scope, None).await?;
    let first = today - Days::new(CHART - 1);
    let approvals = schools::approvals(db, school, scope, start_of_day(first)).await?;
    Ok(SchoolHome {
        school_name: row.name,
        colleges: colleges.into_iter().map(|college| college.name).collect(),
        reviews_waiting: of(&all, &["accepted"]),
        oldest_waiting_since: schools::oldest_waiting(db, school, scope).await?,
        amendments_pending: of(&all, &["amendment_proposed"]),
        in_force: of(&all, &["approved"]),
        offers_pending: of(&all, &["offered"]),
        students,
        bound,
        graduation_year: year.unwrap_or_default(),
        approvals: (0..CHART)
            .map(|day| {
                day_count(
                    first + Days::new(day),
                    approvals.iter().copied().map(beijing_date),
                )
            })
            .collect(),
    })
}

/// Colleges, majors and years in sight.
pub async fn directory(app: &App, caller: &Caller) -> Result<SchoolDirectory, AppError> {
    let (school, scope) = myself(caller)?;
    let db = app.db.read();
    let majors = schools::majors(db, school, scope).await?;
    let colleges = schools::colleges(db, school, scope).await?;
    Ok(SchoolDirectory {
        colleges: colleges
            .into_iter()
            .map(|college| CollegeEntry {
                id: college.id.into(),
                name: college.name,
                majors: majors
                    .iter()
                    .filter(|major| major.college_id == college.id)
                    .map(|major| MajorEntry {
                        id: major.id.into(),
                        name: major.name.clone(),
                    })
                    .collect(),
            })
            .collect(),
        graduation_years: schools::graduation_years(db, school, scope).await?,
    })
}

fn day_count(day: NaiveDate, days: impl Iterator<Item = NaiveDate>) -> DayCount {
    let count = days.filter(|other| *other == day).count();
    DayCount {
        day,
        count: u32::try_from(count).unwrap_or(u32::MAX),
    }
}

fn of(counts: &HashMap<String, u32>, states: &[&str]) -> u32 {
    states.iter().filter_map(|state| counts.get(*state)).sum()
}
