//! `/api/v1/student`

use crate::world::{Person, World};
use chrono::TimeDelta;
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    account::FirstStep,
    endpoint::{Json, Nothing},
    endpoints::{
        CompleteVerification, GetAccount, GetStudentHome, GetStudentProfile, GetVerification,
        ListMessages, SendVerificationCode, UpdateStudentContact,
    },
    problem::codes,
    student::{StudentContact, StudentHome, Verification},
};
use sanfang_domain::{opening::RecordStatus, reason::Reason};
use sanfang_persistence::{
    entity::students,
    people::students as store,
    sea_orm::{ActiveValue::Set, EntityTrait},
};

/// What the school or an import would have set.
async fn set(world: &World, student: u32, change: students::ActiveModel) {
    let change = students::ActiveModel {
        id: Set(world.people.student(student).into()),
        ..change
    };
    students::Entity::update(change)
        .exec(world.app.db.schema())
        .await
        .unwrap();
}

async fn home(student: &Person) -> StudentHome {
    let Json(home) = student
        .send(Call::<GetStudentHome>::new((), Nothing {}))
        .await
        .unwrap();
    home
}

/// The code of the newest SMS, as an operator of the demo reads it.
async fn code(world: &World) -> String {
    let call = Call::<ListMessages>::new((), Nothing {});
    let Json(page) = world.platform().await.send(call).await.unwrap();
    let body = page.items[0].body.clone().unwrap();
    let digits: String = body.chars().filter(char::is_ascii_digit).take(6).collect();
    assert_eq!(digits.len(), 6);
    digits
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_log_in_needs_the_code_sent_to_the_phone_on_record() {
    let world = World::new(1, 1).await;
    let new = students::ActiveModel {
        verified_at: Set(None),
        ..Default::default()
    };
    set(&world, 0, new).await;
    let student = world.student(0).await;

    let call = Call::<GetVerification>::new((), Nothing {});
    let Json(before) = student.send(call).await.unwrap();
    assert!(
        !before.verified && before.phone.contains("****"),
        "{}",
        before.phone
    );
    let closed = home(&student).await.online_signing.closed_because;
    assert_eq!(closed[0].reason, Reason::NotVerified.code());
    assert_eq!(closed[0].fixer, "student");

    let send = || Call::<SendVerificationCode>::new((), Nothing {});
    let Json(sent) = student.send(send()).await.unwrap();
    assert_eq!((sent.resend_after, sent.phone), (60, before.phone));
    let again = student.send(send()).await.map(|_| ()).unwrap_err();
    assert_eq!(
        (again.status(), again.code()),
        (Some(429), Some(codes::RATE_LIMITED))
    );

    let complete = |code: &str| {
        let given = Verification {
            email: "new@example.com".into(),
            address: "青杏路1号".into(),
            code: code.into(),
        };
        student.send(Call::<CompleteVerification>::new((), Json(given)))
    };
    let code = code(&world).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = complete(wrong).await.map(|_| ()).unwrap_err();
    assert_eq!(
        (refused.status(), refused.code()),
        (Some(422), Some(codes::SMS_CODE))
    );
    let Json(account) = complete(&code).await.unwrap();
    assert_eq!(account.first_step, None);
    assert!(complete(&code).await.is_err(), "a code is used once");
    assert!(home(&student).await.online_signing.open);
    world.end().await;
}

async fn complete(student: &Person, code: &str) -> Result<(), ClientError> {
    let given = Verification {
        email: "new@example.com".into(),
        address: "青杏路1号".into(),
        code: code.into(),
    };
    let call = Call::<CompleteVerification>::new((), Json(given));
    student.send(call).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_worth_five_tries_and_ten_minutes() {
    let world = World::new(1, 1).await;
    let student = world.student(0).await;
    let send = || Call::<SendVerificationCode>::new((), Nothing {});
    student.send(send()).await.unwrap();
    let first = code(&world).await;
    let wrong = if first == "123456" {
        "654321"
    } else {
        "123456"
    };
    for _ in 0..5 {
        assert!(complete(&student, wrong).await.is_err());
    }
    let late = complete(&student, &first).await.map(|_| ()).unwrap_err();
    assert_eq!(
        late.code(),
        Some(codes::SMS_CODE),
        "the sixth try does not count"
    );

    world.clock.set(world.app.now() + TimeDelta::seconds(60));
    student.send(send()).await.unwrap();
    let second = code(&world).await;
    world.clock.set(world.app.now() + TimeDelta::minutes(10));
    // The access token has expired with it.
    let student = world.student(0).await;
    let late = complete(&student, &second).await.map(|_| ()).unwrap_err();
    assert_eq!(late.code(), Some(codes::SMS_CODE), "too old");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_names_every_rule_that_closes_signing_and_who_can_change_it() {
    let world = World::new(1, 1).await;
    let closed = students::ActiveModel {
        training_mode: Set("2".into()),
        ..Default::default()
    };
    set(&world, 0, closed).await;
    let (db, id) = (world.app.db.schema(), world.people.student(0));
    store::restrict(db, id, Some("核查中")).await.unwrap();
    store::set_record(db, id, RecordStatus::Submitted)
        .await
        .unwrap();
    let home = home(&world.student(0).await).await;
    let reasons: Vec<_> = home
        .online_signing
        .closed_because
        .iter()
        .map(|rule| (rule.reason.as_str(), rule.fixer.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            (Reason::RecordNotApproved.code(), "school"),
            (Reason::TrainingDirected.code(), "school"),
            (Reason::AccessRestricted.code(), "school"),
        ]
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_shows_what_waits_and_what_binds() {
    let world = World::new(1, 3).await;
    let mut cases = Vec::new();
    for n in 0..3 {
        cases.push(world.offer(&world.employer(n).await, 0).await);
    }
    let student = world.student(0).await;
    let before = home(&student).await;
    assert_eq!((before.offers_pending, before.live), (3, None));
    assert!(before.next_deadline.is_some());
    student.read_and_accept(cases[1]).await;
    let after = home(&student).await;
    assert_eq!(after.offers_pending, 2);
    let live = after.live.unwrap();
    assert_eq!(live.id, cases[1]);
    assert!(!live.capabilities.is_empty());
    assert_eq!(
        after.online_signing.closed_because[0].blocking,
        Some(cases[1])
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contact_is_changed_only_from_the_version_that_was_read() {
    let world = World::new(1, 1).await;
    let student = world.student(0).await;
    let Json(read) = student
        .send(Call::<GetStudentProfile>::new((), Nothing {}))
        .await
        .unwrap();
    let change = |email: &str| {
        let contact = StudentContact {
            email: email.into(),
            address: "柳荫路2号".into(),
        };
        Call::<UpdateStudentContact>::new((), Json(contact))
    };
    let unguarded = student
        .send(change("a@example.com"))
        .await
        .map(|_| ())
        .unwrap_err();
    assert_eq!(unguarded.status(), Some(428));
    let Json(changed) = student
        .send(change("a@example.com").if_match(read.version))
        .await
        .unwrap();
    assert_eq!(changed.email.as_deref(), Some("a@example.com"));
    let stale = student
        .send(change("b@example.com").if_match(read.version))
        .await
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        (stale.status(), stale.code()),
        (Some(412), Some(codes::PRECONDITION))
    );
    let faulty = student
        .send(change("nobody").if_match(changed.version))
        .await
        .map(|_| ())
        .unwrap_err();
    assert_eq!(faulty.problem().unwrap().errors[0].pointer, "/email");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_says_what_has_to_be_done_first() {
    let world = World::new(1, 1).await;
    let new = students::ActiveModel {
        verified_at: Set(None),
        ..Default::default()
    };
    set(&world, 0, new).await;
    let student = world.student(0).await;
    let Json(account) = student
        .send(Call::<GetAccount>::new((), Nothing {}))
        .await
        .unwrap();
    assert_eq!(account.first_step, Some(FirstStep::Verification));
    world.end().await;
}
