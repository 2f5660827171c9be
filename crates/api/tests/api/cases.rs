//! `/api/v1/cases`

use crate::world::World;
use sanfang_client::Call;
use sanfang_contract::{
    cases::{CaseFilter, CaseSearch, CaseSort, SearchField},
    endpoint::Json,
    endpoints::{ExportCases, SearchCases, SendOffers},
    page::Paging,
};
use sanfang_domain::signing::ResponseLabel;
use std::collections::BTreeSet;

const STUDENTS: u32 = 45;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_paged_by_key_in_every_order() {
    let world = World::new(STUDENTS, 2).await;
    let employer = world.employer(0).await;
    let batch = Call::<SendOffers>::new((), Json(world.batch(0..STUDENTS)));
    employer.send(batch).await.unwrap();
    let school = world.school().await;
    for sort in [
        CaseSort::UpdatedAt,
        CaseSort::OfferedAt,
        CaseSort::ResponseDeadline,
        CaseSort::Number,
        CaseSort::StudentNo,
        CaseSort::StudentName,
        CaseSort::EmployerName,
        CaseSort::College,
        CaseSort::Major,
        CaseSort::Response,
        CaseSort::Review,
        CaseSort::Agreement,
    ] {
        for ascending in [false, true] {
            let mut seen = BTreeSet::new();
            let mut cursor = None;
            loop {
                let search = CaseSearch {
                    sort,
                    ascending,
                    paging: Paging {
                        cursor,
                        count: true,
                        ..Paging::default()
                    },
                    ..CaseSearch::default()
                };
                let Json(page) = school
                    .send(Call::<SearchCases>::new((), Json(search)))
                    .await
                    .unwrap();
                assert_eq!(page.total, Some(STUDENTS.into()));
                for row in page.items {
                    assert!(seen.insert(row.id), "{sort:?} shows a case twice");
                }
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), usize::try_from(STUDENTS).unwrap(), "{sort:?}");
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_their_own_cases_only() {
    let world = World::new(2, 2).await;
    for n in 0..2 {
        world.offer(&world.employer(n).await, n).await;
    }
    let count = async |person: &crate::world::Person| {
        let search = Call::<SearchCases>::new((), Json(CaseSearch::default()));
        person.send(search).await.unwrap().0.items.len()
    };
    assert_eq!(count(&world.student(0).await).await, 1);
    assert_eq!(count(&world.employer(1).await).await, 1);
    assert_eq!(count(&world.school().await).await, 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_finds_by_label_and_text_and_is_exported() {
    let world = World::new(3, 1).await;
    let employer = world.employer(0).await;
    let case = world.offer(&employer, 0).await;
    world.offer(&employer, 1).await;
    let row = world.student(0).await.read_and_accept(case).await.row;
    let school = world.school().await;
    let search = CaseSearch {
        filter: CaseFilter {
            response: vec![ResponseLabel::Accepted],
            search_field: SearchField::StudentNo,
            search: Some(row.student_no),
            ..CaseFilter::default()
        },
        ..CaseSearch::default()
    };
    let found = Call::<SearchCases>::new((), Json(search.clone()));
    let Json(page) = school.send(found).await.unwrap();
    assert_eq!(
        page.items.iter().map(|row| row.id).collect::<Vec<_>>(),
        [case]
    );
    let export = Call::<ExportCases>::new((), Json(search));
    let workbook = school.send(export).await.unwrap().bytes;
    assert!(workbook.starts_with(b"PK"));
    world.end().await;
}
