//! A case with everything that a decision and a view need.

use super::tell::Story;
use crate::{App, AppError, Caller};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    actor::Standing,
    calendar::format_beijing,
    ids::CaseId,
    notice::{Notice, NoticeParams},
    reason::{Reason, Refusal},
    signing::{
        Context, Outcome,
        electronic::{Binding, EmployerFacts},
    },
    trail::TrailDraft,
    values::{
        AgreementKind, AgreementLevel, AgreementNumber, GraduationYear, RegionCode, SchoolCode,
    },
};
use sanfang_persistence::{
    StoreError, Tx,
    entity::employers as employer_entity,
    people::{
        employers, schools,
        students::{self, StudentRecord},
    },
    sea_orm::ConnectionTrait,
    signings::{self, CaseRecord, Saved, Stamp, documents, number},
};

/// A case and what surrounds it.
pub(super) struct Loaded {
    pub record: CaseRecord,
    pub student: StudentRecord,
    pub employer: employer_entity::Model,
    pub context: Context,
}

impl Loaded {
    /// Loads a case, whoever may see it: ask [`Self::standing`] next.
    pub async fn load(db: &impl ConnectionTrait, id: CaseId) -> Result<Self, AppError> {
        let record = signings::load(db, id).await?.ok_or(AppError::NotFound)?;
        let gone = |what| StoreError::corrupt("cases", what);
        let student = students::find(db, record.case.parties.student)
            .await?
            .ok_or_else(|| gone("student_id"))?;
        let employer = employers::find(db, record.case.parties.employer)
            .await?
            .ok_or_else(|| gone("employer_id"))?;
        let context = Context {
            student: students::opening(db, &student).await?,
            employer: employers::opening(&employer)?,
            employer_facts: facts(&employer)?,
            document_ready: documents::current(db, id).await?.is_some(),
        };
        Ok(Self {
            record,
            student,
            employer,
            context,
        })
    }

    /// What the caller is to this case; a case of others does not exist.
    pub fn standing(&self, caller: &Caller) -> Result<Standing, AppError> {
        caller
            .actor
            .standing(&self.record.case.parties)
            .ok_or(AppError::NotFound)
    }

    /// A refusal with the state in which the case is.
    pub fn refused(&self, caller: &Caller, refusal: Refusal) -> AppError {
        AppError::refused(caller.may_see(refusal), &self.record.case.state)
    }

    /// Writes an outcome; afterwards everything here is as it is stored.
    pub async fn save(
        &mut self,
        app: &App,
        tx: &Tx,
        caller: &Caller,
        outcome: &Outcome,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let state = self.record.case.state.clone();
        let number = if outcome.issue_number {
            Some(self.next_number(tx).await?)
        } else {
            None
        };
        let stamp = stamp(caller, now);
        match signings::save(tx, &mut self.record, outcome, number, app.id(), &stamp).await? {
            Saved::Done => {}
            Saved::Taken { by } => {
                let refusal = Refusal {
                    reason: Reason::AlreadyBound,
                    blocking: by,
                };
                return Err(AppError::refused(caller.may_see(refusal), &state));
            }
        }
        match outcome.binding {
            Binding::Keep => {}
            Binding::Bind => self.context.student.bound_by = Some(self.record.case.id),
            Binding::Free => self.context.student.bound_by = None,
        }
        if let Some(plan) = outcome.plan {
            self.context.student.plan = plan;
        }
        if let Some(facts) = &outcome.employer_facts {
            self.employer.nature.clone_from(&facts.nature);
            self.employer.industry.clone_from(&facts.industry);
            self.employer.region = facts.region.as_ref().map(|r| r.as_str().to_owned());
            self.context.employer_facts = facts.clone();
        }
        if outcome.document.is_some() {
            self.context.document_ready = false;
        }
        Ok(())
    }

    /// 协议书编号 for this student's school, year and level.
    async fn next_number(&self, tx: &Tx) -> Result<AgreementNumber, AppError> {
        let bad = |what| StoreError::corrupt("students", what);
        let year = self.student.graduation_year()?;
        let year = GraduationYear::new(year).or(Err(bad("graduation_year")))?;
        let level = AgreementLevel::of_education(&self.student.row.education_level)
            .ok_or_else(|| bad("education_level"))?;
        let school = schools::find(tx, self.record.case.parties.school)
            .await?
            .ok_or_else(|| bad("school_id"))?;
        let code =
            SchoolCode::parse(&school.code).or(Err(StoreError::corrupt("schools", "code")))?;
        Ok(number::next(tx, AgreementKind::Online, year, &code, level).await?)
    }

    /// What the parties are told about this case.
    pub fn story(&self, notices: &[Notice], trail: &TrailDraft) -> Story {
        Story {
            case: self.record.case.id,
            notices: notices.to_vec(),
            params: NoticeParams {
                employer: self.employer.name.clone(),
                student: self.student.row.name.clone(),
                position: self.record.row.position.clone(),
                deadline: format_beijing(self.record.case.deadline),
                remark: trail.remark.clone().unwrap_or_default(),
            },
        }
    }
}

/// Who, in what role, when.
pub(super) fn stamp(caller: &Caller, at: DateTime<Utc>) -> Stamp<'_> {
    Stamp {
        at,
        account: caller.account(),
        role: caller.actor.role(),
        name: &caller.name,
    }
}

fn facts(employer: &employer_entity::Model) -> Result<EmployerFacts, StoreError> {
    let region = employer.region.as_deref().map(RegionCode::parse);
    Ok(EmployerFacts {
        nature: employer.nature.clone(),
        industry: employer.industry.clone(),
        region: region
            .transpose()
            .or(Err(StoreError::corrupt("employers", "region")))?,
    })
}
