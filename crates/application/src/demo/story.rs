//! What has happened in the demo world: cases in every state, each step through its use-case at its time.

mod plan;
mod stage;

use super::{
    Calendar, MovableClock, Random,
    people::{People, special},
};
use crate::{App, AppError};
use chrono::{DateTime, TimeDelta, Utc};
use plan::{Plan, Step};
use sanfang_domain::{calendar::response_deadline, plan::PlanStatus};
use sanfang_persistence::people::students;
use stage::Stage;

/// One step of one case at its time.
struct Event {
    at: DateTime<Utc>,
    case: usize,
    step: Step,
}

/// Tells the whole story; how many cases it has.
pub(super) async fn tell(
    app: &App,
    clock: &MovableClock,
    random: &mut Random,
    calendar: Calendar,
    people: &People,
) -> Result<usize, AppError> {
    let plans = plan::plans(random, people);
    let mut stage = Stage::new(app, calendar, people, plans.len());
    clock.set(calendar.now - TimeDelta::days(45));
    stage.confirm_signing_information().await?;
    let mut events = Vec::new();
    for (case, plan) in plans.iter().enumerate() {
        schedule(&mut events, random, calendar, case, plan);
    }
    events.sort_by_key(|event| (event.at, event.case));
    for event in events {
        clock.set(event.at);
        if let Some(plan) = plans.get(event.case) {
            stage.play(event.case, plan, event.step).await?;
        }
    }
    clock.set(calendar.now);
    mark(app, people).await?;
    Ok(plans.len())
}

/// The times of a case: during the working day, one after the other, never in the future.
fn schedule(
    events: &mut Vec<Event>,
    random: &mut Random,
    calendar: Calendar,
    case: usize,
    plan: &Plan,
) {
    let mut last = DateTime::<Utc>::MIN_UTC;
    let count = i64::try_from(plan.steps.len()).unwrap_or_default();
    let minutes = i64::try_from(random.below(55)).unwrap_or_default();
    for (index, (days_ago, step)) in (0i64..).zip(&plan.steps) {
        let day = sanfang_domain::calendar::beijing_date(calendar.now - TimeDelta::days(*days_ago));
        let morning = sanfang_domain::calendar::start_of_day(day) + TimeDelta::hours(9);
        let wished = match step {
            Step::Expire => response_deadline(last, plan.response_days) + TimeDelta::seconds(20),
            _ => morning + TimeDelta::minutes(minutes) + TimeDelta::minutes(index * 70),
        };
        // Steps of today that would be later than now come just before it, in their order.
        let latest = calendar.now - TimeDelta::minutes((count - index) * 2);
        let at = wished.min(latest).max(last + TimeDelta::minutes(1));
        last = at;
        events.push(Event {
            at,
            case,
            step: *step,
        });
    }
}

/// What the school has set since: who is restricted, whose record is open again, who submitted a plan elsewhere.
async fn mark(app: &App, people: &People) -> Result<(), AppError> {
    let student = |number: usize| people.students.get(number - 1).map(|student| student.id);
    let tx = app.db.begin().await?;
    if let Some(id) = student(special::RESTRICTED) {
        students::restrict(&tx, id, Some("学籍信息核查中，暂不开放网上签约")).await?;
    }
    if let Some(id) = student(special::UNAPPROVED) {
        students::set_record(&tx, id, sanfang_domain::opening::RecordStatus::Submitted).await?;
    }
    if let Some(id) = student(special::PLANNED) {
        students::set_plan(&tx, id, PlanStatus::SchoolReview).await?;
    }
    tx.commit().await?;
    Ok(())
}
