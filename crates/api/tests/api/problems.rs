//! What every answer carries, and how every failure is told.

use crate::wire::{World, failed, problem, with};
use reqwest::{Method, StatusCode, header};
use sanfang_contract::problem::codes;
use sanfang_domain::reason::Reason;
use std::num::NonZeroU32;

#[tokio::test]
async fn an_unknown_address_is_a_problem_in_the_language_asked_for() {
    let world = World::new().await;
    let ask = |lang: &str| {
        world
            .get("/api/v1/nowhere")
            .header(header::ACCEPT_LANGUAGE, lang)
            .send()
    };
    let chinese = ask("zh-CN,zh;q=0.9,en;q=0.1").await.unwrap();
    assert_eq!(chinese.headers()[header::CONTENT_LANGUAGE], "zh-CN");
    let (status, chinese) = problem(chinese).await;
    let (_, english) = problem(ask("en-GB").await.unwrap()).await;
    assert_eq!((status, chinese.code.as_str()), (404, "not_found"));
    assert_eq!(chinese.title, "未找到");
    assert_eq!(english.title, "Not found");
    assert_eq!(english.code, chinese.code);
    world.end().await;
}

#[tokio::test]
async fn bad_requests_are_problems() {
    let world = World::new().await;
    let session = world.employer().await;
    let login = |content: &'static str, body: String| {
        let request = world.ask(Method::POST, "/api/v1/auth/login");
        request
            .header(header::CONTENT_TYPE, content)
            .body(body)
            .send()
    };
    let json = "application/json";
    assert_eq!(
        failed(login(json, "{".into()).await.unwrap()).await,
        with(400, "malformed_request")
    );
    assert_eq!(
        failed(login(json, "{}".into()).await.unwrap()).await,
        with(400, "malformed_request")
    );
    assert_eq!(
        failed(login("text/plain", "{}".into()).await.unwrap()).await,
        with(415, "unsupported_media_type")
    );
    let large = format!("\"{}\"", "x".repeat(300 * 1024));
    assert_eq!(
        failed(login(json, large).await.unwrap()).await,
        with(413, "too_large")
    );
    let no_id = world
        .get("/api/v1/cases/7")
        .bearer_auth(&session.token)
        .send()
        .await
        .unwrap();
    assert_eq!(failed(no_id).await, with(404, "not_found"));
    let method = world
        .ask(Method::DELETE, "/api/v1/account")
        .send()
        .await
        .unwrap();
    assert_eq!(method.headers()[header::ALLOW], "GET");
    assert_eq!(failed(method).await, with(405, "method_not_allowed"));
    let anonymous = world.get("/api/v1/account").send().await.unwrap();
    assert_eq!(anonymous.headers()[header::WWW_AUTHENTICATE], "Bearer");
    assert_eq!(failed(anonymous).await, with(401, "unauthenticated"));
    world.end().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_body_is_told_without_repeating_it() {
    let world = World::new().await;
    let body = r#"{"portal":"student","login":"110101199003070000","password":7}"#;
    let request = world.ask(Method::POST, "/api/v1/auth/login");
    let reply = request
        .header(header::CONTENT_TYPE, "application/json")
        .body(body)
        .send()
        .await
        .unwrap();
    let text = reply.text().await.unwrap();
    assert!(text.contains("line 1"), "{text}");
    assert!(!text.contains("110101"), "{text}");
    world.end().await;
}

#[tokio::test]
async fn every_answer_keeps_the_browser_strict() {
    let world = World::new().await;
    for path in [
        "/api/v1/installation",
        "/api/v1/nowhere",
        "/healthz",
        "/api/docs/",
    ] {
        let reply = world.get(path).send().await.unwrap();
        let headers = reply.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["x-frame-options"], "DENY", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(!policy.contains("script-src 'self' 'unsafe"), "{path}");
        assert!(headers.contains_key(header::CACHE_CONTROL), "{path}");
    }
    let reply = world.get("/api/v1/installation").send().await.unwrap();
    assert_eq!(reply.headers()[header::CACHE_CONTROL], "no-store");
    world.end().await;
}

#[tokio::test]
async fn a_request_id_comes_back_and_names_the_problem() {
    let world = World::new().await;
    let id = "client-chosen-0001";
    let reply = world
        .get("/api/v1/nowhere")
        .header("x-request-id", id)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.headers()["x-request-id"], id);
    assert_eq!(problem(reply).await.1.instance.as_deref(), Some(id));
    let reply = world
        .get("/healthz")
        .header("x-request-id", "not an id\u{7f}")
        .send()
        .await;
    assert!(reply.is_err() || reply.unwrap().headers()["x-request-id"].len() == 36);
    world.end().await;
}

#[tokio::test]
async fn an_address_that_asks_too_much_is_told_to_wait() {
    let world = World::with(|settings| sanfang_api::Settings {
        address_limit: NonZeroU32::new(3).unwrap(),
        ..settings
    })
    .await;
    let ask = || world.get("/api/v1/installation").send();
    for left in ["2", "1", "0"] {
        let reply = ask().await.unwrap();
        assert_eq!(reply.status(), StatusCode::OK);
        assert_eq!(
            reply.headers()["ratelimit"],
            format!("\"address\";r={left}")
        );
    }
    let reply = ask().await.unwrap();
    assert!(reply.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(failed(reply).await, with(429, "rate_limited"));
    assert_eq!(
        world.get("/healthz").send().await.unwrap().status(),
        StatusCode::OK
    );
    world.end().await;
}

#[tokio::test]
async fn every_code_has_a_page_behind_its_address() {
    let world = World::new().await;
    let reasons = Reason::ALL.iter().map(|reason| reason.code());
    for code in codes::ALL.iter().copied().chain(reasons) {
        let reply = world
            .get(&format!("/problems/{code}"))
            .send()
            .await
            .unwrap();
        assert_eq!(reply.status(), StatusCode::OK, "{code}");
    }
    let none = world.get("/problems/none").send().await.unwrap();
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
    world.end().await;
}

#[tokio::test]
async fn probes_metrics_and_the_document_answer() {
    let world = World::new().await;
    for path in [
        "/healthz",
        "/readyz",
        "/api/docs/",
        "/api/openapi.json",
        "/.well-known/jwks.json",
    ] {
        assert_eq!(
            world.get(path).send().await.unwrap().status(),
            StatusCode::OK,
            "{path}"
        );
    }
    let metrics = world
        .get("/metrics")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        metrics
            .contains("sanfang_requests_total{method=\"GET\",route=\"/readyz\",status=\"200\"} 1"),
        "{metrics}"
    );
    let head = world
        .ask(Method::HEAD, "/api/v1/installation")
        .send()
        .await
        .unwrap();
    assert_eq!(head.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn answers_are_compressed_when_asked() {
    let world = World::new().await;
    let reply = world
        .get("/api/v1/codes/region")
        .header(header::ACCEPT_ENCODING, "br")
        .send()
        .await
        .unwrap();
    assert_eq!(reply.headers()[header::CONTENT_ENCODING], "br");
    world.end().await;
}
