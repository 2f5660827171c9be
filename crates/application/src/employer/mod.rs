//! The employer's own data, exact search and send list (spec/domain.md sections 2 and 4, spec/screens.md "Employer").

mod home;
mod import;
mod profile;
mod search;
mod send_list;

pub use home::home;
pub use import::{import, template};
pub use profile::{confirm_signing_information, profile};
pub use search::search;
pub use send_list::{add, list, remove};

use crate::{AppError, Caller};
use sanfang_domain::{actor::Actor, ids::EmployerId, opening::EmployerOpening};
use sanfang_persistence::{entity, people::employers, sea_orm::ConnectionTrait};

/// The employer whose member calls.
fn myself(caller: &Caller) -> Result<EmployerId, AppError> {
    match caller.actor {
        Actor::Employer { employer, .. } => Ok(employer),
        Actor::Student { .. } | Actor::School { .. } | Actor::Platform { .. } | Actor::System => {
            Err(AppError::Forbidden)
        }
    }
}

async fn row(
    db: &impl ConnectionTrait,
    employer: EmployerId,
) -> Result<entity::employers::Model, AppError> {
    employers::find(db, employer)
        .await?
        .ok_or(AppError::NotFound)
}

async fn opening(
    db: &impl ConnectionTrait,
    employer: EmployerId,
) -> Result<EmployerOpening, AppError> {
    Ok(employers::opening(&row(db, employer).await?)?)
}
