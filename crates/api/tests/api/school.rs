//! `/api/v1/school`

use crate::world::World;
use sanfang_client::Call;
use sanfang_contract::{
    endpoint::{Json, Nothing},
    endpoints::{GetSchoolDirectory, GetSchoolHome},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_home_counts_open_work_and_draws_the_approvals() {
    let world = World::new(4, 1).await;
    let employer = world.employer(0).await;
    let school = world.school().await;
    let mut cases = Vec::new();
    for n in 0..3 {
        let case = world.offer(&employer, n).await;
        cases.push(case);
    }
    for n in 0..2 {
        let student = world.student(n).await;
        student
            .read_and_accept(cases[usize::try_from(n).unwrap()])
            .await;
    }
    school.approve(cases[0]).await.unwrap();
    let Json(home) = school
        .send(Call::<GetSchoolHome>::new((), Nothing {}))
        .await
        .unwrap();
    assert_eq!(
        (home.reviews_waiting, home.in_force, home.offers_pending),
        (1, 1, 1)
    );
    assert_eq!((home.students, home.bound), (4, 2));
    assert!(home.oldest_waiting_since.is_some());
    assert_eq!(home.approvals.len(), 14);
    assert_eq!(home.approvals.last().map(|day| day.count), Some(1));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_names_colleges_majors_and_years() {
    let world = World::new(2, 1).await;
    let school = world.school().await;
    let Json(directory) = school
        .send(Call::<GetSchoolDirectory>::new((), Nothing {}))
        .await
        .unwrap();
    assert!(!directory.colleges.is_empty());
    assert!(
        directory
            .colleges
            .iter()
            .all(|college| !college.majors.is_empty())
    );
    assert_eq!(directory.graduation_years.len(), 1);
    world.end().await;
}
