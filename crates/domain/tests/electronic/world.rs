//! A student, an employer, a school and their case, at a known instant.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use sanfang_domain::{
    actor::{Actor, Parties, SchoolScope, Standing},
    ids::{AccountId, CaseId, CollegeId, EmployerId, SchoolId, StudentId},
    opening::{EmployerOpening, EmployerStatus, RecordStatus, SigningKind, StudentOpening, Window},
    plan::PlanStatus,
    signing::{
        ArchiveTerms, Context, Electronic, HukouTerms, OfferTerms, Outcome, Place, State,
        electronic::{self, Command, EmployerFacts, ReadTerms, ResponseDays},
    },
    values::{ContactPhone, Fen, RegionCode, Text},
};
use uuid::Uuid;

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 1, 4, 0, 0).unwrap()
}

pub fn parties() -> Parties {
    Parties {
        student: StudentId(id(1)),
        employer: EmployerId(id(2)),
        school: SchoolId(id(3)),
        college: CollegeId(id(4)),
    }
}

pub fn actor(standing: Standing) -> Actor {
    let p = parties();
    match standing {
        Standing::Student => Actor::Student {
            account: AccountId(id(11)),
            student: p.student,
        },
        Standing::Employer => Actor::Employer {
            account: AccountId(id(12)),
            employer: p.employer,
        },
        Standing::Reviewer => Actor::School {
            account: AccountId(id(13)),
            school: p.school,
            scope: SchoolScope::WholeSchool,
        },
        Standing::System => Actor::System,
    }
}

pub fn terms(position: &str) -> OfferTerms {
    let place = Place {
        region: RegionCode::parse("420111").unwrap(),
        address: Text::parse("珞喻路 1 号").unwrap(),
    };
    OfferTerms {
        position_category: "13".into(),
        position: Text::parse(position).unwrap(),
        trial_days: 60,
        trial_salary: Fen::from_yuan(5000).unwrap(),
        regular_salary: Fen::from_yuan(6000).unwrap(),
        penalty: Fen::from_yuan(0).unwrap(),
        report_place: None,
        report_by: NaiveDate::from_ymd_opt(2026, 7, 15).unwrap(),
        work_place: place,
        contact: Text::parse("张先生").unwrap(),
        contact_phone: ContactPhone::parse("021-34643643").unwrap(),
        archive: ArchiveTerms {
            receipt: "0".into(),
            receiver: None,
        },
        hukou: HukouTerms {
            receipt: "0".into(),
            address: None,
        },
    }
}

/// Everything open: verified, approved, non-directed, a window around now, nothing that binds.
pub fn open_context() -> Context {
    Context {
        student: StudentOpening {
            verified: true,
            record: RecordStatus::Approved,
            non_directed: true,
            plan: PlanStatus::NotSubmitted,
            windows: vec![Window {
                kind: SigningKind::Online,
                opens_at: noon() - Duration::days(30),
                closes_at: noon() + Duration::days(300),
            }],
            restricted: false,
            bound_by: None,
        },
        employer: EmployerOpening {
            status: EmployerStatus::Approved,
            signing_information: true,
        },
        employer_facts: EmployerFacts {
            nature: Some("39".into()),
            industry: Some("34".into()),
            region: Some(RegionCode::parse("420111").unwrap()),
        },
        document_ready: false,
    }
}

pub fn offered() -> Electronic {
    electronic::open(
        CaseId(id(9)),
        parties(),
        terms("市场助理"),
        ResponseDays::DEFAULT,
        noon(),
    )
    .0
}

pub fn read(case: &Electronic) -> ReadTerms {
    ReadTerms {
        version: case.terms.version,
        hash: case.terms.hash.clone(),
    }
}

/// What persistence does with an outcome, in memory.
pub fn apply(
    case: &Electronic,
    ctx: &Context,
    out: Outcome,
    now: DateTime<Utc>,
) -> (Electronic, Context) {
    let mut case = case.clone();
    let mut ctx = ctx.clone();
    if let Some(new) = &out.new_terms {
        case.latest_version = new.version;
    }
    if let Some(standing) = [out.new_terms.clone(), case.proposed.clone()]
        .into_iter()
        .flatten()
        .find(|t| t.version == out.standing_version)
    {
        case.terms = standing;
    }
    case.proposed = match out.state {
        State::AmendmentProposed { .. } => out.new_terms.clone(),
        _ => None,
    };
    case.since = now;
    case.deadline = out.deadline;
    if out.issue_number {
        case.number =
            Some(sanfang_domain::values::AgreementNumber::parse("1202610001200001").unwrap());
    }
    match out.binding {
        electronic::Binding::Bind => ctx.student.bound_by = Some(case.id),
        electronic::Binding::Free => ctx.student.bound_by = None,
        electronic::Binding::Keep => {}
    }
    ctx.student.plan = out.plan.unwrap_or(ctx.student.plan);
    ctx.employer_facts = out.employer_facts.unwrap_or(ctx.employer_facts);
    case.state = out.state;
    (case, ctx)
}

/// Decide and apply; the test fails when it is refused.
pub fn step(
    (case, ctx): (Electronic, Context),
    standing: Standing,
    command: Command,
    now: DateTime<Utc>,
) -> (Electronic, Context) {
    let out = case.decide(&actor(standing), command, &ctx, now).unwrap();
    apply(&case, &ctx, out, now)
}
