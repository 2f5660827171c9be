//! Who calls a use-case.

use sanfang_domain::{Lang, actor::Actor, ids::AccountId, reason::Refusal};
use std::net::IpAddr;

/// The caller: built from a checked token, or the system itself.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who acts.
    pub actor: Actor,
    /// The name that the trail shows: a person, a company, a school.
    pub name: String,
    /// The language of texts in the answer.
    pub lang: Lang,
    /// Where the request came from; the system has no address.
    pub ip: Option<IpAddr>,
}

impl Caller {
    /// The system's own clock (deadlines).
    pub fn system() -> Self {
        Self {
            actor: Actor::System,
            name: "系统".to_owned(),
            lang: Lang::ZhCn,
            ip: None,
        }
    }

    /// The account behind the caller; the system has none.
    pub fn account(&self) -> Option<AccountId> {
        self.actor.account()
    }

    /// A refusal as this caller may see it: an employer never learns which other case binds a student.
    pub fn may_see(&self, refusal: Refusal) -> Refusal {
        match self.actor {
            Actor::Student { .. } | Actor::School { .. } | Actor::System => refusal,
            Actor::Employer { .. } | Actor::Platform { .. } => refusal.reason.into(),
        }
    }
}
