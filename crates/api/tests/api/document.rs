//! The published document says what the server does, and nothing else.

use sanfang_api::document;
use sanfang_contract::{endpoint::Guard, endpoints};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every operation with its path and method.
pub fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if ["get", "post", "put", "delete", "patch"].contains(&method.as_str()) {
                found.push((path.clone(), method.to_uppercase(), operation));
            }
        }
    }
    found
}

#[test]
fn the_committed_document_is_the_generated_one() {
    let committed = include_str!("../../../../openapi/openapi.json");
    assert!(
        committed == document::text(),
        "run `cargo xtask openapi` and commit openapi/openapi.json"
    );
}

#[test]
fn the_document_and_the_contract_name_the_same_operations() {
    let document = document::document();
    let published: BTreeSet<_> = operations(&document)
        .into_iter()
        .map(|(path, method, operation)| {
            (
                operation["operationId"].as_str().unwrap().to_owned(),
                method,
                path,
            )
        })
        .collect();
    let contract: BTreeSet<_> = endpoints::ALL
        .iter()
        .map(|(id, method, path, _)| {
            (
                (*id).to_owned(),
                method.as_str().to_owned(),
                (*path).to_owned(),
            )
        })
        .collect();
    assert_eq!(published, contract);
}

#[test]
fn every_operation_says_who_may_call_it_and_what_it_can_answer() {
    let document = document::document();
    for (path, method, operation) in operations(&document) {
        let name = format!("{method} {path}");
        assert!(operation["summary"].is_string(), "{name}");
        assert!(operation["security"].is_array(), "{name}");
        let answers = operation["responses"].as_object().unwrap();
        for status in ["429", "500", "503"] {
            assert!(answers.contains_key(status), "{name} {status}");
        }
        let secured = !operation["security"].as_array().unwrap().is_empty();
        assert_eq!(
            secured || path.ends_with("/login"),
            answers.contains_key("401"),
            "{name}"
        );
        assert!(
            answers.keys().any(|status| status.starts_with('2')),
            "{name}"
        );
    }
}

#[test]
fn guarded_operations_ask_for_their_header() {
    let document = document::document();
    for (path, method, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap();
        let guard = endpoints::ALL
            .iter()
            .find(|endpoint| endpoint.0 == id)
            .unwrap()
            .3;
        let parameters = operation["parameters"].to_string();
        assert_eq!(
            guard == Guard::Idempotent,
            parameters.contains("IdempotencyKey"),
            "{method} {path}"
        );
        assert_eq!(
            guard == Guard::IfMatch,
            parameters.contains("IfMatch"),
            "{method} {path}"
        );
    }
}
