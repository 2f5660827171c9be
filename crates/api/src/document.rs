//! The published document: OpenAPI 3.1, generated from the handlers and sorted.
//!
//! A handler names its own success and who may call it. What every operation of its kind can answer besides (401, 403,
//! 404, 409 …) follows from the contract and is added here, once.

use crate::routes;
use actix_web::App;
use sanfang_contract::{
    Problem,
    endpoint::{Guard, Method},
    endpoints,
};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Sanfang",
        description = "三方：高校毕业生就业协议系统。Chinese graduate employment agreements: one API for students, employers and schools.\n\n\
Errors are `application/problem+json` (RFC 9457) in the language of `Accept-Language` (zh-CN, en). \
Operations that create or move something need an `Idempotency-Key`; writes that overwrite need `If-Match`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
        contact(name = "The operator of this installation"),
    ),
    servers((url = "/", description = "This installation")),
    components(schemas(Problem)),
    tags(
        (name = "auth", description = "Log-in, refresh and forgotten password"),
        (name = "account", description = "The own account and its sessions"),
        (name = "notices", description = "In-app notices"),
        (name = "public", description = "Without a log-in, or for every role"),
        (name = "student", description = "The student's own record and first log-in"),
        (name = "employer", description = "The employer's data, search and send list"),
        (name = "offers", description = "Offers: O1 to O6"),
        (name = "agreements", description = "Agreements: O7 to O11"),
        (name = "cases", description = "Signing cases in the caller's sight"),
        (name = "school", description = "The school's home and directory"),
        (name = "platform", description = "The installation's operator"),
    )
)]
struct Base;

/// The document.
pub fn document() -> Value {
    let (_, generated) = App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(routes::configure)
        .split_for_parts();
    let mut document = serde_json::to_value(generated).unwrap_or_default();
    add_components(&mut document);
    for endpoint in endpoints::ALL {
        complete(
            &mut document,
            endpoint.0,
            endpoint.1,
            endpoint.2,
            endpoint.3,
        );
    }
    sorted(document)
}

/// The document as it is committed.
pub fn text() -> String {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
}

/// Media type and description of an answer that is a problem.
fn problem(description: &str) -> Value {
    json!({
        "description": description,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    })
}

fn add_components(document: &mut Value) {
    let Some(components) = object(document, "components") else {
        return;
    };
    components.insert(
        "securitySchemes".to_owned(),
        json!({
            "bearer": {
                "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                "description": "The access token of `login` or `refresh`. The listed names are the roles that may call.",
            },
            "refresh_cookie": {
                "type": "apiKey", "in": "cookie", "name": routes::auth::COOKIE,
                "description": "The rotating refresh token; HttpOnly, SameSite=Strict, only sent to /api/v1/auth.",
            },
        }),
    );
    let mut responses = Map::new();
    for (name, text) in [
        ("Malformed", "Not of the documented shape"),
        ("Unauthenticated", "No token, or none that counts"),
        ("Forbidden", "The role may not call this"),
        ("NotFound", "It does not exist, or not for you"),
        ("Timeout", "The body did not arrive in time"),
        (
            "Conflict",
            "A rule or another change stands in the way; the body names the state and who can change it",
        ),
        ("PreconditionFailed", "`If-Match` names an older version"),
        ("TooLarge", "The body is too large"),
        (
            "UnsupportedMediaType",
            "Another Content-Type than documented",
        ),
        ("Invalid", "The input has faults, all of them named"),
        ("PreconditionRequired", "`If-Match` is missing"),
        ("Internal", "A fault of the server"),
    ] {
        responses.insert(name.to_owned(), problem(text));
    }
    for (name, text) in [
        ("RateLimited", "Too many requests"),
        ("Unavailable", "Busy; try again"),
    ] {
        let mut answer = problem(text);
        if let Some(headers) = object(&mut answer, "headers") {
            headers.insert(
                "Retry-After".to_owned(),
                json!({"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}}),
            );
        }
        responses.insert(name.to_owned(), answer);
    }
    components.insert("responses".to_owned(), Value::Object(responses));
    components.insert(
        "parameters".to_owned(),
        json!({
            "AcceptLanguage": {
                "name": "Accept-Language", "in": "header", "required": false,
                "description": "Language of texts: zh-CN (default) or en.",
                "schema": {"type": "string", "examples": ["zh-CN", "en"]},
            },
            "IdempotencyKey": {
                "name": "Idempotency-Key", "in": "header", "required": true,
                "description": "Chosen by the client per intention; the same key and body answers the first reply again for 24 hours.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
                "example": "01935b0e-5f0a-7c9e-8a37-0d9c8d1f2b6e",
            },
            "IfMatch": {
                "name": "If-Match", "in": "header", "required": true,
                "description": "The ETag of the version that was read.",
                "schema": {"type": "string", "pattern": "^\"[0-9]{1,9}\"$"},
                "example": "\"3\"",
            },
        }),
    );
}

/// Adds to an operation what its kind can answer and which headers it takes.
fn complete(document: &mut Value, id: &str, method: Method, path: &str, guard: Guard) {
    let verb = method.as_str().to_ascii_lowercase();
    let Some(operation) = document
        .pointer_mut("/paths")
        .and_then(|paths| paths.get_mut(path)?.get_mut(&verb))
    else {
        return;
    };
    let secured = operation.get("security").is_some();
    let roles = secured && operation.pointer("/security/0/bearer/0").is_some();
    let has_body = operation.get("requestBody").is_some();
    if let Some(operation) = operation.as_object_mut() {
        let callers = callers(operation.get("security"));
        let summary = operation.get("summary").and_then(Value::as_str);
        let description = format!("{} {callers}", summary.unwrap_or_default());
        operation
            .entry("description")
            .or_insert(Value::String(description));
        operation.entry("security").or_insert_with(|| json!([]));
    }
    let mut answers: Vec<(&str, &str)> = vec![
        ("429", "RateLimited"),
        ("500", "Internal"),
        ("503", "Unavailable"),
    ];
    let mut parameters = vec!["AcceptLanguage"];
    if secured {
        answers.push(("401", "Unauthenticated"));
    }
    if roles {
        answers.push(("403", "Forbidden"));
    }
    if path.contains('{') {
        answers.push(("404", "NotFound"));
    }
    if operation.get("parameters").is_some_and(asks_query) {
        answers.extend([("400", "Malformed"), ("422", "Invalid")]);
    }
    if has_body {
        answers.extend([
            ("400", "Malformed"),
            ("408", "Timeout"),
            ("413", "TooLarge"),
            ("415", "UnsupportedMediaType"),
            ("422", "Invalid"),
        ]);
    }
    match guard {
        Guard::None => {}
        Guard::Idempotent => {
            parameters.push("IdempotencyKey");
            answers.extend([
                ("400", "Malformed"),
                ("409", "Conflict"),
                ("422", "Invalid"),
            ]);
        }
        Guard::IfMatch => {
            parameters.push("IfMatch");
            answers.extend([
                ("412", "PreconditionFailed"),
                ("428", "PreconditionRequired"),
            ]);
        }
    }
    if let Some(responses) = object(operation, "responses") {
        for (status, name) in answers {
            let answer = json!({"$ref": format!("#/components/responses/{name}")});
            responses.entry(status).or_insert(answer);
        }
    }
    if let Some(list) = operation
        .as_object_mut()
        .map(|fields| fields.entry("parameters").or_insert_with(|| json!([])))
        .and_then(Value::as_array_mut)
    {
        list.extend(
            parameters
                .iter()
                .map(|name| json!({"$ref": format!("#/components/parameters/{name}")})),
        );
    }
    debug_assert_eq!(
        operation.get("operationId").and_then(Value::as_str),
        Some(id)
    );
}

/// Who may call, in words.
fn callers(security: Option<&Value>) -> String {
    let roles = security
        .and_then(|security| security.pointer("/0/bearer")?.as_array())
        .map(|roles| roles.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    match roles {
        Some(roles) => format!("For: {}.", roles.join(", ")),
        None => "Without an access token.".to_owned(),
    }
}

fn asks_query(parameters: &Value) -> bool {
    parameters
        .as_array()
        .is_some_and(|list| list.iter().any(|p| p.get("in") == Some(&json!("query"))))
}

/// A member that is an object, made if it is not there.
fn object<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Map<String, Value>> {
    let members = value.as_object_mut()?;
    members
        .entry(key)
        .or_insert_with(|| Value::Object(Map::new()))
        .as_object_mut()
}

/// Keys in order, whatever features serde_json was built with.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> = map.into_iter().map(|(k, v)| (k, sorted(v))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
