//! Plays the steps through the use-cases, as the people themselves would.

use super::{
    super::{
        Calendar,
        employers::{Employer, Position},
        people::{Member, People, Staff, Student},
    },
    plan::{Plan, Step},
};
use crate::{App, AppError, employer, signings};
use chrono::NaiveDate;
use sanfang_contract::{
    cases::{
        AmendOffer, ApproveAgreement, CaseDetail, Consent, OfferBatch, OptionalReason,
        ProposeAmendment, RequiredReason,
    },
    employer::{SigningInformation, StudentSearch},
    terms::{Terms, TermsView, Transfer},
};
use sanfang_domain::{Lang, codes, ids::CaseId};

/// The cases so far.
pub(super) struct Stage<'a> {
    app: &'a App,
    calendar: Calendar,
    people: &'a People,
    cases: Vec<Option<CaseId>>,
}

impl<'a> Stage<'a> {
    pub fn new(app: &'a App, calendar: Calendar, people: &'a People, cases: usize) -> Self {
        Self {
            app,
            calendar,
            people,
            cases: vec![None; cases],
        }
    }

    /// 签约信息确认 of every employer that has done it.
    pub async fn confirm_signing_information(&self) -> Result<(), AppError> {
        for member in self.people.employers.iter().filter(|m| m.data.confirmed) {
            let data = member.data;
            let caller = member.caller();
            let profile = employer::profile(self.app, &caller).await?;
            let information = SigningInformation {
                nature: Some(data.nature.to_owned()),
                industry: data.industry.map(str::to_owned),
                region: Some(data.region.to_owned()),
                address: Some(data.address.to_owned()),
                email: profile.signing_information.email,
                transfer: transfer(data),
            };
            employer::confirm_signing_information(self.app, &caller, profile.version, information)
                .await?;
        }
        Ok(())
    }

    /// One step of one case.
    pub async fn play(&mut self, case: usize, plan: &Plan, step: Step) -> Result<(), AppError> {
        let (student, member, staff) = self.cast(plan).ok_or(AppError::NotFound)?;
        let app = self.app;
        if step == Step::Offer {
            let id = self.offer(student, member, plan).await?;
            if let Some(slot) = self.cases.get_mut(case) {
                *slot = Some(id);
            }
            return Ok(());
        }
        let id = self
            .cases
            .get(case)
            .copied()
            .flatten()
            .ok_or(AppError::NotFound)?;
        let reason = |text: Option<&str>| OptionalReason {
            reason: text.map(str::to_owned),
        };
        match step {
            Step::Offer => {}
            Step::Amend => {
                let amended = AmendOffer {
                    terms: self.better(member.data, plan)?,
                    response_days: Some(plan.response_days),
                };
                signings::amend(app, &member.caller(), None, id, amended).await?;
            }
            Step::Accept => {
                let seen = signings::get(app, &student.caller(), id).await?;
                let consent = consent(&seen.terms);
                signings::accept(app, &student.caller(), None, id, consent).await?;
            }
            Step::Decline(text) => {
                signings::decline(app, &student.caller(), None, id, reason(text)).await?;
            }
            Step::Expire => {
                signings::expire(app, id).await?;
            }
            Step::Withdraw => {
                signings::withdraw(app, &member.caller(), None, id).await?;
            }
            Step::Propose => {
                let proposed = ProposeAmendment {
                    terms: self.better(member.data, plan)?,
                };
                signings::propose_amendment(app, &member.caller(), None, id, proposed).await?;
            }
            Step::Agree => {
                let consent = self.proposed(student, id).await?;
                signings::agree(app, &student.caller(), None, id, consent).await?;
            }
            Step::Refuse => {
                let consent = self.proposed(student, id).await?;
                signings::refuse(app, &student.caller(), None, id, consent).await?;
            }
            Step::Approve => {
                let caller = staff.caller();
                let seen = signings::get(app, &caller, id).await?;
                signings::approve(app, &caller, None, id, completed(&seen)).await?;
            }
            Step::Reject(text) => {
                let required = RequiredReason {
                    reason: text.to_owned(),
                };
                signings::reject(app, &staff.caller(), None, id, required).await?;
            }
            Step::WithdrawReview(text) => {
                signings::withdraw_review(app, &staff.caller(), None, id, reason(Some(text)))
                    .await?;
            }
        }
        Ok(())
    }

    /// Who plays in a case: numbers begin at 1.
    fn cast(&self, plan: &Plan) -> Option<(&'a Student, &'a Member, &'a Staff)> {
        let student = self.people.students.get(plan.student.checked_sub(1)?)?;
        let member = self.people.employers.get(plan.employer.checked_sub(1)?)?;
        let staff = self.people.staff.get(student.school)?;
        Some((student, member, staff))
    }

    async fn offer(
        &self,
        student: &Student,
        member: &Member,
        plan: &Plan,
    ) -> Result<CaseId, AppError> {
        let caller = member.caller();
        let search = StudentSearch {
            school_id: self
                .people
                .staff
                .get(student.school)
                .ok_or(AppError::NotFound)?
                .school,
            graduation_year: self.calendar.graduation_year,
            name: student.name.clone(),
            id_number_or_phone: student.id_number.as_str().to_owned(),
        };
        employer::add(self.app, &caller, None, search).await?;
        let batch = OfferBatch {
            students: vec![student.id],
            terms: self.terms(member.data, position(member.data, plan)?),
            response_days: Some(plan.response_days),
        };
        let reply = signings::send(self.app, &caller, None, batch).await?;
        reply
            .results
            .first()
            .and_then(|result| result.case_id)
            .ok_or_else(|| AppError::internal("the demo world's offer was refused"))
    }

    async fn proposed(&self, student: &Student, id: CaseId) -> Result<Consent, AppError> {
        let seen = signings::get(self.app, &student.caller(), id).await?;
        let proposed = seen.proposed.as_ref().ok_or(AppError::NotFound)?;
        Ok(consent(proposed))
    }

    fn terms(&self, data: &Employer, position: &Position) -> Terms {
        let summer = i32::from(self.calendar.graduation_year);
        Terms {
            position_category: Some(position.category.to_owned()),
            position: Some(position.title.to_owned()),
            trial_days: Some(position.trial_days),
            trial_salary: Some(position.trial_salary * 100),
            regular_salary: Some(position.regular_salary * 100),
            penalty: Some(position.penalty * 100),
            report_region: Some(data.region.to_owned()),
            report_address: Some(format!("{} 人力资源部", data.address)),
            report_by: NaiveDate::from_ymd_opt(summer, 7, 10),
            work_region: Some(data.region.to_owned()),
            work_address: Some(data.address.to_owned()),
            contact: Some(data.contact.to_owned()),
            contact_phone: Some(data.phone.to_owned()),
            transfer: transfer(data),
        }
    }

    /// The amended letter: more pay, a later day.
    fn better(&self, data: &Employer, plan: &Plan) -> Result<Terms, AppError> {
        let position = position(data, plan)?;
        let summer = i32::from(self.calendar.graduation_year);
        Ok(Terms {
            trial_salary: Some(position.trial_salary * 105),
            regular_salary: Some(position.regular_salary * 108),
            report_by: NaiveDate::from_ymd_opt(summer, 7, 20),
            ..self.terms(data, position)
        })
    }
}

fn position<'e>(data: &'e Employer, plan: &Plan) -> Result<&'e Position, AppError> {
    data.positions.get(plan.position).ok_or(AppError::NotFound)
}

fn consent(terms: &TermsView) -> Consent {
    Consent {
        version: terms.version,
        hash: terms.hash.clone(),
        pledged: true,
    }
}

/// What the employer left open, the reviewer completes.
fn completed(seen: &CaseDetail) -> ApproveAgreement {
    ApproveAgreement {
        industry: seen.employer.industry.is_none().then(|| "34".to_owned()),
        ..ApproveAgreement::default()
    }
}

fn transfer(data: &Employer) -> Transfer {
    let receives = data.archive != "0";
    let given = |text: &str| receives.then(|| text.to_owned());
    // Where a file is sent has no region field of its own.
    let region = codes::region_path(data.region, Lang::ZhCn).unwrap_or_default();
    let address = format!("{region}{}", data.address);
    Transfer {
        archive_receipt: Some(data.archive.to_owned()),
        archive_name: given(data.name),
        archive_address: given(&address),
        archive_postcode: given("430070"),
        archive_contact: given(data.contact),
        archive_phone: given(data.phone),
        hukou_receipt: Some(data.hukou.to_owned()),
        hukou_address: (data.hukou != "0").then_some(address),
    }
}
