//! `/api/v1/employer`

use crate::world::{Person, World, key, refusal};
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    Upload,
    employer::{ImportOutcome, ImportReport, SendListRemoval, SigningInformation, StudentSearch},
    endpoint::{Json, Nothing},
    endpoints::{
        AddToSendList, ConfirmSigningInformation, GetEmployer, GetEmployerHome, GetSendList,
        GetSendListTemplate, ImportQuery, ImportSendList, RemoveFromSendList, SearchStudent,
    },
    problem::codes,
};
use sanfang_domain::reason::Reason;
use sanfang_persistence::{
    entity::{employers, schools, students},
    people::students as store,
    sea_orm::{ActiveValue::Set, EntityTrait},
};

/// What finds a student.
async fn wanted(world: &World, n: u32) -> StudentSearch {
    let row = row(world, n).await;
    let id_number = world
        .app
        .personal
        .open_id_number(&row.id_number_sealed)
        .unwrap();
    StudentSearch {
        school_id: row.school_id.into(),
        graduation_year: u16::try_from(row.graduation_year).unwrap(),
        name: row.name,
        id_number_or_phone: id_number.as_str().to_owned(),
    }
}

async fn row(world: &World, n: u32) -> students::Model {
    students::Entity::find_by_id(uuid::Uuid::from(world.people.student(n)))
        .one(world.app.db.read())
        .await
        .unwrap()
        .unwrap()
}

async fn found(person: &Person, search: &StudentSearch) -> bool {
    let Json(reply) = person
        .send(Call::<SearchStudent>::new((), Json(search.clone())))
        .await
        .unwrap();
    reply.student.is_some()
}

async fn listed(person: &Person) -> usize {
    let Json(list) = person
        .send(Call::<GetSendList>::new((), Nothing {}))
        .await
        .unwrap();
    list.items.len()
}

async fn clear(world: &World, person: &Person, students: u32) {
    let removal = SendListRemoval {
        students: (0..students).map(|n| world.people.student(n)).collect(),
    };
    let Json(list) = person
        .send(Call::<RemoveFromSendList>::new((), Json(removal)))
        .await
        .unwrap();
    assert!(list.items.is_empty());
}

async fn import(
    person: &Person,
    bytes: Vec<u8>,
    commit: bool,
) -> Result<ImportReport, ClientError> {
    let file = Upload {
        name: "名单.csv".into(),
        media_type: "text/csv".into(),
        bytes,
    };
    let call = Call::<ImportSendList>::new((), file).query(ImportQuery { commit });
    person.send(call).await.map(|Json(report)| report)
}

#[tokio::test(flavor = "multi_thread")]
async fn all_four_values_must_match_and_a_miss_says_nothing() {
    let world = World::new(2, 1).await;
    let employer = world.employer(0).await;
    let right = wanted(&world, 0).await;
    assert!(found(&employer, &right).await);
    let phone = world
        .app
        .personal
        .open_phone(&row(&world, 0).await.phone_sealed)
        .unwrap();
    let by_phone = StudentSearch {
        id_number_or_phone: phone.as_str().to_owned(),
        ..right.clone()
    };
    assert!(found(&employer, &by_phone).await);
    let other = wanted(&world, 1).await;
    for wrong in [
        StudentSearch {
            graduation_year: right.graduation_year + 1,
            ..right.clone()
        },
        StudentSearch {
            name: "无此人".into(),
            ..right.clone()
        },
        StudentSearch {
            id_number_or_phone: other.id_number_or_phone,
            ..right.clone()
        },
        StudentSearch {
            school_id: uuid::Uuid::nil().into(),
            ..right.clone()
        },
    ] {
        assert!(!found(&employer, &wrong).await);
    }
    store::restrict(
        world.app.db.schema(),
        world.people.student(0),
        Some("核查中"),
    )
    .await
    .unwrap();
    assert!(
        !found(&employer, &right).await,
        "a restricted student is not found"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_misses_too_often_has_to_wait() {
    let world = World::new(1, 2).await;
    let employer = world.employer(0).await;
    let wrong = StudentSearch {
        name: "无此人".into(),
        ..wanted(&world, 0).await
    };
    for _ in 0..30 {
        assert!(!found(&employer, &wrong).await);
    }
    let call = Call::<SearchStudent>::new((), Json(wrong.clone()));
    let refused = employer.send(call).await.map(|_| ()).unwrap_err();
    assert_eq!(
        (refused.status(), refused.code()),
        (Some(429), Some(codes::RATE_LIMITED))
    );
    assert!(
        !found(&world.employer(1).await, &wrong).await,
        "another employer is not affected"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_with_a_wrong_check_digit_is_told_so() {
    let world = World::new(1, 1).await;
    let employer = world.employer(0).await;
    let search = StudentSearch {
        id_number_or_phone: "110105194912310021".into(),
        name: " ".into(),
        ..wanted(&world, 0).await
    };
    let call = Call::<SearchStudent>::new((), Json(search));
    let refused = employer.send(call).await.map(|_| ()).unwrap_err();
    let problem = refused.problem().unwrap();
    let pointers: Vec<_> = problem.errors.iter().map(|e| e.pointer.as_str()).collect();
    assert_eq!(
        (problem.status, pointers),
        (422, vec!["/name", "/id_number_or_phone"])
    );
    assert_eq!(problem.errors[1].code, "id_number_check_digit");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_that_no_school_has_approved_finds_nobody() {
    let world = World::new(1, 1).await;
    let change = employers::ActiveModel {
        id: Set(world.people.employer(0).into()),
        status: Set("registered".into()),
        ..Default::default()
    };
    employers::Entity::update(change)
        .exec(world.app.db.schema())
        .await
        .unwrap();
    let employer = world.employer(0).await;
    let call = Call::<SearchStudent>::new((), Json(wanted(&world, 0).await));
    let outcome = employer.send(call).await.map(|_| ());
    assert_eq!(refusal(outcome), Reason::EmployerNotApproved.code());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_student_is_added_once_and_taken_off() {
    let world = World::new(2, 1).await;
    let employer = world.employer(0).await;
    clear(&world, &employer, 2).await;
    let (right, retry) = (wanted(&world, 0).await, key());
    for _ in 0..2 {
        let call = Call::<AddToSendList>::new((), Json(right.clone())).key(retry);
        let Json(row) = employer.send(call).await.unwrap();
        assert!(row.send.allowed);
    }
    assert_eq!(listed(&employer).await, 1);
    let nobody = StudentSearch {
        name: "无此人".into(),
        ..right
    };
    let missed = employer
        .send(Call::<AddToSendList>::new((), Json(nobody)))
        .await;
    assert_eq!(missed.map(|_| ()).unwrap_err().status(), Some(404));
    world.offer(&employer, 0).await;
    let Json(list) = employer
        .send(Call::<GetSendList>::new((), Nothing {}))
        .await
        .unwrap();
    assert_eq!(
        list.items[0].send.reason.as_deref(),
        Some(Reason::OfferPending.code())
    );
    clear(&world, &employer, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_with_bad_rows_keeps_the_good_ones_and_names_every_fault() {
    let world = World::new(4, 1).await;
    let employer = world.employer(0).await;
    clear(&world, &employer, 4).await;
    let school = schools::Entity::find()
        .one(world.app.db.read())
        .await
        .unwrap()
        .unwrap()
        .name;
    let mut lines = vec!["毕业学校,毕业年度,学生姓名,学生身份证号".to_owned()];
    for n in 0..4 {
        let w = wanted(&world, n).await;
        let id = w.id_number_or_phone;
        lines.push(format!("{school},{},{},{id}", w.graduation_year, w.name));
    }
    lines.push(lines[1].clone());
    lines.push(format!("{school},2027,无此人,11010519491231002X"));
    lines.push(format!("{school},2027,无此人,110105194912310021"));
    lines.push(format!("{school},,,"));
    let file = lines.join("\n").into_bytes();

    let dry = import(&employer, file.clone(), false).await.unwrap();
    assert_eq!((dry.rows, dry.added, dry.committed), (8, 4, false));
    assert_eq!(listed(&employer).await, 0, "a dry run writes nothing");
    let report = import(&employer, file.clone(), true).await.unwrap();
    assert_eq!((report.added, report.committed), (4, true));
    assert_eq!(listed(&employer).await, 4);
    let faults: Vec<_> = report
        .results
        .iter()
        .filter(|row| row.outcome == ImportOutcome::Fault)
        .map(|row| {
            (
                row.row,
                row.faults
                    .iter()
                    .map(|f| f.code.as_str())
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        faults,
        [
            (6, vec!["row_repeated"]),
            (7, vec!["student_not_found"]),
            (8, vec!["id_number_check_digit"]),
            (9, vec!["cell_required", "cell_required", "cell_required"]),
        ]
    );
    let again = import(&employer, file, true).await.unwrap();
    assert_eq!((again.added, again.already), (0, 4));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_template_has_the_columns_that_the_import_reads() {
    let world = World::new(1, 1).await;
    let employer = world.employer(0).await;
    let call = Call::<GetSendListTemplate>::new((), Nothing {});
    let template = employer.send(call).await.unwrap().bytes;
    match import(&employer, template, false).await {
        Ok(report) => assert_eq!(report.rows, 0),
        Err(error) => panic!("{error}"),
    }
    let refused = import(&employer, b"\x00\x01\x02 no table".to_vec(), false).await;
    assert_eq!(refused.unwrap_err().code(), Some(codes::SPREADSHEET));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_information_names_every_fault_and_is_confirmed_from_the_version_read() {
    let world = World::new(1, 1).await;
    let employer = world.employer(0).await;
    let Json(profile) = employer
        .send(Call::<GetEmployer>::new((), Nothing {}))
        .await
        .unwrap();
    let confirm = |information: SigningInformation| {
        Call::<ConfirmSigningInformation>::new((), Json(information)).if_match(profile.version)
    };
    let empty = employer.send(confirm(SigningInformation::default())).await;
    let refused = empty.map(|_| ()).unwrap_err();
    let pointers: Vec<_> = refused
        .problem()
        .unwrap()
        .errors
        .iter()
        .map(|e| e.pointer.clone())
        .collect();
    assert_eq!(
        pointers,
        [
            "/nature",
            "/region",
            "/transfer/archive_receipt",
            "/transfer/hukou_receipt"
        ]
    );
    let mut information = profile.signing_information.clone();
    information.industry = Some("34".into());
    let Json(confirmed) = employer.send(confirm(information.clone())).await.unwrap();
    assert_eq!(
        confirmed.signing_information.industry.as_deref(),
        Some("34")
    );
    assert!(confirmed.confirmed_at.is_some());
    let stale = employer
        .send(confirm(information))
        .await
        .map(|_| ())
        .unwrap_err();
    assert_eq!(stale.status(), Some(412));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_counts_what_waits() {
    let world = World::new(3, 1).await;
    let employer = world.employer(0).await;
    let mut cases = Vec::new();
    for n in 0..3 {
        cases.push(world.offer(&employer, n).await);
    }
    world.student(0).await.read_and_accept(cases[0]).await;
    let Json(home) = employer
        .send(Call::<GetEmployerHome>::new((), Nothing {}))
        .await
        .unwrap();
    assert_eq!(
        (home.offers_pending, home.reviews_waiting, home.in_force),
        (2, 1, 0)
    );
    assert_eq!(
        (home.recent.sent, home.recent.accepted, home.send_list),
        (3, 1, 3)
    );
    assert!(home.next_deadline.is_some() && home.closed_because.is_empty());
    world.end().await;
}
