//! /api/v1/auth

use crate::wire::{World, failed, problem, refresh_cookie, session, with};
use chrono::TimeDelta;
use reqwest::{Method, StatusCode, header};
use sanfang_testkit::bulk::PASSWORD;
use serde_json::{Value, json};

#[tokio::test]
async fn a_log_in_answers_a_token_the_account_and_a_cookie_that_scripts_cannot_read() {
    let world = World::new().await;
    let login = world.people.student_login(0);
    let reply = world
        .try_login("student", &login, PASSWORD, "192.0.2.1")
        .await;
    assert_eq!(reply.status(), StatusCode::OK);
    let cookie = reply.headers()[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .to_owned();
    for part in [
        "HttpOnly",
        "SameSite=Strict",
        "Path=/api/v1/auth",
        "Expires=",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "plain loopback only");
    let body: Value = reply.json().await.unwrap();
    assert_eq!(body["token_type"], "Bearer");
    assert!(body["expires_in"].as_u64().unwrap() <= 900);
    assert_eq!(body["account"]["role"], "student");
    assert_eq!(body["account"]["login"], login);
    world.end().await;
}

#[tokio::test]
async fn the_cookie_is_secure_wherever_people_come_over_tls() {
    let world = World::with(|settings| sanfang_api::Settings {
        public_url: Some("https://sanfang.example".to_owned()),
        ..settings
    })
    .await;
    let login = world.people.student_login(0);
    let reply = world
        .try_login("student", &login, PASSWORD, "192.0.2.1")
        .await;
    assert!(
        reply.headers()[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .contains("Secure")
    );
    assert!(
        reply
            .headers()
            .contains_key(header::STRICT_TRANSPORT_SECURITY)
    );
    world.end().await;
}

#[tokio::test]
async fn a_wrong_password_an_unknown_name_and_the_wrong_tab_are_told_alike() {
    let world = World::new().await;
    let login = world.people.student_login(0);
    let tries = [
        ("student", login.as_str(), "not the password"),
        ("student", "nobody", PASSWORD),
        ("employer", login.as_str(), PASSWORD),
    ];
    let mut told = Vec::new();
    for (portal, login, password) in tries {
        let (status, mut problem) =
            problem(world.try_login(portal, login, password, "192.0.2.1").await).await;
        assert_eq!((status, problem.code.as_str()), (401, "wrong_credentials"));
        problem.instance = None;
        told.push(problem);
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]));
    world.end().await;
}

#[tokio::test]
async fn a_log_in_name_has_no_case() {
    let world = World::new().await;
    let login = format!(" {} ", world.people.employer_login(0).to_uppercase());
    let reply = world
        .try_login("employer", &login, PASSWORD, "192.0.2.1")
        .await;
    assert_eq!(reply.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn guessing_locks_the_guesser_out_and_nobody_else() {
    let world = World::new().await;
    let (victim, other) = (world.people.student_login(0), world.people.student_login(1));
    let guesser = "198.51.100.7";
    for _ in 0..5 {
        let reply = world
            .try_login("student", &victim, "a wrong guess", guesser)
            .await;
        assert_eq!(reply.status(), StatusCode::UNAUTHORIZED);
    }
    let reply = world.try_login("student", &victim, PASSWORD, guesser).await;
    let wait: u64 = reply.headers()[header::RETRY_AFTER]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=901).contains(&wait));
    assert_eq!(failed(reply).await, with(429, "rate_limited"));
    // The owner, elsewhere, and another account at the guesser's address.
    let owner = world
        .try_login("student", &victim, PASSWORD, "203.0.113.9")
        .await;
    assert_eq!(owner.status(), StatusCode::OK);
    let neighbour = world.try_login("student", &other, PASSWORD, guesser).await;
    assert_eq!(neighbour.status(), StatusCode::OK);
    world.pass(TimeDelta::minutes(16));
    let later = world.try_login("student", &victim, PASSWORD, guesser).await;
    assert_eq!(later.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn parallel_guesses_do_not_slip_past_the_count() {
    let world = World::new().await;
    let login = world.people.student_login(0);
    let guesses =
        (0..20).map(|_| world.try_login("student", &login, "a wrong guess", "198.51.100.8"));
    let replies = futures::future::join_all(guesses).await;
    let tried = replies
        .iter()
        .filter(|reply| reply.status() == StatusCode::UNAUTHORIZED)
        .count();
    assert_eq!(tried, 5);
    world.end().await;
}

#[tokio::test]
async fn a_refresh_turns_the_cookie_and_a_spent_one_ends_the_session() {
    let world = World::new().await;
    let first = world.student().await;
    let second = session(world.refresh(&first.cookie).await).await;
    assert_ne!(first.cookie, second.cookie);
    assert_eq!(world.account(&second.token).await, StatusCode::OK);
    let reuse = world.refresh(&first.cookie).await;
    assert_eq!(failed(reuse).await, with(401, "unauthenticated"));
    // Whoever holds the newer ones is out too: one of the two is a thief.
    assert_eq!(
        failed(world.refresh(&second.cookie).await).await,
        with(401, "unauthenticated")
    );
    assert_eq!(world.account(&second.token).await, StatusCode::UNAUTHORIZED);
    world.end().await;
}

#[tokio::test]
async fn of_two_refreshes_at_the_same_instant_one_wins_at_most() {
    let world = World::new().await;
    let first = world.student().await;
    let both =
        futures::future::join_all([world.refresh(&first.cookie), world.refresh(&first.cookie)])
            .await;
    let won = both
        .iter()
        .filter(|reply| reply.status() == StatusCode::OK)
        .count();
    assert_eq!(won, 1);
    world.end().await;
}

#[tokio::test]
async fn a_made_up_cookie_cannot_end_somebodys_session() {
    let world = World::new().await;
    let session = world.student().await;
    let (id, _) = session.cookie.split_once('.').unwrap();
    for forged in [format!("{id}.AAAA.BBBB"), format!("{id}."), "x".to_owned()] {
        assert_eq!(
            world.refresh(&forged).await.status(),
            StatusCode::UNAUTHORIZED
        );
    }
    assert_eq!(
        world.refresh(&session.cookie).await.status(),
        StatusCode::OK
    );
    world.end().await;
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends() {
    let world = World::new().await;
    let session = world.student().await;
    world.pass(TimeDelta::days(15));
    assert_eq!(
        failed(world.refresh(&session.cookie).await).await,
        with(401, "unauthenticated")
    );
    world.end().await;
}

#[tokio::test]
async fn logging_out_ends_the_session_and_removes_the_cookie() {
    let world = World::new().await;
    let session = world.student().await;
    let reply = world
        .ask(Method::POST, "/api/v1/auth/logout")
        .header(
            header::COOKIE,
            format!("sanfang_refresh={}", session.cookie),
        )
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), StatusCode::NO_CONTENT);
    assert_eq!(refresh_cookie(&reply), "");
    assert_eq!(
        world.account(&session.token).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        world.refresh(&session.cookie).await.status(),
        StatusCode::UNAUTHORIZED
    );
    let again = world
        .ask(Method::POST, "/api/v1/auth/logout")
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), StatusCode::NO_CONTENT);
    world.end().await;
}

/// Asks for a reset link and answers the token of the mail.
async fn reset_token(world: &World, login: &str) -> Option<String> {
    let body = json!({"portal": "student", "login": login});
    let before = world.mails().await.len();
    let reply = world
        .post("/api/v1/auth/password-resets", body)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), StatusCode::ACCEPTED);
    assert_eq!(reply.bytes().await.unwrap().len(), 0);
    let mails = world.mails().await;
    let mail = mails.get(before)?;
    let (_, rest) = mail.split_once("#token=").unwrap();
    rest.split_whitespace().next().map(str::to_owned)
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_the_link_of_the_mail_once() {
    let world = World::new().await;
    let login = world.people.student_login(0);
    let session = world.student().await;
    assert_eq!(reset_token(&world, "nobody").await, None);
    let token = reset_token(&world, &login).await.unwrap();
    let confirm = |new: &str| {
        let body = json!({"token": token, "new": new});
        world
            .post("/api/v1/auth/password-resets/confirm", body)
            .send()
    };
    let weak = problem(confirm("short").await.unwrap()).await;
    assert_eq!(weak.0, 422);
    assert_eq!(weak.1.errors[0].pointer, "/new");
    let done = confirm("a quite new passphrase").await.unwrap();
    assert_eq!(done.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        world.account(&session.token).await,
        StatusCode::UNAUTHORIZED
    );
    let again = confirm("another new passphrase").await.unwrap();
    assert_eq!(failed(again).await, with(422, "reset_token_invalid"));
    let old = world
        .try_login("student", &login, PASSWORD, "192.0.2.1")
        .await;
    assert_eq!(old.status(), StatusCode::UNAUTHORIZED);
    let new = world
        .try_login("student", &login, "a quite new passphrase", "192.0.2.1")
        .await;
    assert_eq!(new.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn a_reset_link_is_too_old_after_half_an_hour_and_replaced_by_a_newer_one() {
    let world = World::new().await;
    let login = world.people.student_login(0);
    let first = reset_token(&world, &login).await.unwrap();
    let second = reset_token(&world, &login).await.unwrap();
    let confirm = async |token: &str| {
        let body = json!({"token": token, "new": "a quite new passphrase"});
        failed(
            world
                .post("/api/v1/auth/password-resets/confirm", body)
                .send()
                .await
                .unwrap(),
        )
        .await
    };
    assert_eq!(confirm(&first).await, with(422, "reset_token_invalid"));
    world.pass(TimeDelta::minutes(31));
    assert_eq!(confirm(&second).await, with(422, "reset_token_invalid"));
    world.end().await;
}

#[tokio::test]
async fn reset_mails_are_limited() {
    let world = World::new().await;
    let login = world.people.student_login(0);
    for _ in 0..3 {
        assert!(reset_token(&world, &login).await.is_some());
    }
    let body = json!({"portal": "student", "login": login});
    let reply = world
        .post("/api/v1/auth/password-resets", body)
        .send()
        .await
        .unwrap();
    assert_eq!(failed(reply).await, with(429, "rate_limited"));
    world.end().await;
}
