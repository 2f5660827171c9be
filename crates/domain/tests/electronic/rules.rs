//! Rules that the matrix does not show: deadlines, versions, effects.

use crate::world::{actor, apply, noon, offered, open_context, read, step, terms};
use chrono::{Duration, TimeZone, Utc};
use sanfang_domain::{
    actor::Standing::{Employer, Reviewer, Student},
    opening::{RecordStatus, SigningKind},
    plan::PlanStatus,
    reason::Reason,
    signing::{
        State,
        electronic::{
            Answer, Binding, Command, DocumentWork, EmployerFacts, ReadTerms, ResponseDays,
        },
    },
};

#[test]
fn the_deadline_is_midnight_in_beijing_after_five_days() {
    assert_eq!(
        offered().deadline,
        Utc.with_ymd_and_hms(2026, 6, 6, 16, 0, 0).unwrap()
    );
}

#[test]
fn student_can_accept_until_the_last_millisecond_and_not_at_the_deadline() {
    let case = offered();
    let accept = || Command::Accept { read: read(&case) };
    let last = case.deadline - Duration::milliseconds(1);
    assert!(
        case.decide(&actor(Student), accept(), &open_context(), last)
            .is_ok()
    );
    let refused = case
        .decide(&actor(Student), accept(), &open_context(), case.deadline)
        .unwrap_err();
    assert_eq!(refused.reason, Reason::DeadlinePassed);
}

#[test]
fn amending_writes_a_version_and_counts_the_deadline_again() {
    let later = noon() + Duration::days(3);
    let amend = Command::Amend {
        terms: Box::new(terms("讲师")),
        response_days: ResponseDays::DEFAULT,
    };
    let (case, _) = step((offered(), open_context()), Employer, amend, later);
    assert_eq!((case.terms.version, case.latest_version), (2, 2));
    assert_eq!(case.deadline, offered().deadline + Duration::days(3));
}

#[test]
fn student_cannot_accept_a_version_they_have_not_read() {
    let old = read(&offered());
    let amend = Command::Amend {
        terms: Box::new(terms("讲师")),
        response_days: ResponseDays::DEFAULT,
    };
    let (case, ctx) = step((offered(), open_context()), Employer, amend, noon());
    let refused = case
        .decide(&actor(Student), Command::Accept { read: old }, &ctx, noon())
        .unwrap_err();
    assert_eq!(refused.reason, Reason::TermsChanged);
}

#[test]
fn the_same_text_in_another_version_has_another_hash() {
    let case = offered();
    assert_ne!(
        case.terms.terms.hash(case.id, 1),
        case.terms.terms.hash(case.id, 2)
    );
}

#[test]
fn acceptance_binds_and_names_the_version_consented_to() {
    let case = offered();
    let out = case
        .decide(
            &actor(Student),
            Command::Accept { read: read(&case) },
            &open_context(),
            noon(),
        )
        .unwrap();
    assert_eq!(
        (out.binding, out.consent),
        (Binding::Bind, Some(read(&case)))
    );
}

#[test]
fn refusing_an_amendment_keeps_the_old_terms_and_agreeing_takes_the_new() {
    let accepted = step(
        (offered(), open_context()),
        Student,
        Command::Accept {
            read: read(&offered()),
        },
        noon(),
    );
    let propose = Command::ProposeAmendment {
        terms: Box::new(terms("讲师")),
    };
    let proposed = step(accepted, Employer, propose, noon());
    let new = proposed.0.proposed.clone().unwrap();
    let answer = |answer| Command::AnswerAmendment {
        answer,
        read: ReadTerms {
            version: new.version,
            hash: new.hash.clone(),
        },
    };
    let (refused, _) = step(proposed.clone(), Student, answer(Answer::Refuse), noon());
    let (agreed, _) = step(proposed, Student, answer(Answer::Agree), noon());
    assert_eq!((refused.terms.version, agreed.terms.version), (1, 2));
    assert_eq!(
        (&refused.state, &agreed.state),
        (&State::Accepted, &State::Accepted)
    );
}

#[test]
fn approval_needs_the_employers_facts_and_the_reviewer_may_complete_them() {
    let (case, mut ctx) = step(
        (offered(), open_context()),
        Student,
        Command::Accept {
            read: read(&offered()),
        },
        noon(),
    );
    ctx.employer_facts.industry = None;
    let bare = case.decide(
        &actor(Reviewer),
        Command::Approve {
            facts: EmployerFacts::default(),
        },
        &ctx,
        noon(),
    );
    assert_eq!(bare.unwrap_err().reason, Reason::EmployerFactsMissing);
    let facts = EmployerFacts {
        industry: Some("34".into()),
        ..EmployerFacts::default()
    };
    let out = case
        .decide(&actor(Reviewer), Command::Approve { facts }, &ctx, noon())
        .unwrap();
    assert!(out.employer_facts.is_some_and(|f| f.complete()));
}

#[test]
fn withdrawing_the_review_supersedes_the_document_and_a_new_approval_keeps_the_number() {
    let accepted = step(
        (offered(), open_context()),
        Student,
        Command::Accept {
            read: read(&offered()),
        },
        noon(),
    );
    let approve = || Command::Approve {
        facts: EmployerFacts::default(),
    };
    let approved = step(accepted, Reviewer, approve(), noon());
    assert_eq!(approved.1.student.plan, PlanStatus::CollegeReview);
    let out = approved
        .0
        .decide(
            &actor(Reviewer),
            Command::WithdrawReview { reason: None },
            &approved.1,
            noon(),
        )
        .unwrap();
    assert_eq!(
        (out.document, out.plan),
        (
            Some(DocumentWork::Supersede),
            Some(PlanStatus::NotSubmitted)
        )
    );
    let (case, ctx) = apply(&approved.0, &approved.1, out, noon());
    let again = case
        .decide(&actor(Reviewer), approve(), &ctx, noon())
        .unwrap();
    assert!(!again.issue_number && case.number.is_some());
}

#[test]
fn every_failing_rule_is_named_at_once() {
    let mut student = open_context().student;
    student.verified = false;
    student.record = RecordStatus::Submitted;
    student.non_directed = false;
    student.plan = PlanStatus::SchoolReview;
    student.windows.clear();
    student.restricted = true;
    let codes: Vec<_> = student
        .closed_because(SigningKind::Online, noon())
        .iter()
        .map(|r| r.reason.code())
        .collect();
    assert_eq!(
        codes,
        [
            "student_not_verified",
            "student_record_not_approved",
            "training_mode_directed",
            "plan_already_submitted",
            "signing_window_closed",
            "student_access_restricted",
        ]
    );
}
