//! The student's home: what is open or closed and why, what waits, what binds.

use super::{myself, profile, record};
use crate::{App, AppError, Caller, signings};
use sanfang_contract::student::{ClosedRule, LiveCase, OpeningView, StudentHome, WindowView};
use sanfang_domain::{
    ids::CaseId,
    opening::SigningKind,
    signing::{ResponseLabel, ReviewLabel},
};
use sanfang_persistence::{StoreError, entity::cases, people::students};

/// The student's home.
pub async fn home(app: &App, caller: &Caller) -> Result<StudentHome, AppError> {
    let (_, student) = myself(caller)?;
    let db = app.db.read();
    let record = record(db, student).await?;
    let opening = students::opening(db, &record).await?;
    let closed = opening.closed_because(SigningKind::Online, app.now());
    let cases = students::open_cases(db, student).await?;
    let offers: Vec<_> = cases.iter().filter(|c| c.state == "offered").collect();
    let amendments = cases.iter().filter(|c| c.state == "amendment_proposed");
    let live = match opening.bound_by {
        Some(case) => live_case(app, caller, &cases, case).await?,
        None => None,
    };
    Ok(StudentHome {
        profile: profile::view(app, &record)?,
        plan: opening.plan,
        live,
        offers_pending: length(offers.len()),
        next_deadline: offers.iter().map(|c| c.response_deadline).min(),
        amendments_pending: length(amendments.count()),
        online_signing: OpeningView {
            open: closed.is_empty(),
            closed_because: closed
                .iter()
                .map(|refusal| ClosedRule::new(refusal, caller.lang))
                .collect(),
            windows: opening
                .windows
                .iter()
                .map(|window| WindowView {
                    kind: window.kind,
                    opens_at: window.opens_at,
                    closes_at: window.closes_at,
                })
                .collect(),
        },
    })
}

async fn live_case(
    app: &App,
    caller: &Caller,
    cases: &[cases::Model],
    case: CaseId,
) -> Result<Option<LiveCase>, AppError> {
    let Some(row) = cases.iter().find(|row| CaseId::from(row.id) == case) else {
        return Ok(None);
    };
    let label = |what: &'static str| StoreError::corrupt("cases", what);
    Ok(Some(LiveCase {
        id: case,
        employer_name: row.employer_name.clone(),
        position: row.position.clone(),
        response: ResponseLabel::parse(&row.response_label)
            .ok_or_else(|| label("response_label"))?,
        review: ReviewLabel::parse(&row.review_label).ok_or_else(|| label("review_label"))?,
        number: row.number.clone(),
        accepted_at: row.accepted_at.ok_or_else(|| label("accepted_at"))?,
        capabilities: signings::capabilities(app, caller, case).await?,
    }))
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
