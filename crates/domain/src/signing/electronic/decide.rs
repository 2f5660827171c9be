//! What a command does to a case.

use super::{Answer, Binding, Command, Context, DocumentWork, Electronic, Outcome, State};
use crate::{
    actor::Actor,
    calendar,
    notice::{Notice, NoticeKind, Recipient},
    plan::PlanStatus,
    reason::{Reason, Refusal},
    signing::terms::TermsVersion,
    trail::TrailDraft,
};
use chrono::{DateTime, Utc};

impl Electronic {
    /// Decide a command: the outcome with every effect, or the rule that refuses it.
    ///
    /// The caller has made sure by [`Actor::standing`] that the case exists for the actor.
    pub fn decide(
        &self,
        actor: &Actor,
        command: Command,
        ctx: &Context,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refusal> {
        let standing = actor.standing(&self.parties).ok_or(Reason::NotYourTurn)?;
        let action = command.action();
        self.permit(standing, action, ctx, now)?;
        let student = Recipient::Student(self.parties.student);
        let employer = Recipient::Employer(self.parties.employer);
        let school = Recipient::School {
            school: self.parties.school,
            college: self.parties.college,
        };
        let tell = |to: Recipient, kind: NoticeKind| Notice::new(to, kind);
        let base = |state: State, remark: Option<String>, notices: Vec<Notice>| Outcome {
            state,
            deadline: self.deadline,
            new_terms: None,
            standing_version: self.terms.version,
            consent: None,
            binding: Binding::Keep,
            issue_number: false,
            employer_facts: None,
            plan: None,
            document: None,
            trail: TrailDraft::new(action, remark),
            notices,
        };
        Ok(match command {
            Command::Amend {
                terms,
                response_days,
            } => {
                let new =
                    TermsVersion::new(self.id, self.latest_version.saturating_add(1), *terms, now);
                Outcome {
                    deadline: calendar::response_deadline(now, response_days.get()),
                    standing_version: new.version,
                    new_terms: Some(new),
                    ..base(
                        State::Offered,
                        None,
                        vec![tell(student, NoticeKind::OfferAmended)],
                    )
                }
            }
            Command::Accept { read } => {
                read.is(&self.terms)?;
                Outcome {
                    consent: Some(read),
                    binding: Binding::Bind,
                    ..base(
                        State::Accepted,
                        None,
                        vec![
                            tell(employer, NoticeKind::OfferAccepted),
                            tell(school, NoticeKind::ReviewWaiting),
                        ],
                    )
                }
            }
            Command::Decline { reason } => {
                let remark = reason.as_ref().map(|r| r.as_str().to_owned());
                base(
                    State::Declined { reason },
                    remark,
                    vec![tell(employer, NoticeKind::OfferDeclined)],
                )
            }
            Command::Expire => base(
                State::Expired,
                None,
                vec![
                    tell(student, NoticeKind::OfferExpired),
                    tell(employer, NoticeKind::OfferExpired),
                ],
            ),
            Command::Withdraw => base(
                State::Withdrawn,
                None,
                vec![tell(student, NoticeKind::OfferWithdrawn)],
            ),
            Command::ProposeAmendment { terms } => {
                let new =
                    TermsVersion::new(self.id, self.latest_version.saturating_add(1), *terms, now);
                let state = State::AmendmentProposed {
                    proposed: new.version,
                };
                Outcome {
                    new_terms: Some(new),
                    ..base(
                        state,
                        None,
                        vec![tell(student, NoticeKind::AmendmentProposed)],
                    )
                }
            }
            Command::AnswerAmendment { answer, read } => {
                let proposed = self.proposed.as_ref().ok_or(Reason::NoAmendment)?;
                read.is(proposed)?;
                match answer {
                    Answer::Agree => Outcome {
                        standing_version: proposed.version,
                        consent: Some(read),
                        ..base(
                            State::Accepted,
                            None,
                            vec![
                                tell(employer, NoticeKind::AmendmentAgreed),
                                tell(school, NoticeKind::ReviewWaiting),
                            ],
                        )
                    },
                    Answer::Refuse => base(
                        State::Accepted,
                        None,
                        vec![
                            tell(employer, NoticeKind::AmendmentRefused),
                            tell(school, NoticeKind::ReviewWaiting),
                        ],
                    ),
                }
            }
            Command::Approve { facts } => {
                let completed = ctx.employer_facts.completed_by(&facts);
                if !completed.complete() {
                    return Err(Reason::EmployerFactsMissing.into());
                }
                Outcome {
                    issue_number: self.number.is_none(),
                    employer_facts: (completed != ctx.employer_facts).then_some(completed),
                    plan: Some(PlanStatus::CollegeReview),
                    document: Some(DocumentWork::Seal),
                    ..base(
                        State::Approved,
                        None,
                        vec![
                            tell(student, NoticeKind::AgreementApproved),
                            tell(employer, NoticeKind::AgreementApproved),
                        ],
                    )
                }
            }
            Command::Reject { reason } => {
                let remark = Some(reason.as_str().to_owned());
                Outcome {
                    binding: Binding::Free,
                    plan: Some(PlanStatus::NotSubmitted),
                    ..base(
                        State::Rejected { reason },
                        remark,
                        vec![
                            tell(student, NoticeKind::AgreementRejected),
                            tell(employer, NoticeKind::AgreementRejected),
                        ],
                    )
                }
            }
            Command::WithdrawReview { reason } => {
                let remark = reason.map(|r| r.as_str().to_owned());
                Outcome {
                    plan: Some(PlanStatus::NotSubmitted),
                    document: Some(DocumentWork::Supersede),
                    ..base(
                        State::Accepted,
                        remark,
                        vec![
                            tell(student, NoticeKind::ReviewWithdrawn),
                            tell(employer, NoticeKind::ReviewWithdrawn),
                        ],
                    )
                }
            }
        })
    }
}
