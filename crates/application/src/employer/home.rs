//! The employer's home: what waits, and how recent offers went.

use super::{myself, profile, row};
use crate::{App, AppError, Caller};
use chrono::TimeDelta;
use sanfang_contract::{
    employer::{EmployerHome, OfferOutcomes},
    student::ClosedRule,
};
use sanfang_persistence::people::{employers, students};
use std::collections::HashMap;

/// How far back [`EmployerHome::recent`] looks.
const RECENT: TimeDelta = TimeDelta::days(30);

/// The employer's home.
pub async fn home(app: &App, caller: &Caller) -> Result<EmployerHome, AppError> {
    let employer = myself(caller)?;
    let db = app.db.read();
    let row = row(db, employer).await?;
    let all = employers::cases_by_state(db, employer, None).await?;
    let recent = employers::cases_by_state(db, employer, Some(app.now() - RECENT)).await?;
    let send_list = students::send_list_length(db, employer).await?;
    let closed = employers::opening(&row)?.permit().err();
    Ok(EmployerHome {
        profile: profile::view(&row)?,
        offers_pending: of(&all, &["offered"]),
        next_deadline: employers::next_deadline(db, employer).await?,
        reviews_waiting: of(&all, &["accepted"]),
        amendments_pending: of(&all, &["amendment_proposed"]),
        in_force: of(&all, &["approved"]),
        send_list: u32::try_from(send_list).unwrap_or(u32::MAX),
        recent: OfferOutcomes {
            sent: recent.values().sum(),
            pending: of(&recent, &["offered"]),
            accepted: of(
                &recent,
                &["accepted", "amendment_proposed", "approved", "rejected"],
            ),
            declined: of(&recent, &["declined"]),
            expired: of(&recent, &["expired"]),
            withdrawn: of(&recent, &["withdrawn"]),
        },
        closed_because: closed
            .map(|refusal| ClosedRule::new(&refusal, caller.lang))
            .into_iter()
            .collect(),
    })
}

fn of(counts: &HashMap<String, u32>, states: &[&str]) -> u32 {
    states.iter().filter_map(|state| counts.get(*state)).sum()
}
