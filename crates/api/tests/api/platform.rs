//! `/api/v1/platform`

use crate::world::{World, key};
use sanfang_client::Call;
use sanfang_contract::{
    endpoint::{Json, Nothing},
    endpoints::{ListMessages, PageQuery, ResendMessage},
    platform::DeliveryStatus,
};
use sanfang_persistence::{
    entity::messages,
    sea_orm::{ActiveValue::Set, EntityTrait},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_is_read_page_by_page_newest_first() {
    let world = World::new(3, 1).await;
    let employer = world.employer(0).await;
    for n in 0..3 {
        world.offer(&employer, n).await;
    }
    let operator = world.platform().await;
    let mut cursor = None;
    let mut seen = Vec::new();
    loop {
        let query = PageQuery {
            cursor,
            limit: Some(1),
        };
        let call = Call::<ListMessages>::new((), Nothing {}).query(query);
        let Json(page) = operator.send(call).await.unwrap();
        seen.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert!(seen.len() >= 3, "each student was told");
    assert!(seen.is_sorted_by(|a, b| (a.created_at, a.id) > (b.created_at, b.id)));
    assert!(
        seen.iter().all(|message| message.body.is_some()),
        "the outbox is local"
    );
    let broken = PageQuery {
        cursor: Some("x".into()),
        limit: None,
    };
    let call = Call::<ListMessages>::new((), Nothing {}).query(broken);
    assert_eq!(
        operator.send(call).await.map(|_| ()).unwrap_err().status(),
        Some(422)
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_was_given_up_is_sent_again() {
    let world = World::new(1, 1).await;
    world.offer(&world.employer(0).await, 0).await;
    let operator = world.platform().await;
    let list = || Call::<ListMessages>::new((), Nothing {});
    let Json(page) = operator.send(list()).await.unwrap();
    let id = page.items[0].id;
    let failed = messages::ActiveModel {
        id: Set(id.into()),
        status: Set("failed".into()),
        attempts: Set(9),
        ..Default::default()
    };
    messages::Entity::update(failed)
        .exec(world.app.db.schema())
        .await
        .unwrap();
    let call = Call::<ResendMessage>::new((id,), Nothing {}).key(key());
    let Json(message) = operator.send(call).await.unwrap();
    assert_eq!(
        (message.status, message.attempts),
        (DeliveryStatus::Pending, 0)
    );
    world.work().await;
    let Json(page) = operator.send(list()).await.unwrap();
    assert_eq!(page.items[0].status, DeliveryStatus::Sent);
    let nobody = Call::<ResendMessage>::new((uuid::Uuid::nil().into(),), Nothing {}).key(key());
    assert_eq!(
        operator
            .send(nobody)
            .await
            .map(|_| ())
            .unwrap_err()
            .status(),
        Some(404)
    );
    world.end().await;
}
