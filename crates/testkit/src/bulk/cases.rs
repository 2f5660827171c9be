//! One case per student, in every state, with terms, consent, chain, occupancy and number.

use super::{
    Kind, Result, World, id,
    load::Load,
    people::{SCHOOL_CODE, SCHOOL_NAME, blocks},
    pick, scatter,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sanfang_application::App;
use sanfang_domain::{
    actor::Role,
    calendar::{beijing_date, response_deadline, truncate_ms},
    capability::Action,
    ids::{AccountId, CaseId},
    opening::SigningKind,
    signing::{
        OfferTerms, State, TermsVersion,
        electronic::ReasonText,
        terms::{ArchiveTerms, HukouTerms, Place},
    },
    trail::TrailEntry,
    values::{
        AgreementKind, AgreementLevel, AgreementNumber, ContactPhone, Fen, GraduationYear,
        RegionCode, SchoolCode, Text,
    },
};
use sanfang_persistence::{
    entity::{cases as case_entity, consents, number_counters, occupancy, terms_versions, trail},
    sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel},
    signings::codec,
};
use std::collections::BTreeMap;

const POSITIONS: [&str; 8] = [
    "软件工程师",
    "机械设计师",
    "会计",
    "英语教师",
    "土木工程师",
    "化验员",
    "编辑",
    "法务专员",
];

/// How far the case of a student has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// 单位发起邀约, may be answered for some days.
    Offered,
    /// 学生已拒绝
    Declined,
    /// 已过期
    Expired,
    /// 单位已撤回
    Withdrawn,
    /// 双方已签约, waiting for the review.
    Accepted,
    /// 签约审核不通过
    Rejected,
    /// 签约审核通过
    Approved,
}

impl Stage {
    /// Of the `n`th student's case: half are approved, some wait at every step.
    pub fn of(n: u32) -> Self {
        match n % 20 {
            0..=2 => Self::Offered,
            3 => Self::Declined,
            4 => Self::Expired,
            5 => Self::Withdrawn,
            6..=8 => Self::Accepted,
            9 => Self::Rejected,
            _ => Self::Approved,
        }
    }
}

impl World {
    /// The `n`th case, which is that of the `n`th student.
    pub fn case(&self, n: u32) -> CaseId {
        id(Kind::Case, n)
    }
}

/// The letter that everybody sends; `n` varies the position.
pub fn terms(n: u32, today: NaiveDate) -> Result<OfferTerms> {
    Ok(OfferTerms {
        position_category: "13".to_owned(),
        position: Text::parse(pick(&POSITIONS, n)?)?,
        trial_days: 90,
        trial_salary: Fen::new(800_000)?,
        regular_salary: Fen::new(900_000)?,
        penalty: Fen::new(500_000)?,
        report_place: None,
        report_by: today
            .checked_add_days(chrono::Days::new(200))
            .ok_or("a day beyond the calendar")?,
        work_place: Place {
            region: RegionCode::parse("110105")?,
            address: Text::parse("示范大道 8 号")?,
        },
        contact: Text::parse("招聘办公室")?,
        contact_phone: ContactPhone::parse("010-65001234")?,
        archive: ArchiveTerms {
            receipt: "0".to_owned(),
            receiver: None,
        },
        hukou: HukouTerms {
            receipt: "0".to_owned(),
            address: None,
        },
    })
}

/// Gives every student one case with one of the employers.
pub async fn cases(app: &App, world: &World) -> Result<()> {
    let now = app.now();
    let load = Load::begin(app.db.schema()).await?;
    let mut numbers = Numbers::default();
    for block in blocks(world.size.students) {
        let mut rows = Rows::default();
        for n in block {
            rows.add(world, n, now, &mut numbers)?;
        }
        rows.write(app).await?;
    }
    numbers.write(app).await?;
    app.db
        .schema()
        .execute_unprepared(
            "UPDATE students SET plan_status = 'college_review'
             WHERE id IN (SELECT student_id FROM cases WHERE state = 'approved')",
        )
        .await?;
    load.finish().await
}

/// The numbers that were given, per year and level.
#[derive(Default)]
struct Numbers(BTreeMap<(u16, AgreementLevel), u32>);

impl Numbers {
    fn next(&mut self, year: i32, education: &str) -> Result<AgreementNumber> {
        let year = GraduationYear::new(u16::try_from(year)?)?;
        let level = AgreementLevel::of_education(education).ok_or("a level")?;
        let last = self.0.entry((year.get(), level)).or_default();
        *last += 1;
        let school = SchoolCode::parse(SCHOOL_CODE)?;
        Ok(AgreementNumber::compose(
            AgreementKind::Online,
            year,
            &school,
            level,
            *last,
        )?)
    }

    async fn write(self, app: &App) -> Result<()> {
        let mut rows = Vec::new();
        for ((year, level), last) in self.0 {
            let row = number_counters::Model {
                kind: AgreementKind::Online.digit().to_string(),
                graduation_year: i32::from(year),
                school_code: SCHOOL_CODE.to_owned(),
                level: level.digit().to_string(),
                last: i32::try_from(last)?,
            };
            rows.push(row.into_active_model());
        }
        if !rows.is_empty() {
            let tx = app.db.begin().await?;
            number_counters::Entity::insert_many(rows)
                .exec_without_returning(&tx)
                .await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// One thing that was done with a case.
struct Step {
    at: DateTime<Utc>,
    role: Role,
    account: Option<AccountId>,
    name: String,
    action: Action,
    remark: Option<String>,
}

/// The rows of one block.
#[derive(Default)]
struct Rows {
    cases: Vec<case_entity::ActiveModel>,
    terms: Vec<terms_versions::ActiveModel>,
    consents: Vec<consents::ActiveModel>,
    occupancy: Vec<occupancy::ActiveModel>,
    trail: Vec<trail::ActiveModel>,
}

impl Rows {
    fn add(
        &mut self,
        world: &World,
        n: u32,
        now: DateTime<Utc>,
        numbers: &mut Numbers,
    ) -> Result<()> {
        let stage = Stage::of(n);
        let case = world.case(n);
        let person = world.person(n)?;
        let employer = scatter(n) % world.size.employers;
        let employer_name = world.employer_name(employer);
        let offered_at = offered_at(stage, n, now);
        let deadline = response_deadline(offered_at, 5);
        let terms = terms(n, beijing_date(now))?;
        let position = terms.position.as_str().to_owned();
        let version = TermsVersion::new(case, 1, terms, offered_at);
        let (state, steps) = story(world, n, stage, offered_at, deadline)?;
        let mut row = case_entity::Model {
            id: case.into(),
            school_id: world.school().into(),
            college_id: world.college(person.college).into(),
            major_id: world.major(person.major).into(),
            student_id: world.student(n).into(),
            employer_id: world.employer(employer).into(),
            kind: SigningKind::Online.as_str().to_owned(),
            graduation_year: person.year,
            state: String::new(),
            reason: None,
            proposed_version: None,
            response_label: String::new(),
            review_label: String::new(),
            agreement_label: String::new(),
            live: false,
            number: None,
            position,
            standing_version: 1,
            latest_version: 1,
            offered_at,
            since: offered_at,
            response_deadline: deadline,
            accepted_at: None,
            approved_at: None,
            approval: None,
            updated_at: offered_at,
            trail_length: 0,
            trail_hash: TrailEntry::genesis().as_str().to_owned(),
            version: 0,
            student_no: person.student_no,
            student_name: person.name,
            employer_name,
            school_name: SCHOOL_NAME.to_owned(),
            college_name: world.college_name(person.college)?.to_owned(),
            major_name: world.major_name(person.major)?,
        };
        codec::put_state(&mut row, &state)?;
        if state == State::Approved {
            row.number = Some(
                numbers
                    .next(person.year, person.education)?
                    .as_str()
                    .to_owned(),
            );
        }
        for step in steps {
            self.step(&mut row, case, step, &version)?;
        }
        if state.binds() {
            let row = occupancy::Model {
                student_id: row.student_id,
                case_id: row.id,
                since: row.accepted_at.unwrap_or(offered_at),
            };
            self.occupancy.push(row.into_active_model());
        }
        let body = terms_versions::Model {
            case_id: row.id,
            version: 1,
            body: serde_json::to_string(&version.terms)?,
            hash: version.hash.as_str().to_owned(),
            written_at: offered_at,
        };
        self.terms.push(body.into_active_model());
        self.cases.push(row.into_active_model());
        Ok(())
    }

    fn step(
        &mut self,
        row: &mut case_entity::Model,
        case: CaseId,
        step: Step,
        version: &TermsVersion,
    ) -> Result<()> {
        row.version += 1;
        row.trail_length += 1;
        row.updated_at = step.at;
        row.since = step.at;
        match step.action {
            Action::AcceptOffer => {
                row.accepted_at = Some(step.at);
                let consent = consents::Model {
                    case_id: row.id,
                    version: 1,
                    hash: version.hash.as_str().to_owned(),
                    account_id: step.account.ok_or("a student has an account")?.into(),
                    at: step.at,
                };
                self.consents.push(consent.into_active_model());
            }
            Action::ApproveAgreement => {
                row.approved_at = Some(step.at);
                row.approval = Some(row.trail_length);
            }
            _ => {}
        }
        let mut entry = TrailEntry {
            case,
            seq: u32::try_from(row.trail_length)?,
            at: step.at,
            account: step.account,
            role: step.role,
            name: step.name,
            action: step.action,
            remark: step.remark,
            previous: sanfang_domain::values::Sha256Hex::parse(&row.trail_hash)?,
            hash: TrailEntry::genesis(),
        };
        entry.hash = entry.expected_hash();
        row.trail_hash = entry.hash.as_str().to_owned();
        let entry = trail::Model {
            case_id: row.id,
            seq: row.trail_length,
            at: entry.at,
            account_id: entry.account.map(Into::into),
            role: entry.role.as_str().to_owned(),
            name: entry.name,
            action: entry.action.as_str().to_owned(),
            remark: entry.remark,
            previous: entry.previous.into(),
            hash: entry.hash.into(),
        };
        self.trail.push(entry.into_active_model());
        Ok(())
    }

    async fn write(self, app: &App) -> Result<()> {
        let tx = app.db.begin().await?;
        case_entity::Entity::insert_many(self.cases)
            .exec_without_returning(&tx)
            .await?;
        terms_versions::Entity::insert_many(self.terms)
            .exec_without_returning(&tx)
            .await?;
        trail::Entity::insert_many(self.trail)
            .exec_without_returning(&tx)
            .await?;
        if !self.consents.is_empty() {
            consents::Entity::insert_many(self.consents)
                .exec_without_returning(&tx)
                .await?;
        }
        if !self.occupancy.is_empty() {
            occupancy::Entity::insert_many(self.occupancy)
                .exec_without_returning(&tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Open offers are some days old at most; everything else happened within the year before.
fn offered_at(stage: Stage, n: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    const DAY: u32 = 86_400;
    let ago = match stage {
        Stage::Offered => scatter(n) % (4 * DAY),
        Stage::Declined
        | Stage::Expired
        | Stage::Withdrawn
        | Stage::Accepted
        | Stage::Rejected
        | Stage::Approved => 10 * DAY + scatter(n) % (300 * DAY),
    };
    truncate_ms(now - TimeDelta::seconds(i64::from(ago)))
}

/// What was done with a case, and where it led.
fn story(
    world: &World,
    n: u32,
    stage: Stage,
    offered_at: DateTime<Utc>,
    deadline: DateTime<Utc>,
) -> Result<(State, Vec<Step>)> {
    let employer = scatter(n) % world.size.employers;
    let by_employer = |action, hours| Step {
        at: offered_at + TimeDelta::hours(hours),
        role: Role::Employer,
        account: Some(world.employer_account(employer)),
        name: world.employer_name(employer),
        action,
        remark: None,
    };
    let student = world.person(n)?.name;
    let by_student = |action| Step {
        at: offered_at + TimeDelta::hours(20),
        role: Role::Student,
        account: Some(world.student_account(n)),
        name: student.clone(),
        action,
        remark: None,
    };
    let by_school = |action, remark: Option<String>| Step {
        at: offered_at + TimeDelta::hours(70),
        role: Role::School,
        account: Some(world.school_account()),
        name: SCHOOL_NAME.to_owned(),
        action,
        remark,
    };
    let mut steps = vec![by_employer(Action::SendOffer, 0)];
    let state = match stage {
        Stage::Offered => State::Offered,
        Stage::Declined => {
            steps.push(by_student(Action::DeclineOffer));
            State::Declined { reason: None }
        }
        Stage::Expired => {
            steps.push(Step {
                at: deadline,
                role: Role::System,
                account: None,
                name: "系统".to_owned(),
                action: Action::ExpireOffer,
                remark: None,
            });
            State::Expired
        }
        Stage::Withdrawn => {
            steps.push(by_employer(Action::WithdrawOffer, 10));
            State::Withdrawn
        }
        Stage::Accepted => {
            steps.push(by_student(Action::AcceptOffer));
            State::Accepted
        }
        Stage::Rejected => {
            let reason = "单位信息不实";
            steps.push(by_student(Action::AcceptOffer));
            steps.push(by_school(Action::RejectAgreement, Some(reason.to_owned())));
            State::Rejected {
                reason: ReasonText::parse(reason)?,
            }
        }
        Stage::Approved => {
            steps.push(by_student(Action::AcceptOffer));
            steps.push(by_school(Action::ApproveAgreement, None));
            State::Approved
        }
    };
    Ok((state, steps))
}
