//! /api/v1/account

use crate::wire::{World, failed, problem, with};
use chrono::TimeDelta;
use reqwest::{Method, StatusCode};
use sanfang_application::accounts;
use sanfang_persistence::{
    entity::{sessions, throttles},
    sea_orm::{EntityTrait, PaginatorTrait},
};
use sanfang_testkit::bulk::PASSWORD;
use serde_json::{Value, json};

async fn change(world: &World, token: &str, current: &str, new: &str) -> reqwest::Response {
    let body = json!({"current": current, "new": new});
    let request = world
        .post("/api/v1/account/password", body)
        .bearer_auth(token);
    request.send().await.unwrap()
}

#[tokio::test]
async fn changing_the_password_ends_every_other_session() {
    let world = World::new().await;
    let (here, elsewhere) = (world.student().await, world.student().await);
    let done = change(&world, &here.token, PASSWORD, "a quite new passphrase").await;
    assert_eq!(done.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.account(&here.token).await, StatusCode::OK);
    assert_eq!(
        world.account(&elsewhere.token).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        world.refresh(&elsewhere.cookie).await.status(),
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(world.refresh(&here.cookie).await.status(), StatusCode::OK);
    let login = world.people.student_login(0);
    let old = world
        .try_login("student", &login, PASSWORD, "192.0.2.1")
        .await;
    assert_eq!(failed(old).await, with(401, "wrong_credentials"));
    world.end().await;
}

#[tokio::test]
async fn the_present_password_is_asked_for_and_cannot_be_guessed() {
    let world = World::new().await;
    let session = world.student().await;
    for _ in 0..5 {
        let (status, problem) =
            problem(change(&world, &session.token, "a guess", "a quite new passphrase").await)
                .await;
        assert_eq!(
            (status, problem.errors[0].pointer.as_str()),
            (422, "/current")
        );
    }
    let sixth = change(&world, &session.token, PASSWORD, "a quite new passphrase").await;
    assert_eq!(failed(sixth).await, with(429, "rate_limited"));
    world.end().await;
}

#[tokio::test]
async fn a_weak_password_is_refused_with_every_fault() {
    let world = World::new().await;
    let session = world.student().await;
    let (status, problem) = problem(change(&world, &session.token, PASSWORD, "aaa").await).await;
    let codes: Vec<_> = problem
        .errors
        .iter()
        .map(|fault| fault.code.as_str())
        .collect();
    assert_eq!(status, 422);
    assert_eq!(codes, ["password_too_short", "password_common"]);
    world.end().await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_only() {
    let world = World::new().await;
    let (here, elsewhere) = (world.student().await, world.student().await);
    let stranger = world.employer().await;
    let reply = world
        .get("/api/v1/account/sessions")
        .bearer_auth(&here.token)
        .send()
        .await
        .unwrap();
    let listed: Vec<Value> = reply.json().await.unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(
        listed.iter().filter(|one| one["current"] == true).count(),
        1
    );
    let other = listed.iter().find(|one| one["current"] == false).unwrap();
    let path = format!("/api/v1/account/sessions/{}", other["id"].as_str().unwrap());
    let end = |token: &str| world.ask(Method::DELETE, &path).bearer_auth(token).send();
    assert_eq!(
        failed(end(&stranger.token).await.unwrap()).await,
        with(404, "not_found")
    );
    assert_eq!(
        end(&here.token).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world.account(&elsewhere.token).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        end(&here.token).await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
    world.end().await;
}

#[tokio::test]
async fn ending_the_others_keeps_the_one_that_asks() {
    let world = World::new().await;
    let (here, elsewhere) = (world.student().await, world.student().await);
    let stranger = world.employer().await;
    let request = world.ask(Method::DELETE, "/api/v1/account/sessions");
    let reply = request.bearer_auth(&here.token).send().await.unwrap();
    assert_eq!(reply.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.account(&here.token).await, StatusCode::OK);
    assert_eq!(world.account(&stranger.token).await, StatusCode::OK);
    assert_eq!(
        world.account(&elsewhere.token).await,
        StatusCode::UNAUTHORIZED
    );
    world.end().await;
}

#[tokio::test]
async fn the_account_names_the_log_in_before_this_one() {
    let world = World::new().await;
    world.student().await;
    let second = world.student().await;
    let reply = world
        .get("/api/v1/account")
        .bearer_auth(&second.token)
        .send()
        .await
        .unwrap();
    let account: Value = reply.json().await.unwrap();
    assert_eq!(account["previous_login_ip"], "192.0.2.1");
    assert!(account["previous_login_at"].is_string());
    assert!(account["school_name"].is_string());
    world.end().await;
}

#[tokio::test]
async fn what_is_long_over_is_forgotten() {
    let world = World::new().await;
    world.student().await;
    let login = world.people.student_login(0);
    world
        .try_login("student", &login, "a wrong guess", "192.0.2.1")
        .await;
    let kept = async || {
        let db = world.app.db.read();
        let sessions = sessions::Entity::find().count(db).await.unwrap();
        (sessions, throttles::Entity::find().count(db).await.unwrap())
    };
    accounts::forget(&world.app).await.unwrap();
    assert_eq!(kept().await, (1, 2));
    world.pass(TimeDelta::days(45));
    accounts::forget(&world.app).await.unwrap();
    assert_eq!(kept().await, (0, 0));
    world.end().await;
}
