//! Online signing, transitions O1–O11 of spec/domain.md section 4.
//!
//! [`Electronic::permit`] is the one place that says whether an action is possible: it guards the write
//! ([`Electronic::decide`]) and computes the buttons ([`Electronic::capabilities`]).

mod command;
mod decide;
mod outcome;
mod state;

pub use command::{Answer, Command, EmployerFacts, ReadTerms, ReasonText, ResponseDays};
pub use outcome::{Binding, DocumentWork, Outcome};
pub use state::State;

use super::terms::{OfferTerms, TermsVersion};
use crate::{
    actor::{Parties, Standing},
    calendar,
    capability::{Action, Capability},
    ids::CaseId,
    notice::{Notice, NoticeKind, Recipient},
    opening::{EmployerOpening, SigningKind, StudentOpening},
    plan::PlanStatus,
    reason::{Reason, Refusal},
    trail::TrailDraft,
    values::AgreementNumber,
};
use chrono::{DateTime, Utc};

/// One online case as it is loaded: everything a decision needs and nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Electronic {
    /// The case.
    pub id: CaseId,
    /// Whose it is.
    pub parties: Parties,
    /// Where it stands.
    pub state: State,
    /// Since when it stands there.
    pub since: DateTime<Utc>,
    /// The response deadline: first instant at which an answer is too late.
    pub deadline: DateTime<Utc>,
    /// The terms that stand. During 修改待确认 these are the old ones.
    pub terms: TermsVersion,
    /// The amendment that waits, in 修改待确认 only.
    pub proposed: Option<TermsVersion>,
    /// The highest version ever written.
    pub latest_version: u32,
    /// Issued at the first approval and kept (O11).
    pub number: Option<AgreementNumber>,
}

/// What surrounds the case at the moment of decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Section 2 for the student.
    pub student: StudentOpening,
    /// Section 2 for the employer.
    pub employer: EmployerOpening,
    /// The employer's registered facts that O9 asks for.
    pub employer_facts: EmployerFacts,
    /// Whether the current approval's document is sealed.
    pub document_ready: bool,
}

/// Whose turn it is in an open case (section 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who has to act.
    pub party: Standing,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when, if there is a deadline.
    pub until: Option<DateTime<Utc>>,
}

/// O1: may this employer open a case with this student now? `pending` and `live` are the uniqueness rules
/// that a database index carries; here they only make the preview honest.
pub fn permit_offer(employer: &EmployerOpening, between: Option<&State>) -> Result<(), Refusal> {
    employer.permit()?;
    match between {
        Some(State::Offered) => Err(Reason::OfferPending.into()),
        Some(state) if state.live() => Err(Reason::AgreementLive.into()),
        Some(_) | None => Ok(()),
    }
}

/// O1: a new case.
pub fn open(
    id: CaseId,
    parties: Parties,
    terms: OfferTerms,
    days: ResponseDays,
    now: DateTime<Utc>,
) -> (Electronic, TrailDraft, Vec<Notice>) {
    let case = Electronic {
        id,
        parties,
        state: State::Offered,
        since: now,
        deadline: calendar::response_deadline(now, days.get()),
        terms: TermsVersion::new(id, 1, terms, now),
        proposed: None,
        latest_version: 1,
        number: None,
    };
    let notices = vec![Notice::new(
        Recipient::Student(parties.student),
        NoticeKind::OfferReceived,
    )];
    (case, TrailDraft::new(Action::SendOffer, None), notices)
}

/// The actions of a case and whose they are, in the order in which screens show them.
const ACTIONS: &[(Action, Standing)] = &[
    (Action::AcceptOffer, Standing::Student),
    (Action::DeclineOffer, Standing::Student),
    (Action::AgreeAmendment, Standing::Student),
    (Action::RefuseAmendment, Standing::Student),
    (Action::AmendOffer, Standing::Employer),
    (Action::WithdrawOffer, Standing::Employer),
    (Action::ProposeAmendment, Standing::Employer),
    (Action::ApproveAgreement, Standing::Reviewer),
    (Action::RejectAgreement, Standing::Reviewer),
    (Action::WithdrawReview, Standing::Reviewer),
    (Action::ExpireOffer, Standing::System),
];

impl Electronic {
    /// Whether `action` is possible for somebody of this standing now. Guards every write.
    pub fn permit(
        &self,
        standing: Standing,
        action: Action,
        ctx: &Context,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        if action == Action::DownloadDocument {
            return self.permit_download(ctx);
        }
        if !ACTIONS.contains(&(action, standing)) {
            return Err(Reason::NotYourTurn.into());
        }
        match action {
            Action::AmendOffer => self.pending(now).and_then(|()| ctx.employer.permit()),
            Action::WithdrawOffer => self.offered(),
            Action::AcceptOffer => {
                self.pending(now)?;
                ctx.employer.permit()?;
                ctx.student.permit(SigningKind::Online, now)
            }
            Action::DeclineOffer => {
                self.pending(now)?;
                match ctx.student.bound_by {
                    Some(case) => Err(Refusal::blocked_by(Reason::AlreadyBound, case)),
                    None => Ok(()),
                }
            }
            Action::ExpireOffer => {
                self.offered()?;
                if now < self.deadline {
                    Err(Reason::NotYourTurn.into())
                } else {
                    Ok(())
                }
            }
            Action::ProposeAmendment | Action::ApproveAgreement | Action::RejectAgreement => {
                self.reviewable()
            }
            Action::AgreeAmendment | Action::RefuseAmendment => match self.state {
                State::AmendmentProposed { .. } => Ok(()),
                State::Offered
                | State::Declined { .. }
                | State::Expired
                | State::Withdrawn
                | State::Accepted
                | State::Approved
                | State::Rejected { .. } => Err(Reason::NoAmendment.into()),
            },
            Action::WithdrawReview => match (&self.state, ctx.student.plan) {
                (State::Approved, PlanStatus::Reported) => Err(Reason::PlanReported.into()),
                (State::Approved, _) => Ok(()),
                (_, _) => Err(Reason::NotApproved.into()),
            },
            Action::SendOffer | Action::DownloadDocument => Err(Reason::NotYourTurn.into()),
        }
    }

    fn offered(&self) -> Result<(), Refusal> {
        if self.state == State::Offered {
            Ok(())
        } else {
            Err(Reason::OfferClosed.into())
        }
    }

    fn pending(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        self.offered()?;
        if now < self.deadline {
            Ok(())
        } else {
            Err(Reason::DeadlinePassed.into())
        }
    }

    fn reviewable(&self) -> Result<(), Refusal> {
        match self.state {
            State::Accepted => Ok(()),
            State::AmendmentProposed { .. } => Err(Reason::AmendmentOpen.into()),
            State::Offered
            | State::Declined { .. }
            | State::Expired
            | State::Withdrawn
            | State::Approved
            | State::Rejected { .. } => Err(Reason::NotAwaitingReview.into()),
        }
    }

    fn permit_download(&self, ctx: &Context) -> Result<(), Refusal> {
        match (&self.state, ctx.document_ready) {
            (State::Approved, true) => Ok(()),
            (State::Approved, false) => Err(Reason::DocumentInPreparation.into()),
            (_, _) => Err(Reason::NoDocument.into()),
        }
    }

    /// Every action of this standing, allowed or not, by the same rules as the write.
    pub fn capabilities(
        &self,
        standing: Standing,
        ctx: &Context,
        now: DateTime<Utc>,
    ) -> Vec<Capability> {
        ACTIONS
            .iter()
            .filter(|(_, whose)| *whose == standing)
            .map(|(action, _)| *action)
            .chain([Action::DownloadDocument])
            .map(|action| Capability::of(action, self.permit(standing, action, ctx, now)))
            .collect()
    }

    /// Whose turn it is; `None` when the case is at rest.
    pub fn turn(&self) -> Option<Turn> {
        self.state.turn(self.since, self.deadline)
    }
}
