//! 签约发送列表

use super::{
    myself, opening,
    search::{exactly, found},
};
use crate::{App, AppError, Caller, IdempotencyKey, claim};
use sanfang_contract::{
    FieldFault,
    cases::CapabilityView,
    employer::{SendList, SendListRemoval, SendListRow, StudentSearch},
};
use sanfang_domain::{
    Lang,
    capability::{Action, Capability},
    ids::EmployerId,
    opening::EmployerOpening,
    signing::{State, electronic::permit_offer},
};
use sanfang_persistence::{
    people::students::{self, SendListEntry},
    sea_orm::ConnectionTrait,
};

/// The most students that a send list holds.
pub(super) const MOST: u64 = 1_000;

/// The whole list.
pub async fn list(app: &App, caller: &Caller) -> Result<SendList, AppError> {
    whole(app.db.read(), myself(caller)?, caller.lang).await
}

/// 加入: the student whom the exact search finds.
pub async fn add(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    search: StudentSearch,
) -> Result<SendListRow, AppError> {
    let employer = myself(caller)?;
    let student = exactly(app, caller, &search)
        .await?
        .ok_or(AppError::NotFound)?
        .id();
    let claim = claim(key, "add_to_send_list", &student)?;
    let now = app.now();
    app.write(caller, claim.as_ref(), async |tx| {
        if !students::in_send_list(tx, employer, student).await? {
            room_for(tx, employer, 1, caller.lang).await?;
            students::add_to_send_list(tx, employer, student, now).await?;
        }
        let opening = opening(tx, employer).await?;
        students::send_list_entry(tx, employer, student)
            .await?
            .map(|entry| row(&entry, &opening, caller.lang))
            .ok_or(AppError::NotFound)?
    })
    .await
}

/// 移出
pub async fn remove(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    removal: SendListRemoval,
) -> Result<SendList, AppError> {
    let employer = myself(caller)?;
    let claim = claim(key, "remove_from_send_list", &removal)?;
    app.write(caller, claim.as_ref(), async |tx| {
        students::remove_from_send_list(tx, employer, &removal.students).await?;
        whole(tx, employer, caller.lang).await
    })
    .await
}

/// Refuses what would make the list longer than it may be.
pub(super) async fn room_for(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    more: u64,
    lang: Lang,
) -> Result<(), AppError> {
    if students::send_list_length(db, employer).await? + more <= MOST {
        return Ok(());
    }
    Err(AppError::Invalid(vec![FieldFault::new(
        "",
        "send_list_full",
        lang.pick(
            "签约发送列表最多 1000 人，请先移出已不需要的学生。",
            "The send list holds at most 1,000 students; take some off first.",
        ),
    )]))
}

async fn whole(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    lang: Lang,
) -> Result<SendList, AppError> {
    let opening = opening(db, employer).await?;
    let items = students::send_list(db, employer)
        .await?
        .iter()
        .map(|entry| row(entry, &opening, lang))
        .collect::<Result<_, _>>()?;
    Ok(SendList { items })
}

fn row(
    entry: &SendListEntry,
    employer: &EmployerOpening,
    lang: Lang,
) -> Result<SendListRow, AppError> {
    // Only live cases are asked for: one is pending, every other binds.
    let between = entry.between.as_deref().map(|state| match state {
        "offered" => State::Offered,
        _ => State::Accepted,
    });
    let permit = permit_offer(employer, between.as_ref());
    let capability = Capability::of(Action::SendOffer, permit);
    Ok(SendListRow {
        student: found(&entry.student)?,
        added_at: entry.added_at,
        send: CapabilityView::new(&capability, lang),
    })
}
