//! `/api/v1/agreements`

use crate::world::{World, refusal};
use sanfang_client::Call;
use sanfang_contract::{
    cases::{OptionalReason, ProposeAmendment, RequiredReason},
    endpoint::{Json, Nothing},
    endpoints::{
        AgreeAmendment, GetAgreementDocument, ProposeAgreementAmendment, RefuseAmendment,
        RejectCase, WithdrawReview,
    },
};
use sanfang_domain::{
    capability::Action,
    reason::Reason,
    values::{AgreementNumber, Sha256Hex},
};

/// Rounds of a race of two.
const ROUNDS: u32 = 10;

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_goes_from_amendment_over_review_to_a_sealed_document() {
    let world = World::new(1, 1).await;
    let (employer, student, school) = (
        world.employer(0).await,
        world.student(0).await,
        world.school().await,
    );
    let case = world.offer(&employer, 0).await;
    student.read_and_accept(case).await;

    let propose = || {
        let proposal = ProposeAmendment {
            terms: world.terms(1),
        };
        Call::<ProposeAgreementAmendment>::new((case,), Json(proposal))
    };
    employer.send(propose()).await.unwrap();
    let blocked = school.approve(case).await;
    assert_eq!(refusal(blocked), Reason::AmendmentOpen.code());
    let refuse = Call::<RefuseAmendment>::new((case,), Json(student.consent(case).await));
    assert_eq!(student.send(refuse).await.unwrap().0.terms.version, 1);
    employer.send(propose()).await.unwrap();
    let agree = Call::<AgreeAmendment>::new((case,), Json(student.consent(case).await));
    let Json(agreed) = student.send(agree).await.unwrap();
    assert_eq!(
        (agreed.terms.version, agreed.consented_version),
        (3, Some(3))
    );

    let approved = school.approve(case).await.unwrap();
    let number = approved.row.number.unwrap();
    assert!(AgreementNumber::parse(&number).is_ok());
    let download = || student.send(Call::<GetAgreementDocument>::new((case,), Nothing {}));
    let early = download().await.map(|_| ());
    assert_eq!(refusal(early), Reason::DocumentInPreparation.code());
    assert_eq!(world.work().await.jobs, 1);
    let sealed = student.case(case).await;
    let file = download().await.unwrap().bytes;
    assert!(file.starts_with(b"%PDF-"));
    assert_eq!(sealed.documents[0].sha256, Sha256Hex::of(&file).as_str());
    assert_eq!(sealed.documents[0].terms_version, 3);

    let withdraw = Call::<WithdrawReview>::new((case,), Json(OptionalReason::default()));
    let Json(withdrawn) = school.send(withdraw).await.unwrap();
    assert!(withdrawn.documents[0].superseded);
    let gone = download().await.map(|_| ());
    assert_eq!(refusal(gone), Reason::NoDocument.code());
    let again = school.approve(case).await.unwrap();
    assert_eq!(again.row.number, Some(number));
    world.work().await;
    assert_eq!(student.case(case).await.documents.len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_frees_the_student() {
    let world = World::new(1, 2).await;
    let (student, school) = (world.student(0).await, world.school().await);
    let first = world.offer(&world.employer(0).await, 0).await;
    let second = world.offer(&world.employer(1).await, 0).await;
    let consent = student.consent(second).await;
    student.read_and_accept(first).await;
    let bound = student.accept(second, consent).await;
    assert_eq!(refusal(bound), Reason::AlreadyBound.code());
    let reason = RequiredReason {
        reason: "岗位信息不实".to_owned(),
    };
    let reject = Call::<RejectCase>::new((first,), Json(reason));
    assert_eq!(school.send(reject).await.unwrap().0.state, "rejected");
    student.read_and_accept(second).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reviewers_at_once_one_decides() {
    let world = World::new(ROUNDS, 1).await;
    let employer = world.employer(0).await;
    let (first, second) = (world.school().await, world.school().await);
    for n in 0..ROUNDS {
        let case = world.offer(&employer, n).await;
        world.student(n).await.read_and_accept(case).await;
        let reason = RequiredReason {
            reason: "岗位信息不实".to_owned(),
        };
        let reject = second.send(Call::<RejectCase>::new((case,), Json(reason)));
        let (approved, rejected) = tokio::join!(first.approve(case), reject);
        let loser = match (approved, rejected) {
            (Ok(_), rejected) => refusal(rejected.map(|_| ())),
            (approved, Ok(_)) => refusal(approved),
            (Err(approved), Err(rejected)) => panic!("neither: {approved}, {rejected}"),
        };
        assert_eq!(loser, Reason::NotAwaitingReview.code());
        let entries = world.done(case, Action::ApproveAgreement).await
            + world.done(case, Action::RejectAgreement).await;
        assert_eq!(entries, 1);
    }
    world.work().await;
    world.end().await;
}
