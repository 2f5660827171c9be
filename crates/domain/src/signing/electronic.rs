//! Online signing, transitions O1–O11 of spec/domain.md section 4.
//!
//! [`Electronic::permit`] is the one place that says whether an action is possible: it guards the write
//! ([`Electronic::decide`]) and computes the buttons ([`Electronic::capabilities`]).

use super::{
    labels::{AgreementLabel, Labels, ResponseLabel, ReviewLabel},
    terms::{OfferTerms, TermsVersion},
};
use crate::{
    actor::{Actor, Parties, Standing},
    calendar,
    capability::{Action, Capability},
    ids::CaseId,
    notice::{Notice, NoticeKind, Recipient},
    opening::{EmployerOpening, SigningKind, StudentOpening},
    plan::PlanStatus,
    reason::{Reason, Refusal},
    trail::TrailDraft,
    values::{AgreementNumber, Lines, RegionCode, Sha256Hex},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A reason given by a person, 1..500 characters.
pub type ReasonText = Lines<500>;

/// Where an online case stands. One value; the manual's columns are derived by [`State::labels`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// 单位发起邀约
    Offered,
    /// 学生已拒绝
    Declined {
        /// Optional.
        reason: Option<ReasonText>,
    },
    /// 已过期
    Expired,
    /// 单位已撤回
    Withdrawn,
    /// 双方已签约, 等待签约审核
    Accepted,
    /// 双方已签约, 修改待确认: the proposed version waits for the student.
    AmendmentProposed {
        /// The version in the terms history that is proposed and not yet agreed.
        proposed: u32,
    },
    /// 签约审核通过
    Approved,
    /// 签约审核不通过
    Rejected {
        /// Required.
        reason: ReasonText,
    },
}

impl State {
    /// The discriminant as it is stored and told on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Declined { .. } => "declined",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Accepted => "accepted",
            Self::AmendmentProposed { .. } => "amendment_proposed",
            Self::Approved => "approved",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// The manual's three columns.
    pub fn labels(&self) -> Labels {
        use {AgreementLabel as A, ResponseLabel as R, ReviewLabel as V};
        let (response, review, agreement) = match self {
            Self::Offered => (R::Offered, V::None, A::None),
            Self::Declined { .. } => (R::Declined, V::None, A::None),
            Self::Expired => (R::Expired, V::None, A::None),
            Self::Withdrawn => (R::Withdrawn, V::None, A::None),
            Self::Accepted => (R::Accepted, V::Waiting, A::None),
            Self::AmendmentProposed { .. } => (R::Accepted, V::AmendmentOpen, A::None),
            Self::Approved => (R::Accepted, V::Approved, A::Effective),
            Self::Rejected { .. } => (R::Accepted, V::Rejected, A::None),
        };
        Labels {
            response,
            review,
            agreement,
        }
    }

    /// Binds the student (section 3).
    pub fn binds(&self) -> bool {
        match self {
            Self::Accepted | Self::AmendmentProposed { .. } | Self::Approved => true,
            Self::Offered
            | Self::Declined { .. }
            | Self::Expired
            | Self::Withdrawn
            | Self::Rejected { .. } => false,
        }
    }

    /// Whose turn it is in a case that stands here since then; `None` when it is at rest.
    pub fn turn(&self, since: DateTime<Utc>, deadline: DateTime<Utc>) -> Option<Turn> {
        let (party, until) = match self {
            Self::Offered => (Standing::Student, Some(deadline)),
            Self::AmendmentProposed { .. } => (Standing::Student, None),
            Self::Accepted => (Standing::Reviewer, None),
            Self::Declined { .. }
            | Self::Expired
            | Self::Withdrawn
            | Self::Approved
            | Self::Rejected { .. } => return None,
        };
        Some(Turn {
            party,
            since,
            until,
        })
    }

    /// Pending or binding: no second case between the same two (guard of O1).
    pub fn live(&self) -> bool {
        self.binds() || *self == Self::Offered
    }
}

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

/// 单位性质, 单位行业, 单位所在地 as far as known (guard of O9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployerFacts {
    /// Code of table `employer_nature`.
    pub nature: Option<String>,
    /// Code of table `industry`.
    pub industry: Option<String>,
    /// GB/T 2260 code.
    pub region: Option<RegionCode>,
}

impl EmployerFacts {
    /// What the reviewer filled in wins; what they left empty stays.
    pub fn completed_by(&self, other: &Self) -> Self {
        Self {
            nature: other.nature.clone().or_else(|| self.nature.clone()),
            industry: other.industry.clone().or_else(|| self.industry.clone()),
            region: other.region.clone().or_else(|| self.region.clone()),
        }
    }

    /// All three known.
    pub fn complete(&self) -> bool {
        self.nature.is_some() && self.industry.is_some() && self.region.is_some()
    }
}

/// The version of the terms that somebody has read and answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTerms {
    /// Its number.
    pub version: u32,
    /// Its hash.
    pub hash: Sha256Hex,
}

impl ReadTerms {
    fn is(&self, current: &TermsVersion) -> Result<(), Refusal> {
        if self.version == current.version && self.hash == current.hash {
            Ok(())
        } else {
            Err(Reason::TermsChanged.into())
        }
    }
}

/// The student's answer to an amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// New terms stand.
    Agree,
    /// Old terms stand.
    Refuse,
}

/// What somebody wants to do with an existing case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// O2
    Amend {
        terms: Box<OfferTerms>,
        response_days: ResponseDays,
    },
    /// O3
    Accept { read: ReadTerms },
    /// O4
    Decline { reason: Option<ReasonText> },
    /// O5
    Expire,
    /// O6
    Withdraw,
    /// O7
    ProposeAmendment { terms: Box<OfferTerms> },
    /// O8
    AnswerAmendment { answer: Answer, read: ReadTerms },
    /// O9; the reviewer may complete the employer's facts.
    Approve { facts: EmployerFacts },
    /// O10
    Reject { reason: ReasonText },
    /// O11
    WithdrawReview { reason: Option<ReasonText> },
}

impl Command {
    /// The action that is asked for.
    pub fn action(&self) -> Action {
        match self {
            Self::Amend { .. } => Action::AmendOffer,
            Self::Accept { .. } => Action::AcceptOffer,
            Self::Decline { .. } => Action::DeclineOffer,
            Self::Expire => Action::ExpireOffer,
            Self::Withdraw => Action::WithdrawOffer,
            Self::ProposeAmendment { .. } => Action::ProposeAmendment,
            Self::AnswerAmendment {
                answer: Answer::Agree,
                ..
            } => Action::AgreeAmendment,
            Self::AnswerAmendment {
                answer: Answer::Refuse,
                ..
            } => Action::RefuseAmendment,
            Self::Approve { .. } => Action::ApproveAgreement,
            Self::Reject { .. } => Action::RejectAgreement,
            Self::WithdrawReview { .. } => Action::WithdrawReview,
        }
    }
}

/// 反馈有效期(天), 1..=30, default 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct ResponseDays(u8);

impl ResponseDays {
    /// The manual's default.
    pub const DEFAULT: Self = Self(5);

    /// Days.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for ResponseDays {
    type Error = crate::values::ValueFault;
    fn try_from(days: u8) -> Result<Self, Self::Error> {
        if (1..=30).contains(&days) {
            Ok(Self(days))
        } else {
            Err(crate::values::ValueFault::OutOfRange { min: 1, max: 30 })
        }
    }
}

impl From<ResponseDays> for u8 {
    fn from(days: ResponseDays) -> Self {
        days.0
    }
}

/// What happens to the student's occupancy row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Nothing.
    Keep,
    /// The row is taken; the loser of a race gets [`Reason::AlreadyBound`].
    Bind,
    /// The row is given back.
    Free,
}

/// What the document store has to do after the commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentWork {
    /// Make and seal the agreement.
    Seal,
    /// Mark the sealed agreement superseded.
    Supersede,
}

/// All effects of one transition; persistence obeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The new state.
    pub state: State,
    /// The new deadline (O2), else the old one.
    pub deadline: DateTime<Utc>,
    /// A terms version to write.
    pub new_terms: Option<TermsVersion>,
    /// The version that stands from now on.
    pub standing_version: u32,
    /// Consent to record: the student's, for a version and its hash.
    pub consent: Option<ReadTerms>,
    /// Occupancy.
    pub binding: Binding,
    /// A number must be issued in the same transaction.
    pub issue_number: bool,
    /// The employer's facts as the reviewer completed them.
    pub employer_facts: Option<EmployerFacts>,
    /// The student's plan from now on.
    pub plan: Option<PlanStatus>,
    /// Work for a job.
    pub document: Option<DocumentWork>,
    /// The trail entry.
    pub trail: TrailDraft,
    /// Who is told.
    pub notices: Vec<Notice>,
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
