//! The demo world is whole: every state, the people that the README names, and nothing that breaks a rule.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use sanfang_application::{App, Place, Ports, Settings, demo, open, worker::Pace};
use sanfang_domain::values::{IdNumber, Uscc};
use sanfang_persistence::{
    entity::{cases, employers, occupancy, students, terms_versions},
    sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter},
};
use std::collections::{BTreeMap, BTreeSet};

async fn world(folder: &std::path::Path) -> App {
    std::fs::create_dir_all(folder).unwrap();
    let place = Place {
        database_url: format!("sqlite://{}/demo.db", folder.display()),
        data: folder.to_owned(),
        fonts: None,
        personal_key: Some("07".repeat(32)),
    };
    let settings = Settings {
        public_url: "http://localhost".into(),
        demo: true,
        pace: Pace::default(),
    };
    let app = open(place, Ports::default(), settings).await.unwrap();
    sanfang_migrations::migrate(app.db.schema()).await.unwrap();
    app
}

#[tokio::test]
async fn the_demo_world_has_every_state_and_keeps_every_rule() {
    let folder = std::env::temp_dir().join(format!("sanfang-demo-{}", std::process::id()));
    let app = world(&folder).await;
    let filled = demo::fill(&app).await.unwrap().unwrap();
    assert_eq!((filled.students, filled.employers), (200, 12));
    assert!(
        demo::fill(&app).await.unwrap().is_none(),
        "only an empty database is filled"
    );

    let db = app.db.read();
    let all = cases::Entity::find().all(db).await.unwrap();
    assert_eq!(all.len(), filled.cases);
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &all {
        *states.entry(&case.state).or_default() += 1;
        assert!(
            case.updated_at <= app.now(),
            "nothing happens in the future"
        );
        if case.state == "offered" {
            assert!(
                case.response_deadline > app.now(),
                "a pending offer can still be answered"
            );
        }
    }
    assert_eq!(states.len(), 8, "every state: {states:?}");
    assert!(states.values().all(|count| *count >= 2), "{states:?}");

    let numbers: Vec<_> = all.iter().filter_map(|case| case.number.as_ref()).collect();
    assert_eq!(numbers.len(), numbers.iter().collect::<BTreeSet<_>>().len());
    let bound = all
        .iter()
        .filter(|case| case.live && case.state != "offered")
        .count();
    let occupied = occupancy::Entity::find().count(db).await.unwrap();
    assert_eq!(u64::try_from(bound).unwrap(), occupied);

    for student in students::Entity::find().all(db).await.unwrap() {
        let id = app
            .personal
            .open_id_number(&student.id_number_sealed)
            .unwrap();
        assert!(IdNumber::parse(id.as_str()).is_ok());
        assert_eq!(
            (student.birth_date, student.sex.as_str()),
            (id.birth_date(), id.sex().code())
        );
    }
    for employer in employers::Entity::find().all(db).await.unwrap() {
        assert!(Uscc::parse(&employer.uscc).is_ok());
    }
    let amended = all
        .iter()
        .find(|c| c.state == "offered" && c.latest_version == 2)
        .unwrap();
    let versions = terms_versions::Entity::find()
        .filter(terms_versions::Column::CaseId.eq(amended.id))
        .count(db)
        .await
        .unwrap();
    assert_eq!(versions, 2);
    std::fs::remove_dir_all(folder).unwrap();
}
