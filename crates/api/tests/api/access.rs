//! The access matrix: every operation, by nobody and by every role, against what the document says.

use crate::{document::operations, wire::World};
use reqwest::{Method, StatusCode};
use sanfang_api::document;
use sanfang_domain::actor::Role;

const NOBODY: &str = "01935b0e-5f0a-7c9e-8a37-0d9c8d1f2b6e";

#[tokio::test]
async fn every_operation_is_open_to_its_roles_and_closed_to_everybody_else() {
    let world = World::new().await;
    let everybody = world.everybody().await;
    let document = document::document();
    let mut checked = 0;
    for (template, method, operation) in operations(&document) {
        let Some(roles) = operation
            .pointer("/security/0/bearer")
            .and_then(|roles| roles.as_array())
        else {
            continue;
        };
        let path = template.replace("{id}", NOBODY).replace("{table}", "sex");
        let method: Method = method.parse().unwrap();
        // Without body or headers: whoever is let in is told about those, whoever is not learns nothing of them.
        let anonymous = world.ask(method.clone(), &path).send().await.unwrap();
        assert_eq!(
            anonymous.status(),
            StatusCode::UNAUTHORIZED,
            "nobody: {method} {path}"
        );
        assert!(!roles.is_empty(), "{method} {path}");
        for (role, session) in &everybody {
            let reply = world
                .ask(method.clone(), &path)
                .bearer_auth(&session.token)
                .send()
                .await
                .unwrap();
            let named = roles.iter().any(|name| name == role);
            let refused = reply.status() == StatusCode::FORBIDDEN;
            assert_eq!(
                refused,
                !named,
                "{role}: {method} {path} answered {}",
                reply.status()
            );
            assert_ne!(
                reply.status(),
                StatusCode::UNAUTHORIZED,
                "{role}: {method} {path}"
            );
            assert!(!reply.status().is_server_error(), "{role}: {method} {path}");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
    world.end().await;
}

#[test]
fn the_roles_that_the_document_names_exist() {
    let document = document::document();
    for (path, _, operation) in operations(&document) {
        let roles = operation
            .pointer("/security/0/bearer")
            .and_then(|roles| roles.as_array());
        for role in roles.into_iter().flatten() {
            assert!(
                Role::parse(role.as_str().unwrap()).is_some(),
                "{path}: {role}"
            );
        }
    }
}

#[tokio::test]
async fn public_operations_need_no_token() {
    let world = World::new().await;
    let document = document::document();
    for (template, method, operation) in operations(&document) {
        if operation["security"].as_array().unwrap().is_empty() {
            let path = template.replace("{table}", "sex");
            let method: Method = method.parse().unwrap();
            let reply = world.ask(method.clone(), &path).send().await.unwrap();
            assert_ne!(reply.status(), StatusCode::UNAUTHORIZED, "{method} {path}");
            assert_ne!(reply.status(), StatusCode::FORBIDDEN, "{method} {path}");
        }
    }
    world.end().await;
}
