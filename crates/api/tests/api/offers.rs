//! `/api/v1/offers`

use crate::world::{World, key, refusal};
use chrono::TimeDelta;
use sanfang_client::Call;
use sanfang_contract::{
    cases::{AmendOffer, Consent, OfferBatch, OptionalReason},
    endpoint::{Json, Nothing},
    endpoints::{
        AcceptOffer, AmendOfferTerms, DeclineOffer, GetCase, PreviewOffers, SendOffers,
        WithdrawOffer,
    },
    problem::codes,
    terms::Terms,
};
use sanfang_domain::{capability::Action, ids::StudentId, reason::Reason};
use uuid::Uuid;

/// Rounds of a race of two.
const ROUNDS: u32 = 20;

#[tokio::test(flavor = "multi_thread")]
async fn twenty_offers_accepted_at_once_bind_the_student_once() {
    let world = World::new(1, 20).await;
    let mut cases = Vec::new();
    for n in 0..20 {
        cases.push(world.offer(&world.employer(n).await, 0).await);
    }
    let student = world.student(0).await;
    let mut clients = Vec::new();
    for case in &cases {
        clients.push((*case, student.consent(*case).await, student.clone()));
    }
    let answers = futures(
        clients
            .into_iter()
            .map(|(case, consent, student)| async move { student.accept(case, consent).await }),
    )
    .await;
    let (bound, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(bound.len(), 1);
    for refused in refused {
        assert_eq!(refusal(refused), Reason::AlreadyBound.code());
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_acceptance_and_an_amendment_at_once_one_happens() {
    let world = World::new(ROUNDS, 1).await;
    let employer = world.employer(0).await;
    for n in 0..ROUNDS {
        let case = world.offer(&employer, n).await;
        let student = world.student(n).await;
        let consent = student.consent(case).await;
        let amendment = AmendOffer {
            terms: world.terms(1),
            response_days: None,
        };
        let amend = Call::<AmendOfferTerms>::new((case,), Json(amendment));
        let (accepted, amended) = tokio::join!(student.accept(case, consent), employer.send(amend));
        match (accepted, amended) {
            (Ok(accepted), amended) => {
                assert_eq!(accepted.consented_version, Some(1));
                assert_eq!(refusal(amended.map(|_| ())), Reason::OfferClosed.code());
            }
            (accepted, Ok(_)) => {
                assert_eq!(refusal(accepted), Reason::TermsChanged.code());
            }
            (Err(first), Err(second)) => panic!("neither happened: {first}, {second}"),
        }
        let entries = world.done(case, Action::AcceptOffer).await
            + world.done(case, Action::AmendOffer).await;
        assert_eq!(entries, 1);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_acceptance_and_the_deadline_at_once_one_happens() {
    let world = World::new(ROUNDS, 1).await;
    let employer = world.employer(0).await;
    let batch = Call::<SendOffers>::new((), Json(world.batch(0..ROUNDS)));
    let Json(sent) = employer.send(batch).await.unwrap();
    let cases: Vec<_> = sent.results.iter().map(|r| r.case_id.unwrap()).collect();
    let deadline = employer.case(cases[0]).await.row.response_deadline;
    world.clock.set(deadline - TimeDelta::minutes(1));
    let mut clients = Vec::new();
    for (n, case) in (0..).zip(&cases) {
        let student = world.student(n).await;
        clients.push((*case, student.consent(*case).await, student));
    }
    let accepting =
        futures(
            clients
                .into_iter()
                .map(|(case, consent, student)| async move {
                    (case, student.accept(case, consent).await)
                }),
        );
    let expiring = async {
        world.clock.set(deadline);
        world.work().await
    };
    let (answers, _) = tokio::join!(accepting, expiring);
    world.work().await;
    for (case, answer) in answers {
        let entries = (
            world.done(case, Action::AcceptOffer).await,
            world.done(case, Action::ExpireOffer).await,
        );
        match answer {
            Ok(_) => assert_eq!(entries, (1, 0)),
            Err(error) => {
                assert_eq!(error.status(), Some(409), "{error}");
                assert_eq!(entries, (0, 1));
            }
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_with_one_key_accepts_once() {
    let world = World::new(1, 1).await;
    let case = world.offer(&world.employer(0).await, 0).await;
    let student = world.student(0).await;
    let consent = student.consent(case).await;
    let click = |key: Uuid, consent: &Consent| {
        student.send(Call::<AcceptOffer>::new((case,), Json(consent.clone())).key(key))
    };
    let once = key();
    let (first, second) = tokio::join!(click(once, &consent), click(once, &consent));
    for answer in [first, second] {
        match answer {
            Ok(Json(accepted)) => assert_eq!(accepted.state, "accepted"),
            Err(error) => assert_eq!(error.code(), Some(codes::IDEMPOTENCY_IN_FLIGHT)),
        }
    }
    let Json(replayed) = click(once, &consent).await.unwrap();
    assert_eq!(replayed.state, "accepted");
    let other = Consent {
        version: 9,
        ..consent.clone()
    };
    let reused = click(once, &other).await.map(|_| ()).unwrap_err();
    assert_eq!(reused.status(), Some(422));
    assert_eq!(reused.code(), Some(codes::IDEMPOTENCY_REUSED));
    let again = click(key(), &consent).await.map(|_| ());
    assert_eq!(refusal(again), Reason::OfferClosed.code());
    assert_eq!(world.done(case, Action::AcceptOffer).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_names_each_student_who_cannot_be_offered() {
    let world = World::new(3, 1).await;
    let employer = world.employer(0).await;
    world.offer(&employer, 1).await;
    let stranger = StudentId(key());
    let mut batch = world.batch([0, 1, 0]);
    batch.students.push(stranger);

    let preview = Call::<PreviewOffers>::new((), Json(batch.clone()));
    let Json(preview) = employer.send(preview).await.unwrap();
    let Json(reply) = employer
        .send(Call::<SendOffers>::new((), Json(batch)))
        .await
        .unwrap();
    let reasons = |results: &[sanfang_contract::cases::OfferResult]| -> Vec<Option<String>> {
        results
            .iter()
            .map(|result| result.refusal.as_ref()?.reason.clone())
            .collect()
    };
    let expected = [
        None,
        Some(Reason::OfferPending.code().to_owned()),
        Some(Reason::OfferPending.code().to_owned()),
        Some(Reason::NotInSendList.code().to_owned()),
    ];
    assert_eq!(reasons(&preview.results), expected);
    assert_eq!(reasons(&reply.results), expected);
    assert_eq!(reply.sent, 1);
    assert_eq!(reply.results[3].student_name, "");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_told_all_its_faults_at_once() {
    let world = World::new(1, 1).await;
    let employer = world.employer(0).await;
    let empty = OfferBatch {
        students: Vec::new(),
        terms: Terms::default(),
        response_days: Some(31),
    };
    let error = employer
        .send(Call::<SendOffers>::new((), Json(empty)))
        .await
        .map(|_| ())
        .unwrap_err();
    assert_eq!(error.status(), Some(422));
    let pointers: Vec<&str> = error
        .problem()
        .unwrap()
        .errors
        .iter()
        .map(|fault| fault.pointer.as_str())
        .collect();
    for expected in [
        "/students",
        "/response_days",
        "/terms/position",
        "/terms/report_by",
    ] {
        assert!(pointers.contains(&expected), "{expected} in {pointers:?}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_expires_by_itself_and_can_be_sent_again() {
    let world = World::new(1, 1).await;
    let employer = world.employer(0).await;
    let case = world.offer(&employer, 0).await;
    let student = world.student(0).await;
    let consent = student.consent(case).await;
    let deadline = student.case(case).await.row.response_deadline;
    world.clock.set(deadline - TimeDelta::milliseconds(1));
    assert_eq!(world.work().await.expired, 0);
    world.clock.set(deadline);
    // The token's time is over as well.
    let (employer, student) = (world.employer(0).await, world.student(0).await);
    let late = student.accept(case, consent).await;
    assert_eq!(refusal(late), Reason::DeadlinePassed.code());
    assert_eq!(world.work().await.expired, 1);
    assert_eq!(student.case(case).await.state, "expired");
    world.offer(&employer, 0).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_can_be_amended_declined_and_withdrawn() {
    let world = World::new(2, 1).await;
    let (employer, student) = (world.employer(0).await, world.student(0).await);
    let case = world.offer(&employer, 0).await;
    let old = student.consent(case).await;
    let amendment = AmendOffer {
        terms: world.terms(1),
        response_days: Some(10),
    };
    let Json(amended) = employer
        .send(Call::<AmendOfferTerms>::new((case,), Json(amendment)))
        .await
        .unwrap();
    assert_eq!((amended.terms.version, amended.history.len()), (2, 2));
    let stale = student.accept(case, old).await;
    assert_eq!(refusal(stale), Reason::TermsChanged.code());
    let reason = OptionalReason {
        reason: Some("已选择继续深造".to_owned()),
    };
    let Json(declined) = student
        .send(Call::<DeclineOffer>::new((case,), Json(reason)))
        .await
        .unwrap();
    assert_eq!(declined.reason.as_deref(), Some("已选择继续深造"));

    let second = world.offer(&employer, 1).await;
    let call = Call::<WithdrawOffer>::new((second,), Nothing {});
    assert_eq!(employer.send(call).await.unwrap().0.state, "withdrawn");
    let hidden = student
        .send(Call::<GetCase>::new((second,), Nothing {}))
        .await
        .map(|_| ())
        .unwrap_err();
    assert_eq!(hidden.status(), Some(404));
    world.end().await;
}

/// All at once.
async fn futures<F>(all: impl Iterator<Item = F>) -> Vec<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    let mut set = tokio::task::JoinSet::new();
    for one in all {
        set.spawn(one);
    }
    set.join_all().await
}
