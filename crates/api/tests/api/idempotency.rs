//! `Idempotency-Key`: the first reply again, whatever happened in between.

use crate::wire::{World, failed, with};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/employer/send-list/remove";

async fn remove(world: &World, token: &str, key: &str, student: u32) -> Response {
    let body = json!({"students": [world.people.student(student)]});
    let request = world
        .post(PATH, body)
        .bearer_auth(token)
        .header("idempotency-key", key);
    request.send().await.unwrap()
}

#[tokio::test]
async fn the_same_key_and_body_answer_the_first_reply_again() {
    let world = World::new().await;
    let token = world.employer().await.token;
    let first = remove(&world, &token, "one", 0).await;
    assert_eq!(first.status(), StatusCode::OK);
    let first: Value = first.json().await.unwrap();
    // Meanwhile the list changes; the reply does not.
    assert_eq!(
        remove(&world, &token, "two", 1).await.status(),
        StatusCode::OK
    );
    let again: Value = remove(&world, &token, "one", 0).await.json().await.unwrap();
    assert_eq!(first, again);
    world.end().await;
}

#[tokio::test]
async fn the_same_key_with_another_body_is_refused() {
    let world = World::new().await;
    let token = world.employer().await.token;
    assert_eq!(
        remove(&world, &token, "one", 0).await.status(),
        StatusCode::OK
    );
    assert_eq!(
        failed(remove(&world, &token, "one", 1).await).await,
        with(422, "idempotency_key_reused")
    );
    world.end().await;
}

#[tokio::test]
async fn a_key_is_required_and_must_be_one() {
    let world = World::new().await;
    let token = world.employer().await.token;
    let body = json!({"students": [world.people.student(0)]});
    let none = world
        .post(PATH, body)
        .bearer_auth(&token)
        .send()
        .await
        .unwrap();
    assert_eq!(failed(none).await, with(400, "idempotency_key_missing"));
    let long = "x".repeat(256);
    assert_eq!(
        failed(remove(&world, &token, &long, 0).await).await,
        with(400, "idempotency_key_missing")
    );
    world.end().await;
}

#[tokio::test]
async fn of_parallel_requests_with_one_key_none_is_done_twice() {
    let world = World::new().await;
    let token = world.employer().await.token;
    let replies = futures::future::join_all((0..8).map(|_| remove(&world, &token, "one", 0))).await;
    for reply in replies {
        assert!([StatusCode::OK, StatusCode::CONFLICT].contains(&reply.status()));
    }
    world.end().await;
}
